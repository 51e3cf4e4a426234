#include "shells/paper/pdf_edit.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace lissom::paper {
namespace {

constexpr std::size_t row_bytes = 20;  // of the table: ten digits, a space, the rest
constexpr std::size_t offset_digits = 10;

std::optional<std::size_t> number_at(std::string_view text, std::size_t at) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number);
  return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

/// Where the one table of objects is, and how many rows it has.
struct Table {
  std::size_t word = 0;   ///< of the number behind "startxref"
  std::size_t start = 0;  ///< of "xref"
  std::size_t first_row = 0;
  std::size_t rows = 0;
};

std::optional<Table> table_of(const std::string& pdf) {
  constexpr std::string_view word = "\nstartxref\n";
  constexpr std::string_view head = "xref\n0 ";
  Table table;
  const std::size_t found = pdf.rfind(word);
  if (found == std::string::npos) {
    return std::nullopt;
  }
  table.word = found + word.size();
  const auto start = number_at(pdf, table.word);
  if (!start || *start >= found || pdf.compare(*start, head.size(), head) != 0) {
    return std::nullopt;
  }
  table.start = *start;
  const auto rows = number_at(pdf, table.start + head.size());
  const std::size_t line_end = pdf.find('\n', table.start + head.size());
  if (!rows || line_end == std::string::npos || line_end + 1 + *rows * row_bytes > found) {
    return std::nullopt;
  }
  table.rows = *rows;
  table.first_row = line_end + 1;
  return table;
}

/// How many bytes a character has that begins with this one.
std::size_t utf8_length(unsigned char first) {
  return first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
}

std::string ten_digits(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(offset_digits - std::min(offset_digits, digits.size()), '0') + digits;
}

}  // namespace

std::string with_insertions(std::string pdf, const std::vector<PdfInsertion>& insertions) {
  const auto table = table_of(pdf);
  if (!table) {
    return pdf;
  }
  const auto moved = [&](std::size_t offset) {
    std::size_t by = 0;
    for (const PdfInsertion& insertion : insertions) {
      by += insertion.at < offset ? insertion.text.size() : 0;
    }
    return offset + by;
  };
  for (std::size_t row = 0; row < table->rows; ++row) {
    const std::size_t at = table->first_row + row * row_bytes;
    const auto offset = number_at(pdf, at);
    const bool is_used = pdf[at + row_bytes - 3] == 'n';
    if (offset && is_used) {
      pdf.replace(at, offset_digits, ten_digits(moved(*offset)));
    }
  }
  const std::size_t end = std::min(pdf.find('\n', table->word), pdf.size());
  pdf.replace(table->word, end - table->word, std::to_string(moved(table->start)));
  std::for_each(insertions.rbegin(), insertions.rend(),
                [&pdf](const auto& insertion) { pdf.insert(insertion.at, insertion.text); });
  return pdf;
}

std::string pdf_text(std::string_view utf8) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "<FEFF";
  const auto unit = [&](std::uint32_t value) {
    for (const unsigned shift : {12U, 8U, 4U, 0U}) {
      text += digits[(value >> shift) & 0xFU];
    }
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = utf8_length(first);
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < utf8.size(); ++i) {
      code = (code << 6U) | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    }
    at += length;
    constexpr std::uint32_t beyond = 0x10000U;
    if (code >= beyond) {
      unit(0xD800U + ((code - beyond) >> 10U));
      unit(0xDC00U + ((code - beyond) & 0x3FFU));
    } else {
      unit(code);
    }
  }
  return text + ">";
}

std::string with_language(std::string pdf, std::string_view language) {
  constexpr std::string_view catalogue = "<< /Type /Catalog\n";
  const std::size_t at = pdf.rfind(catalogue);
  if (at == std::string::npos) {
    return pdf;
  }
  std::string entries = "   /Lang (" + std::string(language) +
                        ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
  if (pdf.find("/StructTreeRoot", at) != std::string::npos) {
    entries += "   /MarkInfo << /Marked true >>\n";
  }
  return with_insertions(std::move(pdf), {{at + catalogue.size(), entries}});
}

std::string with_alternatives(std::string pdf, const std::vector<std::string>& words) {
  constexpr std::string_view figure = "<< /Type /StructElem\n   /S /Figure\n";
  std::vector<PdfInsertion> insertions;
  for (std::size_t at = pdf.find(figure); at != std::string::npos;
       at = pdf.find(figure, at + figure.size())) {
    const std::size_t index = insertions.size();
    const std::string alternative = index < words.size() ? words[index] : "";
    insertions.push_back({at + figure.size(), "   /Alt " + pdf_text(alternative) + "\n"});
  }
  return insertions.size() == words.size() ? with_insertions(std::move(pdf), insertions) : pdf;
}

}  // namespace lissom::paper
