#include "core/figure/fit.h"

#include <algorithm>
#include <cmath>

#include "core/base/contract.h"

namespace lissom {
namespace {

struct P2 {
  double x = 0;
  double y = 0;

  friend P2 operator+(P2 a, P2 b) { return {a.x + b.x, a.y + b.y}; }
  friend P2 operator-(P2 a, P2 b) { return {a.x - b.x, a.y - b.y}; }
  friend P2 operator*(double s, P2 a) { return {s * a.x, s * a.y}; }
};

double size(P2 a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

P2 direction(P2 a) {
  const double s = size(a);
  return s > 0 ? (1 / s) * a : a;
}

double dot2(P2 a, P2 b) {
  return a.x * b.x + a.y * b.y;
}

struct Knot {
  P2 at;
  P2 in;   ///< direction of arrival
  P2 out;  ///< direction of departure
  bool hidden = false;
  bool forced = false;
};

using Knots = std::vector<Knot>;

Dot dot_of(P2 p) {
  return {whole(p.x), whole(p.y)};
}

/// The beads on the sheet without those that nearly coincide.
Knots spread(const Beads& beads, const Sheet& sheet, double least) {
  Knots out;
  out.reserve(beads.size());
  for (const Bead& b : beads) {
    const P2 at{sheet.x(b.at), sheet.y(b.at)};
    if (!out.empty() && size(at - out.back().at) < least) {
      if (!b.is_end) {
        continue;
      }
      if (!out.back().forced) {
        out.pop_back();
      }
    }
    out.push_back({at, {}, {}, b.hidden, b.is_end});
  }
  while (out.size() > 3 && size(out.back().at - out.front().at) < least && !out.back().forced) {
    out.pop_back();
  }
  return out;
}

void set_directions(Knots& knots) {
  constexpr double corner = 0.10;  // cosine: a turn of more than 84 degrees
  const std::size_t n = knots.size();
  for (std::size_t i = 0; i < n; ++i) {
    const P2 back = knots[i].at - knots[(i + n - 1) % n].at;
    const P2 ahead = knots[(i + 1) % n].at - knots[i].at;
    const P2 in = direction(back);
    const P2 out = direction(ahead);
    if (dot2(in, out) < corner) {
      knots[i].in = in;
      knots[i].out = out;
      knots[i].forced = true;
      continue;
    }
    // The nearer neighbour counts more.
    const double a = size(back);
    const double b = size(ahead);
    knots[i].in = direction(b * in + a * out);
    knots[i].out = knots[i].in;
  }
}

constexpr double handle = 0.36;  ///< of the chord

struct Fitter {
  const Knots& knots;
  double tolerance;
  Curve2& out;

  [[nodiscard]] const Knot& at(std::size_t i) const { return knots[i % knots.size()]; }

  /// The knot between i and j that is farthest from the curve, or j if all are near enough.
  [[nodiscard]] std::size_t farthest(std::size_t i, std::size_t j) const {
    const P2 chord = at(j).at - at(i).at;
    const double whole_chord = size(chord);
    const P2 h1 = at(i).at + (handle * whole_chord) * at(i).out;
    const P2 h2 = at(j).at - (handle * whole_chord) * at(j).in;
    double total = 0;
    for (std::size_t k = i; k < j; ++k) {
      total += size(at(k + 1).at - at(k).at);
    }
    constexpr double too_round = 1.35;  // a longer arc is not one piece
    const bool round = total > too_round * whole_chord;
    double worst = tolerance;
    std::size_t found = round ? (i + j) / 2 : j;
    double run = 0;
    for (std::size_t k = i + 1; k < j && !round; ++k) {
      run += size(at(k).at - at(k - 1).at);
      const double s = run / total;
      const double q = 1 - s;
      const P2 p = (q * q * q) * at(i).at + (3 * q * q * s) * h1 + (3 * q * s * s) * h2 +
                   (s * s * s) * at(j).at;
      const P2 off = at(k).at - p;
      const double across = std::abs(off.x * at(k).in.y - off.y * at(k).in.x);
      if (across > worst) {
        worst = across;
        found = k;
      }
    }
    return found;
  }

  void piece(std::size_t i, std::size_t j) {
    const double reach = handle * size(at(j).at - at(i).at);
    out.pieces.push_back({dot_of(at(i).at + reach * at(i).out), dot_of(at(j).at - reach * at(j).in),
                          dot_of(at(j).at), at(i).hidden});
  }

  void split(std::size_t i, std::size_t j) {
    const std::size_t k = j > i + 1 && tolerance > 0 ? farthest(i, j) : j;
    if (k == j) {
      piece(i, j);
      return;
    }
    split(i, k);
    split(k, j);
  }
};

/// Knots to begin with: those that must stay, or else the utmost to the left and the right.
std::vector<std::size_t> anchors(const Knots& knots) {
  std::vector<std::size_t> out;
  std::size_t left = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < knots.size(); ++i) {
    if (knots[i].forced || knots[i].hidden != knots[(i + knots.size() - 1) % knots.size()].hidden) {
      out.push_back(i);
    }
    left = knots[i].at.x < knots[left].at.x ? i : left;
    right = knots[i].at.x > knots[right].at.x ? i : right;
  }
  if (out.size() < 2) {
    out.push_back(left);
    out.push_back(right);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }
  return out;
}

}  // namespace

int whole(double x) {
  constexpr double most = 1e6;
  LISSOM_EXPECTS(x > -most && x < most);
  return static_cast<int>(std::floor(x + 0.5));
}

void fit_loop(const Beads& beads, const Sheet& sheet, const Fit& fit, Curve2& out) {
  out.pieces.clear();
  Knots knots = spread(beads, sheet, fit.least);
  if (knots.size() < 3) {
    return;
  }
  set_directions(knots);
  Fitter fitter{knots, fit.tolerance, out};
  if (fit.tolerance <= 0) {
    out.start = dot_of(knots.front().at);
    for (std::size_t i = 0; i < knots.size(); ++i) {
      fitter.piece(i, i + 1);
    }
    return;
  }
  const std::vector<std::size_t> first = anchors(knots);
  out.start = dot_of(knots[first.front()].at);
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::size_t end = i + 1 < first.size() ? first[i + 1] : first.front() + knots.size();
    fitter.split(first[i], end);
  }
}

