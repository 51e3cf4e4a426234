#include "shells/paper/lettering.h"

#include <algorithm>
#include <cmath>

namespace lissom::paper {
namespace {

/// The first that is there; Pango takes others for scripts that it lacks.
constexpr const char* families = "Noto Sans, DejaVu Sans, sans-serif";
/// From line to line, against what the letters ask for, which is meant for screens.
constexpr double line_spacing = 0.86;
constexpr double widest_line = 10'000;

double points(int pango_units) {
  return static_cast<double>(pango_units) / PANGO_SCALE;
}

/// How many times the height of the first line all of them are.
double spaced_lines(int count) {
  return 1 + (count - 1) * line_spacing;
}

struct FontEnd {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct OptionsEnd {
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

}  // namespace

Lettering::Lettering(std::string_view language, bool is_rtl)
    : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
  const std::unique_ptr<cairo_font_options_t, OptionsEnd> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  constexpr double dots_per_inch = 72;  // so that a unit is a point
  pango_cairo_context_set_resolution(context_.get(), dots_per_inch);
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(),
                             pango_language_from_string(std::string(language).c_str()));
  pango_context_set_base_dir(context_.get(), is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

TextLayout Lettering::set(const Item& item) const {
  TextLayout layout(pango_layout_new(context_.get()));
  const std::unique_ptr<PangoFontDescription, FontEnd> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), families);
  pango_font_description_set_absolute_size(font.get(), item.size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(),
                         static_cast<int>(std::lround(item.place.width * PANGO_SCALE)));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(line_spacing));
  pango_layout_set_alignment(layout.get(),
                             item.is_end_aligned ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_markup(layout.get(), item.text.c_str(), -1);
  // Two letters in one are read back as a third by programs that search or speak.
  PangoAttrList* const attributes = pango_layout_get_attributes(layout.get());
  pango_attr_list_insert(attributes, pango_attr_font_features_new("liga 0, clig 0"));
  pango_layout_context_changed(layout.get());
  return layout;
}

Place Lettering::measure(const Item& item) const {
  const TextLayout layout = set(item);
  PangoRectangle ink{};
  PangoRectangle lines{};
  pango_layout_get_extents(layout.get(), &ink, &lines);
  Place place = item.place;
  // Spaces where a line breaks are not seen.
  place.width = points(ink.x + ink.width - std::min(0, ink.x));
  place.height = points(std::max(ink.y + ink.height, lines.y + lines.height)) - lead(layout);
  return place;
}

double Lettering::lead(const TextLayout& layout) {
  PangoRectangle ink{};
  PangoRectangle lines{};
  pango_layout_get_extents(layout.get(), &ink, &lines);
  const double first =
      points(lines.height) / spaced_lines(pango_layout_get_line_count(layout.get()));
  return std::clamp(points(ink.y), 0.0, first * (1 - line_spacing));
}

double Lettering::line_width(const std::string& markup, double size) const {
  Item item;
  item.text = markup;
  item.size = size;
  item.place.width = widest_line;
  const TextLayout layout = set(item);
  PangoRectangle lines{};
  pango_layout_get_extents(layout.get(), nullptr, &lines);
  return std::ceil(points(lines.width)) + 1;
}

std::string plain(std::string_view text) {
  const std::unique_ptr<char, void (*)(gpointer)> escaped(
      g_markup_escape_text(text.data(), static_cast<gssize>(text.size())), g_free);
  return escaped.get();
}

std::string bold(std::string_view text) {
  return "<b>" + plain(text) + "</b>";
}

Place measured(const Item& text, const Handout& handout) {
  return Lettering(handout.language, handout.is_rtl).measure(text);
}

}  // namespace lissom::paper
