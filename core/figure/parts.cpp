#include "core/figure/parts.h"

#include <algorithm>
#include <cmath>

#include "core/figure/tables.h"

namespace lissom {
namespace {

/// 1 at the middle, 0 from `reach` on.
double bump(double middle, double reach, double x) {
  return 1 - smooth(0, reach, std::abs(x - middle));
}

struct Axes {
  Vec3 u;
  Vec3 w;
  Vec3 t;
};

/// Axes with `t` as given and `w` as near as can be to the one given. @param hand  +1 or -1, of
/// u, w, t
Axes squared(const Vec3& t, const Vec3& w, double hand) {
  const Vec3 along = unit(t);
  const Vec3 front = unit(w - dot(w, along) * along);
  return {hand * cross(front, along), front, along};
}

Axes mixed(const Axes& a, const Axes& b, double s, double hand) {
  return squared((1 - s) * a.t + s * b.t, (1 - s) * a.w + s * b.w, hand);
}

/// `v` turned as `from` must be turned to reach `to`, both of length 1.
Vec3 turned(const Vec3& v, const Vec3& from, const Vec3& to) {
  const Vec3 k = cross(from, to);
  const double c = dot(from, to);
  constexpr double opposite = -0.999;
  if (c < opposite) {
    return v;
  }
  return c * v + cross(k, v) + (dot(k, v) / (1 + c)) * k;
}

struct Widths {
  double a = 1;
  double front = 1;
  double back = 1;
};

void set_ring(Ring& ring, const Section& s, const Widths& by) {
  ring.a = s.row.a * by.a;
  ring.front = s.row.front * by.front;
  ring.back = s.row.back * by.back;
  ring.at = s.row.t;
  ring.spot = s.spot;
}

void set_axes(Ring& ring, const Vec3& at, const Axes& axes, double shift) {
  ring.centre = at + shift * axes.w;
  ring.u = axes.u;
  ring.w = axes.w;
  ring.t = axes.t;
}

void set_ball(Tube& tube) {
  Vec3 sum;
  for (const Ring& r : tube.all()) {
    sum += r.centre;
  }
  tube.ball = (1.0 / tube.count) * sum;
  tube.radius = 0;
  Planes& planes = tube.planes;
  constexpr float beyond = 1e9F;
  planes.at.fill(beyond);
  for (std::size_t i = 0; i < tube.all().size(); ++i) {
    const Ring& r = tube.rings[i];
    const Vec3 from = r.centre - tube.ball;
    tube.radius = std::max(tube.radius, length(from) + std::max({r.a, r.front, r.back}));
    planes.x[i] = static_cast<float>(r.t.x);
    planes.y[i] = static_cast<float>(r.t.y);
    planes.z[i] = static_cast<float>(r.t.z);
    planes.at[i] = static_cast<float>(dot(r.t, from));
  }
}

/// What all parts of one figure need.
struct Maker {
  const Figure& figure;
  const BuildShape& build;
  Posed& posed;

  [[nodiscard]] const Frame& bone(Bone b) const {
    return posed.pose.bone.at(static_cast<std::size_t>(b));
  }
  [[nodiscard]] const Frame& bone(Bone right, int side) const {
    constexpr std::size_t apart =
        static_cast<std::size_t>(Bone::femur_l) - static_cast<std::size_t>(Bone::femur_r);
    return posed.pose.bone.at(static_cast<std::size_t>(right) + (side < 0 ? apart : 0));
  }
  [[nodiscard]] const Vec3& neutral(Bone b) const {
    return figure.neutral.at(static_cast<std::size_t>(b));
  }
  [[nodiscard]] Tube& tube(Part p) const { return posed.tubes.at(static_cast<std::size_t>(p)); }
  [[nodiscard]] Tube& tube(Part right, int side) const {
    return posed.tubes.at(static_cast<std::size_t>(right) +
                          (side < 0 ? std::size_t{parts_of_side} : 0));
  }
};

/// A tube without a bend.
void straight(Tube& tube, const Profile& profile, const Vec3& at, const Axes& axes,
              const Widths& by) {
  tube.count = profile.count;
  tube.origin = at;
  for (std::size_t i = 0; i < profile.all().size(); ++i) {
    const Section& s = profile.all()[i];
    set_ring(tube.rings.at(i), s, by);
    set_axes(tube.rings.at(i), at + s.row.t * axes.t, axes, s.row.shift);
  }
  set_ball(tube);
}

/// Where a point of the trunk, given in the neutral pose from the pelvis, has gone.
struct Spine {
  static constexpr int joints = 9;
  std::array<double, joints> middle{};  ///< heights at which one bone alone leads
  std::array<Frame, joints> moved{};    ///< neutral to posed

