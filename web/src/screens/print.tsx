import encodeQR from "qr";
import { useState } from "preact/hooks";
import type { Picture as Drawn, View } from "../core/api";
import { useAsk } from "../asked";
import { Button, Segments, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { text } from "../text";
import { dayName } from "./today";

type Sheet = View<"handout">;
type Session = Sheet["slots"][number];
type SlotWish = "core" | "morning" | "break" | "all";

const dateFormat = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

function Head({ view, title, first }: { view: Sheet; title: string; first: boolean }) {
  const name = view.initials ? `${title} ${view.initials}` : title;
  return (
    <header class="leaf-head">
      {first ? <h2 class="leaf-title">{name}</h2> : <h3 class="leaf-title">{name}</h3>}
      <p>
        {dateFormat.format(new Date(`${view.day}T12:00:00`))}
        {view.week === undefined || view.level === undefined ? null : (
          <>
            <br />
            {text.plan.level(view.week, view.level)}
          </>
        )}
      </p>
    </header>
  );
}

function Help({ view }: { view: Sheet }) {
  return (
    <section class="leaf-help">
      <h3>{view.help.title}</h3>
      <p>{view.help.signs.map((sign) => sign.replace(/\.$/, "")).join(" • ")}</p>
      <p>
        <strong>
          {view.help.numbers}. {view.help.before}
        </strong>
      </p>
    </section>
  );
}

function Picture({ drawn, label }: { drawn: Drawn; label: string }) {
  const { svg, description } = drawn as Extract<Drawn, { svg: string }>;
  return (
    <figure>
      <div role="img" aria-label={`${label}: ${description}`} dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

function Entries({ session, view }: { session: Session; view: Sheet }) {
  const { labels } = view;
  return (
    <>
      {session.name ? (
        <h3 class="leaf-session">
          {[session.name, session.variant].filter(Boolean).join(" ")}, {text.today.minutes(session.total_s)}
        </h3>
      ) : null}
      {session.entries.map((entry, i) => (
        <article class="leaf-entry" key={entry.id}>
          <h4>
            {i + 1}&ensp;{entry.name}
          </h4>
          <div class="leaf-pictures">
            <Picture drawn={entry.start} label={labels.start} />
            <Picture drawn={entry.end} label={labels.end} />
          </div>
          <div class="leaf-words">
            <p>
              <strong>{entry.dose}</strong>
            </p>
            <ol>
              {entry.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p>
              <strong>{labels.feel}</strong> {entry.feel}
            </p>
            {entry.cautions.map((caution) => (
              <p key={caution}>
                <strong>{labels.care}</strong> {caution}
              </p>
            ))}
          </div>
        </article>
      ))}
    </>
  );
}

function Diary({ view }: { view: Sheet }) {
  const { labels, diary } = view;
  if (!diary || diary.rows.length === 0) {
    return null;
  }
  return (
    <div class="leaf leaf-back">
      <Head view={view} title={labels.diary} first={false} />
      <p>{labels.diary_how}</p>
      <p>
        <strong>
          {labels.page_code} {diary.code}
        </strong>{" "}
        {labels.diary_back}
      </p>
      <table class="leaf-diary">
        <thead>
          <tr>
            <th scope="col">{labels.day}</th>
            <th scope="col">{labels.done}</th>
            <th scope="col">{labels.before}</th>
            <th scope="col">{labels.after}</th>
            <th scope="col">{labels.morning}</th>
            <th scope="col">{labels.code}</th>
          </tr>
        </thead>
        <tbody>
          {diary.rows.map((row) => (
            <tr key={row.row}>
              <th scope="row">
                {dayName(row.day)} <span>{row.name}</span>
              </th>
              <td>
                {Array.from({ length: row.times }, (_, i) => (
                  <i class="tick" key={i} />
                ))}
              </td>
              {[0, 1, 2].map((i) => (
                <td key={i}>{row.numbers ? <i class="number" /> : null}</td>
              ))}
              <td class="num">{row.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h4>{labels.notes}</h4>
    </div>
  );
}

/** The sheet as it will be on paper: black on white whatever the theme. */
function SheetPages({ view }: { view: Sheet }) {
  return (
    <div class={view.large ? "leaves large" : "leaves"} lang={view.language} dir={view.direction}>
      <div class="leaf">
        <Head view={view} title={view.labels.title} first />
        <Help view={view} />
        <p>
          <strong>{view.stop_line}</strong> {view.pull}
        </p>
        {view.slots.map((session) => (
          <Entries session={session} view={view} key={session.slot + session.variant} />
        ))}
        {view.say.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <footer class="leaf-foot">
          {view.code ? (
            <div
              class="square"
              role="img"
              aria-label={view.labels.scan}
              dangerouslySetInnerHTML={{ __html: encodeQR(view.code, "svg", { ecc: "medium", border: 4 }) }}
            />
          ) : null}
          <div>
            {view.code ? (
              <p>
                <strong>{view.labels.scan}</strong>
              </p>
            ) : null}
            <p>{view.foot.join(" ")}</p>
          </div>
        </footer>
      </div>
      <Diary view={view} />
    </div>
  );
}

const slots: { id: SlotWish; text: string }[] = (["core", "morning", "break", "all"] as const).map((id) => ({ id, text: text.print.slots[id] }));

/** @param what  a stretch; "plan" for the sessions of this week */
export function PrintScreen({ what }: { what: string }) {
  const ofPlan = what === "plan";
  const [slot, setSlot] = useState<SlotWish>("core");
  const [large, setLarge] = useState(false);
  const [bw, setBw] = useState(false);
  const [initials, setInitials] = useState("");
  const asked = useAsk({ do: "handout", large, bw, initials, ...(ofPlan ? { slot } : { ids: [what] }) });
  const onOff = [
    { id: "off", text: text.settings.off },
    { id: "on", text: text.settings.on },
  ];
  return (
    <div class="pad split aside print">
      <div class="stack print-wishes">
        <a class="link" href={ofPlan ? "#/plan" : `#/library/${what}`}>
          {text.back}
        </a>
        <Title>{text.print.title}</Title>
        {ofPlan ? <Segments label={text.print.which} options={slots} value={slot} onChoose={setSlot} /> : null}
        <div class="set">
          <span>{text.print.large}</span>
          <Segments label={text.print.large} options={onOff} value={large ? "on" : "off"} onChoose={(id) => setLarge(id === "on")} />
        </div>
        <div class="set">
          <span>{text.print.bw}</span>
          <Segments label={text.print.bw} options={onOff} value={bw ? "on" : "off"} onChoose={(id) => setBw(id === "on")} />
        </div>
        <label class="stack-s">
          <span>{text.print.initials}</span>
          <input class="field short" maxLength={6} autocomplete="off" value={initials} onInput={(event) => setInitials(event.currentTarget.value)} />
        </label>
        <Button look="primary" wide icon="print" disabled={asked.state !== "there"} onPress={() => print()}>
          {text.print.do}
        </Button>
        <p class="small muted">{text.print.both}</p>
      </div>
      {asked.state === "there" ? <SheetPages view={asked.view} /> : asked.state === "fault" ? <p role="alert">{asked.fault}</p> : <Missing asked={asked} title={text.print.title} />}
    </div>
  );
}
