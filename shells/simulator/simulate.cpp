#include "shells/simulator/simulate.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/base/tenths.h"

namespace lissom::simulator {
namespace {

constexpr std::size_t most_breaches = 20;

void add(std::map<std::string, int>& to, const std::map<std::string, int>& more) {
  for (const auto& [key, count] : more) {
    to[key] += count;
  }
}

void add(Tale& to, const Tale& more) {
  add(to.days_at, more.days_at);
  add(to.rules, more.rules);
  add(to.muscle_s, more.muscle_s);
  for (const auto field :
       {&Tale::stops, &Tale::sessions_planned, &Tale::sessions_done, &Tale::plans, &Tale::steps_on,
        &Tale::steps_back, &Tale::varied, &Tale::flares, &Tale::flares_back_in_week, &Tale::entries,
        &Tale::started, &Tale::free_sessions, &Tale::clocks_put_right, &Tale::events,
        &Tale::requests, &Tale::refused, &Tale::faults}) {
    to.*field += more.*field;
  }
}

/// `part` / `whole` in tenths of a percent or of a unit, as text.
std::string ratio(std::int64_t part, std::int64_t whole, int scale) {
  return whole == 0 ? "-" : tenths_text(static_cast<int>(part * scale * 10 / whole));
}

void put_line(std::string& text, const std::string& name, const std::string& value) {
  constexpr std::size_t column = 34;
  text.append("  ").append(name);
  text.append(name.size() < column ? column - name.size() : 1, ' ');
  text.append(value).append("\n");
}

void put_map(std::string& text, const std::map<std::string, int>& map, std::int64_t whole,
             int scale, const std::string& unit) {
  for (const auto& [name, count] : map) {
    put_line(text, name, ratio(count, whole, scale) + unit);
  }
}

/// Lives several lives at once, on as many processors as there are: they do not touch each other.
class Lives {
 public:
  Lives(int weeks, const Catalogue& catalogue)
      : weeks_(weeks),
        catalogue_(catalogue),
        wordings_(std::max(1U, std::thread::hardware_concurrency()), Wording(catalogue)) {}

  /// How many seeds to hand over together, so that nobody waits long for the last.
  [[nodiscard]] std::size_t at_once() const { return 32 * wordings_.size(); }

  /// @return in the order of `seeds`, whoever came to an end first
  [[nodiscard]] std::vector<Lived> of(const std::vector<std::uint64_t>& seeds) {
    std::vector<Lived> lived(seeds.size());
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (std::size_t n = 0; n < std::min(wordings_.size(), seeds.size()); ++n) {
      workers.emplace_back([&, n] {
        for (std::size_t i = next++; i < seeds.size(); i = next++) {
          lived[i] = live(seeds[i], weeks_, catalogue_, wordings_[n]);
        }
      });
    }
    workers.clear();
    return lived;
  }

 private:
  int weeks_;
  const Catalogue& catalogue_;
  std::vector<Wording> wordings_;  ///< one for each worker: they remember what they have read
};

void add(Totals& totals, Lived lived) {
  add(totals.sum, lived.tale);
  if (!lived.tale.stopped_by.empty()) {
    ++totals.stopped_by[lived.tale.stopped_by];
  }
  for (Breach& breach : lived.breaches) {
    if (totals.breaches.size() < most_breaches) {
      totals.breaches.push_back(std::move(breach));
    }
  }
}

}  // namespace

Totals simulate(const Task& task, const Catalogue& catalogue,
                const std::function<void(std::uint64_t, const Tale&)>& each) {
  Totals totals;
  totals.people = task.person ? 1 : task.people;
  totals.weeks = task.weeks;
  totals.seed = task.person.value_or(task.seed);
  Lives lives(task.weeks, catalogue);
  SplitMix64 chance(task.seed);
  for (auto left = static_cast<std::size_t>(totals.people); left > 0;) {
    std::vector<std::uint64_t> seeds(std::min(left, lives.at_once()));
    std::generate(seeds.begin(), seeds.end(), [&] { return task.person.value_or(chance.next()); });
    std::vector<Lived> lived = lives.of(seeds);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      each(seeds[i], lived[i].tale);
      add(totals, std::move(lived[i]));
    }
    left -= seeds.size();
  }
  return totals;
}

