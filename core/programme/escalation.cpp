#include "core/programme/escalation.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "core/base/contract.h"

namespace lissom {
namespace {

/// Days with a number, in order.
struct Logged {
  Day day;
  int pain = 0;
  bool is_average = false;
};

struct Mean {
  int sum = 0;
  int count = 0;
};

bool is_step_back(const std::string& change) {
  return change == "regress" || change == "restart" || change == "relapse";
}

class Watch {
 public:
  Watch(const State& state, const Catalogue& catalogue, Instant at, Day today)
      : state_(state), catalogue_(catalogue), at_(at), today_(today) {
    // No rule looks back further.
    constexpr std::size_t most_days = 64;
    const auto end = std::partition_point(state.daily.begin(), state.daily.end(),
                                          [&](const DayPain& day) { return day.day <= today; });
    const auto all = static_cast<std::size_t>(end - state.daily.begin());
    for (std::size_t i = all > most_days ? all - most_days : 0; i < all; ++i) {
      if (state.daily[i].number()) {
        logged_.push_back(
            {state.daily[i].day, *state.daily[i].number(), state.daily[i].average.has_value()});
      }
    }
  }

  std::vector<Firing> run() {
    e4();
    e3();
    e5();
    e9();
    e10();
    lasting_pain();
    flared_often();
    return std::move(fired_);
  }

 private:
  [[nodiscard]] int number(const std::string& key) const {
    return catalogue_.number("escalation." + key);
  }

  void fire(const std::string& rule, const std::string& change, std::vector<Answer> inputs,
            const std::string& because) {
    fired_.push_back({at_, today_, rule, change, std::move(inputs), because});
  }

  /// The first day that a rule may read: the one after it last fired.
  [[nodiscard]] std::optional<Day> fired_on(std::string_view rule) const {
    std::optional<Day> last;
    for (const Firing& firing : state_.firings) {
      // What is told late may fire a rule for a day before the one it fired on last.
      if (firing.rule == rule && (!last || firing.day > *last)) {
        last = firing.day;
      }
    }
    return last;
  }

  /// The last `count` of `logged` since the rule fired; empty if there are fewer, or if today is
  /// not one of them.
  [[nodiscard]] std::vector<Logged> last_days(std::string_view rule, int count,
                                              const std::vector<Logged>& logged) const {
    const std::optional<Day> fired = fired_on(rule);
    if (static_cast<int>(logged.size()) < count || logged.back().day != today_) {
      return {};
    }
    std::vector<Logged> days(logged.end() - count, logged.end());
    return fired && days.front().day <= *fired ? std::vector<Logged>{} : days;
  }

  [[nodiscard]] bool watched_doubly() const {
    const std::optional<Day> fired = fired_on("E10");
    return fired && *fired <= today_ && today_ - *fired <= number("E10.watch_days");
  }
  [[nodiscard]] int halved(int days) const { return watched_doubly() ? (days + 1) / 2 : days; }

  [[nodiscard]] Mean mean(Day first, Day last) const {
    Mean mean;
    for (const Logged& day : logged_) {
      if (day.day >= first && day.day <= last) {
        mean.sum += day.pain;
        ++mean.count;
      }
    }
    return mean;
  }

  static std::vector<Answer> inputs_of(const std::vector<Logged>& days) {
    std::vector<Answer> inputs;
    inputs.reserve(days.size());
    for (const Logged& day : days) {
      inputs.push_back({to_iso(day.day), std::to_string(day.pain)});
    }
    return inputs;
  }

  /// A single number without an average, as of a morning, says too little of its day to break a
  /// row.
  void e4() {
    const int strong = number("E4.pain_min");
    std::vector<Logged> telling;
    std::copy_if(logged_.begin(), logged_.end(), std::back_inserter(telling),
                 [&](const Logged& day) { return day.is_average || day.pain >= strong; });
    const std::vector<Logged> days = last_days("E4", halved(number("E4.days")), telling);
    const bool all_strong = std::all_of(days.begin(), days.end(),
                                        [&](const Logged& day) { return day.pain >= strong; });
    if (!days.empty() && all_strong) {
      fire("E4", "clinician_first", inputs_of(days),
           "Strong pain on several days in a row is a reason to see a clinician first.");
    }
  }

  void e3() {
    const int recent_days = number("E3.recent_days");
    const Day first = today_ + (1 - recent_days);
    const Mean recent = mean(first, today_);
    const Mean before = mean(first + -number("E3.before_days"), first + -1);
    const bool tried = std::any_of(state_.adapted.begin(), state_.adapted.end(),
                                   [](const Adapted& a) { return is_step_back(a.change); });
    const std::optional<Day> fired = fired_on("E3");
    if (!tried || recent.count < halved(number("E3.recent_logged_min")) || before.count == 0 ||
        (fired && *fired >= first)) {
      return;
    }
    const int rise = number("E3.rise") * recent.count * before.count;
    if (recent.sum * before.count >= before.sum * recent.count + rise) {
      fire("E3", "clinician_first",
           {{"recent_sum", std::to_string(recent.sum)},
            {"recent_days", std::to_string(recent.count)},
            {"before_sum", std::to_string(before.sum)},
            {"before_days", std::to_string(before.count)}},
           "Pain has risen although the plan stepped back; a clinician should look at it first.");
    }
  }

