#include "core/body/curve.h"

#include <algorithm>

#include "core/base/contract.h"

namespace lissom {
namespace {

/// The piece of `x` that `at` lies in: x[i] <= at < x[i + 1], the first or last one outside.
std::size_t piece_of(const std::vector<double>& x, double at) {
  const auto after = std::upper_bound(x.begin(), x.end(), at);
  const auto i = static_cast<std::size_t>(after - x.begin());
  return std::clamp<std::size_t>(i, 1, x.size() - 1) - 1;
}

}  // namespace

Curve constant_curve(double value) {
  Curve curve;
  curve.numbers = {value};
  return curve;
}

Curve linear_curve(double slope, double value_at_0) {
  Curve curve;
  curve.kind = Curve::Kind::linear;
  curve.numbers = {slope, value_at_0};
  return curve;
}

// Forsythe, Malcolm, Moler: Computer Methods for Mathematical Computations (1977), chapter 4: the
// third derivative at each end is that of the cubic through the four points there.
void Curve::finish() {
  if (kind != Kind::simm_spline) {
    return;
  }
  const std::size_t n = x.size();
  LISSOM_EXPECTS(n >= 2 && y.size() == n);
  b.assign(n, 0);
  c.assign(n, 0);
  d.assign(n, 0);
  if (n == 2) {
    b[0] = b[1] = (y[1] - y[0]) / (x[1] - x[0]);
    return;
  }
  const std::size_t last = n - 1;
  // b: diagonal, d: off the diagonal, c: right side.
  d[0] = x[1] - x[0];
  c[1] = (y[1] - y[0]) / d[0];
  for (std::size_t i = 1; i < last; ++i) {
    d[i] = x[i + 1] - x[i];
    b[i] = 2 * (d[i - 1] + d[i]);
    c[i + 1] = (y[i + 1] - y[i]) / d[i];
    c[i] = c[i + 1] - c[i];
  }
  b[0] = -d[0];
  b[last] = -d[last - 1];
  c[0] = 0;
  c[last] = 0;
  if (n > 3) {
    c[0] = c[2] / (x[3] - x[1]) - c[1] / (x[2] - x[0]);
    c[last] = c[last - 1] / (x[last] - x[last - 2]) - c[last - 2] / (x[last - 1] - x[last - 3]);
    c[0] = c[0] * d[0] * d[0] / (x[3] - x[0]);
    c[last] = -c[last] * d[last - 1] * d[last - 1] / (x[last] - x[last - 3]);
  }
  for (std::size_t i = 1; i < n; ++i) {
    const double t = d[i - 1] / b[i - 1];
    b[i] -= t * d[i - 1];
    c[i] -= t * c[i - 1];
  }
  c[last] /= b[last];
  for (std::size_t i = last; i-- > 0;) {
    c[i] = (c[i] - d[i] * c[i + 1]) / b[i];
  }
  b[last] = (y[last] - y[last - 1]) / d[last - 1] + d[last - 1] * (c[last - 1] + 2 * c[last]);
  for (std::size_t i = 0; i < last; ++i) {
    b[i] = (y[i + 1] - y[i]) / d[i] - d[i] * (c[i + 1] + 2 * c[i]);
    d[i] = (c[i + 1] - c[i]) / d[i];
    c[i] *= 3;
  }
  c[last] *= 3;
  d[last] = d[last - 1];
}

double Curve::value(double at) const {
  switch (kind) {
    case Kind::constant:
      return scale * numbers[0];
    case Kind::linear:
      return scale * (numbers[0] * at + numbers[1]);
    case Kind::polynomial: {
      double sum = 0;
      for (const double number : numbers) {
        sum = sum * at + number;
      }
      return scale * sum;
    }
    case Kind::piecewise_linear: {
      const std::size_t i = piece_of(x, at);
      return scale * (y[i] + (y[i + 1] - y[i]) / (x[i + 1] - x[i]) * (at - x[i]));
    }
    case Kind::simm_spline: {
      if (at < x.front()) {
        return scale * (y.front() + (at - x.front()) * b.front());
      }
      if (at > x.back()) {
        return scale * (y.back() + (at - x.back()) * b.back());
      }
      const std::size_t i = piece_of(x, at);
      const double t = at - x[i];
      return scale * (y[i] + t * (b[i] + t * (c[i] + t * d[i])));
    }
  }
  return 0;
}

double Curve::slope(double at) const {
  switch (kind) {
    case Kind::constant:
      return 0;
    case Kind::linear:
      return scale * numbers[0];
    case Kind::polynomial: {
      double sum = 0;
      for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
        sum = sum * at + numbers[i] * static_cast<double>(numbers.size() - 1 - i);
      }
      return scale * sum;
    }
    case Kind::piecewise_linear: {
      const std::size_t i = piece_of(x, at);
      return scale * (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
    }
    case Kind::simm_spline: {
      if (at < x.front()) {
        return scale * b.front();
      }
      if (at > x.back()) {
        return scale * b.back();
      }
      const std::size_t i = piece_of(x, at);
      const double t = at - x[i];
      return scale * (b[i] + t * (2 * c[i] + 3 * t * d[i]));
    }
  }
  return 0;
}

}  // namespace lissom
