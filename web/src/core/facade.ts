// Made by `node web/tools/facade.mjs` from core/api/facade.json, which is what to change.

/** What may be asked: the keys of each request beside `do`. */
export interface Asks {
  /** The questions, and which of them apply given the answers so far. */
  questions: {
    /** 1 to 120 */
    age?: number;
    answers?: Answers;
  };
  /** Takes the answers. The view is the same whether the programme is open then or not; exit 3 says that it is closed. */
  screen: {
    /** 1 to 120 */
    age: number;
    answers: Answers;
    /** all other questions are answered with what is usual: none of these */
    others?: "no";
  };
  /** A clinician has seen the person and said that they may exercise. */
  clear: {
    who: string;
    /** not in the future */
    date: Day;
    told_can_exercise: true;
    note?: string;
  };
  /** The questions that come before every session. */
  checks: {};
  /** Takes the answers to them, without a session. */
  check: {
    /** to each of `checks` */
    answers: Answers;
  };
  /** What somebody can do, has and wants. What is left out keeps its value, or its default the first time. */
  profile: { set?: Partial<Profile> };
  /** Whether a stretch is liked, left out from now on, or neither, and what the plan of this week, if there is one, makes of it. */
  taste: { id: string; is: Taste };
  /** What decides about the level: how it goes, or the weeks of the article. */
  prefer: { name: "calendar"; value: "criteria" | "article" };
  /** The plan of this week. A new one is adopted if it is due. */
  plan: { anew?: boolean };
  /** What of the plan is for today. */
  today: {};
  /**
   * Why something is as it is. Of an entry or a muscle: also what the plan would be without it, or with it; `inputs` then have
   * `slot` and `points_less`.
   */
  why: {
    /** plan, level, or an id: of a stretch, muscle, tag, question, finding, rule or number */
    what: string;
  };
  /** Recomputes every plan and every rule that fired. */
  replay: {};
  /** Takes the answers of `check` and begins a session. */
  start: SessionChoice & {
    /** to each of `checks` */
    answers: Answers;
  };
  /** Goes on with a session that was begun: this one, or that of today. */
  resume: { session?: Uuid };
  /** A step was done. */
  step: StepOf;
  /** The rest of an entry is left out. */
  stop: StepOf & {
    /** other unless said */
    reason?: "cannot" | "no_time" | "other";
  };
  /** It hurts, or feels wrong, in a step. */
  pain: StepOf & {
    /** 0 to 10 */
    pain: number;
    /** 0 to 10 */
    pull?: number;
    /** of `pain_words` of the session */
    words?: string[];
  };
  /** A session is over. */
  end: {
    session: Uuid;
    /** quit unless said */
    how?: "completed" | "quit" | "pain";
    /** 0 to 10 */
    pain_after?: number;
    effort?: "too_easy" | "right" | "too_much";
  };
  /** When the next break at work is due. */
  next_break: {
    /** the last break or reminder, or when the timer began */
    since_ms: number;
    /** 20 to 90 */
    interval_min?: number;
    /** 0 to 10000; how often the break that is due was put off */
    snoozed?: number;
    /** 0 to 10000; reminders in a row that nobody answered; only those of today count */
    ignored?: number;
    /** when reminders were switched on, or the person was last asked about them */
    asked_ms?: number;
  };
  /** At least one of the four numbers. */
  log_pain: {
    /** 0 to 10 */
    now?: number;
    /** 0 to 10; of the day */
    average?: number;
    /** 0 to 10 */
    worst?: number;
    /** 0 to 10; the morning after the last session */
    next_morning?: number;
    where?: string[];
    /** with next_morning: "stiff over an hour", "sleep broken" */
    quality?: string[];
    note?: string;
  };
  /** A hard day: nothing is raised. */
  log_day: { words: ("poor sleep" | "stress" | "travel")[] };
  /** It has flared up. */
  log_flare: { note?: string };
  /** Stood up from sitting and walked, which is a break. Always open: a record may always be kept. */
  log_break: {};
  /** How well something goes that matters to the person: 0 cannot, 10 as before. */
  log_activity: {
    activity: string;
    /** 0 to 10 */
    score: number;
  };
  /** What can be measured, and what of it is due. */
  measures: {
    /** also tests that need a helper */
    hidden?: boolean;
  };
  /** One questionnaire, to fill in. */
  questionnaire: QuestionnaireOf;
  /** The answers to one. Pain and activities are told by `log_pain` and `log_activity`. */
  log_questionnaire: QuestionnaireOf & {
    /** to each item: a number, or the id of an answer */
    answers: Answers;
  };
  /** One range test, to do. */
  range_test: { test: string };
  /** Three readings of a range test, of which the middle one counts. */
  log_range: {
    test: string;
    /** one that the test has */
    side: Side;
    /** three, in tenths of a degree or centimetre */
    readings_tenths: number[];
    method?: string;
  };
  /** How it goes. */
  progress: {};
  /** Measures on one time axis: as a picture, or as what a host draws itself. */
  chart: {
    /** one measure; all unless said */
    what?: string;
    as?: "svg" | "data";
  };
  /** All stretches, or one. */
  catalogue: { id?: string };
  /** All lessons, or one. */
  learn: { id?: string };
  /** A picture of a stretch. */
  draw: Look & {
    id: string;
    as?: "svg" | "shapes";
    side?: "right" | "left";
    /** 0 to 1000; from the start to the end; the end unless said */
    at?: number;
    /** -180 to 180; degrees */
    yaw?: number;
    /** -90 to 90; degrees */
    elevation?: number;
    /** -180 to 180; degrees, the near side to the right, from that view or the stretch's own; turned pictures have one scale */
    turn?: number;
    /** the start as well, pale */
    ghost?: boolean;
    /** the way to the end; as it is in the picture of the end unless said */
    arrow?: boolean;
  };
  /** The standing figure, from behind and from the front, to point at. No stretch is in it. */
  body_map: Look;
  /** What a printed sheet says (docs/formats/sheet.md). With `ids` it has no week, code or diary. */
  handout: {
    /** core unless said */
    slot?: SlotName | "all";
    /** 1 to 1000; this one unless said; an earlier one as it was adopted */
    week?: number;
    /** stretches of one's choice instead of the plan */
    ids?: string[];
    as?: "svg" | "shapes";
    large?: boolean;
    /** pictures in lines */
    bw?: boolean;
    /** six letters at most; printed, not kept */
    initials?: string;
  };
  /** The plan that the square on a sheet holds. It is shown, not taken over. */
  sheet: {
    /** of the square */
    code: string;
  };
  /** A page of a printed diary, and what of it is in the record. */
  diary: {
    /** of a page, or of one of its rows */
    code: string;
  };
  /** Ticks and numbers of a printed diary, each counting for its day: all rows or none. */
  log_paper: {
    rows: {
      code: string;
      /** ticks */
      times?: number;
      /** 0 to 10; pain */
      before?: number;
      /** 0 to 10 */
      after?: number;
      /** 0 to 10; the morning after */
      morning?: number;
    }[];
  };
  /** Every event in a few words. */
  record: {};
  /** Takes an event back. Not a plan or an adaptation, which follow from what was said, and not what closed the programme. */
  correct: { event: Uuid; reason?: string };
  /** Entries that lie ahead of the clock, written while it was wrong: what there is, and with `confirm` moves them. The one request that is answered while the clock lies more than five minutes behind the record. */
  redate: { confirm?: boolean };
  /** The record for a spreadsheet (docs/formats/csv.md). */
  tables: {};
}

