#pragma once
/// What every request works with: the journal added up, and the events it makes. Inside core/api
/// only.

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/api/answer.h"
#include "core/programme/eligibility.h"
#include "core/programme/gate.h"
#include "core/programme/mode.h"
#include "core/programme/state.h"

namespace lissom {

/// What follows from a journal at a moment.
struct World {
  Gate gate;
  Person person;
  Mode mode;
};
[[nodiscard]] World look(const State& state, const Catalogue& catalogue, const Moment& moment);

/// One request being answered.
class Call {
 public:
  /// The events that the request makes are supposed in `tally`.
  Call(Tally& tally, const Moment& at, const Identity& who, const Catalogue& content)
      : moment(at),
        identity(who),
        catalogue(content),
        world(look(tally.state(), content, at)),
        tally_(tally),
        was_locked_(world.gate.locked),
        firings_before_(tally.state().firings.size()),
        chance_(at.seed) {}

  const Moment& moment;
  const Identity& identity;
  const Catalogue& catalogue;
  World world;  ///< the events made so far included

  /// The events made so far are in both.
  [[nodiscard]] const Journal& journal() const { return tally_.journal(); }
  [[nodiscard]] const State& state() const { return tally_.state(); }
  [[nodiscard]] std::span<const Event> events() const { return tally_.supposed(); }

  /// Makes an event and looks at the world with it. A rule that fires because of it is an event
  /// too, and so is one that fired before and was not written down: two devices that merged
  /// may know together what neither knew alone.
  void add(Body body, std::string by = "person");
  /// The second half of that alone.
  void add_firings();
  /// What the rules say that fired since the request began, a sentence each.
  [[nodiscard]] std::vector<std::string> fired_words() const;
  /// Whether something that was said in this request has closed the programme.
  [[nodiscard]] bool has_stopped() const { return !was_locked_ && world.gate.locked; }
  /// Forgets the events made so far.
  void drop();

  [[nodiscard]] Uuid new_id() { return uuid_v7(moment.now, chance_); }
  [[nodiscard]] Day today() const { return local_day(moment.now, moment.utc_offset_min); }

  /// The outcome with the events made so far.
  [[nodiscard]] Outcome done(Json view) const {
    return {0, std::move(view), {events().begin(), events().end()}};
  }
  /// A refusal for safety in the words of the disposition, with the events made so far.
  [[nodiscard]] Outcome refused() const;

 private:
  [[nodiscard]] const Firing* first_unwritten() const;

  Tally& tally_;
  bool was_locked_ = false;
  std::size_t firings_before_ = 0;
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
Result<Outcome> do_taste(Call& call, ObjectReader& in);
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
Result<Outcome> do_log_day(Call& call, ObjectReader& in);
Result<Outcome> do_log_range(Call& call, ObjectReader& in);
Result<Outcome> do_log_flare(Call& call, ObjectReader& in);
Result<Outcome> do_log_break(Call& call, ObjectReader& in);
Result<Outcome> do_log_activity(Call& call, ObjectReader& in);
Result<Outcome> do_measures(Call& call, ObjectReader& in);
Result<Outcome> do_questionnaire(Call& call, ObjectReader& in);
Result<Outcome> do_log_questionnaire(Call& call, ObjectReader& in);
Result<Outcome> do_range_test(Call& call, ObjectReader& in);
Result<Outcome> do_chart(Call& call, ObjectReader& in);
Result<Outcome> do_why(Call& call, ObjectReader& in);
Result<Outcome> do_progress(Call& call, ObjectReader& in);
Result<Outcome> do_catalogue(Call& call, ObjectReader& in);
Result<Outcome> do_draw(Call& call, ObjectReader& in);
Result<Outcome> do_audio(Call& call, ObjectReader& in);
Result<Outcome> do_next_break(Call& call, ObjectReader& in);
Result<Outcome> do_body_map(Call& call, ObjectReader& in);
Result<Outcome> do_pictures(Call& call, ObjectReader& in);
Result<Outcome> do_handout(Call& call, ObjectReader& in);
Result<Outcome> do_sheet(Call& call, ObjectReader& in);
Result<Outcome> do_diary(Call& call, ObjectReader& in);
Result<Outcome> do_log_paper(Call& call, ObjectReader& in);
Result<Outcome> do_muscles(Call& call, ObjectReader& in);
Result<Outcome> do_record(Call& call, ObjectReader& in);
Result<Outcome> do_correct(Call& call, ObjectReader& in);
/// The answer while nothing in the record lies ahead of the clock; the other is in
/// clock_requests.h.
Result<Outcome> do_redate(Call& call, ObjectReader& in);
Result<Outcome> do_learn(Call& call, ObjectReader& in);
Result<Outcome> do_prefer(Call& call, ObjectReader& in);
Result<Outcome> do_replay(Call& call, ObjectReader& in);
Result<Outcome> do_tables(Call& call, ObjectReader& in);
Result<Outcome> do_fhir(Call& call, ObjectReader& in);
Result<Outcome> do_read_fhir(Call& call, ObjectReader& in);
Result<Outcome> do_times(Call& call, ObjectReader& in);
Result<Outcome> do_calendar(Call& call, ObjectReader& in);

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

/// What opens a programme that waits for nothing else.
inline constexpr const char* answer_the_questions = "Answer the safety questions.";
[[nodiscard]] Json disposition_view(const Gate& gate, const Catalogue& catalogue);
[[nodiscard]] Json tags_view(const Gate& gate, const Catalogue& catalogue);
/// What a stretch rests on.
[[nodiscard]] Basis basis_of(const Exercise& exercise);
/// `sources` that may be shown as citations, and `convention`.
void put_basis(Json& json, const Basis& basis, const Catalogue& catalogue);
[[nodiscard]] Json texts_view(const std::vector<std::string>& texts);
[[nodiscard]] Json entry_view(const PlannedEntry& entry, const Person& person,
                              const Catalogue& catalogue);
[[nodiscard]] Json slot_view(const PlannedSlot& slot, const Person& person,
                             const Catalogue& catalogue);
[[nodiscard]] Json say(const std::vector<std::string>& sentences);

/// The refusal for who may not look at a stretch in full: after a stop, before the safety
/// questions, and for a stretch that their answers exclude.
[[nodiscard]] std::optional<Outcome> not_to_be_read(const Call& call, const Exercise& exercise);
/// The same for pictures and figures of a stretch, which before the safety questions are as those
/// in a book.
[[nodiscard]] std::optional<Outcome> not_to_be_shown(const Call& call, const Exercise& exercise);
/// @return unknown, with ids that are nearly spelt like it; after a stop without them
[[nodiscard]] Result<const Exercise*> exercise_named(const Call& call, const std::string& id);

}  // namespace lissom
