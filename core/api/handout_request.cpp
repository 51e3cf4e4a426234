#include <algorithm>
#include <optional>

#include "core/api/call.h"
#include "core/api/diary.h"
#include "core/api/picture.h"
#include "core/base/date.h"
#include "core/base/words.h"
#include "core/figure/exercise_figure.h"
#include "core/report/plan_code.h"

namespace lissom {
namespace {

constexpr std::size_t most_initials = 6;

// ---- words
// ---------------------------------------------------------------------------------------------------------

std::string range_words(const Range& range) {
  return range.least == range.most
             ? std::to_string(range.least)
             : std::to_string(range.least) + " to " + std::to_string(range.most);
}

bool is_still(const Exercise& exercise, int hold_s) {
  return hold_s > 0 && exercise.kind != Kind::dynamic && exercise.kind != Kind::motor_control;
}

std::string side_words(Side side) {
  switch (side) {
    case Side::each:
      return ", each side";
    case Side::alternating:
      return ", sides in turn";
    case Side::both:
      break;
  }
  return "";
}

/// "2 holds of 20 s, each side", "2 sets of 9, each held 2 s".
std::string amount_words(const Exercise& exercise, const PlannedEntry& entry) {
  const std::string hold = std::to_string(entry.hold_s) + " s";
  const std::string in_sets = entry.sets > 1 ? counted(entry.sets, "set") + " of " : std::string();
  if (is_still(exercise, entry.hold_s)) {
    return in_sets + counted(entry.reps, "hold") + " of " + hold + side_words(exercise.side);
  }
  const std::string times =
      entry.sets > 1 ? std::to_string(entry.reps) : counted(entry.reps, "time");
  return in_sets + times + (entry.hold_s > 0 ? ", each held " + hold : "") +
         side_words(exercise.side);
}

/// The same for an entry that is in no plan: what its file allows.
std::string usual_words(const Exercise& exercise) {
  const std::string sets =
      exercise.sets.most > 1 ? range_words(exercise.sets) + " sets of " : std::string();
  if (is_still(exercise, exercise.hold_s.most)) {
    return sets + range_words(exercise.reps) + " holds of " + range_words(exercise.hold_s) + " s" +
           side_words(exercise.side);
  }
  return sets + range_words(exercise.reps) + (sets.empty() ? " times" : "") +
         (exercise.hold_s.most > 0 ? ", each held " + range_words(exercise.hold_s) + " s" : "") +
         side_words(exercise.side);
}

std::string often_words(const PlannedSlot& slot) {
  const auto days = static_cast<int>(slot.days.size());
  const std::string times =
      slot.times_per_day == 1 ? "once a day" : std::to_string(slot.times_per_day) + " times a day";
  return times + (days >= days_per_week ? ", every day" : ", " + counted(days, "day") + " a week");
}

// ---- entries
// -------------------------------------------------------------------------------------------------------

struct HandoutWish {
  bool is_large = false;
  bool is_bw = false;
  bool as_shapes = false;
  std::string initials;
  std::string slot;
  std::optional<int> week;
  std::vector<std::string> ids;
};

Result<Json> picture_view(const Exercise& exercise, const HandoutWish& wish, bool is_end,
                          int number) {
  PictureWish picture;
  picture.at = is_end ? 1 : 0;
  picture.with_arrow = is_end;
  picture.look.theme = wish.is_bw ? Theme::print : Theme::colour;
  picture.look.id =
      "sheet-" + std::to_string(number) + "-" + exercise.id + (is_end ? "-end" : "-start");
  const Result<Drawing> drawing = draw_exercise(exercise, picture);
  if (!drawing) {
    return tl::unexpected(drawing.error());
  }
  Json view;
  view["description"] = drawing->description;
  if (wish.as_shapes) {
    view["drawing"] = drawing_view(*drawing);
  } else {
    view["svg"] = to_svg(*drawing);
  }
  return view;
}

/// What every entry of a sheet says, whatever its dose.
Result<Json> sheet_entry(const Call& call, const Exercise& exercise, const HandoutWish& wish,
                         int number) {
  Json view;
  view["id"] = exercise.id;
  view["name"] = exercise.name;
  view["position"] = call.catalogue.bases.find(exercise.base)->second.name;
  view["steps"] = texts_view(exercise.brief);
  view["feel"] = exercise.feel;
  Json cautions = Json::array();
  for (const std::string& tag : exercise.caution) {
    if (has_tag(call.world.person, tag)) {
      cautions.push_back(call.catalogue.tags.find(tag)->second.change);
    }
  }
  view["cautions"] = std::move(cautions);
  for (const bool is_end : {false, true}) {
    auto picture = picture_view(exercise, wish, is_end, number);
    if (!picture) {
      return tl::unexpected(picture.error());
    }
    view[is_end ? "end" : "start"] = *std::move(picture);
  }
  return view;
}

/// The sessions of a plan with what may be done of them now.
class Sheets {
 public:
  Sheets(const Call& call, const HandoutWish& wish) : call_(call), wish_(wish) {}

