#pragma once
/// Whether somebody likes a stretch, leaves it out, or neither, in the words of the request
/// `taste`.

#include <string>
#include <string_view>

#include "core/journal/event.h"

namespace lissom {

namespace taste {
constexpr std::string_view liked = "liked";
constexpr std::string_view left_out = "left_out";
constexpr std::string_view neither = "neither";
}  // namespace taste

/// @param id  of a stretch
[[nodiscard]] std::string_view taste_for(const ProfileAnswered& profile, const std::string& id);

}  // namespace lissom
