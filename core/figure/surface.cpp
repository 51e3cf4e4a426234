#include "core/figure/surface.h"

#include <algorithm>
#include <cmath>

namespace lissom {
namespace {

Hoop hoop_of(const Ring& r) {
  return {r.centre, r.a * r.u, {r.front * r.w, r.back * r.w}};
}

/// How the section changes from ring to ring; lids and poles do not count as neighbours.
Hoop slope_at(const Tube& tube, const Grid& grid, std::size_t i) {
  const auto counts = [&](std::size_t k) {
    return k < grid.rings && tube.rings[k].spot != Spot::rim;
  };
  const Hoop& a = grid.hoops[i > 0 && counts(i - 1) ? i - 1 : i];
  const Hoop& b = grid.hoops[counts(i + 1) ? i + 1 : i];
  return {b.centre - a.centre, b.side - a.side, {b.depth[0] - a.depth[0], b.depth[1] - a.depth[1]}};
}

/// +1 if u, w, t are right-handed, -1 if not: then the cross products below point inward. A tube
/// has the same hand throughout.
float hand_of(const Tube& tube) {
  const Ring& r = tube.rings[0];
  return dot(cross(r.u, r.w), r.t) < 0 ? -1.0F : 1.0F;
}

bool is_lid(const Ring& r) {
  return r.spot != Spot::body;
}

/// Out of a lid or a pole: along the axis, away from the middle of the tube.
Vec3 lid_normal(const Tube& tube, std::size_t i) {
  const Vec3& t = tube.rings.at(i).t;
  return i < tube.all().size() / 2 ? -t : t;
}

struct Vec3f {
  float x = 0;
  float y = 0;
  float z = 0;

  constexpr Vec3f(float a, float b, float c) : x(a), y(b), z(c) {}
  explicit constexpr Vec3f(const Vec3& v)
      : x(static_cast<float>(v.x)), y(static_cast<float>(v.y)), z(static_cast<float>(v.z)) {}
};

constexpr std::array<float, around> in_single(const std::array<double, around>& numbers) {
  std::array<float, around> out{};
  for (std::size_t j = 0; j < around; ++j) {
    out[j] = static_cast<float>(numbers[j]);
  }
  return out;
}

constexpr std::array<float, around> cosines_f = in_single(cosines);
constexpr std::array<float, around> sines_f = in_single(sines);

/// The front or the back half of a ring, and how the skin runs at its points.
struct HalfRing {
  Vec3f side;
  Vec3f depth;
  Vec3f centre;  ///< this and what follows: how it changes from ring to ring
  Vec3f wider;
  Vec3f deeper;
  std::size_t first = 0;  ///< number of its first point

  /// @param half  0 or 1
  HalfRing(const Hoop& h, const Hoop& slope, std::size_t half)
      : side(h.side),
        depth(h.depth[half]),
        centre(slope.centre),
        wider(slope.side),
        deeper(slope.depth[half]),
        first(half * around / 2) {}

  [[nodiscard]] Vec3f along_ring(std::size_t j) const {
    const float c = cosines_f[j];
    const float s = sines_f[j];
    return {c * depth.x - s * side.x, c * depth.y - s * side.y, c * depth.z - s * side.z};
  }
  [[nodiscard]] Vec3f to_next_ring(std::size_t j) const {
    const float c = cosines_f[j];
    const float s = sines_f[j];
    return {centre.x + c * wider.x + s * deeper.x, centre.y + c * wider.y + s * deeper.y,
            centre.z + c * wider.z + s * deeper.z};
  }
};

/// @param hand  see hand_of
void face_half(const HalfRing& ring, float hand, float* facing) {
#pragma GCC unroll 1  // see contour.cpp
  for (std::size_t j = ring.first; j < ring.first + around / 2; ++j) {
    const Vec3f a = ring.along_ring(j);
    const Vec3f b = ring.to_next_ring(j);
    facing[j] = hand * (a.x * b.y - a.y * b.x);
  }
}

constexpr Vec3f light{-0.30F, 0.82F, 0.48F};

/// How deep skin lies in the form shadow, times `size`, the length of its normal `n`.
constexpr float depth_in_shade(const Vec3f& n, float size) {
  const float lit = n.x * light.x + n.y * light.y + n.z * light.z;
  return std::min(n.z - 0.16F * size, -lit - 0.10F * size);
}

/// @param turn  along the ring  @param hand  see hand_of
float shade_between(const Vec3f& turn, const Vec3f& along, float hand) {
  const Vec3f n{hand * (turn.y * along.z - turn.z * along.y),
                hand * (turn.z * along.x - turn.x * along.z),
                hand * (turn.x * along.y - turn.y * along.x)};
  return depth_in_shade(n, std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z));
}

/// The first point, at the seam, is not what counts there.
void shade_half(const HalfRing& ring, float hand, float* out) {
#pragma GCC unroll 1  // see contour.cpp
  for (std::size_t j = ring.first; j < ring.first + around / 2; ++j) {
    out[j] = shade_between(ring.along_ring(j), ring.to_next_ring(j), hand);
  }
}

void shade_ring(const Hoop& h, const Hoop& slope, float hand, float* out) {
  shade_half({h, slope, 0}, hand, out);
  shade_half({h, slope, 1}, hand, out);
  // At the seams both halves count alike.
  const Vec3f depth(0.5 * (h.depth[0] + h.depth[1]));
  out[0] = shade_between(depth, Vec3f(slope.centre + slope.side), hand);
  out[around / 2] = shade_between(depth, Vec3f(slope.centre - slope.side), -hand);
}

/// The normal of a lid is as long as that of a small area of skin.
constexpr double lid_size = 1e-3;

}  // namespace

void lay_hoops(const Tube& tube, Grid& grid) {
  grid.rings = tube.all().size();
  for (std::size_t i = 0; i < grid.rings; ++i) {
    grid.hoops[i] = hoop_of(tube.rings[i]);
  }
}

void lay_grid(const Tube& tube, Grid& grid) {
  lay_hoops(tube, grid);
  const float hand = hand_of(tube);
  for (std::size_t i = 0; i < grid.rings; ++i) {
    float* facing = &grid.facing[i * around];
    if (is_lid(tube.rings[i])) {
      std::fill_n(facing, around, static_cast<float>(lid_normal(tube, i).z * lid_size));
      continue;
    }
    const Hoop slope = slope_at(tube, grid, i);
    face_half({grid.hoops[i], slope, 0}, hand, facing);
    face_half({grid.hoops[i], slope, 1}, hand, facing);
  }
}

void lay_shade(const Tube& tube, const Grid& grid, Grid::Numbers& number) {
  const float hand = hand_of(tube);
  for (std::size_t i = 0; i < grid.rings; ++i) {
    float* ring = &number[i * around];
    if (is_lid(tube.rings[i])) {
      const Vec3f out(lid_size * lid_normal(tube, i));
      std::fill_n(ring, around, depth_in_shade(out, static_cast<float>(lid_size)));
    } else {
      shade_ring(grid.hoops[i], slope_at(tube, grid, i), hand, ring);
    }
  }
}

}  // namespace lissom
