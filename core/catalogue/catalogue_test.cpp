#include "core/catalogue/catalogue.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace lissom {
namespace {

using Files = std::vector<CatalogueFile>;

Files embedded() {
  const auto files = embedded_files();
  return {files.begin(), files.end()};
}

std::string text_of(std::string_view path) {
  for (const CatalogueFile& file : embedded_files()) {
    if (file.path == path) {
      return std::string(file.text);
    }
  }
  ADD_FAILURE() << "no file " << path;
  return "";
}

/// The catalogue with one file in another wording.
Files with(std::string_view path, std::string_view text) {
  Files files = embedded();
  for (CatalogueFile& file : files) {
    if (file.path == path) {
      file.text = text;
    }
  }
  return files;
}

/// The first `from` of the file as `to`; the test fails if there is none.
std::string edited(std::string_view path, std::string_view from, std::string_view to) {
  std::string text = text_of(path);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << path << " has no \"" << from << "\"";
    return text;
  }
  return text.replace(at, from.size(), to);
}

/// The line, counted from 1, of the first `mark`.
int line_of(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no mark \"" << mark << "\"";
    return 0;
  }
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

bool begins_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

TEST(Catalogue, EmbeddedIsSound) {
  const auto parsed = parse_catalogue(embedded_files());
  std::string faults;
  if (!parsed) {
    for (const CatalogueFault& fault : parsed.error()) {
      faults += to_string(fault) + "\n";
    }
  }
  ASSERT_TRUE(parsed.has_value()) << faults;
  EXPECT_EQ(parsed->exercises.size(), 70U);
  EXPECT_EQ(parsed->screening.questions.size(), 101U);
  EXPECT_EQ(parsed->bases.size(), 10U);
  EXPECT_EQ(parsed->screening.checks.size(), 4U);
  EXPECT_EQ(parsed->screening.rescreen_days, 28);
  EXPECT_EQ(parsed->screening.gap_days, 14);
  EXPECT_EQ(parsed->version.size(), 16U);
  EXPECT_EQ(parsed->version, embedded_catalogue().version);
}

TEST(Catalogue, LookUps) {
  const Catalogue& catalogue = embedded_catalogue();
  ASSERT_NE(catalogue.find_question("THR"), nullptr);
  EXPECT_EQ(catalogue.find_question("THR")->group, "C");
  EXPECT_EQ(catalogue.find_question("thr"), nullptr);
  EXPECT_EQ(catalogue.level("L3").hold_s, 30);
  EXPECT_EQ(catalogue.level("L3").hold_older_s, 45);
  EXPECT_EQ(catalogue.number("pain.after.flared_rise_min"), 3);
  EXPECT_EQ(catalogue.disposition(Code::urgent).name, "URGENT");
  EXPECT_EQ(catalogue.fixed_text("no such text"), "");
}

TEST(Catalogue, QuestionIdsOfGroupsThatRaiseCodesAllowUnsure) {
  for (const Question& question : embedded_catalogue().screening.questions) {
    SCOPED_TRACE(question.id);
    const bool early = question.group == "A" || question.group == "B" || question.group == "C";
    EXPECT_EQ(question.unsure, early && question.type == AnswerType::yes_no);
  }
}

