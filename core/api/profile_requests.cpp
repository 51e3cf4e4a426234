#include <algorithm>

#include "core/api/call.h"
#include "core/api/clock_text.h"
#include "core/figure/body_map.h"

namespace lissom {
namespace {

const std::vector<std::string> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::size_t most_activities = 3;

/// Reads the changed fields over a profile; each is checked, what is left out keeps its value.
class ProfileReader {
 public:
  ProfileReader(ObjectReader& in, const Catalogue& catalogue, ProfileAnswered profile)
      : in_(in), catalogue_(catalogue), profile_(std::move(profile)) {}

  ProfileAnswered run() {
    list("hurts", profile_.hurts,
         [](const std::string& id) { return embedded_body_map().place(id) != nullptr; });
    read_pain_type();
    number("sitting_hours", profile_.sitting_hours, 0, 24, 0);
    list("equipment", profile_.equipment,
         [&](const std::string& id) { return is_named(catalogue_.equipment, id); });
    list("positions", profile_.positions,
         [&](const std::string& id) { return is_named(catalogue_.positions, id); });
    minutes("core_min", "core", profile_.core_min, false);
    minutes("morning_min", "morning", profile_.morning_min, true);
    minutes("break_min", "break", profile_.break_min, true);
    number("breaks_per_day", profile_.breaks_per_day, 0, catalogue_.number("breaks.most_per_day"),
           0);
    clock("work_from", profile_.work_from_min);
    clock("work_to", profile_.work_to_min);
    const auto is_weekday = [](const std::string& day) {
      return std::find(weekdays.begin(), weekdays.end(), day) != weekdays.end();
    };
    list("work_days", profile_.work_days, is_weekday);
    list("session_days", profile_.session_days, is_weekday);
    const auto is_exercise = [&](const std::string& id) {
      return catalogue_.exercises.contains(id);
    };
    list("likes", profile_.likes, is_exercise);
    list("excludes", profile_.excludes, is_exercise);
    read_activities();
    number("height_cm", profile_.height_cm, 100, 230, 0);
    check_together();
    return profile_;
  }

 private:
  static bool is_named(const std::vector<Named>& list, const std::string& id) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Named& named) { return named.id == id; });
  }

  template <class Known>
  void list(std::string_view key, std::vector<std::string>& field, Known known) {
    if (!in_.has(key)) {
      return;
    }
    field = in_.texts(key);
    for (const std::string& id : field) {
      if (!known(id)) {
        in_.complain(key,
                     "\"" + id.substr(0, 60) + R"(" is not known; "lissom profile" shows what is)");
      }
    }
  }

  /// A number from `least` to `most`, or `none` for "not wanted" or "not said".
  void number(std::string_view key, int& field, int least, int most, int none) {
    const auto value = in_.maybe_integer(key, std::min(least, none), most);
    if (value && *value != none && *value < least) {
      in_.complain(key, "expected " + std::to_string(none) + " or a whole number from " +
                            std::to_string(least) + " to " + std::to_string(most));
    } else if (value) {
      field = static_cast<int>(*value);
    }
  }

  void minutes(std::string_view key, std::string_view slot, int& field, bool may_be_none) {
    const Range range = catalogue_.slot(slot).minutes;
    number(key, field, range.least, range.most, may_be_none ? 0 : range.least);
  }

  void clock(std::string_view key, int& field) {
    if (!in_.has(key)) {
      return;
    }
    const auto minute = clock_minute(in_.text(key));
    if (minute) {
      field = *minute;
    } else {
      in_.complain(key, "expected a time like 09:00");
    }
  }

  void read_pain_type() {
    std::vector<std::string> types;
    for (const PainType& type : catalogue_.pain_types) {
      types.push_back(type.id);
    }
    const std::string type = in_.one_of("pain_type", types);
    profile_.pain_type = type.empty() ? profile_.pain_type : type;
  }

  void read_activities() {
    if (!in_.has("activities")) {
      return;
    }
    profile_.activities = in_.texts("activities");
    if (profile_.activities.size() > most_activities) {
      in_.complain("activities", "expected at most three");
    }
  }

  void check_together() {
    if (profile_.positions.empty()) {
      in_.complain("positions", "is empty; expected at least one thing that you can do");
    }
    if (profile_.work_to_min <= profile_.work_from_min) {
      in_.complain("work_to", "is not after work_from");
    }
  }

  ObjectReader& in_;
  const Catalogue& catalogue_;
  ProfileAnswered profile_;
};

