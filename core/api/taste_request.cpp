#include <algorithm>
#include <set>

#include "core/api/call.h"
#include "core/api/taste.h"
#include "core/base/contains.h"

namespace lissom {

std::string_view taste_for(const ProfileAnswered& profile, const std::string& id) {
  return contains(profile.excludes, id) ? taste::left_out
         : contains(profile.likes, id)  ? taste::liked
                                        : taste::neither;
}

namespace {

using taste::left_out;
using taste::liked;
using taste::neither;

void set_taste(ProfileAnswered& profile, const std::string& id, std::string_view is) {
  std::erase(profile.likes, id);
  std::erase(profile.excludes, id);
  if (is != neither) {
    (is == liked ? profile.likes : profile.excludes).push_back(id);
  }
}

using Ids = std::vector<std::string>;

Ids ids_of(const PlannedSlot& slot) {
  Ids ids;
  for (const PlannedEntry& entry : slot.entries) {
    ids.push_back(entry.exercise);
  }
  return ids;
}

/// What of `ids` is not among `others`.
Ids without(const Ids& ids, const Ids& others) {
  Ids rest;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(rest),
               [&](const std::string& id) { return !contains(others, id); });
  return rest;
}

/// A kind of session that is not as it was.
struct Change {
  const PlannedSlot* slot;
  Ids gone;
  Ids fresh;
};

std::vector<Change> changes_between(const PlanAdopted& before, const PlanAdopted& now) {
  std::vector<Change> changes;
  for (const PlannedSlot& slot : now.slots) {
    const auto was = std::find_if(before.slots.begin(), before.slots.end(), [&](const auto& other) {
      return other.slot == slot.slot && other.variant == slot.variant;
    });
    const Ids had = was == before.slots.end() ? Ids{} : ids_of(*was);
    const Ids has = ids_of(slot);
    Change change{&slot, without(had, has), without(has, had)};
    if (!change.gone.empty() || !change.fresh.empty()) {
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

/// Puts one request's words together.
class Telling {
 public:
  Telling(const Catalogue& catalogue, const Exercise& exercise)
      : catalogue_(catalogue), exercise_(exercise) {}

  [[nodiscard]] std::vector<std::string> run(std::string_view was, std::string_view is,
                                             const std::vector<Change>& changes) const {
    std::vector<std::string> say = {what_it_is(was, is)};
    Ids instead;
    Ids elsewhere;
    bool was_planned = false;
    for (const Change& change : changes) {
      const bool is_here = contains(change.gone, exercise_.id);
      was_planned = was_planned || is_here;
      Ids& names = is_here ? instead : elsewhere;
      names.insert(names.end(), change.fresh.begin(), change.fresh.end());
    }
    if (was_planned) {
      say.push_back(instead.empty() ? "Nothing else fits in its place."
                                    : "In its place: " + names_of(instead) + ".");
    }
    if (const Ids rest = without(elsewhere, instead); !rest.empty()) {
      say.push_back("New in your plan: " + names_of(rest) + ".");
    }
    return say;
  }

  [[nodiscard]] Json view_of(const Change& change) const {
    return {{"slot", change.slot->slot},
            {"variant", change.slot->variant},
            {"name", catalogue_.slot(change.slot->slot).name},
            {"gone", named(change.gone)},
            {"new", named(change.fresh)}};
  }

 private:
  [[nodiscard]] std::string what_it_is(std::string_view was, std::string_view is) const {
    if (is == left_out) {
      return exercise_.name + " is left out from now on.";
    }
    if (is == liked) {
      return exercise_.name + " is chosen where it fits as well as another.";
    }
    return exercise_.name +
           (was == left_out ? " may be planned again." : " counts like any other again.");
  }

  /// A plan that was adopted under another catalogue may have stretches that this one lacks.
  [[nodiscard]] std::string name_of(const std::string& id) const {
    const auto found = catalogue_.exercises.find(id);
    return found == catalogue_.exercises.end() ? id : found->second.name;
  }

  [[nodiscard]] std::string names_of(const Ids& ids) const {
    std::string names;
    std::set<std::string> told;
    for (const std::string& id : ids) {
      if (told.insert(id).second) {
        names += (names.empty() ? "" : ", ") + name_of(id);
      }
    }
    return names;
  }

  [[nodiscard]] Json named(const Ids& ids) const {
    Json list = Json::array();
    for (const std::string& id : ids) {
      list.push_back({{"id", id}, {"name", name_of(id)}});
    }
    return list;
  }

  const Catalogue& catalogue_;
  const Exercise& exercise_;
};

}  // namespace

Result<Outcome> do_taste(Call& call, ObjectReader& in) {
  const std::string id = in.text("id");
  const std::string is =
      in.one_of("is", {std::string(left_out), std::string(liked), std::string(neither)});
  if (is.empty()) {
    in.complain("is", "expected left_out, liked or neither");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  const auto exercise = exercise_named(call, id);
  if (!exercise) {
    return tl::unexpected(exercise.error());
  }
  ProfileAnswered profile = call.world.person.profile;
  const std::string_view was = taste_for(profile, id);
  const std::optional<PlanAdopted> before = call.state().plan;
  std::vector<Change> changes;
  if (was != is) {
    set_taste(profile, id, is);
    call.add(std::move(profile));
    if (before) {
      changes = changes_between(*before, current_plan(call, false));
    }
  }
  const Telling telling(call.catalogue, **exercise);
  Json view;
  view["id"] = id;
  view["name"] = (*exercise)->name;
  view["was"] = was;
  view["is"] = is;
  Json list = Json::array();
  for (const Change& change : changes) {
    list.push_back(telling.view_of(change));
  }
  view["changes"] = std::move(list);
  view["say"] = texts_view(telling.run(was, is, changes));
  return call.done(std::move(view));
}

}  // namespace lissom