  explicit Spine(const Maker& m) {
    constexpr std::array<Bone, joints> order = {Bone::pelvis,     Bone::l5,          Bone::l4,
                                                Bone::l3,         Bone::l2,          Bone::l1,
                                                Bone::thorax_low, Bone::thorax_high, Bone::neck};
    for (std::size_t i = 0; i < joints; ++i) {
      const Bone b = order.at(i);
      moved.at(i) = m.bone(b) * Frame{{}, -m.neutral(b)};
      const Vec3 next = i + 1 < joints ? m.neutral(order.at(i + 1)) : m.neutral(Bone::head);
      middle.at(i) = 0.5 * (m.neutral(b).y + next.y);
    }
  }

  [[nodiscard]] Frame at(double y) const {
    std::size_t i = 0;
    while (i + 2 < joints && y > middle.at(i + 1)) {
      ++i;
    }
    const double s = smooth(middle.at(i), middle.at(i + 1), y);
    const Frame& a = moved.at(i);
    const Frame& b = moved.at(i + 1);
    const Vec3 up = unit((1 - s) * a.turn.y + s * b.turn.y);
    const Vec3 right = (1 - s) * a.turn.z + s * b.turn.z;
    const Vec3 side = unit(right - dot(right, up) * up);
    return {{cross(up, side), up, side}, (1 - s) * a.at + s * b.at};
  }

