#pragma once
/// A model made ready for many poses: the lengths of all muscles in the `smooth` wrapping, and
/// their moment arms, as `muscle_lengths` and `moment_arms` give them.
///
/// What does not depend on the pose is computed once: bodies that no muscle needs and all above the
/// last body that carries every muscle are left out, bodies that do not move in their parent are
/// joined with it, pieces of a path within one body are summed up, and for every piece it is listed
/// which coordinates change it.

#include <array>
#include <span>
#include <vector>

#include "core/body/model.h"
#include "core/body/path.h"
#include "core/body/wrap.h"

namespace lissom {

class Engine {
 public:
  explicit Engine(const Model& model);

  /// A moment arm that need not be 0; followers' arms are in those of their drivers.
  struct Arm {
    int muscle = 0;
    int coordinate = 0;
  };
  [[nodiscard]] std::span<const Arm> arms() const { return arms_; }

  /// What one evaluation goes through.
  struct Work {
    std::size_t frames = 0;    ///< bodies that are placed
    std::size_t axes = 0;      ///< turns and moves
    std::size_t points = 0;    ///< that are placed
    std::size_t surfaces = 0;  ///< that are placed
    std::size_t pieces = 0;    ///< of paths; where points come and go, those of all pairs
    std::size_t tests = 0;     ///< of a piece against a surface
    std::size_t links = 0;     ///< of pieces with coordinates: the products of moment arms
    std::size_t bytes = 0;     ///< of constants and of scratch memory
  };
  [[nodiscard]] Work work() const;

  /// How fast everything that hangs on a joint moves for each unit of a coordinate: a point p moves
  /// with `linear` + `turning` x p.
  struct Twist {
    Vec3 turning;
    Vec3 linear;
  };
  /// Memory for one evaluation at a time.
  struct Scratch {
    std::vector<Frame> frames;    ///< of the moving bodies
    std::vector<Vec3> points;     ///< in the frame of the body that carries all
    std::vector<Frame> surfaces;  ///< likewise
    std::vector<Twist> twists;    ///< one for each column
    std::vector<double> chain;    ///< what a coordinate gains for each unit of its driver
  };
  [[nodiscard]] Scratch scratch() const;

  /// @param pose    one value for each coordinate of the model, followers set
  /// @param metres  one for each muscle
  void lengths(std::span<const double> pose, Scratch& scratch, std::span<double> metres) const;
  /// @param metres  one for each muscle
  /// @param arms_m  one for each of `arms()`
  void lengths_and_arms(std::span<const double> pose, Scratch& scratch, std::span<double> metres,
                        std::span<double> arms_m) const;

 private:
  friend class EngineMaker;

  struct Axis {
    Vec3 direction;
    int straight = none;  ///< 0, 1, 2 if the direction is x, y, z
    bool is_turn = false;
    int coordinate = none;
    int column = none;  ///< of the twists
    Curve curve;
  };
  /// A body that moves in another.
  struct Step {
    int parent = 0;
    Frame near;  ///< in the parent, before the joint
    Frame far;   ///< after it
    bool is_far_trivial = false;
    std::vector<Axis> axes;  ///< moves, then turns
  };
  struct Point {
    int slot = 0;  ///< of the moving body
    Vec3 at;
    int moving = none;  ///< index of a moving point
  };
  struct MovingPoint {
    PathPoint point;
    Frame frame;                                 ///< of its body in the slot
    std::array<int, 3> entry{none, none, none};  ///< of the arms
  };
  /// An arm that changes with a piece, and the column of twists by which it does.
  struct Link {
    int column = 0;
    int entry = 0;
    double sign = 1;
  };
  struct Links {
    int first = 0;
    int count = 0;
  };
  struct PieceWrap {
    int surface = 0;
    Links from, to;  ///< of the ends against the surface
  };
  struct Piece {
    int from = 0;
    int to = 0;
    int first_wrap = 0;
    int wrap_count = 0;
    Links links;
  };
  struct Condition {
    int coordinate = none;
    double from = 0;
    double to = 0;
  };
  struct Path {
    double still = 0;  ///< length of what never changes
    int first_piece = 0;
    int piece_count = 0;
    /// Where points come and go: a condition for each point, and a piece for every pair of them,
    /// first by last.
    std::vector<Condition> conditions;
  };
  struct Surface {
    int slot = 0;
    bool is_plain = false;  ///< a cylinder without a side
    double square = 0;      ///< of its radius
    WrapSurface surface;    ///< its frame in the slot
  };

  void place_all(std::span<const double> pose, Scratch& scratch, bool with_arms) const;
  static void place_step(const Step& step, std::span<const double> pose, Scratch& scratch,
                         Frame& frame, bool with_arms);
  void evaluate(std::span<const double> pose, Scratch& scratch, std::span<double> metres,
                double* arms_m) const;
  [[nodiscard]] double path_length(const Path& path, std::span<const double> pose,
                                   const Scratch& scratch, double* arms_m) const;
  [[nodiscard]] double piece_length(const Piece& piece, std::span<const double> pose,
                                    const Scratch& scratch, double* arms_m) const;
  /// Tells of most pieces that pass by a surface that they do.
  [[nodiscard]] bool passes_by(const PieceWrap& wrap, const Vec3& from, const Vec3& to,
                               const Scratch& scratch) const;
  void add_links(const Links& links, const Vec3& point, const Vec3& pull, const Scratch& scratch,
                 double* arms_m) const;
  void add_moving(int point, const Vec3& pull, std::span<const double> pose, const Scratch& scratch,
                  double* arms_m) const;

  std::size_t coordinate_count_ = 0;
  std::vector<Coordinate> coordinates_;
  bool has_followers_ = false;
  std::vector<Step> steps_;  ///< step i places frame i + 1; frame 0 carries all
  std::vector<Point> points_;
  std::vector<int> placed_;  ///< the points that a piece needs
  std::vector<MovingPoint> moving_;
  std::vector<Surface> surfaces_;
  std::vector<PieceWrap> wraps_;
  std::vector<Piece> pieces_;
  std::vector<Link> links_;
  std::vector<Path> paths_;
  std::vector<Arm> arms_;
  std::size_t column_count_ = 0;
};

}  // namespace lissom
