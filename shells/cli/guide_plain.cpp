#include "shells/cli/guide_plain.h"

#include <utility>

#include <poll.h>

#include "shells/cli/clock.h"
#include "shells/cli/signals.h"
#include "shells/cli/text.h"

namespace lissom::cli {
std::int64_t PlainStage::now_ms() {
  return steady_ms();
}

Press PlainStage::wait(int most_ms) {
  if (StopRequests::came()) {
    return {.kind = Press::Kind::leave};
  }
  if (is_input_over_) {
    if (shown_ == Now::State::paused) {
      return {.kind = Press::Kind::leave};  // nobody can say that it goes on
    }
    (void)poll(nullptr, 0, most_ms);
    return {};
  }
  const LineOrNot typed = console_.in.wait(most_ms);
  is_input_over_ = typed.is_over;
  if (!typed.line) {
    return {};
  }
  const std::size_t first = typed.line->find_first_not_of(' ');
  return {.kind = Press::Kind::key, .key = first == std::string::npos ? ' ' : (*typed.line)[first]};
}

void PlainStage::show(const Scene& scene) {
  const bool is_paused = scene.now.state == Now::State::paused;
  if (is_paused && shown_ != Now::State::paused) {
    console_.out << "Paused. Enter goes on.\n";
  }
  if (scene.notice != notice_ && !scene.notice.empty()) {
    console_.out << "      " << harmless(scene.notice) << ".\n";
  }
  shown_ = scene.now.state;
  notice_ = scene.notice;
  console_.out << std::flush;
}

void PlainStage::tell(const Cue& cue) {
  constexpr int time_columns = 6;
  const bool is_breath = cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
  console_.out << (has_bell_ && !is_breath ? "\a" : "")
               << Page(console_.width).row(clock_of(cue.at_ms / 1000), time_columns, cue.show).str()
               << std::flush;
}

void PlainStage::stored(int done, int of) {
  console_.out << "      Done and stored: " << done << " of " << of << ".\n" << std::flush;
}

std::optional<std::string> PlainStage::ask(const Form& form) {
  console_.out << Page(console_.width).text(form.title).str();
  for (const std::string& line : form.lines) {
    console_.out << Page(console_.width).quiet(line).str();
  }
  console_.out << Page(console_.width).quiet(form.hint).str() << "> " << std::flush;
  for (;;) {
    if (StopRequests::came()) {
      return std::nullopt;
    }
    LineOrNot typed = console_.in.wait(look_up_ms);
    if (typed.line) {
      console_.out << (console_.is_echoed ? "" : harmless(*typed.line) + "\n");
      return std::move(typed.line);
    }
    if (typed.is_over) {
      is_input_over_ = true;
      console_.out << '\n';
      return std::nullopt;
    }
  }
}

bool PlainStage::read_out(const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences) {
    console_.out << Page(console_.width).text(sentence).str();
  }
  console_.out << std::flush;
  return !StopRequests::came();
}

}  // namespace lissom::cli
