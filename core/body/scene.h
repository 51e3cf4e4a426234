#pragma once
/// Where a stretch happens: starting positions, furniture, and what rests on what.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/pose_text.h"
#include "core/body/skeleton.h"

namespace lissom {

/// How the pelvis lies before it tilts: [upright] as a standing person; [prone] face down, head
/// towards +x; [supine] face up, head towards -x; [on_side] T up, head towards +x, face towards +z;
/// [on_t_side] T below, head towards -x, face towards +z.
[[nodiscard]] Mat3 facing(std::string_view name);

/// A box of a piece of furniture, in the frame of the furniture.
struct PropBox {
  Vec3 least;
  Vec3 most;
};

/// A plane that something can rest on: normal * p = offset.
struct Surface {
  std::string name;
  Vec3 normal{0, 1, 0};
  double offset = 0;     ///< metres
  bool put = false;      ///< it stands where it is told to
  bool movable = false;  ///< the furniture is put where the pose needs it, along the normal
};

/// How a wall is drawn, metres.
struct WallPanel {
  double from = -0.45;  ///< along the wall's axis, from the landmark `by` or the pelvis
  double to = 0.45;
  double high = 1.85;
  double ball = 0;  ///< radius of a ball held between the wall and the landmark `by`; 0: none
};

/// Furniture: drawn as boxes, touched at surfaces.
struct Prop {
  std::string id;
  std::vector<PropBox> boxes;
  std::vector<Surface> surfaces;
  std::string by;  ///< the landmark that the furniture stands under or behind
  WallPanel wall;  ///< if its surface is a wall
};

/// A landmark rests on a surface, or against the flesh of another part.
struct Contact {
  std::string landmark;  ///< with its side
  std::string on;        ///< a surface, or a flesh with its side
  friend bool operator==(const Contact&, const Contact&) = default;
};

struct BasePosition {
  std::string id;
  std::string name;       ///< "Kneeling on one knee"
  std::vector<int> view;  ///< yaw and elevation from which it is understood, degrees
  std::string facing;
  std::vector<JointTarget> pose;
  std::vector<Contact> contacts;
  std::vector<std::string> props;
};

/// catalogue/body/scenes.toml
struct Scenes {
  std::vector<Prop> props;
  std::vector<BasePosition> bases;

  [[nodiscard]] const Prop* prop(std::string_view id) const;
  [[nodiscard]] const BasePosition* base(std::string_view id) const;
};

/// "T.knee floor" or "B.palm O.thigh" as one contact or two. @return bad_input if a name is unknown
[[nodiscard]] Result<std::vector<Contact>> parse_contact(std::string_view text,
                                                         const Skeleton& skeleton,
                                                         const std::vector<Surface>& surfaces);

[[nodiscard]] tl::expected<Scenes, std::vector<CatalogueFault>> read_scenes(
    std::span<const CatalogueFile> files, const Skeleton& skeleton);
[[nodiscard]] const Scenes& embedded_scenes();

}  // namespace lissom
