#include <algorithm>
#include <array>
#include <span>

#include "core/catalogue/parts.h"

namespace lissom {
namespace {

/// A number, range or list that a rule file must have.
struct NumberKey {
  std::string_view table;  ///< "" for the top of the file
  std::string_view key;
  int least;
  int most;
  bool list = false;
};

/// Such a table may say where its numbers come from.
void finish_numbers(TableReader& table) {
  if (table.has("sources") || table.has("convention")) {
    (void)table.basis();
  }
  table.finish();
}

/// Reads all `keys` of a file into `catalogue.numbers` as "NAME.table.key". Tables are read once,
/// in order.
void read_numbers(TableReader& file, std::string_view name, std::span<const NumberKey> keys,
                  Catalogue& catalogue) {
  const auto put = [&](TableReader& table, const NumberKey& key) {
    std::string place(name);
    place += key.table.empty() ? "" : "." + std::string(key.table);
    place += "." + std::string(key.key);
    catalogue.numbers[place] = key.list
                                   ? table.integers(key.key, key.least, key.most)
                                   : std::vector<int>{table.integer(key.key, key.least, key.most)};
  };
  for (auto at = keys.begin(); at != keys.end();) {
    const std::string_view name_of_table = at->table;
    const auto end = std::find_if(at, keys.end(),
                                  [&](const NumberKey& key) { return key.table != name_of_table; });
    if (name_of_table.empty()) {
      std::for_each(at, end, [&](const NumberKey& key) { put(file, key); });
    } else {
      TableReader table = file.table(name_of_table);
      std::for_each(at, end, [&](const NumberKey& key) { put(table, key); });
      finish_numbers(table);
    }
    at = end;
  }
}

std::vector<RoutineEntry> read_routine(std::vector<TableReader> tables) {
  std::vector<RoutineEntry> routine;
  for (TableReader& table : tables) {
    RoutineEntry entry;
    entry.exercise = table.text("exercise");
    entry.hold_s = table.integer("hold_s", 0, 300);
    entry.reps = table.integer("reps", 1, 30);
    entry.unless = table.texts_or("unless");
    entry.instead = table.text_or("instead", "");
    entry.seated = table.text_or("seated", "");
    table.finish();
    routine.push_back(entry);
  }
  return routine;
}

Timing read_timing(TableReader table) {
  Timing timing;
  timing.prepare_s = table.integer("prepare_s", 5, 60);
  timing.rest_rep_s = table.integer("rest_rep_s", 0, 60);
  timing.rest_set_s = table.integer("rest_set_s", 0, 120);
  timing.side_change_s = table.integer("side_change_s", 0, 60);
  timing.move_s = table.integer("move_s", 1, 30);
  timing.position_s = table.integer("position_s", 0, 60);
  timing.floor_s = table.integer("floor_s", 0, 120);
  timing.floor_slow_s = table.integer("floor_slow_s", 0, 120);
  timing.half_way_from_s = table.integer("half_way_from_s", 10, 120);
  timing.next_up_s = table.integer("next_up_s", 1, 30);
  timing.round_s = table.integer("round_s", 1, 60);
  (void)table.basis();
  table.finish();
  return timing;
}

}  // namespace

void read_dose(TableReader& file, Catalogue& catalogue) {
  DoseRules& dose = catalogue.dose;
  dose.older_from_years = file.integer("older_from_years", 40, 100);
  dose.cap_min_per_week = file.integer("cap_min_per_week", 1, 60);
  dose.secondary_share_pct = file.integer("secondary_share_pct", 0, 100);
  dose.sitting_hours_key = file.integer("sitting_hours_key", 1, 24);
  dose.lengthened_pct = file.integer("lengthened_pct", 1, 100);
  dose.shorter_pct = file.integer("shorter_pct", 1, 100);
  (void)file.basis();
  for (TableReader& table : file.tables("level")) {
    DoseLevel level;
    level.id = table.text("id");
    level.hold_s = table.integer("hold_s", 5, 120);
    level.hold_older_s = table.integer("hold_older_s", 5, 120);
    level.reps = table.range("reps", 1, 10);
    level.sessions = table.range("sessions", 1, 7);
    level.target_min_tenths = table.range("target_min_tenths", 1, 100);
    level.difficulty_cap = table.integer("difficulty_cap", 0, 5);
    table.finish();
    dose.levels.push_back(level);
  }
  if (dose.levels.size() != 5) {
    file.complain("level", "is not there for each of L1, L2, L3, L4 and M");
  }
  dose.timing = read_timing(file.table("timing"));
  file.finish();
}

void read_pain(TableReader& file, Catalogue& catalogue) {
  PainRules& pain = catalogue.pain;
  (void)file.basis();
  TableReader green = file.table("green");
  pain.green_max = green.integer("pain_max", 0, 10);
  pain.green_high_max = green.integer("pain_high_max", 0, 10);
  pain.green_rise_max = green.integer("rise_max", 0, 10);
  green.finish();
  TableReader red = file.table("red");
  pain.red_min = red.integer("pain_min", 1, 10);
  pain.red_rise_min = red.integer("rise_min", 1, 10);
  pain.red_words = red.texts("words");
  pain.drop_hours = red.integer("drop_hours", 1, 336);
  pain.end_session_after = red.integer("end_session_after", 1, 10);
  pain.ending_entry = red.text("ending_entry");
  red.finish();
  TableReader halt = file.table("halt");
  pain.halt_words = halt.texts("words");
  halt.finish();
  TableReader flare = file.table("flare");
  pain.flare_from = flare.integer("pain_before_min", 1, 10);
  pain.flare_red_min = flare.integer("red_pain_min", 1, 10);
  pain.flare_red_rise_min = flare.integer("red_rise_min", 1, 10);
  flare.finish();
  TableReader severe = file.table("severe");
  pain.clinician_first_min = severe.integer("clinician_first_min", 1, 10);
  severe.finish();
  constexpr std::array<NumberKey, 18> keys = {{
      {"amber", "ease_range_pct", 1, 100},
      {"amber", "breaths", 1, 10},
      {"amber", "hold_cut_s", 1, 60},
      {"amber", "sessions_to_easier", 1, 10},
      {"after", "settled_rise_max", 0, 10},
      {"after", "irritated_rise", 0, 10},
      {"after", "flared_rise_min", 0, 10},
      {"after", "irritated_stiff_hours", 0, 24},
      {"after", "irritated_hold_sessions", 0, 10},
      {"after", "flared_rest_hours", 0, 168, true},
      {"after", "flared_volume_pct", 1, 100},
      {"after", "flared_regress_count", 1, 10},
      {"after", "flared_regress_days", 1, 60},
      {"after", "flared_clinician_count", 1, 10},
      {"after", "flared_clinician_days", 1, 60},
      {"after", "soreness_max", 0, 10},
      {"after", "soreness_hours", 0, 168},
      {"after", "ask_days", 1, 30},
  }};
  read_numbers(file, "pain", keys, catalogue);
  file.finish();
}

void read_modifiers(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  for (TableReader& table : file.tables("pain_type")) {
    PainType type;
    type.id = table.text("id");
    type.name = table.text("name");
    type.hold_max_s = table.integer("hold_max_s", 0, 120);
    type.prefer_dynamic = table.boolean("prefer_dynamic");
    type.tag = table.text_or("tag", "");
    type.note = table.text_or("note", "");
    table.finish();
    catalogue.pain_types.push_back(type);
  }
  constexpr std::array<NumberKey, 6> keys = {{
      {"intensity", "flare_from", 1, 10},
      {"intensity", "acute_weeks", 1, 52},
      {"intensity", "acute_flare_from", 1, 10},
      {"intensity", "acute_static_after_hours", 1, 336, true},
      {"intensity", "severe_days", 1, 30},
      {"intensity", "severe_silence_days", 1, 30},
  }};
  read_numbers(file, "modifiers", keys, catalogue);
  TableReader flare = file.table("flare_set");
  catalogue.flare.minutes = flare.range("minutes", 1, 30);
  catalogue.flare.walk_min = flare.integer("walk_min", 0, 60);
  catalogue.flare.entries = read_routine(flare.tables("entry"));
  flare.finish();
  file.finish();
}

void read_escalation(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("rule")) {
    EscalationRule rule;
    rule.id = table.text("id");
    rule.when = table.text("when");
    rule.result = table.text("result");
    rule.basis = table.basis();
    if (table.has("numbers")) {
      TableReader numbers = table.table("numbers");
      for (const std::string& key : numbers.keys()) {
        rule.numbers.emplace_back(key, numbers.integer(key, -100, 1000));
        catalogue.numbers["escalation." + rule.id + "." + key] = {rule.numbers.back().second};
      }
    }
    table.finish();
    if (rule.id != "E" + std::to_string(catalogue.escalation.size() + 1)) {
      table.complain("id", "is out of order; expected E1, E2, ...");
    }
    catalogue.escalation.push_back(rule);
  }
  for (const std::string_view key : {"E3.recent_days",
                                     "E3.recent_logged_min",
                                     "E3.before_days",
                                     "E3.rise",
                                     "E4.pain_min",
                                     "E4.days",
                                     "E5.rise",
                                     "E5.median_days",
                                     "E5.before_logged_min",
                                     "E5.days",
                                     "E6.rmdq_rise",
                                     "E6.psfs_fall",
                                     "E6.groc_at_most",
                                     "E7.week",
                                     "E7.pain_fall",
                                     "E7.pain_fall_pct",
                                     "E7.psfs_gain_tenths",
                                     "E7.groc_at_most",
                                     "E7.adherence_min_pct",
                                     "E8.week",
                                     "E8.pain_change",
                                     "E8.psfs_change",
                                     "E9.nights",
                                     "E9.days",
                                     "E10.reds",
                                     "E10.flares",
                                     "E10.days",
                                     "E10.watch_days"}) {
    if (!catalogue.numbers.contains("escalation." + std::string(key))) {
      file.complain("rule", "has no number " + std::string(key));
    }
  }
  file.finish();
}