export type Request = { [Name in keyof Asks]: { do: Name } & Asks[Name] }[keyof Asks];

/** What each request is answered with. */
export interface Allowed {
  questions: { lead_in: string; questions: Question[] };
  screen: {
    disposition: Disposition;
    tags: Tag[];
    findings: Finding[];
    complete: boolean;
    /** ids of questions */
    unanswered: string[];
    /** ids of questions that do not apply */
    ignored: string[];
    dose_column: "adult" | "older";
  };
  clear: Said & { disposition: Disposition };
  checks: { checks: CheckItem[] };
  check: Said & { mode: Mode; disposition: Disposition };
  profile: { profile: Profile; answered: boolean; questions: ProfileQuestion[] };
  taste: Said & {
    id: string;
    name: string;
    was: Taste;
    is: Taste;
    /** A kind of session that is not as it was. */
    changes: {
      slot: SlotName;
      variant: Variant;
      name: string;
      gone: { id: string; name: string }[];
      new: { id: string; name: string }[];
    }[];
  };
  prefer: Said;
  plan: {
    week: number;
    level: Level;
    mode: Mode;
    first_day: Day;
    because: string;
    /** now */
    adopted: boolean;
    catalogue: string;
    slots: Slot[];
    missing: { muscle: string; plain: string; why: string }[];
    /** From the first to the last before maintenance. */
    weeks: {
      week: number;
      /** as it ended; empty: a past week without a plan */
      level: Level | "";
      when: "past" | "now" | "ahead";
      /** what is raised since the week before, or empty */
      change: string;
    }[];
    /** how the weeks ahead come about, and what follows them */
    weeks_say: string[];
    /** Minutes of a muscle on each side: planned over all slots, and done this week, planned or not. Both end at the cap. */
    ledger: { muscle: string; plain: string; min_per_week_tenths: number; done_tenths: number; enough: boolean }[];
    /** on flare days */
    walk_min?: number;
    /** what of the level was raised last */
    step: string;
    profile_is_default: boolean;
    disposition: Disposition;
  };
  today: {
    day: Day;
    week: number;
    level: Level;
    mode: Mode;
    step: string;
    because: string;
    slots: (Slot & { planned: number; done: number })[];
    /** or empty */
    next_core_day: Day;
    /** one of today that was begun and not ended */
    open_session: Uuid | null;
    check_due: true;
    ask_next_morning: boolean;
    say: string[];
    profile_is_default: boolean;
    disposition: Disposition;
  };
  why: { what: string; answers: Why[] };
  replay: Said & {
    plans: number;
    adaptations: number;
    rules_fired: number;
    under_other_catalogue: { event: Uuid; catalogue: string }[];
    under_wrong_clock: { event: Uuid }[];
    differs: { event: Uuid | null; at?: Time; what: string }[];
  };
  start: Session;
  resume: Session;
  step: { done: number; of: number };
  stop: Said;
  pain: Said & {
    band: "GREEN" | "AMBER" | "RED";
    action: PainAction;
    /** the id of a stretch */
    easier: string | null;
  };
  end: Said & {
    done: number;
    of: number;
    /** 0 to 100 */
    credit_pct: number;
  };
  next_break: {
    /** whether the profile has breaks */
    planned: boolean;
    /** within the hours and days of work; null if there is none within a week */
    at_ms: number | null;
    due: boolean;
    /** until the next: as wanted, longer after reminders without an answer, short if put off */
    interval_min: number;
    /** least and most */
    range_min: number[];
    snooze_min: number;
    may_snooze: boolean;
    /** of today */
    ignored: number;
    /** after seven days with few breaks: shall the timer be changed, or switched off? */
    ask: BreakQuestion | null;
    /** today */
    done: number;
    of: number;
  };
  log_pain: Said & { morning: "SETTLED" | "IRRITATED" | "FLARED" | null };
  log_day: Said;
  log_flare: Said & { mode: "flare" };
  log_break: Said & {
    /** breaks today */
    done: number;
    of: number;
  };
  log_activity: Said;
  measures: Said & {
    due: { id: string; name: string; kind: "questionnaire" | "range_test"; week: number; optional: boolean }[];
    questionnaires: { id: string; name: string; questions: number }[];
    tests: RangeTest[];
    activities: string[];
  };
  questionnaire: {
    questionnaire: Basis & {
      id: string;
      name: string;
      lead_in: string;
      credit: string;
      caution: string;
      items: QuestionnaireItem[];
    };
    activities: string[];
  };
  log_questionnaire: Said & {
    /** the line that ends with it */
    measure?: Measure;
  };
  range_test: {
    test: RangeTest & Basis & {
      prepare: string;
      steps: string[];
      reading: string;
      readings: number;
      method: string;
      better: "more" | "less";
      stop: string;
      cautions: string[];
      reference: string[];
      tight_if: string[];
      mdc_tenths: number | null;
    };
  };
  log_range: Said & {
    median_tenths: number;
    /** the line that ends with it */
    measure?: Measure;
  };
  progress: Said & {
    /** Main sessions; each slot by itself in `slots`. */
    week: {
      done: number;
      planned: number;
      credit_pct: number;
      slots: {
        slot: SlotName;
        variant: Variant;
        name: string;
        done: number;
        planned: number;
        planned_so_far: number;
      }[];
    };
    /** once there is a plan */
    week_number?: number;
    /** once there is a plan */
    level?: Level;
    sessions: number;
    pain: {
      day: Day;
      /** 0 to 10 */
      now?: number;
      /** 0 to 10 */
      average?: number;
      /** 0 to 10 */
      worst?: number;
      /** 0 to 10 */
      next_morning?: number;
    }[];
    measures: Measure[];
    marks: { day: Day; kind: "plan" | "flare"; text: string }[];
  };
  chart: { svg: string } | { chart: Chart };
  catalogue: { version: string; entries: ListedExercise[] } | { entry: Exercise };
  learn: { lessons: { id: string; title: string }[] } | { lesson: Basis & { title: string; text: string } };
  draw: Picture & { id: string };
  body_map: { views: BodyView[] };
  handout: Said & {
    /** en-GB */
    language: string;
    direction: "ltr" | "rtl";
    day: Day;
    initials: string;
    large: boolean;
    bw: boolean;
    labels: {
      title: string;
      start: string;
      end: string;
      feel: string;
      care: string;
      diary: string;
      diary_how: string;
      diary_back: string;
      page_code: string;
      code: string;
      day: string;
      done: string;
      before: string;
      after: string;
      morning: string;
      notes: string;
      scan: string;
    };
    help: { title: string; signs: string[]; numbers: string; before: string };
    stop_line: string;
    pull: string;
    foot: string[];
    week?: number;
    level?: Level;
    mode?: Mode;
    first_day?: Day;
    slots: {
      slot: SlotName | "";
      variant: Variant;
      name: string;
      total_s: number;
      often: string;
      days: Day[];
      entries: {
        id: string;
        name: string;
        position: string;
        /** a sentence */
        dose: string;
        /** two or three */
        steps: string[];
        feel: string;
        cautions: string[];
        start: Picture;
        end: Picture;
      }[];
    }[];
    /** of the square */
    code?: string;
    /** of these slots */
    diary?: DiaryPage;
    /** a name for it */
    file?: string;
  };
  sheet: Said & {
    week: number;
    level: Level;
    mode: Mode;
    first_day: Day;
    /** without what the reader's answers exclude */
    slots: Slot[];
    left_out: number;
    /** how many are of another version */
    unknown: number;
  };
  diary: DiaryPage;
  log_paper: Said & { diary: DiaryPage };
  record: {
    events: {
      id: Uuid;
      at: Time;
      /** docs/formats/journal.md */
      kind: string;
      by: "person" | "clinician" | "rule";
      what: string;
    }[];
    faults: { id: Uuid; what: string }[];
  };
  correct: Said;
  redate: {
    say: string[];
    /** 0: nothing lies ahead */
    entries: number;
    moved: boolean;
  };
  tables: { tables: { name: string; rows: number; csv: string }[] };
}

