#include "core/figure/fit.h"

#include <algorithm>
#include <cmath>

namespace lissom {
namespace {

P2 operator+(P2 a, P2 b) {
  return {a.x + b.x, a.y + b.y};
}
P2 operator-(P2 a, P2 b) {
  return {a.x - b.x, a.y - b.y};
}
P2 operator*(double s, P2 a) {
  return {s * a.x, s * a.y};
}

double size(P2 a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

/// @param size_of_it  of `a`
P2 direction(P2 a, double size_of_it) {
  return size_of_it > 0 ? (1 / size_of_it) * a : a;
}

double dot2(P2 a, P2 b) {
  return a.x * b.x + a.y * b.y;
}

using Knots = std::vector<Knot>;

Dot dot_of(P2 p) {
  return {whole(p.x), whole(p.y)};
}

/// Adds a knot and tells the one before it how far that is; not if they nearly coincide, unless it
/// must stay.
void add_knot(Knots& knots, const Knot& knot, double least) {
  if (!knots.empty()) {
    double way = size(knot.at - knots.back().at);
    if (way < least) {
      if (!knot.forced) {
        return;
      }
      if (!knots.back().forced) {
        knots.pop_back();
        way = knots.empty() ? 0 : size(knot.at - knots.back().at);
      }
    }
    if (!knots.empty()) {
      knots.back().ahead = way;
    }
  }
  knots.push_back(knot);
}

/// The beads on the sheet without those that nearly coincide.
void spread(const Beads& beads, const Sheet& sheet, double least, Knots& out) {
  out.clear();
  out.reserve(2 * beads.size() + 1);
  for (const Bead& b : beads) {
    add_knot(out, {{sheet.x(b.at), sheet.y(b.at)}, {}, {}, 0, 0, b.hidden, b.is_end}, least);
  }
  while (out.size() > 3 && size(out.back().at - out.front().at) < least && !out.back().forced) {
    out.pop_back();
  }
  if (!out.empty()) {
    out.back().ahead = size(out.front().at - out.back().at);
  }
}

void set_directions(Knots& knots) {
  constexpr double corner = 0.10;  // cosine: a turn of more than 84 degrees
  const std::size_t n = knots.size();
  double a = knots[n - 1].ahead;
  P2 in = direction(knots[0].at - knots[n - 1].at, a);
  for (std::size_t i = 0; i < n; ++i) {
    Knot& knot = knots[i];
    const P2 ahead = knots[i + 1 < n ? i + 1 : 0].at - knot.at;
    const double b = knot.ahead;
    const P2 out = direction(ahead, b);
    if (dot2(in, out) < corner) {
      knot.in = in;
      knot.out = out;
      knot.forced = true;
    } else {
      // The nearer neighbour counts more.
      const P2 between = b * in + a * out;
      knot.in = direction(between, size(between));
      knot.out = knot.in;
    }
    a = b;
    in = out;
  }
}

constexpr double handle = 0.36;  ///< of the chord

struct Fitter {
  Knots& knots;  ///< as far into a second round as numbers run
  double tolerance;
  std::vector<Piece>& pieces;

  /// Sets how far the knots after i are from it, up to j.
  void measure(std::size_t i, std::size_t j) {
    double way = 0;
    for (std::size_t k = i; k < j; ++k) {
      way += knots[k].ahead;
      knots[k + 1].way = way;
    }
  }

  /// The knot between i and j that is farthest from the curve, or j if all are near enough.
  [[nodiscard]] std::size_t farthest(std::size_t i, std::size_t j) const {
    const Knot& first = knots[i];
    const Knot& last = knots[j];
    const double chord = size(last.at - first.at);
    const double total = last.way;
    constexpr double too_round = 1.35;  // a longer arc is not one piece
    if (total > too_round * chord) {
      return (i + j) / 2;
    }
    const P2 h1 = first.at + (handle * chord) * first.out;
    const P2 h2 = last.at - (handle * chord) * last.in;
    double worst = tolerance;
    std::size_t found = j;
    for (std::size_t k = i + 1; k < j; ++k) {
      const Knot& knot = knots[k];
      const double s = knot.way / total;
      const double q = 1 - s;
      const P2 p = (q * q * q) * first.at + (3 * q * q * s) * h1 + (3 * q * s * s) * h2 +
                   (s * s * s) * last.at;
      const P2 off = knot.at - p;
      const double across = std::abs(off.x * knot.in.y - off.y * knot.in.x);
      if (across > worst) {
        worst = across;
        found = k;
      }
    }
    return found;
  }

  void piece(std::size_t i, std::size_t j) {
    const Knot& first = knots[i];
    const Knot& last = knots[j];
    const double reach = handle * size(last.at - first.at);
    pieces.push_back({dot_of(first.at + reach * first.out), dot_of(last.at - reach * last.in),
                      dot_of(last.at), first.hidden});
  }

  /// @pre the ways from i to j are measured
  void split(std::size_t i, std::size_t j) {
    const std::size_t k = j > i + 1 ? farthest(i, j) : j;
    if (k == j) {
      piece(i, j);
      return;
    }
    split(i, k);
    measure(k, j);
    split(k, j);
  }
};

/// Knots to begin with: those that must stay, or else the utmost to the left and the right.
void find_anchors(const Knots& knots, std::vector<std::size_t>& out) {
  out.clear();
  bool was_hidden = knots.back().hidden;
  for (std::size_t i = 0; i < knots.size(); ++i) {
    if (knots[i].forced || knots[i].hidden != was_hidden) {
      out.push_back(i);
    }
    was_hidden = knots[i].hidden;
  }
  if (out.size() < 2) {
    std::size_t left = 0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < knots.size(); ++i) {
      left = knots[i].at.x < knots[left].at.x ? i : left;
      right = knots[i].at.x > knots[right].at.x ? i : right;
    }
    out.push_back(left);
    out.push_back(right);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }
}

}  // namespace

void fit_loop(const Beads& beads, const Sheet& sheet, const Fit& fit, Curve2& out) {
  out.pieces.clear();
  Knots& knots = out.knots;
  spread(beads, sheet, fit.least, knots);
  const std::size_t n = knots.size();
  if (n < 3) {
    return;
  }
  set_directions(knots);
  Fitter fitter{knots, fit.tolerance, out.pieces};
  if (fit.tolerance <= 0) {
    out.start = dot_of(knots.front().at);
    knots.push_back(Knot(knots.front()));
    for (std::size_t i = 0; i < n; ++i) {
      fitter.piece(i, i + 1);
    }
    return;
  }
  find_anchors(knots, out.anchors);
  const std::vector<std::size_t>& first = out.anchors;
  out.start = dot_of(knots[first.front()].at);
  for (std::size_t i = 0; i <= first.front(); ++i) {
    knots.push_back(Knot(knots[i]));
  }
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::size_t end = i + 1 < first.size() ? first[i + 1] : first.front() + n;
    fitter.measure(first[i], end);
    fitter.split(first[i], end);
  }
}