void read_ladder(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  catalogue.order_of_change = file.texts("order_of_change");
  constexpr std::array<NumberKey, 23> keys = {{
      {"advance", "window_days", 1, 60},
      {"advance", "sessions_min", 1, 20},
      {"advance", "adherence_min_pct", 1, 100},
      {"advance", "irritated_max", 0, 10},
      {"advance", "mean_pain_max", 0, 10},
      {"advance", "daily_rise_max_tenths", 0, 100},
      {"advance", "minimum_stay_days", 1, 60, true},
      {"advance", "weekly_minutes_rise_max_pct", 1, 100},
      {"advance", "new_harder_max", 0, 6},
      {"advance", "session_floor_s", 60, 1200},
      {"entry", "green_exposures", 1, 20},
      {"entry", "pull_max", 0, 10},
      {"entry", "amber_to_easier", 1, 10},
      {"entry", "red_to_easier", 1, 10},
      {"regress", "flared", 1, 10},
      {"regress", "flared_days", 1, 60},
      {"regress", "adherence_below_pct", 1, 100},
      {"regress", "adherence_weeks", 1, 10},
      {"regress", "gap_one_level_days", 1, 100, true},
      {"regress", "gap_two_levels_days", 1, 100, true},
      {"regress", "gap_restart_days", 1, 366},
      {"plateau", "weeks", 1, 20},
      {"goal", "side_difference_below_deg", 1, 45},
  }};
  read_numbers(file, "ladder", std::span(keys).first(21), catalogue);
  TableReader plateau = file.table("plateau");
  catalogue.numbers["ladder.plateau.weeks"] = {plateau.integer("weeks", 1, 20)};
  const auto from = plateau.one_of("level", {"L1", "L2", "L3", "L4"});
  catalogue.numbers["ladder.plateau.from_level"] = {static_cast<int>(from) + 1};
  plateau.finish();
  read_numbers(file, "ladder", std::span(keys).last(1), catalogue);
  for (TableReader& table : file.tables("calendar")) {
    const Range weeks = table.range("weeks", 1, 8);
    const Range sessions = table.range("sessions", 1, 7);
    catalogue.numbers["ladder.calendar." + std::to_string(weeks.least)] = {
        weeks.least, weeks.most, sessions.least, sessions.most};
    (void)table.text("say");
    table.finish();
  }
  file.finish();
}

