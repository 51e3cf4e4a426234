#include "core/programme/eligibility.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::after_hours;
using fixture::on_day;

using Ids = std::vector<std::string>;

/// Somebody who can do everything and owns everything, with these tags.
Person able_person(Ids tags = {}) {
  Person person;
  person.age = 40;
  person.tags = std::move(tags);
  for (const Named& position : embedded_catalogue().positions) {
    person.positions.push_back(position.id);
  }
  for (const Named& item : embedded_catalogue().equipment) {
    person.equipment.push_back(item.id);
  }
  return person;
}

const Exercise& exercise(std::string_view id) {
  return embedded_catalogue().exercises.find(id)->second;
}

Eligibility of(std::string_view id, const Person& person) {
  return eligibility(exercise(id), person, State{embedded_catalogue()}, embedded_catalogue(),
                     on_day(0));
}

std::set<std::string> offered_to(const Person& person) {
  std::set<std::string> ids;
  for (const auto& [id, candidate] : embedded_catalogue().exercises) {
    const Eligibility got = eligibility(candidate, person, State{embedded_catalogue()},
                                        embedded_catalogue(), on_day(0));
    EXPECT_EQ(got.offered, got.why_not.empty()) << id;
    EXPECT_EQ(got.offered, got.rule.empty()) << id;
    if (got.offered) {
      ids.insert(id);
    }
  }
  return ids;
}

void drop(Ids& list, std::string_view item) {
  std::erase(list, item);
}

TEST(Eligibility, EverythingIsOfferedToThoseWhoCanDoEverything) {
  EXPECT_EQ(offered_to(able_person()).size(), 70U);
}

/// From the entries of the dossier, section 7.
TEST(Eligibility, Tags) {
  struct Case {
    std::string_view id;
    std::string tag;
    std::string_view rule;  ///< "" if it is offered
    bool caution;
  };
  const std::vector<Case> cases = {
      {"piriformis_supine_cross", "hip-replacement-posterior", "avoid:hip-replacement-posterior",
       false},
      {"hip_flexor_half_kneel", "hip-replacement-anterior", "avoid:hip-replacement-anterior",
       false},
      {"hip_flexor_half_kneel", "hip-replacement-posterior", "", false},
      {"hip_flexor_half_kneel", "balance-risk", "", true},
      {"leg_swing_sagittal", "balance-risk", "avoid:balance-risk", false},
      {"prone_press_up", "pregnancy-prone", "avoid:pregnancy-prone", false},
      {"bridge", "pregnancy-supine", "avoid:pregnancy-supine", false},
      {"hamstring_chair", "pregnancy-supine", "", false},
      {"prone_press_up", "stenosis", "avoid:stenosis", false},
      {"childs_pose", "knee-kneeling-pain", "avoid:knee-kneeling-pain", false},
      {"itb_foam_roll", "anticoagulant-dvt-skin", "avoid:anticoagulant-dvt-skin", false},
      {"twist_supine", "osteoporosis-flexion-twist", "avoid:osteoporosis-flexion-twist", false},
      {"bridge", "neck-pain", "", true},
      {"bridge", "wrist-pain", "", false},
      {"neck_side", "neck-pain", "", true},
      {"neck_side", "neck-red-flag", "avoid:neck-red-flag", false},
  };
  for (const auto& [id, tag, rule, caution] : cases) {
    SCOPED_TRACE(std::string(id) + " with " + tag);
    const Eligibility got = of(id, able_person({tag}));
    EXPECT_EQ(got.offered, rule.empty());
    EXPECT_EQ(got.rule, rule);
    EXPECT_EQ(got.cautions, caution ? Ids{tag} : Ids{});
  }
}

TEST(Eligibility, NeckRedFlagTakesOutEveryNeckMovement) {
  const std::set<std::string> offered = offered_to(able_person({"neck-red-flag"}));
  for (const std::string id : {"neck_side", "cat_cow", "cat_cow_seated", "hamstring_standing_fold",
                               "open_book", "thread_needle", "twist_seated"}) {
    EXPECT_FALSE(offered.contains(id)) << id;
  }
  EXPECT_TRUE(offered.contains("shoulder_rolls"));
  EXPECT_TRUE(offered.contains("bridge"));
}

TEST(Eligibility, FloorTransferLeavesBedAndChair) {
  Gate gate;
  gate.tags = {"floor-transfer"};
  Person person = person_of(State{embedded_catalogue()}, gate, embedded_catalogue());
  person.equipment = able_person().equipment;
  const std::set<std::string> floor_bases = {"quadruped", "half-kneeling", "floor-sitting",
                                             "long-sitting"};
  const std::set<std::string> offered = offered_to(person);
  for (const std::string& id : offered) {
    SCOPED_TRACE(id);
    EXPECT_FALSE(floor_bases.contains(exercise(id).base));
    for (const Ids& any_of : exercise(id).equipment) {
      const bool needs_mat = std::find(any_of.begin(), any_of.end(), "mat") != any_of.end();
      const bool bed_will_do = std::find(any_of.begin(), any_of.end(), "bed") != any_of.end();
      EXPECT_TRUE(!needs_mat || bed_will_do);
    }
  }
  // The dossier's pathway for people who cannot get to the floor (7.3).
  for (const std::string id : {"hip_flexor_bed_side", "thomas_bed_edge", "figure4_supine",
                               "hamstring_supine_strap", "knee_roll_supine", "bridge"}) {
    EXPECT_TRUE(offered.contains(id)) << id;
  }
  EXPECT_EQ(of("itb_foam_roll", person).rule, "equipment");
  EXPECT_EQ(of("hip_flexor_half_kneel", person).rule, "positions");
}