/** What each is answered with if it is refused for safety. */
export interface Refusals {
  questions: never;
  screen: never;
  clear: never;
  checks: never;
  check: Refused;
  profile: never;
  taste: Refused;
  prefer: never;
  plan: Refused;
  today: Refused;
  why: Refused;
  replay: never;
  start: Refused & {
    /** if nothing is left */
    left_out?: LeftOut[];
  };
  resume: Refused;
  step: Refused;
  stop: never;
  pain: Refused & { band: "HALT"; action: "end_session"; warning_signs: string[] };
  end: never;
  next_break: Refused;
  log_pain: Refused;
  log_day: never;
  log_flare: never;
  log_break: never;
  log_activity: Refused;
  measures: Refused;
  questionnaire: Refused;
  log_questionnaire: Refused;
  range_test: Refused;
  log_range: never;
  progress: never;
  chart: never;
  catalogue: Refused;
  learn: never;
  draw: Refused;
  body_map: never;
  handout: Refused;
  sheet: Refused;
  diary: never;
  log_paper: Refused;
  record: never;
  correct: Refused;
  redate: never;
  tables: never;
}

/** What the calls of the player are answered with. */
export interface Played {
  /** Opens a session: that of `start` or `resume`. */
  player_open: {
    cues: Cue[];
    now: Now;
    /** packs of clips */
    voice: string[];
  };
  /** Something was pressed, or time has passed. */
  player_apply: {
    /** what happened, in order */
    told: Told[];
    now: Now;
    /** if the rest was made lighter */
    cues?: Cue[];
  };
  /** Makes one sound file of what is to come. Its pieces, in a row, are a WAV file. */
  track_open: { pieces: number; from_ms: number; ms: number };
}