void read_maintenance(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  constexpr std::array<NumberKey, 9> keys = {{
      {"", "sessions", 1, 7, true},
      {"", "ask_every_days", 1, 366},
      {"", "after_week", 1, 52},
      {"relapse", "pain_rise", 1, 10},
      {"relapse", "days", 1, 30},
      {"relapse", "flare_days", 1, 30},
      {"relapse", "level_one_days", 1, 60},
      {"walking", "minutes", 1, 180},
      {"walking", "days_per_week", 1, 7},
  }};
  read_numbers(file, "maintenance", keys, catalogue);
  file.finish();
}

void read_breaks(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  catalogue.break_alternation = file.texts("alternate");
  constexpr std::array<NumberKey, 10> keys = {{
      {"", "nudge_after_min", 5, 480},
      {"", "nudge_range_min", 5, 480, true},
      {"", "minutes", 1, 30, true},
      {"", "most_per_day", 1, 24},
      {"", "entries_max", 1, 6},
      {"", "snooze_min", 1, 120},
      {"", "snooze_times", 0, 10},
      {"", "ignored_in_a_row", 1, 10},
      {"", "ignored_longer_pct", 1, 200},
      {"", "taken_ask_below_pct", 1, 100},
  }};
  read_numbers(file, "breaks", keys, catalogue);
  file.finish();
}

void read_reminders(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  constexpr int last_minute = 1439;
  constexpr std::array<NumberKey, 9> keys = {{
      {"", "core_at_min", 0, last_minute},
      {"", "morning_at_min", 0, last_minute},
      {"", "alarm_min", -1, 120},
      {"", "again_min", 0, 120},
      {"", "quiet_from_min", 0, last_minute},
      {"", "quiet_to_min", 0, last_minute},
      {"", "ahead_days", 7, 56},
      {"", "break_apart_min", 5, 120},
      {"", "fits_to_min", 1, 30},
  }};
  read_numbers(file, "reminders", keys, catalogue);
  file.finish();
}

