#include "shells/cli/big_digits.h"

#include <array>

namespace lissom::cli {
namespace {

/// A block is two columns for every row, because characters are about twice as high as wide.
constexpr int columns_per_block = 2;

struct Glyph {
  char character = 0;
  std::array<std::string_view, big_rows> rows;
};

constexpr std::array glyphs = {
    Glyph{'0', {"###", "# #", "# #", "# #", "###"}},
    Glyph{'1', {" # ", "## ", " # ", " # ", "###"}},
    Glyph{'2', {"###", "  #", "###", "#  ", "###"}},
    Glyph{'3', {"###", "  #", " ##", "  #", "###"}},
    Glyph{'4', {"# #", "# #", "###", "  #", "  #"}},
    Glyph{'5', {"###", "#  ", "###", "  #", "###"}},
    Glyph{'6', {"#  ", "#  ", "###", "# #", "###"}},
    Glyph{'7', {"###", "  #", "  #", " # ", " # "}},
    Glyph{'8', {"###", "# #", "###", "# #", "###"}},
    Glyph{'9', {"###", "# #", "###", "  #", "  #"}},
    Glyph{':', {" ", "#", " ", "#", " "}},
};

const Glyph* find(char character) {
  for (const Glyph& glyph : glyphs) {
    if (glyph.character == character) {
      return &glyph;
    }
  }
  return nullptr;
}

std::string drawn(std::string_view blocks, int scale) {
  std::string out;
  for (const char block : blocks) {
    for (int i = 0; i < scale * columns_per_block; ++i) {
      out += block == '#' ? "█" : " ";
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> big_digits(std::string_view text, int scale) {
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < big_rows; ++row) {
    std::string line;
    for (const char character : text) {
      if (const Glyph* glyph = find(character)) {
        line += (line.empty() ? "" : drawn(" ", scale)) + drawn(glyph->rows.at(row), scale);
      }
    }
    rows.insert(rows.end(), static_cast<std::size_t>(scale), line);
  }
  return rows;
}

int big_columns(std::string_view text, int scale) {
  int blocks = 0;
  for (const char character : text) {
    if (const Glyph* glyph = find(character)) {
      blocks += (blocks == 0 ? 0 : 1) + static_cast<int>(glyph->rows.front().size());
    }
  }
  return blocks * scale * columns_per_block;
}

}  // namespace lissom::cli
