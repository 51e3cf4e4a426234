#include <algorithm>
#include <array>
#include <span>

#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

constexpr std::size_t most_bodies = 5'000;

/// What each number of a simple joint does: a turn about or a move along x, y or z.
struct Kind {
  std::string_view tag;
  std::string_view axes;  ///< "RxTy": turn about x, then move along y
};
constexpr std::array<Kind, 8> kinds = {{
    {"WeldJoint", ""},
    {"PinJoint", "Rz"},
    {"SliderJoint", "Tx"},
    {"UniversalJoint", "RxRy"},
    {"BallJoint", "RxRyRz"},
    {"GimbalJoint", "RxRyRz"},
    {"PlanarJoint", "RzTxTy"},
    {"FreeJoint", "RxRyRzTxTyTz"},
}};

Vec3 axis_of(char letter) {
  return letter == 'x' ? Vec3{1, 0, 0} : letter == 'y' ? Vec3{0, 1, 0} : Vec3{0, 0, 1};
}

void set_simple(const Reading& reading, const Element& element, std::string_view axes,
                Joint& joint) {
  const std::vector<Element> coordinates = coordinates_of(element);
  if (coordinates.size() * 2 != axes.size()) {
    element.fail("expected " + std::to_string(axes.size() / 2) + " coordinates, found " +
                 std::to_string(coordinates.size()));
    return;
  }
  std::size_t turns = 0;
  std::size_t moves = 0;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    JointAxis& axis = axes[2 * i] == 'R' ? joint.turns[turns++] : joint.moves[moves++];
    axis.direction = axis_of(axes[2 * i + 1]);
    axis.coordinate = coordinate_of(reading, coordinates[i].name(), element);
    axis.curve = linear_curve(1);
  }
}

JointAxis read_axis(const Reading& reading, const Element& element, const Vec3& usual) {
  JointAxis axis;
  const Vec3 direction = element.vec3("axis", usual);
  axis.direction = unit(direction);
  const std::string coordinate = element.text("coordinates");
  if (coordinate.find_first_of(" \t\r\n") != std::string::npos) {
    element.fail("an axis of several coordinates is not supported");
    return axis;
  }
  if (!coordinate.empty()) {
    axis.coordinate = coordinate_of(reading, coordinate, element);
  }
  if (!coordinate.empty() || has_function(element, "function")) {
    axis.curve = read_function(element, "function");
  }
  const bool is_still = axis.curve.is_constant() && axis.curve.value(0) == 0;
  if (length(axis.direction) < 0.5 && !is_still) {
    element.fail("expected an axis that is not zero");
  }
  if (axis.coordinate == none && !axis.curve.is_constant()) {
    axis.curve = constant_curve(axis.curve.value(0));
  }
  return axis;
}

void set_custom(const Reading& reading, const Element& element, Joint& joint) {
  constexpr std::array<std::string_view, 6> names = {
      "rotation1", "rotation2", "rotation3", "translation1", "translation2", "translation3"};
  for (const Element& axis : element.set("SpatialTransform")) {
    if (axis.tag() != "TransformAxis") {
      axis.fail("expected a TransformAxis");
      return;
    }
    std::size_t i = 0;
    while (i < names.size() && names[i] != axis.name()) {
      ++i;
    }
    if (i == names.size()) {
      axis.fail("expected a name from rotation1 to translation3");
      return;
    }
    JointAxis& into = i < 3 ? joint.turns[i] : joint.moves[i - 3];
    into = read_axis(reading, axis, axis_of("xyz"[i % 3]));
  }
}

void set_motion(const Reading& reading, const Element& element, Joint& joint) {
  if (element.flag("reverse", false)) {
    element.fail("a reversed joint is not supported");
    return;
  }
  if (element.tag() == "CustomJoint") {
    set_custom(reading, element, joint);
    return;
  }
  const auto* const kind =
      std::ranges::find_if(kinds, [&](const Kind& k) { return k.tag == element.tag(); });
  if (kind == kinds.end()) {
    element.fail("this kind of joint is not supported");
    return;
  }
  set_simple(reading, element, kind->axes, joint);
}

