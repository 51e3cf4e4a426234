#pragma once
/// Which requests there are. Inside core/api only.

#include <array>
#include <span>
#include <string_view>

#include "core/api/call.h"

namespace lissom {

struct Request {
  std::string_view name;
  Handler handler;
};

/// What the app asks.
inline constexpr std::array<Request, 43> requests_of_the_app = {{
    {"questions", do_questions},
    {"screen", do_screen},
    {"clear", do_clear},
    {"checks", do_checks},
    {"check", do_check},
    {"profile", do_profile},
    {"taste", do_taste},
    {"plan", do_plan},
    {"today", do_today},
    {"start", do_start},
    {"next_break", do_next_break},
    {"resume", do_resume},
    {"step", do_step},
    {"stop", do_stop},
    {"pain", do_pain},
    {"end", do_end},
    {"log_pain", do_log_pain},
    {"log_day", do_log_day},
    {"log_range", do_log_range},
    {"log_flare", do_log_flare},
    {"log_break", do_log_break},
    {"log_activity", do_log_activity},
    {"measures", do_measures},
    {"questionnaire", do_questionnaire},
    {"log_questionnaire", do_log_questionnaire},
    {"range_test", do_range_test},
    {"chart", do_chart},
    {"why", do_why},
    {"progress", do_progress},
    {"catalogue", do_catalogue},
    {"draw", do_draw},
    {"body_map", do_body_map},
    {"handout", do_handout},
    {"sheet", do_sheet},
    {"diary", do_diary},
    {"log_paper", do_log_paper},
    {"record", do_record},
    {"correct", do_correct},
    {"redate", do_redate},
    {"learn", do_learn},
    {"prefer", do_prefer},
    {"replay", do_replay},
    {"tables", do_tables},
}};

/// The one with this name, or null.
[[nodiscard]] constexpr Handler find_in(std::span<const Request> requests, std::string_view name) {
  for (const Request& request : requests) {
    if (request.name == name) {
      return request.handler;
    }
  }
  return nullptr;
}

/// The handler of a request, or null. There are two of these, and a program links one:
/// every_request.cpp knows all requests, app_requests.cpp those of the app only. What is left out
/// would be a tenth of what a browser has to load before a first session.
[[nodiscard]] Handler handler_of(std::string_view name);

}  // namespace lissom