TEST(Eligibility, ChairOnly) {
  Person person = able_person();
  person.positions = {"chair"};
  const std::set<std::string> offered = offered_to(person);
  for (const std::string& id : offered) {
    EXPECT_EQ(exercise(id).base, "seated-chair") << id;
  }
  for (const std::string id :
       {"hip_flexor_chair_seated", "piriformis_seated", "hamstring_chair", "childs_pose_chair",
        "cat_cow_seated", "twist_seated", "side_bend_seated", "pelvic_tilt_seated",
        "knee_lift_seated", "hip_rotation_seated"}) {
    EXPECT_TRUE(offered.contains(id)) << id;
  }
}

TEST(Eligibility, NoPositionNoOffer) {
  Person person = able_person();
  person.positions.clear();
  EXPECT_EQ(offered_to(person), std::set<std::string>{});
}

TEST(Eligibility, Equipment) {
  struct Case {
    std::string_view name;
    std::string_view id;
    Ids equipment;
    Ids without;  ///< positions
    std::string_view rule;
  };
  const std::vector<Case> cases = {
      {"a strap", "hamstring_supine_strap", {"mat", "strap"}, {}, ""},
      {"a towel", "hamstring_supine_strap", {"mat", "towel"}, {}, ""},
      {"neither", "hamstring_supine_strap", {"mat"}, {}, "equipment"},
      {"a worktop", "desk_push_away", {"worktop"}, {}, ""},
      {"a table for a desk", "desk_push_away", {"table"}, {}, ""},
      {"no desk", "desk_push_away", {"chair"}, {}, "equipment"},
      {"all lists are needed", "itb_foam_roll", {"mat"}, {}, "equipment"},
      {"chair without arms", "piriformis_seated", {"armless_chair"}, {}, ""},
      {"a bed, no mat", "bridge", {"bed"}, {}, ""},
      {"a mat, no bed", "bridge", {"mat"}, {}, ""},
      {"a mat, but no way to the floor", "bridge", {"mat"}, {"floor"}, "equipment"},
      {"a bed, but no way onto it", "bridge", {"bed"}, {"bed"}, "equipment"},
      {"a bed for those who cannot reach the floor", "bridge", {"mat", "bed"}, {"floor"}, ""},
      {"nothing", "bridge", {}, {}, "equipment"},
      {"a table, but nowhere to lie", "thomas_bed_edge", {"table"}, {"floor", "bed"}, "positions"},
      {"on the front", "prone_press_up", {"mat"}, {"prone"}, "positions"},
      {"kneeling", "cat_cow", {"mat"}, {"kneeling"}, "positions"},
  };
  for (const auto& [name, id, equipment, without, rule] : cases) {
    SCOPED_TRACE(name);
    Person person = able_person();
    person.equipment = equipment;
    for (const std::string& position : without) {
      drop(person.positions, position);
    }
    EXPECT_EQ(of(id, person).rule, rule);
  }
}

TEST(Eligibility, SaysWhatIsMissing) {
  Person person = able_person();
  drop(person.positions, "prone");
  EXPECT_EQ(of("prone_press_up", person).why_not, "It asks you to lie on your front.");
  person = able_person();
  person.equipment = {"mat"};
  EXPECT_EQ(of("hamstring_supine_strap", person).why_not,
            "It needs a strap or belt or a long towel, where you can use it.");
}

/// Any text of a catalogue continues the sentence, and so does an id that it does not name.
TEST(Eligibility, PositionsInASentence) {
  struct Case {
    std::string ask;
    std::string want;
  };
  Person person = able_person();
  drop(person.positions, "prone");
  for (const auto& [ask, want] : {Case{"Ask", "ask"}, Case{"Zip", "zip"}, Case{"@", "@"},
                                  Case{"[", "["}, Case{"lie", "lie"}, Case{"", ""}}) {
    Catalogue catalogue = embedded_catalogue();
    for (Named& position : catalogue.positions) {
      position.ask = position.id == "prone" ? ask : "Something else";
    }
    const auto why_not = [&] {
      return eligibility(exercise("prone_press_up"), person, State{catalogue}, catalogue, on_day(0))
          .why_not;
    };
    EXPECT_EQ(why_not(), "It asks you to " + want + ".");
    catalogue.positions.clear();
    EXPECT_EQ(why_not(), "It asks you to prone.");
  }
}

