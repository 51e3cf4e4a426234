#pragma once
/// A session line by line: for pipes, screen readers and terminals that cannot draw.

#include "shells/cli/console.h"
#include "shells/cli/guide_scene.h"

namespace lissom::cli {

/// Every cue is a line with its time; a line typed is a key. A bell sounds only on a terminal.
class PlainStage final : public Stage {
 public:
  PlainStage(Console& console, bool has_bell) : console_(console), has_bell_(has_bell) {}

  [[nodiscard]] std::int64_t now_ms() override;
  [[nodiscard]] Press wait(int most_ms) override;
  void show(const Scene& scene) override;
  void tell(const Cue& cue) override;
  void stored(int done, int of) override;
  [[nodiscard]] std::optional<std::string> ask(const Form& form) override;
  [[nodiscard]] bool read_out(const std::vector<std::string>& sentences) override;

 private:
  Console& console_;
  bool has_bell_;
  bool is_input_over_ = false;
  Now::State shown_ = Now::State::running;
  std::string notice_;
};

}  // namespace lissom::cli
