#include <algorithm>
#include <array>
#include <cmath>

#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

constexpr std::size_t most_muscles = 20'000;
constexpr std::size_t most_points = 1'000;  // of one muscle

// ---- surfaces

/// The side on which a surface counts: "all", or like "x", "-Y", "+z".
void read_quadrant(const Element& element, WrapSurface& surface) {
  const std::string word = element.text("quadrant");
  if (word.empty() || word == "all" || word == "All" || word == "ALL" || word == "Unassigned") {
    return;
  }
  const std::string_view letter = std::string_view(word).substr(word.size() - 1);
  const std::size_t axis = std::string_view("xyzXYZ").find(letter);
  const bool is_signed = word.size() == 2 && (word[0] == '-' || word[0] == '+');
  if (axis == std::string_view::npos || (word.size() != 1 && !is_signed)) {
    element.fail("quadrant: expected all or a side like -x, found " + as_typed(word));
    return;
  }
  surface.axis = static_cast<int>(axis % 3);
  surface.sign = word[0] == '-' ? -1 : 1;
}

void read_size(const Element& element, WrapSurface& surface) {
  const std::string_view tag = element.tag();
  if (tag == "WrapEllipsoid") {
    surface.kind = WrapSurface::Kind::ellipsoid;
    surface.radii = element.vec3("dimensions", {});
  } else if (tag == "WrapTorus") {
    surface.kind = WrapSurface::Kind::torus;
    surface.radii = {element.number("inner_radius", 0), element.number("outer_radius", 0), 1};
  } else {
    const double radius = element.number("radius", 0);
    surface.radii = {radius, radius, radius};
    if (tag == "WrapSphere") {
      surface.kind = WrapSurface::Kind::sphere;
    } else if (tag == "WrapCylinder") {
      surface.length = element.number("length", 1);
    } else {
      element.fail("this kind of wrap is not supported");
    }
  }
  const auto is_sound = [](double x) { return x > 0 && x < 1e3; };
  if (!is_sound(surface.radii.x) || !is_sound(surface.radii.y) || !is_sound(surface.radii.z)) {
    element.fail("expected a size above 0 and below 1000 metres");
  } else if (surface.kind == WrapSurface::Kind::torus && surface.radii.y <= surface.radii.x) {
    element.fail(
        "expected an outer_radius, of the circle within the tube, above inner_radius, of the tube");
  }
}

void read_surface(Reading& reading, const Element& element, const Mount& mount) {
  WrapSurface surface;
  surface.name = element.name();
  surface.body = mount.body;
  surface.frame = mount.frame *
                  frame_of(element.vec3("translation", {}), element.vec3("xyz_body_rotation", {}));
  surface.active = element.flag("active", true);
  read_quadrant(element, surface);
  read_size(element, surface);
  reading.model.surfaces.push_back(std::move(surface));
}

// ---- points

void read_moving(const Reading& reading, const Element& element, const Frame& frame,
                 PathPoint& point) {
  if (frame != Frame{}) {
    element.fail("a moving point in an offset frame is not supported");
    return;
  }
  constexpr std::array<std::string_view, 3> letters = {"x", "y", "z"};
  PathPoint::Moving moving;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::string letter(letters[i]);
    moving.curve[i] = read_function(element, letter + "_location");
    if (!moving.curve[i].is_constant()) {
      moving.coordinate[i] = coordinate_of(
          reading, element.socket(letter + "_coordinate", letter + "_coordinate"), element);
      // OpenSim keeps what moves a point in its range even where the coordinate itself is free.
      const auto& coordinates = reading.model.coordinates;
      if (!element.has_failed()) {
        const Coordinate& by = coordinates[static_cast<std::size_t>(moving.coordinate[i])];
        moving.from[i] = by.least;
        moving.to[i] = by.most;
      }
    }
  }
  point.moving.push_back(std::move(moving));
}

void read_condition(const Reading& reading, const Element& element, PathPoint& point) {
  const std::string older = element.child("coordinate").is_there() ? "coordinate" : "coordinates";
  point.active_by = coordinate_of(reading, element.socket("coordinate", older), element);
  const std::vector<double> range = element.numbers("range");
  if (range.size() != 2) {
    element.fail("expected two numbers in <range>");
    return;
  }
  point.from = range[0];
  point.to = range[1];
}

PathPoint read_point(const Reading& reading, const Element& element) {
  PathPoint point;
  const Mount mount = mount_of(reading, element.socket("parent_frame", "body"), "", element);
  point.body = mount.body;
  if (element.tag() == "MovingPathPoint") {
    read_moving(reading, element, mount.frame, point);
    return point;
  }
  point.at = mount.frame * element.vec3("location", {});
  if (element.tag() == "ConditionalPathPoint") {
    read_condition(reading, element, point);
  } else if (element.tag() != "PathPoint") {
    element.fail("this kind of point is not supported");
  }
  return point;
}

