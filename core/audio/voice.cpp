#include "core/audio/voice.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "core/audio/little_endian.h"
#include "core/base/contract.h"
#include "core/session/timeline.h"
#include "core/session/timeline_edit.h"

namespace lissom {
namespace {

// ---- what can be said --------------------------------------------------------------------------

/// Between the least and the most of a stretch, holds come in steps of five seconds (the ladder's,
/// and what a caution or pain makes of them) or as a level gives them.
constexpr int hold_step_s = 5;

std::set<int> holds_of(const Exercise& exercise, const Catalogue& catalogue) {
  const auto [least, most] = exercise.hold_s;
  std::set<int> holds = {least, most};
  for (int hold_s = least; hold_s <= most; ++hold_s) {
    if (hold_s % hold_step_s == 0) {
      holds.insert(hold_s);
    }
  }
  for (const DoseLevel& level : catalogue.dose.levels) {
    holds.insert(std::clamp(level.hold_s, least, most));
    holds.insert(std::clamp(level.hold_older_s, least, most));
  }
  return holds;
}

/// Sentences by the stretch that they are said in.
class Sayings {
 public:
  explicit Sayings(const Catalogue& catalogue) : catalogue_(catalogue) {
    for (const auto& [id, exercise] : catalogue.exercises) {
      by_base_.emplace(exercise.base, &exercise);
    }
  }

  std::vector<VoicePack> run() {
    for (const auto& [id, exercise] : catalogue_.exercises) {
      add_ways(exercise);
      for (const int hold_s : holds_of(exercise, catalogue_)) {
        for (int reps = exercise.reps.least; reps <= exercise.reps.most; ++reps) {
          for (int sets = exercise.sets.least; sets <= exercise.sets.most; ++sets) {
            add_dose(exercise, {hold_s, reps, sets});
          }
        }
      }
    }
    return packs();
  }

 private:
  const Catalogue& catalogue_;
  std::map<std::string, const Exercise*> by_base_;     ///< one for each
  std::map<std::string, std::set<std::string>> said_;  ///< by sentence: in which stretches
  std::vector<std::string> order_;

  [[nodiscard]] const Base& base_of(const Exercise& exercise) const {
    return catalogue_.bases.find(exercise.base)->second;
  }

  [[nodiscard]] SessionEntry entry(const Exercise& exercise, Dose dose, bool right_first) const {
    return {&exercise, &base_of(exercise), dose, right_first};
  }

  /// What is said on the way to a stretch, from anywhere.
  void add_ways(const Exercise& exercise) {
    const auto least = [](const Exercise& of) {
      return Dose{of.hold_s.least, of.reps.least, of.sets.least};
    };
    for (const auto& [base, before] : by_base_) {
      const SessionPlan plan{
          {entry(*before, least(*before), false), entry(exercise, least(exercise), false)}};
      add_cues(compile(plan, catalogue_.dose.timing), exercise.id);
    }
  }

  void add_dose(const Exercise& exercise, Dose dose) {
    for (const bool right_first : {false, true}) {
      const SessionPlan alone{{entry(exercise, dose, right_first)}};
      const Timeline timeline = compile(alone, catalogue_.dose.timing);
      add_cues(timeline, exercise.id);
      for (std::size_t step = 0; step < timeline.steps.size(); ++step) {
        add_cues(going_on_with(timeline, static_cast<int>(step)), exercise.id);
      }
      constexpr int eased_s = 10;
      add_cues(eased(timeline, 0, eased_s), exercise.id);
    }
  }

  /// What the last entry says, and who announces it.
  void add_cues(const Timeline& timeline, const std::string& id) {
    const int last = static_cast<int>(timeline.entries.size()) - 1;
    for (const Cue& cue : timeline.cues) {
      const bool is_its = cue.entry == last || cue.entry < 0 || cue.kind == CueKind::next_up;
      for (const std::string& sentence :
           is_its ? sentences_of(cue.say) : std::vector<std::string>()) {
        std::set<std::string>& where = said_[sentence];
        if (where.empty()) {
          order_.push_back(sentence);
        }
        where.insert(id);
      }
    }
  }

