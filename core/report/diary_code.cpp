#include "core/report/diary_code.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/contract.h"

namespace lissom {
namespace {

constexpr int sheets = 100'000;
constexpr std::size_t sheet_digits = 5;
constexpr std::size_t row_digits = 2;
constexpr std::size_t all_digits = sheet_digits + row_digits + 1;

/// The quasigroup of order 10 of the source.
constexpr std::array<std::array<std::uint8_t, 10>, 10> quasigroup = {{
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

}  // namespace

int sheet_of(const Uuid& plan) {
  // FNV-1a: every byte of the id has a say, and it is the same on every host.
  std::uint32_t hash = 2'166'136'261U;
  for (const std::uint8_t byte : plan.bytes) {
    hash = (hash ^ byte) * 16'777'619U;
  }
  return static_cast<int>(hash % sheets);
}

int check_digit(std::string_view digits) {
  std::size_t interim = 0;
  for (const char c : digits) {
    LISSOM_EXPECTS(is_digit(c));
    interim = quasigroup.at(interim).at(static_cast<std::size_t>(c - '0'));
  }
  return static_cast<int>(interim);
}

std::string to_digits(const DiaryCode& code) {
  LISSOM_EXPECTS(code.sheet >= 0 && code.sheet < sheets);
  LISSOM_EXPECTS(code.row >= 0 && code.row <= most_diary_rows);
  const std::string digits = padded(code.sheet, sheet_digits) + padded(code.row, row_digits);
  return digits + std::to_string(check_digit(digits));
}

std::string to_print(const DiaryCode& code) {
  return to_digits(code).insert(all_digits / 2, " ");
}

Result<DiaryCode> parse_diary_code(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != ' ' && c != '-') {
      return bad_input(as_typed(text) + " is no code; expected eight digits like 4821 3037");
    }
  }
  if (digits.size() != all_digits) {
    return bad_input(as_typed(text) + " is no code; expected eight digits like 4821 3037");
  }
  // The check digit of a whole number is 0.
  if (check_digit(digits) != 0) {
    return bad_input("a digit is wrong in " + as_typed(text) + "; please look at the sheet again");
  }
  return DiaryCode{std::stoi(digits.substr(0, sheet_digits)),
                   std::stoi(digits.substr(sheet_digits, row_digits))};
}

}  // namespace lissom
