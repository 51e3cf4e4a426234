#include "core/planner/lp.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "core/base/contract.h"

namespace lissom {
namespace {

constexpr std::size_t terms_a_line = 6;
constexpr int start = -1;  ///< before the first station

/// A sum of variables with whole factors; equal variables are added up.
class Sum {
 public:
  void add(std::int64_t factor, const std::string& variable) { terms_[variable] += factor; }

  void add(std::int64_t factor, const Sum& other) {
    for (const auto& [variable, own] : other.terms_) {
      terms_[variable] += factor * own;
    }
  }

  [[nodiscard]] std::string text() const {
    std::string text;
    std::size_t written = 0;
    for (const auto& [variable, factor] : terms_) {
      if (factor == 0) {
        continue;
      }
      text += written > 0 && written % terms_a_line == 0 ? "\n  " : " ";
      text += factor < 0 ? "- " : "+ ";
      text += std::to_string(factor < 0 ? -factor : factor) + " " + variable;
      ++written;
    }
    return written == 0 ? " 0 one" : text;
  }

 private:
  std::map<std::string, std::int64_t> terms_;
};

std::string name_of(std::string_view what, int number) {
  return std::string(what) + "_" + std::to_string(number);
}

std::string name_of(std::string_view what, int first, int second) {
  return name_of(what, first) + "_" + std::to_string(second);
}

bool is_upright(int station) {
  return station == start || station % 2 == 0;
}

/// Seconds of the two kinds of way.
struct Ways {
  int level_s = 0;     ///< down or up
  int position_s = 0;  ///< to another base of the same level
};

void note_way(int& kind_s, int way_s) {
  LISSOM_EXPECTS(kind_s == 0 || kind_s == way_s);
  kind_s = way_s;
}

/// The ways to one base from all the others.
void note_ways_to(Ways& ways, const Stage& stage, const std::map<int, bool>& bases, int to) {
  const bool to_upright = bases.at(to);
  for (const auto& [from, from_upright] : bases) {
    if (from != to) {
      note_way(from_upright == to_upright ? ways.position_s : ways.level_s,
               stage.transitions_s[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)]);
    }
  }
}

Ways ways_of(const Stage& stage) {
  std::map<int, bool> bases;
  for (const Candidate& candidate : stage.candidates) {
    bases[candidate.base] = candidate.upright;
  }
  Ways ways;
  for (const auto& [to, to_upright] : bases) {
    const int arrival_s = stage.arrivals_s[static_cast<std::size_t>(to)];
    if (!to_upright || arrival_s != 0) {
      note_way(to_upright ? ways.position_s : ways.level_s, arrival_s);
    }
    note_ways_to(ways, stage, bases, to);
  }
  return ways;
}

class LpWriter {
 public:
  explicit LpWriter(const Stage& stage) : stage_(stage), ways_(ways_of(stage)) {
    LISSOM_EXPECTS(stage.second_pct <= 100);
    for (const Candidate& candidate : stage.candidates) {
      bases_[station_of(candidate)].insert(candidate.base);
    }
  }

  std::string run() {
    write_choices();
    write_needs();
    write_roles();
    write_places();
    write_paths();
    row("time", time_, "<=", stage_.budget_s);
    objective_.add(-constant_, "one");
    return "\\ One stage of a week: docs/planner.md says what the names mean.\nMaximize\n score:" +
           objective_.text() + "\nSubject To\n" + rows_ + "Bounds\n one = 1\n" + bounds_ +
           "Binary\n" + binaries_ + "General\n" + generals_ + "End\n";
  }

 private:
  void row(const std::string& name, const Sum& sum, std::string_view relation, std::int64_t right) {
    rows_ += " " + name + ":" + sum.text() + " " + std::string(relation) + " " +
             std::to_string(right) + "\n";
  }

  static std::string x_name(const Candidate& candidate, int option) {
    return name_of("x_" + candidate.id, option);
  }

  /// Calls `act(candidate, option, variable)` for every dose.
  template <class Act>
  void for_each_choice(const Act& act) const {
    for (const Candidate& candidate : stage_.candidates) {
      for (int o = 0; o < static_cast<int>(candidate.options.size()); ++o) {
        act(candidate, candidate.options[static_cast<std::size_t>(o)], x_name(candidate, o));
      }
    }
  }

