#pragma once
/// Functions of one coordinate, as they occur in musculoskeletal models.

#include <cstdint>
#include <vector>

namespace lissom {

/// A function of one number, with its slope. What the numbers mean depends on the kind:
/// constant: {value}; linear: {slope, value at 0}; polynomial: highest power first;
/// the others: as many `x` as `y`, x rising.
struct Curve {
  enum class Kind : std::uint8_t {
    constant,
    linear,
    polynomial,
    piecewise_linear,  ///< goes on beyond its ends with their slope
    simm_spline,       ///< the cubic of Forsythe, Malcolm and Moler that SIMM and OpenSim use
  };

  Kind kind = Kind::constant;
  std::vector<double> numbers{0};
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> b, c, d;  ///< of a spline, filled by `finish`
  double scale = 1;             ///< everything above, times this

  /// Computes what a spline needs; to be called once after the points are set.
  void finish();
  [[nodiscard]] double value(double at) const;
  [[nodiscard]] double slope(double at) const;
  [[nodiscard]] bool is_constant() const { return kind == Kind::constant; }
};

[[nodiscard]] Curve constant_curve(double value);
/// value = slope * q + value_at_0
[[nodiscard]] Curve linear_curve(double slope, double value_at_0 = 0);

}  // namespace lissom
