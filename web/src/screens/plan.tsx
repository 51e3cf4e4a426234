import { useRef } from "preact/hooks";
import type { Entry, View } from "../core/api";
import { change, useAsk } from "../asked";
import { Figure } from "../parts/figure";
import { Icon } from "../parts/icons";
import { Basis, Button, Fold, Sentences, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { go, tell } from "../state";
import { changeTaste } from "../taste";
import { text } from "../text";
import { dayName } from "./today";

type PlanView = View<"plan">;
type PlanSlot = PlanView["slots"][number];

export function doseWords(entry: Entry): string {
  const side = text.plan.sides[entry.sides ?? ""] ?? "";
  return [text.plan.dose(entry.hold_s, entry.reps, entry.sets), side].filter(Boolean).join(" · ");
}

function tenths(value: number): string {
  return (value / 10).toFixed(1);
}

/** The seven days: which sessions, as long as they take; the longest day has the whole width. */
function Week({ view }: { view: PlanView }) {
  const seconds = (slots: PlanSlot[]) => slots.reduce((sum, slot) => sum + slot.total_s * slot.times_per_day, 0);
  const namesOf = (slots: PlanSlot[]) =>
    slots.map((slot) => [`${slot.name} ${slot.variant}`.trim(), text.plan.timesPerDay(slot.times_per_day)].filter(Boolean).join(", ")).join(" · ");
  const first = new Date(`${view.first_day}T12:00:00`);
  const days = Array.from({ length: 7 }, (_, i) => {
    const day = new Date(first);
    day.setDate(first.getDate() + i);
    return day.toLocaleDateString("sv-SE");
  });
  const on = (day: string) => view.slots.filter((slot) => slot.days.includes(day));
  const most = Math.max(1, ...days.map((day) => seconds(on(day))));
  const today = new Date().toLocaleDateString("sv-SE");
  return (
    <ul class="week">
      {days.map((day, i) => {
        const slots = on(day);
        const all = seconds(slots);
        const names = namesOf(slots);
        const isSame = names === namesOf(on(days[i - 1] ?? ""));
        return (
          <li key={day} class={day === today ? "today" : undefined}>
            <h3>{dayName(day)}</h3>
            <p class={slots.length > 0 ? "num" : "muted"}>{slots.length > 0 ? `${Math.round(all / 60)} ${text.today.min}` : text.plan.rest}</p>
            {slots.length > 0 ? (
              <>
                <div class="strip" aria-hidden="true" style={{ width: `${(all / most) * 100}%` }}>
                  {slots.flatMap((slot) => Array.from({ length: slot.times_per_day }, (_, i) => <i key={`${slot.slot}${slot.variant}${i}`} style={{ flexGrow: slot.total_s }} />))}
                </div>
                <p class={isSame ? "unseen" : "names small muted"}>{names}</p>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

type ProgrammeWeek = PlanView["weeks"][number];

/** Level 1 to 4; a week without a plan lies as low as can be. */
function riseOf({ level }: ProgrammeWeek): number {
  return Math.max(0, text.plan.climbed.indexOf(level));
}

function weekWords({ week, level, when, change }: ProgrammeWeek): string {
  return [text.plan.weekAt(week), text.plan.levels[level] ?? text.plan.noPlan, text.plan.when[when], change].filter(Boolean).join(", ");
}

/** The weeks as a stair: the higher the level, the higher the step. */
function Weeks({ view }: { view: PlanView }) {
  return (
    <section class="stack-s">
      <h2>{text.plan.weeks}</h2>
      <ol class="stair">
        {view.weeks.map((one, i) => (
          <li key={one.week} class={one.when} style={{ "--rise": riseOf(one) }}>
            <span class="unseen">{weekWords(one)}</span>
            <span class="small" aria-hidden="true">
              {one.level !== view.weeks[i - 1]?.level ? (text.plan.levels[one.level] ?? "") : ""}
            </span>
            <span class="num" aria-hidden="true">
              {one.week}
            </span>
          </li>
        ))}
      </ol>
      <Sentences of={view.weeks_say} />
      <Fold title={text.plan.weekByWeek}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.plan.week}</th>
              <th scope="col">{text.plan.levelWord}</th>
              <th scope="col">{text.plan.raised}</th>
            </tr>
          </thead>
          <tbody>
            {view.weeks.map((one) => (
              <tr key={one.week}>
                <th scope="row">{[one.week, text.plan.when[one.when]].filter(Boolean).join(", ")}</th>
                <td>{text.plan.levels[one.level] ?? text.plan.noPlan}</td>
                <td>{one.change}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </section>
  );
}

/** Leaves it out from now on, and says what comes in its place. */
async function swap({ id }: Entry): Promise<void> {
  const done = await changeTaste(id, "left_out");
  if (done) {
    tell(done.say.join(" "), { text: text.plan.undo, do: () => void changeTaste(id, done.was) });
  }
}

/** What one asked to leave out, and the way back. */
function LeftOut() {
  const profile = useAsk({ do: "profile" });
  const catalogue = useAsk({ do: "catalogue" });
  if (profile.state !== "there" || catalogue.state !== "there" || !("entries" in catalogue.view)) {
    return null;
  }
  const { excludes } = profile.view.profile;
  const left = catalogue.view.entries.filter((entry) => excludes.includes(entry.id));
  return left.length === 0 ? null : (
    <section class="stack-s">
      <h2>{text.plan.leftOut}</h2>
      <ul class="stack-s">
        {left.map(({ id, name }) => (
          <li class="row between" key={id}>
            <a class="link" href={`#/library/${id}`}>
              {name}
            </a>
            <Button name={`${text.plan.takeBack}: ${name}`} onPress={() => void changeTaste(id, "neither")}>
              {text.plan.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SlotEntries({ slot }: { slot: PlanSlot }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What is swapped goes away with its button: whoever was there goes on reading from the heading.
  const swapped = (entry: Entry) => swap(entry).then(() => heading.current?.focus());
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {slot.name} {slot.variant}
      </h2>
      <div class="cards">
        {slot.entries.map((entry) => (
          <article class="listing" key={entry.id}>
            <Figure pose={{ id: entry.id, at: 1000 }} />
            <div>
              <h3>
                <a class="link" href={`#/library/${entry.id}`}>
                  {entry.name}
                </a>
              </h3>
              <p class="muted">{doseWords(entry)}</p>
              <p>{entry.why}</p>
              {(entry.cautions ?? []).map((caution) => (
                <p class="small" key={caution}>
                  {caution}
                </p>
              ))}
              <div class="row">
                <a class="link" href={`#/why/${entry.id}`}>
                  {text.plan.whyFull}
                </a>
                <button type="button" class="link" aria-label={`${text.plan.swap}: ${entry.name}`} onClick={() => void swapped(entry)}>
                  <Icon is="swap" />
                  {text.plan.swap}
                </button>
              </div>
            </div>
          </article>
        ))}
      </div>
    </section>
  );
}

export function Plan() {
  const asked = useAsk({ do: "plan" });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.plan.title} />;
  }
  const { view } = asked;
  return (
    <div class="pad sections">
      <header class="stack-s">
        <Title>{text.plan.title}</Title>
        <p class="lead">{text.plan.level(view.week, view.level)}</p>
        <div class={view.mode === "flare" ? "why easy" : "why"}>
          <p>
            <strong>{view.because}</strong>
          </p>
          {view.mode === "flare" ? <p>{text.plan.flare}</p> : null}
          {view.walk_min ? <p>{text.plan.walk(view.walk_min)}</p> : null}
          <a class="link" href="#/why/level">
            {text.plan.whyFull}
          </a>
        </div>
      </header>
      <section>
        <h2>{text.plan.days}</h2>
        <Week view={view} />
      </section>
      <Weeks view={view} />
      {view.slots.map((slot) => (
        <SlotEntries slot={slot} key={slot.slot + slot.variant} />
      ))}
      <LeftOut />
      {view.missing.length > 0 ? (
        <section class="why easy stack-s">
          <h2>{text.plan.missing}</h2>
          {view.missing.map((missing) => (
            <div class="set" key={missing.muscle}>
              <p>
                <strong>{missing.plain}:</strong> {missing.why}
              </p>
              <a class="link" href={`#/why/${missing.muscle}`} aria-label={`${text.plan.whyFull}: ${missing.plain}`}>
                {text.plan.whyFull}
              </a>
            </div>
          ))}
        </section>
      ) : null}
      <Fold title={text.plan.ledger}>
        <div class="scrolls" tabIndex={0} role="region" aria-label={text.plan.ledger}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.plan.ledgerMuscle}</th>
                <th scope="col">{text.plan.ledgerPlanned}</th>
                <th scope="col">{text.plan.ledgerDone}</th>
              </tr>
            </thead>
            <tbody>
              {view.ledger.map((row) => (
                <tr key={row.muscle}>
                  <th scope="row">{row.plain}</th>
                  <td>{tenths(row.min_per_week_tenths)}</td>
                  <td>
                    {tenths(row.done_tenths)} {row.enough ? `(${text.plan.enough})` : ""}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="small muted">{text.plan.perSide}</p>
      </Fold>
      <div class="row">
        <Button icon="print" onPress={() => go("print/plan")}>
          {text.plan.print}
        </Button>
        <Button icon="pencil" onPress={() => go("paper")}>
          {text.plan.fromPaper}
        </Button>
        <Button onPress={() => void change({ do: "plan", anew: true }).catch((fault: Error) => tell(fault.message))}>{text.plan.anew}</Button>
      </div>
    </div>
  );
}

export function WhyScreen({ what }: { what: string }) {
  const asked = useAsk({ do: "why", what });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.plan.title} />;
  }
  const { answers } = asked.view;
  return (
    <div class="pad stack">
      <a class="link" href="#/plan">
        {text.back}
      </a>
      <Title>{text.why.title}</Title>
      {answers.length === 0 ? <p>{text.why.nothing}</p> : null}
      {answers.map((answer, i) => (
        <article class="why stack-s" key={i}>
          <Sentences of={answer.say} lead />
          <Basis of={answer} />
          <Fold title={`${text.why.rule} ${answer.rule}`}>
            <table>
              <caption class="unseen">{text.why.read}</caption>
              <tbody>
                {Object.entries(answer.inputs).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{String(value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Fold>
        </article>
      ))}
    </div>
  );
}
