#include "shells/opensim/read.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/body/path.h"
#include "core/body/trig.h"
#include "shells/opensim/pose_table.h"

namespace lissom::opensim {
namespace {

/// A model of version 40000: one body "rod" on the ground, with the parts under test in their
/// places.
struct Text {
  std::string joint = R"(<PinJoint name="hinge">
<socket_parent_frame>/ground</socket_parent_frame><socket_child_frame>/bodyset/rod</socket_child_frame>
<coordinates><Coordinate name="q"><range>-3 3</range></Coordinate></coordinates></PinJoint>)";
  std::string ground;
  std::string constraints;
  /// Muscles and the like.
  std::string forces =
      R"(<PathActuator name="m"><GeometryPath name="geometrypath"><PathPointSet><objects>
<PathPoint name="a"><socket_parent_frame>/ground</socket_parent_frame><location>0 0 0</location></PathPoint>
<PathPoint name="b"><socket_parent_frame>/bodyset/rod</socket_parent_frame><location>3 4 0</location></PathPoint>
</objects></PathPointSet></GeometryPath></PathActuator>)";

  [[nodiscard]] std::string osim() const {
    return R"(<?xml version="1.0"?>
<OpenSimDocument Version="40000"><Model name="tiny">
<defaults><PathActuator name="default"><GeometryPath/></PathActuator></defaults>
<Ground name="ground">)" +
           ground + R"(</Ground>
<BodySet><objects><Body name="rod"><mass>2</mass><mass_center>0 1 0</mass_center></Body></objects></BodySet>
<JointSet><objects>
)" + joint +
           R"(
</objects><groups/></JointSet>
<ConstraintSet><objects>)" +
           constraints + R"(</objects></ConstraintSet>
<ForceSet><objects>
)" + forces +
           R"(
</objects></ForceSet></Model></OpenSimDocument>)";
  }
};

Model read(const std::string& text) {
  const auto model = read_model(text);
  EXPECT_TRUE(model.has_value()) << (model ? "" : model.error().what);
  return model ? *model : Model{};
}

std::string complaint(const std::string& text) {
  const auto model = read_model(text);
  return model ? "" : model.error().what;
}

Frame placed(const Model& model, const Pose& pose) {
  return place(model, pose).at(1);
}

void expect_near(const Vec3& got, const Vec3& want) {
  EXPECT_NEAR(got.x, want.x, 1e-12);
  EXPECT_NEAR(got.y, want.y, 1e-12);
  EXPECT_NEAR(got.z, want.z, 1e-12);
}

TEST(Osim, ReadsBodiesAndWhatIsInDefaultsIsNoMuscle) {
  const Model model = read(Text{}.osim());
  EXPECT_EQ(model.name, "tiny");
  ASSERT_EQ(model.bodies.size(), 2U);
  EXPECT_EQ(model.bodies[1].mass_kg, 2);
  ASSERT_EQ(model.muscles.size(), 1U);
  EXPECT_NEAR(muscle_lengths(model, Pose{0.3}, Wrapping::match)[0], 5, 1e-12);
}

TEST(Osim, JointsMoveAsTheirKindsSay) {
  struct Case {
    std::string_view kind;
    Pose pose;
    Vec3 want;  ///< of the point (1, 2, 3) of the body
  };
  const double quarter = pi / 2;
  const Case cases[] = {
      {"WeldJoint", {}, {1, 2, 3}},
      {"PinJoint", {quarter}, {-2, 1, 3}},
      {"SliderJoint", {0.5}, {1.5, 2, 3}},
      {"UniversalJoint", {quarter, quarter}, {3, 1, 2}},
      {"BallJoint", {0, 0, quarter}, {-2, 1, 3}},
      {"GimbalJoint", {quarter, 0, 0}, {1, -3, 2}},
      {"PlanarJoint", {quarter, 10, 20}, {8, 21, 3}},
      {"FreeJoint", {0, 0, quarter, 10, 20, 30}, {8, 21, 33}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.kind);
    Text text;
    const std::string kind(c.kind);
    text.joint = "<" + kind +
                 " name='j'><socket_parent_frame>ground</socket_parent_frame>"
                 "<socket_child_frame>rod</socket_child_frame><coordinates>";
    for (std::size_t i = 0; i < c.pose.size(); ++i) {
      text.joint += "<Coordinate name='q" + std::to_string(i) + "'/>";
    }
    text.joint += "</coordinates></" + kind + ">";
    expect_near(placed(read(text.osim()), c.pose) * Vec3{1, 2, 3}, c.want);
  }
}

