#include "core/figure/surface.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lissom {
namespace {

Hoop hoop_of(const Ring& r) {
  return {r.centre, r.a * r.u, r.front * r.w, r.back * r.w};
}

/// How the section changes from ring to ring; lids and poles do not count as neighbours.
Hoop slope_at(const Tube& tube, const Grid& grid, std::size_t i) {
  const auto counts = [&](std::size_t k) {
    return k < grid.rings && tube.rings[k].spot != Spot::rim;
  };
  const Hoop& a = grid.hoops[i > 0 && counts(i - 1) ? i - 1 : i];
  const Hoop& b = grid.hoops[counts(i + 1) ? i + 1 : i];
  return {b.centre - a.centre, b.side - a.side, b.front - a.front, b.back - a.back};
}

/// +1 if u, w, t are right-handed, -1 if not: then the cross products below point inward. A tube
/// has the same hand throughout.
double hand_of(const Tube& tube) {
  const Ring& r = tube.rings[0];
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

/// The front or the back half of a ring. @param first  number of its first point
void face_half(const Hoop& h, const Hoop& slope, std::size_t first, double* facing) {
  const bool is_front = first == 0;
  const Vec3 side = h.side;  // copies: what is written below could be a part of h
  const Vec3 depth = is_front ? h.front : h.back;
  const Vec3 centre = slope.centre;
  const Vec3 wider = slope.side;
  const Vec3 deeper = is_front ? slope.front : slope.back;
  for (std::size_t j = 0; j < around / 2; ++j) {
    const double c = cosines[first + j];
    const double s = sines[first + j];
    const double round_x = c * depth.x - s * side.x;
    const double round_y = c * depth.y - s * side.y;
    const double along_x = centre.x + c * wider.x + s * deeper.x;
    const double along_y = centre.y + c * wider.y + s * deeper.y;
    facing[first + j] = round_x * along_y - round_y * along_x;
  }
}

/// One bit for each point of a ring.
using Points = std::uint32_t;
static_assert(around == 16);

/// The points and those beside them in the ring.
constexpr Points widened(Points p) {
  constexpr Points all = 0xffff;
  return (p | (p << 1U) | (p >> 1U) | (p << (around - 1)) | (p >> (around - 1))) & all;
}

constexpr Vec3 light{-0.30, 0.82, 0.48};

/// Above 0 wherever the skin can be in the shade, and at few places else: without a root, from a
/// normal of any length. @param turn  along the ring  @param hand  see hand_of
double dark(const Vec3& turn, const Vec3& along, double hand) {
  const Vec3 out = cross(turn, along);
  const double toward = hand * out.z;
  const double away = -hand * dot(out, light);
  // Neither is longer than the normal, so each must be as much of the other as of the normal.
  return std::min(toward - 0.15 * away, away - 0.09 * toward);
}

/// `dark` for half a ring; its first point, at the seam, is not what counts there.
void darken_half(const Hoop& h, const Hoop& slope, double hand, std::size_t first, double* out) {
  const bool is_front = first == 0;
  const Vec3 side = h.side;
  const Vec3 depth = is_front ? h.front : h.back;
  const Vec3 centre = slope.centre;
  const Vec3 wider = slope.side;
  const Vec3 deeper = is_front ? slope.front : slope.back;
  for (std::size_t j = 0; j < around / 2; ++j) {
    const double c = cosines[first + j];
    const double s = sines[first + j];
    const Vec3 turn{c * depth.x - s * side.x, c * depth.y - s * side.y, c * depth.z - s * side.z};
    const Vec3 along{centre.x + c * wider.x + s * deeper.x, centre.y + c * wider.y + s * deeper.y,
                     centre.z + c * wider.z + s * deeper.z};
    out[first + j] = dark(turn, along, hand);
  }
}

/// How the skin of a tube lies to the light.
struct Shade {
  const Tube& tube;
  const Grid& grid;
  double hand = hand_of(tube);
  std::array<Points, most_sections> in{};  ///< the points that can be in the shade

  /// Out of the skin, of any length.
  [[nodiscard]] Vec3 normal(std::size_t i, const Hoop& slope, std::size_t j) const {
    return hand * normal_at(grid.hoops[i], slope, j);
  }

  void find() {
    for (std::size_t i = 0; i < grid.rings; ++i) {
      const Hoop slope = slope_at(tube, grid, i);
      in[i] = is_lid(tube.rings[i]) ? lid_points(i) : ring_points(i, slope);
    }
  }

  [[nodiscard]] Points lid_points(std::size_t i) const {
    constexpr Points all = 0xffff;
    const Vec3 out = lid_normal(tube, i);
    return out.z > 0 && dot(out, light) < 0 ? all : 0;
  }

  [[nodiscard]] Points ring_points(std::size_t i, const Hoop& slope) const {
    const Hoop& h = grid.hoops[i];
    std::array<double, around> in_dark{};
    darken_half(h, slope, hand, 0, in_dark.data());
    darken_half(h, slope, hand, around / 2, in_dark.data());
    const Vec3 depth = h.front + h.back;
    in_dark[0] = dark(depth, slope.centre + slope.side, hand);
    in_dark[around / 2] = dark(depth, slope.centre - slope.side, -hand);
    Points points = 0;
    for (std::size_t j = 0; j < around; j += 4) {
      points |= ((in_dark[j] > 0 ? 1U : 0U) | (in_dark[j + 1] > 0 ? 2U : 0U) |
                 (in_dark[j + 2] > 0 ? 4U : 0U) | (in_dark[j + 3] > 0 ? 8U : 0U))
                << j;
    }
    return points;
  }

  /// @param n  of length 1
  [[nodiscard]] static double depth(const Vec3& n) {
    return std::min(n.z - 0.16, -0.10 - dot(n, light));
  }

  /// Sets the numbers of a ring. @return whether one is above 0
  bool set(std::size_t i, double* number) const {
    const Points before = i > 0 ? in[i - 1] : 0;
    const Points after = i + 1 < grid.rings ? in[i + 1] : 0;
    const Points near = widened(in[i]) | before | after;
    std::fill_n(number, around, -1.0);
    if (near == 0) {
      return false;
    }
    const Hoop slope = slope_at(tube, grid, i);
    bool any = false;
    for (Points left = near; left != 0; left &= left - 1) {
      const auto j = static_cast<std::size_t>(std::countr_zero(left));
      number[j] = depth(is_lid(tube.rings[i]) ? lid_normal(tube, i) : unit(normal(i, slope, j)));
      any = any || number[j] > 0;
    }
    return any;
  }
};

}  // namespace

void lay_hoops(const Tube& tube, Grid& grid) {
  grid.rings = tube.all().size();
  for (std::size_t i = 0; i < grid.rings; ++i) {
    grid.hoops[i] = hoop_of(tube.rings[i]);
  }
}

void lay_grid(const Tube& tube, Grid& grid) {
  lay_hoops(tube, grid);
  const bool is_left = hand_of(tube) < 0;
  for (std::size_t i = 0; i < grid.rings; ++i) {
    const Ring& ring = tube.rings[i];
    double* facing = &grid.facing[i * around];
    if (is_lid(ring)) {
      // The size of `facing` is that of a small area of skin.
      constexpr double small = 1e-3;
      std::fill_n(facing, around, lid_normal(tube, i).z * small);
      continue;
    }
    const Hoop slope = slope_at(tube, grid, i);
    face_half(grid.hoops[i], slope, 0, facing);
    face_half(grid.hoops[i], slope, around / 2, facing);
    if (is_left) {
      std::transform(facing, facing + around, facing, [](double f) { return -f; });
    }
  }
}

bool lay_shade(const Tube& tube, const Grid& grid, Grid::Numbers& number) {
  Shade shade{tube, grid};
  shade.find();
  bool any = false;
  for (std::size_t i = 0; i < grid.rings; ++i) {
    any = shade.set(i, &number[i * around]) || any;
  }
  return any;
}

}  // namespace lissom