  Result<Json> of_plan(const PlanAdopted& plan) {
    Json slots = Json::array();
    for (const PlannedSlot& slot : plan.slots) {
      if (!wish_.slot.empty() && slot.slot != wish_.slot) {
        continue;
      }
      auto view = of_slot(slot);
      if (!view) {
        return view;
      }
      if (!(*view)["entries"].empty()) {
        slots.push_back(*std::move(view));
      }
    }
    return slots;
  }

  /// Stretches by themselves, as their files have them.
  Result<Json> of_ids(const std::vector<const Exercise*>& exercises) {
    Json entries = Json::array();
    for (const Exercise* exercise : exercises) {
      auto entry = sheet_entry(call_, *exercise, wish_, ++number_);
      if (!entry) {
        return entry;
      }
      (*entry)["dose"] = usual_words(*exercise);
      entries.push_back(*std::move(entry));
    }
    Json slot = {{"slot", ""},
                 {"variant", ""},
                 {"name", ""},
                 {"total_s", 0},
                 {"often", ""},
                 {"days", Json::array()},
                 {"entries", std::move(entries)}};
    Json slots = Json::array();
    slots.push_back(std::move(slot));
    return slots;
  }

  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  Result<Json> of_slot(const PlannedSlot& slot) {
    Json entries = Json::array();
    for (const PlannedEntry& planned : slot.entries) {
      const auto exercise = call_.catalogue.exercises.find(planned.exercise);
      if (exercise == call_.catalogue.exercises.end()) {
        continue;
      }
      const Eligibility offer = eligibility(exercise->second, call_.world.person, call_.state(),
                                            call_.catalogue, call_.moment.now);
      if (!offer.offered) {
        left_out_.push_back(exercise->second.name + " is left out. " + offer.why_not);
        continue;
      }
      auto entry = sheet_entry(call_, exercise->second, wish_, ++number_);
      if (!entry) {
        return entry;
      }
      (*entry)["dose"] = amount_words(exercise->second, planned) + " · " + often_words(slot);
      entries.push_back(*std::move(entry));
    }
    Json view;
    view["slot"] = slot.slot;
    view["variant"] = slot.variant;
    view["name"] = call_.catalogue.slot(slot.slot).name;
    view["total_s"] = slot.total_s;
    view["often"] = often_words(slot);
    view["days"] = texts_view(slot.days);
    view["entries"] = std::move(entries);
    return view;
  }

  const Call& call_;
  const HandoutWish& wish_;
  int number_ = 0;
  std::vector<std::string> left_out_;
};

// ---- the request
// ---------------------------------------------------------------------------------------------------

/// A few letters, counted as people count them.
bool are_initials(const std::string& text) {
  std::size_t letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7FU) {
      return false;
    }
    letters += (byte & 0xC0U) != 0x80U ? 1 : 0;
  }
  return letters <= most_initials;
}