  /// The blended place of a point; the blend of two rotations applied, not their blended rotation.
  [[nodiscard]] Vec3 place(const Vec3& p) const {
    std::size_t i = 0;
    while (i + 2 < joints && p.y > middle.at(i + 1)) {
      ++i;
    }
    const double s = smooth(middle.at(i), middle.at(i + 1), p.y);
    return (1 - s) * (moved.at(i) * p) + s * (moved.at(i + 1) * p);
  }
};

Axes upright(const Frame& f) {
  return {f.turn.z, f.turn.x, f.turn.y};
}

/// The tables were drawn for a C7 at this height above the hips.
constexpr double table_c7 = 0.322;

void make_trunk(const Maker& m, const Spine& spine) {
  Tube& tube = m.tube(Part::trunk);
  tube.cloth = Cloth::shirt;
  tube.count = tables::trunk.count;
  tube.sticks = tables::trunk_sticks;
  const double stretch = m.neutral(Bone::neck).y / table_c7;
  for (std::size_t i = 0; i < tables::trunk.all().size(); ++i) {
    const Section& s = tables::trunk.all()[i];
    const double y = s.row.t;
    const double wide = 1 + (m.build.trunk - 1) * (1 - smooth(0.20, 0.31, y));
    const double belly = 1 + m.build.belly * bump(0.095, 0.10, y);
    const double chest = 1 + m.build.chest * bump(0.22, 0.10, y);
    Ring& ring = tube.rings.at(i);
    set_ring(ring, s, {wide * (1 + 0.35 * (belly - 1)), wide * belly * chest, wide});
    const double hunch = m.build.hunch * bump(0.25, 0.13, y);
    const Vec3 p{s.row.shift - hunch, y * stretch, 0};
    set_axes(ring, spine.place(p), upright(spine.at(p.y)), 0);
  }
  set_ball(tube);
}

Axes down_bone(const Frame& f, int side) {
  return {side * f.turn.z, f.turn.x, -f.turn.y};
}

/// How far a thigh has come forward, 0 straight to 1 at a right angle and beyond.
double flexed_share(const Maker& m, int side) {
  const Vec3 thigh = -m.bone(Bone::femur_r, side).turn.y;
  const Frame& pelvis = m.bone(Bone::pelvis);
  const double forward = dot(thigh, pelvis.turn.x);
  const double down = -dot(thigh, pelvis.turn.y);
  return down < 0 ? (forward > 0 ? 1.0 : 0.0) : smooth(0.15, 1, forward);
}

void make_pelvis(const Maker& m) {
  Tube& tube = m.tube(Part::pelvis);
  tube.cloth = Cloth::shorts;
  const double wide = m.build.trunk;
  straight(tube, tables::pelvis, m.bone(Bone::pelvis).at, upright(m.bone(Bone::pelvis)),
           {wide, wide, wide});
  // Between bent thighs the seat is full: without it the far buttock would stand out by itself.
  double bent = 0;
  for (const int side : {1, -1}) {
    bent += 0.5 * flexed_share(m, side);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(tube.count); ++i) {
    Ring& r = tube.rings.at(i);
    if (r.spot == Spot::body) {
      r.back += 0.030 * bent * bump(-0.015, 0.09, r.at);
    }
  }
}

void make_head(const Maker& m) {
  const Frame& head = m.bone(Bone::head);
  const Axes axes = upright(head);
  const Vec3 centre = head * (Vec3{0.017, 0.040, 0} + m.build.head_forward * Vec3{1, -0.2, 0});
  straight(m.tube(Part::head), tables::head, centre, axes, {1, 1, 1});
  Tube& tube = m.tube(Part::head);
  for (std::size_t i = 0; i < static_cast<std::size_t>(tube.count); ++i) {
    tube.rings.at(i).a *= 1 + (m.build.jaw - 1) * (1 - smooth(-0.035, 0.015, tube.rings.at(i).at));
  }
  straight(m.tube(Part::nose), tables::nose, centre, axes, {1, 1, 1});
}

/// From the top of the trunk to the base of the skull, on a curve that leaves and arrives upright.
void make_neck(const Maker& m, const Spine& spine) {
  Tube& tube = m.tube(Part::neck);
  tube.count = tables::neck.count;
  tube.sticks = tables::neck_sticks;
  const double stretch = m.neutral(Bone::neck).y / table_c7;
  const Vec3 root{-0.012 - 0.3 * m.build.hunch, 0.306 * stretch, 0};
  const Axes low = upright(spine.at(root.y));
  const Axes high = upright(m.bone(Bone::head));
  const Vec3 from = spine.place(root);
  const Vec3 to =
      m.bone(Bone::head) * (Vec3{-0.004, 0.012, 0} + m.build.head_forward * Vec3{1, -0.2, 0});
  const double half = 0.4 * length(to - from);
  const Vec3 lean = unit(to - from);
  const Vec3 over = 0.5 * (from + half * unit(low.t + lean) + to - half * unit(high.t + lean));
  for (std::size_t i = 0; i < tables::neck.all().size(); ++i) {
    const Section& s = tables::neck.all()[i];
    const double q = s.row.t;
    const Vec3 at = ((1 - q) * (1 - q)) * from + (2 * q * (1 - q)) * over + (q * q) * to;
    const Vec3 along = (1 - q) * (over - from) + q * (to - over);
    const double in = std::clamp(q, 0.0, 1.0);
    const Vec3 front = (1 - in) * low.w + in * high.w;
    const double wide = m.build.neck;
    set_ring(tube.rings.at(i), s, {wide, wide, wide});
    set_axes(tube.rings.at(i), at, squared(along, front, 1), s.row.shift);
  }
  set_ball(tube);
}

/// A tube that leaves the body in one direction and follows a bone in another. Its axis is a
/// parabola from `root` by the joint to `reach` down the bone, then the bone.
struct Bend {
  Vec3 root;
  Vec3 joint;
  Axes first;
  Axes last;
  double reach = 0;
  double hand = 1;

