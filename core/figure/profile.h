#pragma once
/// The shape of one part of the body along its axis: a row of sections, each a pair of half
/// ellipses, ended by caps. Lengths are shares of stature.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace lissom {

/// 0 up to `from`, 1 from `to` on, and between them without a bend.
[[nodiscard]] inline double smooth(double from, double to, double x) {
  const double s = std::clamp((x - from) / (to - from), 0.0, 1.0);
  return s * s * (3 - 2 * s);
}

/// A section as the tables give it.
struct Row {
  double t = 0;      ///< along the axis
  double a = 0;      ///< half width to the side
  double front = 0;  ///< half depth to the front
  double back = 0;
  double shift = 0;  ///< of the centre, to the front
};

/// What a part that bends is from afar, in places of its axis: three sticks.
struct Sticks {
  std::array<double, 2> joints{};
  std::array<double, 3> wide_at{};  ///< each is as wide as the part is here
};

enum class Spot : std::uint8_t {
  body,
  rim,   ///< the flat lid of an end: the ring at the edge once more, facing along the axis
  pole,  ///< the point that closes an end
};

struct Section {
  Row row;
  Spot spot = Spot::body;
};

constexpr int most_sections = 32;

struct Profile {
  std::array<Section, most_sections> sections{};
  int count = 0;

  [[nodiscard]] constexpr std::span<const Section> all() const {
    return {sections.data(), static_cast<std::size_t>(count)};
  }
};

/// How the ends are closed: by an elliptic cap of this length, or a flat lid if it is 0.
struct Caps {
  double start = 0;
  double end = 0;
  bool is_fine = false;  ///< four rings to a cap instead of three
};

/// The sections of a table, `divide` steps from row to row, with the caps.
[[nodiscard]] constexpr Profile profile_of(std::span<const Row> rows, int divide, Caps caps);

// --- in the header because the profiles are made by the compiler ---

namespace detail {

/// Where the rings of a cap lie, and how wide they are: sines and cosines.
struct CapRing {
  double out = 0;
  double wide = 0;
};
constexpr CapRing coarse_cap[] = {
    {0.42262, 0.90631}, {0.76604, 0.64279}, {0.97030, 0.24192}};  // 25 50 76 deg
constexpr CapRing fine_cap[] = {
    {0.34202, 0.93969}, {0.64279, 0.76604}, {0.86603, 0.5}, {0.97815, 0.20791}};  // 20 40 60 78

/// Cubic between y1 and y2 with the slopes that the neighbours give.
constexpr double between(const std::array<double, 4>& x, const std::array<double, 4>& y, double s) {
  const double h = x[2] - x[1];
  const double m1 = x[2] > x[0] ? (y[2] - y[0]) / (x[2] - x[0]) * h : 0;
  const double m2 = x[3] > x[1] ? (y[3] - y[1]) / (x[3] - x[1]) * h : 0;
  const double s2 = s * s;
  const double s3 = s2 * s;
  return y[1] * (2 * s3 - 3 * s2 + 1) + m1 * (s3 - 2 * s2 + s) + y[2] * (3 * s2 - 2 * s3) +
         m2 * (s3 - s2);
}

constexpr Row row_between(std::span<const Row> rows, std::size_t i, double s) {
  const Row& before = rows[i == 0 ? 0 : i - 1];
  const Row& after = rows[i + 2 < rows.size() ? i + 2 : rows.size() - 1];
  const std::array<const Row*, 4> r = {&before, &rows[i], &rows[i + 1], &after};
  const std::array<double, 4> x = {r[0]->t, r[1]->t, r[2]->t, r[3]->t};
  const auto of = [&](double Row::*field) {
    return between(x, {r[0]->*field, r[1]->*field, r[2]->*field, r[3]->*field}, s);
  };
  return {rows[i].t + s * (rows[i + 1].t - rows[i].t), of(&Row::a), of(&Row::front), of(&Row::back),
          of(&Row::shift)};
}

constexpr Row cap_row(const Row& edge, double length, const CapRing& ring) {
  return {edge.t + length * ring.out, edge.a * ring.wide, edge.front * ring.wide,
          edge.back * ring.wide, edge.shift};
}

constexpr void add(Profile& p, const Row& row, Spot spot) {
  p.sections[static_cast<std::size_t>(p.count)] = {row, spot};
  ++p.count;
}

}  // namespace detail

constexpr Profile profile_of(std::span<const Row> rows, int divide, Caps caps) {
  Profile p;
  const Row& first = rows.front();
  const Row& last = rows.back();
  const std::span<const detail::CapRing> cap =
      caps.is_fine ? std::span<const detail::CapRing>(detail::fine_cap) : detail::coarse_cap;
  detail::add(p, {first.t - caps.start, 0, 0, 0, first.shift}, Spot::pole);
  if (caps.start > 0) {
    for (std::size_t i = cap.size(); i-- > 0;) {
      detail::add(p, detail::cap_row(first, -caps.start, cap[i]), Spot::body);
    }
  } else {
    detail::add(p, first, Spot::rim);
  }
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    for (int k = 0; k < divide; ++k) {
      detail::add(p, detail::row_between(rows, i, static_cast<double>(k) / divide), Spot::body);
    }
  }
  detail::add(p, last, Spot::body);
  if (caps.end > 0) {
    for (const detail::CapRing& ring : cap) {
      detail::add(p, detail::cap_row(last, caps.end, ring), Spot::body);
    }
  } else {
    detail::add(p, last, Spot::rim);
  }
  detail::add(p, {last.t + caps.end, 0, 0, 0, last.shift}, Spot::pole);
  return p;
}

}  // namespace lissom