/** a local day: 2026-11-24 */
export type Day = string;

/** a local time of day: 09:00 */
export type ClockTime = string;

/** 2026-11-24T18:05:00+02:00 */
export type Time = string;

/** 0193a000-0000-7000-8000-000000000001 */
export type Uuid = string;

/** Answers by the id of what was asked. */
export type Answers = Record<string, string | number>;

/** What a statement rests on: what was read, or a convention of ours and why. */
export interface Basis {
  sources: string[];
  convention: string;
}

export interface Said {
  /** sentences for the person */
  say: string[];
}

export interface BreakQuestion extends Said {
  taken: number;
  /** that were planned */
  of: number;
}

export interface Choice {
  id: string;
  text: string;
}

export type Side = "left" | "right" | "both";

/** how an entry is done */
export type Sides = "each" | "both" | "alternating";

export type SlotName = "core" | "morning" | "break";

/** work breaks alternate */
export type Variant = "" | "A" | "B";

export type Level = "L1" | "L2" | "L3" | "L4" | "M";

export type Mode = "normal" | "flare";

export type Unit = "points" | "deg" | "cm";

/** In the place of a view: what was asked for is not offered, and why. There is never a stretch in it. */
export interface Refused {
  refused: {
    /** as `why_locked`, or what excludes it: avoid:TAG, nothing_left */
    why: string;
    say: string[];
    /** what would help; empty if nothing does */
    unlock: string;
  };
  /** while the programme is closed */
  disposition?: Disposition;
}