TEST(Catalogue, Broken) {
  const std::string_view bridge = "exercises/bridge.toml";
  const std::string_view screening = "screening.toml";
  struct Case {
    std::string_view name;
    std::string_view path;
    std::string_view from;
    std::string_view to;
    std::string_view mark;  ///< stands, in the edited text, in the line that is to be named
    std::string want;       ///< the beginning of what is wrong
  };
  const Case cases[] = {
      {"unknown tag", bridge, "\"recent-abdominal-surgery\"", "\"tummy-surgery\"", "tummy-surgery",
       "\"tummy-surgery\" is no tag; expected an id of tags.toml"},
      {"tag under avoid and caution", bridge, "avoid = [", "avoid = [\"neck-pain\", ", "neck-pain",
       "\"neck-pain\" stands under both avoid and caution"},
      {"unknown citation", bridge, "CUHback", "Nobody1999", "Nobody1999",
       "\"Nobody1999\" is no source; expected a key of sources.toml"},
      {"unknown equipment", bridge, "\"bed\"", "\"hammock\"", "hammock",
       "\"hammock\" is no equipment"},
      {"unknown muscle", bridge, "multifidus", "multifidius", "multifidius",
       "\"multifidius\" is no muscle"},
      {"unknown base", bridge, "supine-hook", "upside-down", "upside-down",
       "\"upside-down\" is no base position"},
      {"unknown link", bridge, "harder = [\"prone_hip_ext_bent\"", "harder = [\"prone_hip\"",
       "harder =", "\"prone_hip\" is no exercise"},
      {"ladder that leads back to itself", bridge, "easier = [\"pelvic_tilt_supine\"]",
       "easier = [\"bridge\"]", "easier =", "easier leads back from \"bridge\" to \"bridge\""},
      {"unknown key", bridge, "side = \"both\"", "side = \"both\"\nspeed = 3",
       "speed =", "speed is not a key that is known here"},
      {"unknown key of a table", bridge, "hold_s = [2, 10]", "hold_s = [2, 10]\nhold = 3",
       "hold =", "hold is not a key that is known here"},
      {"lengths of no stretch", "lengths.toml", "id = \"knee_lift_seated\"", "id = \"knee_lift\"",
       "id = \"knee_lift\"", "id \"knee_lift\" is no stretch"},
      {"lengths of a muscle that is not named", "lengths.toml", "\"rectus_abd\"", "\"calves\"",
       "\"calves\"", "muscles knee_lift_seated does not name \"calves\"; take it out"},
      {"missing key", bridge, "feel = \"In the buttocks and the backs of the thighs.\"\n", "",
       "id =", "feel is missing"},
      {"missing table", bridge, "[dose]\nhold_s = [2, 10]\nreps = [6, 12]\nsets = [1, 3]\n", "",
       "id =", "dose is missing"},
      {"text for a number", bridge, "difficulty = 2", "difficulty = \"two\"",
       "difficulty =", "difficulty is not a whole number from 1 to 5"},
      {"number for a text", bridge, "name = \"Bridge\"", "name = 5",
       "name =", "name is not a text"},
      {"text for a list", bridge, "aka = [\"hip raise\"]", "aka = \"hip raise\"",
       "aka =", "aka is not a list"},
      {"fraction", bridge, "difficulty = 2", "difficulty = 2.5",
       "difficulty =", "neither a whole number nor a text"},
      {"number out of range", bridge, "difficulty = 2", "difficulty = 6",
       "difficulty =", "difficulty is not a whole number from 1 to 5"},
      {"range the wrong way round", bridge, "reps = [6, 12]", "reps = [12, 6]",
       "reps =", "reps is not a range; expected [least, most]"},
      {"unknown kind", bridge, "\"motor-control\"", "\"motor\"",
       "kind =", "kind \"motor\" is not known; expected one of dynamic, static"},
      {"id is not the file's name", bridge, "id = \"bridge\"", "id = \"bridges\"",
       "id =", "id \"bridges\" is not the name of the file"},
      {"step without an end", bridge, "\"Pause and breathe.\"", "\"Pause and breathe\"",
       "steps =", "steps \"Pause and breathe\" does not end"},
      {"forbidden word in a step", bridge, "\"Pause and breathe.\"", "\"Pause and treat.\"",
       "Pause and treat", "\"treat\" is a forbidden word; expected "},
      {"text that is not closed", bridge, "name = \"Bridge\"", "name = \"Bridge", "name =", ""},
      {"letter with an accent outside quotes", bridge, "difficulty = 2", "difficult\xC3\xA9 = 2",
       "difficult\xC3\xA9", ""},
      {"header that is no name", bridge, "[dose]", "[^dose]", "[^dose]", ""},
      {"bad condition", screening, "when = \"CES_BLADDER = yes\"", "when = \"CES_BLADDER yes\"",
       "CES_BLADDER yes", "when column 13: expected one of = >= <= > <"},
      {"condition on no question", screening, "when = \"CES_BLADDER = yes\"",
       "when = \"CES_BLADER = yes\"", "CES_BLADER",
       "when asks \"CES_BLADER\", which is no question"},
      {"question asked after no question", screening, "ask_if = \"CES_BILAT = yes\"",
       "ask_if = \"CES_BOTH = yes\"", "CES_BOTH", "\"CES_BOTH\" is no question"},
      {"question twice", screening, "id = \"CES_BOWEL\"", "id = \"CES_BLADDER\"",
       "id = \"CES_BLADDER\"\ngroup = \"A\"\ntype = \"yes_no\"\nask = \"Have you leaked",
       "id \"CES_BLADDER\" is there twice"},
      {"code out of range", screening, "code = 5", "code = 6", "code = 6",
       "code is not a whole number from 0 to 5"},
      {"stop that does not lock", screening, "locked = true", "locked = false", "locked = false",
       "locked must be true for the codes 3, 4 and 5"},
      {"statement without a source", screening, "sources = [\"CES_UK\"]", "sources = []",
       "sources = []", "sources names no source"},
      {"tag twice", "tags.toml", "id = \"hip-replacement-anterior\"",
       "id = \"hip-replacement-posterior\"",
       "id = \"hip-replacement-posterior\"\nplain = \"a "
       "replaced hip, reached from the front",
       "id \"hip-replacement-posterior\" is there twice"},
      {"finding twice", screening, "id = \"ces-bowel\"", "id = \"ces-bladder\"",
       "id = \"ces-bladder\"\nwhen = \"CES_BOWEL", "id \"ces-bladder\" is there twice"},
      {"equipment twice", "equipment.toml", "id = \"bed\"", "id = \"mat\"",
       "id = \"mat\"\nname = \"a firm bed", "id \"mat\" is there twice"},
      {"position twice", "positions.toml", "id = \"chair\"", "id = \"standing\"",
       "id = \"standing\"\nname = \"Chair", "id \"standing\" is there twice"},
      {"tag that swaps no base", "tags.toml", "\"supine-hook\"]", "\"supine-hock\"]", "supine-hock",
       "\"supine-hock\" is no base position"},
      {"entry that its situation's tag avoids", "rules/pathways.toml",
       "tags = [\"knee-kneeling-pain\"]\nwithout = [\"kneeling\"]\nhip_flexor = "
       "[\"hip_flexor_standing\"]",
       "tags = [\"knee-kneeling-pain\"]\nwithout = [\"kneeling\"]\nhip_flexor = "
       "[\"couch_stretch\"]",
       "couch_stretch", "\"couch_stretch\" is avoided with knee-kneeling-pain"},
      {"measure from an unknown source", "measures.toml", "\"Bobos2020\"", "\"Bobos2002\"",
       "Bobos2002", "\"Bobos2002\" is no source"},
      {"range test with an unknown tag", "measures.toml", "avoid = [\"pregnancy-prone\"",
       "avoid = [\"pregnancy-front\"", "pregnancy-front", "\"pregnancy-front\" is no tag"},
      {"range test on no base", "measures.toml", "base = \"prone\"", "base = \"face-down\"",
       "face-down", "\"face-down\" is no base position"},
      {"schedule of an unknown test", "measures.toml", "first = [\"T_IR_SIT\"",
       "first = [\"T_IRSIT\"", "T_IRSIT", "\"T_IRSIT\" is no range test"},
      {"muscle with an unknown test", "muscles.toml", "test = \"T_AKE\"", "test = \"T_EKA\"",
       "T_EKA", "\"T_EKA\" is no range test"},
      {"weeks that do not rise", "measures.toml", "weeks = [4, 8]", "weeks = [8, 4]",
       "weeks = [8, 4]", "weeks do not rise"},
      {"limit on both sides", "measures.toml", "below_tenths = 250",
       "below_tenths = 250\nabove_tenths = 1", "who = \"all\"\nbelow_tenths = 250\nabove",
       "who has no limit or two"},
      {"score that cannot be reached", "measures.toml", "range_tenths = [-50, 50]",
       "range_tenths = [-70, 70]", "[-70, 70]", "range_tenths is not what the answers add up to"},
      {"measure with a made-up unit", "measures.toml", "unit = \"cm\"", "unit = \"in\"",
       "unit = \"in\"", "unit \"in\" is not known; expected one of deg, cm"},
      {"source shown but not read", "sources.toml", "read = \"no\"\ndisplay = false",
       "read = \"no\"\ndisplay = true", "display = true",
       "display is true for a source that was not read"},
      {"lesson without a title", "learn/faq.md", "# Questions", "Questions", "Questions",
       "expected \"# Title\""},
      {"lesson without sources", "learn/faq.md",
       "\nsources:", "\nsource:", "source:", "expected \"sources: Key, Key\""},
      {"lesson with an unknown source", "learn/faq.md", "Turci2023", "Turci2032", "Turci2032",
       "\"Turci2032\" is no source"},
  };
  for (const auto& [name, path, from, to, mark, want] : cases) {
    SCOPED_TRACE(name);
    const std::string text = edited(path, from, to);
    const auto parsed = parse_catalogue(with(path, text));
    if (parsed) {
      ADD_FAILURE() << "no fault";
      continue;
    }
    const std::string first = to_string(parsed.error().front());
    const std::string place = std::string(path) + ":" + std::to_string(line_of(text, mark)) + ": ";
    EXPECT_TRUE(begins_with(first, place + want)) << "got  " << first << "\nwant " << place + want;
    for (const CatalogueFault& fault : parsed.error()) {
      EXPECT_GT(fault.line, 0) << to_string(fault);
      EXPECT_FALSE(fault.what.empty()) << to_string(fault);
    }
  }
}

