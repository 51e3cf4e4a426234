#include "core/figure/clip.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/contract.h"

namespace lissom {
namespace {

using P = Part;

constexpr Part sided(Part right, int side) {
  return side < 0 ? static_cast<Part>(static_cast<int>(right) + parts_of_side) : right;
}

/// Pairs that touch; of parts with sides the right one stands for both.
constexpr std::array<std::array<Part, 2>, 19> pairs = {{
    {P::pelvis, P::trunk},
    {P::pelvis, P::hip_r},
    {P::trunk, P::neck},
    {P::trunk, P::sleeve_r},
    {P::trunk, P::hip_r},
    {P::trunk, P::upper_arm_r},
    {P::neck, P::head},
    {P::neck, P::sleeve_r},
    {P::head, P::nose},
    {P::sleeve_r, P::upper_arm_r},
    {P::upper_arm_r, P::forearm_r},
    {P::forearm_r, P::palm_r},
    {P::forearm_r, P::thumb_r},
    {P::palm_r, P::fingers_r},
    {P::palm_r, P::thumb_r},
    {P::hip_r, P::thigh_r},
    {P::hip_r, P::shank_r},
    {P::thigh_r, P::shank_r},
    {P::shank_r, P::foot_r},
}};

constexpr int most_neighbours = 10;

struct Neighbours {
  std::array<std::array<Part, most_neighbours>, parts> of{};
  std::array<std::size_t, parts> count{};

  constexpr void add(Part a, Part b) {
    const auto i = static_cast<std::size_t>(a);
    for (std::size_t k = 0; k < count[i]; ++k) {
      if (of[i][k] == b) {
        return;
      }
    }
    of[i][count[i]] = b;
    ++count[i];
  }
};

constexpr bool has_sides(Part p) {
  return p >= Part::sleeve_r;
}

constexpr Neighbours all_neighbours() {
  Neighbours n;
  for (const auto& [a, b] : pairs) {
    for (const int side : {1, -1}) {
      const Part x = has_sides(a) ? sided(a, side) : a;
      const Part y = has_sides(b) ? sided(b, side) : b;
      n.add(x, y);
      if (x != Part::trunk ||
          y != Part::neck) {  // where the neck leaves the shirt its outline is the collar
        n.add(y, x);
      }
    }
  }
  return n;
}

constexpr Neighbours table = all_neighbours();

/// Where in a section a point lies, in shares of its half-widths.
struct Across {
  double u = 0;
  double w = 0;

  [[nodiscard]] double product(const Across& o) const { return u * o.u + w * o.w; }
  [[nodiscard]] bool is_inside() const { return product(*this) < 1; }
};

/// A section of a tube, from ring to ring.
struct Between {
  const Ring& a;
  const Ring& b;

  /// How far the point lies past the plane of the first ring and before that of the second.
  [[nodiscard]] double past(const Vec3& point) const { return dot(point - a.centre, a.t); }
  [[nodiscard]] double ahead(const Vec3& point) const { return dot(b.centre - point, b.t); }

