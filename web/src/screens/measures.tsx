import { useEffect, useRef, useState } from "preact/hooks";
import type { Answers as Given, QuestionnaireOf, Side, View } from "../core/api";
import { change, useAsk } from "../asked";
import { core } from "../core/client";
import type { KeptQuestionnaire } from "../core/messages";
import { Answers, Basis, Button, Fold, Scale, Segments, Sentences, Title } from "../parts/parts";
import { Missing, Waiting } from "../parts/states";
import { go, tell } from "../state";
import { text } from "../text";
import { readTilt } from "../tilt";

function said(view: object): string {
  return "say" in view ? (view.say as string[]).join(" ") : "refused" in view ? (view.refused as { say: string[] }).say.join(" ") : "";
}

export function Measures({ at }: { at: string }) {
  if (at.startsWith("test:")) {
    return <RangeTestScreen id={at.slice(5)} />;
  }
  if (at.startsWith("ask:")) {
    return <QuestionnaireScreen of={{ id: at.slice(4) }} />;
  }
  if (at.startsWith("file:")) {
    return <FromFile id={at.slice(5)} />;
  }
  return <List />;
}

function Activity({ activity }: { activity: string }) {
  const [value, setValue] = useState<number | undefined>();
  const save = async (score: number) => {
    setValue(score);
    try {
      tell(said(await change({ do: "log_activity", activity, score })));
    } catch (fault) {
      setValue(undefined);
      tell((fault as Error).message);
    }
  };
  return (
    <section class="stack-s">
      <h3>{text.measures.rate(activity)}</h3>
      <Scale label={text.measures.rate(activity)} value={value} low={text.measures.rateLow} high={text.measures.rateHigh} onChoose={(score) => void save(score)} />
    </section>
  );
}

function List() {
  const asked = useAsk({ do: "measures" });
  const today = useAsk({ do: "today" });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.measures.title} />;
  }
  if (today.state === "waiting") {
    return <Waiting />;
  }
  // While the programme is closed, so is every range test.
  const tests = today.state === "there" ? asked.view.tests : [];
  const { view } = asked;
  const row = (to: string, name: string, note: string) => (
    <div class="set" key={to}>
      <span>
        {name}
        {note ? <small class="small muted"> {note}</small> : null}
      </span>
      <a class="link" href={`#/measures/${to}`} aria-label={`${text.measures.start}: ${name}`}>
        {text.measures.start}
      </a>
    </div>
  );
  return (
    <div class="pad columns">
      <header class="stack-s">
        <Title>{text.measures.title}</Title>
        <Sentences of={view.say} />
      </header>
      {view.due.length > 0 ? (
        <section>
          <h2>{text.measures.due}</h2>
          {view.due.map((due) => row(`${due.kind === "range_test" ? "test" : "ask"}:${due.id}`, due.name, due.optional ? text.measures.optional : ""))}
        </section>
      ) : null}
      {view.activities.length > 0 ? (
        <section class="stack">
          <h2>{text.measures.activities}</h2>
          {view.activities.map((activity) => (
            <Activity activity={activity} key={activity} />
          ))}
        </section>
      ) : null}
      <section>
        <h2>{text.measures.tests}</h2>
        {today.state === "there" ? null : <p>{text.measures.testsClosed}</p>}
        {tests.map((test) =>
          test.for_you ? (
            row(`test:${test.id}`, test.name, "")
          ) : (
            <p class="set" key={test.id}>
              <span>
                {test.name}
                <small class="small muted">
                  {" "}
                  {text.measures.notForYou} {test.why_not}
                </small>
              </span>
            </p>
          ),
        )}
      </section>
      <section>
        <h2>{text.measures.questionnaires}</h2>
        {view.questionnaires.map((one) => row(`ask:${one.id}`, one.name, ""))}
      </section>
      <Clinic />
    </div>
  );
}

