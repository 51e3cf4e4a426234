#pragma once
/// Views as text. Pure: a view and a width in, a page out. Nothing is decided here; what a view
/// does not hold is not shown.

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "shells/cli/text.h"

namespace lissom::cli {

/// The page for the view of request `request`; of a refusal, whatever was asked.
[[nodiscard]] std::string render(std::string_view request, const Json& view, int width);

/// What to do next, from the view of `today`.
[[nodiscard]] std::string render_next(const Json& view, int width);

// The pages, by file.
[[nodiscard]] std::string render_refused(const Json& view, int width);
[[nodiscard]] std::string render_questions(const Json& view, int width);
[[nodiscard]] std::string render_screening(const Json& view, int width);
[[nodiscard]] std::string render_profile(const Json& view, int width);
[[nodiscard]] std::string render_plan(const Json& view, int width);
[[nodiscard]] std::string render_today(const Json& view, int width);
[[nodiscard]] std::string render_why(const Json& view, int width);
[[nodiscard]] std::string render_progress(const Json& view, int width);
[[nodiscard]] std::string render_catalogue(const Json& view, int width);
[[nodiscard]] std::string render_learn(const Json& view, int width);
[[nodiscard]] std::string render_record(const Json& view, int width);
[[nodiscard]] std::string render_redate(const Json& view, int width);
[[nodiscard]] std::string render_measures(const Json& view, int width);
[[nodiscard]] std::string render_muscles(const Json& view, int width);
[[nodiscard]] std::string render_times(const Json& view, int width);
/// Views that only say something.
[[nodiscard]] std::string render_said(const Json& view, int width);

/// What was measured, with a small chart in text, and what happened meanwhile.
void add_measures(Page& page, const Json& view);

// ---- what several pages need
// ---------------------------------------------------------------------

/// "Tuesday 24 November" for "2026-11-24"; what is no day stays as it is.
[[nodiscard]] std::string day_words(std::string_view iso);
/// "Tue 24 Nov".
[[nodiscard]] std::string short_day(std::string_view iso);
/// "2 holds of 20 s, each side" of an entry of a plan.
[[nodiscard]] std::string dose_words(const Json& entry);
/// A value of the profile in the words of its question; "" if nothing was said.
[[nodiscard]] std::string profile_words(const Json& question, const Json& value);
/// "Source: …" or "A convention: …" of anything with `sources` and `convention`; "" if neither is
/// there.
[[nodiscard]] std::string basis_words(const Json& with_basis);

}  // namespace lissom::cli