Json profile_view(const ProfileAnswered& profile) {
  Json view;
  view["hurts"] = texts_view(profile.hurts);
  view["pain_type"] = profile.pain_type;
  view["sitting_hours"] = profile.sitting_hours;
  view["equipment"] = texts_view(profile.equipment);
  view["positions"] = texts_view(profile.positions);
  view["core_min"] = profile.core_min;
  view["morning_min"] = profile.morning_min;
  view["break_min"] = profile.break_min;
  view["breaks_per_day"] = profile.breaks_per_day;
  view["work_from"] = clock_text(profile.work_from_min);
  view["work_to"] = clock_text(profile.work_to_min);
  view["work_days"] = texts_view(profile.work_days);
  view["session_days"] = texts_view(profile.session_days);
  view["likes"] = texts_view(profile.likes);
  view["excludes"] = texts_view(profile.excludes);
  view["activities"] = texts_view(profile.activities);
  view["height_cm"] = profile.height_cm;
  return view;
}

Json question(std::string_view id, std::string_view ask, std::string_view type) {
  Json view;
  view["id"] = id;
  view["ask"] = ask;
  view["type"] = type;
  return view;
}

Json number_question(std::string_view id, std::string_view ask, int min, int max) {
  Json view = question(id, ask, "number");
  view["min"] = min;
  view["max"] = max;
  return view;
}

Json choice_question(std::string_view id, std::string_view ask, std::string_view type,
                     const std::vector<std::pair<std::string, std::string>>& answers) {
  Json view = question(id, ask, type);
  Json list = Json::array();
  for (const auto& [answer, text] : answers) {
    list.push_back({{"id", answer}, {"text", text}});
  }
  view["answers"] = std::move(list);
  return view;
}

std::vector<std::pair<std::string, std::string>> named(const std::vector<Named>& list, bool ask) {
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(list.size());
  for (const Named& item : list) {
    pairs.emplace_back(item.id, ask ? item.ask : item.name);
  }
  return pairs;
}

Json profile_questions(const Catalogue& catalogue) {
  std::vector<std::pair<std::string, std::string>> days;
  days.reserve(weekdays.size());
  for (const std::string& day : weekdays) {
    days.emplace_back(day, day);
  }
  std::vector<std::pair<std::string, std::string>> types;
  for (const PainType& type : catalogue.pain_types) {
    types.emplace_back(type.id, type.name);
  }
  std::vector<std::pair<std::string, std::string>> places;
  for (const MapPlace& place : embedded_body_map().places) {
    places.emplace_back(place.id, place.name);
  }
  const Range core = catalogue.slot("core").minutes;
  const Range morning = catalogue.slot("morning").minutes;
  const Range pause = catalogue.slot("break").minutes;
  Json list = Json::array();
  list.push_back(choice_question("hurts", "Where does it hurt or feel stiff?", "choices", places));
  list.push_back(
      choice_question("pain_type", "How does it feel most of the time?", "choice", types));
  list.push_back(
      number_question("sitting_hours", "How many hours do you sit on a usual day?", 0, 24));
  list.push_back(choice_question("positions",
                                 "What can you do? Leave out what you cannot or would rather not.",
                                 "choices", named(catalogue.positions, true)));
  list.push_back(choice_question("equipment", "What do you have at hand?", "choices",
                                 named(catalogue.equipment, false)));
  list.push_back(
      number_question("core_min", "How many minutes for the main session?", core.least, core.most));
  list.push_back(
      number_question("morning_min", "And in the morning? 0 for none.", 0, morning.most));
  list.push_back(
      number_question("break_min", "Minutes for a break at work? 0 for none.", 0, pause.most));
  list.push_back(number_question("breaks_per_day", "How many such breaks a day?", 0,
                                 catalogue.number("breaks.most_per_day")));
  list.push_back(question("work_from", "When does your working day begin?", "clock"));
  list.push_back(question("work_to", "When does it end?", "clock"));
  list.push_back(choice_question("work_days", "On which days do you work?", "choices", days));
  list.push_back(choice_question(
      "session_days", "Which days suit the main session? None: we spread them.", "choices", days));
  list.push_back(
      question("activities", "Two or three things you would like to do more easily?", "texts"));
  list.push_back(
      question("likes", "Any stretches you like? Their names are in the catalogue.", "texts"));
  list.push_back(question("excludes", "Any you would rather leave out?", "texts"));
  list.push_back(
      number_question("height_cm", "How tall are you, in centimetres? 0 to skip.", 0, 230));
  return list;
}

}  // namespace

Result<Outcome> do_profile(Call& call, ObjectReader& in) {
  if (in.has("set")) {
    ObjectReader set(in.any("set"), "profile");
    ProfileAnswered profile = ProfileReader(set, call.catalogue, call.world.person.profile).run();
    if (const auto fault = set.fault()) {
      return tl::unexpected(*fault);
    }
    if (const auto fault = in.fault()) {
      return tl::unexpected(*fault);
    }
    call.add(std::move(profile));
  }
  Json view;
  view["profile"] = profile_view(call.world.person.profile);
  view["answered"] = call.state().has_told;
  view["questions"] = profile_questions(call.catalogue);
  return call.done(std::move(view));
}

}  // namespace lissom
