// What anatomy and measurements on bodies say about our muscles, and what OpenSim computes for the
// same legs. docs/anatomy.md has the figures side by side, with what does not agree.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/body/muscles.h"
#include "core/body/path.h"
#include "core/body/trig.h"

namespace lissom {
namespace {

using Angles = std::vector<std::pair<std::string, double>>;  // degrees

const Model& model() {
  return embedded_body().model;
}

Pose pose_of(const Angles& angles) {
  Pose pose = neutral_pose(model());
  for (const auto& [name, value] : angles) {
    const int coordinate = model().coordinate(name);
    EXPECT_NE(coordinate, none) << name;
    pose[static_cast<std::size_t>(coordinate)] = value * degree;
  }
  return pose;
}

double millimetres(const std::string& muscle, const Pose& pose) {
  const int found = model().muscle(muscle);
  EXPECT_NE(found, none) << muscle;
  constexpr double thousand = 1000;
  return thousand *
         muscle_lengths(model(), pose, Wrapping::smooth)[static_cast<std::size_t>(found)];
}

double millimetres(const std::string& muscle, const Angles& angles) {
  return millimetres(muscle, pose_of(angles));
}

/// How much longer than in standing at rest.
double percent(const std::string& muscle, const Angles& angles) {
  return 100 * (millimetres(muscle, angles) / millimetres(muscle, Angles{}) - 1);
}

/// -dL/dq in millimetres: positive if the muscle's pull increases the coordinate.
double arm(const std::string& muscle, const std::string& coordinate, const Angles& angles) {
  const auto at = static_cast<std::size_t>(model().coordinate(coordinate));
  constexpr double step = 1e-4;
  Pose pose = pose_of(angles);
  pose[at] += step;
  const double after = millimetres(muscle, pose);
  pose[at] -= 2 * step;
  return (millimetres(muscle, pose) - after) / (2 * step);
}

// ---- the psoas

/// Hip and trunk angles with the pelvis tipped back by `tuck` degrees while thigh and chest stay.
Angles tucked(double hip, double tuck) {
  return {{"pelvis_tilt", -tuck}, {"hip_flexion_r", hip - tuck}, {"lumbar_flexion", tuck}};
}

TEST(Psoas, TuckingThePelvisAtAFixedThighLengthensIt) {
  for (const double hip : {-10.0, 0.0, 15.0}) {
    const std::vector<Frame> before = place(model(), pose_of(tucked(hip, 0)));
    const std::vector<Frame> after = place(model(), pose_of(tucked(hip, 10)));
    for (const std::string fixed : {"femur_r", "thorax_low"}) {
      const auto i = static_cast<std::size_t>(model().body(fixed));
      EXPECT_NEAR(length(before[i].turn.x - after[i].turn.x), 0, 1e-12) << fixed << " turned";
    }
    for (const std::string line : {"psoas_upper_r", "psoas_lower_r", "iliacus_r"}) {
      for (const double tuck : {-10.0, -5.0, 0.0, 5.0}) {
        EXPECT_GT(millimetres(line, tucked(hip, tuck + 5)),
                  millimetres(line, tucked(hip, tuck)) + 0.5)
            << line << " hip " << hip << " tuck " << tuck;
      }
    }
  }
}

TEST(Psoas, ChangesWithTheHipAndWithTheLumbarCurve) {
  for (const std::string line : {"psoas_upper", "psoas_lower"}) {
    EXPECT_GT(percent(line + "_r", {{"hip_flexion_r", -15}}), 1) << line;
    EXPECT_EQ(percent(line + "_l", {{"hip_flexion_r", -15}}), 0) << line;
    EXPECT_GT(percent(line + "_r", {{"lumbar_bend", -20}}), 0.5) << "leaning away";
    EXPECT_LT(percent(line + "_r", {{"lumbar_bend", 20}}), -0.5) << "leaning towards";
    EXPECT_NE(percent(line + "_r", {{"lumbar_flexion", 20}}), 0) << line;
  }
  EXPECT_EQ(percent("iliacus_r", {{"lumbar_flexion", 20}}), 0) << "begins on the pelvis";
}

// ---- which way muscles turn the thigh: Delp 1999

TEST(Delp1999, PiriformisTurnsTheThighOutWhenStraightAndInWhenBent) {
  // Measured: 29 mm outward at 0, 14 mm inward at 90.
  const double straight = arm("piri_r", "hip_rotation_r", {});
  const double bent = arm("piri_r", "hip_rotation_r", {{"hip_flexion_r", 90}});
  EXPECT_NEAR(straight, -29, 5);
  EXPECT_NEAR(bent, 14, 5);
}

TEST(Delp1999, ButtockMusclesMoveTowardsTurningInWhenTheHipBends) {
  for (const std::string muscle : {"glmax1_r", "glmax2_r", "glmax3_r", "glmed1_r", "glmed2_r",
                                   "glmed3_r", "glmin1_r", "glmin2_r", "glmin3_r"}) {
    double before = arm(muscle, "hip_rotation_r", {});
    for (const double flexion : {20.0, 45.0, 60.0, 90.0}) {
      const double now = arm(muscle, "hip_rotation_r", {{"hip_flexion_r", flexion}});
      EXPECT_GT(now, before) << muscle << " at " << flexion;
      before = now;
    }
  }
  // The back part of the greatest one still turns outward at 90.
  EXPECT_LT(arm("glmax3_r", "hip_rotation_r", {{"hip_flexion_r", 90}}), 0);
}

// ---- what lengthens the deep buttock and the outer hip

const Angles flexed_90_across_30 = {
    {"hip_flexion_r", 90}, {"hip_abduction_r", -30}, {"knee_flexion_r", 90}};
const Angles flexed_90_out_45 = {
    {"hip_flexion_r", 90}, {"hip_rotation_r", -45}, {"knee_flexion_r", 90}};
const Angles straight_in_45 = {{"hip_rotation_r", 45}};

TEST(McGovern2017, PiriformisLengthensInAllThreePositions) {
  const double across = percent("piri_r", flexed_90_across_30);
  const double out = percent("piri_r", flexed_90_out_45);
  const double in = percent("piri_r", straight_in_45);
  EXPECT_GT(in, 5);
  EXPECT_GT(across, in);
  EXPECT_GT(out, in);
  // Does not agree: on bodies 90 with 30 across lengthened it most. Here turning out by 45 does,
  // by less than half a millimetre: the first place is shared.
  EXPECT_LT(across, out);
  EXPECT_LT(out - across, 0.5);
  EXPECT_GT(percent("gem_r", straight_in_45), 20) << "gemelli: straight hip, turned in";
}

TEST(Gulledge2014, FarAcrossAndTurnedOutLengthensPiriformisMost) {
  const double best = percent("piri_r", {{"hip_flexion_r", 115},
                                         {"hip_abduction_r", -25},
                                         {"hip_rotation_r", -40},
                                         {"knee_flexion_r", 110}});
  EXPECT_NEAR(best, 21, 0.5);
  EXPECT_GT(best, percent("piri_r", flexed_90_across_30));
  EXPECT_GT(best, percent("piri_r", flexed_90_out_45));
}

TEST(Umehara2015, BendingTheKneeLengthensTheOuterHipMuscle) {
  const auto tfl = [](double knee, double rotation) {
    return percent("tfl_r", {{"hip_flexion_r", -10},
                             {"hip_abduction_r", -20},
                             {"hip_rotation_r", rotation},
                             {"knee_flexion_r", knee}});
  };
  EXPECT_GT(tfl(0, 0), 3);
  EXPECT_GT(tfl(45, 0), tfl(0, 0));
  EXPECT_GT(tfl(90, 0), tfl(45, 0));
  EXPECT_GT(tfl(135, 0), tfl(90, 0));
  // Turning the leg matters less than bending the knee.
  EXPECT_LT(std::abs(tfl(90, 15) - tfl(90, -15)), tfl(90, 0) - tfl(0, 0));
}

// ---- general anatomy

TEST(Anatomy, MusclesLengthenTheWayTheirJobsSay) {
  struct Row {
    std::string muscle;
    Angles angles;
    bool longer;
  };
  const std::vector<Row> rows = {
      {"bflh_r", {{"hip_flexion_r", 80}}, true},
      {"semiten_r", {{"hip_flexion_r", 80}}, true},
      {"semimem_r", {{"knee_flexion_r", 60}}, false},
      {"recfem_r", {{"hip_flexion_r", -10}, {"knee_flexion_r", 120}}, true},
      {"vaslat_r", {{"knee_flexion_r", 120}}, true},
      {"addlong_r", {{"hip_abduction_r", 40}}, true},
      {"grac_r", {{"hip_abduction_r", 40}}, true},
      {"glmed2_r", {{"hip_abduction_r", -20}}, true},
      {"glmax2_r", {{"hip_flexion_r", 110}}, true},
      {"soleus_r", {{"ankle_r", 20}}, true},
      {"gasmed_r", {{"ankle_r", 20}}, true},
      {"gaslat_r", {{"knee_flexion_r", 60}}, false},
      {"ql_iliocostal_l", {{"lumbar_bend", 20}}, true},
      {"ql_iliocostal_r", {{"lumbar_bend", 20}}, false},
      {"ql_iliolumbar_l", {{"lumbar_bend", 20}}, true},
      {"ql_lumbocostal_l", {{"lumbar_bend", 20}}, true},
      {"iliocostalis_thoracic_r", {{"lumbar_flexion", 40}}, true},
      {"longissimus_lumbar_r", {{"lumbar_flexion", 40}}, true},
      {"multifidus_upper_r", {{"lumbar_flexion", 40}}, true},
      {"multifidus_lower_r", {{"lumbar_flexion", -20}}, false},
      {"rectus_abd_r", {{"lumbar_flexion", -20}}, true},
      // Turning to the right is the work of the right inner and the left outer oblique.
      {"io_lateral_r", {{"lumbar_turn", 15}}, false},
      {"io_lateral_l", {{"lumbar_turn", 15}}, true},
      {"io_medial_l", {{"lumbar_turn", 15}}, true},
      {"eo_lateral_l", {{"lumbar_turn", 15}}, false},
      {"eo_lateral_r", {{"lumbar_turn", 15}}, true},
      {"eo_medial_r", {{"lumbar_turn", 15}}, true},
      {"lat_pelvic_r", {{"shoulder_flexion_r", 165}, {"lumbar_bend", -15}}, true},
      {"pec_major_r", {{"shoulder_abduction_r", 90}}, true},
      {"upper_trap_r", {{"neck_bend", -30}}, true},
      {"levator_r", {{"neck_flexion", 40}}, true},
      {"scalene_r", {{"neck_bend", -30}}, true},
      {"thoracic_r", {{"thorax_flexion", 30}}, true},
  };
  for (const Row& row : rows) {
    const double change = percent(row.muscle, row.angles);
    EXPECT_EQ(change > 0, row.longer) << row.muscle << " " << change << " %";
    EXPECT_GT(std::abs(change), 1) << row.muscle;
  }
}

// ---- OpenSim's lengths of the same legs

/// Rows of a file: a name and what stands behind it.
std::vector<std::pair<std::string, std::vector<std::string>>> rows_of(const std::string& path) {
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    std::vector<std::string> cells;
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find(',', from), line.size());
      cells.push_back(line.substr(from, to - from));
      from = to + 1;
    }
    rows.emplace_back(cells.front(), std::vector<std::string>(cells.begin() + 1, cells.end()));
  }
  return rows;
}

