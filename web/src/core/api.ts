/**
 * The façade in types: what may be asked, and what the view of each answer holds (docs/formats/api.md). The core decides
 * what is true; `npm run conforms` compiles every answer that the scenarios recorded against these types, so that a field
 * which is missing here, or has another type, fails there.
 */

// ---- parts that several views have

export interface Basis {
  sources: string[];
  convention: string;
}

export interface Choice {
  id: string;
  text: string;
}

export interface EmergencyNumber {
  region: string;
  number: string;
  same_day: string;
}

export interface Disposition {
  code: number;
  name: string;
  title: string;
  now: string[];
  unlock: string;
  locked: boolean;
  why_locked: string;
  because: string[];
  numbers?: EmergencyNumber[];
}

/** In the place of a view: what was asked for is not offered, and why. */
export interface Refused {
  refused: { why: string; say: string[]; unlock: string };
  disposition?: Disposition;
  /** Of `pain`. */
  band?: string;
  action?: PainAction;
  warning_signs?: string[];
}

export type Side = "left" | "right" | "both";
export type PainAction = "carry_on" | "ease" | "stop_entry" | "end_session";

export interface Question extends Basis {
  id: string;
  group: string;
  type: "yes_no" | "choice" | "number";
  ask: string;
  why: string;
  min?: number;
  max?: number;
  unit?: string;
  answers?: Choice[];
  others_no_means?: string;
  private_note?: string;
  optional: boolean;
  ask_if?: string[];
  applies: boolean;
}

export interface Tag extends Basis {
  tag: string;
  plain: string;
  change: string;
  raised_by: ({ question: string; answer: string; because: string } & Basis)[];
}

export interface Finding extends Basis {
  id: string;
  code: number;
  name: string;
  because: string;
  tags: string[];
  answers: { question: string; answer: string }[];
}

export interface CheckItem {
  id: string;
  type: "yes_no" | "choice" | "number";
  ask: string;
  why: string;
  min?: number;
  max?: number;
  answers?: Choice[];
}

export interface Entry {
  id: string;
  name: string;
  hold_s: number;
  reps: number;
  sets: number;
  sides?: string;
  kind?: string;
  position?: string;
  position_name?: string;
  cautions?: string[];
  seconds: number;
  why: string;
}

export interface Slot {
  slot: "core" | "morning" | "break";
  variant: string;
  name: string;
  budget_s: number;
  total_s: number;
  days: string[];
  times_per_day: number;
  proved: boolean;
  gap: number | null;
  entries: Entry[];
}

export interface Step {
  step: number;
  entry: number;
  side: Side;
  set: number;
  rep: number;
  reps: number;
  hold_s: number;
  starts_ms: number;
  ends_ms: number;
}

export type CueKind =
  | "move_to"
  | "prepare"
  | "hold"
  | "repeat"
  | "rest"
  | "switch_sides"
  | "done"
  | "half_way"
  | "breathe_in"
  | "breathe_out"
  | "next_up";

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
  blend_ms: number;
}

export interface Session {
  session: string;
  slot: Slot["slot"] | "free";
  variant: string;
  name: string;
  right_first: boolean;
  slow: boolean;
  total_s: number;
  entries: (Entry & { steps?: string[]; feel?: string; faults?: string[] })[];
  steps: Step[];
  cues: Cue[];
  done_steps: number[];
  pain_before: number | null;
  pain_words: { word: string; stops: "entry" | "session" }[];
  stop_line: string;
  left_out?: LeftOut[];
}

/** A stretch that was wished for and is not in the session. */
export interface LeftOut {
  id: string;
  name: string;
  why: string;
  instead: string | null;
}

export interface Said {
  say: string[];
}

export interface Profile {
  hurts: string[];
  pain_type: string;
  sitting_hours: number;
  equipment: string[];
  positions: string[];
  core_min: number;
  morning_min: number;
  break_min: number;
  breaks_per_day: number;
  work_from: string;
  work_to: string;
  work_days: string[];
  session_days: string[];
  likes: string[];
  excludes: string[];
  activities: string[];
  height_cm: number;
}

export interface ProfileQuestion {
  id: keyof Profile;
  ask: string;
  type: "choices" | "choice" | "number" | "clock" | "texts";
  min?: number;
  max?: number;
  answers?: Choice[];
}

