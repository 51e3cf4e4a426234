#pragma once
/// The data of catalogue/: exercises, questions, rules, texts. Parsed once, then constant.
///
/// docs/formats/catalogue.md describes the files; the structs here carry the same names. All
/// numbers are integers whose unit ends the name.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/condition.h"
#include "core/catalogue/measure_rules.h"

namespace lissom {

// ---- exercises
// ----------------------------------------------------------------------------------------------------

enum class Side : std::uint8_t {
  each,         ///< the whole dose left, then right
  both,         ///< symmetrical
  alternating,  ///< repetitions change sides
};
enum class Kind : std::uint8_t { dynamic, static_hold, self_release, motor_control, relaxation };
enum class BackMove : std::uint8_t { flexion, extension, rotation, side_bend };

/// How a stretch looks, for core/body: its two poses in the pose language, and what rests on what.
struct PoseData {
  /// Contacts and parts that no longer touch, of the start, of the end.
  struct Touch {
    std::string pose;
    std::vector<std::string> touch;
    std::vector<std::string> lift;
    friend bool operator==(const Touch&, const Touch&) = default;
  };
  Touch start;
  Touch end;
  std::vector<std::string> via;  ///< poses on the way from start to end, at equal times
  std::vector<std::string> props;
  std::string base;    ///< a base of scenes.toml in place of the entry's own; "" if its own
  std::string reason;  ///< why angles differ from what is said by more than 5 degrees
  std::string on;      ///< the surface to lie or sit on in place of the base's own; "" if its own
  std::vector<int> view;  ///< yaw and elevation in degrees; empty: that of the base
  friend bool operator==(const PoseData&, const PoseData&) = default;
};

struct Exercise {
  std::string id;
  std::string name;
  std::vector<std::string> aka;
  std::string base;
  std::vector<std::vector<std::string>> equipment;  ///< all of the lists, any one of a list
  std::vector<std::string> optional;
  Side side = Side::both;
  Kind kind = Kind::static_hold;
  int difficulty = 1;
  std::vector<BackMove> back;
  std::vector<std::string> primary;
  std::vector<std::string> secondary;
  std::vector<std::string> shortened;  ///< of these, what the model of the body finds short
  std::vector<std::string> steps;
  std::vector<std::string> brief;  ///< the same in two or three, for a printed sheet
  std::string feel;
  std::string say;
  std::vector<std::string> faults;
  std::vector<std::string> avoid;
  std::vector<std::string> caution;
  std::vector<std::string> easier;
  std::vector<std::string> harder;
  std::string evidence;
  std::vector<std::string> cite;
  std::string article;
  std::string note;
  Range hold_s;
  Range reps;
  Range sets;
  PoseData pose;
};

/// A base position: what a person must be able to do for it, and at which height it is.
struct Base {
  std::string id;
  std::string name;
  std::vector<std::string> needs;  ///< positions
  bool lying = false;              ///< on the floor or on a bed, as the equipment allows
  bool upright = false;
};

struct Named {
  std::string id;
  std::string name;
  std::string ask;                   ///< positions only: how a person is asked
  bool common = false;               ///< equipment only: in every home until told otherwise
  std::vector<std::string> instead;  ///< equipment only: what may replace it
};

struct Tag {
  std::string id;
  std::string plain;
  std::string change;
  std::optional<int> hold_max_s;
  std::string avoids_segment;  ///< "" or a body segment whose movement is left out ("nck")
  std::vector<std::string>
      swaps_bases;                   ///< base positions that are swapped for others, so not offered
  std::vector<BackMove> skips_back;  ///< movements of the low back that a plan leaves out
  Basis basis;
};

struct Muscle {
  std::string id;
  std::string name;
  std::string plain;
  std::string group;
  std::string job;
  std::string known;
  std::string unknown;
  std::string test;
  Basis basis;
};

/// A row of the teaching table of four muscles.
struct MuscleLesson {
  std::vector<std::string> muscles;
  std::string title;
  std::string where;
  std::string does;
  std::string back;
};

struct Source {
  std::string key;
  std::string cite;
  std::string link;
  std::string read;      ///< abstract, full, secondary, no
  bool display = false;  ///< false: check before display, never shown as a citation
  std::string note;
};

struct Lesson {
  std::string id;
  std::string title;
  std::vector<std::string> sources;
  std::string text;
};

// ---- screening
// ----------------------------------------------------------------------------------------------------

enum class AnswerType : std::uint8_t { yes_no, choice, number };

struct Choice {
  std::string id;
  std::string text;
};

struct Question {
  std::string id;
  std::string group;
  AnswerType type = AnswerType::yes_no;
  std::string ask;
  std::string why;
  bool unsure = false;
  bool is_private = false;
  std::string private_note;
  std::vector<Choice> answers;  ///< choice only
  int min = 0;                  ///< number only
  int max = 0;
  std::string unit;
  std::optional<Condition> ask_if;
  bool optional = false;
  std::string usual = "no";
  Basis basis;
};

/// How far the answers let a person go; a higher one wins. `clinical` names are those of the
/// dossier.
enum class Code : std::uint8_t { ok, restrict, refer_parallel, clinician_first, urgent, emergency };

struct Finding {
  std::string id;
  Condition when;
  Code code = Code::ok;
  std::vector<std::string> tags;
  std::string because;
  Basis basis;
};

struct Disposition {
  Code code = Code::ok;
  std::string name;
  std::string title;
  std::vector<std::string> now;
  std::string unlock;
  bool locked = false;
};

struct EmergencyNumber {
  std::string region;
  std::string number;
  std::string same_day;
};

/// One of the four items before each session.
struct CheckItem {
  std::string id;
  AnswerType type = AnswerType::yes_no;
  std::string ask;
  std::string why;
  int min = 0;
  int max = 0;
  Code code = Code::ok;
  bool rescreen = false;   ///< a yes asks for all safety questions again
  bool clearance = false;  ///< a yes asks for a clinician first
  std::string because;
  std::string escalation;  ///< the rule that a yes fires, "E1" to "E11"; "" for none
  Basis basis;
};

struct Screening {
  std::string lead_in;
  std::vector<Question> questions;
  std::vector<Finding> findings;
  std::array<Disposition, 6> dispositions;
  std::vector<EmergencyNumber> emergency;
  std::vector<std::string> warning_signs;
  std::vector<CheckItem> checks;
  int rescreen_days = 0;
  int gap_days = 0;
  std::vector<std::string> rescreen_after;
};

// ---- rules
// --------------------------------------------------------------------------------------------------------

/// One column of the dose table: a level of the ladder.
struct DoseLevel {
  std::string id;  ///< L1, L2, L3, L4, M
  int hold_s = 0;
  int hold_older_s = 0;
  Range reps;
  Range sessions;           ///< a week
  Range target_min_tenths;  ///< minutes a week for a key muscle and side, in tenths
  int difficulty_cap = 1;
};

/// How long things take around the holds.
struct Timing {
  int prepare_s = 0;   ///< before each entry
  int rest_rep_s = 0;  ///< between repetitions of a static hold
  int rest_set_s = 0;  ///< between sets
  int side_change_s = 0;
  int move_s = 0;           ///< one repetition of a moving drill, besides its pause
  int position_s = 0;       ///< another position at the same height
  int floor_s = 0;          ///< to or from the floor
  int floor_slow_s = 0;     ///< the same for older people or with balance-risk
  int half_way_from_s = 0;  ///< holds at least this long get a half-way cue
  int next_up_s = 0;        ///< how long before the end the next entry is named
  int round_s = 0;          ///< entries take a multiple of this
};

struct DoseRules {
  std::vector<DoseLevel> levels;
  int older_from_years = 65;
  int cap_min_per_week = 10;
  int secondary_share_pct = 50;
  int lengthened_pct = 12;  ///< of the stretch that the model of the body finds (stretch.h)
  int shorter_pct = 2;      ///< than in standing, at the start and at the end of an entry
  int sitting_hours_key = 7;
  Timing timing;
};

/// During a hold: which pain means what. RED is tested first, then GREEN, else AMBER.
struct PainRules {
  int green_max = 0;
  int green_high_max = 0;
  int green_rise_max = 0;
  int red_min = 0;
  int red_rise_min = 0;
  std::vector<std::string> red_words;
  std::vector<std::string> halt_words;
  int drop_hours = 0;         ///< how long a RED entry is left out
  int end_session_after = 0;  ///< RED entries that end a session
  std::string ending_entry;
  int flare_from = 0;  ///< pain before the session that allows the flare set only
  int flare_red_min = 0;
  int flare_red_rise_min = 0;
  int clinician_first_min = 0;  ///< pain that needs a clinician first
};

/// One entry of a fixed routine. `instead` is used when a tag of `unless` holds.
struct RoutineEntry {
  std::string exercise;
  int hold_s = 0;
  int reps = 0;
  std::vector<std::string> unless;  ///< tags with which `instead` takes its place
  std::string instead;
  std::string seated;  ///< for those whom neither fits; "" if there is nothing like it
};

struct FlareRules {
  std::vector<RoutineEntry> entries;
  int walk_min = 0;
  Range minutes;
};

/// What a pain type changes in the plan.
struct PainType {
  std::string id;
  std::string name;
  int hold_max_s = 0;  ///< 0: no change
  bool prefer_dynamic = false;
  std::string tag;  ///< "" or a tag that this type adds
  std::string note;
};

/// Kept and checked now, evaluated by the adaptation rules.
struct EscalationRule {
  std::string id;
  std::string when;
  std::string result;
  std::vector<std::pair<std::string, int>> numbers;
  Basis basis;
};

/// What the article does in a slot from a level on.
struct UsualEntries {
  std::string from;
  std::vector<RoutineEntry> entries;
  bool replaces = false;  ///< instead of the levels below, not beside them
};

struct SlotRules {
  std::string id;  ///< core, morning, break
  std::string name;
  Range minutes;
  int default_minutes = 0;
  Range entries;
  int entries_gentle_most = 0;     ///< older people, first weeks, low adherence
  std::vector<std::string> bases;  ///< allowed; empty: all
  bool needs_control = false;
  bool needs_extension = false;
  bool needs_flexion = false;
  bool every_day = false;
  std::vector<UsualEntries> usual;
};

/// A need of the plan: a group of muscles that one key muscle stands for.
struct Need {
  std::string id;                    ///< a muscle
  std::string name;                  ///< how it is called in plain words
  std::vector<std::string> muscles;  ///< credited alike
  int weight = 0;
  std::vector<std::string> hurts;  ///< places that raise the weight
};

struct PlannerRules {
  int evidence_b = 0, evidence_c = 0;
  int liked = 0, disliked = 0, kept = 0, rested = 0, usual = 0, dynamic_wanted = 0;
  int entry_cost = 0, misfit = 0, level_change_per_s = 0, position_change = 0;
  int required_role = 0;
  int worth_full_until_pct = 0, worth_second_pct = 0;
  int hurts_bonus = 0, sitting_bonus = 0;
  std::vector<Need> needs;
};

struct Pathway {
  std::string id;
  std::string name;
  std::vector<std::string> tags;
  std::vector<std::string> without;  ///< positions that are not possible
  /// A column of the table: entries that cover it, or the reason why there is none.
  struct Cell {
    std::string column;
    std::vector<std::string> entries;
    std::string none;
  };
  std::vector<Cell> cells;
};

struct Forbidden {
  std::string pattern;
  bool whole = false;
  std::string use;
};

/// A place that may use a forbidden word, and why.
struct Exempt {
  std::string file;
  std::string pattern;
};

struct FixedText {
  std::string id;
  std::string text;
};

// ---- the whole
// ----------------------------------------------------------------------------------------------------

/// Everything, constant. Lists are in order of id unless the order means something.
struct Catalogue {
  std::string version;  ///< 16 hexadecimal digits over all files
  std::map<std::string, Exercise, std::less<>> exercises;
  std::map<std::string, Base, std::less<>> bases;
  std::vector<Named> positions;
  std::vector<Named> equipment;
  std::map<std::string, Tag, std::less<>> tags;
  std::map<std::string, Muscle, std::less<>> muscles;
  std::vector<MuscleLesson> four_muscles;
  std::map<std::string, Source, std::less<>> sources;
  std::vector<Lesson> lessons;
  Screening screening;
  DoseRules dose;
  PainRules pain;
  FlareRules flare;
  std::vector<PainType> pain_types;
  std::vector<EscalationRule> escalation;
  /// Numbers of rules by place: "ladder.advance.window_days" -> {7}; ranges and lists have several.
  std::map<std::string, std::vector<int>, std::less<>> numbers;
  std::vector<std::string> break_alternation;  ///< what breaks alternate between
  std::vector<std::string> order_of_change;    ///< one variable per step, in this order
  std::vector<SlotRules> slots;
  PlannerRules planner;
  std::vector<Pathway> pathways;
  MeasureRules measures;
  std::vector<Forbidden> forbidden;
  std::vector<Exempt> exempt;
  std::vector<FixedText> fixed;