void add_fill(const Curve2& curve, Path& path) {
  if (curve.pieces.empty()) {
    return;
  }
  path.verbs.push_back(Verb::move);
  path.dots.push_back(curve.start);
  for (const Piece& p : curve.pieces) {
    path.verbs.push_back(Verb::cubic);
    path.dots.insert(path.dots.end(), {p.first, p.second, p.end});
  }
  path.verbs.push_back(Verb::close);
}

void add_lines(const Curve2& curve, Path& path) {
  const std::size_t n = curve.pieces.size();
  std::size_t first = 0;
  while (first < n && !(curve.pieces[first].hidden && !curve.pieces[(first + 1) % n].hidden)) {
    ++first;
  }
  if (first == n) {  // nothing changes along the curve
    if (n > 0 && !curve.pieces.front().hidden) {
      add_fill(curve, path);
    }
    return;
  }
  for (std::size_t k = 1; k <= n; ++k) {
    const std::size_t i = (first + k) % n;
    const Piece& p = curve.pieces[i];
    const Piece& before = curve.pieces[(i + n - 1) % n];
    if (p.hidden) {
      continue;
    }
    if (before.hidden) {
      path.verbs.push_back(Verb::move);
      path.dots.push_back(before.end);
    }
    path.verbs.push_back(Verb::cubic);
    path.dots.insert(path.dots.end(), {p.first, p.second, p.end});
  }
}

}  // namespace lissom
