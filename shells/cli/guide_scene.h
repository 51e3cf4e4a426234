#pragma once
/// A guided session as it stands, for whoever shows it; and the places where it can be shown.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/guide.h"
#include "core/api/picture.h"

namespace lissom::cli {

/// One breath being taken.
struct Breath {
  bool in = true;
  int passed_ms = 0;
  int whole_ms = 0;
};

/// An entry on the strip: how long it is, how much of it has passed.
struct Part {
  int whole_ms = 0;
  int passed_ms = 0;
};

/// What a screen shows between two cues.
struct Scene {
  std::string title;             ///< of the session
  std::string name;              ///< of the stretch
  std::string caption;           ///< of the last cue
  std::vector<std::string> how;  ///< the stretch is done, step by step
  std::string next;              ///< the stretch after this one, "" if it is the last
  std::string notice;            ///< one line about what was just done
  Now now;
  int phase_ms = 0;  ///< how long the phase is
  std::vector<Part> parts;
  std::optional<Breath> breath;
  int done = 0;  ///< steps that are stored
  int of = 0;
  std::shared_ptr<const Drawing> figure;  ///< of the stretch, if there is one to be shown
};

/// A question in the middle of a session. The clock stands still meanwhile.
struct Form {
  std::string title;
  std::vector<std::string> lines;
  std::string hint;
  std::string keys;  ///< any one of these keys answers it; "" if a line is typed
};

/// What a person did while the session ran.
struct Press {
  enum class Kind : std::uint8_t {
    none,
    key,
    leave,  ///< Ctrl-C, or the terminal is gone
  };
  Kind kind = Kind::none;
  char key = 0;
};

/// Where a session is shown and keys are pressed.
class Stage {
 public:
  Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  virtual ~Stage() = default;

  /// Whether a figure is of use here.
  [[nodiscard]] virtual bool shows_figures() const { return false; }
  /// Milliseconds of a clock that never goes back.
  [[nodiscard]] virtual std::int64_t now_ms() = 0;
  /// Waits for a key, at most `most_ms`.
  [[nodiscard]] virtual Press wait(int most_ms) = 0;
  virtual void show(const Scene& scene) = 0;
  /// Sounds and tells a cue.
  virtual void tell(const Cue& cue) = 0;
  /// A step was finished and the record has it.
  virtual void stored(int done, int of) = 0;
  /// @return what was typed, "" if nothing was chosen; nothing if the person left
  [[nodiscard]] virtual std::optional<std::string> ask(const Form& form) = 0;
  /// Shows sentences until they were read. @return false if the person left
  [[nodiscard]] virtual bool read_out(const std::vector<std::string>& sentences) = 0;
};

}  // namespace lissom::cli
