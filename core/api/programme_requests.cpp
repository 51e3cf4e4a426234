#include <algorithm>

#include "core/api/call.h"
#include "core/api/plans.h"
#include "core/journal/codec.h"

namespace lissom {
namespace {

struct Preference {
  std::string_view name;
  std::vector<std::string> values;
  std::string_view what;
};

const std::vector<Preference>& preferences() {
  static const std::vector<Preference> all = {
      {"calendar", {"criteria", "article"}, "what decides about the level"}};
  return all;
}

/// Recomputes the decisions of a journal, one after another.
class Replay {
 public:
  explicit Replay(const Call& call) : call_(call), so_far_(call.catalogue) {}

  Json run() {
    for (const Event& event : call_.journal().events) {
      const auto* adapted = std::get_if<PlanAdapted>(&event.body);
      if (adapted != nullptr && !is_of_the_ladder(*adapted)) {
        firings_.push_back(adapted);
      }
      if (const auto* plan = std::get_if<PlanAdopted>(&event.body)) {
        check_plan(event, *plan);
      }
      if (stepped_ != nullptr) {
        so_far_.suppose(*stepped_);
        stepped_ = nullptr;
      }
      // The ladder's own step is written right before the plan that follows from it, so it waits.
      if (adapted != nullptr && is_of_the_ladder(*adapted)) {
        stepped_ = &event;
      } else {
        so_far_.suppose(event);
      }
    }
    check_firings();
    Json view;
    view["plans"] = plans_;
    view["adaptations"] = adaptations_;
    view["rules_fired"] = fired_;
    view["under_other_catalogue"] = elsewhere_;
    view["under_wrong_clock"] = under_wrong_clock_;
    view["differs"] = differs_;
    return view;
  }

 private:
  void check_plan(const Event& event, const PlanAdopted& adopted) {
    if (adopted.catalogue != call_.catalogue.version) {
      elsewhere_.push_back({{"event", to_string(event.id)}, {"catalogue", adopted.catalogue}});
      return;
    }
    if (event.moved_ms > 0) {
      // It was decided at a time that no clock shows any more.
      under_wrong_clock_.push_back({{"event", to_string(event.id)}});
      return;
    }
    const Moment moment{event.at, event.utc_offset_min, 0};
    const Call then(so_far_, moment, call_.identity, call_.catalogue);
    const auto decided = decide_plan(then, adopted.because == asked_for);
    ++plans_;
    if (!decided || !same(decided->plan, adopted)) {
      add_difference(event, decided ? "the plan" : "that a plan was due");
    }
    const std::string change = decided ? decided->step.change : "";
    adaptations_ += stepped_ != nullptr ? 1 : 0;
    const bool same_step =
        stepped_ != nullptr
            ? decided && same(PlanAdapted{decided->step.rule, change, decided->step.inputs},
                              stepped_->body)
            : change.empty();
    if (!same_step) {
      add_difference(event, "the step on the ladder");
    }
  }

  void check_firings() {
    const std::vector<Firing>& fired = call_.state().firings;
    fired_ = static_cast<int>(fired.size());
    for (const Firing& firing : fired) {
      const PlanAdapted as_event{firing.rule, firing.change, firing.inputs};
      const bool is_there =
          std::any_of(firings_.begin(), firings_.end(),
                      [&](const PlanAdapted* one) { return same(*one, as_event); });
      if (!is_there) {
        differs_.push_back(
            {{"event", Json()}, {"what", firing.rule + " fired and is not written down"}});
      }
    }
  }

  /// Byte for byte.
  static bool same(const Body& a, const Body& b) {
    Event left;
    Event right;
    left.body = a;
    right.body = b;
    return encode(left) == encode(right);
  }

  void add_difference(const Event& event, const std::string& what) {
    differs_.push_back({{"event", to_string(event.id)},
                        {"at", to_rfc3339(event.at, event.utc_offset_min)},
                        {"what", what + " comes out differently"}});
  }

  const Call& call_;
  Tally so_far_;
  const Event* stepped_ = nullptr;  ///< a step of the ladder that waits for its plan
  std::vector<const PlanAdapted*> firings_;
  int plans_ = 0;
  int adaptations_ = 0;
  int fired_ = 0;
  Json elsewhere_ = Json::array();
  Json under_wrong_clock_ = Json::array();
  Json differs_ = Json::array();
};

}  // namespace

Result<Outcome> do_prefer(Call& call, ObjectReader& in) {
  const std::string name = in.text("name");
  const auto preference = std::find_if(preferences().begin(), preferences().end(),
                                       [&](const Preference& known) { return known.name == name; });
  if (preference == preferences().end()) {
    in.complain("name", "is not known; expected calendar");
    return tl::unexpected(*in.fault());
  }
  const std::string value = in.one_of("value", preference->values);
  if (value.empty()) {
    in.complain("value", "is missing; expected criteria or article");
    return tl::unexpected(*in.fault());
  }
  call.add(PreferenceSet{name, value});
  return call.done(
      say({value == "article" ? "The article's calendar and routines hold from now on; what your "
                                "answers exclude stays out, and pain still steps back."
                              : "How it goes decides from now on."}));
}

Result<Outcome> do_replay(Call& call, ObjectReader&) {
  Json view = Replay(call).run();
  const bool sound = view["differs"].empty();
  view["say"] = texts_view(
      {"Plans recomputed: " + std::to_string(view["plans"].get<int>()) + "; " +
       (sound ? "all come out as they were written." : "some come out differently; see below.")});
  return call.done(std::move(view));
}

}  // namespace lissom
