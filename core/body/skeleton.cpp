#include "core/body/skeleton.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/contract.h"
#include "core/body/body_table.h"
#include "core/body/trig.h"
#include "core/catalogue/table_reader.h"

namespace lissom {
namespace {

constexpr std::string_view skeleton_file = "body/skeleton.toml";
constexpr double share_unit = 1e-4;
constexpr double polynomial_unit = 1e-9;  // radians or metres
constexpr int most_number = 2'000'000'000;
constexpr double gram = 1e-3;

struct Sides {
  bool both = false;
  std::string_view suffix;
  double z = 1;  ///< -1 on the left
};

std::vector<Sides> sides_of(TableReader& table) {
  if (table.boolean_or("sides", false)) {
    return {{true, "_r", 1}, {true, "_l", -1}};
  }
  return {{}};
}

Vec3 point_or_zero(TableReader& table, std::string_view key) {
  return table.has(key) ? point_in(table, key) : Vec3{};
}

/// A point of the right side, on this side.
Vec3 on(const Sides& side, Vec3 right) {
  right.z *= side.z;
  return right;
}

/// "z", "-x" ... as a direction; the zero vector for anything else.
Vec3 direction_of(std::string_view word) {
  const double sign = word.starts_with('-') ? -1 : 1;
  if (sign < 0) {
    word.remove_prefix(1);
  }
  if (word.size() != 1) {
    return {};
  }
  switch (word[0]) {
    case 'x':
      return {sign, 0, 0};
    case 'y':
      return {0, sign, 0};
    case 'z':
      return {0, 0, sign};
    default:
      return {};
  }
}

/// The mirror image of a turn about an axis: about z it stays, about x and y it turns round.
Vec3 mirrored_turn(const Sides& side, Vec3 axis) {
  return {side.z * axis.x, side.z * axis.y, axis.z};
}

/// Reads the whole file. Bones are added side by side, right before left.
class SkeletonReader {
 public:
  explicit SkeletonReader(TableReader& file) : file_(file) {}

  Skeleton read() {
    skeleton_.model.name = "lissom";
    skeleton_.model.bodies.push_back({"ground", {}, 0, {}});
    skeleton_.stature = length_unit * file_.integer("stature", 1, most_length);
    (void)file_.basis();
    for (TableReader& table : file_.tables("coordinate")) {
      add_coordinate(table);
    }
    for (TableReader& table : file_.tables("bone")) {
      add_bone(table);
    }
    for (TableReader& table : file_.tables("landmark")) {
      add_landmark(table);
    }
    for (TableReader& table : file_.tables("flesh")) {
      add_flesh(table);
    }
    file_.finish();
    return std::move(skeleton_);
  }

 private:
  void add_coordinate(TableReader& table) {
    const std::string name = table.text("name");
    constexpr int half_turn = 200;
    const Range range = table.range("range", -half_turn, half_turn);
    const bool is_held = table.boolean_or("held", false);
    for (const Sides& side : sides_of(table)) {
      Coordinate coordinate{
          name + std::string(side.suffix), range.least * degree, range.most * degree, 0, none, {}};
      coordinate.is_held = is_held;
      skeleton_.model.coordinates.push_back(std::move(coordinate));
    }
    table.finish();
  }

  /// A coordinate by its name, with the side's suffix if it has sides.
  int coordinate(TableReader& table, std::string_view key, const std::string& name,
                 const Sides& side) const {
    int found = skeleton_.model.coordinate(name + std::string(side.suffix));
    if (found == none) {
      found = skeleton_.model.coordinate(name);
    }
    if (found == none) {
      table.complain(key, "names no coordinate: " + as_typed(name));
    }
    return found;
  }

  int body(TableReader& table, std::string_view key, const std::string& name,
           const Sides& side) const {
    int found = skeleton_.model.body(name + std::string(side.suffix));
    if (found == none) {
      found = skeleton_.model.body(name);
    }
    if (found == none) {
      table.complain(key, "names no bone above: " + as_typed(name));
      return 0;
    }
    return found;
  }

