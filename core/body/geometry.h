#pragma once
/// Points, rotations and frames in space. Metres and radians; right-handed; in a person standing
/// upright x points forward, y up and z to the person's right (the axes of OpenSim and of the ISB).

#include <cmath>

namespace lissom {

struct Vec3 {
  double x = 0;
  double y = 0;
  double z = 0;

  friend constexpr bool operator==(const Vec3&, const Vec3&) = default;
  constexpr Vec3& operator+=(const Vec3& b) {
    x += b.x;
    y += b.y;
    z += b.z;
    return *this;
  }
  friend constexpr Vec3 operator+(Vec3 a, const Vec3& b) { return a += b; }
  friend constexpr Vec3 operator-(const Vec3& a, const Vec3& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
  }
  friend constexpr Vec3 operator-(const Vec3& a) { return {-a.x, -a.y, -a.z}; }
  friend constexpr Vec3 operator*(double s, const Vec3& a) { return {s * a.x, s * a.y, s * a.z}; }
};

[[nodiscard]] constexpr double dot(const Vec3& a, const Vec3& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
[[nodiscard]] constexpr Vec3 cross(const Vec3& a, const Vec3& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
[[nodiscard]] inline double length(const Vec3& a) {
  return std::sqrt(dot(a, a));
}
/// `a` at length 1; the zero vector stays zero.
[[nodiscard]] inline Vec3 unit(const Vec3& a) {
  const double l = length(a);
  return l > 0 ? (1 / l) * a : a;
}

/// A rotation: its columns are the turned axes.
struct Mat3 {
  Vec3 x{1, 0, 0};
  Vec3 y{0, 1, 0};
  Vec3 z{0, 0, 1};

  friend constexpr bool operator==(const Mat3&, const Mat3&) = default;
  friend constexpr Vec3 operator*(const Mat3& m, const Vec3& v) {
    return {m.x.x * v.x + m.y.x * v.y + m.z.x * v.z, m.x.y * v.x + m.y.y * v.y + m.z.y * v.z,
            m.x.z * v.x + m.y.z * v.y + m.z.z * v.z};
  }
  friend constexpr Mat3 operator*(const Mat3& a, const Mat3& b) {
    return {a * b.x, a * b.y, a * b.z};
  }
};

/// The inverse of a rotation.
[[nodiscard]] constexpr Mat3 transposed(const Mat3& m) {
  return {{m.x.x, m.y.x, m.z.x}, {m.x.y, m.y.y, m.z.y}, {m.x.z, m.y.z, m.z.z}};
}

/// Where a frame lies in another: p_outer = turn * p_inner + at.
struct Frame {
  Mat3 turn;
  Vec3 at;

  friend constexpr bool operator==(const Frame&, const Frame&) = default;
  friend constexpr Vec3 operator*(const Frame& f, const Vec3& p) { return f.turn * p + f.at; }
  friend constexpr Frame operator*(const Frame& a, const Frame& b) {
    return {a.turn * b.turn, a * b.at};
  }
};

[[nodiscard]] constexpr Frame inverse(const Frame& f) {
  const Mat3 back = transposed(f.turn);
  return {back, -(back * f.at)};
}

}  // namespace lissom