  [[nodiscard]] Across across(const Vec3& point, double margin) const {
    const double from = past(point);
    const double s = std::clamp(from / (from + ahead(point)), 0.0, 1.0);
    const Vec3 q = point - ((1 - s) * a.centre + s * b.centre);
    const double w = dot(q, a.w);
    // Guessed wrongly, a branch would take longer than all this.
    const std::array<double, 2> deep = {(1 - s) * a.back + s * b.back,
                                        (1 - s) * a.front + s * b.front};
    return {dot(q, a.u) / ((1 - s) * a.a + s * b.a + margin), w / (deep[w > 0 ? 1 : 0] + margin)};
  }
};

bool in_ball(const Tube& tube, const Vec3& point, double margin) {
  const Vec3 from = point - tube.ball;
  const double reach = tube.radius + margin;
  return dot(from, from) <= reach * reach;
}

static_assert(most_sections <= bits.size());

/// A bit for each plane that the point lies before.
Bits planes_ahead(const Tube& tube, const Vec3& point) {
  const Planes& planes = tube.planes;
  const Vec3 from = point - tube.ball;
  const auto x = static_cast<float>(from.x);
  const auto y = static_cast<float>(from.y);
  const auto z = static_cast<float>(from.z);
  Bits ahead = 0;
  for (std::size_t i = 0; i < most_sections; ++i) {
    const float along = x * planes.x[i] + y * planes.y[i] + z * planes.z[i];
    ahead |= bit_if(along < planes.at[i], bits[i]);
  }
  return ahead;
}

/// @param ahead  see planes_ahead
/// @return the number of the later ring of the section that holds the point, 0: none does
std::size_t section_of(const Tube& tube, Bits ahead, const Vec3& point, double margin) {
  // Between a plane that it lies past and one that it lies before, of the rings there are.
  const Bits later_rings = 2 * bits[tube.all().size() - 1] - 2;
  Bits between = ahead & ~(ahead << 1U) & later_rings;
  for (; between != 0; between &= between - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(between));
    if (Between{tube.rings[i - 1], tube.rings[i]}.across(point, margin).is_inside()) {
      return i;
    }
  }
  return 0;
}

/// Where a way from a point in the tube leaves it.
/// @return a share of the way; nothing if the tube does not hold the point
std::optional<double> way_out(const Tube& tube, double margin, const Vec3& from, const Vec3& to) {
  const std::size_t i =
      in_ball(tube, from, margin) ? section_of(tube, planes_ahead(tube, from), from, margin) : 0;
  if (i == 0) {
    return std::nullopt;
  }
  // Through its side, as if the section were as wide all the way: a quadratic equation.
  const Between section{tube.rings[i - 1], tube.rings[i]};
  const Across first = section.across(from, margin);
  const Across last = section.across(to, margin);
  double share = 1;
  if (!last.is_inside()) {
    const Across way{last.u - first.u, last.w - first.w};
    const double a = way.product(way);
    const double b = way.product(first);
    const double c = first.product(first) - 1;  // below 0
    share = (std::sqrt(b * b - a * c) - b) / a;
  }
  // Or through a lid.
  const auto through = [&](double start, double end) {
    share = end < 0 ? std::min(share, start / (start - end)) : share;
  };
  if (section.a.spot != Spot::body) {
    through(section.past(from), section.past(to));
  }
  if (section.b.spot != Spot::body) {
    through(section.ahead(from), section.ahead(to));
  }
  return share;
}

/// The root of a part: up to this place of its axis it is not drawn in front of its hosts.
struct Root {
  double until = -1;
  std::array<Part, 2> hosts{};
};

std::optional<Root> root_of(Part part) {
  switch (part) {
    case P::hip_r:
    case P::hip_l:
      return Root{0.004, {P::pelvis, P::trunk}};
    case P::sleeve_r:
    case P::sleeve_l:
      return Root{0.022, {P::trunk, P::trunk}};
    case P::thumb_r:
      return Root{0.006, {P::palm_r, P::palm_r}};
    case P::thumb_l:
      return Root{0.006, {P::palm_l, P::palm_l}};
    default:
      return std::nullopt;
  }
}

/// What is hidden of the outlines of one part.
struct Hider {
  struct Neighbour {
    const Tube* tube = nullptr;
    double margin = 0;
  };

  const Outlines& outlines;
  Part part;
  std::optional<Root> root;
  const Tube& own;
  bool is_limb = false;  ///< that begins at a hem
  std::array<Neighbour, most_neighbours> near{};
  std::size_t count = 0;
  mutable double bare = 1;  ///< on which side of the line the part did not cover the sheet, 1 or
                            ///< -1: asked first, for beads follow each other

