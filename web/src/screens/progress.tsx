import { useState } from "preact/hooks";
import type { Measure, View } from "../core/api";
import { change, useAsk } from "../asked";
import { Figure } from "../parts/figure";
import { Basis, Button, Fold, Scale, Sentences, Title } from "../parts/parts";
import { Sheet } from "../parts/sheet";
import { Missing } from "../parts/states";
import { TimeAxis } from "../parts/timeaxis";
import { saveFile } from "../files";
import { tell } from "../state";
import { text } from "../text";
import { dayName } from "./today";

function value(measure: Measure, tenths: number): string {
  return `${(tenths / 10).toLocaleString("en-GB")}${measure.unit === "deg" ? "°" : measure.unit === "cm" ? " cm" : ""}`;
}

function csvOf(measure: Measure): string {
  return ["day,value", ...measure.points.map((point) => `${point.day},${point.value_tenths / 10}`)].join("\n") + "\n";
}

/** Days as the horizontal axis, values as the vertical one; what is not yet a change is a band round the beginning. */
function Line({ measure }: { measure: Measure }) {
  const days = measure.points.map((point) => new Date(`${point.day}T12:00:00`).getTime());
  const values = measure.points.map((point) => point.value_tenths);
  const start = measure.baseline?.value_tenths ?? values[0] ?? 0;
  const [low, high] = [start - (measure.noise_below_tenths ?? 0), start + (measure.noise_above_tenths ?? 0)];
  const least = Math.min(...values, low);
  const most = Math.max(...values, high);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const x = (day: number) => (last > first ? ((day - first) / (last - first)) * 100 : 50);
  const y = (tenths: number) => (most > least ? 100 - ((tenths - least) / (most - least)) * 100 : 50);
  const path = measure.points.map((point, i) => `${i === 0 ? "M" : "L"}${x(days[i] ?? 0).toFixed(2)} ${y(point.value_tenths).toFixed(2)}`).join("");
  return (
    <div class="chart" aria-hidden="true">
      <div class="chart-labels small num">
        <span>{value(measure, most)}</span>
        <span>{value(measure, least)}</span>
      </div>
      <div class="chart-plot">
        {high > low ? <div class="chart-band" style={{ top: `${y(high)}%`, height: `${y(low) - y(high)}%` }} /> : null}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <path d={path} fill="none" stroke="currentColor" stroke-width="3" vector-effect="non-scaling-stroke" />
        </svg>
        {measure.points.map((point, i) => (
          <i key={i} style={{ left: `${x(days[i] ?? 0)}%`, top: `${y(point.value_tenths)}%` }} />
        ))}
      </div>
      <div class="chart-days small">
        <span>{measure.points[0] ? dayName(measure.points[0].day) : ""}</span>
        <span>{dayName(measure.latest.day)}</span>
      </div>
    </div>
  );
}

function MeasureBlock({ measure }: { measure: Measure }) {
  return (
    <section class="stack-s">
      <h3>{measure.name}</h3>
      <p>{measure.says}</p>
      <Line measure={measure} />
      <Fold title={text.progress.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.progress.day}</th>
              <th scope="col">{text.progress.value}</th>
            </tr>
          </thead>
          <tbody>
            {measure.points.map((point, i) => (
              <tr key={i}>
                <th scope="row">{dayName(point.day)}</th>
                <td>{value(measure, point.value_tenths)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button icon="download" onPress={() => saveFile("lissom-values.csv", "text/csv", csvOf(measure))}>
          {text.progress.csv}
        </Button>
        {measure.caution ? <p class="small">{measure.caution}</p> : null}
        {measure.credit ? <p class="small">{measure.credit}</p> : null}
        <Basis of={measure} />
      </Fold>
    </section>
  );
}

function AddPain({ onClose }: { onClose: () => void }) {
  const [now, setNow] = useState<number | undefined>();
  const [average, setAverage] = useState<number | undefined>();
  const [worst, setWorst] = useState<number | undefined>();
  const save = async () => {
    try {
      const view = await change({
        do: "log_pain",
        ...(now === undefined ? {} : { now }),
        ...(average === undefined ? {} : { average }),
        ...(worst === undefined ? {} : { worst }),
      });
      tell(("say" in view ? view.say : view.refused.say).join(" "));
      onClose();
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  const scale = (label: string, chosen: number | undefined, choose: (value: number) => void) => (
    <>
      <h3>{label}</h3>
      <Scale label={label} value={chosen} low={text.pain.low} high={text.pain.high} onChoose={choose} />
    </>
  );
  return (
    <Sheet title={text.progress.addPain} onClose={onClose}>
      {scale(text.progress.painNow, now, setNow)}
      {scale(text.progress.painAverage, average, setAverage)}
      {scale(text.progress.painWorst, worst, setWorst)}
      <Button look="primary" wide onPress={() => void save()}>
        {text.save}
      </Button>
    </Sheet>
  );
}

function Week({ view }: { view: View<"progress"> }) {
  return (
    <section class="stack-s">
      <h2>{text.progress.week}</h2>
      {view.week.slots.map((slot) => (
        <div class="set" key={slot.slot + slot.variant}>
          <span>
            {slot.name} {slot.variant}
          </span>
          <span class="num">{text.progress.ofPlanned(slot.done, slot.planned)}</span>
          <span class="boxes" aria-hidden="true">
            {Array.from({ length: Math.max(slot.planned, slot.done) }, (_, i) => (
              <i key={i} class={i < slot.done ? "done" : undefined} />
            ))}
          </span>
        </div>
      ))}
    </section>
  );
}

/** Everything that was measured on one time axis, once there is something. */
function Together() {
  const asked = useAsk({ do: "chart", as: "data" });
  if (asked.state !== "there" || !("chart" in asked.view) || asked.view.chart.panels.length === 0) {
    return null;
  }
  return <TimeAxis chart={asked.view.chart} />;
}

export function Progress() {
  const asked = useAsk({ do: "progress" });
  const [adding, setAdding] = useState(false);
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.progress.title} />;
  }
  const { view } = asked;
  return (
    <div class="pad split">
      <div class="stack">
        <Title>{text.progress.title}</Title>
        <Sentences of={view.say} lead />
        <Button onPress={() => setAdding(true)}>{text.progress.addPain}</Button>
        <Week view={view} />
      </div>
      <div class="stack-l">
        <Together />
        <div class="stack">
          <h2>{text.progress.measures}</h2>
          {view.measures.length === 0 ? (
            <>
              <Figure class="resting" pose={{ id: "breathing_90_90", at: 0 }} />
              <p>{text.progress.noMeasures}</p>
              <a class="button" href="#/measures">
                {text.nav.measures}
              </a>
            </>
          ) : null}
          {view.measures.map((measure) => (
            <MeasureBlock measure={measure} key={measure.id} />
          ))}
        </div>
      </div>
      {adding ? <AddPain onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
