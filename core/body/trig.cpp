#include "core/body/trig.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace lissom {
namespace {

// Both series are Taylor's; within pi/4 the first term left out is below 1e-17.
double sin_near_zero(double x) {
  const double z = x * x;
  return x + x * z *
                 (-1.0 / 6 +
                  z * (1.0 / 120 +
                       z * (-1.0 / 5040 +
                            z * (1.0 / 362880 + z * (-1.0 / 39916800 +
                                                     z * (1.0 / 6227020800.0 +
                                                          z * (-1.0 / 1307674368000.0 +
                                                               z * (1.0 / 355687428096000.0))))))));
}

double cos_near_zero(double x) {
  const double z = x * x;
  return 1 +
         z * (-0.5 + z * (1.0 / 24 +
                          z * (-1.0 / 720 + z * (1.0 / 40320 +
                                                 z * (-1.0 / 3628800 +
                                                      z * (1.0 / 479001600 +
                                                           z * (-1.0 / 87178291200.0 +
                                                                z * (1.0 / 20922789888000.0))))))));
}

/// The arc tangent of y / x for 0 <= y <= x, x > 0. Taking off the angle whose tangent is the
/// nearest quarter leaves a tangent of 1/8 or less, where the series needs 9 terms.
double arc_tangent_of_fraction(double y, double x) {
  constexpr std::array<double, 5> angles = {0, 0.24497866312686414, 0.46364760900080609,
                                            0.64350110879328437, 0.78539816339744828};
  const int nearest = static_cast<int>(y >= 0.125 * x) + static_cast<int>(y >= 0.375 * x) +
                      static_cast<int>(y >= 0.625 * x) + static_cast<int>(y >= 0.875 * x);
  const double c = 0.25 * nearest;
  const double t = (y - c * x) / (x + c * y);
  const double z = t * t;
  const double high =
      1.0 / 9 +
      z * (-1.0 / 11 + z * (1.0 / 13 + z * (-1.0 / 15 + z * (1.0 / 17 + z * (-1.0 / 19)))));
  const double low = -1.0 / 3 + z * (1.0 / 5 + z * (-1.0 / 7 + z * high));
  return angles[static_cast<std::size_t>(nearest)] + (t + t * z * low);
}

}  // namespace

SinCos sin_cos(double x) {
  // Beyond this the parts of pi/2 below are not enough, and the quarters no whole number of ours.
  constexpr double largest = 1e6;
  if (!(std::fabs(x) < largest)) {
    return std::isfinite(x) ? sin_cos(std::fmod(x, 2 * pi)) : SinCos{0, 0};
  }
  // pi/2 in two parts: the first has 33 bits, so that its product with a small whole number is
  // exact.
  constexpr double half_pi_high = 1.57079632673412561417e+00;
  constexpr double half_pi_low = 6.07710050650619224932e-11;
  const double quarters = std::nearbyint(x * (2 / pi));
  const double rest = (x - quarters * half_pi_high) - quarters * half_pi_low;
  const double s = sin_near_zero(rest);
  const double c = cos_near_zero(rest);
  switch (static_cast<long long>(quarters) & 3) {
    case 0:
      return {s, c};
    case 1:
      return {c, -s};
    case 2:
      return {-s, -c};
    default:
      return {-c, s};
  }
}

double arc_tangent(double y, double x) {
  const double ax = std::fabs(x);
  const double ay = std::fabs(y);
  if (ax == 0 && ay == 0) {
    return 0;
  }
  const double first =
      ay <= ax ? arc_tangent_of_fraction(ay, ax) : pi / 2 - arc_tangent_of_fraction(ax, ay);
  const double upper = x >= 0 ? first : pi - first;
  return y >= 0 ? upper : -upper;
}

double arc_cosine(double c) {
  const double within = std::clamp(c, -1.0, 1.0);
  return arc_tangent(std::sqrt((1 - within) * (1 + within)), within);
}

}  // namespace lissom
