#include "core/body/muscles.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/body/skeleton.h"

namespace lissom {
namespace {

std::string all_faults(std::string_view text) {
  const std::vector<CatalogueFile> files = {{"body/muscles.toml", text}};
  const auto read = read_muscled_body(files, embedded_skeleton().model);
  std::string all;
  if (!read) {
    for (const CatalogueFault& fault : read.error()) {
      all += to_string(fault) + "\n";
    }
  }
  return all;
}

constexpr std::string_view a_surface = R"(
[[surface]]
id = "brim"
body = "pelvis"
at = [0, 0, 100]
frame = [0, 0, 0]
radius = 100
)";

constexpr std::string_view a_muscle = R"(
[[group]]
sources = ["Delp1990"]
[[group.muscle]]
id = "one"
part_of = "psoas"
points = [{ body = "l1", at = [1, 2, 3] }, { body = "femur_r", at = [4, 5, 6] }]
)";

constexpr std::string_view a_carrier = R"(
[[carrier]]
name = "patella_r"
body = "femur_r"
driver = "knee_flexion_r"
sources = ["Rajagopal2016"]
at = [0, 0, 0]
degrees = [0, 10, 20, 30]
forward = [1, 2, 3, 4]
up = [1, 2, 3, 4]
turn = [1, 2, 3, 4]
)";

std::string file(std::string_view a, std::string_view b, std::string_view c) {
  return std::string(a) + std::string(b) + std::string(c);
}

/// `text` with the first `from` replaced.
std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Muscles, AreBuiltInAndSound) {
  const auto read = read_muscled_body(embedded_files(), embedded_skeleton().model);
  std::string all;
  if (!read) {
    for (const CatalogueFault& fault : read.error()) {
      all += to_string(fault) + "\n";
    }
  }
  ASSERT_EQ(all, "");
  EXPECT_EQ(read->model.muscles.size(), 2U * 57);
  EXPECT_EQ(read->notes.size(), read->model.muscles.size());
}

TEST(Muscles, BelongToMusclesOfTheCatalogueAndHaveSources) {
  const Catalogue& catalogue = embedded_catalogue();
  for (const MuscleNote& note : embedded_body().notes) {
    EXPECT_TRUE(note.part_of.empty() || catalogue.muscles.contains(note.part_of)) << note.part_of;
    for (const std::string& source : note.basis.sources) {
      EXPECT_TRUE(catalogue.sources.contains(source)) << source;
    }
  }
}

TEST(Muscles, FaultsHaveTheirPlace) {
  const std::string good = file(a_carrier, a_surface, a_muscle);
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view fault;
  };
  const std::vector<Row> rows = {
      {"at = [0, 0, 0]\nde", "at = [0, 0]\nde", "7: at is not a point; expected [x, y, z]"},
      {"driver = \"knee_flexion_r\"", "driver = \"knee_r\"",
       "5: driver names no coordinate: \"knee_r\""},
      {"degrees = [0, 10, 20, 30]", "degrees = [0, 10, 20, 20]",
       "8: degrees do not rise, are fewer than 4, or not as many as forward, up and turn"},
      {"up = [1, 2, 3, 4]", "up = [1, 2, 3]",
       "8: degrees do not rise, are fewer than 4, or not as many as forward, up and turn"},
      {"body = \"pelvis\"", "body = \"hip\"",
       "15: body names no bone in the middle or on the right: \"hip\""},
      {"frame = [0, 0, 0]", "frame = [0, 0]", "17: frame is not three angles"},
      {"radius = 100", "radius = 0", "18: radius is not a whole number from 1 to 300000"},
      {"radius = 100", "radius = 100\nside = \"z\"",
       "19: side is no half; expected x, -x, y or -y"},
      {"sources = [\"Delp1990\"]", "",
       "20: sources names no source; expected keys of sources.toml or a convention"},
      {"femur_r\", at", "femur_l\", at",
       "25: body names no bone in the middle or on the right: \"femur_l\""},
      {"points = [{ body = \"l1\", at = [1, 2, 3] }, ", "points = [",
       "25: points are fewer than 2 or more than 20"},
      {"[4, 5, 6] }]", "[4, 5, 6] }]\nwrap = { surface = \"rim\" }",
       "26: surface names no surface: \"rim\""},
      {"[4, 5, 6] }]", "[4, 5, 6] }]\nwrap = { surface = \"brim\", from = 1, to = 3 }",
       "26: to is not a whole number from 2 to 2"},
      {"part_of", "part", "24: part is not a key that is known here"},
  };
  ASSERT_EQ(all_faults(good), "");
  for (const Row& row : rows) {
    const std::string faults = all_faults(with(good, row.from, row.to));
    EXPECT_NE(faults.find(row.fault), std::string::npos)
        << row.to << "\nexpected " << row.fault << "\ngot\n"
        << faults;
  }
  const std::string twice = file(good, a_muscle, "");
  EXPECT_NE(all_faults(twice).find("one\" is there twice"), std::string::npos) << all_faults(twice);
  EXPECT_EQ(read_muscled_body({}, embedded_skeleton().model).error().front().what, "is missing");
}

TEST(Muscles, LeftIsTheMirrorImageOfRight) {
  const Model& model = embedded_body().model;
  for (std::size_t i = 0; i < model.muscles.size(); i += 2) {
    const MusclePath& right = model.muscles[i];
    const MusclePath& left = model.muscles[i + 1];
    EXPECT_EQ(right.name.substr(0, right.name.size() - 2),
              left.name.substr(0, left.name.size() - 2));
    EXPECT_TRUE(right.name.ends_with("_r") && left.name.ends_with("_l"));
    ASSERT_EQ(right.points.size(), left.points.size());
    for (std::size_t k = 0; k < right.points.size(); ++k) {
      EXPECT_EQ(right.points[k].at,
                (Vec3{left.points[k].at.x, left.points[k].at.y, -left.points[k].at.z}));
    }
  }
  EXPECT_EQ(other_side(0), 1);
  EXPECT_EQ(other_side(7), 6);
}

}  // namespace
}  // namespace lissom