/** What the answers to the safety questions, and what came after them, amount to. */
export interface Disposition {
  /** 0 to 5 */
  code: number;
  name: "OK" | "RESTRICT" | "REFER_PARALLEL" | "CLINICIAN_FIRST" | "URGENT" | "EMERGENCY";
  title: string;
  now: string[];
  unlock: string;
  /** the programme is closed */
  locked: boolean;
  why_locked: "" | "unscreened" | "incomplete" | "due" | "answers" | "stopped";
  because: string[];
  /** at codes 4 and 5 */
  numbers?: EmergencyNumber[];
}

export interface EmergencyNumber {
  region: string;
  number: string;
  same_day: string;
}

/** A safety question. */
export interface Question extends Basis {
  id: string;
  group: string;
  type: "yes_no" | "choice" | "number";
  ask: string;
  why: string;
  /** of numbers */
  min?: number;
  max?: number;
  unit?: string;
  /** of all others */
  answers?: Choice[];
  /** of yes_no: what `others` answers */
  others_no_means?: string;
  private_note?: string;
  optional: boolean;
  /** ids of the questions on which it depends */
  ask_if?: string[];
  /** given age and answers so far */
  applies: boolean;
}

/** A restriction, and the answers that raised it. */
export interface Tag extends Basis {
  tag: string;
  plain: string;
  change: string;
  raised_by: (Basis & { question: string; answer: string; because: string })[];
}

export interface Finding extends Basis {
  id: string;
  /** 0 to 5 */
  code: number;
  name: string;
  because: string;
  tags: string[];
  answers: { question: string; answer: string }[];
}

export interface CheckItem {
  id: string;
  type: "yes_no" | "number";
  ask: string;
  why: string;
  /** of numbers */
  min?: number;
  max?: number;
  /** of all others */
  answers?: Choice[];
}