  void e5() {
    const int days_needed = number("E5.days");
    const std::vector<Logged> days = last_days("E5", days_needed, logged_);
    const auto earlier = static_cast<int>(logged_.size()) - days_needed;
    if (days.empty() || earlier < number("E5.before_logged_min")) {
      return;
    }
    std::vector<int> before;
    for (int i = std::max(0, earlier - number("E5.median_days")); i < earlier; ++i) {
      before.push_back(logged_[static_cast<std::size_t>(i)].pain);
    }
    const int median = twice_median(before);
    const bool above = std::all_of(days.begin(), days.end(), [&](const Logged& day) {
      return 2 * day.pain >= median + 2 * number("E5.rise");
    });
    if (above) {
      const bool keeping = state_.plan && state_.plan->level == "M";
      std::vector<Answer> inputs = inputs_of(days);
      inputs.push_back({"twice_median_before", std::to_string(median)});
      fire("E5", keeping ? "relapse" : "regress", std::move(inputs),
           "Your pain has been higher than usual for some days, so the plan steps back.");
    }
  }

  [[nodiscard]] int broken_nights(Day first, Day last) const {
    return static_cast<int>(
        std::count_if(state_.daily.begin(), state_.daily.end(), [&](const DayPain& day) {
          return day.sleep_broken && day.day >= first && day.day <= last;
        }));
  }

  void e9() {
    const int days = number("E9.days");
    const Day first = today_ + (1 - days);
    const int nights = broken_nights(first, today_);
    const std::optional<Day> fired = fired_on("E9");
    if (nights >= number("E9.nights") && broken_nights(first + -days, first + -1) == 0 &&
        !(fired && *fired >= first)) {
      fire("E9", "rescreen", {{"nights", std::to_string(nights)}},
           "Pain that newly breaks your sleep asks for the safety questions again.");
    }
  }

  [[nodiscard]] int flares_since(Day first) const {
    return static_cast<int>(std::count_if(state_.mornings.begin(), state_.mornings.end(),
                                          [&](const MorningAfter& morning) {
                                            return morning.response == DayAfter::flared &&
                                                   morning.day >= first && morning.day <= today_;
                                          }));
  }

  /// From the first of `days` days, or from the day after the rule last fired.
  [[nodiscard]] Day window(std::string_view rule, int days) const {
    const Day first = today_ + (1 - days);
    const std::optional<Day> fired = fired_on(rule);
    return fired ? std::max(first, *fired + 1) : first;
  }

  void e10() {
    const Day first = window("E10", number("E10.days"));
    const auto reds =
        static_cast<int>(std::count_if(state_.reds.begin(), state_.reds.end(),
                                       [&](Day day) { return day >= first && day <= today_; }));
    const int flares = flares_since(first);
    if (reds >= number("E10.reds") || flares >= number("E10.flares")) {
      fire("E10", "regress", {{"reds", std::to_string(reds)}, {"flared", std::to_string(flares)}},
           "Several sessions were too much this week, so the plan steps back.");
    }
  }

  /// A lot of pain (6 or 7) that lasts: dossier 2.4.
  void lasting_pain() {
    const std::optional<Day> fired = fired_on("pain.lasting");
    const int least = catalogue_.number("modifiers.intensity.flare_from");
    std::vector<Logged> days;
    // One day without a word does not end a spell, more do: what is missing is missing.
    const int longest_silence_days = catalogue_.number("modifiers.intensity.severe_silence_days");
    Day before = today_;
    for (auto day = logged_.rbegin();
         day != logged_.rend() && day->pain >= least && before - day->day <= longest_silence_days;
         ++day) {
      if (!fired || day->day > *fired) {
        days.insert(days.begin(), *day);
      }
      before = day->day;
    }
    if (!days.empty() && days.back().day == today_ &&
        today_ - days.front().day >= catalogue_.number("modifiers.intensity.severe_days")) {
      fire("pain.lasting", "clinician_first", inputs_of(days),
           "A lot of pain for several days is a reason to see a clinician first.");
    }
  }

  void flared_often() {
    const Day first =
        window("pain.flared_often", catalogue_.number("pain.after.flared_clinician_days"));
    const int flares = flares_since(first);
    if (flares >= catalogue_.number("pain.after.flared_clinician_count")) {
      fire("pain.flared_often", "clinician_first", {{"flared", std::to_string(flares)}},
           "Sessions have flared your pain several times; a clinician should look at it first.");
    }
  }

  const State& state_;
  const Catalogue& catalogue_;
  Instant at_;
  Day today_;
  std::vector<Logged> logged_;
  std::vector<Firing> fired_;
};

}  // namespace

std::vector<Firing> escalations(const State& state, const Catalogue& catalogue, Instant at,
                                Day today) {
  return Watch(state, catalogue, at, today).run();
}

std::string change_words(std::string_view change) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words = {{
      {"advance", "One thing was raised"},
      {"regress", "The plan stepped back"},
      {"restart", "The programme began again"},
      {"maintenance", "Keeping up began"},
      {"relapse", "Gentle days began"},
      {"vary", "A stretch was changed for another"},
      {"offer", "A physiotherapist can be asked"},
      {"refer_parallel", "A review with a physiotherapist was suggested"},
      {"clinician_first", "A clinician first"},
      {"rescreen", "The safety questions first"},
      {"urgent", "A doctor today"},
      {"emergency", "Medical help now"},
  }};
  for (const auto& [known, plain] : words) {
    if (known == change) {
      return std::string(plain);
    }
  }
  return std::string(change);
}

int twice_median(std::vector<int> numbers) {
  LISSOM_EXPECTS(!numbers.empty());
  std::sort(numbers.begin(), numbers.end());
  const std::size_t half = numbers.size() / 2;
  return numbers[half] + numbers[numbers.size() % 2 == 0 ? half - 1 : half];
}

}  // namespace lissom