TEST(Catalogue, LadderThatLeadsBackOverAnother) {
  const std::string_view path = "exercises/pelvic_tilt_supine.toml";
  const std::string text = edited(path, "easier = []", "easier = [\"bridge\"]");
  const auto parsed = parse_catalogue(with(path, text));
  ASSERT_FALSE(parsed.has_value());
  ASSERT_EQ(parsed.error().size(), 1U);
  const CatalogueFault& fault = parsed.error().front();
  // Either of the two links closes the circle.
  EXPECT_TRUE(fault.file == path || fault.file == "exercises/bridge.toml") << to_string(fault);
  EXPECT_TRUE(begins_with(fault.what, "easier leads back from \"")) << to_string(fault);
  EXPECT_EQ(fault.line, line_of(fault.file == path ? text : text_of(fault.file), "easier ="));
}

TEST(Catalogue, MissingFile) {
  for (const std::string_view path : {"tags.toml", "screening.toml", "rules/pain.toml"}) {
    SCOPED_TRACE(path);
    Files files = embedded();
    std::erase_if(files, [&](const CatalogueFile& file) { return file.path == path; });
    const auto parsed = parse_catalogue(files);
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(to_string(parsed.error().front()), std::string(path) + ":1: is missing");
  }
}

TEST(Catalogue, FileNobodyReads) {
  Files files = embedded();
  files.push_back({"notes.toml", "a = 1\n"});
  const auto parsed = parse_catalogue(files);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(to_string(parsed.error().front()), "notes.toml:1: is not a file of the catalogue");
}

