#pragma once
/// What every request works with: the journal added up, and the events it makes. Inside core/api
/// only.

#include <optional>
#include <string>
#include <utility>

#include "core/api/answer.h"
#include "core/programme/eligibility.h"
#include "core/programme/gate.h"
#include "core/programme/mode.h"
#include "core/programme/state.h"

namespace lissom {

/// A journal added up, at a moment.
struct World {
  State state;
  Gate gate;
  Person person;
  Mode mode;
};
[[nodiscard]] World look(const Journal& journal, const Catalogue& catalogue, const Moment& moment);

/// One request being answered.
class Call {
 public:
  Call(const Journal& of, const Moment& at, const Identity& who, const Catalogue& content)
      : journal(of),
        moment(at),
        identity(who),
        catalogue(content),
        world(look(of, content, at)),
        fired_(world.state.firings.size()),
        chance_(at.seed) {}

  const Journal& journal;
  const Moment& moment;
  const Identity& identity;
  const Catalogue& catalogue;
  World world;  ///< the events made so far included
  std::vector<Event> events;

  /// Makes an event and looks at the world with it. A rule that fires because of it is an event
  /// too.
  void add(Body body, std::string by = "person");

  [[nodiscard]] Uuid new_id() { return uuid_v7(moment.now, chance_); }
  [[nodiscard]] Day today() const { return local_day(moment.now, moment.utc_offset_min); }

  /// The outcome with the events made so far.
  [[nodiscard]] Outcome done(Json view) { return {0, std::move(view), std::move(events)}; }
  /// A refusal for safety in the words of the disposition, with the events made so far.
  [[nodiscard]] Outcome refused();

 private:
  std::size_t fired_ = 0;         ///< firings that are in the journal
  std::optional<Journal> known_;  ///< the journal and the events made so far, if there are any
  SplitMix64 chance_;
};

using Handler = Result<Outcome> (*)(Call&, ObjectReader&);

// Requests, by file.
Result<Outcome> do_questions(Call& call, ObjectReader& in);
Result<Outcome> do_screen(Call& call, ObjectReader& in);
Result<Outcome> do_clear(Call& call, ObjectReader& in);
Result<Outcome> do_checks(Call& call, ObjectReader& in);
Result<Outcome> do_check(Call& call, ObjectReader& in);
Result<Outcome> do_profile(Call& call, ObjectReader& in);
Result<Outcome> do_plan(Call& call, ObjectReader& in);
Result<Outcome> do_programs(Call& call, ObjectReader& in);
Result<Outcome> do_today(Call& call, ObjectReader& in);
Result<Outcome> do_start(Call& call, ObjectReader& in);
Result<Outcome> do_resume(Call& call, ObjectReader& in);
Result<Outcome> do_step(Call& call, ObjectReader& in);
Result<Outcome> do_stop(Call& call, ObjectReader& in);
Result<Outcome> do_pain(Call& call, ObjectReader& in);
Result<Outcome> do_end(Call& call, ObjectReader& in);
Result<Outcome> do_log_pain(Call& call, ObjectReader& in);
Result<Outcome> do_log_range(Call& call, ObjectReader& in);
Result<Outcome> do_log_flare(Call& call, ObjectReader& in);
Result<Outcome> do_log_activity(Call& call, ObjectReader& in);
Result<Outcome> do_measures(Call& call, ObjectReader& in);
Result<Outcome> do_questionnaire(Call& call, ObjectReader& in);
Result<Outcome> do_log_questionnaire(Call& call, ObjectReader& in);
Result<Outcome> do_range_test(Call& call, ObjectReader& in);
Result<Outcome> do_chart(Call& call, ObjectReader& in);
Result<Outcome> do_why(Call& call, ObjectReader& in);
Result<Outcome> do_progress(Call& call, ObjectReader& in);
Result<Outcome> do_catalogue(Call& call, ObjectReader& in);
Result<Outcome> do_record(Call& call, ObjectReader& in);
Result<Outcome> do_correct(Call& call, ObjectReader& in);
Result<Outcome> do_learn(Call& call, ObjectReader& in);
Result<Outcome> do_prefer(Call& call, ObjectReader& in);
Result<Outcome> do_replay(Call& call, ObjectReader& in);

// ---- shared parts of requests and views
// ---------------------------------------------------------------------------

/// Reads the four-item check under "answers" and makes its events. @return bad_input if an item is
/// missing or wrong
[[nodiscard]] Result<void> take_check(Call& call, ObjectReader& in);
/// What is wrong with a reading: no such test, or a side that it does not have.
[[nodiscard]] std::optional<Fault> range_fault(const Call& call, const RangeMeasured& range);
/// What a reading just added means, into the view.
void put_range_measure(const Call& call, const RangeMeasured& range, Json& view);
/// The plan of this week: the adopted one, or a new one adopted now if one is due. @pre the gate is
/// open
[[nodiscard]] const PlanAdopted& current_plan(Call& call, bool anew);

[[nodiscard]] Json disposition_view(const Gate& gate, const Catalogue& catalogue);
[[nodiscard]] Json tags_view(const Gate& gate, const Catalogue& catalogue);
/// `sources` that may be shown as citations, and `convention`.
void put_basis(Json& json, const Basis& basis, const Catalogue& catalogue);
[[nodiscard]] Json texts_view(const std::vector<std::string>& texts);
[[nodiscard]] Json entry_view(const PlannedEntry& entry, const Person& person,
                              const Catalogue& catalogue);
[[nodiscard]] Json slot_view(const PlannedSlot& slot, const Person& person,
                             const Catalogue& catalogue);
[[nodiscard]] Json say(const std::vector<std::string>& sentences);

}  // namespace lissom