  void write_choices() {
    Sum entries;
    std::map<int, Sum> leads;
    std::map<int, Sum> muscles;
    for_each_choice(
        [&](const Candidate& candidate, const DoseOption& option, const std::string& x) {
          binaries_ += " " + x + "\n";
          objective_.add(candidate.points - stage_.entry_cost, x);
          time_.add(option.seconds, x);
          entries.add(1, x);
          leads[candidate.lead_muscle].add(1, x);
          for (const Credit& credit : option.muscles) {
            muscles[credit.index].add(
                static_cast<std::int64_t>(credit.half_seconds) * stage_.times_per_week, x);
          }
        });
    row("most", entries, "<=", stage_.most_entries);
    Sum at_least = entries;
    at_least.add(1, "short");
    row("least", at_least, ">=", stage_.least_entries);
    objective_.add(-static_cast<std::int64_t>(stage_.required_role), "short");
    for (const auto& [lead, sum] : leads) {
      row(name_of("lead", lead), sum, "<=", 1);
    }
    for (const auto& [muscle, sum] : muscles) {
      const int already = stage_.muscle_already_half_s[static_cast<std::size_t>(muscle)];
      row(name_of("cap", muscle), sum, "<=", std::max(0, stage_.muscle_cap_half_s - already));
    }
  }

  void write_needs() {
    std::map<int, Sum> given;
    for_each_choice([&](const Candidate&, const DoseOption& option, const std::string& x) {
      for (const Credit& credit : option.needs) {
        given[credit.index].add(
            static_cast<std::int64_t>(credit.half_seconds) * stage_.times_per_week, x);
      }
    });
    for (const auto& [index, sum] : given) {
      write_need(index, sum, stage_.needs[static_cast<std::size_t>(index)]);
    }
  }

  /// Worth is rounded down to points: hence a whole variable of its own.
  void write_need(int index, const Sum& given, const NeedState& need) {
    if (need.target_half_s <= 0 || need.weight <= 0) {
      return;
    }
    const std::string full = name_of("full", index);
    const std::string rest = name_of("rest", index);
    const std::string points = name_of("worth", index);
    const int knee = static_cast<int>(static_cast<std::int64_t>(need.target_half_s) *
                                      stage_.full_until_pct / 100);
    bounds_ += " " + full + " <= " + std::to_string(knee) + "\n " + rest +
               " <= " + std::to_string(need.target_half_s - knee) + "\n";
    generals_ += " " + points + "\n";
    Sum covered;
    covered.add(1, full);
    covered.add(1, rest);
    covered.add(-1, given);
    row(name_of("covered", index), covered, "<=", need.already_half_s);
    Sum slopes;
    slopes.add(need.target_half_s, points);
    slopes.add(-worth_scale * need.weight * 100, full);
    slopes.add(-worth_scale * need.weight * stage_.second_pct, rest);
    row(name_of("slopes", index), slopes, "<=", 0);
    objective_.add(1, points);
    constant_ += worth(stage_, need, need.already_half_s);
  }

  void write_roles() {
    write_role("control", stage_.wants_control, &Candidate::control);
    write_role("extension", stage_.wants_extension, &Candidate::extension);
    write_role("flexion", stage_.wants_flexion, &Candidate::flexion);
  }

  void write_role(const std::string& name, bool wanted, bool Candidate::*role) {
    if (!wanted) {
      return;
    }
    Sum with;
    for_each_choice([&](const Candidate& candidate, const DoseOption&, const std::string& x) {
      with.add(candidate.*role ? 1 : 0, x);
    });
    with.add(1, "no_" + name);
    row(name, with, ">=", 1);
    objective_.add(-static_cast<std::int64_t>(stage_.required_role), "no_" + name);
  }

