#include "core/body/muscles.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "core/base/contract.h"
#include "core/body/body_table.h"
#include "core/body/skeleton.h"
#include "core/body/trig.h"
#include "core/catalogue/table_reader.h"

namespace lissom {
namespace {

constexpr std::string_view muscles_file = "body/muscles.toml";
constexpr double turn_unit = 1e-2 * degree;
constexpr int full_turn = 3'600'000;
constexpr int most_turn = 36'000;
constexpr int most_degrees = 180;
constexpr int most_points = 20;
constexpr std::string_view right = "_r";
constexpr std::string_view left = "_l";

/// The name on the left side of something named for the right; the same for what has no sides.
std::string left_name(std::string_view name) {
  if (!name.ends_with(right)) {
    return std::string(name);
  }
  return std::string(name.substr(0, name.size() - right.size())) + std::string(left);
}

Vec3 mirrored(const Vec3& at) {
  return {at.x, at.y, -at.z};
}

/// The right frame between two mirrors in z: again right-handed.
Frame mirrored(const Frame& frame) {
  const Mat3& turn = frame.turn;
  return {{mirrored(turn.x), mirrored(turn.y), -mirrored(turn.z)}, mirrored(frame.at)};
}

class MuscleReader {
 public:
  MuscleReader(TableReader& file, const Model& skeleton) : file_(file) { body_.model = skeleton; }

  MuscledBody read() {
    for (TableReader& table : file_.tables("carrier")) {
      add_carrier(table);
    }
    for (TableReader& table : file_.tables("surface")) {
      add_surface(table);
    }
    for (TableReader& table : file_.tables("group")) {
      add_group(table);
    }
    file_.finish();
    return std::move(body_);
  }

 private:
  /// The index of a body on the right side or in the middle, and its partner on the left.
  std::array<int, 2> bodies(TableReader& table) const {
    const std::string name = table.text("body");
    const std::array<int, 2> found = {body_.model.body(name), body_.model.body(left_name(name))};
    if (name.ends_with(left) || found[0] == none || found[1] == none) {
      table.complain("body", "names no bone in the middle or on the right: " + as_typed(name));
      return {0, 0};
    }
    return found;
  }

  static Curve spline(const std::vector<int>& degrees, const std::vector<int>& values,
                      double unit) {
    Curve curve;
    curve.kind = Curve::Kind::simm_spline;
    for (std::size_t i = 0; i < degrees.size(); ++i) {
      curve.x.push_back(degrees[i] * degree);
      curve.y.push_back(unit * values[i]);
    }
    curve.finish();
    return curve;
  }

  void add_carrier(TableReader& table) {
    const std::string name = table.text("name");
    const std::array<int, 2> parents = bodies(table);
    const std::string driver = table.text("driver");
    const Vec3 at = point_in(table, "at");
    const std::vector<int> degrees = table.integers("degrees", -most_degrees, most_degrees);
    const std::vector<int> forward = table.integers("forward", -most_length, most_length);
    const std::vector<int> up = table.integers("up", -most_length, most_length);
    const std::vector<int> turn = table.integers("turn", -most_turn, most_turn);
    (void)table.basis();
    table.finish();
    const std::array<int, 2> drivers = {body_.model.coordinate(driver),
                                        body_.model.coordinate(left_name(driver))};
    if (drivers[0] == none || drivers[1] == none) {
      table.complain("driver", "names no coordinate: " + as_typed(driver));
      return;
    }
    constexpr std::size_t least_knots = 4;
    if (degrees.size() < least_knots || forward.size() != degrees.size() ||
        up.size() != degrees.size() || turn.size() != degrees.size() ||
        std::adjacent_find(degrees.begin(), degrees.end(), std::greater_equal<>()) !=
            degrees.end()) {
      table.complain("degrees",
                     "do not rise, are fewer than 4, or not as many as forward, up and turn");
      return;
    }
    for (const std::size_t side : {0U, 1U}) {
      Segment made;
      made.name = side == 0 ? name : left_name(name);
      made.joint.name = made.name;
      made.joint.parent = parents.at(side);
      made.joint.in_parent.at = side == 0 ? at : mirrored(at);
      made.joint.turns[0] = {{0, 0, 1}, drivers.at(side), spline(degrees, turn, turn_unit)};
      made.joint.moves[0] = {{1, 0, 0}, drivers.at(side), spline(degrees, forward, length_unit)};
      made.joint.moves[1] = {{0, 1, 0}, drivers.at(side), spline(degrees, up, length_unit)};
      body_.model.bodies.push_back(std::move(made));
    }
  }

