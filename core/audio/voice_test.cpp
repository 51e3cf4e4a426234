#include "core/audio/voice.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/session/timeline.h"

namespace lissom {
namespace {

std::string small_pack() {
  return pack_bytes({{"Rest.", {3, "ab"}}, {"Half way.", {4, "cd"}}});
}

TEST(Voice, SentencesEndWithTheirMarks) {
  EXPECT_EQ(sentences_of("Set 2. Hold 1 of 3. 30 seconds."),
            (std::vector<std::string>{"Set 2.", "Hold 1 of 3.", "30 seconds."}));
  EXPECT_EQ(sentences_of("Next: Cat-cow."), std::vector<std::string>{"Next: Cat-cow."});
  EXPECT_EQ(sentences_of("Without an end"), std::vector<std::string>{"Without an end"});
  EXPECT_TRUE(sentences_of("").empty());
}

TEST(Voice, APackIsReadBack) {
  Voice voice;
  ASSERT_TRUE(voice.add(small_pack()));
  ASSERT_NE(voice.find("Rest."), nullptr);
  EXPECT_EQ(voice.find("Rest.")->samples, 3U);
  EXPECT_EQ(voice.find("Rest.")->bytes, "ab");
  EXPECT_EQ(voice.find("Rest"), nullptr);
}

TEST(Voice, AnythingElseIsRefusedWhole) {
  const std::string good = small_pack();
  for (std::size_t size = 0; size < good.size(); ++size) {
    Voice voice;
    EXPECT_FALSE(voice.add(good.substr(0, size))) << size;
    EXPECT_TRUE(voice.empty()) << size;
  }
  Voice voice;
  EXPECT_FALSE(voice.add(good + "x"));
  EXPECT_FALSE(voice.add("RIFF" + good));
  std::string endless = pack_bytes({{"Rest.", {3, "ab"}}});
  endless[18] = '\xFF';  // the upper byte of the length
  const auto added = voice.add(endless);
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().what.find("byte 15"), std::string::npos) << added.error().what;
}

/// A session of any stretches at doses that a plan may give.
SessionPlan any_session(SplitMix64& chance, const Catalogue& catalogue) {
  std::vector<const Exercise*> all;
  for (const auto& [id, exercise] : catalogue.exercises) {
    all.push_back(&exercise);
  }
  SessionPlan plan;
  plan.slow = chance.below(2) == 0;
  plan.breathing_cues = true;
  for (std::uint64_t i = 0; i < 1 + chance.below(6); ++i) {
    const Exercise& exercise = *all[chance.below(all.size())];
    const auto within = [&](Range range) {
      return range.least + static_cast<int>(chance.below(
                               static_cast<std::uint64_t>(range.most - range.least + 1)));
    };
    const DoseLevel& level = catalogue.dose.levels[chance.below(catalogue.dose.levels.size())];
    const int hold_s = std::clamp(chance.below(2) == 0 ? level.hold_s : level.hold_older_s,
                                  exercise.hold_s.least, exercise.hold_s.most);
    plan.entries.push_back({&exercise,
                            &catalogue.bases.find(exercise.base)->second,
                            {hold_s, within(exercise.reps), within(exercise.sets)},
                            chance.below(2) == 0});
  }
  return plan;
}

TEST(Voice, EverySentenceOfEverySessionIsInAPack) {
  const Catalogue& catalogue = embedded_catalogue();
  std::set<std::string> known;
  std::map<std::string, std::set<std::string>> by_pack;
  for (const VoicePack& pack : voice_packs(catalogue)) {
    EXPECT_FALSE(pack.sentences.empty()) << pack.name;
    for (const std::string& sentence : pack.sentences) {
      EXPECT_TRUE(known.insert(sentence).second) << "twice: " << sentence;
      by_pack[pack.name].insert(sentence);
    }
  }
  EXPECT_EQ(by_pack.size(), catalogue.exercises.size() + 1);
  SplitMix64 chance(20261124);
  for (int i = 0; i < 300; ++i) {
    const SessionPlan plan = any_session(chance, catalogue);
    for (const Cue& cue : compile(plan, catalogue.dose.timing).cues) {
      const bool is_breath = cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
      for (const std::string& sentence :
           is_breath ? std::vector<std::string>() : sentences_of(cue.say)) {
        // In a pack that this session loads: the common one, or that of one of its stretches.
        bool is_there = by_pack[std::string(common_pack)].contains(sentence);
        for (const SessionEntry& entry : plan.entries) {
          is_there = is_there || by_pack[entry.exercise->id].contains(sentence);
        }
        EXPECT_TRUE(is_there) << sentence;
      }
    }
  }
}

}  // namespace
}  // namespace lissom