  [[nodiscard]] const Question* find_question(std::string_view id) const;
  [[nodiscard]] const SlotRules& slot(std::string_view id) const;        ///< @pre it exists
  [[nodiscard]] const DoseLevel& level(std::string_view id) const;       ///< @pre it exists
  [[nodiscard]] std::string_view fixed_text(std::string_view id) const;  ///< "" if there is none
  [[nodiscard]] const Disposition& disposition(Code code) const;
  /// A rule's number by its place. @pre it exists and has one value
  [[nodiscard]] int number(std::string_view place) const;
};

/// A file of the catalogue: its path below catalogue/, and its text.
struct CatalogueFile {
  std::string_view path;
  std::string_view text;
};

/// What is wrong with a catalogue, in order of file and line.
struct CatalogueFault {
  std::string file;
  int line = 0;
  std::string what;
};
/// "file:line: what is wrong, what was expected".
[[nodiscard]] std::string to_string(const CatalogueFault& fault);

/// Reads and checks a catalogue. @return all faults if there is one
[[nodiscard]] tl::expected<Catalogue, std::vector<CatalogueFault>> parse_catalogue(
    std::span<const CatalogueFile> files);

/// The files that were built in.
[[nodiscard]] std::span<const CatalogueFile> embedded_files();

/// The catalogue that was built in, parsed once. @pre it is sound, which the tests check
[[nodiscard]] const Catalogue& embedded_catalogue();

// ---- names in files and answers
// -----------------------------------------------------------------------------------

[[nodiscard]] std::string_view name_of(Side side);
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(BackMove move);
[[nodiscard]] std::string_view name_of(Code code);  ///< "EMERGENCY" … "OK"

}  // namespace lissom