  void add_surface(TableReader& table) {
    const std::string name = table.text("id");
    const std::array<int, 2> on = bodies(table);
    WrapSurface surface;
    surface.frame.at = point_in(table, "at");
    const std::vector<int> angles = table.integers("frame", -full_turn, full_turn);
    surface.radii.x = length_unit * table.integer("radius", 1, most_length);
    const std::string side = table.text_or("side", "all");
    table.finish();
    if (angles.size() != 3) {
      if (table.has("frame")) {
        table.complain("frame", "is not three angles");
      }
      return;
    }
    surface.frame.turn = turned_by(angles);
    if (side == "x" || side == "-x" || side == "y" || side == "-y") {
      surface.axis = side.back() == 'x' ? 0 : 1;
      surface.sign = side.size() == 1 ? 1 : -1;
    } else if (side != "all") {
      table.complain("side", "is no half; expected x, -x, y or -y");
    }
    surface.name = name + std::string(right);
    surface.body = on[0];
    body_.model.surfaces.push_back(surface);
    surface.name = name + std::string(left);
    surface.body = on[1];
    surface.frame = mirrored(surface.frame);
    body_.model.surfaces.push_back(surface);
  }

  void add_group(TableReader& table) {
    const Basis basis = table.basis();
    for (TableReader& muscle : table.tables("muscle")) {
      add_muscle(muscle, basis);
    }
    table.finish();
  }

  void add_muscle(TableReader& table, const Basis& basis) {
    const std::string name = table.text("id");
    const std::string part_of = table.text_or("part_of", "");
    std::array<MusclePath, 2> paths;
    paths[0].name = name + std::string(right);
    paths[1].name = name + std::string(left);
    for (TableReader& row : table.tables("points")) {
      const std::array<int, 2> on = bodies(row);
      const Vec3 at = point_in(row, "at");
      row.finish();
      PathPoint place;
      place.body = on[0];
      place.at = at;
      paths[0].points.push_back(place);
      place.body = on[1];
      place.at = mirrored(at);
      paths[1].points.push_back(place);
    }
    const std::size_t points = paths[0].points.size();
    if (points < 2 || points > most_points) {
      table.complain("points", "are fewer than 2 or more than 20");
    }
    if (body_.model.muscle(paths[0].name) != none) {
      table.complain("id", as_typed(name) + " is there twice");
    }
    if (table.has("wrap")) {
      add_wrap(table, paths);
    }
    table.finish();
    for (MusclePath& made : paths) {
      body_.model.muscles.push_back(std::move(made));
      body_.notes.push_back({part_of, basis});
    }
  }

  void add_wrap(TableReader& table, std::array<MusclePath, 2>& paths) const {
    TableReader row = table.table("wrap");
    const std::string name = row.text("surface");
    PathWrap wrap;
    const int points = static_cast<int>(paths[0].points.size());
    if (row.has("from") || row.has("to")) {
      wrap.first = row.integer("from", 1, points) - 1;
      wrap.last = row.integer("to", wrap.first + 2, points) - 1;
    }
    const auto& surfaces = body_.model.surfaces;
    const auto found = std::find_if(surfaces.begin(), surfaces.end(), [&](const WrapSurface& each) {
      return each.name == name + std::string(right);
    });
    if (found == surfaces.end()) {
      row.complain("surface", "names no surface: " + as_typed(name));
      return;
    }
    row.finish();
    wrap.surface = static_cast<int>(found - surfaces.begin());
    paths[0].wraps.push_back(wrap);
    ++wrap.surface;
    paths[1].wraps.push_back(wrap);
  }

  TableReader& file_;
  MuscledBody body_;
};

}  // namespace

tl::expected<MuscledBody, std::vector<CatalogueFault>> read_muscled_body(
    std::span<const CatalogueFile> files, const Model& skeleton) {
  const auto document = document_at(muscles_file, files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  CatalogueFaults faults;
  TableReader table(*document, std::string(muscles_file), faults);
  MuscledBody body = MuscleReader(table, skeleton).read();
  if (!faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  return body;
}

const MuscledBody& embedded_body() {
  static const MuscledBody body = [] {
    auto read = read_muscled_body(embedded_files(), embedded_skeleton().model);
    LISSOM_EXPECTS(read.has_value());
    return *std::move(read);
  }();
  return body;
}

}  // namespace lissom
