import { useEffect, useState } from "preact/hooks";
import type { Exercise, ListedExercise, Place } from "../core/api";
import { useAsk } from "../asked";
import { isStill } from "../display";
import { Figure, useTurning } from "../parts/figure";
import { Basis, Button, Fold, IconButton, Segments, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { display } from "../state";
import { changeTaste, tasteOf } from "../taste";
import { text } from "../text";
import { Check } from "./check";

type Filter = { mine: boolean; base: string; place: Place | ""; area: string; words: string };

function fits(entry: ListedExercise, filter: Filter): boolean {
  const words = filter.words.trim().toLowerCase();
  return (
    (!filter.mine || entry.for_you === true) &&
    (filter.base === "" || entry.base_name === filter.base) &&
    (filter.place === "" || entry.places.includes(filter.place)) &&
    (filter.area === "" || entry.areas.includes(filter.area)) &&
    [entry.name, ...entry.areas, ...entry.muscles.map((muscle) => muscle.replaceAll("_", " "))].some((name) => name.toLowerCase().includes(words))
  );
}

/** One of many, or any; each with how many there would be. */
function Select({
  label,
  value,
  options,
  count,
  onChoose,
}: {
  label: string;
  value: string;
  options: string[];
  count: (option: string) => number;
  onChoose: (option: string) => void;
}) {
  return (
    <label class="stack-s">
      <span>{label}</span>
      <select class="field" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{text.library.any}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option} ({count(option)})
          </option>
        ))}
      </select>
    </label>
  );
}

export function Library() {
  const asked = useAsk({ do: "catalogue" });
  const [filter, setFilter] = useState<Filter>({ mine: true, base: "", place: "", area: "", words: "" });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.library.title} />;
  }
  const entries = "entries" in asked.view ? asked.view.entries : [];
  const bases = [...new Set(entries.map((entry) => entry.base_name))].sort();
  const shown = entries.filter((entry) => fits(entry, filter));
  const count = (other: Partial<Filter>) => entries.filter((entry) => fits(entry, { ...filter, ...other })).length;
  const areas = [...new Set(entries.flatMap((entry) => entry.areas))].sort();
  return (
    <div class="pad split aside">
      <div class="stack filters">
        <Title>{text.library.title}</Title>
        <a class="link" href="#/sheet">
          {text.library.readSheet}
        </a>
        <label class="stack-s">
          <span>{text.library.search}</span>
          <input class="field" type="search" value={filter.words} onInput={(event) => setFilter({ ...filter, words: event.currentTarget.value })} />
        </label>
        <Segments
          label={text.library.forMe}
          options={[
            { id: "mine", text: text.library.forMe },
            { id: "all", text: text.library.all },
          ]}
          value={filter.mine ? "mine" : "all"}
          onChoose={(id) => setFilter({ ...filter, mine: id === "mine" })}
        />
        <div class="row chips" role="group" aria-label={text.library.place}>
          {(["desk", "floor", "bed"] as const).map((place) => (
            <button
              type="button"
              class="chip"
              key={place}
              aria-pressed={filter.place === place ? "true" : "false"}
              onClick={() => setFilter({ ...filter, place: filter.place === place ? "" : place })}
            >
              {text.library.places[place]}
            </button>
          ))}
        </div>
        <div class="pair">
          <Select label={text.library.position} value={filter.base} options={bases} count={(base) => count({ base })} onChoose={(base) => setFilter({ ...filter, base })} />
          <Select label={text.library.area} value={filter.area} options={areas} count={(area) => count({ area })} onChoose={(area) => setFilter({ ...filter, area })} />
        </div>
        <p class="muted" role="status">
          {text.library.shown(shown.length)}
        </p>
      </div>
      <div class="cards">
        {shown.length === 0 ? <p>{text.library.none}</p> : null}
        {shown.map((entry) => (
          <a class="listing" href={`#/library/${entry.id}`} key={entry.id}>
            {entry.for_you === false ? <div class="figure" /> : <Figure pose={{ id: entry.id, at: 1000 }} />}
            <div class="stack-s">
              <h3>{entry.name}</h3>
              <p class="muted">
                {entry.base_name} · {text.library.difficulty(entry.difficulty)}
              </p>
              {entry.for_you === false ? <p class="small">{entry.why_not || text.library.notForYou}</p> : null}
            </div>
          </a>
        ))}
      </div>
    </div>
  );
}

const wayMs = 2000;

/** Runs to the end pose and back for as long as it is wanted. */
function useMovement(moving: boolean): number | undefined {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!moving) {
      return undefined;
    }
    const begun = performance.now();
    let frame = 0;
    const move = () => {
      const gone = ((performance.now() - begun) / wayMs) % 2;
      setAt(Math.round((gone <= 1 ? gone : 2 - gone) * 200) * 5);
      frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [moving]);
  return moving ? at : undefined;
}