  /// Bases and stations are there if and only if an entry is. Within a station each base after the
  /// first costs a change of position.
  void write_places() {
    std::map<std::string, Sum> at;
    for_each_choice([&](const Candidate& candidate, const DoseOption&, const std::string& x) {
      const int station = station_of(candidate);
      for (const std::string& place :
           {name_of("base", station, candidate.base), name_of("station", station)}) {
        at[place].add(1, x);
        Sum there;
        there.add(1, place);
        there.add(-1, x);
        row(std::string("at_").append(place).append("_").append(x), there, ">=", 0);
      }
    });
    for (const auto& [place, sum] : at) {
      Sum only_if = sum;
      only_if.add(-1, place);
      row("only_" + place, only_if, ">=", 0);
      bounds_ += " " + place + " <= 1\n";
    }
    for (const auto& [station, bases] : bases_) {
      for (const int base : bases) {
        add_position_changes(1, name_of("base", station, base));
      }
      add_position_changes(-1, name_of("station", station));
    }
  }

  void add_position_changes(int factor, const std::string& variable) {
    time_.add(static_cast<std::int64_t>(factor) * ways_.position_s, variable);
    objective_.add(-static_cast<std::int64_t>(factor) * stage_.position_change, variable);
  }

  /// One variable for each set of stations: its order is known, and so are its changes of level and
  /// which stations follow each other.
  void write_paths() {
    unsigned all = 0;
    for (const auto& [station, bases] : bases_) {
      all |= 1U << static_cast<unsigned>(station);
    }
    Sum one;
    std::map<int, Sum> station_sets;
    for (unsigned set = 0; set <= all; ++set) {
      if ((set & ~all) != 0) {
        continue;
      }
      const std::string path = name_of("path", static_cast<int>(set));
      one.add(1, path);
      int before = start;
      for (const int station : station_order(set)) {
        station_sets[station].add(1, path);
        add_step(before, station, path);
        before = station;
      }
    }
    row("one_path", one, "=", 1);
    for (auto& [station, sum] : station_sets) {
      sum.add(-1, name_of("station", station));
      row(name_of("path_of", station), sum, "=", 0);
    }
    for (const auto& [step, sum] : joins_) {
      write_join(step.first, step.second, sum);
    }
  }

  void add_step(int from, int to, const std::string& path) {
    if (is_upright(from) == is_upright(to)) {
      joins_[{from, to}].add(1, path);
      return;
    }
    time_.add(ways_.level_s, path);
    objective_.add(-static_cast<std::int64_t>(stage_.level_change_per_s) * ways_.level_s, path);
  }

  /// Two stations of one level in a row cost a change of position, unless the last base of the
  /// first is the first base of the second.
  void write_join(int from, int to, const Sum& together) {
    Sum saved;
    for (const int base : bases_.at(to)) {
      if (from == start ? stage_.arrivals_s[static_cast<std::size_t>(base)] == 0
                        : bases_.at(from).contains(base)) {
        saved.add(1, name_of("stay", from + 1, to) + "_" + std::to_string(base));
        write_stay(from, to, base);
      }
    }
    Sum moves = together;
    moves.add(-1, saved);
    row(name_of("join", from + 1, to), moves, ">=", 0);
    time_.add(ways_.position_s, moves);
    // Getting to the first base costs time, but no points.
    objective_.add(from == start ? 0 : -static_cast<std::int64_t>(stage_.position_change), moves);
  }

  void write_stay(int from, int to, int base) {
    const std::string stay = name_of("stay", from + 1, to) + "_" + std::to_string(base);
    for (const int station : {from, to}) {
      if (station == start) {
        continue;
      }
      Sum there;
      there.add(1, name_of("base", station, base));
      there.add(-1, stay);
      row(stay + name_of("_at", station), there, ">=", 0);
      for (const int other : bases_.at(station)) {
        if (station == from ? other > base : other < base) {
          Sum between;
          between.add(1, stay);
          between.add(1, name_of("base", station, other));
          row(stay + name_of("_past", station, other), between, "<=", 1);
        }
      }
    }
  }

  const Stage& stage_;
  Ways ways_;
  std::map<int, std::set<int>> bases_;        ///< of each station
  std::map<std::pair<int, int>, Sum> joins_;  ///< stations of one level in a row: their paths
  Sum objective_;
  Sum time_;
  std::int64_t constant_ = 0;
  std::string rows_;
  std::string bounds_;
  std::string binaries_;
  std::string generals_;
};

}  // namespace

std::string lp_text(const Stage& stage) {
  return LpWriter(stage).run();
}

}  // namespace lissom
