#pragma once
/// Codes of a printed diary: eight digits that name a page or a row of it, the last one a check
/// digit. Digits, because they are typed from paper, on a phone with its number pad.

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/uuid.h"

namespace lissom {

/// What a code names: a row of the sheet of a plan, or the page itself (row 0).
struct DiaryCode {
  int sheet = 0;  ///< 0 to 99,999, from the id of the plan
  int row = 0;    ///< 0 to 99

  friend bool operator==(const DiaryCode&, const DiaryCode&) = default;
};

constexpr int most_diary_rows = 99;

/// The number of the sheet that was printed of a plan. Two plans of a record share one by chance
/// only: once in 100,000 pairs.
[[nodiscard]] int sheet_of(const Uuid& plan);

/// The check digit of some digits. Finds every wrong digit and every exchange of two that stand
/// side by side. Source: Damm 2004, "Total anti-symmetrische Quasigruppen", dissertation, Marburg.
/// @pre nothing but digits
[[nodiscard]] int check_digit(std::string_view digits);

/// "48213037". @pre within its ranges
[[nodiscard]] std::string to_digits(const DiaryCode& code);

/// As it is printed and read out: "4821 3037".
[[nodiscard]] std::string to_print(const DiaryCode& code);

/// Reads a code as somebody typed it; spaces and hyphens do not count.
/// @return bad_input if it is not eight digits, or if a digit must be wrong
[[nodiscard]] Result<DiaryCode> parse_diary_code(std::string_view text);

}  // namespace lissom
