#pragma once
/// A value, or the one line that says why there is none.
///
/// Three kinds of trouble have three shapes: input that is not well formed is a `Result` without a
/// value; a refusal for safety is a value of the domain; a mistake of ours stops the program
/// (`contract.h`).

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace lissom {

/// What went wrong, for the caller to decide what to do about it.
enum class Errc : std::uint8_t {
  bad_input,  ///< the request or file is not well formed: exit code 2
  unknown,    ///< an id that does not exist: exit code 2
  conflict,   ///< the journal has moved on since it was read: read again and repeat
  damaged,    ///< stored bytes are not what was written
  io,         ///< the disk, the database or the operating system refused
};

/// Why there is no value.
struct Fault {
  Errc code = Errc::bad_input;
  std::string what;  ///< one plain line: the place, what is wrong, what was expected
};

template <class T>
using Result = tl::expected<T, Fault>;

[[nodiscard]] inline tl::unexpected<Fault> fail(Errc code, std::string what) {
  return tl::unexpected(Fault{code, std::move(what)});
}

[[nodiscard]] inline tl::unexpected<Fault> bad_input(std::string what) {
  return fail(Errc::bad_input, std::move(what));
}

/// `text` in at most 60 bytes, cut between characters, with "..." in place of the rest.
[[nodiscard]] std::string shortened(std::string_view text);

/// What somebody typed, for a message: shortened, in quotation marks, every control character a
/// "?".
[[nodiscard]] std::string as_typed(std::string_view text);

}  // namespace lissom
