#pragma once
/// Everything in a picture that is not the body: muscles, furniture, straps, arrows, the ground.

#include <vector>

#include "core/figure/brush.h"
#include "core/figure/figure.h"
#include "core/figure/parts.h"

namespace lissom {

/// From the world in metres to the view in shares of stature.
struct Camera {
  Mat3 turn;          ///< its transposed columns: right, up, toward the viewer
  double shrink = 1;  ///< 1 / stature

  [[nodiscard]] Vec3 see(const Vec3& p) const { return shrink * (turn * p); }
  [[nodiscard]] Frame see(const Frame& f) const { return {turn * f.turn, see(f.at)}; }
  /// "Up" of the world in the view.
  [[nodiscard]] Vec3 up() const { return turn.y; }
};

[[nodiscard]] Camera camera_of(const View& view, double stature_m);

/// The belly of a muscle along its line, as a tube. @param line  in the view @param width  share of
/// its usual width
[[nodiscard]] Tube spindle(std::span<const Vec3> line, double width);
/// @param away  0 near to 1 on the far side, where it is fainter
void paint_muscle(const Brush& brush, const Tube& tube, const StretchedMuscle& muscle, double away);

[[nodiscard]] std::vector<Vec3> corners_of(const Block& box, const Camera& camera);
void paint_box(const Brush& brush, const std::vector<Vec3>& corners, const Vec3& up, bool is_pale);

[[nodiscard]] Tube tube_of(const Roller& roller, const Camera& camera);
[[nodiscard]] Tube tube_of(const Ball& ball, const Camera& camera);
/// A roller or a ball.
void paint_round(const Brush& brush, const Tube& tube);

void paint_strap(const Brush& brush, std::span<const Vec3> points);
void paint_arrow(const Brush& brush, const Arrow& arrow, const Camera& camera);
void paint_mat(const Brush& brush, const Mat& mat, const Camera& camera);
/// What touches the floor darkens it. @param floor  its height in shares of stature
void paint_shadows(const Brush& brush, const Posed& posed, const Camera& camera, double floor);

}  // namespace lissom
