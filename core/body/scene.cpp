#include "core/body/scene.h"

#include <algorithm>

#include "core/base/contract.h"
#include "core/body/trig.h"
#include "core/catalogue/table_reader.h"

namespace lissom {
namespace {

constexpr std::string_view scenes_file = "body/scenes.toml";
constexpr double millimetre = 1e-3;
constexpr int most_mm = 5000;

template <class List>
const auto* find_by_id(const List& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
  return found == list.end() ? nullptr : &*found;
}

/// A name as written, on a side: 'T', 'O', 'B' or ' '.
struct Sided {
  char side = ' ';
  std::string_view name;
};

Sided sided(std::string_view word) {
  if (word.size() > 2 && word[1] == '.') {
    return {word[0], word.substr(2)};
  }
  return {' ', word};
}

bool has_flesh(const Skeleton& skeleton, std::string_view name) {
  return std::any_of(skeleton.flesh.begin(), skeleton.flesh.end(),
                     [&](const Flesh& flesh) { return flesh.name == name; });
}

/// Its name in the skeleton; "B" is the side that is being looked at.
std::string named(const Sided& part, char side) {
  return part.side == ' ' ? std::string(part.name)
                          : with_side(part.side == 'B' ? side : part.side, part.name);
}

bool is_surface(const std::vector<Surface>& surfaces, std::string_view name) {
  return name == "floor" || std::any_of(surfaces.begin(), surfaces.end(),
                                        [&](const Surface& each) { return each.name == name; });
}

class ScenesReader {
 public:
  ScenesReader(TableReader& file, const Skeleton& skeleton) : file_(file), skeleton_(skeleton) {}

  Scenes read() {
    for (TableReader& table : file_.tables("prop")) {
      add_prop(table);
    }
    for (TableReader& table : file_.tables("base")) {
      add_base(table);
    }
    file_.finish();
    return std::move(scenes_);
  }

 private:
  void add_prop(TableReader& table) {
    Prop prop;
    prop.id = table.text("id");
    prop.by = table.text_or("by", "");
    if (!prop.by.empty() && skeleton_.landmark(prop.by) == none &&
        skeleton_.landmark(with_side('T', prop.by)) == none) {
      table.complain("by", "names no landmark: " + as_typed(prop.by));
    }
    prop.boxes = boxes(table);
    prop.wall = wall_panel(table);
    for (TableReader& surface : table.tables("surface")) {
      prop.surfaces.push_back(surface_of(surface));
      surfaces_.push_back(prop.surfaces.back());
    }
    table.finish();
    scenes_.props.push_back(std::move(prop));
  }

  static WallPanel wall_panel(TableReader& table) {
    WallPanel wall;
    if (table.has("wide")) {
      const std::vector<int> wide = table.integers("wide", -most_mm, most_mm);
      if (wide.size() == 2 && wide[0] < wide[1]) {
        wall.from = millimetre * wide[0];
        wall.to = millimetre * wide[1];
      } else {
        table.complain("wide", "is not [from, to] in millimetres");
      }
    }
    wall.high = table.has("high") ? millimetre * table.integer("high", 1, most_mm) : wall.high;
    wall.ball = table.has("ball") ? millimetre * table.integer("ball", 1, most_mm) : 0;
    return wall;
  }

  static std::vector<PropBox> boxes(TableReader& table) {
    std::vector<PropBox> list;
    const TomlValue* raw = table.raw("boxes");
    const auto* items = raw != nullptr ? std::get_if<TomlValue::List>(&raw->value) : nullptr;
    if (items == nullptr) {
      table.complain("boxes", "is not a list of boxes");
      return list;
    }
    for (const TomlValue& item : *items) {
      const std::vector<double> n = metres(item);
      if (n.size() != 6) {
        table.complain(
            "boxes", "holds something that is no box; expected [x, y, z, x, y, z] in millimetres");
        return list;
      }
      list.push_back({{n[0], n[1], n[2]}, {n[3], n[4], n[5]}});
    }
    return list;
  }

  /// A list of whole millimetres; empty if it is none.
  static std::vector<double> metres(const TomlValue& item) {
    std::vector<double> list;
    const auto* row = std::get_if<TomlValue::List>(&item.value);
    if (row == nullptr) {
      return list;
    }
    for (const TomlValue& number : *row) {
      const auto* whole = std::get_if<std::int64_t>(&number.value);
      if (whole == nullptr || *whole < -most_mm || *whole > most_mm) {
        return {};
      }
      list.push_back(millimetre * static_cast<double>(*whole));
    }
    return list;
  }

