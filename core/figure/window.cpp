#include <algorithm>
#include <cmath>

#include "core/base/contract.h"
#include "core/figure/extras.h"
#include "core/figure/figure.h"
#include "core/figure/see.h"

namespace lissom {
namespace {

struct Bounds {
  Window w{1e9, 1e9, -1e9, -1e9};

  void add(const Vec3& p, double wide) {
    w.left = std::min(w.left, p.x - wide);
    w.right = std::max(w.right, p.x + wide);
    w.bottom = std::min(w.bottom, p.y - wide);
    w.top = std::max(w.top, p.y + wide);
  }
};

void add_body(const Figure& figure, const Scene& scene, const std::vector<Frame>& frames,
              const Camera& camera, Bounds& bounds) {
  Posed posed;
  see_parts(figure, scene, frames, camera, posed);
  for (const Tube& tube : posed.tubes) {
    for (const Ring& r : tube.all()) {
      // Half-widths as they show on the sheet.
      const double x = std::max(std::abs(r.a * r.u.x), std::abs(std::max(r.front, r.back) * r.w.x));
      const double y = std::max(std::abs(r.a * r.u.y), std::abs(std::max(r.front, r.back) * r.w.y));
      bounds.add(r.centre + Vec3{x, y, 0}, 0);
      bounds.add(r.centre - Vec3{x, y, 0}, 0);
    }
  }
}

void add_props(const Scene& scene, const Camera& camera, Bounds& bounds) {
  for (const Block& b : scene.blocks) {
    for (const Vec3& p : corners_of(b, camera)) {
      bounds.add(p, 0);
    }
  }
  for (const Roller& r : scene.rollers) {
    bounds.add(seen(r.from, camera), r.radius_m * camera.shrink);
    bounds.add(seen(r.to, camera), r.radius_m * camera.shrink);
  }
  for (const Ball& b : scene.balls) {
    bounds.add(seen(b.centre, camera), b.radius_m * camera.shrink);
  }
  for (const Strap& s : scene.straps) {
    for (const Vec3& p : s.points) {
      bounds.add(seen(p, camera), 0.01);
    }
  }
  for (const Arrow& a : scene.arrows) {
    bounds.add(seen(a.from, camera), 0.02);
    bounds.add(seen(0.5 * (a.over + 0.5 * (a.from + a.to)), camera), 0.02);
    bounds.add(seen(a.to, camera), 0.02);
  }
  if (scene.mat) {
    for (const Vec3& p : scene.mat->corners) {
      bounds.add(seen(p, camera), 0);
    }
  }
}

}  // namespace

Window window_of(const Figure& figure, std::span<const Scene> scenes, const View& view) {
  const Camera camera = camera_of(view, figure.stature_m);
  Bounds bounds;
  LISSOM_EXPECTS(!scenes.empty());
  for (const Scene& one : scenes) {
    const Scene scene = view.from_left ? mirrored(figure, one) : one;
    add_body(figure, scene, scene.frames, camera, bounds);
    if (!scene.ghost_frames.empty()) {
      add_body(figure, scene, scene.ghost_frames, camera, bounds);
    }
    add_props(scene, camera, bounds);
  }
  constexpr double margin = 0.025;
  const Window& w = bounds.w;
  return {w.left - margin, w.bottom - margin, w.right + margin, w.top + margin};
}

Mat mat_under(const Figure& figure, std::span<const Scene> scenes) {
  LISSOM_EXPECTS(!scenes.empty());
  constexpr double low_m = 0.25;
  constexpr double ends_m = 0.19;
  constexpr double least_half_m = 0.30;
  double back = 1e9;
  double front = -1e9;
  double left = 1e9;
  double right = -1e9;
  double floor = 0;
  for (const Scene& scene : scenes) {
    floor = scene.floor_m;
    for (const int body : figure.body) {
      const Vec3& p = scene.frames.at(static_cast<std::size_t>(body)).at;
      LISSOM_EXPECTS(std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z));
      if (p.y - scene.floor_m < low_m) {
        back = std::min(back, p.x);
        front = std::max(front, p.x);
        left = std::min(left, p.z);
        right = std::max(right, p.z);
      }
    }
  }
  if (back > front) {
    back = front = left = right = 0;
  }
  const double middle = 0.5 * (left + right);
  const double half = std::max(least_half_m, 0.5 * (right - left) + 0.12);
  return {{Vec3{back - ends_m, floor, middle - half}, Vec3{front + ends_m, floor, middle - half},
           Vec3{front + ends_m, floor, middle + half}, Vec3{back - ends_m, floor, middle + half}}};
}

}  // namespace lissom