/// A joint whose first turn and first move are given.
std::string custom(const std::string& turn, const std::string& move) {
  return R"(<CustomJoint name="j"><socket_parent_frame>ground</socket_parent_frame>
<socket_child_frame>rod</socket_child_frame>
<coordinates><Coordinate name="q"/></coordinates>
<SpatialTransform>
<TransformAxis name="rotation1"><coordinates>q</coordinates><axis>0 0 2</axis>)" +
         turn + R"(</TransformAxis>
<TransformAxis name="translation1"><coordinates>q</coordinates><axis>0 1 0</axis>)" +
         move + R"(</TransformAxis></SpatialTransform></CustomJoint>)";
}

TEST(Osim, FunctionsMeanWhatOpenSimMeans) {
  struct Case {
    std::string_view function;
    double want;  ///< at 1.5
  };
  const Case cases[] = {
      {"<Constant><value>7</value></Constant>", 7},
      {"<LinearFunction name='function'><coefficients>2 1</coefficients></LinearFunction>", 4},
      {"<PolynomialFunction name='function'><coefficients>1 0 -1</coefficients>"
       "</PolynomialFunction>",
       1.25},
      {"<function><SimmSpline><x>0 1</x><y>0 2</y></SimmSpline></function>", 3},
      {"<function><natCubicSpline><x>0 1 2 3</x><y>0 1 8 27</y></natCubicSpline></function>",
       3.375},
      {"<function><PiecewiseLinearFunction><x>0 1 2</x><y>5 6 8</y></PiecewiseLinearFunction>"
       "</function>",
       7},
      {"<MultiplierFunction name='function'><function><LinearFunction><coefficients>2 0"
       "</coefficients></LinearFunction></function><scale>0.5</scale></MultiplierFunction>",
       1.5},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.function);
    Text text;
    std::string function(c.function);
    if (function.starts_with("<Constant")) {
      function = "<function>" + function + "</function>";
    }
    text.joint = custom("<function><Constant><value>0</value></Constant></function>", function);
    expect_near(placed(read(text.osim()), {1.5}).at, {0, c.want, 0});
  }
}

TEST(Osim, MovesAreNotTurnedByTurns) {
  Text text;
  const std::string q =
      "<function><LinearFunction><coefficients>1 0</coefficients>"
      "</LinearFunction></function>";
  text.joint = custom(q, q);
  const Frame frame = placed(read(text.osim()), {pi / 2});
  expect_near(frame.at, {0, pi / 2, 0});
  expect_near(frame * Vec3{1, 0, 0}, {0, 1 + pi / 2, 0});
}

TEST(Osim, OffsetFramesStandInFrontAndBehind) {
  Text text;
  text.joint = R"(<PinJoint name="hinge">
<socket_parent_frame>near</socket_parent_frame><socket_child_frame>far</socket_child_frame>
<coordinates><Coordinate name="q"/></coordinates><frames>
<PhysicalOffsetFrame name="near"><socket_parent>/ground</socket_parent>
<translation>1 0 0</translation><orientation>0 0 1.5707963267948966</orientation></PhysicalOffsetFrame>
<PhysicalOffsetFrame name="far"><socket_parent>/jointset/hinge/middle</socket_parent>
<translation>0 1 0</translation></PhysicalOffsetFrame>
<PhysicalOffsetFrame name="middle"><socket_parent>/bodyset/rod</socket_parent>
<translation>0 2 0</translation></PhysicalOffsetFrame>
</frames></PinJoint>)";
  // The pin lies at (0, 3, 0) of the rod and at (1, 0, 0) of the ground; y of the rod is -x there.
  expect_near(placed(read(text.osim()), {0}) * Vec3{0, 4, 0}, {0, 0, 0});
}

