#pragma once
/// How a store is laid out inside, and how an older layout becomes the present one.

#include "stores/sqlite/connection.h"

namespace lissom::sqlite {

/// "Liss": says in the header of the file whose database it is.
constexpr std::int32_t application_id = 0x4C697373;

/// Brings the layout up to date, from nothing or from any older version, all or nothing.
/// @return bad_input if a newer program wrote the store; io if it would have to change but cannot
[[nodiscard]] Result<void> bring_up_to_date(Connection& db);

}  // namespace lissom::sqlite