  Hider(const Posed& posed, const Outlines& o, Part which)
      : outlines(o),
        part(which),
        root(root_of(which)),
        own(posed.tubes.at(static_cast<std::size_t>(which))) {
    // What lies only just inside is still drawn: where two surfaces glide into each other both
    // lines run on together for a little, and no gap is left between them.
    constexpr double just_inside_earlier = 0.0003;
    constexpr double just_inside_later = 0.0009;
    is_limb = own.cloth == Cloth::skin && own.rings[1].spot == Spot::rim;
    for (const Part other : neighbours(part)) {
      const Tube& tube = posed.tubes.at(static_cast<std::size_t>(other));
      if (length(tube.ball - own.ball) < tube.radius + own.radius) {
        near.at(count) = {&tube, other < part ? -just_inside_earlier : -just_inside_later};
        ++count;
      }
    }
  }

  [[nodiscard]] std::span<const Neighbour> neighbours_near() const { return {near.data(), count}; }

  /// Where along the table's axis a place of the outline is.
  [[nodiscard]] double table_place(double along) const {
    const auto i = static_cast<std::size_t>(along);
    const double s = along - static_cast<double>(i);
    return (1 - s) * own.rings.at(i).at + s * own.rings.at(i + 1).at;
  }

  /// The edge at which a limb leaves its cloth is the hem, seen from below.
  [[nodiscard]] bool is_hem(double along) const { return is_limb && along < 2; }

  [[nodiscard]] bool operator()(const Vec3& point, double along) const {
    if (is_hem(along)) {
      return false;
    }
    const std::span<const Neighbour> others = neighbours_near();
    return std::any_of(others.begin(), others.end(),
                       [&](const Neighbour& n) { return holds(*n.tube, point, n.margin); }) ||
           is_root(point, along);
  }

  /// Whether the root of the part lies here in front of what it grows from.
  [[nodiscard]] bool is_root(const Vec3& point, double along) const {
    if (!root || table_place(along) >= root->until) {
      return false;
    }
    const auto& [first, second] = root->hosts;
    return covers(outlines, first, point) || (second != first && covers(outlines, second, point));
  }
};

/// Where on the way from a hidden to a drawn bead it changes, by halves.
double change_by_halves(const Hider& hider, const Bead& hidden, const Bead& drawn) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 4; ++i) {
    const double s = 0.5 * (low + high);
    const Vec3 at = (1 - s) * hidden.at + s * drawn.at;
    (hider(at, (1 - s) * hidden.along + s * drawn.along) ? low : high) = s;
  }
  return 0.5 * (low + high);
}

/// The bead between a hidden and a drawn one where it changes: where it leaves what holds it,
/// unless it is hidden or ends to be for another reason.
Bead change(const Hider& hider, const Bead& hidden, const Bead& drawn) {
  double s = 0;
  for (const auto& [tube, margin] : hider.neighbours_near()) {
    s = std::max(s, way_out(*tube, margin, hidden.at, drawn.at).value_or(0));
  }
  const auto at = [&] { return (1 - s) * hidden.at + s * drawn.at; };
  const auto along = [&] { return (1 - s) * hidden.along + s * drawn.along; };
  if (s == 0 || s == 1 || hider.is_root(at(), along())) {
    s = change_by_halves(hider, hidden, drawn);
  }
  return {at(), along(), false, true};
}

std::size_t after(std::size_t i, std::size_t n) {
  return i + 1 < n ? i + 1 : 0;
}

using Numbers = std::vector<std::size_t>;

/// The beads that differ from the next. Few, so all else goes by them and not by every bead.
void find_turns(const Beads& loop, Numbers& turns) {
  const std::size_t n = loop.size();
  turns.resize(n);
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i) {
    turns[count] = i;
    count += loop[i].hidden != loop[after(i, n)].hidden ? 1U : 0U;
  }
  turns.resize(count);
}

/// One hidden bead between drawn ones is noise.
void drop_noise(Beads& loop, const Numbers& turns) {
  for (std::size_t k = 0; k < turns.size(); ++k) {
    const std::size_t first = after(turns[k], loop.size());
    if (turns[after(k, turns.size())] == first) {
      loop[first].hidden = false;
    }
  }
}

