#include <algorithm>

#include "core/catalogue/parts.h"

namespace lissom {
namespace {

const std::vector<std::string_view> side_names = {"each", "both", "alternating"};
const std::vector<std::string_view> kind_names = {"dynamic", "static", "self-release",
                                                  "motor-control", "relaxation"};
const std::vector<std::string_view> back_names = {"flexion", "extension", "rotation", "side-bend"};

/// `touch` and `lift` hold at the start and at the end, `start_touch` ... at one of them.
PoseData::Touch read_touch(TableReader& table, const std::string& when) {
  PoseData::Touch touch;
  touch.pose = table.text_or(when, "");
  touch.touch = table.texts_or("touch");
  touch.lift = table.texts_or("lift");
  for (std::string& each : table.texts_or(when + "_touch")) {
    touch.touch.push_back(std::move(each));
  }
  for (std::string& each : table.texts_or(when + "_lift")) {
    touch.lift.push_back(std::move(each));
  }
  return touch;
}

PoseData read_pose(TableReader& table) {
  PoseData pose;
  pose.start = read_touch(table, "start");
  pose.end = read_touch(table, "end");
  if (pose.end.pose.empty()) {
    table.complain("end", "is empty; expected a pose");
  }
  pose.via = table.texts_or("via");
  pose.props = table.texts_or("props");
  pose.on = table.text_or("on", "");
  pose.base = table.text_or("as", "");
  pose.reason = table.text_or("reason", "");
  constexpr int half_turn = 180;
  if (table.has("view")) {
    pose.view = table.integers("view", -half_turn, half_turn);
    if (pose.view.size() != 2) {
      table.complain("view", "is not two angles; expected [yaw, elevation]");
    }
  }
  return pose;
}

}  // namespace

std::vector<BackMove> read_back_moves(TableReader& table, std::string_view key) {
  std::vector<BackMove> moves;
  for (const std::string& name : table.texts_or(key)) {
    std::size_t index = 0;
    while (index < back_names.size() && back_names[index] != name) {
      ++index;
    }
    if (index == back_names.size()) {
      table.complain(
          key, "\"" + name + "\" is not known; expected flexion, extension, rotation or side-bend");
    } else {
      moves.push_back(static_cast<BackMove>(index));
    }
  }
  return moves;
}

namespace {

void read_dose_ranges(TableReader& file, Exercise& exercise) {
  TableReader dose = file.table("dose");
  exercise.hold_s = dose.range("hold_s", 0, 600);
  exercise.reps = dose.range("reps", 1, 60);
  exercise.sets = dose.range("sets", 1, 10);
  dose.finish();
}

void check_steps(TableReader& file, const Exercise& exercise) {
  const auto is_sentence = [](const std::string& text) {
    return text.back() == '.' || text.back() == '!';
  };
  for (const std::string_view key : {"steps", "brief", "faults"}) {
    const std::vector<std::string>& texts = key == "steps"   ? exercise.steps
                                            : key == "brief" ? exercise.brief
                                                             : exercise.faults;
    if (texts.empty()) {
      file.complain(key, "has no entry; expected at least one sentence");
    }
    for (const std::string& text : texts) {
      if (!is_sentence(text)) {
        file.complain(key, "\"" + text + "\" does not end; expected a sentence with a full stop");
      }
    }
  }
}

void check_brief(TableReader& file, const Exercise& exercise) {
  constexpr std::size_t most_brief = 3;
  constexpr std::size_t longest_brief = 100;
  const bool is_short =
      std::all_of(exercise.brief.begin(), exercise.brief.end(),
                  [](const std::string& text) { return text.size() <= longest_brief; });
  if (exercise.brief.size() < 2 || exercise.brief.size() > most_brief || !is_short) {
    file.complain("brief",
                  "does not fit a printed sheet; expected two or three steps of at most "
                  "100 characters");
  }
}

}  // namespace

std::string_view name_of(Side side) {
  return side_names[static_cast<std::size_t>(side)];
}
std::string_view name_of(Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}
std::string_view name_of(BackMove move) {
  return back_names[static_cast<std::size_t>(move)];
}

void read_exercise(TableReader& file, Catalogue& catalogue) {
  Exercise exercise;
  exercise.id = file.text("id");
  exercise.name = file.text("name");
  exercise.aka = file.texts("aka");
  exercise.base = file.text("base");
  exercise.equipment = file.text_lists("equipment");
  exercise.optional = file.texts("optional");
  exercise.side = static_cast<Side>(file.one_of("side", side_names));
  exercise.kind = static_cast<Kind>(file.one_of("kind", kind_names));
  exercise.difficulty = file.integer("difficulty", 1, 5);
  exercise.back = read_back_moves(file, "back");
  exercise.primary = file.texts("primary");
  exercise.secondary = file.texts("secondary");
  exercise.steps = file.texts("steps");
  exercise.brief = file.texts("brief");
  exercise.feel = file.text("feel");
  exercise.say = file.text("say");
  exercise.faults = file.texts("faults");
  exercise.avoid = file.texts("avoid");
  exercise.caution = file.texts("caution");
  exercise.easier = file.texts("easier");
  exercise.harder = file.texts("harder");
  exercise.evidence = std::string(1, "ABCD"[file.one_of("evidence", {"A", "B", "C", "D"})]);
  exercise.cite = file.texts("cite");
  exercise.article = file.text_or("article", "");
  exercise.note = file.text_or("note", "");
  read_dose_ranges(file, exercise);
  TableReader pose = file.table("pose");
  exercise.pose = read_pose(pose);
  pose.finish();
  file.finish();

  check_steps(file, exercise);
  check_brief(file, exercise);
  if (exercise.primary.empty()) {
    file.complain("primary", "names no muscle; expected at least one");
  }
  if ("exercises/" + exercise.id + ".toml" != file.file()) {
    file.complain("id", "\"" + exercise.id + "\" is not the name of the file");
  }
  catalogue.exercises.emplace(exercise.id, exercise);
}

void read_lengths(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("shortened")) {
    const std::string id = table.text("id");
    const std::vector<std::string> muscles = table.texts("muscles");
    table.finish();
    const auto exercise = catalogue.exercises.find(id);
    if (exercise == catalogue.exercises.end()) {
      table.complain("id", as_typed(id) + " is no stretch");
      continue;
    }
    const auto names = [&](const std::vector<std::string>& list, const std::string& muscle) {
      return std::find(list.begin(), list.end(), muscle) != list.end();
    };
    for (const std::string& muscle : muscles) {
      if (!names(exercise->second.primary, muscle) && !names(exercise->second.secondary, muscle)) {
        table.complain("muscles", id + " does not name " + as_typed(muscle) + "; take it out");
      }
    }
    exercise->second.shortened = muscles;
  }
  file.finish();
}

}  // namespace lissom