interface DayValue {
  day: string;
  value_tenths: number;
}

export interface Measure extends Basis {
  id: string;
  measure: string;
  name: string;
  part: string;
  side: string;
  method: string;
  unit: "points" | "deg" | "cm";
  better: "more" | "less";
  daily: boolean;
  points: DayValue[];
  baseline: (DayValue & { days: number }) | null;
  latest: DayValue;
  trend: DayValue & { days: number; of_days: number };
  change_tenths: number | null;
  verdict: string;
  words: string;
  says: string;
  mdc_tenths: number | null;
  mcid_tenths: number | null;
  worth_tenths: number | null;
  noise_below_tenths: number | null;
  noise_above_tenths: number | null;
  caution: string;
  credit: string;
}

export type Place = "desk" | "floor" | "bed";

export interface ListedExercise {
  id: string;
  name: string;
  base: string;
  base_name: string;
  kind: string;
  difficulty: number;
  muscles: string[];
  areas: string[];
  places: Place[];
  evidence: string;
  for_you: boolean | null;
  why_not?: string;
}

export interface Exercise extends ListedExercise, Basis {
  aka: string[];
  equipment: string[][];
  side: string;
  secondary: string[];
  steps: string[];
  by_itself: { may: boolean; why_not: string } | null;
  feel: string;
  faults: string[];
  stop_line: string;
  cautions: string[];
  easier: string[];
  harder: string[];
  hold_s: number[];
  reps: number[];
  sets: number[];
}

export interface Why extends Basis {
  say: string[];
  rule: string;
  inputs: Record<string, string | number | boolean | null>;
}

export interface QuestionnaireItem {
  id: string;
  name: string;
  ask: string;
  type: "number" | "choice";
  min?: number;
  max?: number;
  low?: string;
  high?: string;
  answers?: Choice[];
}

export interface RangeTest {
  id: string;
  name: string;
  unit: string;
  sides: string[];
  hidden: boolean;
  for_you: boolean;
  why_not: string;
}

export interface ChartPanel {
  title: string;
  unit: string;
  least_tenths: number;
  most_tenths: number;
  step_tenths: number;
  band: { least_tenths: number; most_tenths: number; label: string } | null;
  lines: {
    label: string;
    markers: boolean;
    /** Points that are joined; `at` counts days from the first of the chart. */
    runs: { at: number; day: string; tenths: number }[][];
  }[];
  says: string;
}

/** Panels one below the other on one time axis, with what happened. */
export interface Chart {
  title: string;
  first_day: string;
  last_day: string;
  days: number;
  panels: ChartPanel[];
  marks: { letter: string; at: number; day: string; flare: boolean; text: string }[];
}

/** The standing figure from one side, and the upright ellipses of the places that can be pointed at, in units of the SVG. */
export interface BodyView {
  id: string;
  name: string;
  at_left: Side;
  svg: string;
  width: number;
  height: number;
  regions: { place: string; name: string; side: Side; x: number; y: number; width: number; height: number }[];
}

/** A page of a printed diary, and what of it is in the record. */
export interface DiaryPage {
  code: string;
  week: number;
  level: string;
  first_day: string;
  rows: {
    row: number;
    code: string;
    day: string;
    slot: string;
    name: string;
    times: number;
    numbers: boolean;
    copied: boolean;
    morning_copied: boolean;
    recorded: boolean;
    open: boolean;
    morning_open: boolean;
  }[];
}

// ---- requests

export type Answers = Record<string, string | number>;

/** One that is built in, or a clinic's file: its text, and its name for messages. */
export type QuestionnaireOf = { id: string } | { definition: string; file?: string };