void read_adherence(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  constexpr std::array<NumberKey, 11> keys = {{
      {"", "window_days", 1, 60},
      {"", "partial_credit_pct", 1, 100},
      {"", "partial_entries_min", 1, 6},
      {"", "low_pct", 1, 100},
      {"", "low_weeks", 1, 10},
      {"", "reminders_per_day", 0, 5},
      {"", "follow_ups_per_day", 0, 5},
      {"", "confidence_shrink_at", 0, 10},
      {"", "entries_most", 1, 10},
      {"", "entries_most_gentle", 1, 10},
      {"", "gentle_first_weeks", 0, 8},
  }};
  read_numbers(file, "adherence", keys, catalogue);
  file.finish();
}

namespace {

UsualEntries read_usual(TableReader& table) {
  UsualEntries usual;
  usual.from = table.text("from");
  usual.replaces = table.boolean_or("replaces", false);
  usual.entries = read_routine(table.tables("entries"));
  table.finish();
  return usual;
}

}  // namespace

void read_slots(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  for (TableReader& table : file.tables("slot")) {
    SlotRules slot;
    slot.id = table.text("id");
    slot.name = table.text("name");
    slot.minutes = table.range("minutes", 1, 60);
    slot.default_minutes = table.integer("default_minutes", slot.minutes.least, slot.minutes.most);
    slot.entries = table.range("entries", 1, 10);
    slot.entries_gentle_most =
        table.integer("entries_gentle_most", slot.entries.least, slot.entries.most);
    slot.bases = table.texts("bases");
    slot.needs_control = table.boolean("needs_control");
    slot.needs_extension = table.boolean("needs_extension");
    slot.needs_flexion = table.boolean("needs_flexion");
    slot.every_day = table.boolean("every_day");
    if (table.has("usual")) {
      for (TableReader& usual : table.tables("usual")) {
        slot.usual.push_back(read_usual(usual));
      }
    }
    table.finish();
    catalogue.slots.push_back(slot);
  }
  file.finish();
}

void read_planner(TableReader& file, Catalogue& catalogue) {
  PlannerRules& rules = catalogue.planner;
  (void)file.basis();
  constexpr int most = 10'000'000;
  TableReader points = file.table("points");
  rules.evidence_b = points.integer("evidence_b", 0, most);
  rules.evidence_c = points.integer("evidence_c", 0, most);
  rules.liked = points.integer("liked", 0, most);
  rules.disliked = points.integer("disliked", 0, most);
  rules.kept = points.integer("kept", 0, most);
  rules.rested = points.integer("rested", 0, most);
  rules.usual = points.integer("usual", 0, most);
  rules.dynamic_wanted = points.integer("dynamic_wanted", 0, most);
  rules.entry_cost = points.integer("entry_cost", 0, most);
  rules.misfit = points.integer("misfit", 0, most);
  rules.level_change_per_s = points.integer("level_change_per_s", 0, most);
  rules.position_change = points.integer("position_change", 0, most);
  rules.required_role = points.integer("required_role", 0, most);
  points.finish();
  TableReader worth = file.table("worth");
  rules.worth_full_until_pct = worth.integer("full_until_pct", 1, 100);
  rules.worth_second_pct = worth.integer("second_pct", 0, 100);
  rules.hurts_bonus = worth.integer("hurts_bonus", 0, 10);
  rules.sitting_bonus = worth.integer("sitting_bonus", 0, 10);
  worth.finish();
  for (TableReader& table : file.tables("need")) {
    Need need;
    need.id = table.text("id");
    need.name = table.text("name");
    need.muscles = table.texts("muscles");
    need.weight = table.integer("weight", 0, 10);
    need.hurts = table.texts("hurts");
    table.finish();
    rules.needs.push_back(need);
  }
  file.finish();
}

void read_pathways(TableReader& file, Catalogue& catalogue) {
  (void)file.basis();
  const std::vector<std::string> columns = file.texts("columns");
  for (TableReader& table : file.tables("pathway")) {
    Pathway pathway;
    pathway.id = table.text("id");
    pathway.name = table.text("name");
    pathway.tags = table.texts("tags");
    pathway.without = table.texts("without");
    for (const std::string& column : columns) {
      const TomlValue* cell = table.raw(column);
      if (cell != nullptr && std::holds_alternative<std::string>(cell->value)) {
        pathway.cells.push_back({column, {}, table.text(column)});
      } else {
        pathway.cells.push_back({column, table.texts(column), ""});
        if (pathway.cells.back().entries.empty()) {
          table.complain(column,
                         "has no entry; expected entries, or a text that says why there is none");
        }
      }
    }
    table.finish();
    catalogue.pathways.push_back(pathway);
  }
  file.finish();
}

}  // namespace lissom
