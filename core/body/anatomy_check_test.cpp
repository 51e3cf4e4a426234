#include "core/body/anatomy_check.h"

#include <string>

#include <gtest/gtest.h>

#include "core/body/anatomy_notes.h"
#include "core/body/entry_muscles.h"

namespace lissom {
namespace {

/// The planner is told of a muscle only what the model finds and the entry names.
TEST(AnatomyCheck, ShortenedMusclesAreNamedOnes) {
  int count = 0;
  for (const auto& [id, exercise] : embedded_catalogue().exercises) {
    for (const std::string& muscle : exercise.shortened) {
      EXPECT_NE(naming_of(exercise, muscle), Naming::not_named) << id << " " << muscle;
      ++count;
    }
  }
  EXPECT_GT(count, 0);
}

tl::expected<std::vector<AnatomyNote>, std::vector<CatalogueFault>> notes_of(
    std::string_view text) {
  const CatalogueFile file{"body/anatomy.toml", text};
  return read_anatomy_notes({&file, 1}, embedded_catalogue());
}

TEST(AnatomyNotes, TheFirstThatHoldsIsTaken) {
  const auto notes = notes_of(R"(
[[note]]
exercises = ["bridge"]
muscles = ["psoas"]
text = "one"
[[note]]
kinds = ["motor-control"]
open = true
text = "two"
)");
  ASSERT_TRUE(notes.has_value()) << to_string(notes.error().front());
  const Exercise& bridge = embedded_catalogue().exercises.find("bridge")->second;
  EXPECT_EQ(note_on(*notes, bridge, "psoas")->text, "one");
  EXPECT_EQ(note_on(*notes, bridge, "glute_max")->text, "two");
  EXPECT_TRUE(note_on(*notes, bridge, "glute_max")->is_open);
  const Exercise& hold = embedded_catalogue().exercises.find("childs_pose")->second;
  EXPECT_EQ(note_on(*notes, hold, "psoas"), nullptr);
}

TEST(AnatomyNotes, MistakesHaveAPlace) {
  struct Case {
    std::string_view text, want;
  };
  const Case cases[] = {
      {"[[note]]\ntext = \"t\"\n", "body/anatomy.toml:2: text explains everything"},
      {"[[note]]\nexercises = [\"x\"]\ntext = \"t\"\n",
       "body/anatomy.toml:2: exercises \"x\" is no"},
      {"[[note]]\nmuscles = [\"x\"]\ntext = \"t\"\n", "body/anatomy.toml:2: muscles \"x\" is no"},
      {"[[note]]\nkinds = [\"static\"]\n", "body/anatomy.toml:1: text is missing"},
      {"[[note", "body/anatomy.toml:1: "},
  };
  for (const auto& [text, want] : cases) {
    const auto notes = notes_of(text);
    ASSERT_FALSE(notes.has_value()) << text;
    EXPECT_TRUE(to_string(notes.error().front()).starts_with(want))
        << to_string(notes.error().front());
  }
  EXPECT_FALSE(read_anatomy_notes({}, embedded_catalogue()).has_value());
}

}  // namespace
}  // namespace lissom
