#pragma once
/// Sine, cosine and arc tangent with the same digits on every host: the libraries of two hosts need
/// not agree in the last place, and a pose must be the same pose everywhere.

namespace lissom {

constexpr double pi = 3.14159265358979323846;
constexpr double degree = pi / 180;  ///< radians

struct SinCos {
  double sin = 0;
  double cos = 1;
};

/// @param x  radians
/// @return within 2e-16 of the true values for |x| < 10, ever less exact from 1e6 on; both 0 if `x`
///         is not finite
[[nodiscard]] SinCos sin_cos(double x);

/// The angle of (x, y) from the x axis, in (-pi, pi]; 0 for (0, 0). Within 5e-16 of the true value.
[[nodiscard]] double arc_tangent(double y, double x);

/// The angle whose cosine is `c`, in [0, pi]; `c` is first brought into [-1, 1].
[[nodiscard]] double arc_cosine(double c);

}  // namespace lissom
