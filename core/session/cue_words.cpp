#include "core/session/cue_words.h"

#include "core/base/words.h"

namespace lissom {
namespace {

/// From here on the pause of a repetition is worth saying.
constexpr int pause_said_from_s = 5;

/// Sentences in a row; one that is "" has nothing to say.
using Sentences = std::vector<std::string>;

std::string joined(const Sentences& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) {
    text += (text.empty() || sentence.empty() ? "" : " ") + sentence;
  }
  return text;
}

Words same(const std::string& sentence) {
  return {sentence, sentence};
}

std::string sentence_of(std::string_view text) {
  return std::string(text) + ".";
}

/// "Lying on your back" inside a sentence.
std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

std::string side_sentence(BodySide side) {
  switch (side) {
    case BodySide::left:
      return "Left side.";
    case BodySide::right:
      return "Right side.";
    case BodySide::both:
      return "";
  }
  return "";
}

std::string first_side_sentence(const SessionEntry& entry) {
  const std::string first = entry.right_first ? "Right" : "Left";
  switch (entry.exercise->side) {
    case Side::each:
      return first + " side first.";
    case Side::alternating:
      return first + " side first, then take turns.";
    case Side::both:
      return "";
  }
  return "";
}

/// "2 holds of 30 seconds", "8 repetitions", "2 sets of 8".
std::string dose_words(const SessionEntry& entry) {
  const Dose dose = entry.dose;
  if (!is_moving(*entry.exercise, dose)) {
    return counted(dose.reps * dose.sets, "hold") + " of " + duration_words(dose.hold_s);
  }
  if (dose.sets == 1) {
    return counted(dose.reps, "repetition");
  }
  return counted(dose.sets, "set") + " of " + std::to_string(dose.reps);
}

std::string set_sentence(int set) {
  return "Set " + std::to_string(set + 1) + ".";
}

/// The pause of a repetition, if it is long enough to be told.
std::string pause_sentence(const Step& step) {
  return step.hold_s >= pause_said_from_s ? "Hold for " + duration_words(step.hold_s) + "." : "";
}

}  // namespace

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    words += (c != ' ' && !inside) ? 1 : 0;
    inside = c != ' ';
  }
  return words;
}

std::string spoken(const std::vector<std::string>& sentences) {
  Sentences fitting;
  int words = 0;
  for (const std::string& sentence : sentences) {
    words += count_words(sentence);
    if (!fitting.empty() && words > most_spoken_words) {
      break;
    }
    fitting.push_back(sentence);
  }
  return joined(fitting);
}

std::string duration_words(int seconds) {
  const bool whole_minutes = seconds >= 60 && seconds % 60 == 0;
  return whole_minutes ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

Words move_words(bool from_upright, const SessionEntry& to) {
  std::string way = "Change position: ";
  if (from_upright != to.base->upright) {
    way = from_upright ? "Go down slowly: " : "Come up slowly: ";
  }
  way += sentence_of(lower_first(to.base->name));
  return {way, joined({way, "Next: " + sentence_of(to.exercise->name)})};
}

Words prepare_words(const SessionEntry& entry) {
  const std::string name = sentence_of(entry.exercise->name);
  const std::string side = first_side_sentence(entry);
  const std::string dose = dose_words(entry);
  const std::string on_each = side.empty() ? "." : " on each side.";
  return {spoken({name, side, dose + "."}), joined({name, side, dose + on_each})};
}

Words resume_words(std::string_view name, BodySide side) {
  const Sentences sentences = {sentence_of(name), side_sentence(side), "We go on here."};
  return {spoken(sentences), joined(sentences)};
}

Words hold_words(const SessionEntry& entry, const Step& step) {
  const std::string side = side_sentence(step.side);
  const std::string time = sentence_of(duration_words(step.hold_s));
  if (step.set == 0 && step.rep == 0) {
    const std::string& how = entry.exercise->say;
    return {spoken({how, time}), joined({side, how, time})};
  }
  const Dose dose = entry.dose;
  const std::string set = dose.sets > 1 ? set_sentence(step.set) : "";
  const std::string number = dose.reps > 1 ? "Hold " + std::to_string(step.rep + 1) + " of " +
                                                 std::to_string(dose.reps) + "."
                                           : "";
  const bool takes_turns = entry.exercise->side == Side::alternating;
  return {spoken({takes_turns ? side : "", set, number, time}), joined({side, set, number, time})};
}

Words repeat_words(const SessionEntry& entry, const Step& step, int move, BodySide side) {
  const bool takes_turns = step.moves > step.reps;
  const int number = 1 + (takes_turns ? move / 2 : move);
  std::string start;
  if (move == 0) {
    start = step.set == 0 ? entry.exercise->say : set_sentence(step.set);
  } else if (move + 1 == step.moves) {
    start = "Last one.";
  }
  const std::string name = side_sentence(side);
  const std::string pause = pause_sentence(step);
  const std::string count = std::to_string(number);
  return {spoken({start.empty() ? count + "." : start, takes_turns ? name : "", pause}),
          joined({start, name, "Repetition " + count + " of " + std::to_string(step.reps) + ".",
                  pause})};
}

Words eased_words(BodySide side, int hold_s) {
  const std::string time = sentence_of(duration_words(hold_s));
  return {spoken({"Lighter now.", time}), joined({side_sentence(side), "Lighter now.", time})};
}

Words rest_words(bool after_hold) {
  return same(after_hold ? "Ease out slowly and rest." : "Rest.");
}

Words switch_words(BodySide to) {
  return same(joined({"Switch sides.", side_sentence(to)}));
}

Words next_words(const SessionEntry& next) {
  const std::string name = "Next: " + sentence_of(next.exercise->name);
  return {name, joined({name, sentence_of(next.base->name)})};
}

Words half_way_words() {
  return same("Half way.");
}

Words breath_words(bool in) {
  return same(in ? "Breathe in." : "Breathe out.");
}

Words done_words() {
  return same("Done. That is the end of the session.");
}

}  // namespace lissom
