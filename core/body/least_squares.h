#pragma once
/// Nonlinear least squares by the Levenberg-Marquardt method, with slopes from small steps.

#include <functional>
#include <vector>

namespace lissom {

/// Fills `residuals` for `x`; always the same number of them.
using Residuals = std::function<void(const std::vector<double>& x, std::vector<double>& residuals)>;

struct LeastSquaresLimits {
  int most_rounds = 100;
  double step = 1e-6;      ///< for slopes
  double settled = 1e-10;  ///< stop when a round gains less than this share
};

/// Moves `x` to a point where the sum of squares no longer falls.
/// @return the sum of squares there
double least_squares(const Residuals& of, std::vector<double>& x,
                     const LeastSquaresLimits& limits = {});

}  // namespace lissom