/// The same hinge, 1 m above the ground, as each version writes it.
TEST(Osim, VersionsSayTheSameDifferently) {
  const std::string old_body =
      R"(<Body name="ground"/><Body name="rod"><Joint><CustomJoint name="hinge">
<parent_body>ground</parent_body><location_in_parent>0 1 0</location_in_parent>
<orientation_in_parent>0 0 0</orientation_in_parent><location>0 0.5 0</location><orientation>0 0 0</orientation>
<CoordinateSet name=""><objects><Coordinate name="q"><default_value>0</default_value></Coordinate></objects></CoordinateSet>
<SpatialTransform name=""><TransformAxis name="rotation1"><coordinates>q</coordinates><axis>0 0 1</axis>
<function><LinearFunction><coefficients>1 0</coefficients></LinearFunction></function></TransformAxis></SpatialTransform>
</CustomJoint></Joint></Body>)";
  const std::string old_path = R"(<GeometryPath name=""><PathPointSet name=""><objects>
<PathPoint name="a"><location>0 0 0</location><body>ground</body></PathPoint>
<PathPoint name="b"><location>0 0 0</location><body>rod</body></PathPoint></objects></PathPointSet></GeometryPath>)";
  const std::string new_bodies = R"(<Body name="rod"/>)";
  const auto joint = [](const std::string& sockets, const std::string& link) {
    return "<JointSet><objects><PinJoint name='hinge'>" + sockets +
           "<coordinates><Coordinate name='q'/></coordinates><frames>"
           "<PhysicalOffsetFrame name='g_off'>" +
           link + "ground" +
           (link[1] == 'c' ? "</connectee_name></Connector_PhysicalFrame_></connectors>"
                           : "</socket_parent>") +
           "<translation>0 1 0</translation></PhysicalOffsetFrame>"
           "<PhysicalOffsetFrame name='r_off'>" +
           link + "rod" +
           (link[1] == 'c' ? "</connectee_name></Connector_PhysicalFrame_></connectors>"
                           : "</socket_parent>") +
           "<translation>0 0.5 "
           "0</translation></PhysicalOffsetFrame></frames></PinJoint></objects></JointSet>";
  };
  const auto points = [](const std::string& before, const std::string& after) {
    return "<PathPointSet><objects><PathPoint name='a'>" + before + "ground" + after +
           "<location>0 0 0</location></PathPoint><PathPoint name='b'>" + before + "rod" + after +
           "<location>0 0 0</location></PathPoint></objects></PathPointSet>";
  };
  const std::string socketed = points("<socket_parent_frame>", "</socket_parent_frame>");
  const std::string connected =
      points("<connectors><Connector_PhysicalFrame_ name='parent_frame'><connectee_name>",
             "</connectee_name></Connector_PhysicalFrame_></connectors>");
  const std::string sockets =
      "<socket_parent_frame>g_off</socket_parent_frame><socket_child_frame>r_off</"
      "socket_child_frame>";
  const std::string connectors =
      "<connectors><Connector_PhysicalFrame_ "
      "name='parent_frame'><connectee_name>g_off</connectee_name>"
      "</Connector_PhysicalFrame_><Connector_PhysicalFrame_ "
      "name='child_frame'><connectee_name>r_off"
      "</connectee_name></Connector_PhysicalFrame_></connectors>";
  struct Case {
    std::string version, bodies, joints, path;
  };
  const Case cases[] = {
      {"20101", old_body, "", old_path},
      {"30000", old_body, "", old_path},
      {"30505", new_bodies,
       joint(connectors, "<connectors><Connector_PhysicalFrame_ name='parent'><connectee_name>"),
       "<GeometryPath>" + connected + "</GeometryPath>"},
      {"40000", new_bodies, joint(sockets, "<socket_parent>"),
       "<GeometryPath name='geometrypath'>" + socketed + "</GeometryPath>"},
      {"40500", new_bodies, joint(sockets, "<socket_parent>"),
       "<GeometryPath name='path'>" + socketed + "</GeometryPath>"},
      {"40600", new_bodies, joint(sockets, "<socket_parent>"),
       "<path><GeometryPath>" + socketed + "</GeometryPath></path>"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.version);
    const Model model =
        read("<OpenSimDocument Version='" + c.version + "'><Model name='m'><BodySet><objects>" +
             c.bodies + "</objects></BodySet>" + c.joints +
             "<ForceSet><objects><Thelen2003Muscle name='m'>" + c.path +
             "</Thelen2003Muscle></objects></ForceSet></Model></OpenSimDocument>");
    ASSERT_EQ(model.muscles.size(), 1U);
    EXPECT_NEAR(muscle_lengths(model, Pose{0}, Wrapping::match)[0], 0.5, 1e-12);
    EXPECT_NEAR(muscle_lengths(model, Pose{pi}, Wrapping::match)[0], 1.5, 1e-12);
    EXPECT_NEAR(muscle_lengths(model, Pose{pi / 2}, Wrapping::match)[0], std::sqrt(1.25), 1e-12);
  }
}