// ---- wraps

PathWrap::Method read_method(const Element& element) {
  const std::string word = element.text("method");
  if (word == "midpoint") {
    return PathWrap::Method::midpoint;
  }
  if (word == "axial") {
    return PathWrap::Method::axial;
  }
  if (!word.empty() && word != "hybrid" && word != "Unassigned") {
    element.fail("method: expected hybrid, midpoint or axial, found " + as_typed(word));
  }
  return PathWrap::Method::hybrid;
}

PathWrap read_wrap(const Reading& reading, const Element& element, std::size_t points) {
  PathWrap wrap;
  const std::string name = last_name(element.text("wrap_object"));
  const auto& surfaces = reading.model.surfaces;
  const auto found =
      std::ranges::find_if(surfaces, [&](const WrapSurface& s) { return s.name == name; });
  if (found == surfaces.end()) {
    element.fail("there is no wrap object " + as_typed(name));
    return wrap;
  }
  wrap.surface = static_cast<int>(found - surfaces.begin());
  wrap.method = read_method(element);
  const std::vector<double> range = element.numbers("range");
  if (range.empty()) {
    return wrap;
  }
  const auto is_sound = [&](double x) {
    return x == std::floor(x) && x <= static_cast<double>(points);
  };
  if (range.size() != 2 || !is_sound(range[0]) || !is_sound(range[1])) {
    element.fail("range: expected two numbers of points, -1 for the end");
    return wrap;
  }
  wrap.first = range[0] < 1 ? none : static_cast<int>(range[0]) - 1;
  wrap.last = range[1] < 1 ? none : static_cast<int>(range[1]) - 1;
  return wrap;
}

// ---- muscles

bool is_no_muscle(std::string_view tag) {
  return tag == "Ligament" || tag == "Blankevoort1991Ligament" || tag == "PathSpring" ||
         tag == "groups";
}

/// The path of a force, or what is not there. Fails if it is of a kind that is not supported.
Element path_of(const Element& force) {
  const Element wrapped = force.child("path");
  const Element path = (wrapped.is_there() ? wrapped : force).child("GeometryPath");
  for (const Element& element : (wrapped.is_there() ? wrapped : force).children()) {
    if (!path.is_there() && element.tag().ends_with("Path")) {
      element.fail("this kind of path is not supported");
    }
  }
  return path;
}

MusclePath read_muscle(const Reading& reading, const Element& force, const Element& path) {
  MusclePath muscle;
  muscle.name = force.name();
  const std::vector<Element> points = path.set("PathPointSet");
  check_count(points.size(), most_points, "points in one path", path);
  for (const Element& element : points) {
    if (element.tag() != "groups" && !element.has_failed()) {
      muscle.points.push_back(read_point(reading, element));
    }
  }
  if (muscle.points.size() < 2) {
    path.fail("expected two points or more");
  }
  for (const Element& element : path.set("PathWrapSet")) {
    if (element.tag() == "PathWrap" && !element.has_failed()) {
      muscle.wraps.push_back(read_wrap(reading, element, muscle.points.size()));
    }
  }
  return muscle;
}

void read_surfaces_of(Reading& reading, const Element& holder) {
  const std::string name = holder.tag() == "Ground" ? "ground" : holder.name();
  const std::string owner =
      holder.tag() == "PhysicalOffsetFrame" ? holder.parent().parent().name() : "";
  for (const Element& element : holder.set("WrapObjectSet")) {
    if (element.tag().starts_with("Wrap") && !element.has_failed()) {
      read_surface(reading, element, mount_of(reading, name, owner, holder));
    }
  }
}

}  // namespace

void read_surfaces(Reading& reading) {
  std::vector<Element> holders = reading.top.set("BodySet");
  holders.insert(holders.begin(), reading.top.child("Ground"));
  for (const OffsetFrame& frame : reading.frames) {
    holders.push_back(frame.place);
  }
  for (const Element& holder : holders) {
    read_surfaces_of(reading, holder);
  }
  check_count(reading.model.surfaces.size(), most_muscles, "wrap objects", reading.top);
}

void read_muscles(Reading& reading) {
  std::set<std::string> names;
  for (const Element& force : reading.top.set("ForceSet")) {
    if (is_no_muscle(force.tag()) || force.has_failed()) {
      continue;
    }
    const Element path = path_of(force);
    if (path.is_there()) {
      check_name(force, names);
      reading.model.muscles.push_back(read_muscle(reading, force, path));
    }
  }
  check_count(reading.model.muscles.size(), most_muscles, "muscles", reading.top);
}

}  // namespace lissom::opensim
