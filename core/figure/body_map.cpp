#include "core/figure/body_map.h"

#include <algorithm>
#include <cmath>

#include "core/base/contract.h"
#include "core/body/muscles.h"
#include "core/catalogue/table_reader.h"
#include "core/figure/extras.h"
#include "core/figure/fit.h"

namespace lissom {
namespace {

constexpr std::string_view path = "body/map.toml";
constexpr double millimetre = 1e-3;
constexpr int most_mm = 3000;

class MapReader {
 public:
  MapReader(TableReader& file, const Skeleton& skeleton) : file_(file), skeleton_(skeleton) {}

  BodyMap read() {
    if (auto pose = parse_pose(file_.text("pose"))) {
      map_.pose = *std::move(pose);
    } else {
      file_.complain("pose", pose.error().what);
    }
    (void)file_.basis();
    for (TableReader& table : file_.tables("view")) {
      add_view(table);
    }
    for (TableReader& table : file_.tables("place")) {
      add_place(table);
    }
    file_.finish();
    return std::move(map_);
  }

 private:
  void add_view(TableReader& table) {
    constexpr int half_turn = 180;
    MapView view;
    view.id = table.text("id");
    view.name = table.text("name");
    view.yaw_deg = table.integer("yaw", -half_turn, half_turn);
    const std::vector<int> frame = table.integers("frame", -most_mm, most_mm);
    if (frame.size() == view.frame.size() && frame[0] < frame[2] && frame[1] < frame[3]) {
      std::transform(frame.begin(), frame.end(), view.frame.begin(),
                     [](int mm) { return millimetre * mm; });
    } else {
      table.complain("frame", "is no frame; expected [left, bottom, right, top]");
    }
    table.finish();
    map_.views.push_back(std::move(view));
  }

  void add_place(TableReader& table) {
    MapPlace place;
    place.id = table.text("id");
    place.name = table.text("name");
    for (TableReader& region : table.tables("region")) {
      add_region(region, place);
    }
    if (place.regions.empty()) {
      table.complain("region", "is missing; expected a region in one view or more");
    }
    table.finish();
    map_.places.push_back(std::move(place));
  }

  void add_region(TableReader& table, MapPlace& place) {
    MapRegion region;
    region.view = view_of(table);
    region.at = point(table, "at", -most_mm);
    region.half = point(table, "half", 1);
    const std::string bone = table.text("bone");
    const bool has_sides = table.boolean_or("sides", false);
    table.finish();
    if (!has_sides) {
      place.regions.push_back(on_bone(table, bone, "", region));
      return;
    }
    region.side = 'R';
    place.regions.push_back(on_bone(table, bone, "_r", region));
    region.side = 'L';
    region.at.z = -region.at.z;
    place.regions.push_back(on_bone(table, bone, "_l", region));
  }

  std::size_t view_of(TableReader& table) {
    const std::string id = table.text("view");
    const auto found = std::find_if(map_.views.begin(), map_.views.end(),
                                    [&](const MapView& view) { return view.id == id; });
    if (found == map_.views.end()) {
      table.complain("view", "names no view above: " + as_typed(id));
      return 0;
    }
    return static_cast<std::size_t>(found - map_.views.begin());
  }

  static Vec3 point(TableReader& table, std::string_view key, int least) {
    const std::vector<int> mm = table.integers(key, least, most_mm);
    if (mm.size() != 3) {
      table.complain(key, "is not [x, y, z] in millimetres");
      return {};
    }
    return millimetre * Vec3{1.0 * mm[0], 1.0 * mm[1], 1.0 * mm[2]};
  }

  /// A bone of one side, or one that has no sides: the region is still on its side of the body.
  MapRegion on_bone(TableReader& table, const std::string& bone, const std::string& suffix,
                    MapRegion region) const {
    region.body = skeleton_.model.body(bone + suffix);
    if (region.body == none) {
      region.body = skeleton_.model.body(bone);
    }
    if (region.body == none) {
      table.complain("bone", "names no bone: " + as_typed(bone));
      region.body = 0;
    }
    return region;
  }