/// A drawn stretch that is shorter than a hair's breadth is left out. @param first  its first bead
void drop_short(Beads& loop, std::size_t first) {
  constexpr double shortest = 0.006;
  const std::size_t n = loop.size();
  double way = 0;
  std::size_t end = first;
  while (!loop[end].hidden && way < shortest) {
    const std::size_t next = after(end, n);
    const Vec3 d = loop[next].at - loop[end].at;
    way += std::sqrt(d.x * d.x + d.y * d.y);
    end = next;
  }
  for (std::size_t k = first; way < shortest && k != end; k = after(k, n)) {
    loop[k].hidden = true;
  }
}

}  // namespace

bool holds(const Tube& tube, const Vec3& point, double margin) {
  return in_ball(tube, point, margin) &&
         section_of(tube, planes_ahead(tube, point), point, margin) != 0;
}

std::span<const Part> neighbours(Part part) {
  const auto i = static_cast<std::size_t>(part);
  return {table.of.at(i).data(), table.count.at(i)};
}

namespace {

/// How often a loop winds round the point on the sheet.
int turns_round(const Beads& loop, const Vec3& point) {
  int turns = 0;
  const Vec3* a = &loop.back().at;
  for (const Bead& bead : loop) {
    const Vec3& b = bead.at;
    if ((a->y <= point.y) != (b.y <= point.y)) {
      const double x = a->x + (point.y - a->y) / (b.y - a->y) * (b.x - a->x);
      turns += x > point.x ? (b.y > a->y ? 1 : -1) : 0;
    }
    a = &b;
  }
  return turns;
}

}  // namespace

void trace(const Grid& grid, Part part, Outlines& outlines) {
  const auto k = static_cast<std::size_t>(part);
  outlines.count.at(k) = march(grid, grid.facing, outlines.loops.at(k));
  Extent extent;
  for (std::size_t l = 0; l < outlines.count.at(k); ++l) {
    for (const Bead& bead : outlines.loops.at(k)[l]) {
      extent.add(bead.at, 0);
    }
  }
  outlines.extent.at(k) = extent;
}

bool covers(const Outlines& outlines, Part part, const Vec3& point) {
  const auto k = static_cast<std::size_t>(part);
  if (!outlines.extent.at(k).may_hold(point)) {
    return false;
  }
  int turns = 0;
  for (std::size_t l = 0; l < outlines.count.at(k); ++l) {
    turns += turns_round(outlines.loops.at(k)[l], point);
  }
  return turns != 0;
}

