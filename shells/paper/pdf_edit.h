#pragma once
/// What cairo has no word for, added to a PDF file that it wrote. Inside shells/paper only.

#include <string>
#include <string_view>
#include <vector>

namespace lissom::paper {

/// Text that is put into a file.
struct PdfInsertion {
  std::size_t at = 0;  ///< within an object, outside of its stream
  std::string text;
};

/// The file with texts put in and its table of objects set right; unchanged if the table is not as
/// cairo writes it.
/// @pre in order of their places
[[nodiscard]] std::string with_insertions(std::string pdf,
                                          const std::vector<PdfInsertion>& insertions);

/// A text as PDF has it, in hexadecimal UTF-16.
[[nodiscard]] std::string pdf_text(std::string_view utf8);

/// The file with the language of its text in its catalogue, where readers that speak look for it,
/// and with its title in the head of windows.
[[nodiscard]] std::string with_language(std::string pdf, std::string_view language);

/// The file with words for its pictures: the first for the first element of the document that is a
/// figure, and so on. Unchanged if there are not as many of them.
[[nodiscard]] std::string with_alternatives(std::string pdf, const std::vector<std::string>& words);

}  // namespace lissom::paper
