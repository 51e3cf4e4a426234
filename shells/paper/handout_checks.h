#pragma once
/// Test code: whether everything on a sheet has its place.

#include <vector>

#include <gtest/gtest.h>

#include "shells/paper/handout.h"

namespace lissom::paper::fixture {

inline bool overlap(const Place& a, const Place& b) {
  constexpr double touch = 0.6;
  return a.x + touch < b.right() && b.x + touch < a.right() && a.y + touch < b.bottom() &&
         b.y + touch < a.bottom();
}

/// Nothing beyond the margins, no text larger than its place, nothing on top of something else.
inline void expect_sound(const Handout& handout) {
  constexpr double margin = 27;
  constexpr double rounding = 1.2;  // what letters reach beyond their lines
  const double least_size = handout.is_large ? 18 : 12;
  for (const HandoutPage& page : lay_out(handout)) {
    std::vector<Place> taken;
    for (const Item& item : page.items) {
      if (item.kind == ItemKind::open || item.kind == ItemKind::close) {
        continue;
      }
      SCOPED_TRACE(item.text);
      const Place& place = item.place;
      EXPECT_GE(place.x, margin);
      EXPECT_GE(place.y, margin);
      EXPECT_LE(place.right(), page.width - margin);
      EXPECT_LE(place.bottom(), page.height - margin);
      if (item.kind == ItemKind::text) {
        EXPECT_GE(item.size, least_size);
        const Place needed = measured(item, handout);
        EXPECT_LE(needed.width, place.width + rounding);
        EXPECT_LE(needed.height, place.height + rounding);
      }
      if (item.kind == ItemKind::text || item.kind == ItemKind::picture ||
          item.kind == ItemKind::square) {
        for (const Place& other : taken) {
          EXPECT_FALSE(overlap(place, other));
        }
        taken.push_back(place);
      }
    }
  }
}

/// Elements are closed in the order in which they were opened.
inline void expect_nested(const Handout& handout) {
  for (const HandoutPage& page : lay_out(handout)) {
    int depth = 0;
    for (const Item& item : page.items) {
      depth += item.kind == ItemKind::open ? 1 : item.kind == ItemKind::close ? -1 : 0;
      EXPECT_GE(depth, 0);
    }
    EXPECT_EQ(depth, 0) << "an element ends on the page where it begins";
  }
}

}  // namespace lissom::paper::fixture
