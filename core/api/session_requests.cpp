#include <algorithm>

#include "core/api/call.h"
#include "core/api/plans.h"
#include "core/api/sessions.h"
#include "core/planner/candidates.h"
#include "core/programme/pain.h"

namespace lissom {
namespace {

constexpr int most_held_s = 3600;
constexpr std::size_t short_entries = 2;

Json step_view(const Timeline& timeline, std::size_t index) {
  const Step& step = timeline.steps[index];
  Json view;
  view["step"] = static_cast<int>(index);
  view["entry"] = step.entry;
  view["side"] = name_of(step.side);
  view["set"] = step.set;
  view["rep"] = step.rep;
  view["reps"] = step.reps;
  view["hold_s"] = step.hold_s;
  view["starts_ms"] = step.starts_ms;
  view["ends_ms"] = step.ends_ms;
  return view;
}

Json pain_words_view(const PainRules& rules) {
  Json list = Json::array();
  for (const std::string& word : rules.red_words) {
    list.push_back({{"word", word}, {"stops", "entry"}});
  }
  for (const std::string& word : rules.halt_words) {
    list.push_back({{"word", word}, {"stops", "session"}});
  }
  return list;
}

/// What a session is, whether it has begun or not.
template <class Session>
void put_head(Json& view, const Call& call, const Session& session, const Timeline& timeline) {
  view["slot"] = session.slot;
  view["variant"] = session.variant;
  view["name"] = call.catalogue.slot(session.slot).name;
  view["right_first"] = session.right_first;
  view["slow"] = call.world.person.slow;
  view["total_s"] = timeline.total_ms / 1000;
}

/// The session as shells play it.
Json session_view(const Call& call, const SessionLog& session) {
  const Timeline timeline =
      timeline_of(session.entries, session.right_first, call.world.person.slow, call.catalogue);
  Json view;
  view["session"] = to_string(session.id);
  put_head(view, call, session, timeline);
  Json entries = Json::array();
  for (const PlannedEntry& entry : session.entries) {
    Json item = entry_view(entry, call.world.person, call.catalogue);
    const auto exercise = call.catalogue.exercises.find(entry.exercise);
    if (exercise != call.catalogue.exercises.end()) {
      item["steps"] = texts_view(exercise->second.steps);
      item["feel"] = exercise->second.feel;
      item["faults"] = texts_view(exercise->second.faults);
    }
    entries.push_back(std::move(item));
  }
  view["entries"] = std::move(entries);
  Json steps = Json::array();
  for (std::size_t i = 0; i < timeline.steps.size(); ++i) {
    steps.push_back(step_view(timeline, i));
  }
  view["steps"] = std::move(steps);
  view["cues"] = cues_view(timeline);
  std::vector<std::pair<int, bool>> stopped;
  for (const StoppedStep& step : session.stopped) {
    stopped.emplace_back(step.step, step.action != "carry_on" && step.action != "ease");
  }
  Json settled = Json::array();
  for (const int step : settled_steps(timeline, session.done_steps, stopped)) {
    settled.push_back(step);
  }
  view["done_steps"] = std::move(settled);
  view["pain_before"] = session.pain_before ? Json(*session.pain_before) : Json();
  view["pain_words"] = pain_words_view(call.catalogue.pain);
  view["stop_line"] = call.catalogue.fixed_text("stop-line");
  return view;
}

/// The slot of the plan that a request means. Breaks take the variant that was done less often
/// today.
const PlannedSlot* choose_slot(const Call& call, const PlanAdopted& plan, const std::string& slot,
                               const std::string& variant) {
  if (plan.mode == "flare") {
    return plan.slots.empty() ? nullptr : &plan.slots.front();
  }
  const PlannedSlot* best = nullptr;
  int best_done = 0;
  for (const PlannedSlot& candidate : plan.slots) {
    if (candidate.slot != slot || (!variant.empty() && candidate.variant != variant)) {
      continue;
    }
    const int done =
        sessions_done(call.state(), slot, candidate.variant, call.today(), call.today());
    if (best == nullptr || done < best_done) {
      best = &candidate;
      best_done = done;
    }
  }
  return best;
}

/// What of a slot may be done right now: entries that hurt lately or are no longer offered give way
/// to an easier one.
std::vector<PlannedEntry> entries_now(const Call& call, const PlannedSlot& slot) {
  std::vector<PlannedEntry> entries;
  const OfferContext offer{call.state(), call.world.person, call.catalogue, call.moment.now};
  for (const PlannedEntry& planned : slot.entries) {
    const auto exercise = call.catalogue.exercises.find(planned.exercise);
    if (exercise == call.catalogue.exercises.end()) {
      continue;
    }
    PlannedEntry entry = planned;
    if (!eligibility(exercise->second, call.world.person, call.state(), call.catalogue,
                     call.moment.now)
             .offered) {
      const auto easier = easier_that_fits(planned.exercise, exercise->second.difficulty, offer);
      const bool taken = easier && std::any_of(slot.entries.begin(), slot.entries.end(),
                                               [&](const PlannedEntry& other) {
                                                 return other.exercise == *easier;
                                               });
      if (!easier || taken) {
        continue;
      }
      const Exercise& other = call.catalogue.exercises.find(*easier)->second;
      const Dose dose =
          gentle_dose(other, planned.hold_s, planned.reps, call.world.person, call.catalogue);
      entry = {*easier,
               dose.hold_s,
               dose.reps,
               dose.sets,
               entry_seconds(other, dose, call.catalogue.dose.timing),
               "In place of " + exercise->second.name + ", which rests for now."};
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// Which session a request means.
struct SessionChoice {
  std::string slot;
  std::string variant;
  bool brief = false;
  std::vector<std::string> wished;  ///< stretches of a free session
};

/// @return bad_input, or unknown for a stretch that is not in the catalogue
Result<SessionChoice> read_choice(const Call& call, ObjectReader& in) {
  SessionChoice choice{.slot = in.one_of("slot", {"core", "morning", "break", "free"}),
                       .variant = in.one_of("variant", {"A", "B"}),
                       .brief = in.boolean("short", false),
                       .wished = in.texts("entries")};
  if (choice.slot.empty()) {
    in.complain("slot", "is missing; expected core, morning, break or free");
  } else if ((choice.slot == "free") == choice.wished.empty()) {
    in.complain("entries", choice.wished.empty() ? "is missing; expected the stretches to do"
                                                 : "is for the slot \"free\" only");
  }
  if (const auto& complaint = in.complaint()) {
    return tl::unexpected(*complaint);
  }
  for (auto id = choice.wished.begin(); id != choice.wished.end(); ++id) {
    if (const auto known = exercise_named(call, *id); !known) {
      return tl::unexpected(known.error());
    }
    if (std::find(choice.wished.begin(), id, *id) != id) {
      return bad_input("request.entries: " + *id + " is there twice");
    }
  }
  return choice;
}

/// A session that would begin now, not yet begun: without an id, a day and the pain before it;
/// without entries if all of them rest or may not be done.
struct NextSession {
  SessionStarted started;
  std::vector<LeftOut> left_out;  ///< of the stretches that were wished for
};

/// @return bad_input if the plan has no such session @pre the gate is open
Result<NextSession> next_session(Call& call, const SessionChoice& choice) {
  const PlanAdopted plan = current_plan(call, false);
  NextSession next;
  SessionStarted& started = next.started;
  if (choice.slot == "free") {
    FreeSession chosen = free_session_now(call, plan, choice.wished);
    started.slot = choice.slot;
    started.entries = std::move(chosen.entries);
    next.left_out = std::move(chosen.left_out);
  } else {
    const PlannedSlot* slot = choose_slot(call, plan, choice.slot, choice.variant);
    if (slot == nullptr) {
      return bad_input("your plan has no such session; the minutes for it are in your profile");
    }
    started.slot = slot->slot;
    started.variant = slot->variant;
    started.entries = entries_now(call, *slot);
  }
  if (choice.brief && started.entries.size() > short_entries) {
    started.entries.resize(short_entries);
  }
  started.right_first =
      std::count_if(call.state().sessions.begin(), call.state().sessions.end(),
                    [&](const SessionLog& log) { return log.slot == started.slot; }) %
          2 !=
      0;
  return next;
}

Json left_out_view(const Call& call, const std::vector<LeftOut>& left_out) {
  Json list = Json::array();
  for (const LeftOut& out : left_out) {
    list.push_back({{"id", out.exercise},
                    {"name", call.catalogue.exercises.find(out.exercise)->second.name},
                    {"why", out.why},
                    {"instead", out.instead.empty() ? Json() : Json(out.instead)}});
  }
  return list;
}

Outcome nothing_left(const Call& call, const std::vector<LeftOut>& left_out) {
  std::vector<std::string> sentences;
  sentences.reserve(left_out.size() + 1);
  for (const LeftOut& out : left_out) {
    sentences.push_back(call.catalogue.exercises.find(out.exercise)->second.name + ": " + out.why);
  }
  if (sentences.empty()) {
    sentences.emplace_back("Everything in this session rests for now. A short walk counts today.");
  }
  Json view;
  view["refused"] = {{"why", "nothing_left"},
                     {"say", texts_view(sentences)},
                     {"unlock", "Try again in a day or two."}};
  view["left_out"] = left_out_view(call, left_out);
  Outcome refused = call.done(std::move(view));
  refused.exit = 3;
  return refused;
}

/// A running session by the id in the request. @return unknown if there is none, bad_input if it
/// has ended
Result<const SessionLog*> running_session(const Call& call, ObjectReader& in) {
  const Result<Uuid> id = parse_uuid(in.text("session"));
  if (!id) {
    return fail(Errc::bad_input, "request.session: " + id.error().what);
  }
  const SessionLog* session = find_session(call.state(), *id);
  if (session == nullptr) {
    return fail(Errc::unknown, "request.session: there is no such session");
  }
  if (session->ended) {
    return bad_input("request.session: this session has ended");
  }
  return session;
}

/// The step of a session that a request is about.
struct StepRequest {
  const SessionLog* session = nullptr;
  int step = 0;
  int of = 0;  ///< steps of the session
  int held_s = 0;
  std::string exercise;
  std::string side;
};

Result<StepRequest> read_step(const Call& call, ObjectReader& in) {
  const Result<const SessionLog*> session = running_session(call, in);
  if (!session) {
    return tl::unexpected(session.error());
  }
  const Timeline timeline = timeline_of((*session)->entries, (*session)->right_first,
                                        call.world.person.slow, call.catalogue);
  StepRequest request;
  request.session = *session;
  const auto most = static_cast<std::int64_t>(timeline.steps.size()) - 1;
  const auto step = in.maybe_integer("step", 0, most);
  if (!step) {
    in.complain("step", "is missing");
  }
  request.held_s = static_cast<int>(in.integer("held_s", 0, most_held_s, 0));
  if (const auto fault = step ? std::nullopt : in.fault()) {
    return tl::unexpected(*fault);
  }
  const Step& planned = timeline.steps[static_cast<std::size_t>(*step)];
  request.step = static_cast<int>(*step);
  request.of = static_cast<int>(most) + 1;
  request.exercise = (*session)->entries[static_cast<std::size_t>(planned.entry)].exercise;
  request.side = name_of(planned.side);
  return request;
}

Json progress_view(const SessionLog& session, int of) {
  return {{"done", static_cast<int>(session.done_steps.size())}, {"of", of}};
}

/// The first word that no band knows; "" if there is none.
std::string unknown_word(const PainRules& rules, const std::vector<std::string>& words) {
  const auto has = [](const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  for (const std::string& word : words) {
    if (!has(rules.red_words, word) && !has(rules.halt_words, word)) {
      return word;
    }
  }
  return "";
}

std::vector<std::string> pain_words_to_say(const Call& call, PainAction action,
                                           const Exercise& exercise,
                                           const std::optional<std::string>& easier) {
  switch (action) {
    case PainAction::carry_on:
      return {"That is within what is acceptable. Go on if it feels all right."};
    case PainAction::ease:
      return {"Ease off by about a quarter and breathe out twice.",
              "The next holds of this one are shorter: " +
                  std::to_string(call.catalogue.number("pain.amber.hold_cut_s")) + " seconds."};
    case PainAction::stop_entry: {
      std::vector<std::string> sentences = {
          "Leave this one for now: " + exercise.name + ".",
          "It rests for " + std::to_string(call.catalogue.pain.drop_hours) + " hours."};
      if (easier) {
        sentences.push_back("Next time we offer an easier one: " +
                            call.catalogue.exercises.find(*easier)->second.name + ".");
      }
      return sentences;
    }
    case PainAction::end_session:
      break;
  }
  const Exercise& ending = call.catalogue.exercises.find(call.catalogue.pain.ending_entry)->second;
  std::vector<std::string> sentences = {"That is enough for today."};
  if (eligibility(ending, call.world.person, call.state(), call.catalogue, call.moment.now)
          .offered) {
    sentences.push_back("If you like, end with slow breathing: " + ending.name + ".");
  }
  return sentences;
}

}  // namespace

const SessionLog* find_session(const State& state, const Uuid& id) {
  const auto found = std::find_if(state.sessions.begin(), state.sessions.end(),
                                  [&](const SessionLog& session) { return session.id == id; });
  return found == state.sessions.end() ? nullptr : &*found;
}

const SessionLog* open_session(const State& state, Day today) {
  for (auto session = state.sessions.rbegin();
       session != state.sessions.rend() && session->day == today; ++session) {
    if (!session->ended) {
      return &*session;
    }
  }
  return nullptr;
}

int sessions_done(const State& state, std::string_view slot, std::string_view variant, Day first,
                  Day last) {
  return static_cast<int>(
      std::count_if(state.sessions.begin(), state.sessions.end(), [&](const SessionLog& session) {
        return session.slot == slot && (variant.empty() || session.variant == variant) &&
               session.day >= first && session.day <= last && session.ended &&
               !session.done_steps.empty();
      }));
}

int breaks_walked(const State& state, Day first, Day last) {
  return static_cast<int>(
      std::count_if(state.walks.begin(), state.walks.end(),
                    [&](const Day& day) { return day >= first && day <= last; }));
}

int take_walks(int& walks, std::string_view slot, int planned, int done) {
  const int taken = slot == "break" ? std::clamp(planned - done, 0, walks) : 0;
  walks -= taken;
  return taken;
}

Result<Outcome> do_start(Call& call, ObjectReader& in) {
  const Result<SessionChoice> choice = read_choice(call, in);
  (void)in.any("answers");
  if (call.world.gate.locked) {
    return call.refused();
  }
  if (!choice) {
    return tl::unexpected(choice.error());
  }
  if (const Result<void> taken = take_check(call, in); !taken) {
    return tl::unexpected(taken.error());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  Result<NextSession> next = next_session(call, *choice);
  if (!next) {
    return tl::unexpected(next.error());
  }
  SessionStarted& started = next->started;
  if (started.entries.empty()) {
    return nothing_left(call, next->left_out);
  }
  started.session = call.new_id();
  started.day = to_iso(call.today());
  started.pain_before = pain_now(call.state());
  const Uuid id = started.session;
  call.add(std::move(started));
  Json view = session_view(call, *find_session(call.state(), id));
  if (!next->left_out.empty()) {
    view["left_out"] = left_out_view(call, next->left_out);
  }
  return call.done(std::move(view));
}

Result<Outcome> do_audio(Call& call, ObjectReader& in) {
  const Result<SessionChoice> choice = read_choice(call, in);
  if (call.world.gate.locked) {
    return call.refused();
  }
  if (!choice) {
    return tl::unexpected(choice.error());
  }
  const Result<NextSession> next = next_session(call, *choice);
  if (!next) {
    return tl::unexpected(next.error());
  }
  const SessionStarted& started = next->started;
  if (started.entries.empty()) {
    return nothing_left(call, next->left_out);
  }
  const Timeline timeline =
      timeline_of(started.entries, started.right_first, call.world.person.slow, call.catalogue);
  Json view;
  put_head(view, call, started, timeline);
  view["entries"] = Json::array();
  for (const PlannedEntry& entry : started.entries) {
    view["entries"].push_back(entry_view(entry, call.world.person, call.catalogue));
  }
  view["cues"] = cues_view(timeline);
  view["stop_line"] = call.catalogue.fixed_text("stop-line");
  return call.done(std::move(view));
}

Result<Outcome> do_resume(Call& call, ObjectReader& in) {
  if (call.world.gate.locked) {
    return call.refused();
  }
  const SessionLog* session = nullptr;
  if (in.has("session")) {
    const Result<const SessionLog*> running = running_session(call, in);
    if (!running) {
      return tl::unexpected(running.error());
    }
    session = *running;
  } else {
    session = open_session(call.state(), call.today());
  }
  if (session == nullptr) {
    return fail(Errc::unknown, "there is no session of today to go on with");
  }
  return call.done(session_view(call, *session));
}

Result<Outcome> do_step(Call& call, ObjectReader& in) {
  const Result<StepRequest> request = read_step(call, in);
  if (!request) {
    return tl::unexpected(request.error());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  const Uuid id = request->session->id;
  call.add(StepDone{id, request->step, request->exercise, request->side, request->held_s});
  return call.done(progress_view(*find_session(call.state(), id), request->of));
}

Result<Outcome> do_stop(Call& call, ObjectReader& in) {
  const Result<StepRequest> request = read_step(call, in);
  const std::string reason = in.one_of("reason", {"cannot", "no_time", "other"});
  if (!request) {
    return tl::unexpected(request.error());
  }
  const Uuid id = request->session->id;
  StepStopped stopped;
  stopped.session = id;
  stopped.step = request->step;
  stopped.exercise = request->exercise;
  stopped.side = request->side;
  stopped.reason = reason.empty() ? "other" : reason;
  stopped.held_s = request->held_s;
  stopped.action = "stop_entry";
  call.add(std::move(stopped));
  Json view =
      say({reason == "cannot"
               ? "Left out. If it does not suit you, your profile can leave it out for good."
               : "Left out."});
  return call.done(std::move(view));
}

Result<Outcome> do_pain(Call& call, ObjectReader& in) {
  const Result<StepRequest> request = read_step(call, in);
  const auto pain = in.maybe_integer("pain", 0, 10);
  const auto pull = in.maybe_integer("pull", 0, 10);
  const std::vector<std::string> words = in.texts("words");
  if (!request) {
    return tl::unexpected(request.error());
  }
  if (!pain) {
    in.complain("pain", "is missing; expected 0 to 10");
    return tl::unexpected(*in.fault());
  }
  const PainRules& rules = call.catalogue.pain;
  if (const std::string word = unknown_word(rules, words); !word.empty()) {
    in.complain("words", "\"" + word.substr(0, 60) +
                             "\" is not known; pain_words of the session lists them");
    return tl::unexpected(*in.fault());
  }
  const SessionLog& session = *request->session;
  const int before = session.pain_before.value_or(pain_now(call.state()).value_or(0));
  const PainBand band = pain_band(rules, before, static_cast<int>(*pain), words);
  const auto reds =
      static_cast<int>(std::count_if(session.stopped.begin(), session.stopped.end(),
                                     [](const StoppedStep& step) { return step.band == "RED"; }));
  const PainAction action = pain_action(rules, band, reds);
  const Exercise& exercise = call.catalogue.exercises.find(request->exercise)->second;
  StepStopped stopped{session.id,
                      request->step,
                      request->exercise,
                      request->side,
                      "pain",
                      request->held_s,
                      static_cast<int>(*pain),
                      words,
                      std::string(name_of(band)),
                      std::string(name_of(action)),
                      pull ? std::optional(static_cast<int>(*pull)) : std::nullopt};
  call.add(std::move(stopped));

  std::optional<std::string> easier;
  const OfferContext offer{call.state(), call.world.person, call.catalogue, call.moment.now};
  if (action == PainAction::stop_entry && !call.world.gate.locked) {
    easier = easier_that_fits(exercise.id, exercise.difficulty, offer);
  }
  if (band == PainBand::halt) {
    Outcome outcome = call.refused();
    outcome.view["band"] = name_of(band);
    outcome.view["action"] = name_of(action);
    outcome.view["warning_signs"] = texts_view(call.catalogue.screening.warning_signs);
    return outcome;
  }
  Json view = say(pain_words_to_say(call, action, exercise, easier));
  view["band"] = name_of(band);
  view["action"] = name_of(action);
  view["easier"] = easier ? Json(*easier) : Json();
  return call.done(std::move(view));
}

Result<Outcome> do_end(Call& call, ObjectReader& in) {
  const Result<const SessionLog*> session = running_session(call, in);
  const std::string how = in.one_of("how", {"completed", "quit", "pain"});
  const auto pain_after = in.maybe_integer("pain_after", 0, 10);
  const std::string effort = in.one_of("effort", {"too_easy", "right", "too_much"});
  if (!session) {
    return tl::unexpected(session.error());
  }
  const Uuid id = (*session)->id;
  SessionEnded ended;
  ended.session = id;
  ended.how = how.empty() ? "quit" : how;
  ended.pain_after = pain_after ? std::optional(static_cast<int>(*pain_after)) : std::nullopt;
  ended.effort = effort;
  call.add(std::move(ended));
  if (pain_after) {
    PainReported report;
    report.now = static_cast<int>(*pain_after);
    call.add(std::move(report));
  }
  const SessionLog& log = *find_session(call.state(), id);
  const Timeline timeline =
      timeline_of(log.entries, log.right_first, call.world.person.slow, call.catalogue);
  Json view = progress_view(log, static_cast<int>(timeline.steps.size()));
  const int credit = credit_pct(log, call.catalogue);
  constexpr int whole = 100;
  std::vector<std::string> sentences = {credit == whole ? "Done. That counts in full."
                                        : credit > 0 ? "Stopped early, and it still counts in part."
                                                     : "Ended. Another time, then."};
  if (call.world.gate.locked) {
    sentences.insert(sentences.end(), call.world.gate.because.begin(),
                     call.world.gate.because.end());
  }
  view["say"] = texts_view(sentences);
  view["credit_pct"] = credit;
  return call.done(std::move(view));
}

}  // namespace lissom
