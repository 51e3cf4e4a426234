#pragma once
/// Places of the body that can be pointed at, on the standing figure. Read from
/// catalogue/body/map.toml.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/pose_text.h"
#include "core/body/skeleton.h"
#include "core/figure/figure.h"

namespace lissom {

/// An ellipsoid fixed to a bone: what of a place is seen in one view.
struct MapRegion {
  std::size_t view = 0;  ///< an index into `BodyMap::views`
  int body = 0;
  char side = ' ';  ///< of the body: 'R', 'L', or ' ' across its middle
  Vec3 at;          ///< its centre in the bone, metres
  Vec3 half;        ///< half its size along each axis of the bone, metres
};

struct MapPlace {
  std::string id;
  std::string name;  ///< "Back of the pelvis"
  std::vector<MapRegion> regions;
};

/// From where the standing figure is seen.
struct MapView {
  std::string id;
  std::string name;  ///< "From behind"
  int yaw_deg = 0;
  std::array<double, 4> frame{};  ///< left, bottom, right, top, from the middle of the hips, metres
};

struct BodyMap {
  std::vector<JointTarget> pose;
  std::vector<MapView> views;
  std::vector<MapPlace> places;  ///< in the order of the question

  [[nodiscard]] const MapPlace* place(std::string_view id) const;
};

/// Reads `body/map.toml` among `files`. @return all faults if there is one
[[nodiscard]] tl::expected<BodyMap, std::vector<CatalogueFault>> read_body_map(
    std::span<const CatalogueFile> files, const Skeleton& skeleton);

/// The map that was built in, read once. @pre it is sound, which the tests check
[[nodiscard]] const BodyMap& embedded_body_map();

/// Where a region lies in a picture: the upright ellipse in this box, in the drawing's units.
struct RegionOnSheet {
  std::size_t place = 0;  ///< an index into `BodyMap::places`
  char side = ' ';        ///< as in `MapRegion`
  int x = 0;              ///< of the left edge
  int y = 0;              ///< of the upper edge
  int width = 0;
  int height = 0;
};

struct MapPicture {
  Drawing drawing;
  char at_left = 'L';                  ///< the side of the body at the left of the picture
  std::vector<RegionOnSheet> regions;  ///< in the order of the places
};

/// The standing figure in one view, and what may be pointed at there.
/// @pre view < map.views.size()
[[nodiscard]] MapPicture draw_body_map(const BodyMap& map, std::size_t view, Build build,
                                       const Look& look);

}  // namespace lissom
