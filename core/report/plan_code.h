#pragma once
/// A plan as a short text that fits a printed square to scan, and back. docs/formats/sheet.md
/// describes it.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/journal/event.h"

namespace lissom {

/// What begins every such text.
inline constexpr std::string_view plan_code_prefix = "LISSOM1";

/// What stands for the id of a stretch: sixteen bits of it.
[[nodiscard]] std::uint16_t short_id(std::string_view id);

/// The week, its level, its sessions and their doses; no reasons, no budgets and nothing about the
/// person. Days that are not in the seven from the first on are left out.
/// @return a text of capital letters and digits; "" if the first day of the plan is no day
[[nodiscard]] std::string plan_code(const PlanAdopted& plan);

/// The id of the stretch that a short one stands for; "" if there is none, or more than one.
using LongId = std::function<std::string(std::uint16_t)>;

/// The plan of such a text. Spaces, line ends and hyphens within it do not count, nor does whether
/// letters are capitals; O is read as 0, I and L as 1.
/// @return bad_input with what is wrong: another text, one that is cut off or has a wrong letter,
///         or one of a later version. Stretches without a long id have "" for theirs
[[nodiscard]] Result<PlanAdopted> plan_of_code(std::string_view text, const LongId& long_id);

}  // namespace lissom
