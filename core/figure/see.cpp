#include "core/figure/see.h"

#include <cmath>

#include "core/base/contract.h"

namespace lissom {
namespace {

bool is_finite(const Vec3& p) {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool is_finite(const Frame& f) {
  return is_finite(f.turn.x) && is_finite(f.turn.y) && is_finite(f.turn.z) && is_finite(f.at);
}

}  // namespace

Vec3 seen(const Vec3& point, const Camera& camera) {
  LISSOM_EXPECTS(is_finite(point));
  return camera.see(point);
}

std::vector<Vec3> seen(const std::vector<Vec3>& points, const Camera& camera) {
  std::vector<Vec3> out;
  out.reserve(points.size());
  for (const Vec3& p : points) {
    out.push_back(seen(p, camera));
  }
  return out;
}

void see_parts(const Figure& figure, const Scene& scene, const std::vector<Frame>& frames,
               const Camera& camera, Posed& posed) {
  for (std::size_t i = 0; i < figure.body.size(); ++i) {
    const auto body = static_cast<std::size_t>(figure.body.at(i));
    LISSOM_EXPECTS(body < frames.size() && is_finite(frames[body]));
    posed.pose.bone.at(i) = camera.see(frames[body]);
  }
  pose_parts(figure, {scene.grip_right, scene.grip_left}, posed);
}

}  // namespace lissom