  void set(Ring& ring, const Section& s) const {
    const double t = s.row.t;
    const double q = (t + reach) / (2 * reach);
    const double in = std::clamp(q, 0.0, 1.0);
    const Vec3 end = joint + reach * last.t;
    Vec3 at = ((1 - in) * (1 - in)) * root + (2 * in * (1 - in)) * joint + (in * in) * end;
    const Axes axes = mixed(first, last, smooth(-0.1, 1.0, in), hand);
    at += (q < 0 ? 2 * reach * q : 0) * first.t + (q > 1 ? 2 * reach * (q - 1) : 0) * last.t;
    set_axes(ring, at, axes, s.row.shift);
  }
};

void make_hip(const Maker& m, int side) {
  Tube& tube = m.tube(Part::hip_r, side);
  tube.cloth = Cloth::shorts;
  tube.count = tables::hip.count;
  tube.sticks = tables::hip_sticks;
  const Frame& pelvis = m.bone(Bone::pelvis);
  const Frame& femur = m.bone(Bone::femur_r, side);
  Bend bend;
  bend.joint = femur.at;
  bend.first = down_bone(pelvis, side);
  bend.last = down_bone(femur, side);
  bend.reach = 0.05;
  bend.hand = side < 0 ? 1 : -1;
  bend.root = femur.at - 0.024 * bend.first.t - 0.008 * pelvis.turn.x;
  const double flexed = flexed_share(m, side);
  const double wide = m.build.limb * m.build.thigh;
  for (std::size_t i = 0; i < tables::hip.all().size(); ++i) {
    const Section& s = tables::hip.all()[i];
    const double top = bump(-0.004, 0.06, s.row.t);
    set_ring(tube.rings.at(i), s, {wide, wide, wide});
    tube.rings.at(i).back += (0.004 + 0.034 * flexed) * top * m.build.limb;
    tube.rings.at(i).front -= 0.012 * flexed * bump(0, 0.05, s.row.t);
    bend.set(tube.rings.at(i), s);
  }
  set_ball(tube);
}

void make_leg(const Maker& m, int side) {
  const Frame& femur = m.bone(Bone::femur_r, side);
  const Frame& tibia = m.bone(Bone::tibia_r, side);
  const Frame& foot = m.bone(Bone::foot_r, side);
  const double thigh = length(tibia.at - femur.at);
  const double shank = length(foot.at - tibia.at);
  const double by = m.build.limb;
  const auto along = [side](const Frame& f, const Vec3& to) {
    return squared(to - f.at, f.turn.x, side < 0 ? 1 : -1);
  };
  const Axes upper = along(femur, tibia.at);
  // Tables end at the knee; lengths differ a little from figure to figure.
  straight(m.tube(Part::thigh_r, side), tables::thigh, tibia.at, upper, {by, by, by});
  const Axes lower = along(tibia, foot.at);
  straight(m.tube(Part::shank_r, side), tables::shank, tibia.at, lower, {by, by, by});
  const auto stretched = [](Tube& tube, const Vec3& from, double factor) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(tube.count); ++i) {
      Ring& r = tube.rings.at(i);
      r.centre += ((factor - 1) * dot(r.centre - from, r.t)) * r.t;
    }
    set_ball(tube);
  };
  stretched(m.tube(Part::thigh_r, side), tibia.at, thigh / tables::thigh_length);
  stretched(m.tube(Part::shank_r, side), tibia.at, shank / tables::shank_length);
}

/// The foot bends at the ball: what lies beyond follows the toes.
void make_foot(const Maker& m, int side) {
  Tube& tube = m.tube(Part::foot_r, side);
  tube.count = tables::foot.count;
  tube.sticks = tables::foot_sticks;
  const Frame& foot = m.bone(Bone::foot_r, side);
  const Frame& toes = m.bone(Bone::toes_r, side);
  const Frame bent = toes * Frame{{}, -(transposed(foot.turn) * (toes.at - foot.at))};
  const double hand = side < 0 ? -1 : 1;
  const Axes back{hand * foot.turn.z, foot.turn.y, foot.turn.x};
  const Axes front{hand * toes.turn.z, toes.turn.y, toes.turn.x};
  const double by = 1 + 0.5 * (m.build.limb - 1);
  for (std::size_t i = 0; i < tables::foot.all().size(); ++i) {
    const Section& s = tables::foot.all()[i];
    const double q = smooth(0.066, 0.092, s.row.t);
    const Vec3 p{s.row.t, s.row.shift, 0};
    set_ring(tube.rings.at(i), s, {by, by, by});
    set_axes(tube.rings.at(i), (1 - q) * (foot * p) + q * (bent * p), mixed(back, front, q, hand),
             0);
  }
  set_ball(tube);
}

void make_sleeve(const Maker& m, const Spine& spine, int side) {
  Tube& tube = m.tube(Part::sleeve_r, side);
  tube.cloth = Cloth::shirt;
  tube.count = tables::sleeve.count;
  tube.sticks = tables::sleeve_sticks;
  const Frame& humerus = m.bone(Bone::humerus_r, side);
  const Vec3& shoulder = m.neutral(side < 0 ? Bone::humerus_l : Bone::humerus_r);
  constexpr double inward = 0.052;
  const Vec3 root{shoulder.x - 0.3 * m.build.hunch, shoulder.y - 0.014, shoulder.z - side * inward};
  const Frame chest = spine.at(root.y);
  Bend bend;
  bend.root = spine.place(root);
  bend.joint = humerus.at;
  bend.reach = 0.046;
  bend.hand = side < 0 ? -1 : 1;
  const Vec3 out = unit(0.35 * side * chest.turn.z + 0.65 * unit(humerus.at - bend.root));
  bend.first = squared(out, chest.turn.x, bend.hand);
  const Vec3 arm = unit(m.bone(Bone::forearm_r, side).at - humerus.at);
  bend.last = squared(arm, turned(bend.first.w, bend.first.t, arm), bend.hand);
  const double by = m.build.limb;
  for (std::size_t i = 0; i < tables::sleeve.all().size(); ++i) {
    set_ring(tube.rings.at(i), tables::sleeve.all()[i], {by, by, by});
    bend.set(tube.rings.at(i), tables::sleeve.all()[i]);
  }
  set_ball(tube);
}