  static Surface surface_of(TableReader& table) {
    Surface surface;
    surface.name = table.text("name");
    if (table.has("up")) {
      surface.offset = millimetre * table.integer("up", 0, most_mm);
    } else {
      const std::vector<std::string_view> ways = {"x", "-x", "z", "-z"};
      const std::vector<Vec3> normals = {{1, 0, 0}, {-1, 0, 0}, {0, 0, 1}, {0, 0, -1}};
      surface.normal = normals[table.one_of("wall", ways)];
      surface.movable = true;
    }
    surface.put = !surface.movable;
    table.finish();
    return surface;
  }

  void add_base(TableReader& table) {
    BasePosition base;
    base.id = table.text("id");
    base.name = table.text("name");
    constexpr int half_turn = 180;
    base.view = table.integers("view", -half_turn, half_turn);
    if (base.view.size() != 2) {
      table.complain("view", "is not two angles; expected [yaw, elevation]");
    }
    const std::vector<std::string_view> ways = {"upright", "prone", "supine", "on_side",
                                                "on_t_side"};
    base.facing = ways[table.one_of("facing", ways)];
    if (auto pose = parse_pose(table.text_or("pose", ""))) {
      base.pose = *std::move(pose);
    } else {
      table.complain("pose", pose.error().what);
    }
    for (const std::string& text : table.texts("contacts")) {
      if (auto contacts = parse_contact(text, skeleton_, surfaces_)) {
        base.contacts.insert(base.contacts.end(), contacts->begin(), contacts->end());
      } else {
        table.complain("contacts", contacts.error().what);
      }
    }
    base.props = table.texts_or("props");
    for (const std::string& prop : base.props) {
      if (scenes_.prop(prop) == nullptr) {
        table.complain("props", "names no prop: " + as_typed(prop));
      }
    }
    table.finish();
    scenes_.bases.push_back(std::move(base));
  }

  TableReader& file_;
  const Skeleton& skeleton_;
  Scenes scenes_;
  std::vector<Surface> surfaces_;
};

}  // namespace

Mat3 facing(std::string_view name) {
  const Vec3 x{1, 0, 0};
  const Vec3 y{0, 1, 0};
  const Vec3 z{0, 0, 1};
  if (name == "prone") {
    return {-y, x, z};
  }
  if (name == "supine") {
    return {y, -x, z};
  }
  if (name == "on_side") {
    return {z, x, y};
  }
  if (name == "on_t_side") {
    return {z, -x, -y};
  }
  return {};
}

const Prop* Scenes::prop(std::string_view id) const {
  return find_by_id(props, id);
}
const BasePosition* Scenes::base(std::string_view id) const {
  return find_by_id(bases, id);
}

Result<std::vector<Contact>> parse_contact(std::string_view text, const Skeleton& skeleton,
                                           const std::vector<Surface>& surfaces) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) {
    return bad_input(as_typed(text) +
                     " is no contact; expected two names, such as \"T.knee floor\"");
  }
  const Sided what = sided(text.substr(0, space));
  const Sided on = sided(text.substr(space + 1));
  const std::string_view both = "TO";
  std::vector<Contact> contacts;
  for (const char side : what.side == 'B' ? both : std::string_view(&what.side, 1)) {
    contacts.push_back({named(what, side), named(on, side)});
    if (skeleton.landmark(contacts.back().landmark) == none) {
      return bad_input("there is no landmark " + as_typed(contacts.back().landmark));
    }
    if (!is_surface(surfaces, on.name) && !has_flesh(skeleton, contacts.back().on)) {
      return bad_input("there is nothing called " + as_typed(contacts.back().on) + " to rest on");
    }
  }
  return contacts;
}

tl::expected<Scenes, std::vector<CatalogueFault>> read_scenes(std::span<const CatalogueFile> files,
                                                              const Skeleton& skeleton) {
  const auto document = document_at(scenes_file, files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  CatalogueFaults faults;
  TableReader table(*document, std::string(scenes_file), faults);
  Scenes scenes = ScenesReader(table, skeleton).read();
  if (!faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  return scenes;
}

const Scenes& embedded_scenes() {
  static const Scenes scenes = [] {
    auto read = read_scenes(embedded_files(), embedded_skeleton());
    LISSOM_EXPECTS(read.has_value());
    return *std::move(read);
  }();
  return scenes;
}

}  // namespace lissom
