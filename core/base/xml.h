#pragma once
/// Text within elements of XML, for the SVG that we write.

#include <string>
#include <string_view>

namespace lissom {

/// @param text  UTF-8
/// @return the same with markup escaped and control characters as blanks; not for attributes
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace lissom