  [[nodiscard]] std::vector<VoicePack> packs() const {
    std::vector<VoicePack> packs = {{std::string(common_pack), {}}};
    for (const auto& [id, exercise] : catalogue_.exercises) {
      packs.push_back({id, {}});
    }
    for (const std::string& sentence : order_) {
      const std::set<std::string>& where = said_.find(sentence)->second;
      const std::string name = where.size() == 1 ? *where.begin() : std::string(common_pack);
      const auto pack = std::find_if(packs.begin(), packs.end(),
                                     [&](const VoicePack& each) { return each.name == name; });
      pack->sentences.push_back(sentence);
    }
    return packs;
  }
};

// ---- packs as bytes ----------------------------------------------------------------------------

constexpr std::string_view magic = "LSV1";
constexpr int length_bytes = 2;
constexpr int count_bytes = 4;
/// A minute: no sentence is that long, and a damaged count asks for no memory.
constexpr std::size_t most_samples = 60 * 24'000;

/// Takes a pack apart; what is missing makes it fail and read nothing more.
class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : all_(bytes.size()), left_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > left_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }

  std::size_t number(int size) {
    std::size_t number = 0;
    const std::string_view bytes = take(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      number |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return number;
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return left_.empty(); }
  [[nodiscard]] std::size_t at() const { return all_ - left_.size(); }

 private:
  std::size_t all_;
  std::string_view left_;
  bool failed_ = false;
};

}  // namespace

std::vector<std::string> sentences_of(std::string_view say) {
  std::vector<std::string> sentences;
  std::size_t from = 0;
  for (std::size_t i = 0; i < say.size(); ++i) {
    const bool ends = say[i] == '.' || say[i] == '!' || say[i] == '?';
    const bool is_last = i + 1 == say.size();
    if (is_last || (ends && say[i + 1] == ' ')) {
      sentences.emplace_back(say.substr(from, i + 1 - from));
      from = i + 2;
    }
  }
  return sentences;
}

std::vector<VoicePack> voice_packs(const Catalogue& catalogue) {
  return Sayings(catalogue).run();
}

std::string pack_bytes(const std::map<std::string, Clip>& clips) {
  std::string bytes(magic);
  append_number(bytes, clips.size(), count_bytes);
  for (const auto& [sentence, clip] : clips) {
    LISSOM_EXPECTS(sentence.size() <= 0xFFFF);
    append_number(bytes, sentence.size(), length_bytes);
    bytes += sentence;
    append_number(bytes, clip.samples, count_bytes);
    bytes += clip.bytes;
  }
  return bytes;
}

Result<void> Voice::add(std::string_view pack) {
  PackReader in(pack);
  if (in.take(magic.size()) != magic) {
    return bad_input("voice pack: byte 0: expected LSV1");
  }
  std::map<std::string, Clip, std::less<>> clips;
  const std::size_t count = in.number(count_bytes);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    const std::string_view sentence = in.take(in.number(length_bytes));
    const std::size_t at = in.at();
    const std::size_t samples = in.number(count_bytes);
    if (samples > most_samples) {
      return bad_input("voice pack: byte " + std::to_string(at) + ": a clip of " +
                       std::to_string(samples) + " samples; expected at most " +
                       std::to_string(most_samples));
    }
    clips.emplace(sentence, Clip{samples, std::string(in.take((samples + 1) / 2))});
  }
  if (in.failed() || !in.at_end()) {
    return bad_input("voice pack: byte " + std::to_string(in.at()) +
                     (in.failed() ? ": the pack ends too early" : ": there is more than expected"));
  }
  clips_.merge(clips);
  return {};
}

const Clip* Voice::find(std::string_view sentence) const {
  const auto found = clips_.find(sentence);
  return found == clips_.end() ? nullptr : &found->second;
}

}  // namespace lissom
