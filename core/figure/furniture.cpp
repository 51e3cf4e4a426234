#include "core/figure/figure.h"

namespace lissom {
namespace {

Block box_at(const Vec3& centre, const Vec3& size) {
  return {{{}, centre}, 0.5 * size};
}

}  // namespace

std::vector<Block> chair_at(Vec3 at, double seat_m) {
  constexpr double wide = 0.42;
  constexpr double deep = 0.42;
  constexpr double thick = 0.04;
  constexpr double leg = 0.035;
  constexpr double back = 0.42;  // above the seat
  std::vector<Block> out;
  out.push_back(box_at(at + Vec3{-0.5 * deep, seat_m - 0.5 * thick, 0}, {deep, thick, wide}));
  const double under = seat_m - thick;
  for (const double x : {-0.5 * leg, -deep + 0.5 * leg}) {
    for (const double side : {1.0, -1.0}) {
      out.push_back(
          box_at(at + Vec3{x, 0.5 * under, side * 0.5 * (wide - leg)}, {leg, under, leg}));
    }
  }
  constexpr double gap = 0.16;
  for (const double side : {1.0, -1.0}) {
    out.push_back(
        box_at(at + Vec3{-deep + 0.5 * leg, seat_m + 0.5 * gap, side * 0.5 * (wide - leg)},
               {leg, gap, leg}));
  }
  out.push_back(box_at(at + Vec3{-deep + 0.5 * leg, seat_m + gap + 0.5 * (back - gap), 0},
                       {leg, back - gap, wide}));
  return out;
}

Block wall_at(Vec3 at, double width_m, double height_m) {
  constexpr double thick = 0.06;
  return box_at(at + Vec3{0.5 * thick, 0.5 * height_m, 0}, {thick, height_m, width_m});
}

}  // namespace lissom
