import { useState } from "preact/hooks";
import type { View } from "../core/api";
import { change, useAsk } from "../asked";
import { walked } from "../breaks";
import { Figure } from "../parts/figure";
import { Icon, Mark } from "../parts/icons";
import { Button, Scale, Sentences, Strip, Title } from "../parts/parts";
import { Sheet } from "../parts/sheet";
import { Missing } from "../parts/states";
import { track } from "../session/track";
import { go, tell } from "../state";
import { text } from "../text";
import { Check } from "./check";

type TodayView = View<"today">;
type TodaySlot = TodayView["slots"][number];

const dayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export function dayName(day: string): string {
  return dayFormat.format(new Date(`${day}T12:00:00`));
}

/** The entry that takes most of a slot: its picture stands for it. */
function main(slot: TodaySlot) {
  return slot.entries.reduce((most, entry) => (entry.seconds > most.seconds ? entry : most), slot.entries[0] ?? { id: "", seconds: 0 });
}

function stripOf(slot: TodaySlot, done: boolean) {
  return slot.entries.map((entry) => ({ seconds: entry.seconds, done }));
}

function Flare({ onClose }: { onClose: () => void }) {
  const declare = async () => {
    try {
      const view = await change({ do: "log_flare" });
      tell(view.say.join(" "));
      onClose();
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  return (
    <Sheet title={text.today.flareTitle} onClose={onClose}>
      <p>{text.today.flareText}</p>
      <Button look="ease" wide onPress={() => void declare()}>
        {text.today.flareDo}
      </Button>
      <Button wide onPress={onClose}>
        {text.cancel}
      </Button>
    </Sheet>
  );
}

function Morning() {
  const answer = async (value: number) => {
    try {
      const view = await change({ do: "log_pain", next_morning: value });
      tell(("say" in view ? view.say : view.refused.say).join(" "));
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  return (
    <section class="stack-s">
      <h2>{text.today.morningTitle}</h2>
      <Scale label={text.today.morningTitle} value={undefined} low={text.today.morningLow} high={text.today.morningHigh} onChoose={(value) => void answer(value)} />
    </section>
  );
}

function Hero({ slot, open, onStart, onBad }: { slot: TodaySlot; open: boolean; onStart: (short: boolean) => void; onBad: () => void }) {
  const places = [...new Set(slot.entries.map((entry) => entry.position_name ?? ""))].filter(Boolean).join(", ");
  return (
    <>
      <div class="stage">
        <Figure pose={{ id: main(slot).id, at: 1000 }} />
      </div>
      <div class="ground hero">
        <div class="stack">
          <div class="hero-head">
            <div>
              <h2 class="hero-name">{slot.name}</h2>
              <p class="muted">
                {text.today.stretches(slot.entries.length)}. {places}.
              </p>
            </div>
            <p class="hero-minutes" aria-label={text.today.minutes(slot.total_s)}>
              <b class="num">{Math.max(1, Math.round(slot.total_s / 60))}</b> {text.today.min}
            </p>
          </div>
          <Strip parts={stripOf(slot, false)} label={text.today.strip(slot.entries.length)} />
          <Button look="primary" wide icon="play" onPress={() => onStart(false)}>
            {open ? text.today.goOn : text.today.start}
          </Button>
          <div class="row between">
            <button type="button" class="link" onClick={() => onStart(true)}>
              {text.today.short}
            </button>
            <button type="button" class="link" onClick={onBad}>
              {text.today.badDay}
            </button>
          </div>
        </div>
      </div>
    </>
  );
}

function DoneForToday({ view }: { view: TodayView }) {
  return (
    <>
      <div class="stage">
        <Figure pose={{ id: "breathing_90_90", at: 0 }} />
      </div>
      <div class="ground ready hero stack-s">
        <h2 class="hero-name">{view.slots.length > 0 ? text.today.doneAll : text.today.nothing}</h2>
        {view.next_core_day ? <p>{text.today.nextOn(dayName(view.next_core_day))}</p> : null}
      </div>
    </>
  );
}

export function Today() {
  const asked = useAsk({ do: "today" });
  const [flare, setFlare] = useState(false);
  const [starting, setStarting] = useState<{ slot: TodaySlot; short: boolean } | null>(null);
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.today.title} />;
  }
  const { view } = asked;
  const open = view.slots.filter((slot) => slot.done < slot.planned);
  const hero = open.find((slot) => slot.slot === "core") ?? open[0];
  const rest = view.slots.filter((slot) => slot !== hero);
  const start = (slot: TodaySlot, short: boolean) => {
    if (view.open_session && !short) {
      track.unlock();
      go("session/resume");
    } else {
      setStarting({ slot, short });
    }
  };
  return (
    <div class="today">
      <header class="topbar">
        <a class="brand" href="#/today">
          <Mark />
          {text.name}
        </a>
        <span class="muted">{text.today.week(dayName(view.day), view.week)}</span>
      </header>
      <Title unseen>{text.today.title}</Title>
      <div class="today-stage">
        {hero ? <Hero slot={hero} open={view.open_session !== null} onStart={(short) => start(hero, short)} onBad={() => setFlare(true)} /> : <DoneForToday view={view} />}
      </div>
      <div class="pad two">
        {view.ask_next_morning || rest.length > 0 ? (
          <div class="stack">
            {view.ask_next_morning ? <Morning /> : null}
            {rest.length > 0 ? <h2>{text.today.also}</h2> : null}
            {rest.map((slot) => {
              const done = slot.done >= slot.planned;
              return (
                <div class="slot" key={slot.slot + slot.variant}>
                  <div>
                    <h3>{slot.name}</h3>
                    <p class="muted">
                      {text.today.minutes(slot.total_s)}
                      {slot.planned > 1 ? ` · ${text.today.doneOf(slot.done, slot.planned)}` : ""}
                    </p>
                    {slot.slot === "break" && !done ? (
                      <button type="button" class="link" onClick={() => void walked()}>
                        {text.breaks.walked}
                      </button>
                    ) : null}
                  </div>
                  {done ? (
                    <span class="tag">
                      <Icon is="check" />
                      {text.today.done}
                    </span>
                  ) : (
                    <Button onPress={() => start(slot, false)}>{text.today.start}</Button>
                  )}
                  <Strip parts={stripOf(slot, done)} label={text.today.strip(slot.entries.length)} />
                </div>
              );
            })}
          </div>
        ) : null}
        <div class="stack">
          <div class={view.mode === "flare" ? "why easy stack-s" : "why stack-s"}>
            <h2>{text.today.changed}</h2>
            <p>
              <strong>{view.because}</strong>
            </p>
            <Sentences of={view.say} />
            <a class="link" href="#/why/plan">
              {text.today.why}
            </a>
          </div>
          {view.profile_is_default ? (
            <p class="small muted">
              {text.today.first}{" "}
              <a class="link" href="#/about">
                {text.about.title}
              </a>
            </p>
          ) : null}
        </div>
      </div>
      {flare ? <Flare onClose={() => setFlare(false)} /> : null}
      {starting ? <Check slot={starting.slot} short={starting.short} onClose={() => setStarting(null)} /> : null}
    </div>
  );
}
