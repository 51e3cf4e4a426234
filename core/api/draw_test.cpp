// Pictures through the façade: who sees one, and what it says.

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"
#include "core/api/picture.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

std::string draw(const std::string& id, const std::string& more = "") {
  return R"({"do":"draw","id":")" + id + "\"" + more + "}";
}

TEST(Drawing, ShowsTheStretchAndSaysIt) {
  Someone someone;
  const Json view = someone.get(draw("hip_flexor_half_kneel"));
  const std::string svg = view["svg"];
  EXPECT_TRUE(svg.starts_with("<svg"));
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
  constexpr std::size_t most_bytes = 24'000;
  EXPECT_LT(svg.size(), most_bytes);
  const std::string words = view["description"];
  EXPECT_TRUE(words.starts_with("Kneeling on one knee, the other foot in front. Left hip bent to"));
  EXPECT_NE(svg.find("Right hand on the left thigh"), std::string::npos) << "the words are in it";
}

TEST(Drawing, DiffersByWhatIsAskedAndByNothingElse) {
  Someone someone;
  const Json plain = someone.get(draw("bridge"));
  EXPECT_EQ(plain,
            someone.get(draw("bridge", R"(,"side":"right","at":1000,"theme":"colour","skin":2)")));
  for (const char* more :
       {R"(,"at":0)", R"(,"theme":"print")", R"(,"build":"heavy")", R"(,"yaw":60,"elevation":5)",
        R"(,"ghost":true)", R"(,"arrow":false)", R"(,"skin":5)"}) {
    EXPECT_NE(plain["svg"], someone.get(draw("bridge", more))["svg"]) << more;
  }
  const Json left = someone.get(draw("hip_flexor_half_kneel", R"(,"side":"left")"));
  EXPECT_NE(left["description"].get<std::string>().find("Right hip bent to"), std::string::npos);
}

/// How large its sheet is.
std::string sheet_of(const Json& view) {
  const std::string svg = view["svg"];
  const std::size_t at = svg.find("viewBox=");
  return svg.substr(at, svg.find('>', at) - at);
}

TEST(Drawing, TurnedPicturesHaveOneScale) {
  Someone someone;
  for (const char* side : {R"(,"arrow":false,"side":"right")", R"(,"arrow":false,"side":"left")"}) {
    const std::string half_turn =
        sheet_of(someone.get(draw("hip_flexor_half_kneel", std::string(side) + R"(,"turn":180)")));
    std::set<std::string> pictures;
    for (const int turn : {-175, -90, -5, 5, 45, 120}) {
      const Json view =
          someone.get(draw("hip_flexor_half_kneel", side + (R"(,"turn":)" + std::to_string(turn))));
      EXPECT_EQ(sheet_of(view), half_turn) << turn;
      pictures.insert(view["svg"]);
    }
    EXPECT_EQ(pictures.size(), 6U);
  }
  someone.expect_fault(draw("bridge", R"(,"turn":181)"), "request.turn");
}

TEST(Drawing, AsShapesIsTheSamePicture) {
  Someone someone;
  for (const char* more : {R"(,"theme":"dark")", R"(,"ghost":true)"}) {
    const Json svg = someone.get(draw("hip_flexor_half_kneel", more));
    const Json shapes =
        someone.get(draw("hip_flexor_half_kneel", std::string(more) + R"(,"as":"shapes")"));
    EXPECT_EQ(svg["description"], shapes["description"]);
    EXPECT_FALSE(shapes.contains("svg"));
    const auto drawing = drawing_of(*parse_json(to_bytes(shapes)));
    ASSERT_TRUE(drawing.has_value()) << drawing.error().what;
    EXPECT_EQ(to_svg(*drawing), svg["svg"]);
    EXPECT_TRUE(std::any_of(drawing->shapes.begin(), drawing->shapes.end(),
                            [](const Shape& shape) { return shape.is_muscle; }));
    EXPECT_EQ(drawing_view(*drawing), shapes["drawing"]);
  }
}

