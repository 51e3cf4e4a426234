import type { Chart, ChartPanel } from "../core/api";
import { text } from "../text";
import { Fold } from "./parts";
import { dayName } from "../screens/today";

const percent = (value: number) => `${value.toFixed(2)}%`;

/** A line's own dash, so that lines are told apart without colour. */
const dashes = ["", "8 4", "2 4", "10 3 2 3"];

function number(tenths: number): string {
  return (tenths / 10).toLocaleString("en-GB");
}

function Plot({ panel, chart }: { panel: ChartPanel; chart: Chart }) {
  const x = (at: number) => (chart.days > 0 ? (at / chart.days) * 100 : 50);
  const y = (tenths: number) => {
    const inside = Math.min(panel.most_tenths, Math.max(panel.least_tenths, tenths));
    return 100 - ((inside - panel.least_tenths) / (panel.most_tenths - panel.least_tenths)) * 100;
  };
  return (
    <div class="axis-plot">
      {panel.band ? (
        <div class="chart-band" style={{ top: percent(y(panel.band.most_tenths)), height: percent(y(panel.band.least_tenths) - y(panel.band.most_tenths)) }} />
      ) : null}
      {chart.marks.map((mark) => (
        <span key={mark.letter} class={mark.flare ? "axis-mark flare" : "axis-mark"} style={{ left: percent(x(mark.at)) }} />
      ))}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">
        {panel.lines.map((line, i) => (
          <path
            key={line.label}
            class={line.markers ? "axis-line" : "axis-line middle"}
            d={line.runs.map((run) => run.map((point, k) => `${k === 0 ? "M" : "L"}${x(point.at).toFixed(2)} ${y(point.tenths).toFixed(2)}`).join("")).join("")}
            stroke-dasharray={line.markers ? dashes[i % dashes.length] : undefined}
            vector-effect="non-scaling-stroke"
          />
        ))}
      </svg>
      {panel.lines.map((line, i) =>
        line.markers
          ? line.runs.flat().map((point) => (
              <i key={`${line.label}${point.at}`} class={`axis-dot kind-${i % dashes.length}`} style={{ left: percent(x(point.at)), top: percent(y(point.tenths)) }} />
            ))
          : null,
      )}
    </div>
  );
}

function Panel({ panel, chart }: { panel: ChartPanel; chart: Chart }) {
  return (
    <div class="axis-panel">
      <p class="small">
        <b>{panel.title}</b>
        {panel.unit ? `, ${panel.unit}` : ""}
      </p>
      <div class="chart-labels small num">
        <span>{number(panel.most_tenths)}</span>
        <span>{number(panel.least_tenths)}</span>
      </div>
      <Plot panel={panel} chart={chart} />
      <ul class="axis-key small">
        {panel.lines.map((line, i) => (
          <li key={line.label}>
            <span class={line.markers ? `axis-dot kind-${i % dashes.length}` : "axis-dash"} />
            {line.label}
          </li>
        ))}
        {panel.band ? (
          <li>
            <span class="axis-band" />
            {panel.band.label}
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** What was measured and what happened, day by day. */
function Rows({ chart }: { chart: Chart }) {
  const rows = [
    ...chart.panels.flatMap((panel) =>
      panel.lines
        .filter((line) => line.markers)
        .flatMap((line) => line.runs.flat().map((point) => ({ at: point.at, day: point.day, what: `${panel.title}, ${line.label}`, value: number(point.tenths) }))),
    ),
    ...chart.marks.map((mark) => ({ at: mark.at, day: mark.day, what: mark.text, value: "" })),
  ].sort((a, b) => a.at - b.at);
  return (
    <Fold title={text.progress.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.progress.day}</th>
            <th scope="col">{text.progress.what}</th>
            <th scope="col">{text.progress.value}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{dayName(row.day)}</th>
              <td>{row.what}</td>
              <td>{row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}

/** All measures below each other on one time axis, with the changes of the plan and the bad days across all of them. */
export function TimeAxis({ chart }: { chart: Chart }) {
  const left = (at: number) => percent(chart.days > 0 ? (at / chart.days) * 100 : 50);
  return (
    <section class="stack">
      <h2>{text.progress.together}</h2>
      <div class="axis-chart" aria-hidden="true">
        <div class="axis-letters small">
          {chart.marks.map((mark, i) => (
            <b key={mark.letter} class={`turn-${i % 3}`} style={{ left: left(mark.at) }}>
              {mark.letter}
            </b>
          ))}
        </div>
        {chart.panels.map((panel) => (
          <Panel panel={panel} chart={chart} key={`${panel.title}${panel.unit}`} />
        ))}
        <div class="chart-days axis-days small">
          <span>{dayName(chart.first_day)}</span>
          <span>{chart.days > 0 ? dayName(chart.last_day) : ""}</span>
        </div>
      </div>
      <p class="unseen">{chart.panels.map((panel) => panel.says).join(" ")}</p>
      {chart.marks.length > 0 ? (
        <>
          <h3>{text.progress.marks}</h3>
          <ul>
            {chart.marks.map((mark) => (
              <li class="set" key={mark.letter}>
                <span>
                  <b class="axis-letter">{mark.letter}</b> {mark.text}
                  {mark.flare ? <small class="small muted"> {text.progress.flare}</small> : null}
                </span>
                <span class="muted">{dayName(mark.day)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Rows chart={chart} />
    </section>
  );
}