export interface Profile {
  /** places of `body_map` */
  hurts: string[];
  pain_type: string;
  /** 0 to 24 */
  sitting_hours: number;
  equipment: string[];
  /** at least one */
  positions: string[];
  /** 5 to 20 */
  core_min: number;
  /** 0 or 5 to 10 */
  morning_min: number;
  /** 0 or 2 to 3 */
  break_min: number;
  /** 0 to 8 */
  breaks_per_day: number;
  work_from: ClockTime;
  /** after work_from */
  work_to: ClockTime;
  work_days: Weekday[];
  /** none: they are spread */
  session_days: Weekday[];
  /** ids of stretches */
  likes: string[];
  excludes: string[];
  /** three at most */
  activities: string[];
  /** 0 or 100 to 230; 0: not said */
  height_cm: number;
}

export type Weekday = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";

export interface ProfileQuestion {
  id: keyof Profile;
  ask: string;
  type: "choices" | "choice" | "number" | "clock" | "texts";
  /** of numbers */
  min?: number;
  max?: number;
  /** of choices */
  answers?: Choice[];
}

export type Taste = "liked" | "left_out" | "neither";

/** A kind of session in a plan. */
export interface Slot {
  slot: SlotName;
  variant: Variant;
  name: string;
  budget_s: number;
  total_s: number;
  days: Day[];
  times_per_day: number;
  /** no other choice scores more (docs/planner.md) */
  proved: boolean;
  /** by how many points one might at most; null for the fixed routine of a flare day, and for old plans */
  gap: number | null;
  entries: Entry[];
}

/** A stretch with its dose. What may be missing is missing if this version does not know the stretch. */
export interface Entry {
  id: string;
  name: string;
  hold_s: number;
  reps: number;
  sets: number;
  sides?: Sides;
  kind?: Kind;
  position?: string;
  position_name?: string;
  cautions?: string[];
  seconds: number;
  why: string;
}

export type Kind = "dynamic" | "static" | "self-release" | "motor-control" | "relaxation";

/** One reason, with the rule behind it and what the rule read. */
export interface Why extends Said, Basis {
  rule: string;
  inputs: Record<string, string | number | number[]>;
}

/** Which session. */
export interface SessionChoice {
  slot: SlotName | "free";
  /** that which was done less often today unless said */
  variant?: "A" | "B";
  /** of a free session, and only of one: the stretches wished for */
  entries?: string[];
  /** two entries */
  short?: boolean;
}

export interface SessionHead {
  slot: SlotName | "free";
  variant: Variant;
  name: string;
  right_first: boolean;
  slow: boolean;
  total_s: number;
}

/** A session under way. */
export interface Session extends SessionHead {
  session: Uuid;
  entries: (Entry & { steps?: string[]; feel?: string; faults?: string[] })[];
  steps: Step[];
  cues: Cue[];
  done_steps: number[];
  /** 0 to 10 */
  pain_before: number | null;
  pain_words: { word: string; stops: "entry" | "session" }[];
  stop_line: string;
  /** if not all that was wished for may be done now */
  left_out?: LeftOut[];
}

/** A stretch that was wished for and is not in the session. */
export interface LeftOut {
  id: string;
  name: string;
  why: string;
  /** the id of another one */
  instead: string | null;
}

export interface Step {
  step: number;
  /** index in `entries` */
  entry: number;
  side: Side;
  set: number;
  rep: number;
  reps: number;
  hold_s: number;
  starts_ms: number;
  ends_ms: number;
}

/** Something to say and show at a moment of the session. */
export interface Cue {
  at_ms: number;
  kind: CueKind;
  entry: number;
  step: number;
  side: Side;
  duration_ms: number;
  say: string;
  show: string;
  pose: "start" | "end";
  /** how long the figure takes to get there */
  blend_ms: number;
}

export type CueKind = "move_to" | "prepare" | "hold" | "repeat" | "rest" | "switch_sides" | "done" | "half_way" | "breathe_in" | "breathe_out" | "next_up";

/** A step of a session. */
export interface StepOf {
  session: Uuid;
  step: number;
  /** 0 to 3600 */
  held_s?: number;
}

