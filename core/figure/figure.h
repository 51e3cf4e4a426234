#pragma once
/// From a posed body to a drawing. docs/figure.md tells how it comes about.
///
/// A `Figure` is made once for a body model; a `Scene` is what one picture shows; `draw` is a pure
/// function of both. Start picture, end picture and every frame of a movement are drawn with the
/// same `Window` and the same `Mat`, or the figure would jump.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/body/geometry.h"
#include "core/body/model.h"
#include "core/figure/drawing.h"

namespace lissom {

enum class Build : std::uint8_t { average, slight, heavy, older };
enum class Theme : std::uint8_t { colour, dark, high_contrast, print };

constexpr int skin_tones = 5;  ///< 0 is the lightest
constexpr int bones = 24;      ///< bodies of the model that carry flesh

/// Which bodies of a model carry the figure, and where they are in the neutral pose.
struct Figure {
  std::array<int, bones> body{};      ///< indices into `frames`, in the order of `bone_names`
  std::array<Vec3, bones> neutral{};  ///< their origins, from the pelvis, in shares of stature
  double stature_m = 0;
  Build build = Build::average;
};

/// @return bad_input if the model lacks a body that the figure needs, or the stature is not within
///         0.5 to 2.5 m
[[nodiscard]] Result<Figure> figure_of(const Model& model, double stature_m, Build build);

/// A muscle that is stretched: its path through the body in the world, origin to insertion.
struct StretchedMuscle {
  std::vector<Vec3> path;  ///< metres; two points or more
  double stretch = 0;      ///< 0 none to 1 full
  double width = 1;        ///< share of its width: in moving pictures it grows as it begins to show
};

/// A solid with flat sides: part of a chair, a wall, a step.
struct Block {
  Frame frame;           ///< of its centre; its sides lie along the axes
  Vec3 half;             ///< half its size along each axis, metres
  bool is_pale = false;  ///< a wall: large, and must not outweigh the person
};

struct Roller {
  Vec3 from;  ///< centre of one end
  Vec3 to;
  double radius_m = 0.075;
};

struct Ball {
  Vec3 centre;
  double radius_m = 0.03;
};

/// A strap from point to point, such as hand, sole, hand.
struct Strap {
  std::vector<Vec3> points;
};

/// Which way to move: a bent arrow from `from` by `over` to `to`.
struct Arrow {
  Vec3 from;
  Vec3 over;
  Vec3 to;
};

/// A mat on the floor: its corners in order round it.
struct Mat {
  std::array<Vec3, 4> corners{};
};

/// Furniture as the catalogue names it, each where a person would use it: the seat or surface with
/// its front edge at `at`, the person facing x.
[[nodiscard]] std::vector<Block> chair_at(Vec3 at, double seat_m);
[[nodiscard]] Block wall_at(Vec3 at, double width_m, double height_m);

struct Scene {
  std::vector<Frame> frames;        ///< of all bodies of the model, from `place`
  std::vector<Frame> ghost_frames;  ///< the start pose, drawn as a dashed outline; empty: none
  std::vector<StretchedMuscle> muscles;
  std::vector<Block> blocks;
  std::vector<Roller> rollers;
  std::vector<Ball> balls;
  std::vector<Strap> straps;
  std::vector<Arrow> arrows;
  std::optional<Mat> mat;
  double grip_right = 0;  ///< 0 an open hand to 1 a fist
  double grip_left = 0;
  double floor_m = 0;  ///< height of the floor, for shadows
  std::string title;
  std::string description;
};

/// The scene as seen in a mirror that swaps right and left. Body k of the mirrored scene is the
/// mirrored body of the other side.
[[nodiscard]] Scene mirrored(const Figure& figure, const Scene& scene);

/// Where the viewer stands, without perspective. At yaw 0 and elevation 0 the right side
/// faces the viewer; yaw turns the viewer to the front, elevation raises the viewer.
struct View {
  double yaw_deg = 0;
  double elevation_deg = 0;
  bool from_left = false;  ///< the mirror image of all that: the left side faces the viewer

  friend constexpr bool operator==(const View&, const View&) = default;
};

/// What is seen, in shares of stature, x to the right and y up.
struct Window {
  double left = 0;
  double bottom = 0;
  double right = 0;
  double top = 0;

  friend constexpr bool operator==(const Window&, const Window&) = default;
};

/// The window that shows the whole of every scene with a small margin.
[[nodiscard]] Window window_of(const Figure& figure, std::span<const Scene> scenes,
                               const View& view);

/// The mat that lies under every scene.
[[nodiscard]] Mat mat_under(const Figure& figure, std::span<const Scene> scenes);

struct Look {
  Theme theme = Theme::colour;
  int skin_tone = 1;
  /// The size at which it will be seen: below 200 pixels lines are heavier and details left out.
  int pixels_wide = 600;
  /// For moving pictures: the knots of each curve stay on the same places of the body.
  bool steady_knots = false;
  std::string id = "figure";
};

/// Numbers must be finite, `frames` complete and the window not empty: a broken contract otherwise.
[[nodiscard]] Drawing draw(const Figure& figure, const Scene& scene, const View& view,
                           const Window& window, const Look& look);

}  // namespace lissom
