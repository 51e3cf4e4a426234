#include <filesystem>

#include <gtest/gtest.h>

#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

constexpr std::string_view model = R"(<OpenSimDocument Version="40000"><Model name="m">
<Ground name="ground"/><BodySet><objects><Body name="rod"/></objects></BodySet>
<JointSet><objects><PinJoint name="hinge"><socket_parent_frame>ground</socket_parent_frame>
<socket_child_frame>rod</socket_child_frame><coordinates><Coordinate name="q"><range>-1 1</range>
<clamped>true</clamped></Coordinate></coordinates></PinJoint></objects></JointSet>
<ForceSet><objects><PathActuator name="m"><GeometryPath><PathPointSet><objects>
<PathPoint name="a"><socket_parent_frame>ground</socket_parent_frame><location>3 0 0</location></PathPoint>
<PathPoint name="b"><socket_parent_frame>rod</socket_parent_frame><location>0 4 0</location></PathPoint>
</objects></PathPointSet></GeometryPath></PathActuator></objects></ForceSet></Model></OpenSimDocument>)";

class BodyCommand : public testing::Test {
 protected:
  Ran run(const std::string& what, const std::string& poses,
          const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {"body", what,      "--model",
                                     model_, "--poses", program_.file("poses.csv", poses)};
    const std::vector<std::string> out = {"-o", "-"};
    args.insert(args.end(), more.empty() ? out.begin() : more.begin(),
                more.empty() ? out.end() : more.end());
    return Program::run_bare(args, {});
  }

  Program program_;
  std::string model_ = program_.file("model.osim", model);
};

TEST_F(BodyCommand, WritesLengthsAndArms) {
  EXPECT_EQ(run("lengths", "pose,q\nrest,0\n").out, "pose,m\nrest,5.000000000\n");
  // dL/dq = 3 * 4 / 5 as the rod turns away from x.
  EXPECT_EQ(run("arms", "pose,q\nrest,0\n").out,
            "pose,muscle,coordinate,moment_arm_m\nrest,m,q,-2.4\n");
  EXPECT_EQ(run("lengths", "pose\r\nrest\r\n").out, "pose,m\nrest,5.000000000\n")
      << "a coordinate without a column rests";
  const std::string file = program_.path("out.csv");
  EXPECT_EQ(run("lengths", "pose\nrest\n", {"--wrapping", "smooth", "-o", file}).exit, 0);
  EXPECT_EQ(content_of(file), "pose,m\nrest,5.000000000\n");
  EXPECT_EQ(run("lengths", "pose\nrest\n", {"-o", file}).exit, 2) << "it is there";
  EXPECT_EQ(run("lengths", "pose\nrest\n", {"--force", "-o", file}).exit, 0);
}

TEST(BodyMuscles, OfAStretchAsAPage) {
  Program program;
  const Ran ran = program.run({"body", "muscles", "neck_side"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  expect_golden("muscles", ran.out);
  const Ran left = program.run({"body", "muscles", "neck_side", "--side", "L", "--json"});
  EXPECT_NE(left.out.find(R"("side":"left","sides":"each")"), std::string::npos) << left.out;
  const Ran unknown = program.run({"body", "muscles", "neck_sid"});
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_EQ(
      unknown.err,
      "lissom: \"neck_sid\" is no stretch; near: neck_side; \"lissom catalogue\" lists them\n");
  EXPECT_EQ(program.run({"body", "muscles", "neck_side", "--side", "right"}).exit, 2);
}

TEST(BodyCheck, WritesBothTexts) {
  Program program;
  const std::string document = program.path("check.md");
  const std::string lengths = program.path("lengths.toml");
  const std::vector<std::string> args = {"body", "check",  "--catalogue", "catalogue",
                                         "-o",   document, "--lengths",   lengths};
  const Ran ran = Program::run_bare(args, {});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(content_of(document), content_of("docs/anatomy-check.md"));
  EXPECT_EQ(content_of(lengths), content_of("catalogue/lengths.toml"));
  std::filesystem::remove(document);
  EXPECT_EQ(Program::run_bare(args, {}).exit, 2) << "one of them is there";
  EXPECT_FALSE(std::filesystem::exists(document));
  EXPECT_EQ(
      Program::run_bare({"body", "check", "--catalogue", program.path("none"), "-o", "-"}, {}).exit,
      2);
}

TEST_F(BodyCommand, SaysWhatItChanged) {
  const Ran ran = run("lengths", "pose,q\na,2\nb,1\n");
  EXPECT_EQ(ran.err,
            "lissom: 1 value lies outside the range that the model sets, taken at its edge\n");
  EXPECT_EQ(ran.out.substr(9, 11), ran.out.substr(23, 11)) << ran.out;
}

TEST_F(BodyCommand, MistakesHaveAPlace) {
  struct Case {
    std::string_view name, poses, want;
  };
  const Case cases[] = {
      {"unknown column", "pose,p\n", "line 1, column 2: the model has no coordinate \"p\""},
      {"twice", "pose,q,q\n", "line 1, column 3: \"q\" is there twice"},
      {"bad number", "pose,q\na,0\nb,1x\n", "line 3, column 2: \"1x\" is no number"},
      {"infinite", "pose,q\na,inf\n", "line 2, column 2: \"inf\" is no number"},
      {"too few", "pose,q\na\n", "line 2, column 2: expected 2 values, found 1"},
      {"empty", "", "line 1, column 1: expected \"pose\""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Ran ran = run("lengths", std::string(c.poses));
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find(c.want), std::string::npos) << ran.err;
  }
  model_ = program_.file("bad.osim", "<OpenSimDocument>\n<");
  const Ran ran = run("lengths", "pose\n");
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("bad.osim: line 2: no XML"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace lissom::cli