export type Request =
  | { do: "questions"; age?: number; answers?: Answers }
  | { do: "screen"; age: number; answers: Answers; others?: "no" }
  | { do: "clear"; who: string; date: string; told_can_exercise: true; note?: string }
  | { do: "checks" }
  | { do: "check"; answers: Answers }
  | { do: "profile"; set?: Partial<Profile> }
  | { do: "plan"; anew?: boolean }
  | { do: "today" }
  | { do: "start"; slot: Slot["slot"] | "free"; variant?: string; entries?: string[]; answers: Answers; short?: boolean }
  | { do: "resume"; session?: string }
  | { do: "next_break"; since_ms: number; interval_min?: number; snoozed?: boolean }
  | { do: "step"; session: string; step: number; held_s: number }
  | { do: "stop"; session: string; step: number; reason: "cannot" | "no_time" | "other"; held_s: number }
  | { do: "pain"; session: string; step: number; held_s: number; pain: number; pull?: number; words: string[] }
  | {
      do: "end";
      session: string;
      how: "completed" | "quit" | "pain";
      pain_after?: number;
      effort?: "too_easy" | "right" | "too_much";
    }
  | { do: "log_pain"; now?: number; average?: number; worst?: number; next_morning?: number; quality?: string[]; note?: string }
  | { do: "log_day"; words: string[] }
  | { do: "log_range"; test: string; side: string; readings_tenths: number[]; method?: string }
  | { do: "log_flare"; note?: string }
  | { do: "log_activity"; activity: string; score: number }
  | { do: "measures"; hidden?: boolean }
  | ({ do: "questionnaire" } & QuestionnaireOf)
  | ({ do: "log_questionnaire"; answers: Answers } & QuestionnaireOf)
  | { do: "range_test"; test: string }
  | { do: "chart"; what?: string; as?: "svg" | "data" }
  | { do: "prefer"; name: "calendar"; value: "criteria" | "article" }
  | { do: "replay" }
  | { do: "why"; what: string }
  | { do: "progress" }
  | { do: "catalogue"; id?: string }
  | {
      do: "draw";
      id: string;
      side?: "left" | "right";
      at?: number;
      theme?: "colour" | "dark" | "high_contrast" | "print";
      yaw?: number;
      elevation?: number;
      pixels?: number;
      build?: string;
      skin?: number;
      ghost?: boolean;
      /** The way to the end; as it is in the picture of the end unless said. */
      arrow?: boolean;
    }
  | { do: "body_map"; theme?: "colour" | "dark" | "high_contrast" | "print"; build?: string; skin?: number; pixels?: number }
  | { do: "handout"; week?: number; slot?: Slot["slot"] | "all"; ids?: string[]; large?: boolean; bw?: boolean; initials?: string; as?: "svg" }
  | { do: "sheet"; code: string }
  | { do: "diary"; code: string }
  | { do: "log_paper"; rows: { code: string; times?: number; before?: number; after?: number; morning?: number }[] }
  | { do: "record" }
  | { do: "tables" }
  | { do: "correct"; event: string; reason?: string }
  | { do: "learn"; id?: string };

// ---- views