namespace {

/// On the inner side of a sharp bend a tube folds. The fold lies within its outline and is no edge.
bool is_fold(const Hider& hider, const Beads& loop, std::size_t i) {
  constexpr double bend_ends = 0.035;
  if (!hider.root || hider.table_place(loop[i].along) > bend_ends) {
    return false;
  }
  const Vec3 way = loop[(i + 1) % loop.size()].at - loop[(i + loop.size() - 1) % loop.size()].at;
  constexpr double near = 0.002;
  const Vec3 aside = near * unit({-way.y, way.x, 0});
  for (const double side : {hider.bare, -hider.bare}) {
    if (!covers(hider.outlines, hider.part, loop[i].at + side * aside)) {
      hider.bare = side;
      return false;
    }
  }
  return true;
}

/// Gathers every second bead that is not yet hidden and lies in the tube's ball.
void gather(const Tube& tube, double margin, const Beads& loop, Asked& asked) {
  const double reach = tube.radius + margin;
  std::size_t count = 0;
  for (std::size_t i = 0; i < loop.size(); i += 2) {
    const Vec3 from = loop[i].at - tube.ball;
    asked.bead[count] = i;
    asked.x[count] = static_cast<float>(from.x);
    asked.y[count] = static_cast<float>(from.y);
    asked.z[count] = static_cast<float>(from.z);
    count += static_cast<std::size_t>(dot(from, from) <= reach * reach) &
             static_cast<std::size_t>(!loop[i].hidden);
  }
  asked.count = count;
}

/// As planes_ahead, of all points that are asked.
void ask_planes(const Tube& tube, Asked& asked) {
  const std::size_t rounded = (asked.count + 3) / 4 * 4;
  std::fill_n(asked.ahead.begin(), rounded, 0U);
  const Planes& planes = tube.planes;
  for (std::size_t i = 0; i < tube.all().size(); ++i) {
    const float x = planes.x[i];
    const float y = planes.y[i];
    const float z = planes.z[i];
    const float at = planes.at[i];
    const Bits bit = bits[i];
    for (std::size_t k = 0; k < rounded; ++k) {
      const float along = asked.x[k] * x + asked.y[k] * y + asked.z[k] * z;
      asked.ahead[k] |= bit_if(along < at, bit);
    }
  }
}

/// Marks every second bead that is hidden. Neighbour by neighbour: one that holds a bead mostly
/// holds the next.
/// @param asked  for use inside: what it holds does not matter
void mark_every_second(const Hider& hider, Beads& loop, Asked& asked) {
  const std::size_t n = loop.size();
  LISSOM_EXPECTS(n / 2 < asked.bead.size());
  for (const auto& [tube, margin] : hider.neighbours_near()) {
    gather(*tube, margin, loop, asked);
    ask_planes(*tube, asked);
    for (std::size_t k = 0; k < asked.count; ++k) {
      Bead& bead = loop[asked.bead[k]];
      bead.hidden =
          section_of(*tube, asked.ahead[k], bead.at, margin) != 0 && !hider.is_hem(bead.along);
    }
  }
  if (hider.root) {
    for (std::size_t i = 0; i < n; i += 2) {
      loop[i].hidden =
          loop[i].hidden || hider.is_root(loop[i].at, loop[i].along) || is_fold(hider, loop, i);
    }
  }
}

/// Adds beads where it changes, and leaves out what would not be seen.
/// @param turns  the beads of the loop that differ from the next
void cut(const Hider& hider, const Numbers& turns, Beads& loop, Outlines& memory) {
  Beads& out = memory.spare;
  out.clear();
  out.reserve(loop.size() + turns.size());
  auto from = loop.begin();
  for (const std::size_t i : turns) {
    const auto to = loop.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    out.insert(out.end(), from, to);
    from = to;
    const Bead& here = loop[i];
    const Bead& next = loop[after(i, loop.size())];
    out.push_back(here.hidden ? change(hider, here, next) : change(hider, next, here));
    out.back().hidden = next.hidden;
  }
  out.insert(out.end(), from, loop.end());
  loop.swap(out);
  for (std::size_t k = 0; k < turns.size(); ++k) {
    const std::size_t added = turns[k] + 1 + k;
    if (!loop[added].hidden) {
      drop_short(loop, added);
    }
  }
}

void hide_loop(const Hider& hider, Beads& loop, Outlines& memory) {
  const std::size_t n = loop.size();
  Asked& asked = memory.asked;
  mark_every_second(hider, loop, asked);
  // A single bead that differs from both beside it is noise, so between two alike none is looked
  // at.
  std::size_t count = 0;
  for (std::size_t i = 1; i < n; i += 2) {
    loop[i].hidden = loop[i - 1].hidden;
    asked.bead[count] = i;
    count += loop[i].hidden != loop[after(i, n)].hidden ? 1U : 0U;
  }
  for (std::size_t k = 0; k < count; ++k) {
    Bead& bead = loop[asked.bead[k]];
    bead.hidden = hider(bead.at, bead.along) || is_fold(hider, loop, asked.bead[k]);
  }
  find_turns(loop, memory.turns);
  drop_noise(loop, memory.turns);
  find_turns(loop, memory.turns);
  if (!memory.turns.empty()) {
    cut(hider, memory.turns, loop, memory);
  }
}

}  // namespace

void hide_inside(const Posed& posed, Part part, Outlines& outlines) {
  const Hider hider(posed, outlines, part);
  if (hider.count == 0 && !hider.root) {
    return;
  }
  const auto k = static_cast<std::size_t>(part);
  for (std::size_t l = 0; l < outlines.count.at(k); ++l) {
    hide_loop(hider, outlines.loops.at(k)[l], outlines);
  }
}

}  // namespace lissom