std::string page(const Totals& totals, const Catalogue& catalogue) {
  const Tale& sum = totals.sum;
  const std::int64_t person_weeks = static_cast<std::int64_t>(totals.people) * totals.weeks;
  int stopped = 0;
  for (const auto& [rule, people] : totals.stopped_by) {
    stopped += people;
  }
  int days = 0;
  for (const auto& [level, count] : sum.days_at) {
    days += count;
  }
  std::string text = "People who are not there: " + std::to_string(totals.people) + ", " +
                     std::to_string(totals.weeks) + " weeks each, seed " +
                     std::to_string(totals.seed) + "\n\nAsked and answered\n";
  put_line(text, "requests", std::to_string(sum.requests));
  put_line(text, "refused for safety", std::to_string(sum.refused));
  put_line(text, "wrong requests, one line each", std::to_string(sum.faults));
  put_line(text, "events in the records", std::to_string(sum.events));
  text += "\nStopped at least once: " + ratio(stopped, totals.people, 100) +
          " % of the people; first by\n";
  put_map(text, totals.stopped_by, totals.people, 100, " %");
  text += "\nDays at each level\n";
  put_map(text, sum.days_at, days, 100, " %");
  text += "\nChanges of the plan in 100 weeks of a person\n";
  put_line(text, "plans adopted", ratio(sum.plans, person_weeks, 100));
  put_line(text, "one thing raised", ratio(sum.steps_on, person_weeks, 100));
  put_line(text, "stepped back", ratio(sum.steps_back, person_weeks, 100));
  put_line(text, "another stretch after a plateau", ratio(sum.varied, person_weeks, 100));
  text += "\nRules that acted, times for 100 people\n";
  put_map(text, sum.rules, totals.people, 100, "");
  text += "\nSessions\n";
  put_line(text, "main sessions done of planned",
           ratio(sum.sessions_done, sum.sessions_planned, 100) + " %");
  put_line(text, "sessions of their own, a person", ratio(sum.free_sessions, totals.people, 1));
  put_line(text, "clocks put right, 100 people", ratio(sum.clocks_put_right, totals.people, 100));
  put_line(text, "entries in a session", ratio(sum.entries, sum.started, 1));
  put_line(text, "flares, a person", ratio(sum.flares, totals.people, 1));
  put_line(text, "flares back within a week",
           ratio(sum.flares_back_in_week, sum.flares, 100) + " %");
  text += "\nMinutes held a week, both sides together\n";
  for (const auto& [muscle, seconds] : sum.muscle_s) {
    put_line(text, catalogue.muscles.find(muscle)->second.plain + " (" + muscle + ")",
             ratio(seconds, person_weeks * 60, 1));
  }
  text += "\nBreaches: " + std::to_string(totals.breaches.size()) + "\n";
  for (const Breach& breach : totals.breaches) {
    text += "\nBREACH: " + breach.what + "\n  person " + std::to_string(breach.person) +
            ", request " + breach.request + "\n";
    for (const std::string& line : breach.journal) {
      text.append(line).append("\n");
    }
  }
  return text;
}

Json to_json(const Totals& totals) {
  const Tale& sum = totals.sum;
  Json json = {{"people", totals.people},
               {"weeks", totals.weeks},
               {"seed", totals.seed},
               {"requests", sum.requests},
               {"refused", sum.refused},
               {"faults", sum.faults},
               {"events", sum.events},
               {"stops", sum.stops},
               {"stopped_by", totals.stopped_by},
               {"days_at_level", sum.days_at},
               {"plans", sum.plans},
               {"steps_on", sum.steps_on},
               {"steps_back", sum.steps_back},
               {"varied", sum.varied},
               {"rules", sum.rules},
               {"sessions_planned", sum.sessions_planned},
               {"sessions_done", sum.sessions_done},
               {"sessions_started", sum.started},
               {"free_sessions", sum.free_sessions},
               {"clocks_put_right", sum.clocks_put_right},
               {"entries", sum.entries},
               {"flares", sum.flares},
               {"flares_back_in_week", sum.flares_back_in_week},
               {"held_s_by_muscle", sum.muscle_s}};
  json["breaches"] = Json::array();
  for (const Breach& breach : totals.breaches) {
    json["breaches"].push_back({{"person", breach.person},
                                {"what", breach.what},
                                {"request", breach.request},
                                {"journal", breach.journal}});
  }
  return json;
}

std::string csv_head(const Catalogue& catalogue) {
  std::string head =
      "person,age,stopped_by,stops,plans,steps_on,steps_back,varied,sessions_planned,"
      "sessions_done,sessions_started,free_sessions,clocks_put_right,entries,flares,"
      "flares_back_in_week,requests,refused,faults,events";
  for (const DoseLevel& level : catalogue.dose.levels) {
    head.append(",days_").append(level.id);
  }
  for (const auto& [id, muscle] : catalogue.muscles) {
    head.append(",held_s_").append(id);
  }
  return head + "\n";
}

std::string csv_row(std::uint64_t seed, const Tale& tale, const Catalogue& catalogue) {
  std::string row = std::to_string(seed) + "," + std::to_string(tale.age) + "," + tale.stopped_by;
  for (const int number :
       {tale.stops, tale.plans, tale.steps_on, tale.steps_back, tale.varied, tale.sessions_planned,
        tale.sessions_done, tale.started, tale.free_sessions, tale.clocks_put_right, tale.entries,
        tale.flares, tale.flares_back_in_week, tale.requests, tale.refused, tale.faults,
        tale.events}) {
    row.append(",").append(std::to_string(number));
  }
  const auto put = [&](const std::map<std::string, int>& map, const std::string& key) {
    const auto found = map.find(key);
    row.append(",").append(std::to_string(found == map.end() ? 0 : found->second));
  };
  for (const DoseLevel& level : catalogue.dose.levels) {
    put(tale.days_at, level.id);
  }
  for (const auto& [id, muscle] : catalogue.muscles) {
    put(tale.muscle_s, id);
  }
  return row + "\n";
}

}  // namespace lissom::simulator
