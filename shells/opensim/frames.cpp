#include <algorithm>

#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

void collect(const Element& holder, const std::string& owner, std::vector<OffsetFrame>& frames) {
  for (const Element& element : holder.children()) {
    if (element.tag() != "PhysicalOffsetFrame") {
      continue;
    }
    frames.push_back(
        {.name = element.name(),
         .owner = owner,
         .parent = element.socket("parent", "parent"),
         .frame = frame_of(element.vec3("translation", {}), element.vec3("orientation", {})),
         .place = element});
  }
}

/// Whether a path like "/jointset/hip_r/pelvis_offset" names this owner.
bool names_owner(std::string_view path, std::string_view owner) {
  const std::size_t slash = path.rfind('/');
  return slash != std::string_view::npos && last_name(path.substr(0, slash)) == owner;
}

/// The offset frame a path means: the owner's own one, else the one whose owner the path names,
/// else the first of that name.
const OffsetFrame* find_frame(const Reading& reading, const std::string& written,
                              const std::string& owner) {
  const std::string name = last_name(written);
  const OffsetFrame* found = nullptr;
  int best = 0;
  for (const OffsetFrame& frame : reading.frames) {
    const int fit = frame.name != name                       ? 0
                    : names_owner(written, frame.owner)      ? 3
                    : !owner.empty() && frame.owner == owner ? 2
                                                             : 1;
    if (fit > best) {
      best = fit;
      found = &frame;
    }
  }
  return found;
}

}  // namespace

Frame frame_of(const Vec3& translation, const Vec3& xyz_rad) {
  return {rotation({1, 0, 0}, xyz_rad.x) * rotation({0, 1, 0}, xyz_rad.y) *
              rotation({0, 0, 1}, xyz_rad.z),
          translation};
}

void read_frames(Reading& reading) {
  const Element& top = reading.top;
  for (const Element& joint : top.set("JointSet")) {
    collect(joint.child("frames"), joint.name(), reading.frames);
  }
  std::vector<Element> owners = top.set("BodySet");
  owners.push_back(top.child("Ground"));
  owners.push_back(top);
  for (const Element& owner : owners) {
    collect(owner.child("components"), owner.name(), reading.frames);
  }
  collect(top.child("ComponentSet").child("objects"), "", reading.frames);
}

Mount mount_of(const Reading& reading, const std::string& written, const std::string& owner,
               const Element& place) {
  constexpr int most_frames = 64;  // in a row; more of them go in a circle
  Frame frame;
  std::string path = written;
  std::string from = owner;
  for (int i = 0; i < most_frames; ++i) {
    if (path == "..") {
      path = from;
    }
    const OffsetFrame* const offset = find_frame(reading, path, from);
    const int body = reading.model.body(last_name(path));
    if (body != none && (offset == nullptr || path.find("bodyset") != std::string::npos)) {
      return {body, frame};
    }
    if (offset == nullptr) {
      place.fail(path.empty() ? "expected the body or frame it belongs to"
                              : "there is no body or frame " + as_typed(path));
      return {0, {}};
    }
    frame = offset->frame * frame;
    path = offset->parent;
    from = offset->owner;
  }
  place.fail("the frame " + as_typed(written) + " is fixed to itself");
  return {0, {}};
}

}  // namespace lissom::opensim