HandoutWish handout_wish(ObjectReader& in) {
  HandoutWish wish;
  const std::string slot = in.one_of("slot", {"core", "morning", "break", "all"});
  wish.slot = slot.empty() ? "core" : slot == "all" ? "" : slot;
  wish.is_large = in.boolean("large", false);
  wish.is_bw = in.boolean("bw", false);
  wish.as_shapes = in.one_of("as", {"svg", "shapes"}) == "shapes";
  wish.initials = in.text("initials", "");
  wish.ids = in.texts("ids");
  constexpr int last_week = 1000;
  const auto week = in.maybe_integer("week", 1, last_week);
  wish.week = week ? std::optional(static_cast<int>(*week)) : std::nullopt;
  if (!are_initials(wish.initials)) {
    in.complain("initials", "expected six letters at most");
  }
  return wish;
}

/// The plan to print: that of this week, or the last one that was adopted for another.
/// @return bad_input if that week has none
Result<AdoptedPlan> plan_to_print(Call& call, const HandoutWish& wish) {
  const int this_week = current_plan(call, false).week;
  const int wanted = wish.week.value_or(this_week);
  auto found = last_plan(call.journal(),
                         [&](const Uuid&, const PlanAdopted& plan) { return plan.week == wanted; });
  if (!found) {
    return bad_input("request.week: week " + std::to_string(wanted) + " has no plan " +
                     (wanted > this_week ? "yet" : "in this record") + "; this is week " +
                     std::to_string(this_week));
  }
  return *std::move(found);
}

Json help_view(const Catalogue& catalogue) {
  std::string numbers;
  for (const EmergencyNumber& number : catalogue.screening.emergency) {
    numbers += (numbers.empty() ? "" : " · ") + number.region + " " + number.number;
  }
  Json view;
  view["title"] = catalogue.fixed_text("sheet-help");
  view["signs"] = texts_view(catalogue.screening.warning_signs);
  view["numbers"] = "Emergency: " + numbers;
  view["before"] = catalogue.fixed_text("sheet-before");
  return view;
}

Json labels_view() {
  return {{"title", "My stretches"},
          {"start", "Start"},
          {"end", "End"},
          {"feel", "Feel it here:"},
          {"care", "Take care:"},
          {"diary", "My week"},
          {"diary_how", "Tick what you did. Pain from 0 (none) to 10 (the worst)."},
          {"diary_back", "To copy it into Lissom, type the code of the page, then the rows."},
          {"page_code", "Page"},
          {"code", "Code"},
          {"day", "Day"},
          {"done", "Done"},
          {"before", "Pain before"},
          {"after", "Pain after"},
          {"morning", "Next morning"},
          {"notes", "Notes"},
          {"scan", "This plan, for the app: Library, then Read a sheet"}};
}

/// Head and foot, which are the same whatever is on the sheet.
Json frame_view(const Call& call, const HandoutWish& wish) {
  Json view;
  view["language"] = "en-GB";
  view["direction"] = "ltr";
  view["day"] = to_iso(call.today());
  view["initials"] = wish.initials;
  view["large"] = wish.is_large;
  view["bw"] = wish.is_bw;
  view["labels"] = labels_view();
  view["help"] = help_view(call.catalogue);
  view["stop_line"] = call.catalogue.fixed_text("stop-line");
  view["pull"] = call.catalogue.fixed_text("sheet-pull");
  view["foot"] =
      texts_view({std::string(call.catalogue.fixed_text("not-a-device")),
                  "Contents of " + std::string(call.catalogue.fixed_text("content-date")) + ", " +
                      std::string(call.catalogue.fixed_text("reviewed")) + "."});
  return view;
}

Result<Outcome> of_stretches(Call& call, const HandoutWish& wish) {
  std::vector<const Exercise*> exercises;
  for (const std::string& id : wish.ids) {
    const Result<const Exercise*> exercise = exercise_named(call, id);
    if (!exercise) {
      return tl::unexpected(exercise.error());
    }
    if (auto refusal = not_to_be_read(call, **exercise)) {
      return *std::move(refusal);
    }
    exercises.push_back(*exercise);
  }
  auto slots = Sheets(call, wish).of_ids(exercises);
  if (!slots) {
    return tl::unexpected(slots.error());
  }
  Json view = frame_view(call, wish);
  view["slots"] = *std::move(slots);
  view["say"] = Json::array();
  return call.done(std::move(view));
}

}  // namespace