  TableReader& file_;
  const Skeleton& skeleton_;
  BodyMap map_;
};

/// The body in the map's pose, the lowest of its skin on the floor.
Scene standing(const BodyMap& map) {
  const Skeleton& skeleton = embedded_skeleton();
  const Model& model = embedded_body().model;
  Pose pose = neutral_pose(model);
  for (const JointTarget& target : map.pose) {
    pose[static_cast<std::size_t>(model.coordinate(target.coordinate))] = target.angle;
  }
  follow(model, pose);
  Scene scene;
  scene.frames = place(model, pose);
  double lowest = 0;
  for (const Landmark& landmark : skeleton.landmarks) {
    const Vec3 at = scene.frames[static_cast<std::size_t>(landmark.body)] * landmark.at;
    lowest = std::min(lowest, at.y - landmark.radius);
  }
  scene.floor_m = lowest;
  return scene;
}

/// An ellipsoid without perspective is an ellipse; half its width and height on the sheet.
Vec3 half_seen(const MapRegion& region, const Frame& bone, const Camera& camera) {
  const Mat3 turn = camera.turn * bone.turn;
  const Vec3 x = region.half.x * turn.x;
  const Vec3 y = region.half.y * turn.y;
  const Vec3 z = region.half.z * turn.z;
  return camera.shrink * Vec3{std::sqrt(x.x * x.x + y.x * y.x + z.x * z.x),
                              std::sqrt(x.y * x.y + y.y * y.y + z.y * z.y), 0};
}

}  // namespace

const MapPlace* BodyMap::place(std::string_view id) const {
  const auto found = std::find_if(places.begin(), places.end(),
                                  [&](const MapPlace& each) { return each.id == id; });
  return found == places.end() ? nullptr : &*found;
}

tl::expected<BodyMap, std::vector<CatalogueFault>> read_body_map(
    std::span<const CatalogueFile> files, const Skeleton& skeleton) {
  const auto document = document_at(path, files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  CatalogueFaults faults;
  TableReader table(*document, std::string(path), faults);
  BodyMap map = MapReader(table, skeleton).read();
  if (!faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  return map;
}

const BodyMap& embedded_body_map() {
  static const BodyMap map = [] {
    auto read = read_body_map(embedded_files(), embedded_skeleton());
    LISSOM_EXPECTS(read.has_value());
    return *std::move(read);
  }();
  return map;
}

MapPicture draw_body_map(const BodyMap& map, std::size_t view, Build build, const Look& look) {
  LISSOM_EXPECTS(view < map.views.size());
  const Result<Figure> figure =
      figure_of(embedded_body().model, embedded_skeleton().stature, build);
  LISSOM_EXPECTS(figure.has_value());
  const MapView& seen_from = map.views[view];
  const View at{static_cast<double>(seen_from.yaw_deg), 0, false};
  const Camera camera = camera_of(at, figure->stature_m);
  Scene scene = standing(map);
  scene.title = seen_from.name;
  const auto& [left, bottom, right, top] = seen_from.frame;
  const Window window{camera.shrink * left, camera.shrink * bottom, camera.shrink * right,
                      camera.shrink * top};
  MapPicture picture{draw(*figure, scene, at, window, look), 'L', {}};
  picture.at_left = camera.see(Vec3{0, 0, 1}).x > 0 ? 'L' : 'R';
  const double units = picture.drawing.width / (window.right - window.left);
  for (std::size_t place = 0; place < map.places.size(); ++place) {
    for (const MapRegion& region : map.places[place].regions) {
      if (region.view != view) {
        continue;
      }
      const Frame& bone = scene.frames[static_cast<std::size_t>(region.body)];
      const Vec3 centre = camera.see(bone * region.at);
      const Vec3 half = half_seen(region, bone, camera);
      picture.regions.push_back({place, region.side,
                                 whole(units * (centre.x - half.x - window.left)),
                                 whole(units * (window.top - centre.y - half.y)),
                                 whole(units * 2 * half.x), whole(units * 2 * half.y)});
    }
  }
  return picture;
}

}  // namespace lissom
