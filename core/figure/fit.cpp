#include "core/figure/fit.h"

#include <algorithm>
#include <cmath>
#include <span>

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

/// Adds a knot after `n` others and tells the one before how far it is; not if they nearly
/// coincide, unless it must stay.
/// @return how many there are then
std::size_t add_knot(P2 at, const Bead& bead, double least, std::size_t n, Knots& knots) {
  const auto to_last = [&] { return n > 0 ? size(at - knots[n - 1].at) : least; };
  double way = to_last();
  if (way < least) {
    if (!bead.is_end) {
      return n;
    }
    if (!knots[n - 1].forced) {
      --n;
      way = to_last();
    }
  }
  if (n > 0) {
    knots[n - 1].ahead = way;
  }
  Knot& knot = knots[n];
  knot.at = at;
  knot.hidden = bead.hidden;
  knot.forced = bead.is_end;
  return n + 1;
}

/// The beads on the sheet without those that nearly coincide.
/// @param knots  room for a knot for each bead
/// @return how many there are
std::size_t spread(const Beads& beads, const Sheet& sheet, double least, Knots& knots) {
  std::size_t n = 0;
  for (const Bead& b : beads) {
    n = add_knot({sheet.x(b.at), sheet.y(b.at)}, b, least, n, knots);
  }
  while (n > 3 && size(knots[n - 1].at - knots[0].at) < least && !knots[n - 1].forced) {
    --n;
  }
  return n;
}

/// Sets the directions of the first `n` knots, how far they are from the first and from the next.
/// @return the way round
double set_directions(std::size_t n, Knots& knots) {
  constexpr double corner = 0.10;  // cosine: a turn of more than 84 degrees
  knots[n - 1].ahead = size(knots[0].at - knots[n - 1].at);
  double way = 0;
  double a = knots[n - 1].ahead;
  P2 in = direction(knots[0].at - knots[n - 1].at, a);
  for (std::size_t i = 0; i < n; ++i) {
    Knot& knot = knots[i];
    const P2 ahead = knots[i + 1 < n ? i + 1 : 0].at - knot.at;
    const double b = knot.ahead;
    knot.way = way;
    way += b;
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
  return way;
}

constexpr double handle = 0.36;  ///< of the chord

struct Fitter {
  const Knots& knots;  ///< as far into a second round as numbers run
  double tolerance;
  std::vector<Piece>& pieces;

  /// The knot between i and j that is farthest from the curve, or j if all are near enough.
  [[nodiscard]] std::size_t farthest(std::size_t i, std::size_t j) const {
    const Knot& first = knots[i];
    const Knot& last = knots[j];
    const double chord = size(last.at - first.at);
    const double total = last.way - first.way;
    constexpr double too_round = 1.35;  // a longer arc is not one piece
    if (total > too_round * chord) {
      return (i + j) / 2;
    }
    const P2 h1 = first.at + (handle * chord) * first.out;
    const P2 h2 = last.at - (handle * chord) * last.in;
    const double share = 1 / total;
    double worst = tolerance;
    std::size_t found = j;
    for (std::size_t k = i + 1; k < j; ++k) {
      const Knot& knot = knots[k];
      const double s = (knot.way - first.way) * share;
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

  void piece(std::size_t i, std::size_t j) const {
    const Knot& first = knots[i];
    const Knot& last = knots[j];
    const double reach = handle * size(last.at - first.at);
    pieces.push_back({dot_of(first.at + reach * first.out), dot_of(last.at - reach * last.in),
                      dot_of(last.at), first.hidden});
  }

  void split(std::size_t i, std::size_t j) const {
    const std::size_t k = j > i + 1 ? farthest(i, j) : j;
    if (k == j) {
      piece(i, j);
      return;
    }
    split(i, k);
    split(k, j);
  }
};

/// Knots to begin with: those that must stay, or else the utmost to the left and the right.
void find_anchors(std::span<const Knot> knots, std::vector<std::size_t>& out) {
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
  knots.resize(std::max(knots.size(), 2 * beads.size() + 1));
  const std::size_t n = spread(beads, sheet, fit.least, knots);
  if (n < 3) {
    return;
  }
  const double round = set_directions(n, knots);
  const auto go_round = [&](std::size_t i) {
    knots[n + i] = knots[i];
    knots[n + i].way += round;
  };
  const Fitter fitter{knots, fit.tolerance, out.pieces};
  if (fit.tolerance <= 0) {
    out.start = dot_of(knots.front().at);
    go_round(0);
    for (std::size_t i = 0; i < n; ++i) {
      fitter.piece(i, i + 1);
    }
    return;
  }
  std::vector<std::size_t>& first = out.anchors;
  find_anchors({knots.data(), n}, first);
  out.start = dot_of(knots[first.front()].at);
  for (std::size_t i = 0; i <= first.front(); ++i) {
    go_round(i);
  }
  first.push_back(first.front() + n);
  for (std::size_t i = 0; i + 1 < first.size(); ++i) {
    fitter.split(first[i], first[i + 1]);
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
