#include <utility>

#include <cairo-pdf.h>

#include "shells/paper/painter.h"
#include "shells/paper/pdf_edit.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/picture.h"

namespace lissom::paper {
namespace {

constexpr double picture_mm = 160;

}  // namespace

PdfFile::PdfFile(PdfAbout about, double width_mm, double height_mm)
    : about_(std::move(about)),
      surface_(cairo_pdf_surface_create_for_stream(
          append_bytes, bytes_.get(), width_mm * points_per_mm, height_mm * points_per_mm)),
      pen_(cairo_create(surface_.get())) {
  cairo_surface_t* const surface = surface_.get();
  // The newest version that keeps its table of objects as text, which `with_insertions` needs.
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about_.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, about_.subject.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Lissom");
  // Never the clock's: the same content is the same file.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, about_.date.c_str());
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
  return with_language(std::move(*bytes_), about_.language);
}

Result<std::string> to_pdf(const Drawing& drawing) {
  const double scale = picture_mm / drawing.width;
  PdfFile file({.title = drawing.title, .subject = drawing.description, .date = ""}, picture_mm,
               drawing.height * scale);
  cairo_scale(file.pen(), scale, scale);
  paint(file.pen(), drawing);
  return file.finish();
}

}  // namespace lissom::paper