interface AllowedViews {
  questions: { lead_in: string; questions: Question[] };
  screen: {
    disposition: Disposition;
    tags: Tag[];
    findings: Finding[];
    complete: boolean;
    unanswered: string[];
    ignored: string[];
    dose_column: string;
  };
  clear: Said & { disposition: Disposition };
  checks: { checks: CheckItem[] };
  check: Said & { mode: string; disposition: Disposition };
  profile: { profile: Profile; answered: boolean; questions: ProfileQuestion[] };
  plan: {
    week: number;
    level: string;
    mode: string;
    first_day: string;
    because: string;
    adopted: boolean;
    catalogue: string;
    slots: Slot[];
    missing: { muscle: string; plain: string; why: string }[];
    ledger: { muscle: string; plain: string; min_per_week_tenths: number; done_tenths: number; enough: boolean }[];
    walk_min?: number;
    step: string;
    profile_is_default: boolean;
    disposition: Disposition;
  };
  today: {
    day: string;
    week: number;
    level: string;
    mode: string;
    step: string;
    because: string;
    slots: (Slot & { planned: number; done: number })[];
    next_core_day: string;
    open_session: string | null;
    check_due: boolean;
    ask_next_morning: boolean;
    say: string[];
    profile_is_default: boolean;
    disposition: Disposition;
  };
  start: Session;
  resume: Session;
  next_break: { planned: boolean; at_ms: number | null; due: boolean; interval_min: number; range_min: number[]; snooze_min: number; done: number; of: number };
  step: { done: number; of: number };
  stop: Said;
  pain: Said & { band: string; action: PainAction; easier: string | null };
  end: Said & { done: number; of: number; credit_pct: number };
  log_pain: Said & { morning: string | null };
  log_day: Said;
  log_range: Said & { median_tenths: number; measure?: Measure };
  log_flare: Said & { mode: string };
  log_activity: Said;
  measures: Said & {
    due: { id: string; name: string; kind: string; week: number; optional: boolean }[];
    questionnaires: { id: string; name: string; questions: number }[];
    tests: RangeTest[];
    activities: string[];
  };
  questionnaire: {
    questionnaire: { id: string; name: string; lead_in: string; credit: string; caution: string; items: QuestionnaireItem[] } & Basis;
    activities: string[];
  };
  log_questionnaire: Said & { measure: Measure };
  range_test: {
    test: RangeTest &
      Basis & {
        prepare: string;
        steps: string[];
        reading: string;
        readings: number;
        method: string;
        better: string;
        stop: string;
        cautions: string[];
        reference: string[];
        tight_if: string[];
        mdc_tenths: number | null;
      };
  };
  chart: { svg: string } | { chart: Chart };
  prefer: Said;
  replay: Said & {
    plans: number;
    adaptations: number;
    rules_fired: number;
    under_other_catalogue: { event: string; catalogue: string }[];
    differs: { event: string | null; at?: string; what: string }[];
  };
  why: { what: string; answers: Why[] };
  progress: Said & {
    week: {
      done: number;
      planned: number;
      credit_pct: number;
      slots: { slot: string; variant: string; name: string; done: number; planned: number; planned_so_far: number }[];
    };
    week_number?: number;
    level?: string;
    sessions: number;
    pain: { day: string; now?: number; average?: number; worst?: number; next_morning?: number }[];
    measures: Measure[];
    marks: { day: string; kind: "plan" | "flare"; text: string }[];
  };
  catalogue: { version: string; entries: ListedExercise[] } | { entry: Exercise };
  draw: { id: string; description: string; svg: string };
  body_map: { views: BodyView[] };
  handout: Said & {
    language: string;
    direction: "ltr" | "rtl";
    day: string;
    initials: string;
    large: boolean;
    bw: boolean;
    labels: Record<
      | "title"
      | "start"
      | "end"
      | "feel"
      | "care"
      | "diary"
      | "diary_how"
      | "diary_back"
      | "page_code"
      | "code"
      | "day"
      | "done"
      | "before"
      | "after"
      | "morning"
      | "notes"
      | "scan",
      string
    >;
    help: { title: string; signs: string[]; numbers: string; before: string };
    stop_line: string;
    pull: string;
    foot: string[];
    week?: number;
    level?: string;
    mode?: string;
    first_day?: string;
    slots: {
      slot: string;
      variant: string;
      name: string;
      total_s: number;
      often: string;
      days: string[];
      entries: {
        id: string;
        name: string;
        position: string;
        dose: string;
        steps: string[];
        feel: string;
        cautions: string[];
        start: { description: string; svg: string };
        end: { description: string; svg: string };
      }[];
    }[];
    code?: string;
    diary?: DiaryPage;
    file?: string;
  };
  sheet: Said & {
    week: number;
    level: string;
    mode: string;
    first_day: string;
    slots: Slot[];
    left_out: number;
    unknown: number;
  };
  diary: DiaryPage;
  log_paper: Said & { diary: DiaryPage };
  record: {
    events: { id: string; at: string; kind: string; by: string; what: string }[];
    faults: { id: string; what: string }[];
  };
  tables: { tables: { name: string; rows: number; csv: string }[] };
  correct: Said;
  learn: { lessons: { id: string; title: string }[] } | { lesson: { title: string; text: string } & Basis };
}

/** What each request may be answered with. */
export type Views = { [Name in keyof AllowedViews]: AllowedViews[Name] | Refused };
export type View<Name extends keyof AllowedViews> = AllowedViews[Name];

export function isRefused(view: object): view is Refused {
  return "refused" in view;
}

// ---- the player

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
  figure: { entry: number; side: Side; at: number };
}

export type Told =
  | { told: "cue"; cue: number }
  | { told: "step_done"; step: number; held_s: number; reps: number }
  | { told: "step_stopped"; step: number; reason: SkipReason; held_s: number; reps: number }
  | { told: "entry_skipped"; entry: number; step: number; reason: SkipReason }
  | { told: "eased"; entry: number }
  | { told: "paused"; cause: "person" | "lost_focus" | "pain" }
  | { told: "returned"; cue: number }
  | { told: "resumed" }
  | { told: "ended"; how: "completed" | "quit" | "pain" };

export type SkipReason = "pain" | "cannot" | "no_time" | "other";
