#pragma once
/// The parts of a reader: each fills its share of the model.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/model.h"
#include "shells/opensim/element.h"

namespace lissom::opensim {

/// Where something lies in a body.
struct Mount {
  int body = none;
  Frame frame;
};

/// A frame fixed to a body, or to another such frame.
struct OffsetFrame {
  std::string name;
  std::string owner;   ///< the joint or body it is written in
  std::string parent;  ///< what it is fixed to, as written
  Frame frame;
  Element place;
};

struct Reading {
  Document& document;
  Element top;  ///< <Model>
  Model model;
  std::vector<OffsetFrame> frames;
};

/// `<translation>` and `<orientation>` and their older names: body-fixed turns about x, y, z.
[[nodiscard]] Frame frame_of(const Vec3& translation, const Vec3& xyz_rad);
/// Collects the offset frames.
void read_frames(Reading& reading);
/// What `written` means in an element that belongs to `owner` ("" if that does not matter). Fails
/// at `place` if there is no such body or frame, with body 0.
[[nodiscard]] Mount mount_of(const Reading& reading, const std::string& written,
                             const std::string& owner, const Element& place);

/// The function that is the property `property` of `holder`. Fails if there is none, or one that is
/// not supported.
[[nodiscard]] Curve read_function(const Element& holder, std::string_view property);
[[nodiscard]] bool has_function(const Element& holder, std::string_view property);

/// The joints of a model, wherever its version keeps them.
[[nodiscard]] std::vector<Element> joints_of(const Element& top);
[[nodiscard]] std::vector<Element> coordinates_of(const Element& joint);
/// Coordinates and what couples them, drivers first.
void read_coordinates(Reading& reading);
/// Bodies, with the ground as number 0, in the order of the file.
void read_bodies(Reading& reading);
/// The joints of the bodies, which come to lie in the order of parents before children.
void read_joints(Reading& reading);
/// Surfaces, and the paths of muscles that may wrap around them.
void read_surfaces(Reading& reading);
void read_muscles(Reading& reading);

/// Complains about more parts than any model has.
void check_count(std::size_t count, std::size_t most, const char* what, const Element& place);
/// Complains about a name that is there already, missing, or would break a table.
void check_name(const Element& element, std::set<std::string>& names);

/// The index of a coordinate that is named by a path. Fails at `place` if there is none.
[[nodiscard]] int coordinate_of(const Reading& reading, std::string_view written,
                                const Element& place);

}  // namespace lissom::opensim
