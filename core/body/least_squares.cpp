#include "core/body/least_squares.h"

#include <cmath>
#include <cstddef>

namespace lissom {
namespace {

double sum_of_squares(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) {
    sum += value * value;
  }
  return sum;
}

/// Lower triangle of a symmetric matrix, row by row.
class Symmetric {
 public:
  explicit Symmetric(std::size_t n) : n_(n), cells_(n * n, 0) {}
  double& at(std::size_t row, std::size_t column) { return cells_[row * n_ + column]; }

  /// Solves A x = b by Cholesky's method, in place. @return false if A is not positive definite
  bool solve(std::vector<double>& b) {
    for (std::size_t j = 0; j < n_; ++j) {
      const double diagonal = rest(j, j);
      if (!(diagonal > 0)) {
        return false;
      }
      at(j, j) = std::sqrt(diagonal);
      for (std::size_t i = j + 1; i < n_; ++i) {
        at(i, j) = rest(i, j) / at(j, j);
      }
    }
    substitute(b);
    return true;
  }

 private:
  /// What the columns before `j` leave of a cell.
  double rest(std::size_t i, std::size_t j) {
    double sum = at(i, j);
    for (std::size_t k = 0; k < j; ++k) {
      sum -= at(i, k) * at(j, k);
    }
    return sum;
  }

  void substitute(std::vector<double>& b) {
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        b[i] -= at(i, k) * b[k];
      }
      b[i] /= at(i, i);
    }
    for (std::size_t i = n_; i-- > 0;) {
      for (std::size_t k = i + 1; k < n_; ++k) {
        b[i] -= at(k, i) * b[k];
      }
      b[i] /= at(i, i);
    }
  }

  std::size_t n_;
  std::vector<double> cells_;
};

/// One search. Keeps the normal equations of the point it stands at.
class Search {
 public:
  Search(const Residuals& of, std::vector<double>& x, const LeastSquaresLimits& limits)
      : of_(of), x_(x), limits_(limits), normal_(x.size()), gradient_(x.size()) {
    of_(x_, here_);
    cost_ = sum_of_squares(here_);
  }

  double run() {
    constexpr double most_damping = 1e12;
    for (int round = 0; round < limits_.most_rounds; ++round) {
      linearise();
      const double before = cost_;
      while (!step() && damping_ < most_damping) {
        damping_ *= 4;
      }
      if (before - cost_ <= limits_.settled * before) {
        break;
      }
      damping_ /= 8;
    }
    return cost_;
  }

 private:
  void linearise() {
    const std::size_t n = x_.size();
    columns_.assign(n, {});
    for (std::size_t i = 0; i < n; ++i) {
      const double kept = x_[i];
      x_[i] = kept + limits_.step;
      of_(x_, columns_[i]);
      x_[i] = kept;
      for (std::size_t k = 0; k < here_.size(); ++k) {
        columns_[i][k] = (columns_[i][k] - here_[k]) / limits_.step;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      gradient_[i] = dot(columns_[i], here_);
      for (std::size_t j = 0; j <= i; ++j) {
        normal_.at(i, j) = dot(columns_[i], columns_[j]);
      }
    }
  }

  bool step() {
    Symmetric damped = normal_;
    std::vector<double> move(x_.size());
    for (std::size_t i = 0; i < x_.size(); ++i) {
      damped.at(i, i) += damping_ * (damped.at(i, i) + 1e-9);
      move[i] = -gradient_[i];
    }
    if (!damped.solve(move)) {
      return false;
    }
    std::vector<double> there = x_;
    for (std::size_t i = 0; i < there.size(); ++i) {
      there[i] += move[i];
    }
    std::vector<double> residuals;
    of_(there, residuals);
    const double cost = sum_of_squares(residuals);
    if (!(cost < cost_)) {
      return false;
    }
    x_ = std::move(there);
    here_ = std::move(residuals);
    cost_ = cost;
    return true;
  }

  static double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  const Residuals& of_;
  std::vector<double>& x_;
  const LeastSquaresLimits& limits_;
  std::vector<double> here_;
  std::vector<std::vector<double>> columns_;
  Symmetric normal_;
  std::vector<double> gradient_;
  double cost_ = 0;
  double damping_ = 1e-2;
};

}  // namespace

double least_squares(const Residuals& of, std::vector<double>& x,
                     const LeastSquaresLimits& limits) {
  return Search(of, x, limits).run();
}

}  // namespace lissom