TEST(BodyMap, HasEachPlaceOfTheQuestionAndIsAlwaysOpen) {
  Someone someone;
  std::set<std::string> asked;
  const Json profile = someone.get(R"({"do":"profile"})");
  for (const Json& question : profile["questions"]) {
    if (question["id"] == "hurts") {
      for (const Json& answer : question["answers"]) {
        asked.insert(answer["id"]);
      }
    }
  }
  someone.get(screening(R"("CES_BLADDER":"yes",)"), 3);
  const Json view = someone.get(R"({"do":"body_map","theme":"dark"})");
  std::set<std::string> shown;
  for (const Json& one : view["views"]) {
    EXPECT_TRUE(one["svg"].get<std::string>().starts_with("<svg"));
    for (const Json& region : one["regions"]) {
      shown.insert(region["place"]);
    }
  }
  EXPECT_EQ(shown, asked);
  EXPECT_NE(view, someone.get(R"({"do":"body_map","theme":"print"})"));
  someone.expect_fault(R"({"do":"body_map","theme":"pink"})", "request.theme");
}

TEST(Drawing, ShapesThatAreNoneAreRefused) {
  Someone someone;
  const Json sound = someone.get(draw("bridge", R"(,"as":"shapes")"))["drawing"];
  ASSERT_TRUE(drawing_of(sound).has_value());
  const auto expect_fault = [&](const std::string& what, const std::string& pointer,
                                const Json& value) {
    Json broken = sound;
    broken[Json::json_pointer(pointer)] = value;
    const auto drawing = drawing_of(broken);
    ASSERT_FALSE(drawing.has_value()) << pointer;
    EXPECT_TRUE(drawing.error().what.starts_with(what)) << drawing.error().what;
  };
  expect_fault("drawing.width", "/width", 0);
  expect_fault("drawing.height", "/height", "high");
  expect_fault("drawing.contour", "/contour", "red");
  expect_fault("drawing.contour", "/contour", "#12345G");
  expect_fault("drawing.shapes", "/shapes", 5);
  expect_fault("drawing.figure_last", "/figure_last", 9999);
  expect_fault("shapes[0].verbs", "/shapes/0/verbs", "lz");
  expect_fault("shapes[0].verbs", "/shapes/0/verbs", "mq");
  expect_fault("shapes[0].verbs", "/shapes/0/verbs", 4);
  expect_fault("shapes[0].dots", "/shapes/0/dots/0", 2'000'000);
  expect_fault("shapes[0].dots", "/shapes/0/dots/0", 0.5);
  expect_fault("shapes[1].dots", "/shapes/1/dots", Json::array({1}));
  expect_fault("shapes[1]", "/shapes/1/colour", "pink");
  EXPECT_FALSE(drawing_of(Json(5)).has_value());
  EXPECT_FALSE(drawing_of(Json::object()).has_value());
}

/// Pictures of one movement follow each other without a jump of the sheet or the mat.
TEST(Drawing, KeepsTheSheetAndTheMat) {
  Someone someone;
  const auto head = [&](int at) {
    const std::string svg = someone.get(draw("open_book", ",\"at\":" + std::to_string(at)))["svg"];
    const std::size_t sheet = svg.find("viewBox");
    const std::size_t mat = svg.find("<path");
    return svg.substr(sheet, svg.find('>', sheet) - sheet) +
           svg.substr(mat, svg.find("/>", mat) - mat);
  };
  const std::string first = head(0);
  for (const int at : {310, 667, 1000}) {
    EXPECT_EQ(head(at), first) << at;
  }
}

/// The way to the end: in the picture of the end, and nowhere else unless it is asked for.
TEST(Drawing, ShowsTheWayWithArrows) {
  Someone someone;
  const auto arrows = [&](const std::string& id, const std::string& more) {
    const std::string svg = someone.get(draw(id, more))["svg"];
    const std::string head = R"(fill="#0b62a4")";
    int count = 0;
    for (std::size_t at = svg.find(head); at != std::string::npos; at = svg.find(head, at + 1)) {
      ++count;
    }
    return count;
  };
  EXPECT_EQ(arrows("hip_flexor_half_kneel", ""), 1);
  EXPECT_EQ(arrows("bird_dog", ""), 2) << "an arm and a leg";
  EXPECT_EQ(arrows("breathing_90_90", ""), 0) << "nothing moves";
  EXPECT_EQ(arrows("bird_dog", R"(,"at":0)"), 0);
  EXPECT_EQ(arrows("bird_dog", R"(,"at":500)"), 0);
  EXPECT_EQ(arrows("bird_dog", R"(,"at":500,"arrow":true)"), 2);
}

