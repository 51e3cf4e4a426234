#include "core/figure/surface.h"

#include <algorithm>
#include <cmath>

namespace lissom {
namespace {

constexpr double c1 = 0.92387953251128674;  // cos 22.5 deg
constexpr double c2 = 0.70710678118654752;
constexpr double c3 = 0.38268343236508977;
constexpr std::array<double, around> cosines = {1,  c1,  c2,  c3,  0, -c3, -c2, -c1,
                                                -1, -c1, -c2, -c3, 0, c3,  c2,  c1};
constexpr std::array<double, around> sines = {0, c3,  c2,  c1,  1,  c1,  c2,  c3,
                                              0, -c3, -c2, -c1, -1, -c1, -c2, -c3};

/// A section as vectors: a point is centre + side cos + depth sin.
struct Hoop {
  Vec3 centre;
  Vec3 side;
  Vec3 front;
  Vec3 back;
};

Hoop hoop_of(const Ring& r) {
  return {r.centre, r.a * r.u, r.front * r.w, r.back * r.w};
}

/// How the section changes from ring to ring; lids and poles do not count as neighbours.
Hoop slope_at(const Tube& tube, std::size_t i) {
  const auto counts = [&](std::size_t k) {
    return k < tube.all().size() && tube.rings.at(k).spot != Spot::rim;
  };
  const std::size_t before = i > 0 && counts(i - 1) ? i - 1 : i;
  const std::size_t after = counts(i + 1) ? i + 1 : i;
  const Hoop a = hoop_of(tube.rings.at(before));
  const Hoop b = hoop_of(tube.rings.at(after));
  return {b.centre - a.centre, b.side - a.side, b.front - a.front, b.back - a.back};
}

/// +1 if u, w, t are right-handed, -1 if not: then the cross products below point inward.
double hand_of(const Ring& r) {
  return dot(cross(r.u, r.w), r.t) < 0 ? -1.0 : 1.0;
}

bool is_lid(const Ring& r) {
  return r.spot != Spot::body;
}

/// Out of a lid or a pole: along the axis, away from the middle of the tube.
Vec3 lid_normal(const Tube& tube, std::size_t i) {
  const Vec3& t = tube.rings.at(i).t;
  return i < tube.all().size() / 2 ? -t : t;
}

const Vec3& depth_of(const Hoop& h, std::size_t j) {
  return j <= around / 2 ? h.front : h.back;
}

/// At the seam between front and back half both count alike.
Vec3 turn_of(const Hoop& h, std::size_t j) {
  const bool seam = j % (around / 2) == 0;
  const Vec3 depth = seam ? 0.5 * (h.front + h.back) : depth_of(h, j);
  return -sines[j] * h.side + cosines[j] * depth;
}

Vec3 normal_at(const Hoop& h, const Hoop& slope, std::size_t j) {
  const Vec3 along = slope.centre + cosines[j] * slope.side + sines[j] * depth_of(slope, j);
  return cross(turn_of(h, j), along);
}

}  // namespace

namespace {

/// The front or the back half of a ring. @param first  number of its first point
void lay_half(const Hoop& h, const Hoop& slope, std::size_t first, std::size_t ring, Grid& grid) {
  const bool is_front = first == 0;
  const Vec3& depth = is_front ? h.front : h.back;
  const Vec3& deeper = is_front ? slope.front : slope.back;
  for (std::size_t j = first; j < first + around / 2; ++j) {
    const std::size_t k = ring * around + j;
    const double c = cosines[j];
    const double s = sines[j];
    grid.x[k] = h.centre.x + c * h.side.x + s * depth.x;
    grid.y[k] = h.centre.y + c * h.side.y + s * depth.y;
    grid.z[k] = h.centre.z + c * h.side.z + s * depth.z;
    const double round_x = c * depth.x - s * h.side.x;
    const double round_y = c * depth.y - s * h.side.y;
    const double along_x = slope.centre.x + c * slope.side.x + s * deeper.x;
    const double along_y = slope.centre.y + c * slope.side.y + s * deeper.y;
    grid.facing[k] = round_x * along_y - round_y * along_x;
  }
}

}  // namespace

void lay_grid(const Tube& tube, Grid& grid) {
  grid.rings = tube.all().size();
  for (std::size_t i = 0; i < grid.rings; ++i) {
    const Ring& ring = tube.rings.at(i);
    const Hoop h = hoop_of(ring);
    const Hoop slope = slope_at(tube, i);
    lay_half(h, slope, 0, i, grid);
    lay_half(h, slope, around / 2, i, grid);
    double* facing = &grid.facing[i * around];
    if (is_lid(ring)) {
      // The size of `facing` is that of a small area of skin.
      constexpr double small = 1e-3;
      std::fill_n(facing, around, lid_normal(tube, i).z * small);
    } else if (hand_of(ring) < 0) {
      std::transform(facing, facing + around, facing, [](double f) { return -f; });
    }
  }
}

void lay_normals(const Tube& tube, Normals& normals) {
  for (std::size_t i = 0; i < tube.all().size(); ++i) {
    const Ring& ring = tube.rings.at(i);
    const Hoop h = hoop_of(ring);
    const Hoop slope = slope_at(tube, i);
    const double hand = hand_of(ring);
    for (std::size_t j = 0; j < around; ++j) {
      const Vec3 n = is_lid(ring) ? lid_normal(tube, i) : unit(hand * normal_at(h, slope, j));
      const std::size_t k = i * around + j;
      normals.x[k] = n.x;
      normals.y[k] = n.y;
      normals.z[k] = n.z;
    }
  }
}

}  // namespace lissom
