#include "core/base/words.h"
#include "shells/calendar/busy.h"
#include "shells/calendar/write.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// As far as a calendar ever reaches; the core says how far it does.
constexpr int most_days_ahead = 60;

Result<calendar::Taken> read_busy(const std::string& file, const calendar::Zone& zone, Day today) {
  const auto text = read_file(file, calendar::most_calendar_bytes);
  if (!text) {
    return tl::unexpected(text.error());
  }
  auto taken = calendar::taken_times(*text, zone, today, today + most_days_ahead);
  if (!taken) {
    return bad_input((file == "-" ? "standard input" : file) + ": " + taken.error().what);
  }
  return taken;
}

Json busy_request(const calendar::Taken& taken) {
  Json list = Json::array();
  for (const calendar::TakenTime& time : taken.times) {
    list.push_back(
        {{"day", to_iso(time.day)}, {"from_min", time.from_min}, {"to_min", time.to_min}});
  }
  return list;
}

long long count_of(const Json& list, std::string_view status) {
  long long count = 0;
  for (const Json& one : list) {
    count += text_at(one, "status") == status ? 1 : 0;
  }
  return count;
}

void put_moved(Page& page, const Json& breaks) {
  for (const Json& series : breaks) {
    for (const Json& moved : list_at(series, "moved")) {
      const std::string to = text_at(moved, "from");
      page.item(short_day(text_at(moved, "day")) + ": the break of " + text_at(series, "from") +
                (to.empty() ? " is left out; there is no room" : " moves to " + to));
    }
  }
}

/// What was written, in words.
std::string written_words(const Json& view, const std::string& zone, int not_understood,
                          int width) {
  const Json& calendar = value_at(view, "calendar");
  const Json& all = list_at(calendar, "appointments");
  const Json& breaks = list_at(calendar, "breaks");
  Page page(width);
  if (view.contains("refused")) {
    page.text("Wrote a calendar in which all that lay ahead is cancelled: read it into yours.")
        .gap();
    return page.str();
  }
  page.text("Wrote " +
            counted(count_of(all, "confirmed") + count_of(all, "tentative"), "appointment",
                    "appointments") +
            " and " + counted(count_of(breaks, "confirmed"), "daily break", "daily breaks") + ", " +
            counted(count_of(all, "cancelled") + count_of(breaks, "cancelled"), "cancellation",
                    "cancellations") +
            ", for " + zone +
            ". Read it into your calendar again after a new plan: the same "
            "appointments are brought up to date.");
  put_moved(page, breaks);
  if (not_understood > 0) {
    page.text(counted(not_understood, "appointment") +
              " of the other calendar could not be understood and did not count.");
  }
  return page.str();
}

/// The calendar, and how much of the other one was not understood.
struct Asked {
  Outcome outcome;
  int not_understood = 0;
};

Result<Asked> ask_for_calendar(Context& context, const std::string& busy,
                               const calendar::Zone& zone) {
  Json request = {{"do", "calendar"}};
  int not_understood = 0;
  if (!busy.empty()) {
    // The day it is only the core knows.
    const auto as_it_is = context.host.ask({{"do", "calendar"}, {"as_it_is", true}});
    if (!as_it_is) {
      return tl::unexpected(as_it_is.error());
    }
    const Day today = parse_day(text_at(as_it_is->view, "day")).value_or(Day{});
    const auto taken = read_busy(busy, zone, today);
    if (!taken) {
      return tl::unexpected(taken.error());
    }
    not_understood = taken->not_understood;
    request["busy"] = busy_request(*taken);
  }
  return context.host.ask(request).transform([&](Outcome outcome) {
    return Asked{std::move(outcome), not_understood};
  });
}

Result<void> write_to(Context& context, const std::string& file, const std::string& text,
                      IfThere if_there) {
  if (file != "-") {
    return write_file(file, text, if_there);
  }
  context.console.out << text;
  return {};
}

}  // namespace

Result<int> run_calendar(Context& context, const command::Calendar& what) {
  const IfThere if_there = what.force ? IfThere::replace : IfThere::refuse;
  const auto may = what.file == "-" ? Result<void>{} : may_write(what.file, if_there);
  const auto zone =
      may ? calendar::Zone::find(what.zone.empty() ? calendar::zone_of_this_machine() : what.zone)
          : tl::unexpected(may.error());
  const auto asked =
      zone ? ask_for_calendar(context, what.busy, *zone) : tl::unexpected(zone.error());
  if (!asked) {
    return tl::unexpected(asked.error());
  }
  const Json& view = asked->outcome.view;
  const auto written =
      calendar::write_calendar(value_at(view, "calendar"), zone->name(), calendar::Method::file)
          .and_then([&](const std::string& text) {
            return write_to(context, what.file, text, if_there);
          });
  if (!written) {
    return tl::unexpected(written.error());
  }
  if (what.file == "-") {
    return asked->outcome.exit;
  }
  if (context.json) {
    return show(context, "calendar", asked->outcome);
  }
  context.console.out << written_words(view, zone->name(), asked->not_understood,
                                       context.console.width);
  if (asked->outcome.exit != exit_fine) {
    context.console.out << render("calendar", view, context.console.width);
  }
  return asked->outcome.exit;
}

}  // namespace lissom::cli
