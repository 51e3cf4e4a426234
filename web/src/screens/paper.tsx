import { useState } from "preact/hooks";
import { isRefused, type View } from "../core/api";
import { change, useAsk } from "../asked";
import { Button, Sentences, Title } from "../parts/parts";
import { go, tell } from "../state";
import { text } from "../text";
import { dayName } from "./today";

type Row = View<"diary">["rows"][number];
type NumberName = "before" | "after" | "morning";
const names: Record<NumberName, string> = { before: text.paper.before, after: text.paper.after, morning: text.paper.morning };

/** What was typed into a row; "" is an empty field. */
interface Typed {
  times: number;
  before: string;
  after: string;
  morning: string;
}

const empty: Typed = { times: 0, before: "", after: "", morning: "" };

function isWritten(typed: Typed): boolean {
  return typed.times > 0 || typed.before !== "" || typed.after !== "" || typed.morning !== "";
}

/** A number that was typed, as it is if it is none: the core says what it expected. */
function numberOf(typed: string): number {
  return typed === "" ? Number.NaN : Number(typed);
}

function PainField({ name, typed, open, onType }: { name: string; typed: string; open: boolean; onType: (value: string) => void }) {
  return (
    <label class="stack-s">
      <span class="small">{name}</span>
      <input
        class="field num"
        type="number"
        inputMode="numeric"
        min={0}
        max={10}
        disabled={!open}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  );
}

function RowFields({ row, typed, onType }: { row: Row; typed: Typed; onType: (typed: Typed) => void }) {
  const isThere = row.copied || row.recorded;
  const name = `${dayName(row.day)}, ${row.name}`;
  const note = row.copied ? text.paper.copied : row.recorded ? text.paper.recorded : row.open ? "" : text.paper.notYet;
  const number = (key: NumberName, open: boolean) => (
    <PainField name={names[key]} typed={typed[key]} open={open} onType={(value) => onType({ ...typed, [key]: value })} />
  );
  return (
    <fieldset class="paper-row">
      <legend>
        {name} <span class="small muted num">{row.code}</span>
      </legend>
      {note ? <p class="small muted">{note}</p> : null}
      <div class="paper-fields">
        {row.times > 1 ? (
          <label class="stack-s">
            <span class="small">{text.paper.ofBoxes(row.times)}</span>
            <input
              class="field num"
              type="number"
              inputMode="numeric"
              min={0}
              max={row.times}
              disabled={isThere || !row.open}
              value={typed.times === 0 ? "" : typed.times}
              onInput={(event) => onType({ ...typed, times: Math.max(0, Math.round(Number(event.currentTarget.value) || 0)) })}
            />
          </label>
        ) : (
          <button
            type="button"
            class="answer slim"
            role="checkbox"
            aria-label={`${text.paper.done}: ${name}`}
            aria-checked={typed.times > 0 || isThere ? "true" : "false"}
            aria-disabled={isThere || !row.open ? "true" : undefined}
            onClick={() => {
              if (!isThere && row.open) {
                onType({ ...typed, times: typed.times > 0 ? 0 : 1 });
              }
            }}
          >
            <span class="box square" />
            {text.paper.done}
          </button>
        )}
        {row.numbers ? (
          <>
            {number("before", row.open && !isThere)}
            {number("after", row.open && !isThere)}
            {number("morning", row.morning_open && !row.morning_copied)}
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

function Page({ code }: { code: string }) {
  const asked = useAsk({ do: "diary", code });
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [fault, setFault] = useState("");
  const [said, setSaid] = useState<string[]>([]);
  if (asked.state === "waiting") {
    return null;
  }
  if (asked.state !== "there") {
    return <p role="alert">{asked.state === "fault" ? asked.fault.replace(/^request\.code: /, "") : asked.view.refused.say.join(" ")}</p>;
  }
  const { rows, week, level } = asked.view;
  const written = rows.filter((row) => isWritten(typed[row.code] ?? empty));
  const save = async () => {
    try {
      const view = await change({
        do: "log_paper",
        rows: written.map((row) => {
          const filled = typed[row.code] ?? empty;
          const numbers = (["before", "after", "morning"] as const).filter((key) => filled[key] !== "");
          // A number in the row is a session that was done, as in every diary.
          const isDone = filled.times > 0 || filled.before !== "" || filled.after !== "";
          return {
            code: row.code,
            times: row.numbers && isDone ? Math.max(1, filled.times) : filled.times,
            ...Object.fromEntries(numbers.map((key) => [key, numberOf(filled[key])])),
          };
        }),
      });
      setFault("");
      setTyped({});
      if (isRefused(view)) {
        go("today");
      } else {
        setSaid(view.say);
        tell(view.say[0] ?? "");
      }
    } catch (why) {
      setFault(why instanceof Error ? why.message.replace(/^request\./, "") : String(why));
    }
  };
  return (
    <section class="stack">
      <h2>{text.plan.level(week, level)}</h2>
      {rows.map((row) => (
        <RowFields row={row} typed={typed[row.code] ?? empty} onType={(value) => setTyped({ ...typed, [row.code]: value })} key={row.code} />
      ))}
      {fault ? <p role="alert">{fault}</p> : null}
      <Button look="primary" wide disabled={written.length === 0} onPress={() => void save()}>
        {text.paper.save}
      </Button>
      <Sentences of={said} />
    </section>
  );
}

/** Copies the ticks and numbers of a printed diary. */
export function PaperScreen({ code }: { code: string }) {
  const [typed, setTyped] = useState(code);
  return (
    <div class="pad stack">
      <a class="link" href="#/record">
        {text.back}
      </a>
      <Title>{text.paper.title}</Title>
      <p>{text.paper.how}</p>
      <form
        class="row paper-code"
        onSubmit={(event) => {
          event.preventDefault();
          go(`paper/${typed.replace(/\D/g, "")}`, { replace: true });
        }}
      >
        <label class="stack-s">
          <span>{text.paper.code}</span>
          <input class="field num" inputMode="numeric" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button primary">
          {text.paper.open}
        </button>
      </form>
      {code ? <Page code={code} key={code} /> : null}
    </div>
  );
}
