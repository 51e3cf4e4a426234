#include "core/figure/order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/figure/extent.h"

namespace lissom {
namespace {

struct P2 {
  double x = 0;
  double y = 0;
};

/// Where two sticks come nearest on the sheet: shares of their lengths, and how near.
struct Meeting {
  double s = 0;
  double t = 0;
  double apart = 0;
};

double share_nearest(const Vec3& p, const Vec3& from, const Vec3& to) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double l = dx * dx + dy * dy;
  return l > 0 ? std::clamp(((p.x - from.x) * dx + (p.y - from.y) * dy) / l, 0.0, 1.0) : 0;
}

Vec3 point_at(const Stick& c, double s) {
  return (1 - s) * c.from + s * c.to;
}

Meeting meeting_at(const Stick& a, const Stick& b, double s, double t) {
  const Vec3 d = point_at(a, s) - point_at(b, t);
  return {s, t, std::sqrt(d.x * d.x + d.y * d.y)};
}

std::optional<Meeting> crossing(const Stick& a, const Stick& b) {
  const P2 u{a.to.x - a.from.x, a.to.y - a.from.y};
  const P2 v{b.to.x - b.from.x, b.to.y - b.from.y};
  const P2 w{b.from.x - a.from.x, b.from.y - a.from.y};
  const double area = u.x * v.y - u.y * v.x;
  constexpr double parallel = 1e-9;
  if (std::abs(area) < parallel) {
    return std::nullopt;
  }
  const double s = (w.x * v.y - w.y * v.x) / area;
  const double t = (w.x * u.y - w.y * u.x) / area;
  if (s < 0 || s > 1 || t < 0 || t > 1) {
    return std::nullopt;
  }
  return Meeting{s, t, 0};
}

Meeting nearest(const Stick& a, const Stick& b) {
  if (const std::optional<Meeting> m = crossing(a, b)) {
    return *m;
  }
  const std::array<Meeting, 4> ends = {meeting_at(a, b, 0, share_nearest(a.from, b.from, b.to)),
                                       meeting_at(a, b, 1, share_nearest(a.to, b.from, b.to)),
                                       meeting_at(a, b, share_nearest(b.from, a.from, a.to), 0),
                                       meeting_at(a, b, share_nearest(b.to, a.from, a.to), 1)};
  return *std::min_element(ends.begin(), ends.end(),
                           [](const Meeting& x, const Meeting& y) { return x.apart < y.apart; });
}

constexpr double spare = 1e-9;  ///< for what is rounded

/// Whether the sticks surely do not touch on the sheet: a cheap first look.
bool apart(const Stick& a, const Stick& b) {
  Extent of_a;
  of_a.add(a.from, a.radius);
  of_a.add(a.to, a.radius);
  Extent of_b;
  of_b.add(b.from, b.radius);
  of_b.add(b.to, b.radius);
  return of_a.overlap(of_b) < -spare;
}

/// Above 0 if a lies in front of b: how deep, times how much of them overlaps.
double depth_vote(const Item& a, const Item& b) {
  constexpr double deepest = 0.1;
  double vote = 0;
  for (const Stick& x : a.shape) {
    for (const Stick& y : b.shape) {
      if (apart(x, y)) {
        continue;
      }
      const Meeting m = nearest(x, y);
      const double overlap = x.radius + y.radius - m.apart;
      if (overlap > 0) {
        const double dz = point_at(x, m.s).z - point_at(y, m.t).z;
        vote += std::clamp(dz, -deepest, deepest) * overlap;
      }
    }
  }
  return vote;
}

using P = Part;

int number(Part right, int side) {
  return static_cast<int>(right) + (side < 0 ? parts_of_side : 0);
}

/// Two parts that touch, and which way the second lies from the first: it is painted over the first
/// if that way leads toward the viewer.
struct Joint2 {
  int first = 0;
  int second = 0;
  double toward = 0;
};

std::vector<Joint2> joints_of(const Posed& posed) {
  const auto middle = [&](int part) -> const Ring& {
    const Tube& t = posed.tubes.at(static_cast<std::size_t>(part));
    return t.rings.at(static_cast<std::size_t>(t.count / 2));
  };
  const auto end = [&](int part) -> const Ring& {
    const Tube& t = posed.tubes.at(static_cast<std::size_t>(part));
    return t.rings.at(static_cast<std::size_t>(t.count - 1));
  };
  const int pelvis = static_cast<int>(P::pelvis);
  const int trunk = static_cast<int>(P::trunk);
  const int neck = static_cast<int>(P::neck);
  const int head = static_cast<int>(P::head);
  const Vec3 up = middle(pelvis).t;
  const Vec3 right = middle(pelvis).u;
  const Ring& collar = end(trunk);
  // The shirt hangs over the shorts and the head over the neck unless seen from well below.
  constexpr double below = 0.55;
  std::vector<Joint2> out = {
      {pelvis, trunk, up.z + below},
      {trunk, neck, collar.t.z + 0.35 * collar.w.z + 0.2},
      {neck, head, middle(head).t.z + below},
      {head, static_cast<int>(P::nose), middle(head).w.z},
      {number(P::hip_l, 1), number(P::hip_r, 1), right.z},
  };
  for (const int side : {1, -1}) {
    const auto n = [side](Part p) { return number(p, side); };
    const Vec3 arm = middle(n(P::upper_arm_r)).t;
    const Vec3 forearm = middle(n(P::forearm_r)).t;
    const Ring& palm = middle(n(P::palm_r));
    const Vec3 thigh = middle(n(P::thigh_r)).t;
    const Vec3 shank = middle(n(P::shank_r)).t;
    const double out_hip = 0.6 * thigh.z + 0.8 * side * right.z;
    out.insert(out.end(), {{trunk, n(P::sleeve_r), 0.45 * arm.z + 0.9 * side * collar.u.z},
                           {n(P::sleeve_r), n(P::upper_arm_r), arm.z},
                           {n(P::upper_arm_r), n(P::forearm_r), arm.z + forearm.z},
                           {n(P::forearm_r), n(P::palm_r), forearm.z + palm.t.z},
                           {n(P::forearm_r), n(P::thumb_r), forearm.z + palm.t.z},
                           {n(P::palm_r), n(P::fingers_r), palm.t.z + middle(n(P::fingers_r)).t.z},
                           {n(P::palm_r), n(P::thumb_r), 0.8 * palm.u.z + 0.6 * palm.w.z},
                           {pelvis, n(P::hip_r), out_hip},
                           {trunk, n(P::hip_r), out_hip},
                           {n(P::hip_r), n(P::thigh_r), thigh.z},
                           {n(P::thigh_r), n(P::shank_r), thigh.z + shank.z},
                           {n(P::shank_r), n(P::foot_r), shank.z + middle(n(P::foot_r)).t.z}});
  }
  return out;
}

struct Face {
  Vec3 middle;
  Vec3 out;
};

/// Faces of a box from its corners: bit 0 of a corner's number is its x side, bit 1 y, bit 2 z.
std::array<Face, 6> faces_of(const std::vector<Vec3>& corners) {
  const Vec3 centre = 0.5 * (corners[0] + corners[7]);
  std::array<Face, 6> faces{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const Vec3 half = 0.5 * (corners[std::size_t{1} << axis] - corners[0]);
    faces.at(2 * axis) = {centre + half, unit(half)};
    faces.at(2 * axis + 1) = {centre - half, unit(-half)};
  }
  return faces;
}

/// How far all of the thing lies outside the face; flesh may sink in a little.
double outside(const Item& thing, const Face& face) {
  constexpr double firm = 0.3;  // of the radius
  double least = 1e9;
  for (const Stick& c : thing.shape) {
    const double near =
        std::min(dot(face.out, c.from - face.middle), dot(face.out, c.to - face.middle));
    least = std::min(least, near - firm * c.radius);
  }
  for (const Vec3& p : thing.corners) {
    least = std::min(least, dot(face.out, p - face.middle) + 1e-6);
  }
  return least;
}

/// 0 if the thing and the box do not overlap on the sheet, up to 1 if they surely do.
double overlap_share(const Item& thing, const Item& box) {
  constexpr double surely = 0.05;
  Extent own;
  for (const Vec3& p : box.corners) {
    own.add(p, 0);
  }
  double most = 0;
  for (const Stick& s : thing.shape) {
    Extent e;
    e.add(s.from, 0.8 * s.radius);
    e.add(s.to, 0.8 * s.radius);
    most = std::max(most, own.overlap(e));
  }
  if (!thing.corners.empty()) {
    Extent e;
    for (const Vec3& p : thing.corners) {
      e.add(p, 0);
    }
    most = std::max(most, own.overlap(e) > 0 ? surely : 0);
  }
  return std::min(1.0, most / surely);
}

/// Above 0 if the thing lies in front of the box. A thing outside two faces of which one turns to
/// the viewer and one away does not overlap the box on the sheet.
double box_vote(const Item& thing, const Item& box) {
  const double share = overlap_share(thing, box);
  if (share <= 0) {
    return 0;
  }
  bool front = false;
  bool behind = false;
  double best = -1e9;
  bool best_front = false;
  for (const Face& f : faces_of(box.corners)) {
    const double out = outside(thing, f);
    if (out >= 0) {
      (f.out.z > 0 ? front : behind) = true;
    } else if (out > best) {
      best = out;
      best_front = f.out.z > 0;
    }
  }
  if (front != behind) {
    return front ? share : -share;
  }
  // It sinks in deeper than flesh does: the face it is least inside of, but that is a weak reason.
  constexpr double weak = 0.05;
  return front ? 0 : best_front ? weak * share : -weak * share;
}

class Graph {
 public:
  explicit Graph(std::size_t items) : items_(items), weight_(items * items, undecided) {}

