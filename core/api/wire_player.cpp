#include "core/api/wire_player.h"

#include <algorithm>
#include <array>

#include "core/api/guide.h"
#include "core/audio/wav.h"
#include "core/base/json.h"
#include "core/session/shown_pose.h"

namespace lissom {
namespace {

constexpr int most_extra_s = 600;
constexpr std::int64_t piece_samples = std::int64_t{10} * sample_rate;

template <class Choice, std::size_t N>
Choice choice(ObjectReader& in, const char* key, const std::array<Choice, N>& choices) {
  const std::string word = in.text(key);
  std::string expected;
  for (const Choice each : choices) {
    if (name_of(each) == word) {
      return each;
    }
    expected += (expected.empty() ? "" : ", ") + std::string(name_of(each));
  }
  in.complain(key, "expected one of " + expected);
  return choices.front();
}

Result<Input> read_input(const Json& json) {
  ObjectReader in(json, "input");
  const std::string name = in.text("input");
  const std::int64_t now_ms = in.integer("now_ms", 0, INT64_MAX / 2, 0);
  Input input = input::Tick{now_ms};
  if (name == "heard") {
    input = input::Heard{now_ms};
  } else if (name == "pause") {
    input = input::Pause{now_ms};
  } else if (name == "resume") {
    input = input::Resume{now_ms};
  } else if (name == "back") {
    input = input::Back{now_ms};
  } else if (name == "skip") {
    constexpr std::array reasons = {SkipReason::pain, SkipReason::cannot, SkipReason::no_time,
                                    SkipReason::other};
    input = input::Skip{now_ms, choice(in, "reason", reasons)};
  } else if (name == "pain") {
    input = input::Pain{now_ms};
  } else if (name == "pain_answered") {
    constexpr std::array ways = {AfterPain::carry_on, AfterPain::ease, AfterPain::stop_entry,
                                 AfterPain::end_session};
    input = input::PainAnswered{now_ms, choice(in, "then", ways)};
  } else if (name == "focus_lost") {
    input = input::FocusLost{now_ms};
  } else if (name == "focus_back") {
    input = input::FocusBack{now_ms};
  } else if (name == "extend") {
    input = input::Extend{now_ms,
                          static_cast<int>(in.integer("seconds", -most_extra_s, most_extra_s, 0))};
  } else if (name == "quit") {
    input = input::Quit{now_ms};
  } else if (name != "tick") {
    in.complain("input", "\"" + name.substr(0, 60) + "\" is no input; expected one like tick");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  return input;
}

Json told(const output::CueReached& what) {
  return {{"told", "cue"}, {"cue", what.cue}};
}
Json told(const output::StepDone& what) {
  return {{"told", "step_done"}, {"step", what.step}, {"held_s", what.held_s}, {"reps", what.reps}};
}
Json told(const output::StepStopped& what) {
  return {{"told", "step_stopped"},
          {"step", what.step},
          {"reason", name_of(what.reason)},
          {"held_s", what.held_s},
          {"reps", what.reps}};
}
Json told(const output::EntrySkipped& what) {
  return {{"told", "entry_skipped"},
          {"entry", what.entry},
          {"step", what.step},
          {"reason", name_of(what.reason)}};
}
Json told(const output::Eased& what) {
  return {{"told", "eased"}, {"entry", what.entry}};
}
Json told(const output::Paused& what) {
  return {{"told", "paused"}, {"cause", name_of(what.cause)}};
}
Json told(const output::Returned& what) {
  return {{"told", "returned"}, {"cue", what.cue}};
}
Json told(const output::Resumed&) {
  return {{"told", "resumed"}};
}
Json told(const output::Ended& what) {
  return {{"told", "ended"}, {"how", name_of(what.how)}};
}

Json now_view(const Player& player) {
  const Now now = player.now();
  const ShownPose shown = shown_pose(player.timeline(), player.at_ms());
  return {{"state", name_of(now.state)},
          {"phase", name_of(now.phase)},
          {"cue", now.cue},
          {"entry", now.entry},
          {"step", now.step},
          {"side", name_of(now.side)},
          {"rep", now.rep},
          {"reps", now.reps},
          {"phase_left_s", now.phase_left_s},
          {"total_left_s", now.total_left_s},
          {"next_entry", now.next_entry},
          {"at_ms", player.at_ms()},
          {"figure",
           {{"entry", shown.entry}, {"side", name_of(shown.side)}, {"at", shown.at_permille}}}};
}

/// The packs of clips that say what a session says. @pre `player_of` took the view
Json packs_of(const Json& view) {
  Json packs = {common_pack};
  for (const Json& entry : view["entries"]) {
    if (std::find(packs.begin(), packs.end(), entry["id"]) == packs.end()) {
      packs.push_back(entry["id"]);
    }
  }
  return packs;
}

std::string fault_bytes(std::string_view what) {
  return to_bytes(Json{{"fault", what}});
}

}  // namespace

std::string WirePlayer::open(std::string_view view) {
  const Result<Json> json = parse_json(view);
  if (!json) {
    return fault_bytes(json.error().what);
  }
  Result<Player> player = player_of(*json, catalogue_);
  if (!player) {
    return fault_bytes(player.error().what);
  }
  player_ = std::move(*player);
  track_.reset();
  return to_bytes(Json{{"cues", cues_view(player_->timeline())},
                       {"now", now_view(*player_)},
                       {"voice", packs_of(*json)}});
}

std::string WirePlayer::apply(std::string_view input) {
  if (!player_) {
    return fault_bytes("player: no session is open");
  }
  const Result<Json> json = parse_json(input);
  if (!json) {
    return fault_bytes(json.error().what);
  }
  const Result<Input> taken = read_input(*json);
  if (!taken) {
    return fault_bytes(taken.error().what);
  }
  Json list = Json::array();
  bool is_changed = false;
  for (const Output& output : player_->apply(*taken)) {
    is_changed = is_changed || std::holds_alternative<output::Eased>(output);
    list.push_back(std::visit([](const auto& what) { return told(what); }, output));
  }
  Json out{{"told", std::move(list)}, {"now", now_view(*player_)}};
  if (is_changed) {
    out["cues"] = cues_view(player_->timeline());
  }
  return to_bytes(out);
}

std::string WirePlayer::add_voice(std::string_view pack) {
  const Result<void> added = voice_.add(pack);
  return added ? "" : added.error().what;
}

std::string WirePlayer::open_track(std::string_view choice) {
  if (!player_) {
    return fault_bytes("track: no session is open");
  }
  const Result<Json> json = parse_json(choice);
  if (!json) {
    return fault_bytes(json.error().what);
  }
  ObjectReader in(*json, "track");
  const TrackChoice wanted{.voice = in.boolean("voice", true),
                           .breath = in.boolean("breath", false)};
  if (const auto fault = in.fault()) {
    return fault_bytes(fault->what);
  }
  track_ = Track::of(player_->timeline(),
                     {.from_ms = player_->at_ms(), .wait_ms = player_->wait_ms()}, wanted, voice_);
  const std::int64_t pieces = (track_->samples() + piece_samples - 1) / piece_samples;
  return to_bytes(Json{{"pieces", pieces},
                       {"from_ms", player_->at_ms()},
                       {"ms", track_->samples() / samples_per_ms}});
}

std::string WirePlayer::track_piece(int piece) const {
  const std::int64_t first = piece * piece_samples;
  if (!track_ || piece < 0 || first >= track_->samples()) {
    return "";
  }
  const std::int64_t count = std::min(piece_samples, track_->samples() - first);
  std::vector<std::int16_t> samples(static_cast<std::size_t>(count));
  track_->read(first, samples);
  std::string bytes = piece == 0 ? wav_header(track_->samples()) : "";
  append_pcm(bytes, samples);
  return bytes;
}

std::string WirePlayer::signal_file(std::string_view name) {
  constexpr std::array signals = {std::pair{std::string_view("paused"), Signal::paused},
                                  std::pair{std::string_view("resumed"), Signal::resumed},
                                  std::pair{std::string_view("pain"), Signal::pain}};
  for (const auto& [known, signal] : signals) {
    if (known == name) {
      const std::vector<std::int16_t> samples = samples_of(signal);
      std::string bytes = wav_header(static_cast<std::int64_t>(samples.size()));
      append_pcm(bytes, samples);
      return bytes;
    }
  }
  return "";
}

}  // namespace lissom