TEST(Osim, FollowersFollowWhateverTheirOrder) {
  Text text;
  text.joint = custom("", "");
  text.joint = R"(<UniversalJoint name="j"><socket_parent_frame>ground</socket_parent_frame>
<socket_child_frame>rod</socket_child_frame><coordinates><Coordinate name="last"/><Coordinate name="first"/>
</coordinates></UniversalJoint>)";
  text.constraints = R"(<CoordinateCouplerConstraint name="c"><isEnforced>true</isEnforced>
<coupled_coordinates_function><LinearFunction><coefficients>3 0.1</coefficients></LinearFunction></coupled_coordinates_function>
<independent_coordinate_names>first</independent_coordinate_names><dependent_coordinate_name>last</dependent_coordinate_name>
<scale_factor>2</scale_factor></CoordinateCouplerConstraint>)";
  const Model model = read(text.osim());
  Pose pose(2);
  pose[static_cast<std::size_t>(model.coordinate("first"))] = 0.5;
  follow(model, pose);
  EXPECT_NEAR(pose[static_cast<std::size_t>(model.coordinate("last"))], 3.2, 1e-12);
}

TEST(Osim, PointsThatComeGoAndMove) {
  Text text;
  text.forces = R"(<PathActuator name="m"><GeometryPath><PathPointSet><objects>
<PathPoint name="a"><socket_parent_frame>/ground</socket_parent_frame><location>0 0 0</location></PathPoint>
<ConditionalPathPoint name="b"><socket_parent_frame>/ground</socket_parent_frame><location>4 3 0</location>
<socket_coordinate>/jointset/hinge/q</socket_coordinate><range>0.5 1</range></ConditionalPathPoint>
<MovingPathPoint name="c"><socket_parent_frame>/ground</socket_parent_frame>
<socket_x_coordinate>/jointset/hinge/q</socket_x_coordinate>
<socket_y_coordinate>/jointset/hinge/q</socket_y_coordinate><socket_z_coordinate>/jointset/hinge/q</socket_z_coordinate>
<x_location><LinearFunction><coefficients>0 8</coefficients></LinearFunction></x_location>
<y_location><Constant><value>0</value></Constant></y_location>
<LinearFunction name="z_location"><coefficients>2 0</coefficients></LinearFunction></MovingPathPoint>
</objects></PathPointSet></GeometryPath></PathActuator>)";
  const Model model = read(text.osim());
  EXPECT_NEAR(muscle_lengths(model, Pose{0}, Wrapping::match)[0], 8, 1e-12);
  EXPECT_NEAR(muscle_lengths(model, Pose{-0.75}, Wrapping::match)[0], std::sqrt(64 + 2.25), 1e-12);
  EXPECT_NEAR(muscle_lengths(model, Pose{0.75}, Wrapping::match)[0], 5 + std::sqrt(25 + 2.25),
              1e-12);
  EXPECT_NEAR(muscle_lengths(model, Pose{-5}, Wrapping::match)[0], 10, 1e-12)
      << "what moves a point stays in its range";
}