  /// @param weight  above 0: `front` is painted after `back`; below 0: before
  void set(std::size_t front, std::size_t back, double weight) {
    weight_[front * items_ + back] = larger(weight, 0);
    weight_[back * items_ + front] = larger(-weight, 0);
  }

  [[nodiscard]] bool is_set(std::size_t front, std::size_t back) const {
    return weight_[front * items_ + back] != undecided;
  }

  /// Each time an item that has nothing left to be painted behind it. If all have, some ask for
  /// each other in a circle: then the weakest of what they ask gives way.
  [[nodiscard]] std::vector<std::size_t> sorted() {
    std::vector<std::size_t> order;
    order.reserve(items_);
    std::vector<std::size_t> left(items_);
    std::iota(left.begin(), left.end(), std::size_t{0});
    std::vector<Behind> behind(items_);
    for (const std::size_t i : left) {
      behind[i] = most(i, left);
    }
    while (!left.empty()) {
      std::size_t next = 0;
      for (std::size_t k = 1; k < left.size(); ++k) {
        next = behind[left[k]].weight < behind[left[next]].weight ? k : next;
      }
      const std::size_t done = left[next];
      if (behind[done].weight > 0) {
        const std::size_t weakest = weakest_of_circle(done, behind);
        weight_[weakest * items_ + behind[weakest].item] = 0;
        behind[weakest] = most(weakest, left);
        continue;
      }
      order.push_back(done);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
      for (const std::size_t i : left) {
        if (behind[i].item == done) {
          behind[i] = most(i, left);
        }
      }
    }
    return order;
  }

