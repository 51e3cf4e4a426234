#pragma once
/// Text with Pango, measured and painted alike. Inside shells/paper only.

#include <memory>
#include <string>
#include <string_view>

#include <pango/pangocairo.h>

#include "shells/paper/handout.h"

namespace lissom::paper {

struct GObjectEnd {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using TextContext = std::unique_ptr<PangoContext, GObjectEnd>;
using TextLayout = std::unique_ptr<PangoLayout, GObjectEnd>;

/// Sets text in points, without fitting it to the dots of any device.
class Lettering {
 public:
  Lettering(std::string_view language, bool is_rtl);

  /// The lines of a text item, broken at the width of its place.
  [[nodiscard]] TextLayout set(const Item& item) const;
  /// What is left away above the first line, which stands as near to what is above it as the next
  /// lines stand to each other; never more than is free of ink.
  [[nodiscard]] static double lead(const TextLayout& layout);
  /// How wide and high they are; with room for what letters reach beyond their lines.
  [[nodiscard]] Place measure(const Item& item) const;
  /// How wide the text is on one line.
  [[nodiscard]] double line_width(const std::string& markup, double size) const;

 private:
  TextContext context_;
};

/// Text as markup that shows it as it is.
[[nodiscard]] std::string plain(std::string_view text);
[[nodiscard]] std::string bold(std::string_view text);

}  // namespace lissom::paper