function StageOf({ entry }: { entry: Exercise }) {
  const [side, setSide] = useState<"left" | "right">("right");
  const [end, setEnd] = useState<"start" | "end">("end");
  const { turn, turnBy, drag } = useTurning();
  const [moving, setMoving] = useState(false);
  const at = useMovement(moving) ?? (end === "end" ? 1000 : 0);
  const eighth = 45;
  return (
    <div class="entry-stage">
      <div class="stage turnable" {...drag}>
        <Figure pose={{ id: entry.id, side, at, ...(moving || turn !== 0 ? { arrow: false } : {}), ...(turn === 0 ? {} : { turn }) }} name={entry.name} />
      </div>
      <div class="floorline" />
      <div class="row entry-controls">
        <Segments
          label={`${text.library.start}, ${text.library.end}`}
          options={[
            { id: "start", text: text.library.start },
            { id: "end", text: text.library.end },
          ]}
          value={end}
          onChoose={(id) => {
            setMoving(false);
            setEnd(id);
          }}
        />
        {entry.side === "both" ? null : (
          <Segments
            label={text.measures.side}
            options={[
              { id: "left", text: text.library.sideLeft },
              { id: "right", text: text.library.sideRight },
            ]}
            value={side}
            onChoose={setSide}
          />
        )}
        <span>
          <IconButton is="left" name={text.library.turnLeft} onPress={() => turnBy(-eighth)} />
          <IconButton is="right" name={text.library.turnRight} onPress={() => turnBy(eighth)} />
        </span>
        {isStill(display.value) ? null : <Button onPress={() => setMoving(!moving)}>{moving ? text.library.still : text.library.move}</Button>}
      </div>
    </div>
  );
}

function Links({ title, ids }: { title: string; ids: string[] }) {
  if (ids.length === 0) {
    return null;
  }
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      {ids.map((id) => (
        <LinkTo id={id} key={id} />
      ))}
    </section>
  );
}

function LinkTo({ id }: { id: string }) {
  const asked = useAsk({ do: "catalogue" });
  const known = asked.state === "there" && "entries" in asked.view ? asked.view.entries.find((entry) => entry.id === id) : undefined;
  return (
    <a class="listing" href={`#/library/${id}`}>
      {known?.for_you === false ? <div class="figure" /> : <Figure pose={{ id, at: 1000 }} />}
      <h3>{known?.name ?? id}</h3>
    </a>
  );
}

/** The stretch as a session of its own, now. */
function ByItself({ entry }: { entry: Exercise }) {
  const [checking, setChecking] = useState(false);
  if (!entry.by_itself) {
    return null;
  }
  return (
    <>
      {entry.by_itself.may ? (
        <Button look="primary" icon="play" onPress={() => setChecking(true)}>
          {text.library.byItself}
        </Button>
      ) : (
        <p class="small">{text.library.notByItself(entry.by_itself.why_not)}</p>
      )}
      {checking ? <Check slot={{ slot: "free", stretches: [entry.id] }} short={false} onClose={() => setChecking(false)} /> : null}
    </>
  );
}

/** Whether plans should rather have it, or go without; not for what no plan may have anyway. */
function TasteFor({ entry: { id, for_you } }: { entry: Exercise }) {
  const asked = useAsk({ do: "profile" });
  if (asked.state !== "there") {
    return null;
  }
  const now = tasteOf(asked.view.profile, id);
  if (!for_you && now === "neither") {
    return null;
  }
  return (
    <div class="row chips" role="group" aria-label={text.library.taste}>
      {(["liked", "left_out"] as const).map((taste) => (
        <button
          type="button"
          class="chip"
          key={taste}
          aria-pressed={now === taste ? "true" : "false"}
          onClick={() => void changeTaste(id, now === taste ? "neither" : taste)}
        >
          {text.library.tastes[taste]}
        </button>
      ))}
    </div>
  );
}

export function EntryScreen({ id }: { id: string }) {
  const asked = useAsk({ do: "catalogue", id });
  if (asked.state !== "there") {
    return (
      <>
        <div class="pad-top">
          <a class="link" href="#/library">
            {text.back}
          </a>
        </div>
        <Missing asked={asked} title={text.library.notForYou} />
      </>
    );
  }
  if (!("entry" in asked.view)) {
    return null;
  }
  const { entry } = asked.view;
  return (
    <div class="entry">
      <div class="pad-top">
        <a class="link" href="#/library">
          {text.back}
        </a>
        <Title>{entry.name}</Title>
      </div>
      <StageOf entry={entry} />
      <div class="pad-top stack-s entry-do">
        <ByItself entry={entry} />
        <TasteFor entry={entry} />
      </div>
      <div class="pad stack entry-steps">
        <h2>{text.library.steps}</h2>
        <ol class="numbered stack-s">
          {entry.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h2>{text.library.feel}</h2>
        <p>{entry.feel}</p>
        {entry.cautions.map((caution) => (
          <p class="why easy" key={caution}>
            {caution}
          </p>
        ))}
        <p class="why halt">{entry.stop_line}</p>
        <h2>{text.library.faults}</h2>
        <ul class="dashes stack-s">
          {entry.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </div>
      <div class="pad stack entry-links">
        <Links title={text.library.easier} ids={entry.easier} />
        <Links title={text.library.harder} ids={entry.harder} />
        <Fold title={text.library.evidence}>
          <p>{text.library.grade(entry.evidence)}</p>
          <Basis of={entry} />
        </Fold>
        <a class="link" href={`#/why/${entry.id}`}>
          {text.library.why}
        </a>
        <a class="link" href={`#/print/${entry.id}`}>
          {text.library.print}
        </a>
      </div>
    </div>
  );
}