 private:
  static constexpr double undecided = -1;

  /// What most asks to be painted behind an item.
  struct Behind {
    std::size_t item = 0;
    double weight = 0;  ///< 0: nothing does
  };

  [[nodiscard]] Behind most(std::size_t i, const std::vector<std::size_t>& items) const {
    Behind out;
    for (const std::size_t k : items) {
      const double weight = weight_[i * items_ + k];
      out = weight > out.weight ? Behind{k, weight} : out;
    }
    return out;
  }

  /// @param from  every item has something behind it, so the way from here ends in a circle
  [[nodiscard]] std::size_t weakest_of_circle(std::size_t from,
                                              const std::vector<Behind>& behind) const {
    for (std::size_t step = 0; step < items_; ++step) {
      from = behind[from].item;
    }
    std::size_t weakest = from;
    for (std::size_t k = behind[from].item; k != from; k = behind[k].item) {
      weakest = behind[k].weight < behind[weakest].weight ? k : weakest;
    }
    return weakest;
  }

  std::size_t items_;
  std::vector<double> weight_;
};

double vote(const Item& a, const Item& b) {
  if (!b.corners.empty()) {
    const double way = box_vote(a, b);
    return way != 0 || a.corners.empty() ? way : -box_vote(b, a);
  }
  if (!a.corners.empty()) {
    return -box_vote(b, a);
  }
  return depth_vote(a, b);
}

/// All that the votes look at lies within.
std::vector<Extent> extents_of(const std::vector<Item>& items) {
  std::vector<Extent> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const Stick& s : items[i].shape) {
      out[i].add(s.from, s.radius);
      out[i].add(s.to, s.radius);
    }
    for (const Vec3& p : items[i].corners) {
      out[i].add(p, 0);
    }
  }
  return out;
}

}  // namespace

namespace {

double wide(const Ring& r) {
  return 0.5 * (r.a + 0.5 * (r.front + r.back));
}

}  // namespace

std::vector<Stick> sticks_of(const Tube& tube) {
  const std::span<const Ring> rings = tube.all().subspan(1, tube.all().size() - 2);
  const Vec3& first = rings.front().centre;
  const Vec3& last = rings.back().centre;
  if (!tube.sticks) {
    return {{first, last, wide(rings[(rings.size() - 1) / 2])}};
  }
  const Sticks& sticks = *tube.sticks;
  const Vec3 one = section_at(tube, sticks.joints[0]).centre;
  const Vec3 two = section_at(tube, sticks.joints[1]).centre;
  const auto width = [&](std::size_t i) { return wide(section_at(tube, sticks.wide_at[i])); };
  return {{first, one, width(0)}, {one, two, width(1)}, {two, last, width(2)}};
}

std::vector<std::size_t> painting_order(const std::vector<Item>& items, const Posed& posed) {
  Graph graph(items.size());
  for (const Joint2& j : joints_of(posed)) {
    constexpr double strong = 1;
    graph.set(static_cast<std::size_t>(j.second), static_cast<std::size_t>(j.first),
              j.toward > 0 ? strong : -strong);
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const std::size_t host : items[i].hosts) {
      constexpr double surely = 2;
      graph.set(i, host, surely);
    }
  }
  const std::vector<Extent> extents = extents_of(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t k = i + 1; k < items.size(); ++k) {
      if (!graph.is_set(i, k) && extents[i].overlap(extents[k]) > -spare) {
        graph.set(i, k, vote(items[i], items[k]));
      }
    }
  }
  return graph.sorted();
}

}  // namespace lissom