/// Why some of ours differ by more than the rounding of points to 0.01 mm (up to 0.03 mm here):
/// OpenSim slides the touching points on a cylinder until they are nearly right, ours are exact;
/// and the cylinder of glmax1, the front of the cylinder before the knee and the point in the calf
/// are ours.
double tolerance_mm(const std::string& muscle) {
  const std::map<std::string, double> known = {
      {"addbrev", 0.15},    {"addlong", 0.2},     {"addmag_prox", 0.15}, {"addmag_mid", 0.15},
      {"addmag_dist", 0.4}, {"addmag_isch", 0.4}, {"glmax1", 20},        {"glmax2", 0.1},
      {"glmax3", 0.1},      {"bfsh", 0.05},       {"gaslat", 8},         {"gasmed", 8},
      {"recfem", 0.6},
  };
  const auto found = known.find(muscle);
  return found == known.end() ? 0.03 : found->second;
}

TEST(OpenSim, ComputesTheSameLegs) {
  const auto rows = rows_of("core/body/testdata/leg_lengths.csv");
  ASSERT_EQ(rows.size(), 37U);
  ASSERT_EQ(rows.front().first, "pose");
  const std::vector<std::string>& names = rows.front().second;
  std::vector<Angles> poses(names.size());
  for (const auto& [name, cells] : rows) {
    const bool is_angle = model().coordinate(name) != none;
    for (std::size_t i = 0; i < cells.size() && name != "pose"; ++i) {
      if (is_angle) {
        poses[i].emplace_back(name, std::stod(cells[i]));
      } else {
        EXPECT_NEAR(millimetres(name + "_r", poses[i]), std::stod(cells[i]), tolerance_mm(name))
            << name << " in " << names[i];
      }
    }
  }
}

