#include <charconv>
#include <string_view>

#include <cairo-pdf.h>

#include "shells/paper/painter.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/picture.h"

namespace lissom::paper {
namespace {

constexpr double picture_mm = 160;
constexpr std::string_view language_of_all_text = "en-GB";

}  // namespace

PdfFile::PdfFile(const std::string& title, const std::string& subject, double width_mm,
                 double height_mm)
    : surface_(cairo_pdf_surface_create_for_stream(
          append_bytes, bytes_.get(), width_mm * points_per_mm, height_mm * points_per_mm)),
      pen_(cairo_create(surface_.get())) {
  // The newest version that keeps its table of objects as text, which `with_language` needs.
  cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_SUBJECT, subject.c_str());
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Lissom");
  // No date: the same picture is the same file tomorrow.
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
  cairo_scale(pen_.get(), points_per_mm, points_per_mm);
}

Result<std::string> PdfFile::finish() {
  const auto painted = went_well(cairo_status(pen_.get()));
  pen_.reset();
  cairo_surface_finish(surface_.get());
  const auto written = went_well(cairo_surface_status(surface_.get()));
  for (const auto& well : {painted, written}) {
    if (!well) {
      return tl::unexpected(well.error());
    }
  }
  return with_language(std::move(*bytes_), language_of_all_text);
}

std::string with_language(std::string pdf, std::string_view language) {
  // The catalogue is the last object before the table, so nothing but the table itself moves.
  constexpr std::string_view catalogue = "<< /Type /Catalog\n";
  constexpr std::string_view table_word = "\nstartxref\n";
  const std::size_t at = pdf.rfind(catalogue);
  const std::size_t word = pdf.rfind(table_word);
  if (at == std::string::npos || word == std::string::npos || word < at) {
    return pdf;
  }
  std::size_t table = 0;
  const char* const number = pdf.data() + word + table_word.size();
  const auto read = std::from_chars(number, pdf.data() + pdf.size(), table);
  const bool is_last = read.ec == std::errc{} && table > at && table < word &&
                       pdf.compare(table, 4, "xref") == 0 &&
                       pdf.substr(at, table - at).find(" obj") == std::string::npos;
  if (!is_last) {
    return pdf;
  }
  const std::string entry = "   /Lang (" + std::string(language) + ")\n";
  const std::size_t number_at = word + table_word.size();
  pdf.replace(number_at, static_cast<std::size_t>(read.ptr - number),
              std::to_string(table + entry.size()));
  pdf.insert(at + catalogue.size(), entry);
  return pdf;
}

Result<std::string> to_pdf(const Drawing& drawing) {
  const double scale = picture_mm / drawing.width;
  PdfFile file(drawing.title, drawing.description, picture_mm, drawing.height * scale);
  cairo_scale(file.pen(), scale, scale);
  paint(file.pen(), drawing);
  return file.finish();
}

}  // namespace lissom::paper