TEST(Osim, WrapsAreReadWithTheirSide) {
  Text text;
  text.ground = R"(<WrapObjectSet><objects><WrapCylinder name="drum"><active>true</active>
<xyz_body_rotation>0 0 0</xyz_body_rotation><translation>0 0 0</translation><quadrant>-Y</quadrant>
<radius>1</radius><length>5</length></WrapCylinder></objects></WrapObjectSet>)";
  text.forces = R"(<PathActuator name="m"><GeometryPath><PathPointSet><objects>
<PathPoint name="a"><socket_parent_frame>/ground</socket_parent_frame><location>-2 0 0</location></PathPoint>
<PathPoint name="b"><socket_parent_frame>/ground</socket_parent_frame><location>2 0 0</location></PathPoint>
</objects></PathPointSet><PathWrapSet><objects><PathWrap name="w"><wrap_object>drum</wrap_object>
<method>axial</method><range>1 2</range></PathWrap></objects></PathWrapSet></GeometryPath></PathActuator>)";
  const Model model = read(text.osim());
  ASSERT_EQ(model.surfaces.size(), 1U);
  EXPECT_EQ(model.surfaces[0].axis, 1);
  EXPECT_EQ(model.surfaces[0].sign, -1);
  EXPECT_EQ(model.surfaces[0].length, 5);
  ASSERT_EQ(model.muscles[0].wraps.size(), 1U);
  EXPECT_EQ(model.muscles[0].wraps[0].first, 0);
  EXPECT_EQ(model.muscles[0].wraps[0].last, 1);
  EXPECT_EQ(model.muscles[0].wraps[0].method, PathWrap::Method::axial);
  EXPECT_NEAR(muscle_lengths(model, Pose{0}, Wrapping::match)[0], 2 * std::sqrt(3.0) + pi / 3,
              1e-12);
}

/// @param radii  as tags
Text with_ring(const std::string& radii) {
  Text text;
  text.ground = "<WrapObjectSet><objects><WrapTorus name='ring'><active>true</active>";
  text.ground += radii;
  text.ground += "</WrapTorus></objects></WrapObjectSet>";
  text.forces = R"(<PathActuator name="m"><GeometryPath><PathPointSet><objects>
<PathPoint name="a"><socket_parent_frame>/ground</socket_parent_frame><location>3 0 -2</location></PathPoint>
<PathPoint name="b"><socket_parent_frame>/ground</socket_parent_frame><location>3 0 2</location></PathPoint>
</objects></PathPointSet><PathWrapSet><objects><PathWrap name="w"><wrap_object>ring</wrap_object>
</PathWrap></objects></PathWrapSet></GeometryPath></PathActuator>)";
  return text;
}

TEST(Osim, PathsGoThroughRings) {
  const Text text = with_ring("<inner_radius>1</inner_radius><outer_radius>3</outer_radius>");
  const Model model = read(text.osim());
  ASSERT_EQ(model.surfaces.size(), 1U);
  EXPECT_EQ(model.surfaces[0].kind, WrapSurface::Kind::torus);
  const double half_way_round = 2 * std::sqrt(3.0) + pi / 3;
  EXPECT_NEAR(muscle_lengths(model, Pose{0}, Wrapping::match)[0], half_way_round, 1e-7);
  EXPECT_NEAR(muscle_lengths(model, Pose{0}, Wrapping::smooth)[0], half_way_round, 1e-7);
  EXPECT_NE(
      complaint(with_ring("<inner_radius>3</inner_radius><outer_radius>1</outer_radius>").osim())
          .find(R"(<WrapTorus name="ring">: expected an outer_radius)"),
      std::string::npos);
}

struct Mistake {
  std::string_view name;
  Text text;
  std::string_view want;
};

void expect_complaints(std::span<const Mistake> mistakes) {
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(mistake.name);
    const std::string said = complaint(mistake.text.osim());
    EXPECT_NE(said.find(mistake.want), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos);
  }
}