// ---- mirror and smoothness

/// The pose that a mirror shows.
Pose mirrored(const Pose& pose) {
  Pose other = pose;
  for (std::size_t i = 0; i < pose.size(); ++i) {
    std::string name = model().coordinates[i].name;
    if (name.ends_with("_r") || name.ends_with("_l")) {
      name.back() = name.back() == 'r' ? 'l' : 'r';
      other[static_cast<std::size_t>(model().coordinate(name))] = pose[i];
    } else if (name.ends_with("bend") || name.ends_with("turn") || name.ends_with("oblique")) {
      other[i] = -pose[i];
    }
  }
  return other;
}

/// A pose inside all ranges that is the same every time, and looks like none in particular.
Pose some_pose(std::size_t n) {
  Pose pose = neutral_pose(model());
  for (std::size_t i = 0; i < pose.size(); ++i) {
    const Coordinate& coordinate = model().coordinates[i];
    const double share = static_cast<double>((n * 7919 + i * 104729) % 1000) / 1000;
    pose[i] = coordinate.least + share * (coordinate.most - coordinate.least);
  }
  return pose;
}

TEST(Muscles, LeftInTheMirrorIsRight) {
  for (std::size_t n = 1; n <= 20; ++n) {
    const Pose pose = some_pose(n);
    const std::vector<double> here = muscle_lengths(model(), pose, Wrapping::smooth);
    const std::vector<double> there = muscle_lengths(model(), mirrored(pose), Wrapping::smooth);
    for (int i = 0; i < static_cast<int>(here.size()); ++i) {
      EXPECT_EQ(here[static_cast<std::size_t>(i)], there[static_cast<std::size_t>(other_side(i))])
          << model().muscles[static_cast<std::size_t>(i)].name;
    }
  }
}

