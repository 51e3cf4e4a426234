#include <algorithm>
#include <cmath>

#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

bool is_function(std::string_view tag) {
  return tag == "Constant" || tag == "Sine" || tag.ends_with("Function") || tag.ends_with("Spline");
}

/// The element of a function that is the property of `holder`: `<property><SimmSpline>` or
/// `<SimmSpline name="property">`.
Element function_in(const Element& holder, std::string_view property) {
  const Element wrapped = holder.child(property);
  const std::vector<Element> inside = (wrapped.is_there() ? wrapped : holder).children();
  const auto found = std::ranges::find_if(inside, [&](const Element& element) {
    return is_function(element.tag()) && (wrapped.is_there() || element.name() == property);
  });
  return found != inside.end() ? *found : holder.child("no function");
}

void read_points(const Element& element, Curve& curve) {
  curve.x = element.numbers("x");
  curve.y = element.numbers("y");
  if (curve.x.size() != curve.y.size() || curve.x.size() < 2) {
    element.fail("expected as many x as y, two or more; found " + std::to_string(curve.x.size()) +
                 " and " + std::to_string(curve.y.size()));
  } else if (std::ranges::adjacent_find(curve.x, std::greater_equal<>{}) != curve.x.end()) {
    element.fail("expected x in rising order");
  } else {
    curve.finish();
    return;
  }
  curve = constant_curve(0);
}

Curve read_coefficients(const Element& element, Curve::Kind kind, std::size_t least) {
  Curve curve;
  curve.kind = kind;
  curve.numbers = element.numbers("coefficients");
  const bool is_sound =
      kind == Curve::Kind::linear ? curve.numbers.size() == least : curve.numbers.size() >= least;
  if (!is_sound) {
    element.fail("expected <coefficients> with " + std::to_string(least) +
                 (kind == Curve::Kind::linear ? " numbers" : " number or more"));
    return constant_curve(0);
  }
  return curve;
}

Curve read_plain(const Element& element) {
  const std::string_view tag = element.tag();
  Curve curve;
  if (tag == "Constant") {
    return constant_curve(element.number("value", 0));
  }
  if (tag == "LinearFunction") {
    return read_coefficients(element, Curve::Kind::linear, 2);
  }
  if (tag == "PolynomialFunction") {
    return read_coefficients(element, Curve::Kind::polynomial, 1);
  }
  if (tag == "SimmSpline" || tag == "NaturalCubicSpline" || tag == "natCubicSpline") {
    curve.kind = Curve::Kind::simm_spline;
    read_points(element, curve);
    return curve;
  }
  if (tag == "PiecewiseLinearFunction") {
    curve.kind = Curve::Kind::piecewise_linear;
    read_points(element, curve);
    return curve;
  }
  element.fail("this kind of function is not supported");
  return curve;
}

bool is_finite(const Curve& curve) {
  const auto all = [](const std::vector<double>& list) {
    return std::ranges::all_of(list, [](double x) { return std::isfinite(x); });
  };
  return all(curve.numbers) && all(curve.x) && all(curve.y) && all(curve.b) && all(curve.c) &&
         all(curve.d) && std::isfinite(curve.scale);
}

}  // namespace

bool has_function(const Element& holder, std::string_view property) {
  return function_in(holder, property).is_there();
}

Curve read_function(const Element& holder, std::string_view property) {
  double scale = 1;
  Element element = function_in(holder, property);
  while (element.tag() == "MultiplierFunction") {
    scale *= element.number("scale", 1);
    const Element inner = function_in(element, "function");
    if (!inner.is_there()) {
      element.fail("expected the function that is multiplied");
      return constant_curve(0);
    }
    element = inner;
  }
  if (!element.is_there()) {
    holder.fail("expected a function <" + std::string(property) + ">");
    return constant_curve(0);
  }
  Curve curve = read_plain(element);
  curve.scale = scale;
  if (!is_finite(curve)) {
    element.fail("its numbers are too large");
    return constant_curve(0);
  }
  return curve;
}

}  // namespace lissom::opensim