Result<Outcome> do_handout(Call& call, ObjectReader& in) {
  const HandoutWish wish = handout_wish(in);
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  if (!wish.ids.empty()) {
    return of_stretches(call, wish);
  }
  const auto adopted = plan_to_print(call, wish);
  if (!adopted) {
    return tl::unexpected(adopted.error());
  }
  const PlanAdopted& plan = adopted->plan;
  Sheets sheets(call, wish);
  auto slots = sheets.of_plan(plan);
  if (!slots) {
    return tl::unexpected(slots.error());
  }
  if (slots->empty()) {
    return bad_input(
        "your plan has nothing of this kind to print; the minutes are in your profile");
  }
  Json view = frame_view(call, wish);
  view["week"] = plan.week;
  view["level"] = plan.level;
  view["mode"] = plan.mode;
  view["first_day"] = plan.first_day;
  view["slots"] = *std::move(slots);
  std::vector<std::string> sentences = sheets.left_out();
  if (plan.mode == "flare") {
    sentences.push_back("And a walk of " + std::to_string(call.catalogue.flare.walk_min) +
                        " minutes, if you can.");
  }
  view["say"] = texts_view(sentences);
  view["code"] = plan_code(plan);
  view["diary"] = diary_view(call, *adopted, wish.slot);
  view["file"] = "lissom-" + plan.first_day + ".pdf";
  return call.done(std::move(view));
}

namespace {

/// The id that a short one stands for; "" if none does, or several do.
std::string long_id(const Catalogue& catalogue, std::uint16_t short_one) {
  std::string found;
  for (const auto& [id, exercise] : catalogue.exercises) {
    if (short_id(id) == short_one) {
      if (!found.empty()) {
        return "";
      }
      found = id;
    }
  }
  return found;
}

/// What of a sheet's plan this reader may not see.
struct Unseen {
  int left_out = 0;  ///< entries that their answers exclude
  int unknown = 0;   ///< entries of another version
};

/// Takes out what this reader may not see.
void keep_allowed(const Call& call, PlannedSlot& slot, Unseen& unseen) {
  std::erase_if(slot.entries, [&](const PlannedEntry& entry) {
    const auto exercise = call.catalogue.exercises.find(entry.exercise);
    if (exercise == call.catalogue.exercises.end()) {
      ++unseen.unknown;
      return true;
    }
    const bool is_out = not_to_be_read(call, exercise->second).has_value();
    unseen.left_out += is_out ? 1 : 0;
    return is_out;
  });
}

std::vector<std::string> sentences_about(const Unseen& unseen) {
  std::vector<std::string> sentences = {
      "This is what the sheet holds. It is shown, not taken into your own plan."};
  if (unseen.left_out > 0) {
    sentences.push_back(counted(unseen.left_out, "stretch is", "stretches are") +
                        " left out because of your answers.");
  }
  if (unseen.unknown > 0) {
    sentences.push_back(counted(unseen.unknown, "stretch is", "stretches are") +
                        " not known to this version.");
  }
  return sentences;
}

}  // namespace

Result<Outcome> do_sheet(Call& call, ObjectReader& in) {
  const std::string code = in.text("code");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  auto plan = plan_of_code(
      code, [&](std::uint16_t short_one) { return long_id(call.catalogue, short_one); });
  if (!plan) {
    return bad_input("request.code: " + plan.error().what);
  }
  Unseen unseen;
  Json slots = Json::array();
  for (PlannedSlot& slot : plan->slots) {
    keep_allowed(call, slot, unseen);
    slots.push_back(slot_view(slot, call.world.person, call.catalogue));
  }
  Json view;
  view["week"] = plan->week;
  view["level"] = plan->level;
  view["mode"] = plan->mode;
  view["first_day"] = plan->first_day;
  view["slots"] = std::move(slots);
  view["left_out"] = unseen.left_out;
  view["unknown"] = unseen.unknown;
  view["say"] = texts_view(sentences_about(unseen));
  return call.done(std::move(view));
}

}  // namespace lissom