/** Questionnaires that a clinic gave as files: add, begin, remove. */
function Clinic() {
  const [kept, setKept] = useState<KeptQuestionnaire[]>([]);
  const [fault, setFault] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const read = () => void core.questionnaires().then(setKept, (why: Error) => setFault(why.message));
  useEffect(read, []);
  const add = async (file: File | undefined) => {
    if (file === undefined) {
      return;
    }
    setFault("");
    try {
      const { name } = await core.addQuestionnaire({ file: file.name, definition: await file.text() });
      tell(text.measures.clinicAdded(name));
      read();
    } catch (why) {
      setFault(text.measures.clinicNot((why as Error).message));
    }
  };
  const remove = async (one: KeptQuestionnaire) => {
    try {
      await core.removeQuestionnaire(one.id);
      tell(text.measures.clinicRemoved(one.name));
      read();
    } catch (why) {
      tell((why as Error).message);
    }
  };
  return (
    <section class="stack-s">
      <h2>{text.measures.clinic}</h2>
      <p class="muted">{text.measures.clinicAbout}</p>
      {kept.map((one) => (
        <div class="set" key={one.id}>
          <span>{one.name}</span>
          <span class="row">
            <button type="button" class="link" aria-label={`${text.measures.clinicRemove}: ${one.name}`} onClick={() => void remove(one)}>
              {text.measures.clinicRemove}
            </button>
            <a class="link" href={`#/measures/file:${one.id}`} aria-label={`${text.measures.start}: ${one.name}`}>
              {text.measures.start}
            </a>
          </span>
        </div>
      ))}
      <p role="alert">{fault}</p>
      <Button icon="upload" onPress={() => input.current?.click()}>
        {text.measures.clinicAdd}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".toml,text/plain"
        onChange={(event) => {
          const { files } = event.currentTarget;
          void add(files?.[0]).then(() => {
            // The same file may be chosen again once it was mended.
            if (input.current) {
              input.current.value = "";
            }
          });
        }}
      />
    </section>
  );
}

/** One of a clinic's, as it was kept. */
function FromFile({ id }: { id: string }) {
  const [kept, setKept] = useState<KeptQuestionnaire | null | undefined>();
  useEffect(() => {
    void core.questionnaires().then(
      (all) => setKept(all.find((one) => one.id === id) ?? null),
      () => setKept(null),
    );
  }, [id]);
  if (kept === undefined) {
    return null;
  }
  if (kept === null) {
    return (
      <div class="pad stack">
        <Title>{text.measures.title}</Title>
        <p>{text.measures.clinicGone}</p>
        <a class="link" href="#/measures">
          {text.back}
        </a>
      </div>
    );
  }
  return <QuestionnaireScreen of={{ definition: kept.definition, file: kept.file }} />;
}

