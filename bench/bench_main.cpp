// lissom_bench              prints how long replay, screening and planning take, each beside a
// yardstick
// lissom_bench --today FILE the median of "today" on the journal of an export, in microseconds, and
// what was asked, for bench/wasm.mjs
// lissom_bench FILE EVENTS  writes an export of about so many events (a session a day),
// to be imported
//
// The yardstick is reading the same events as JSON with the JSON library: a ratio against it means
// the same on a slow machine and on a fast one.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>

#include "core/api/wire.h"
#include "core/journal/codec.h"
#include "core/programme/screening.h"
#include "core/programme/state.h"

namespace {

using namespace lissom;

constexpr std::int64_t first_ms = 1'761'000'000'000;

/// A person who answered everything, then did a session of 12 steps every day.
std::vector<Event> make_events(std::size_t count) {
  SplitMix64 chance(1);
  std::vector<Event> events;
  const Uuid person = uuid_v7({first_ms}, chance);
  const Uuid device = uuid_v7({first_ms}, chance);
  std::int64_t at = first_ms;
  const auto add = [&](Body body) {
    at += 20'000;
    events.push_back({uuid_v7({at}, chance), person, device, {at}, 60, "person", std::move(body)});
  };
  ScreeningAnswers given{50, {{"PAIN_SEVERE", "3"}, {"DURATION", "over_12_weeks"}}};
  answer_others_no(embedded_catalogue(), given);
  while (events.size() < count) {
    const auto day_start = at;
    const auto day = events.size() / 18;
    if (day % 28 == 0) {
      ScreeningAnswered screening{"full", 50, {}, embedded_catalogue().version, 0, {}, {}};
      for (const auto& [id, value] : given.answers) {
        screening.answers.push_back({id, value});
      }
      add(std::move(screening));
    }
    add(ScreeningAnswered{"check",
                          0,
                          {{"CHECK_NERVE", "no"},
                           {"CHECK_BLADDER", "no"},
                           {"CHECK_UNWELL", "no"},
                           {"CHECK_PAIN", "3"}},
                          "",
                          0,
                          {},
                          {}});
    PainReported pain;
    pain.now = static_cast<int>(chance.below(5));
    add(pain);
    const Uuid session = uuid_v7({at}, chance);
    add(SessionStarted{session,
                       "core",
                       "",
                       to_iso(local_day({at}, 60)),
                       3,
                       {{"hamstring_chair", 15, 2, 1, 90, "For the back of the thigh."},
                        {"bridge", 2, 8, 1, 65, "A control drill."}},
                       false,
                       ""});
    for (int step = 0; step < 12; ++step) {
      add(StepDone{session, step, "hamstring_chair", step % 2 == 0 ? "left" : "right", 15});
    }
    add(SessionEnded{session, "completed", 2, "right"});
    at = day_start + ms_per_day;
  }
  return events;
}

/// The middle one of several runs, in microseconds.
double median_us(int runs, const std::function<void()>& run) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto from = std::chrono::steady_clock::now();
    run();
    times.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void report(const char* what, double us, double yardstick_us) {
  std::cout << what << ": " << us / 1000.0 << " ms, " << us / yardstick_us
            << " of reading the events as JSON\n";
}

/// What a host of the core asks each morning: replays the whole journal and answers.
int time_today(const char* file) {
  std::ifstream in(file);
  const std::string lines((std::istreambuf_iterator<char>(in)), {});
  WireHost host(embedded_catalogue());
  const std::string fault = host.load(lines);
  const std::size_t last = lines.rfind('\n', lines.size() - 2) + 1;
  const auto event = parse_json(lines.substr(last, lines.size() - 1 - last));
  if (!fault.empty() || !event) {
    std::cerr << file << ": " << fault << '\n';
    return 1;
  }
  Json envelope;
  envelope["moment"] = {{"now_ms", (*event)["at_ms"]}, {"utc_offset_min", 60}, {"seed", 1}};
  envelope["identity"] = {{"person", (*event)["person"]}, {"device", (*event)["device"]}};
  envelope["request"] = {{"do", "today"}};
  const std::string bytes = to_bytes(envelope);
  volatile std::size_t seen = 0;
  std::cout << median_us(15, [&] { seen = seen + host.answer(bytes).size(); }) << ' ' << bytes
            << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--today") {
    return time_today(argv[2]);
  }
  if (argc == 3) {
    std::ofstream out(argv[1]);
    for (const Event& event : make_events(std::strtoul(argv[2], nullptr, 10))) {
      out << to_line(to_record(event)) << '\n';
    }
    return out.good() ? 0 : 1;
  }
  constexpr std::size_t ten_years = 20'000;
  const Catalogue& catalogue = embedded_catalogue();
  std::vector<Record> records;
  std::string lines;
  for (const Event& event : make_events(ten_years)) {
    records.push_back(to_record(event));
    lines += to_line(records.back()) + "\n";
  }
  constexpr int runs = 9;
  volatile std::size_t seen = 0;
  const double json_us = median_us(runs, [&] {
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at);
      seen = seen + Json::parse(lines.substr(at, end - at)).size();
      at = end + 1;
    }
  });
  std::cout << "20,000 events, " << lines.size() / 1000 << " kB as JSON: " << json_us / 1000.0
            << " ms\n";
  report("replay (bytes to state)",
         median_us(runs, [&] { seen = seen + fold(read_journal(records), catalogue).events; }),
         json_us);

  ScreeningAnswers given{50, {{"PAIN_SEVERE", "3"}, {"DURATION", "over_12_weeks"}}};
  report("screening (101 questions)",
         median_us(runs,
                   [&] {
                     ScreeningAnswers answers = given;
                     answer_others_no(catalogue, answers);
                     seen = seen + evaluate(catalogue, answers).raised.size();
                   }),
         json_us);
  const Journal one = read_journal(std::vector<Record>(records.begin(), records.begin() + 1));
  const Identity identity{one.events[0].person, one.events[0].device};
  const Moment moment{{one.events[0].at.ms + 60'000}, 60, 5};
  report(
      "a first plan",
      median_us(
          runs,
          [&] {
            seen = seen + answer(one, {{"do", "plan"}}, moment, identity, catalogue)->events.size();
          }),
      json_us);
  report(
      "parsing the catalogue",
      median_us(runs, [&] { seen = seen + parse_catalogue(embedded_files())->exercises.size(); }),
      json_us);
  return 0;
}
