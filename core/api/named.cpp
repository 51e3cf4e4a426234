#include <algorithm>
#include <numeric>

#include "core/api/call.h"

namespace lissom {
namespace {

constexpr std::size_t most_shown = 60;
constexpr std::size_t most_near = 3;

/// How many letters have to be put in, left out or changed.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t changed = diagonal + (a[i] == b[k] ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({changed, diagonal + 1, row[k] + 1});
    }
  }
  return row.back();
}

/// The ids nearest to `id`: those that hold it, or that, or the beginning of which, differ in a
/// quarter of its letters at most.
std::vector<std::string> near_names(const Catalogue& catalogue, std::string_view id) {
  constexpr std::size_t least_part = 3;
  constexpr std::size_t quarter = 4;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const auto& [name, exercise] : catalogue.exercises) {
    const std::size_t far =
        std::min(distance(id, name), distance(id, std::string_view(name).substr(0, id.size())));
    if (far <= std::max<std::size_t>(2, id.size() / quarter) ||
        (id.size() >= least_part && name.find(id) != std::string::npos)) {
      near.emplace_back(far, name);
    }
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (const auto& [far, name] : near) {
    if (names.size() < most_near) {
      names.push_back(name);
    }
  }
  return names;
}

}  // namespace

Result<const Exercise*> exercise_named(const Call& call, const std::string& id) {
  const auto found = call.catalogue.exercises.find(id);
  if (found != call.catalogue.exercises.end()) {
    return &found->second;
  }
  const std::string shown = id.substr(0, most_shown);
  std::string near;
  if (!call.world.gate.locked || !call.state().screening) {
    for (const std::string& name : near_names(call.catalogue, shown)) {
      near += (near.empty() ? "; near: " : ", ") + name;
    }
  }
  return fail(Errc::unknown,
              "\"" + shown + "\" is no stretch" + near + R"(; "lissom catalogue" lists them)");
}

}  // namespace lissom