export type PainAction = "carry_on" | "ease" | "stop_entry" | "end_session";

export interface RangeTest {
  id: string;
  name: string;
  unit: "deg" | "cm";
  sides: Side[];
  /** needs a helper */
  hidden: boolean;
  /** null before the safety questions */
  for_you: boolean | null;
  why_not: string;
}

export type QuestionnaireOf = { id: string } | {
  /** in TOML */
  definition: string;
  /** its name, for messages */
  file?: string;
};

export interface QuestionnaireItem {
  id: string;
  name: string;
  ask: string;
  type: "number" | "choice";
  /** of numbers */
  min?: number;
  max?: number;
  /** what the least means */
  low?: string;
  high?: string;
  /** of choices */
  answers?: Choice[];
}

export interface DayValue {
  day: Day;
  value_tenths: number;
}

/**
 * A line of values. A day without a value is not there. A `daily` line (pain) compares the middle value of its first seven days with
 * that of its last seven, `days` says how many of the seven have a value, and no day counts on both sides; other lines compare
 * the first value with the last.
 */
export interface Measure extends Basis {
  id: string;
  measure: string;
  name: string;
  /** the item or activity; empty for the whole */
  part: string;
  /** of a range test */
  side: Side | "";
  method: string;
  /** empty for a test that this version does not know */
  unit: Unit | "";
  better: "more" | "less";
  daily: boolean;
  points: DayValue[];
  baseline: null | DayValue & { days: number };
  latest: DayValue;
  trend: DayValue & { days: number; of_days: number };
  change_tenths: number | null;
  verdict: Verdict;
  words: string;
  says: string;
  /** what a repeat alone can differ by */
  mdc_tenths: number | null;
  mcid_tenths: number | null;
  /** mcid_tenths, or the share of the baseline that the catalogue names, whichever is less */
  worth_tenths: number | null;
  noise_below_tenths: number | null;
  noise_above_tenths: number | null;
  caution: string;
  credit: string;
}

export type Verdict =
  /** nothing to compare with yet */
  | "too_early"
  /** not more than mdc_tenths; without one, within noise_below_tenths and noise_above_tenths of the baseline */
  | "noise"
  | "more_than_noise"
  /** better by worth_tenths or more */
  | "worth_having"
  | "more_than_noise_worse"
  /** nobody says how much counts */
  | "unknown";

/** Panels one below the other on one time axis, with what happened. */
export interface Chart {
  title: string;
  first_day: Day;
  last_day: Day;
  /** from the first to the last */
  days: number;
  panels: ChartPanel[];
  marks: { letter: string; at: number; day: Day; flare: boolean; text: string }[];
}

export interface ChartPanel {
  title: string;
  unit: string;
  /** of the axis */
  least_tenths: number;
  most_tenths: number;
  /** between ticks */
  step_tenths: number;
  band: null | { least_tenths: number; most_tenths: number; label: string };
  lines: {
    label: string;
    /** false: the middle of some days */
    markers: boolean;
    /** A point; those of a run are joined. */
    runs: {
      /** days from the first of the chart */
      at: number;
      day: Day;
      tenths: number;
    }[][];
  }[];
  says: string;
}

export interface ListedExercise {
  id: string;
  name: string;
  base: string;
  base_name: string;
  kind: Kind;
  /** 1 to 5 */
  difficulty: number;
  muscles: string[];
  /** plain names of the muscles */
  areas: string[];
  places: Place[];
  evidence: "A" | "B" | "C" | "D";
  /** null before the safety questions */
  for_you: boolean | null;
  /** after them */
  why_not?: string;
}

export type Place = "desk" | "floor" | "bed";

export interface Exercise extends ListedExercise, Basis {
  aka: string[];
  /** one of each */
  equipment: string[][];
  side: Sides;
  secondary: string[];
  steps: string[];
  by_itself: null | { may: boolean; why_not: string };
  feel: string;
  faults: string[];
  stop_line: string;
  cautions: string[];
  easier: string[];
  harder: string[];
  /** least and most */
  hold_s: number[];
  reps: number[];
  sets: number[];
}