/// What holds on the right holds on the left; the others move no muscle against its bones.
bool is_swept(const std::string& name) {
  const std::vector<std::string> idle = {"pelvis", "toes", "forearm", "wrist", "elbow"};
  return !name.ends_with("_l") &&
         std::none_of(idle.begin(), idle.end(),
                      [&](const std::string& each) { return name.starts_with(each); });
}

TEST(Muscles, LengthsDoNotJump) {
  Model right = model();
  std::erase_if(right.muscles, [](const MusclePath& path) { return path.name.ends_with("_l"); });
  constexpr double step = 0.25 * degree;
  constexpr double most = 0.001;  // metres in a step: the belly's arm of 17 cm makes 0.75 mm
  std::vector<double> before(right.muscles.size());
  std::vector<double> now(right.muscles.size());
  for (const Pose& base : {neutral_pose(right), some_pose(3)}) {
    for (std::size_t i = 0; i < base.size(); ++i) {
      const Coordinate& coordinate = right.coordinates[i];
      if (!is_swept(coordinate.name)) {
        continue;
      }
      Pose pose = base;
      pose[i] = coordinate.least;
      muscle_lengths(right, pose, Wrapping::smooth, before);
      const int steps = static_cast<int>((coordinate.most - coordinate.least) / step);
      for (int n = 1; n <= steps; ++n) {
        pose[i] = coordinate.least + n * step;
        muscle_lengths(right, pose, Wrapping::smooth, now);
        for (std::size_t m = 0; m < now.size(); ++m) {
          ASSERT_LT(std::abs(now[m] - before[m]), most)
              << right.muscles[m].name << " at " << coordinate.name << " " << pose[i] / degree;
        }
        now.swap(before);
      }
    }
  }
}

}  // namespace
}  // namespace lissom
