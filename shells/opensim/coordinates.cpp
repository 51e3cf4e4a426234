#include <algorithm>
#include <cmath>
#include <numeric>

#include "shells/opensim/blanks.h"
#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

constexpr std::size_t most_coordinates = 10'000;
constexpr double widest = 1e5;  // in place of an infinite range

Coordinate read_coordinate(const Element& element) {
  Coordinate coordinate;
  coordinate.name = element.name();
  coordinate.rest = element.number("default_value", 0);
  const std::vector<double> range = element.numbers("range");
  if (range.size() == 2) {
    coordinate.least = std::max(range[0], -widest);
    coordinate.most = std::min(range[1], widest);
  } else if (element.child("range").is_there()) {
    element.fail("expected two numbers in <range>");
  } else {
    coordinate.least = -widest;
    coordinate.most = widest;
  }
  if (!(coordinate.least <= coordinate.most)) {
    element.fail("the range ends before it begins");
  }
  coordinate.is_clamped = element.flag("clamped", false);
  return coordinate;
}

/// The words of a list of names.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t from = text.find_first_not_of(blanks); from != std::string_view::npos;
       from = text.find_first_not_of(blanks, from)) {
    const std::size_t to = std::min(text.find_first_of(blanks, from), text.size());
    names.emplace_back(text.substr(from, to - from));
    from = to;
  }
  return names;
}

bool is_enforced(const Element& constraint) {
  return constraint.child("isEnforced").is_there() ? constraint.flag("isEnforced", true)
                                                   : !constraint.flag("isDisabled", false);
}

void read_coupler(Reading& reading, const Element& coupler) {
  const std::vector<std::string> drivers = names_in(coupler.text("independent_coordinate_names"));
  if (drivers.size() != 1) {
    coupler.fail("a coordinate that follows " + std::to_string(drivers.size()) +
                 " others is not supported, only one");
    return;
  }
  const int driver = coordinate_of(reading, drivers[0], coupler);
  const int follower = coordinate_of(reading, coupler.text("dependent_coordinate_name"), coupler);
  Coordinate& coordinate = reading.model.coordinates[static_cast<std::size_t>(follower)];
  if (coordinate.driver != none && !coupler.has_failed()) {
    coupler.fail("the coordinate " + as_typed(coordinate.name) + " follows two others");
    return;
  }
  coordinate.driver = driver;
  coordinate.follows = read_function(coupler, "coupled_coordinates_function");
  coordinate.follows.scale *= coupler.number("scale_factor", 1);
}

void read_constraints(Reading& reading) {
  for (const Element& constraint : reading.top.set("ConstraintSet")) {
    const bool is_part = constraint.tag() != "groups" && constraint.tag() != "objects";
    if (!is_part || !is_enforced(constraint)) {
      continue;
    }
    if (constraint.tag() != "CoordinateCouplerConstraint") {
      constraint.fail("this kind of constraint is not supported");
      return;
    }
    read_coupler(reading, constraint);
    if (constraint.has_failed()) {
      return;
    }
  }
}

/// How many couplers lie between a coordinate and one that is free.
int depth_of(const std::vector<Coordinate>& coordinates, std::size_t index) {
  constexpr int most_couplers = 64;
  int depth = 0;
  for (int driver = coordinates[index].driver; driver != none && depth <= most_couplers; ++depth) {
    driver = coordinates[static_cast<std::size_t>(driver)].driver;
  }
  return depth <= most_couplers ? depth : none;
}

void put_drivers_first(Reading& reading) {
  std::vector<Coordinate>& old = reading.model.coordinates;
  std::vector<int> depth(old.size());
  std::vector<std::size_t> order(old.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = 0; i < old.size(); ++i) {
    depth[i] = depth_of(old, i);
    if (depth[i] == none) {
      reading.top.child("ConstraintSet")
          .fail("the coordinate " + as_typed(old[i].name) + " follows itself");
      return;
    }
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return depth[i]; });
  std::vector<int> moved_to(old.size());
  std::vector<Coordinate> sorted;
  for (const std::size_t i : order) {
    moved_to[i] = static_cast<int>(sorted.size());
    sorted.push_back(old[i]);
  }
  for (Coordinate& coordinate : sorted) {
    if (coordinate.driver != none) {
      coordinate.driver = moved_to[static_cast<std::size_t>(coordinate.driver)];
    }
  }
  old = std::move(sorted);
}

}  // namespace

int coordinate_of(const Reading& reading, std::string_view written, const Element& place) {
  const int found = reading.model.coordinate(last_name(written));
  if (found == none) {
    place.fail(written.empty() ? "expected the name of a coordinate"
                               : "there is no coordinate " + as_typed(written));
    return 0;
  }
  return found;
}

void read_coordinates(Reading& reading) {
  std::set<std::string> names;
  for (const Element& joint : joints_of(reading.top)) {
    for (const Element& element : coordinates_of(joint)) {
      check_name(element, names);
      reading.model.coordinates.push_back(read_coordinate(element));
    }
  }
  check_count(reading.model.coordinates.size(), most_coordinates, "coordinates", reading.top);
  // An index 0 stands for a missing coordinate while a complaint is carried to the end.
  if (reading.model.coordinates.empty() || reading.top.has_failed()) {
    return;
  }
  read_constraints(reading);
  if (!reading.top.has_failed()) {
    put_drivers_first(reading);
  }
}

}  // namespace lissom::opensim
