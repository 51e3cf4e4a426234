#pragma once
/// Our own body: bones, joints, skin to lie and sit on. Read from catalogue/body/skeleton.toml.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/model.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

/// A ball of skin that can rest on something.
struct Landmark {
  std::string name;  ///< with "_r" or "_l" if there are two
  int body = 0;
  Vec3 at;  ///< the ball's centre, in the body, metres
  double radius = 0;
};

/// A capsule of flesh that may not enter things.
struct Flesh {
  std::string name;
  int body = 0;
  std::array<Vec3, 2> ends;
  std::array<double, 2> radii{};
};

struct Skeleton {
  Model model;         ///< without muscles
  double stature = 0;  ///< metres, standing
  std::vector<Landmark> landmarks;
  std::vector<Flesh> flesh;

  [[nodiscard]] int landmark(std::string_view wanted) const;  ///< or `none`
};

/// Reads `body/skeleton.toml` among `files`. @return all faults if there is one, or the file is not
/// there
[[nodiscard]] tl::expected<Skeleton, std::vector<CatalogueFault>> read_skeleton(
    std::span<const CatalogueFile> files);

/// The skeleton that was built in, read once. @pre it is sound, which the tests check
[[nodiscard]] const Skeleton& embedded_skeleton();

}  // namespace lissom