function QuestionnaireScreen({ of }: { of: QuestionnaireOf }) {
  const asked = useAsk({ do: "questionnaire", ...of });
  const [given, setGiven] = useState<Given>({});
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.measures.title} />;
  }
  const { questionnaire } = asked.view;
  const complete = questionnaire.items.every((item) => item.id in given);
  const save = async () => {
    try {
      tell(said(await change({ do: "log_questionnaire", ...of, answers: given })));
      go("measures");
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  return (
    <div class="pad stack">
      <a class="link" href="#/measures">
        {text.back}
      </a>
      <Title>{questionnaire.name}</Title>
      <p>{questionnaire.lead_in}</p>
      {questionnaire.items.map((item) => {
        const { min = 0, max = 10 } = item;
        const put = (value: string | number) => setGiven({ ...given, [item.id]: value });
        return (
          <section class="stack-s" key={item.id}>
            <h2>{item.ask}</h2>
            {item.type === "choice" ? (
              <Answers label={item.ask} options={item.answers ?? []} value={given[item.id] as string | undefined} slim onChoose={put} />
            ) : max - min <= mostButtons ? (
              <Scale label={item.ask} value={given[item.id] as number | undefined} min={min} max={max} low={item.low ?? ""} high={item.high ?? ""} onChoose={put} />
            ) : (
              <label class="row">
                <span>{text.measures.number(min, max)}</span>
                <input
                  class="field short num"
                  inputMode="numeric"
                  aria-label={item.ask}
                  value={given[item.id] ?? ""}
                  onChange={(event) => {
                    const wanted = Math.round(Number(event.currentTarget.value));
                    if (event.currentTarget.value.trim() !== "" && Number.isFinite(wanted)) {
                      put(Math.min(max, Math.max(min, wanted)));
                    }
                  }}
                />
              </label>
            )}
          </section>
        );
      })}
      <Button look="primary" wide disabled={!complete} onPress={() => void save()}>
        {text.save}
      </Button>
      {questionnaire.caution ? <p class="small">{questionnaire.caution}</p> : null}
      {questionnaire.credit ? <p class="small muted">{questionnaire.credit}</p> : null}
      <Basis of={questionnaire} />
    </div>
  );
}

/** A scale of more steps than these is a field to type into. */
const mostButtons = 10;

type Test = View<"range_test">["test"];

function Readings({ test }: { test: Test }) {
  const sides: Side[] = test.sides.length > 0 ? test.sides : ["both"];
  const [side, setSide] = useState(sides[0] ?? "both");
  const [readings, setReadings] = useState<string[]>([]);
  const [method, setMethod] = useState("");
  const [tilting, setTilting] = useState(false);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const put = (i: number, value: string) => {
    const changed = [...readings];
    changed[i] = value;
    setReadings(changed);
  };
  const tilt = async (i: number) => {
    setTilting(true);
    const reading = await readTilt((cancel) => {
      stop.current = cancel;
    });
    setTilting(false);
    if (reading === null) {
      tell(text.measures.tiltNo);
    } else {
      setMethod("phone");
      put(i, String(reading));
    }
  };
  const save = async () => {
    const tenths = readings.map((reading) => Math.round(Number(reading.replace(",", ".")) * 10));
    if (tenths.length !== test.readings || tenths.some((value) => !Number.isFinite(value))) {
      tell(text.measures.needThree);
      return;
    }
    try {
      const view = await change({ do: "log_range", test: test.id, side, readings_tenths: tenths, method: method || test.method });
      tell(said(view));
      setReadings([]);
      const other = sides.find((one) => one !== side);
      if (other) {
        setSide(other);
      }
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  return (
    <section class="stack">
      {sides.length > 1 ? (
        <Segments
          label={text.measures.side}
          options={sides.map((one) => ({ id: one, text: one === "left" ? text.player.left : text.player.right }))}
          value={side}
          onChoose={setSide}
        />
      ) : null}
      {Array.from({ length: test.readings }, (_, i) => (
        <div class="row reading" key={i}>
          <label>
            <span>{text.measures.reading(i + 1)}</span>
            <span class="row">
              <input class="field short num" inputMode="decimal" value={readings[i] ?? ""} onInput={(event) => put(i, event.currentTarget.value)} />
              {text.measures.unit[test.unit] ?? test.unit}
            </span>
          </label>
          {test.unit === "deg" ? (
            <Button disabled={tilting} onPress={() => void tilt(i)}>
              {tilting ? text.measures.tiltWait : text.measures.tilt}
            </Button>
          ) : null}
        </div>
      ))}
      <Button look="primary" wide onPress={() => void save()}>
        {text.save}
      </Button>
    </section>
  );
}

function RangeTestScreen({ id }: { id: string }) {
  const asked = useAsk({ do: "range_test", test: id });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.measures.title} />;
  }
  const { test } = asked.view;
  return (
    <div class="pad split even">
      <div class="stack">
        <a class="link" href="#/measures">
          {text.back}
        </a>
        <Title>{test.name}</Title>
        <p>{test.prepare}</p>
        <ol class="numbered stack-s">
          {test.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{test.reading}</p>
        <p class="why halt">{test.stop}</p>
        {test.cautions.map((caution) => (
          <p class="why easy" key={caution}>
            {caution}
          </p>
        ))}
      </div>
      <div class="stack">
        <Readings test={test} />
        <Fold title={text.questions.why}>
          <Sentences of={[...test.reference, ...test.tight_if]} />
          <Basis of={test} />
        </Fold>
      </div>
    </div>
  );
}