TEST(Eligibility, EquipmentThatTheCatalogueDoesNotName) {
  Catalogue catalogue = embedded_catalogue();
  catalogue.equipment.clear();
  Person person = able_person();
  person.equipment.clear();
  EXPECT_EQ(eligibility(exercise("hamstring_supine_strap"), person, State{catalogue}, catalogue,
                        on_day(0))
                .rule,
            "equipment");
  EXPECT_EQ(eligibility(exercise("hamstring_supine_strap"), person, State{catalogue}, catalogue,
                        on_day(0))
                .why_not,
            "It needs mat or bed, where you can use it.");
}

TEST(Eligibility, ExcludedIsLeftOut) {
  Person person = able_person();
  person.excludes = {"bridge"};
  EXPECT_EQ(of("bridge", person).rule, "excluded");
  EXPECT_TRUE(of("dead_bug", person).offered);
}

TEST(Eligibility, RedRestsFor48Hours) {
  State state{embedded_catalogue()};
  state.red_at["bridge"] = after_hours(0);
  const Person person = able_person();
  const auto rule_at = [&](std::string_view id, Instant now) {
    return eligibility(exercise(id), person, state, embedded_catalogue(), now).rule;
  };
  EXPECT_EQ(rule_at("bridge", after_hours(0)), "red");
  EXPECT_EQ(rule_at("bridge", {after_hours(48).ms - 1}), "red");
  EXPECT_EQ(rule_at("bridge", after_hours(48)), "");
  EXPECT_EQ(rule_at("dead_bug", after_hours(0)), "");
}

TEST(Eligibility, RedAndHaltOfASessionRest) {
  fixture::Diary diary;
  diary.stop(on_day(0), "bridge", "RED");
  diary.stop(on_day(0), "dead_bug", "AMBER");
  diary.stop(on_day(0), "cat_cow", "HALT");
  const State state = diary.state();
  EXPECT_TRUE(state.red_at.contains("bridge"));
  EXPECT_TRUE(state.red_at.contains("cat_cow"));
  EXPECT_FALSE(state.red_at.contains("dead_bug"));
}

TEST(Eligibility, AvoidIsNamedBeforeEverythingElse) {
  Person person = able_person({"knee-kneeling-pain"});
  person.positions.clear();
  person.equipment.clear();
  person.excludes = {"childs_pose"};
  EXPECT_EQ(of("childs_pose", person).rule, "avoid:knee-kneeling-pain");
  person.tags.clear();
  EXPECT_EQ(of("childs_pose", person).rule, "positions");
}

TEST(Person, Defaults) {
  const Person person = person_of(State{embedded_catalogue()}, {}, embedded_catalogue());
  EXPECT_TRUE(person.profile_is_default);
  EXPECT_FALSE(person.older);
  EXPECT_FALSE(person.slow);
  EXPECT_EQ(person.positions.size(), 6U);
  const Ids& equipment = person.equipment;
  EXPECT_NE(std::find(equipment.begin(), equipment.end(), "towel"), equipment.end());
  EXPECT_EQ(std::find(equipment.begin(), equipment.end(), "foam_roller"), equipment.end());
  EXPECT_EQ(person.profile.work_from_min, 540) << "nine in the morning";
  EXPECT_EQ(person.profile.work_to_min, 1020) << "five in the afternoon";
}

TEST(Person, AgeAndBalanceMakeSlow) {
  struct Case {
    int age;
    Ids tags;
    bool older;
    bool slow;
  };
  const std::vector<Case> cases = {
      {64, {}, false, false},
      {65, {}, true, true},
      {30, {"balance-risk"}, false, true},
  };
  for (const auto& [age, tags, older, slow] : cases) {
    SCOPED_TRACE(age);
    State state{embedded_catalogue()};
    state.screening = ScreeningAnswered{};
    state.screening->age = age;
    Gate gate;
    gate.tags = tags;
    const Person person = person_of(state, gate, embedded_catalogue());
    EXPECT_EQ(person.older, older);
    EXPECT_EQ(person.slow, slow);
  }
}

TEST(Person, FloorTransferTakesTheFloorFromTheProfileToo) {
  State state{embedded_catalogue()};
  state.profile = default_profile(embedded_catalogue());
  Gate gate;
  gate.tags = {"floor-transfer"};
  const Person person = person_of(state, gate, embedded_catalogue());
  EXPECT_TRUE(person.profile_is_default) << "a taste alone tells nothing else";
  EXPECT_EQ(std::find(person.positions.begin(), person.positions.end(), "floor"),
            person.positions.end());
  EXPECT_EQ(person.positions.size(), 5U);
}

TEST(Person, BackMovesThatTagsSkip) {
  struct Case {
    Ids tags;
    BackMove move;
    bool want;
  };
  const std::vector<Case> cases = {
      {{}, BackMove::flexion, false},
      {{"flexion-intolerant"}, BackMove::flexion, true},
      {{"flexion-intolerant"}, BackMove::extension, false},
      {{"stenosis"}, BackMove::extension, true},
      {{"wrist-pain", "osteoporosis-flexion-twist"}, BackMove::rotation, true},
  };
  for (const auto& [tags, move, want] : cases) {
    SCOPED_TRACE(name_of(move));
    EXPECT_EQ(skips_back_move(able_person(tags), move, embedded_catalogue()), want);
  }
}

}  // namespace
}  // namespace lissom