TEST(Catalogue, NothingAtAll) {
  const auto parsed = parse_catalogue({});
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().size(), 21U);
}

TEST(Catalogue, AllMistakesAtOnce) {
  const std::string bridge = edited("exercises/bridge.toml", "difficulty = 2", "difficulty = 7");
  const std::string faq = edited("learn/faq.md", "# Questions", "Questions");
  Files files = with("exercises/bridge.toml", bridge);
  for (CatalogueFile& file : files) {
    if (file.path == "learn/faq.md") {
      file.text = faq;
    }
  }
  const auto parsed = parse_catalogue(files);
  ASSERT_FALSE(parsed.has_value());
  ASSERT_EQ(parsed.error().size(), 2U);
  EXPECT_EQ(parsed.error()[0].file, "exercises/bridge.toml");
  EXPECT_EQ(parsed.error()[1].file, "learn/faq.md");
}

TEST(Catalogue, VersionTellsTextsApartAndNotTheirOrder) {
  Files backwards = embedded();
  std::reverse(backwards.begin(), backwards.end());
  const auto same = parse_catalogue(backwards);
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->version, embedded_catalogue().version);

  const std::string text = edited("exercises/bridge.toml", "Pause and breathe.", "Pause.");
  const auto other = parse_catalogue(with("exercises/bridge.toml", text));
  ASSERT_TRUE(other.has_value());
  EXPECT_NE(other->version, embedded_catalogue().version);
}

TEST(Catalogue, VersionIsTheSameWithCommentsAndWithout) {
  const std::string text = "\n# Why.\n  # And how.\n" + text_of("exercises/bridge.toml");
  const auto commented = parse_catalogue(with("exercises/bridge.toml", text));
  ASSERT_TRUE(commented.has_value());
  EXPECT_EQ(commented->version, embedded_catalogue().version);
}

}  // namespace
}  // namespace lissom