export interface Look {
  theme?: "colour" | "dark" | "high_contrast" | "print";
  /** 1 to 5 */
  skin?: number;
  build?: "average" | "slight" | "heavy" | "older";
  /** 32 to 4000; how wide it will be seen */
  pixels?: number;
}

export type Picture = {
  /** the pose in words */
  description: string;
} & ({ svg: string } | { drawing: Drawing });

/** A picture to be painted as core/figure/drawing.h says. Sizes are in units of the sheet; colours are like #c2410c. */
export interface Drawing {
  id: string;
  title: string;
  description: string;
  width: number;
  height: number;
  ground?: string;
  contour: string;
  edge_width: number;
  contour_width: number;
  /** index in shapes */
  figure_first: number;
  figure_last: number;
  shapes: {
    fill?: string;
    line?: string;
    /** of the line */
    width?: number;
    contour?: true;
    line_first?: true;
    muscle?: true;
    dash?: number;
    /** steps of the path: m and l take one dot, c three, z none */
    verbs: string;
    /** x, y, x, y ... */
    dots: number[];
  }[];
}

/** The figure from one side, and the upright ellipses of the places that can be pointed at, in units of the SVG. */
export interface BodyView {
  id: "back" | "front";
  name: string;
  /** of the body, at the left of the picture */
  at_left: Side;
  svg: string;
  width: number;
  height: number;
  regions: {
    /** of `hurts` */
    place: string;
    name: string;
    /** of the body */
    side: Side;
    x: number;
    y: number;
    width: number;
    height: number;
  }[];
}

export interface DiaryPage {
  code: string;
  week: number;
  level: Level;
  first_day: Day;
  rows: {
    row: number;
    code: string;
    day: Day;
    slot: SlotName;
    name: string;
    /** boxes to tick */
    times: number;
    /** whether it has any */
    numbers: boolean;
    copied: boolean;
    morning_copied: boolean;
    /** told in the app */
    recorded: boolean;
    /** that day has come */
    open: boolean;
    morning_open: boolean;
  }[];
}

export type PlayerInput = {
  /** any clock that never goes back */
  now_ms: number;
} & (
  | { input: PlayerKey }
  /** Leaves out the rest of the entry. */
  | { input: "skip"; reason: SkipReason }
  /** After `pain`: goes on, or ends. */
  | { input: "pain_answered"; then: PainAction }
  /** More time between holds. */
  | {
      input: "extend";
      /** -600 to 600 */
      seconds: number;
    }
);

export type PlayerKey =
  /** time has passed; at least one a second. After more than 5 s the player pauses as of the tick before */
  | "tick"
  /** time has passed while the track was heard: however long ago the last input is, the session went on */
  | "heard"
  | "pause"
  | "resume"
  | "back"
  /** the hold ends at once; the clock stands still */
  | "pain"
  /** nobody is there */
  | "focus_lost"
  /** it stays paused until resume */
  | "focus_back"
  | "quit";

export type SkipReason = "pain" | "cannot" | "no_time" | "other";

export type Told =
  | {
      told: "cue";
      /** index in `cues` */
      cue: number;
    }
  /** Then ask `step`. */
  | { told: "step_done"; step: number; held_s: number; reps: number }
  /** Then ask `stop`, or `pain` once the questions are answered. */
  | { told: "step_stopped"; step: number; reason: SkipReason; held_s: number; reps: number }
  | { told: "entry_skipped"; entry: number; step: number; reason: SkipReason }
  | { told: "eased"; entry: number }
  | { told: "paused"; cause: "person" | "lost_focus" | "pain" }
  | { told: "returned"; cue: number }
  | { told: "resumed" }
  /** Then ask `end`. */
  | { told: "ended"; how: "completed" | "quit" | "pain" };

/** Where a session stands. */
export interface Now {
  state: "running" | "paused" | "pain" | "ended";
  phase: CueKind;
  cue: number;
  entry: number;
  step: number;
  side: Side;
  rep: number;
  reps: number;
  phase_left_s: number;
  total_left_s: number;
  next_entry: number;
  at_ms: number;
  /** What `draw` is to be asked for at this moment. */
  figure: {
    entry: number;
    side: Side;
    /** 0 to 1000 */
    at: number;
  };
}