/// The body that a joint moves, with the joint. Before 40000 the joint is written inside it.
void read_joint(Reading& reading, const Element& element) {
  const Element holder = element.parent().parent();
  const bool is_inside = holder.tag() == "Body";
  Mount parent =
      mount_of(reading, element.socket("parent_frame", "parent_body"), element.name(), element);
  Mount child = is_inside ? Mount{reading.model.body(holder.name()), {}}
                          : mount_of(reading, element.socket("child_frame", "child_body"),
                                     element.name(), element);
  if (element.has_failed()) {
    return;
  }
  if (element.child("location_in_parent").is_there() || is_inside) {
    parent.frame = parent.frame * frame_of(element.vec3("location_in_parent", {}),
                                           element.vec3("orientation_in_parent", {}));
    child.frame =
        child.frame * frame_of(element.vec3("location", {}), element.vec3("orientation", {}));
  }
  Joint& joint = reading.model.bodies[static_cast<std::size_t>(child.body)].joint;
  if (child.body == 0 || joint.parent != none) {
    element.fail(child.body == 0 ? "a joint that moves the ground is not supported"
                                 : "a body with two joints is not supported");
    return;
  }
  joint.name = element.name();
  joint.parent = parent.body;
  joint.in_parent = parent.frame;
  joint.in_child = child.frame;
  set_motion(reading, element, joint);
}

/// The bodies that hang on the ground, nearest first; others hang on each other or on nothing.
std::vector<std::size_t> reached(const std::vector<Segment>& bodies) {
  std::vector<std::vector<std::size_t>> children(bodies.size());
  for (std::size_t i = 1; i < bodies.size(); ++i) {
    if (bodies[i].joint.parent != none) {
      children[static_cast<std::size_t>(bodies[i].joint.parent)].push_back(i);
    }
  }
  std::vector<std::size_t> order{0};
  for (std::size_t next = 0; next < order.size(); ++next) {
    const auto& more = children[order[next]];
    order.insert(order.end(), more.begin(), more.end());
  }
  return order;
}

void put_parents_first(Reading& reading) {
  std::vector<Segment>& old = reading.model.bodies;
  const std::vector<std::size_t> order = reached(old);
  std::vector<int> moved_to(old.size(), none);
  for (std::size_t i = 0; i < order.size(); ++i) {
    moved_to[order[i]] = static_cast<int>(i);
  }
  const auto lost = std::ranges::find(moved_to, none);
  if (lost != moved_to.end()) {
    const Segment& body = old[static_cast<std::size_t>(lost - moved_to.begin())];
    reading.top.fail("the body " + as_typed(body.name) +
                     (body.joint.parent == none ? " has no joint, which is not supported"
                                                : " is joined in a circle, not to the ground"));
    return;
  }
  std::vector<Segment> sorted;
  for (const std::size_t i : order) {
    sorted.push_back(std::move(old[i]));
    if (sorted.size() > 1) {
      int& parent = sorted.back().joint.parent;
      parent = moved_to[static_cast<std::size_t>(parent)];
    }
  }
  old = std::move(sorted);
}

}  // namespace

std::vector<Element> coordinates_of(const Element& joint) {
  std::vector<Element> list;
  for (const std::string_view tag : {"coordinates", "CoordinateSet"}) {
    for (const Element& element : joint.set(tag)) {
      if (element.tag() == "Coordinate") {
        list.push_back(element);
      }
    }
  }
  return list;
}

std::vector<Element> joints_of(const Element& top) {
  std::vector<Element> joints;
  const auto add = [&](const std::vector<Element>& list) {
    std::ranges::copy_if(list, std::back_inserter(joints),
                         [](const Element& element) { return element.tag() != "groups"; });
  };
  add(top.set("JointSet"));
  for (const Element& body : top.set("BodySet")) {
    add(body.child("Joint").children());
  }
  return joints;
}

void read_bodies(Reading& reading) {
  reading.model.bodies.push_back({.name = "ground", .joint = {}, .centre_of_mass = {}});
  std::set<std::string> names{"ground"};
  for (const Element& element : reading.top.set("BodySet")) {
    if (element.tag() != "Body" || element.name() == "ground") {
      continue;
    }
    check_name(element, names);
    reading.model.bodies.push_back({.name = element.name(),
                                    .joint = {},
                                    .mass_kg = element.number("mass", 0),
                                    .centre_of_mass = element.vec3("mass_center", {})});
  }
  check_count(reading.model.bodies.size(), most_bodies, "bodies", reading.top);
}

void read_joints(Reading& reading) {
  for (const Element& joint : joints_of(reading.top)) {
    read_joint(reading, joint);
    if (joint.has_failed()) {
      return;
    }
  }
  put_parents_first(reading);
}

}  // namespace lissom::opensim
