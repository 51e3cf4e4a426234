#include <algorithm>
#include <string_view>
#include <utility>

#include "core/api/call.h"
#include "core/api/picture.h"
#include "core/figure/body_map.h"
#include "core/figure/exercise_figure.h"

namespace lissom {
namespace {

constexpr int permille = 1000;

/// Names in the order of the enumerators.
const std::vector<std::string>& theme_names() {
  static const std::vector<std::string> names = {"colour", "dark", "high_contrast", "print"};
  return names;
}
const std::vector<std::string>& build_names() {
  static const std::vector<std::string> names = {"average", "slight", "heavy", "older"};
  return names;
}

template <class Enum>
Enum chosen(ObjectReader& in, std::string_view key, const std::vector<std::string>& names) {
  const std::string name = in.one_of(key, names);
  const auto found = std::find(names.begin(), names.end(), name);
  return static_cast<Enum>(found == names.end() ? 0 : found - names.begin());
}

/// What every picture may be asked for: theme, skin and the size at which it will be seen.
Look look_of(ObjectReader& in) {
  Look look;
  look.theme = chosen<Theme>(in, "theme", theme_names());
  look.skin_tone = static_cast<int>(in.integer("skin", 1, skin_tones, 2)) - 1;
  constexpr int smallest = 32;
  constexpr int largest = 4000;
  constexpr int usual = 600;
  look.pixels_wide = static_cast<int>(in.integer("pixels", smallest, largest, usual));
  return look;
}

PictureWish wish_of(ObjectReader& in) {
  PictureWish wish;
  wish.side = in.one_of("side", {"right", "left"}) == "left" ? 'L' : 'R';
  wish.at = static_cast<double>(in.integer("at", 0, permille, permille)) / permille;
  wish.look = look_of(in);
  wish.build = chosen<Build>(in, "build", build_names());
  wish.with_ghost = in.boolean("ghost", false);
  wish.with_arrow = in.boolean("arrow", wish.at == 1);
  constexpr int half_turn = 180;
  constexpr int upright = 90;
  if (in.has("yaw") || in.has("elevation")) {
    wish.view = View{static_cast<double>(in.integer("yaw", -half_turn, half_turn, 0)),
                     static_cast<double>(in.integer("elevation", -upright, upright, 0)), false};
  }
  wish.turn_deg = static_cast<double>(in.integer("turn", -half_turn, half_turn, 0));
  return wish;
}

std::string_view side_name(char side) {
  return side == 'R' ? "right" : side == 'L' ? "left" : "both";
}

/// One view of the body map: the figure, and what may be pointed at.
Json map_view(const BodyMap& map, std::size_t view, const MapPicture& picture) {
  Json regions = Json::array();
  for (const RegionOnSheet& region : picture.regions) {
    const MapPlace& place = map.places[region.place];
    regions.push_back({{"place", place.id},
                       {"name", place.name},
                       {"side", side_name(region.side)},
                       {"x", region.x},
                       {"y", region.y},
                       {"width", region.width},
                       {"height", region.height}});
  }
  return {{"id", map.views[view].id},
          {"name", map.views[view].name},
          {"at_left", side_name(picture.at_left)},
          {"svg", to_svg(picture.drawing)},
          {"width", picture.drawing.width},
          {"height", picture.drawing.height},
          {"regions", std::move(regions)}};
}

/// All stretches, by position and name.
std::vector<const Exercise*> all_in_order(const Catalogue& catalogue) {
  std::vector<const Exercise*> all;
  for (const auto& [id, exercise] : catalogue.exercises) {
    all.push_back(&exercise);
  }
  const auto key = [&](const Exercise& exercise) {
    return std::pair(std::string_view(catalogue.bases.find(exercise.base)->second.name),
                     std::string_view(exercise.name));
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Exercise* a, const Exercise* b) { return key(*a) < key(*b); });
  return all;
}

}  // namespace

Result<Outcome> do_draw(Call& call, ObjectReader& in) {
  const std::string id = in.text("id");
  const bool as_shapes = in.one_of("as", {"svg", "shapes"}) == "shapes";
  PictureWish wish = wish_of(in);
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const Result<const Exercise*> exercise = exercise_named(call, id);
  if (!exercise) {
    return tl::unexpected(exercise.error());
  }
  if (auto refusal = not_to_be_shown(call, **exercise)) {
    return *std::move(refusal);
  }
  wish.look.id = id;
  const Result<Drawing> drawing = draw_exercise(**exercise, wish);
  if (!drawing) {
    return tl::unexpected(drawing.error());
  }
  Json view;
  view["id"] = id;
  view["description"] = drawing->description;
  if (as_shapes) {
    view["drawing"] = drawing_view(*drawing);
  } else {
    view["svg"] = to_svg(*drawing);
  }
  return call.done(std::move(view));
}

Result<Outcome> do_body_map(Call& call, ObjectReader& in) {
  Look look = look_of(in);
  const auto build = chosen<Build>(in, "build", build_names());
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const BodyMap& map = embedded_body_map();
  Json views = Json::array();
  for (std::size_t i = 0; i < map.views.size(); ++i) {
    look.id = "body_" + map.views[i].id;
    views.push_back(map_view(map, i, draw_body_map(map, i, build, look)));
  }
  Json view;
  view["views"] = std::move(views);
  return call.done(std::move(view));
}

Result<Outcome> do_pictures(Call& call, ObjectReader& in) {
  const std::vector<std::string> ids = in.texts("ids");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  std::vector<const Exercise*> wanted;
  for (const std::string& id : ids) {
    const Result<const Exercise*> exercise = exercise_named(call, id);
    if (!exercise) {
      return tl::unexpected(exercise.error());
    }
    wanted.push_back(*exercise);
  }
  if (call.state().screening && call.world.gate.locked) {
    return call.refused();
  }
  Json entries = Json::array();
  int left_out = 0;
  for (const Exercise* exercise : ids.empty() ? all_in_order(call.catalogue) : wanted) {
    if (not_to_be_shown(call, *exercise)) {
      ++left_out;
    } else {
      entries.push_back({{"id", exercise->id},
                         {"name", exercise->name},
                         {"position", call.catalogue.bases.find(exercise->base)->second.name}});
    }
  }
  Json view;
  view["entries"] = std::move(entries);
  view["left_out"] = left_out;
  return call.done(std::move(view));
}

}  // namespace lissom