TEST(Osim, WhatIsNotSupportedIsNamedWithItsLine) {
  const Mistake mistakes[] = {
      {"joint",
       {.joint = "<ScapulothoracicJoint name='s'><socket_parent_frame>ground"
                 "</socket_parent_frame><socket_child_frame>rod</socket_child_frame>"
                 "</ScapulothoracicJoint>"},
       "line 7: <ScapulothoracicJoint name=\"s\">: this kind of joint is not supported"},
      {"function",
       {.joint = custom("<function><GCVSpline><x>0 1</x></GCVSpline></function>", "")},
       "<GCVSpline>: this kind of function is not supported"},
      {"constraint",
       {.constraints = "<PointConstraint name='p'/>"},
       "<PointConstraint name=\"p\">: this kind of constraint is not supported"},
      {"path",
       {.forces = "<Millard2012EquilibriumMuscle name='m'><path><FunctionBasedPath/></path>"
                  "</Millard2012EquilibriumMuscle>"},
       "<FunctionBasedPath>: this kind of path is not supported"},
      {"many drivers",
       {.constraints = "<CoordinateCouplerConstraint name='c'><independent_coordinate_names>q r"
                       "</independent_coordinate_names></CoordinateCouplerConstraint>"},
       "follows 2 others"},
  };
  expect_complaints(mistakes);
  Text fine;
  fine.constraints = "<PointConstraint name='p'><isEnforced>false</isEnforced></PointConstraint>";
  EXPECT_EQ(complaint(fine.osim()), "") << "what is switched off does not matter";
}

TEST(Osim, MistakesHaveAPlace) {
  const std::string pin = Text{}.joint;
  const auto pin_with = [&](std::string_view from, std::string_view to) {
    std::string text = pin;
    return text.replace(text.find(from), from.size(), to);
  };
  const std::string muscle = Text{}.forces;
  const auto muscle_with = [&](std::string_view from, std::string_view to) {
    std::string text = muscle;
    return text.replace(text.find(from), from.size(), to);
  };
  const Mistake mistakes[] = {
      {"no number",
       {.forces = muscle_with("3 4 0", "3 x 0")},
       "line 15: <location>: \"x\" is no number"},
      {"two numbers", {.forces = muscle_with("3 4 0", "3 4")}, "expected three numbers"},
      {"infinite", {.forces = muscle_with("3 4 0", "3 inf 0")}, "expected three numbers"},
      {"far away",
       {.forces = muscle_with("3 4 0", "3 4 -1000000.5")},
       "line 15: <location>: \"-1000000.5\" is not between -1000000 and 1000000"},
      {"no body",
       {.forces = muscle_with("/bodyset/rod", "/bodyset/rid")},
       "line 15: <PathPoint name=\"b\">: there is no body or frame \"/bodyset/rid\""},
      {"no joint", {.joint = ""}, "the body \"rod\" has no joint"},
      {"joined to itself", {.joint = pin_with("/ground", "/bodyset/rod")}, "joined in a circle"},
      {"two joints",
       {.joint = pin + "<WeldJoint name='w'><socket_parent_frame>ground"
                       "</socket_parent_frame><socket_child_frame>rod"
                       "</socket_child_frame></WeldJoint>"},
       "two joints"},
      {"two muscles of a name", {.forces = muscle + muscle}, "two of this name"},
      {"a name with a comma",
       {.forces = muscle_with("name=\"m\"", "name=\"m,n\"")},
       "without commas"},
      {"one point",
       {.forces = "<PathActuator name='m'><GeometryPath/></PathActuator>"},
       "two points or more"},
      {"too few coordinates",
       {.joint = pin_with("PinJoint name", "UniversalJoint name")},
       "no XML"},
      {"range backwards", {.joint = pin_with("-3 3", "3 -3")}, "ends before it begins"},
  };
  expect_complaints(mistakes);
}

TEST(Osim, WhatIsNoModelAtAll) {
  EXPECT_NE(complaint("").find("line 1"), std::string::npos);
  EXPECT_NE(complaint("<a>\n\n<b></a>").find("line 3: no XML"), std::string::npos);
  EXPECT_NE(complaint("<OpenSimDocument Version='10905'><Model/></OpenSimDocument>")
                .find("version 10905 is not supported"),
            std::string::npos);
  EXPECT_NE(complaint("<OpenSimDocument Version='new'><Model/></OpenSimDocument>").find("Version="),
            std::string::npos);
  EXPECT_EQ(complaint(std::string(most_bytes + 1, ' ')), "the file is larger than 64 MB");
}

}  // namespace
}  // namespace lissom::opensim
