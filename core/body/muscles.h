#pragma once
/// Our own body with its muscles. Read from catalogue/body/muscles.toml, on top of the skeleton.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/model.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

/// What stands beside a path in the file.
struct MuscleNote {
  std::string part_of;  ///< an id of catalogue/muscles.toml, or empty
  Basis basis;
};

/// A skeleton with kneecaps, cylinders and muscles. Muscles come in pairs: the right one, then its
/// mirror image.
struct MuscledBody {
  Model model;
  std::vector<MuscleNote> notes;  ///< one for each of the model's muscles
};

/// The same muscle of the other side.
[[nodiscard]] constexpr int other_side(int muscle) {
  return muscle % 2 == 0 ? muscle + 1 : muscle - 1;
}

/// Reads `body/muscles.toml` among `files`. @param skeleton  the bones that the file names
/// @return all faults if there is one, or the file is not there
[[nodiscard]] tl::expected<MuscledBody, std::vector<CatalogueFault>> read_muscled_body(
    std::span<const CatalogueFile> files, const Model& skeleton);

/// The body that was built in, read once. @pre it is sound, which the tests check
[[nodiscard]] const MuscledBody& embedded_body();

}  // namespace lissom
