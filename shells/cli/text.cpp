#include "shells/cli/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lissom::cli {
namespace {

constexpr int least_width = 20;
constexpr int most_width = 80;

/// One character of UTF-8, or one byte that is none.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

constexpr char32_t no_character = 0xFFFD;

std::size_t length_by_first(unsigned char first) {
  if (first < 0x80U) {
    return 1;
  }
  if (first >= 0xC2U && first < 0xE0U) {
    return 2;
  }
  if (first >= 0xE0U && first < 0xF0U) {
    return 3;
  }
  return first >= 0xF0U && first < 0xF5U ? 4 : 0;
}

Character first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = length_by_first(first);
  if (length == 0 || length > text.size()) {
    return {no_character, 1};
  }
  if (length == 1) {
    return {first, 1};
  }
  char32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) {
      return {no_character, 1};
    }
    code = (code << 6U) | (byte & 0x3FU);
  }
  return {code, length};
}

struct Block {
  char32_t first;
  char32_t last;
};

/// The larger blocks of Unicode 15 that matter in names and notes.
constexpr std::array combining = {
    Block{0x0300, 0x036F}, Block{0x0483, 0x0489}, Block{0x0591, 0x05BD}, Block{0x064B, 0x065F},
    Block{0x200B, 0x200F}, Block{0x202A, 0x202E}, Block{0x2060, 0x206F}, Block{0x20D0, 0x20F0},
    Block{0xFE00, 0xFE0F}, Block{0xFEFF, 0xFEFF}};
constexpr std::array wide = {
    Block{0x1100, 0x115F},   Block{0x2E80, 0x303E},  Block{0x3041, 0x33FF}, Block{0x3400, 0x4DBF},
    Block{0x4E00, 0x9FFF},   Block{0xA000, 0xA4CF},  Block{0xAC00, 0xD7A3}, Block{0xF900, 0xFAFF},
    Block{0xFE30, 0xFE6F},   Block{0xFF00, 0xFF60},  Block{0xFFE0, 0xFFE6}, Block{0x1F300, 0x1F64F},
    Block{0x1F900, 0x1F9FF}, Block{0x20000, 0x3FFFD}};

bool is_in(const auto& blocks, char32_t code) {
  return std::any_of(blocks.begin(), blocks.end(), [code](const Block& block) {
    return code >= block.first && code <= block.last;
  });
}

bool steers_a_terminal(char32_t code) {
  const bool turns_text = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || turns_text || code == no_character;
}

int columns_of_one(char32_t code) {
  if (is_in(combining, code)) {
    return 0;
  }
  return is_in(wide, code) ? 2 : 1;
}

/// How many bytes of `text` fit into `width` columns; at least one character.
std::size_t fitting(std::string_view text, int width) {
  std::size_t bytes = 0;
  int used = 0;
  while (bytes < text.size()) {
    const Character next = first_of(text.substr(bytes));
    used += columns_of_one(next.code);
    if (used > width && bytes > 0) {
      break;
    }
    bytes += next.bytes;
  }
  return bytes;
}

/// Breaks one line of the text, which has no line feed in it.
void wrap_line(std::string_view line, int width, std::vector<std::string>& out) {
  std::string held;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    if (word.empty()) {
      continue;
    }
    if (!held.empty() && columns_of(held) + 1 + columns_of(word) <= width) {
      held.append(" ").append(word);
      continue;
    }
    if (!held.empty()) {
      out.push_back(held);
    }
    while (columns_of(word) > width) {
      const std::size_t cut = fitting(word, width);
      out.emplace_back(word.substr(0, cut));
      word.remove_prefix(cut);
    }
    held = word;
  }
  out.push_back(held);
}

std::string spaces(int count) {
  std::string out;
  out.resize(static_cast<std::size_t>(std::max(count, 0)), ' ');
  return out;
}

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    columns += columns_of_one(next.code);
    text.remove_prefix(next.bytes);
  }
  return columns;
}

std::string harmless(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character next = first_of(text);
    const bool shown = next.code == '\n' || !steers_a_terminal(next.code);
    out += shown ? text.substr(0, next.bytes) : std::string_view(next.code == '\t' ? " " : "?");
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  const std::string shown = harmless(text);
  std::string_view rest = shown;
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    wrap_line(rest.substr(0, end), std::max(width, 1), lines);
    if (end == rest.size()) {
      return lines;
    }
    rest.remove_prefix(end + 1);
  }
}

std::string cut_to(std::string_view text, int width) {
  std::string shown = harmless(text);
  std::ranges::replace(shown, '\n', ' ');
  if (columns_of(shown) <= width) {
    return shown;
  }
  if (width <= 1) {
    return width == 1 ? "…" : "";
  }
  shown.resize(fitting(shown, width - 1));
  return shown + "…";
}

std::string filled_to(std::string_view text, int width) {
  return std::string(text) + spaces(width - columns_of(text));
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  const std::size_t last = text.find_last_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

Page::Page(int width) : width_(std::clamp(width, least_width, most_width)) {
}

void Page::add(std::string_view first, std::string_view rest, std::string_view text) {
  if (text.empty()) {
    return;
  }
  const int indent = std::max(columns_of(first), columns_of(rest));
  bool is_first = true;
  for (const std::string& line : wrapped(text, width_ - indent)) {
    if (!line.empty()) {
      out_.append(is_first ? first : rest).append(line);
    }
    out_ += '\n';
    is_first = false;
  }
}

Page& Page::title(std::string_view text) {
  add("", "", text);
  return gap();
}

Page& Page::heading(std::string_view text) {
  gap();
  add("", "", text);
  return *this;
}

Page& Page::text(std::string_view text) {
  add("", "", text);
  return *this;
}

Page& Page::quiet(std::string_view text) {
  add("  ", "  ", text);
  return *this;
}

Page& Page::item(std::string_view text) {
  add("- ", "  ", text);
  return *this;
}

Page& Page::row(std::string_view label, int column, std::string_view text) {
  const std::string shown = harmless(label);
  if (columns_of(shown) < column) {
    add(filled_to(shown, column), spaces(column), text);
    return *this;
  }
  add("", "", shown);
  add(spaces(column), spaces(column), text);
  return *this;
}

Page& Page::gap() {
  if (!out_.empty() && !out_.ends_with("\n\n")) {
    out_ += '\n';
  }
  return *this;
}

std::string minutes_of(long long seconds) {
  return std::to_string((seconds + 59) / 60) + " min";
}

std::string clock_of(long long seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

}  // namespace lissom::cli