void make_arm(const Maker& m, int side) {
  const Frame& humerus = m.bone(Bone::humerus_r, side);
  const Frame& forearm = m.bone(Bone::forearm_r, side);
  const Frame& hand = m.bone(Bone::hand_r, side);
  const double by = m.build.limb;
  const double turn = side < 0 ? 1 : -1;
  const Axes upper = squared(forearm.at - humerus.at, humerus.turn.x, turn);
  straight(m.tube(Part::upper_arm_r, side), tables::upper_arm, forearm.at, upper, {by, by, by});
  // The forearm is flat where the hand is: from the elbow on it turns with the hand.
  Tube& tube = m.tube(Part::forearm_r, side);
  const Vec3 along = hand.at - forearm.at;
  const double stretch = length(along) / tables::forearm_length;
  tube.count = tables::forearm.count;
  tube.sticks = tables::forearm_sticks;
  for (std::size_t i = 0; i < tables::forearm.all().size(); ++i) {
    const Section& s = tables::forearm.all()[i];
    const double q = smooth(0, tables::forearm_length, s.row.t);
    const Axes axes =
        squared(along, (1 - q) * (-side * forearm.turn.z) + q * (-side * hand.turn.z), -turn);
    set_ring(tube.rings.at(i), s, {by, by, by});
    set_axes(tube.rings.at(i), forearm.at + (stretch * s.row.t) * axes.t, axes, s.row.shift);
  }
  set_ball(tube);
}

void make_hand(const Maker& m, int side, double grip) {
  const Frame& hand = m.bone(Bone::hand_r, side);
  const double turn = side < 0 ? -1 : 1;
  // Fingers hang down, the thumb points forward, the palm faces the thigh.
  const Axes palm{hand.turn.x, -side * hand.turn.z, -hand.turn.y};
  straight(m.tube(Part::palm_r, side), tables::palm, hand.at, palm, {1, 1, 1});
  const Vec3 curl = unit(palm.t + (0.20 + 1.6 * grip) * palm.w);
  straight(m.tube(Part::fingers_r, side), tables::fingers, hand.at + 0.054 * palm.t,
           squared(curl, palm.w, turn), {1, 1, 1});
  const Vec3 root = hand.at + 0.014 * palm.t + 0.010 * palm.u + 0.003 * palm.w;
  const Vec3 out =
      unit(0.82 * palm.t + (0.46 - 0.3 * grip) * palm.u + (0.25 + 0.6 * grip) * palm.w);
  straight(m.tube(Part::thumb_r, side), tables::thumb, root, squared(out, palm.w, turn), {1, 1, 1});
}

}  // namespace

Ring section_at(const Tube& tube, double at) {
  const std::span<const Ring> rings = tube.all().subspan(1, tube.all().size() - 2);
  std::size_t i = 1;
  while (i + 1 < rings.size() && rings[i].at < at) {
    ++i;
  }
  const Ring& a = rings[i - 1];
  const Ring& b = rings[i];
  const double s = (at - a.at) / (b.at - a.at);
  const auto mixed = [s](const auto& from, const auto& to) { return (1 - s) * from + s * to; };
  return {mixed(a.centre, b.centre),
          mixed(a.u, b.u),
          mixed(a.w, b.w),
          mixed(a.t, b.t),
          mixed(a.a, b.a),
          mixed(a.front, b.front),
          mixed(a.back, b.back),
          at,
          Spot::body};
}

void pose_parts(const Figure& figure, std::array<double, 2> grip, Posed& posed) {
  const Maker m{figure, tables::build_shape(figure.build), posed};
  const Spine spine(m);
  make_pelvis(m);
  make_trunk(m, spine);
  make_neck(m, spine);
  make_head(m);
  for (const int side : {1, -1}) {
    for (int k = 0; k < parts_of_side; ++k) {
      const int part = static_cast<int>(Part::sleeve_r) + k;
      m.tube(static_cast<Part>(part), side).side = side;
    }
    make_sleeve(m, spine, side);
    make_arm(m, side);
    make_hand(m, side, side < 0 ? grip[1] : grip[0]);
    make_hip(m, side);
    make_leg(m, side);
    make_foot(m, side);
  }
}

}  // namespace lissom
