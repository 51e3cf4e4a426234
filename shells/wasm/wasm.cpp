/// The exports of the WebAssembly module. Texts go in as (pointer, bytes) that the host wrote into
/// memory from `lissom_alloc`; they come out as a pointer to a 32-bit length and that many bytes of
/// UTF-8, which the host frees.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "core/api/wire.h"
#include "core/api/wire_player.h"

namespace {

lissom::WireHost& host() {
  static lissom::WireHost the_host(lissom::embedded_catalogue());
  return the_host;
}

lissom::WirePlayer& player() {
  static lissom::WirePlayer the_player(lissom::embedded_catalogue());
  return the_player;
}

char* handed_over(const std::string& text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  auto* const block = static_cast<char*>(std::malloc(sizeof size + text.size()));
  if (block == nullptr) {
    std::abort();
  }
  std::memcpy(block, &size, sizeof size);
  std::copy(text.begin(), text.end(), block + sizeof size);
  return block;
}

}  // namespace

extern "C" {

void* lissom_alloc(std::size_t bytes) {
  return std::malloc(bytes);
}

void lissom_free(void* block) {
  std::free(block);
}

/// Adds records, a JSON line each. @return "" or what is wrong
char* lissom_load(const char* lines, std::size_t bytes) {
  return handed_over(host().load({lines, bytes}));
}

/// Records, a JSON line each, as the bytes that go to a server. @return none if one has to go as a
/// line
char* lissom_bundle(const char* lines, std::size_t bytes) {
  return handed_over(lissom::WireHost::bundle({lines, bytes}));
}

/// Answers an envelope (core/api/wire.h).
char* lissom_answer(const char* envelope, std::size_t bytes) {
  return handed_over(host().answer({envelope, bytes}));
}

/// Opens a session and plays it (core/api/wire_player.h).
char* lissom_player_open(const char* view, std::size_t bytes) {
  return handed_over(player().open({view, bytes}));
}

char* lissom_player_apply(const char* input, std::size_t bytes) {
  return handed_over(player().apply({input, bytes}));
}

/// Takes a pack of voice clips. @return "" or what is wrong
char* lissom_voice_add(const char* pack, std::size_t bytes) {
  return handed_over(player().add_voice({pack, bytes}));
}

/// Begins the track of the session from here on.
char* lissom_track_open(const char* choice, std::size_t bytes) {
  return handed_over(player().open_track({choice, bytes}));
}

/// The bytes of one piece of the track; none after the last.
char* lissom_track_piece(int piece) {
  return handed_over(player().track_piece(piece));
}

/// The bytes of a sound that is not on the timeline.
char* lissom_signal(const char* name, std::size_t bytes) {
  return handed_over(lissom::WirePlayer::signal_file({name, bytes}));
}
}
