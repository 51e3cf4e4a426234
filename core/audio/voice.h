#pragma once
/// What a voice can say: a clip for each sentence. Clips come in packs, one for each stretch and
/// one for what all have in common, so that a device keeps or fetches only what a session needs
/// (docs/formats/voice.md).

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

/// The pack of what is not about one stretch.
constexpr std::string_view common_pack = "common";

/// What is said, in sentences: each ends with ".", "!" or "?" before a space or the end.
[[nodiscard]] std::vector<std::string> sentences_of(std::string_view say);

/// A pack to be made: its name, and what it can say.
struct VoicePack {
  std::string name;  ///< the id of a stretch, or `common_pack`
  std::vector<std::string> sentences;
};

/// Every sentence that a timeline of this catalogue can say at the doses of the catalogue, in
/// packs.
[[nodiscard]] std::vector<VoicePack> voice_packs(const Catalogue& catalogue);

/// A sentence, recorded.
struct Clip {
  std::size_t samples = 0;
  std::string bytes;  ///< clip.h
};

/// The bytes of a pack. @pre at most 65535 bytes in a sentence
[[nodiscard]] std::string pack_bytes(const std::map<std::string, Clip>& clips);

/// The clips at hand.
class Voice {
 public:
  /// Adds the clips of a pack, all or none. A sentence that is there already keeps its clip.
  /// @return bad_input with the place where the bytes are no pack
  [[nodiscard]] Result<void> add(std::string_view pack);

  /// Null if it cannot say this.
  [[nodiscard]] const Clip* find(std::string_view sentence) const;

  [[nodiscard]] bool empty() const { return clips_.empty(); }

 private:
  std::map<std::string, Clip, std::less<>> clips_;
};

}  // namespace lissom
