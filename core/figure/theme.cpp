#include "core/figure/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/contract.h"

namespace lissom {
namespace {

constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
          static_cast<std::uint8_t>(hex)};
}

constexpr Palette colour = {.paper = rgb(0xFFFFFF),
                            .line = rgb(0x2B343D),
                            .skin = {},
                            .shirt = {rgb(0x8FB3C9), rgb(0x7BA1B9)},
                            .shorts = {rgb(0x566F86), rgb(0x475D72)},
                            .hair = {rgb(0x5B4A42), rgb(0x4B3C35)},
                            .mat = rgb(0xDDE6E1),
                            .mat_line = rgb(0xA9B5B1),
                            .shadow = rgb(0xBCC8C5),
                            .muscle_slack = rgb(0xF6C08A),
                            .muscle_full = rgb(0xC2410C),
                            .muscle_line = rgb(0x7A1F0A),
                            .halo = rgb(0xFFF3E2),
                            .arrow = rgb(0x0B62A4),
                            .strap = rgb(0x4F86B0),
                            .wood_top = rgb(0xEDE5D6),
                            .wood_front = rgb(0xDDD1BC),
                            .wood_side = rgb(0xCDBFA8),
                            .wood_line = rgb(0x7A7467),
                            .line_width = 1.7,
                            .hatches = false};

constexpr Palette dark = {.paper = rgb(0x14181C),
                          .paints_paper = true,
                          .line = rgb(0x0A0D10),
                          .skin = {},
                          .shirt = {rgb(0x7FA6BE), rgb(0x6890A9)},
                          .shorts = {rgb(0x5F7D99), rgb(0x4E6A84)},
                          .hair = {rgb(0x57483F), rgb(0x483B34)},
                          .mat = rgb(0x26302E),
                          .mat_line = rgb(0x4A5855),
                          .shadow = rgb(0x1A2220),
                          .muscle_slack = rgb(0xF6C08A),
                          .muscle_full = rgb(0xD9531A),
                          .muscle_line = rgb(0x5A1606),
                          .halo = rgb(0xFFF3E2),
                          .arrow = rgb(0x6BB8F0),
                          .strap = rgb(0x6FA9D6),
                          .wood_top = rgb(0x6B6152),
                          .wood_front = rgb(0x574E41),
                          .wood_side = rgb(0x453D33),
                          .wood_line = rgb(0x23201B),
                          .line_width = 1.7,
                          .hatches = false};

constexpr Palette high_contrast = {.paper = rgb(0x000000),
                                   .paints_paper = true,
                                   .line = rgb(0xFFFFFF),
                                   .skin = {rgb(0x1A1A1A), rgb(0x0A0A0A)},
                                   .shirt = {rgb(0x123A5A), rgb(0x0C2940)},
                                   .shorts = {rgb(0x30343A), rgb(0x22252A)},
                                   .hair = {rgb(0x6A6A6A), rgb(0x555555)},
                                   .mat = rgb(0x1C2622),
                                   .mat_line = rgb(0x7C8A85),
                                   .shadow = rgb(0x101614),
                                   .muscle_slack = rgb(0xFFE3A0),
                                   .muscle_full = rgb(0xFFA000),
                                   .muscle_line = rgb(0x000000),
                                   .halo = rgb(0x000000),
                                   .arrow = rgb(0x5CC8FF),
                                   .strap = rgb(0x5CC8FF),
                                   .wood_top = rgb(0x4A4236),
                                   .wood_front = rgb(0x3A3326),
                                   .wood_side = rgb(0x2C271D),
                                   .wood_line = rgb(0xB9B2A2),
                                   .line_width = 2.2,
                                   .hatches = false};

constexpr Palette print = {.paper = rgb(0xFFFFFF),
                           .line = rgb(0x000000),
                           .skin = {rgb(0xFFFFFF), rgb(0xECECEC)},
                           .shirt = {rgb(0xDADADA), rgb(0xC6C6C6)},
                           .shorts = {rgb(0xA6A6A6), rgb(0x929292)},
                           .hair = {rgb(0x555555), rgb(0x484848)},
                           .mat = rgb(0xF2F2F2),
                           .mat_line = rgb(0xB0B0B0),
                           .shadow = rgb(0xD6D6D6),
                           .muscle_slack = rgb(0xFFFFFF),
                           .muscle_full = rgb(0xFFFFFF),
                           .muscle_line = rgb(0x000000),
                           .halo = rgb(0xFFFFFF),
                           .arrow = rgb(0x000000),
                           .strap = rgb(0x707070),
                           .wood_top = rgb(0xF8F8F8),
                           .wood_front = rgb(0xECECEC),
                           .wood_side = rgb(0xDEDEDE),
                           .wood_line = rgb(0x606060),
                           .line_width = 1.8,
                           .hatches = true};

/// From light to dark; the line keeps a contrast of 4.5 or more against each but the darkest, whose
/// line is lighter than the skin.
constexpr std::array<Tint, skin_tones> skins = {{{rgb(0xF7E2D3), rgb(0xE9CBB6)},
                                                 {rgb(0xF0D0B8), rgb(0xDFB79A)},
                                                 {rgb(0xDDB08C), rgb(0xC89872)},
                                                 {rgb(0xBE8C66), rgb(0xA87751)},
                                                 {rgb(0x9A6B4B), rgb(0x83583B)}}};

}  // namespace

const Palette& palette_of(Theme theme) {
  switch (theme) {
    case Theme::colour:
      return colour;
    case Theme::dark:
      return dark;
    case Theme::high_contrast:
      return high_contrast;
    case Theme::print:
      return print;
  }
  LISSOM_EXPECTS(false);
  return colour;
}

Tint skin_of(const Look& look) {
  if (look.theme == Theme::print || look.theme == Theme::high_contrast) {
    return palette_of(look.theme).skin;
  }
  LISSOM_EXPECTS(look.skin_tone >= 0 && look.skin_tone < skin_tones);
  return skins.at(static_cast<std::size_t>(look.skin_tone));
}

Tint hair_of(const Look& look, Build build) {
  const bool is_grey = build == Build::older && look.theme != Theme::high_contrast;
  constexpr Tint grey = {rgb(0xB4B6B8), rgb(0x9A9DA0)};
  return is_grey ? grey : palette_of(look.theme).hair;
}

Colour mixed(const Colour& a, const Colour& b, double share) {
  const double s = std::clamp(share, 0.0, 1.0);
  const auto one = [s](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::floor((1 - s) * x + s * y + 0.5));
  };
  return {one(a.red, b.red), one(a.green, b.green), one(a.blue, b.blue)};
}

}  // namespace lissom
