// Where it hurts, on the standing figure.

#include "core/figure/body_map.h"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace lissom {
namespace {

MapPicture picture(std::size_t view) {
  return draw_body_map(embedded_body_map(), view, Build::average, {});
}

const RegionOnSheet& region(const MapPicture& picture, std::string_view place, char side) {
  const BodyMap& map = embedded_body_map();
  const auto found =
      std::find_if(picture.regions.begin(), picture.regions.end(), [&](const RegionOnSheet& each) {
        return map.places[each.place].id == place && each.side == side;
      });
  EXPECT_NE(found, picture.regions.end()) << place << " " << side;
  return *found;
}

int middle_x(const RegionOnSheet& region) {
  return region.x + region.width / 2;
}
int middle_y(const RegionOnSheet& region) {
  return region.y + region.height / 2;
}

std::string faults_of(const std::string& text) {
  const std::vector<CatalogueFile> files = {{"body/map.toml", text}};
  const auto map = read_body_map(files, embedded_skeleton());
  std::string all;
  if (!map) {
    for (const CatalogueFault& fault : map.error()) {
      all += to_string(fault) + "\n";
    }
  }
  return all;
}

TEST(BodyMap, HasEveryPlaceInSomeViewAndInsideItsPicture) {
  const BodyMap& map = embedded_body_map();
  std::set<std::size_t> seen;
  for (std::size_t view = 0; view < map.views.size(); ++view) {
    const MapPicture shown = picture(view);
    for (const RegionOnSheet& each : shown.regions) {
      seen.insert(each.place);
      const std::string& id = map.places[each.place].id;
      EXPECT_GE(each.x, 0) << id;
      EXPECT_GE(each.y, 0) << id;
      EXPECT_LE(each.x + each.width, shown.drawing.width) << id;
      EXPECT_LE(each.y + each.height, shown.drawing.height) << id;
    }
  }
  EXPECT_EQ(seen.size(), map.places.size());
}

TEST(BodyMap, KnowsLeftFromRight) {
  const MapPicture back = picture(0);
  const MapPicture front = picture(1);
  ASSERT_EQ(embedded_body_map().views[0].id, "back");
  EXPECT_EQ(back.at_left, 'L');
  EXPECT_EQ(front.at_left, 'R');
  // From behind the right side is at the right of the picture, from the front at the left.
  EXPECT_GT(middle_x(region(back, "buttock", 'R')), middle_x(region(back, "buttock", 'L')));
  EXPECT_LT(middle_x(region(front, "groin", 'R')), middle_x(region(front, "groin", 'L')));
  const int sheet = back.drawing.width;
  EXPECT_NEAR(middle_x(region(back, "leg", 'R')) + middle_x(region(back, "leg", 'L')), sheet, 2);
}

TEST(BodyMap, FollowsTheBodyFromNeckToLeg) {
  const MapPicture back = picture(0);
  int before = 0;
  for (const auto& [place, side] :
       {std::pair("neck", ' '), std::pair("upper_back", ' '), std::pair("low_back", ' '),
        std::pair("back_of_pelvis", ' '), std::pair("buttock", 'R'),
        std::pair("back_of_thigh", 'R'), std::pair("leg", 'R')}) {
    const int here = middle_y(region(back, place, side));
    EXPECT_GT(here, before) << place;
    before = here;
  }
}

TEST(BodyMap, NoMiddleLiesInTheRegionOfAnotherPlace) {
  for (std::size_t view = 0; view < embedded_body_map().views.size(); ++view) {
    const MapPicture shown = picture(view);
    for (const RegionOnSheet& a : shown.regions) {
      for (const RegionOnSheet& b : shown.regions) {
        const bool inside = middle_x(a) > b.x && middle_x(a) < b.x + b.width && middle_y(a) > b.y &&
                            middle_y(a) < b.y + b.height;
        EXPECT_TRUE(a.place == b.place || !inside)
            << embedded_body_map().places[a.place].id << " in "
            << embedded_body_map().places[b.place].id;
      }
    }
  }
}

TEST(BodyMap, SaysWhatIsWrongInItsFileAndWhere) {
  const std::string sound = R"(pose = "B.el=10"
convention = "A test."
[[view]]
id = "back"
name = "From behind"
yaw = -90
frame = [-300, -900, 300, 800]
[[place]]
id = "neck"
name = "Neck"
[[place.region]]
view = "back"
bone = "neck"
at = [0, 0, 0]
half = [10, 10, 10]
)";
  EXPECT_EQ(faults_of(sound), "");
  const auto expect_fault = [&](const std::string& from, const std::string& to,
                                const std::string& what) {
    std::string broken = sound;
    broken.replace(broken.find(from), from.size(), to);
    EXPECT_NE(faults_of(broken).find(what), std::string::npos) << faults_of(broken);
  };
  expect_fault("B.el=10", "B.tail=10", "body/map.toml:1: pose");
  expect_fault("view = \"back\"", "view = \"top\"", "names no view above");
  expect_fault("bone = \"neck\"", "bone = \"wing\"", "names no bone");
  expect_fault("half = [10, 10, 10]", "half = [10, 10]", "is not [x, y, z]");
  expect_fault("[-300, -900, 300, 800]", "[300, -900, -300, 800]", "is no frame");
  expect_fault("name = \"Neck\"", "name = \"Neck\"\ncolour = \"red\"", "colour");
}

}  // namespace
}  // namespace lissom