  struct Written {  ///< what a bone's table says, for the right side
    std::string name;
    std::string parent;
    Vec3 at;
    Vec3 joint_at;
    std::vector<int> frame;
    std::vector<std::string> turns;
    std::vector<int> shares;
    double mass_kg = 0;
    Vec3 centre;
    std::vector<TableReader> follows;
    std::vector<TableReader> slides;
  };

  void add_bone(TableReader& table) {
    Written bone;
    bone.name = table.text("name");
    bone.parent = table.text("parent");
    bone.at = point_in(table, "at");
    bone.joint_at = point_or_zero(table, "joint_at");
    constexpr int full_turn = 3'600'000;
    bone.frame = table.has("frame") ? table.integers("frame", -full_turn, full_turn)
                                    : std::vector<int>{0, 0, 0};
    bone.turns = table.texts("turns");
    constexpr int whole = 10'000;
    bone.shares = table.has("shares") ? table.integers("shares", 0, whole) : std::vector<int>{};
    constexpr int most_grams = 100'000;
    bone.mass_kg = gram * table.integer_or("mass_g", 0, most_grams, 0);
    bone.centre = point_or_zero(table, "centre");
    bone.follows = table.has("follow") ? table.tables("follow") : std::vector<TableReader>{};
    bone.slides = table.has("slide") ? table.tables("slide") : std::vector<TableReader>{};
    (void)table.basis();
    if (bone.frame.size() != 3 || bone.turns.size() + bone.follows.size() > 3 ||
        bone.slides.size() > 3 ||
        (!bone.shares.empty() && bone.shares.size() != bone.turns.size())) {
      table.complain("name",
                     "has a frame that is not three angles, more than three turns or slides, or "
                     "not as many shares as turns");
      return;
    }
    for (const Sides& side : sides_of(table)) {
      skeleton_.model.bodies.push_back(on_this_side(table, bone, side));
    }
    table.finish();
  }

  Segment on_this_side(TableReader& table, Written& bone, const Sides& side) {
    Segment made;
    made.name = bone.name + std::string(side.suffix);
    made.mass_kg = bone.mass_kg;
    made.centre_of_mass = on(side, bone.centre);
    Joint& joint = made.joint;
    joint.name = made.name;
    joint.parent = body(table, "parent", bone.parent, side);
    const Mat3 turned = frame_of(bone.frame, side);
    joint.in_parent = {turned, on(side, bone.at)};
    joint.in_child = {turned, on(side, bone.joint_at)};
    std::size_t used = 0;
    for (std::size_t i = 0; i < bone.turns.size(); ++i) {
      const double share = bone.shares.empty() ? 1 : share_unit * bone.shares[i];
      joint.turns[used++] = turn_of(table, bone.turns[i], side, share);
    }
    for (TableReader& follow : bone.follows) {
      JointAxis axis = axis_of(follow, "about", side);
      axis.direction = mirrored_turn(side, axis.direction);
      joint.turns[used++] = axis;
    }
    for (std::size_t i = 0; i < bone.slides.size(); ++i) {
      JointAxis axis = axis_of(bone.slides[i], "along", side);
      axis.direction = on(side, axis.direction);
      joint.moves[i] = axis;
    }
    return made;
  }

  /// The frame of a joint's axes, right-handed on both sides: the left one is the right one between
  /// two mirrors in z. Seen from it, turns about x and y go the other way, as `mirrored_turn` says.
  static Mat3 frame_of(const std::vector<int>& angles, const Sides& side) {
    const Mat3 right = turned_by(angles);
    return {on(side, right.x), on(side, right.y), side.z * on(side, right.z)};
  }

  JointAxis turn_of(TableReader& table, const std::string& text, const Sides& side, double share) {
    const std::size_t space = text.find(' ');
    const Vec3 direction = direction_of(std::string_view(text).substr(0, space));
    if (space == std::string::npos || direction == Vec3{}) {
      table.complain("turns",
                     "holds " + as_typed(text) +
                         "; expected an axis and a coordinate, such as \"-x hip_abduction\"");
      return {};
    }
    return {mirrored_turn(side, direction),
            coordinate(table, "turns", text.substr(space + 1), side), linear_curve(share)};
  }