namespace {

void add_piece(const Piece& p, Path& path) {
  path.verbs.push_back(Verb::cubic);
  path.dots.push_back(p.first);
  path.dots.push_back(p.second);
  path.dots.push_back(p.end);
}

}  // namespace

void add_fill(const Curve2& curve, Path& path) {
  const std::size_t n = curve.pieces.size();
  if (n == 0) {
    return;
  }
  path.verbs.reserve(path.verbs.size() + n + 2);
  path.dots.reserve(path.dots.size() + 3 * n + 1);
  path.verbs.push_back(Verb::move);
  path.dots.push_back(curve.start);
  for (const Piece& p : curve.pieces) {
    add_piece(p, path);
  }
  path.verbs.push_back(Verb::close);
}

void add_lines(const Curve2& curve, Path& path) {
  const std::size_t n = curve.pieces.size();
  const auto piece = [&](std::size_t i) -> const Piece& { return curve.pieces[i < n ? i : i - n]; };
  std::size_t first = 0;
  while (first < n && !(piece(first).hidden && !piece(first + 1).hidden)) {
    ++first;
  }
  if (first == n) {  // nothing changes along the curve
    if (n > 0 && !curve.pieces.front().hidden) {
      add_fill(curve, path);
    }
    return;
  }
  path.verbs.reserve(path.verbs.size() + n + 2);
  path.dots.reserve(path.dots.size() + 3 * n + 2);
  for (std::size_t k = first; k < first + n; ++k) {
    const Piece& p = piece(k + 1);
    if (p.hidden) {
      continue;
    }
    if (piece(k).hidden) {
      path.verbs.push_back(Verb::move);
      path.dots.push_back(piece(k).end);
    }
    add_piece(p, path);
  }
}

}  // namespace lissom