TEST(Drawing, FollowsTheAnswers) {
  Someone stopped;
  (void)stopped.get(screening(R"("CES_BLADDER":"yes",)"), 3);
  EXPECT_FALSE(stopped.get(draw("bridge"), 3).contains("svg"));
  EXPECT_FALSE(stopped.get(draw("bridge", R"(,"as":"shapes")"), 3).contains("drawing"));

  Someone restricted;
  (void)restricted.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"), 0);
  EXPECT_TRUE(restricted.get(draw("bridge")).contains("svg"));
  EXPECT_FALSE(restricted.get(draw("hip_flexor_half_kneel"), 3).contains("svg"));
  EXPECT_FALSE(
      restricted.get(draw("hip_flexor_half_kneel", R"(,"as":"shapes")"), 3).contains("drawing"));
}

/// The list holds exactly what is drawn, for nobody, for some answers, and after a stop.
TEST(Drawing, PicturesAreListedAsTheyAreDrawn) {
  const auto expect_same_as_drawn = [](Someone& someone, std::size_t least_left_out) {
    const Json view = someone.get(R"({"do":"pictures"})");
    std::set<std::string> listed;
    for (const Json& entry : view["entries"]) {
      EXPECT_FALSE(entry["name"].get<std::string>().empty());
      EXPECT_FALSE(entry["position"].get<std::string>().empty());
      listed.insert(entry["id"]);
    }
    EXPECT_GE(view["left_out"].get<std::size_t>(), least_left_out);
    EXPECT_EQ(listed.size() + view["left_out"].get<std::size_t>(),
              embedded_catalogue().exercises.size());
    constexpr std::size_t some = 15;  // drawing takes long, refusing does not
    std::size_t number = 0;
    for (const auto& [id, exercise] : embedded_catalogue().exercises) {
      const bool is_listed = listed.count(id) > 0;
      if (!is_listed || ++number % some == 0) {
        (void)someone.get(draw(id), is_listed ? 0 : 3);
      }
    }
  };
  Someone nobody;
  expect_same_as_drawn(nobody, 0);
  EXPECT_EQ(nobody.get(R"({"do":"pictures"})")["left_out"], 0);

  Someone restricted;
  (void)restricted.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"), 0);
  expect_same_as_drawn(restricted, 1);

  Someone stopped;
  (void)stopped.get(screening(R"("CES_BLADDER":"yes",)"), 3);
  EXPECT_FALSE(stopped.get(R"({"do":"pictures"})", 3).contains("entries"));

  Someone late;
  (void)late.get(screening(""));
  late.wait_days(40);
  (void)late.get(draw("bridge"), 3);
  EXPECT_FALSE(late.get(R"({"do":"pictures"})", 3).contains("entries"));
}

TEST(Drawing, PicturesComeByPositionAndName) {
  Someone someone;
  const Json view = someone.get(R"({"do":"pictures"})");
  std::vector<std::pair<std::string, std::string>> order;
  for (const Json& entry : view["entries"]) {
    order.emplace_back(entry["position"], entry["name"]);
  }
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Drawing, SomePicturesComeAsAskedFor) {
  const std::string ask = R"({"do":"pictures","ids":["hip_flexor_half_kneel","bridge"]})";
  Someone someone;
  const Json view = someone.get(ask);
  ASSERT_EQ(view["entries"].size(), 2U);
  EXPECT_EQ(view["entries"][0]["id"], "hip_flexor_half_kneel");
  EXPECT_EQ(view["entries"][1]["name"], "Bridge");
  someone.expect_fault(R"({"do":"pictures","ids":["bridge","nothing"]})",
                       "\"nothing\" is no stretch");
  someone.expect_fault(R"({"do":"pictures","id":"bridge"})", "request: the key \"id\"");

  Someone restricted;
  (void)restricted.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"), 0);
  const Json some = restricted.get(ask);
  ASSERT_EQ(some["entries"].size(), 1U);
  EXPECT_EQ(some["entries"][0]["id"], "bridge");
  EXPECT_EQ(some["left_out"], 1);
}

TEST(Drawing, SaysWhatIsWrong) {
  Someone someone;
  someone.expect_fault(draw("nothing"), "\"nothing\" is no stretch");
  someone.expect_fault(draw("bridge", R"(,"at":1001)"), "");
  someone.expect_fault(draw("bridge", R"(,"theme":"pink")"), "");
  someone.expect_fault(draw("bridge", R"(,"as":"png")"), "request.as: ");
  someone.expect_fault(draw("bridge", R"(,"yaw":400)"), "");
  someone.expect_fault(draw("bridge", R"(,"colour":1)"), "");
  someone.expect_fault(R"({"do":"draw"})", "");
}

}  // namespace
}  // namespace lissom