  JointAxis axis_of(TableReader& table, std::string_view key, const Sides& side) {
    JointAxis axis;
    axis.direction = direction_of(table.text(key));
    if (axis.direction == Vec3{}) {
      table.complain(key, "is no axis; expected x, y or z, with or without a minus");
    }
    axis.coordinate = coordinate(table, "by", table.text("by"), side);
    if (table.has("polynomial")) {
      axis.curve.kind = Curve::Kind::polynomial;
      axis.curve.scale = polynomial_unit;
      const std::vector<int> numbers = table.integers("polynomial", -most_number, most_number);
      axis.curve.numbers.assign(numbers.begin(), numbers.end());
    } else {
      axis.curve = pieces_of(table);
    }
    table.finish();
    return axis;
  }

  static Curve pieces_of(TableReader& table) {
    Curve curve;
    constexpr int half_turn = 200;
    const std::vector<int> degrees = table.integers("degrees", -half_turn, half_turn);
    const std::vector<int> shifts = table.integers("shift", -most_length, most_length);
    if (degrees.size() < 2 || degrees.size() != shifts.size() ||
        std::adjacent_find(degrees.begin(), degrees.end(), std::greater_equal<>()) !=
            degrees.end()) {
      table.complain("degrees", "do not rise or are not as many as the shifts");
      return curve;
    }
    // Flat beyond its ends: a point more on each side.
    curve.kind = Curve::Kind::piecewise_linear;
    curve.x.push_back(degrees.front() * degree - 1);
    curve.y.push_back(length_unit * shifts.front());
    for (std::size_t i = 0; i < degrees.size(); ++i) {
      curve.x.push_back(degrees[i] * degree);
      curve.y.push_back(length_unit * shifts[i]);
    }
    curve.x.push_back(degrees.back() * degree + 1);
    curve.y.push_back(length_unit * shifts.back());
    return curve;
  }

  void add_landmark(TableReader& table) {
    const std::string name = table.text("name");
    const std::string bone = table.text("bone");
    const Vec3 at = point_in(table, "at");
    const double radius = length_unit * table.integer("radius", 0, most_length);
    for (const Sides& side : sides_of(table)) {
      skeleton_.landmarks.push_back(
          {name + std::string(side.suffix), body(table, "bone", bone, side), on(side, at), radius});
    }
    table.finish();
  }

  void add_flesh(TableReader& table) {
    const std::string name = table.text("name");
    const std::string bone = table.text("bone");
    const Vec3 from = point_in(table, "from");
    const Vec3 to = point_in(table, "to");
    const std::vector<int> radii = table.integers("radii", 1, most_length);
    if (radii.size() != 2) {
      table.complain("radii", "are not two numbers");
      return;
    }
    for (const Sides& side : sides_of(table)) {
      skeleton_.flesh.push_back({name + std::string(side.suffix),
                                 body(table, "bone", bone, side),
                                 {on(side, from), on(side, to)},
                                 {length_unit * radii[0], length_unit * radii[1]}});
    }
    table.finish();
  }

  TableReader& file_;
  Skeleton skeleton_;
};

}  // namespace

int Skeleton::landmark(std::string_view wanted) const {
  const auto found =
      std::find_if(landmarks.begin(), landmarks.end(),
                   [&](const Landmark& landmark) { return landmark.name == wanted; });
  return found == landmarks.end() ? none : static_cast<int>(found - landmarks.begin());
}

tl::expected<Skeleton, std::vector<CatalogueFault>> read_skeleton(
    std::span<const CatalogueFile> files) {
  const auto document = document_at(skeleton_file, files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  CatalogueFaults faults;
  TableReader table(*document, std::string(skeleton_file), faults);
  Skeleton skeleton = SkeletonReader(table).read();
  if (!faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  return skeleton;
}

const Skeleton& embedded_skeleton() {
  static const Skeleton skeleton = [] {
    auto read = read_skeleton(embedded_files());
    LISSOM_EXPECTS(read.has_value());
    return *std::move(read);
  }();
  return skeleton;
}

}  // namespace lissom
