#pragma once
/// Who a record is about, which every program that opens the store must agree on.

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/uuid.h"
#include "stores/port/store.h"

namespace lissom {

/// Everybody this record has been about, one after the other; the last one counts. Settings are
/// never changed, so a record that begins anew (erased, or taken over while it was empty) settles
/// the next name: "person", "person.2", "person.3", …
/// @return damaged if a setting is not an id
[[nodiscard]] Result<std::vector<Uuid>> owners_of(Store& store);

/// Settles who follows after `count` others.
/// @return everybody as above; the last one is another than `person` if another program was faster
[[nodiscard]] Result<std::vector<Uuid>> settle_owner(Store& store, std::size_t count,
                                                     const Uuid& person);

/// The id that a setting holds, or nothing if it is not set. @return damaged if it is not an id
[[nodiscard]] Result<std::optional<Uuid>> id_setting(Store& store, std::string_view name);

}  // namespace lissom
