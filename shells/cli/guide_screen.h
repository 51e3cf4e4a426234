#pragma once
/// A session on the full screen of a terminal.

#include <memory>

#include "shells/cli/console.h"
#include "shells/cli/guide_layout.h"
#include "shells/cli/guide_scene.h"

namespace lissom::cli {

/// Draws with ncurses; gives the terminal back as it was when it goes.
class ScreenStage final : public Stage {
 public:
  /// @return nothing if the terminal cannot be drawn on
  [[nodiscard]] static std::unique_ptr<ScreenStage> open(const Console& console);
  ~ScreenStage() override;

  [[nodiscard]] bool shows_figures() const override { return has_dots_; }
  [[nodiscard]] std::int64_t now_ms() override;
  [[nodiscard]] Press wait(int most_ms) override;
  void show(const Scene& scene) override;
  void tell(const Cue& cue) override;
  void stored(int done, int of) override;
  [[nodiscard]] std::optional<std::string> ask(const Form& form) override;
  [[nodiscard]] bool read_out(const std::vector<std::string>& sentences) override;

 private:
  struct Terminal;
  ScreenStage(std::unique_ptr<Terminal> terminal, bool has_dots);

  /// What a key does to a line being typed. @return whether the line is done
  [[nodiscard]] static bool edit(std::string& typed, int key, const Form& form);

  std::unique_ptr<Terminal> terminal_;
  bool has_dots_;
};

}  // namespace lissom::cli
