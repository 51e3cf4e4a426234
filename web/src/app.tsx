import type { ComponentType } from "preact";
import { Suspense, lazy } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { useAsk } from "./asked";
import { isFirstScreen, keepBegun } from "./begun";
import { Figure } from "./parts/figure";
import { Icon, Mark, type IconName } from "./parts/icons";
import { Title } from "./parts/parts";
import { FaultScreen, Waiting } from "./parts/states";
import { Toasts } from "./parts/toasts";
import { About } from "./screens/about";
import { Locked } from "./screens/locked";
import { Questions } from "./screens/questions";
import { SessionScreen } from "./screens/session";
import { Today } from "./screens/today";
import { Welcome } from "./screens/welcome";
import { place, sheets } from "./state";
import { text } from "./text";

/** A screen that is loaded when it is opened. Without a service worker a page may be older than what the server has by now. */
function later<Props>(load: () => Promise<ComponentType<Props>>) {
  const gone = () => <FaultScreen fault={text.update.gone} />;
  return lazy(() => load().then((screen) => ({ default: screen }), () => ({ default: gone as ComponentType<Props> })));
}

const Plan = later(() => import("./screens/plan").then((m) => m.Plan));
const WhyScreen = later(() => import("./screens/plan").then((m) => m.WhyScreen));
const Progress = later(() => import("./screens/progress").then((m) => m.Progress));
const Library = later(() => import("./screens/library").then((m) => m.Library));
const EntryScreen = later(() => import("./screens/library").then((m) => m.EntryScreen));
const Learn = later(() => import("./screens/learn").then((m) => m.Learn));
const Measures = later(() => import("./screens/measures").then((m) => m.Measures));
const PrintScreen = later(() => import("./screens/print").then((m) => m.PrintScreen));
const SheetScreen = later(() => import("./screens/sheet").then((m) => m.SheetScreen));
const PaperScreen = later(() => import("./screens/paper").then((m) => m.PaperScreen));
const RecordScreen = later(() => import("./screens/record").then((m) => m.RecordScreen));
const Settings = later(() => import("./screens/settings").then((m) => m.Settings));

interface Item {
  to: string;
  name: string;
  icon: IconName;
}

const always: Item[] = [
  { to: "today", name: text.nav.today, icon: "today" },
  { to: "plan", name: text.nav.plan, icon: "plan" },
  { to: "progress", name: text.nav.progress, icon: "progress" },
];
const others: Item[] = [
  { to: "library", name: text.nav.library, icon: "library" },
  { to: "learn", name: text.nav.learn, icon: "learn" },
  { to: "measures", name: text.nav.measures, icon: "measure" },
  { to: "record", name: text.nav.record, icon: "record" },
  { to: "settings", name: text.nav.settings, icon: "settings" },
];

function Nav({ here }: { here: string }) {
  const link = (item: Item, kind: string) => (
    <li key={item.to} class={kind}>
      <a href={`#/${item.to}`} aria-current={here === item.to ? "page" : undefined}>
        <Icon is={item.icon} />
        {item.name}
      </a>
    </li>
  );
  const more = { to: "more", name: text.nav.more, icon: "more" as const };
  const inMore = others.some((item) => item.to === here) || here === "more";
  return (
    <nav class="nav" aria-label={text.main}>
      <a class="brand" href="#/today">
        <Mark />
        {text.name}
      </a>
      <ul>
        {always.map((item) => link(item, ""))}
        {others.map((item) => link(item, "wide"))}
        <li class="narrow">
          <a href="#/more" aria-current={inMore ? "page" : undefined}>
            <Icon is={more.icon} />
            {more.name}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function More() {
  return (
    <div class="pad stack">
      <Title>{text.nav.more}</Title>
      <ul>
        {others.map((item) => (
          <li key={item.to}>
            <a class="set more-link" href={`#/${item.to}`}>
              <span class="row">
                <Icon is={item.icon} />
                {item.name}
              </span>
              <Icon is="right" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Inside({ at }: { at: string }) {
  const [here = "", detail = ""] = at.split("/");
  switch (here) {
    case "plan":
      return <Plan />;
    case "why":
      return <WhyScreen what={detail} />;
    case "progress":
      return <Progress />;
    case "library":
      return detail === "" ? <Library /> : <EntryScreen id={detail} key={detail} />;
    case "learn":
      return <Learn id={detail} />;
    case "measures":
      return <Measures at={detail} />;
    case "record":
      return <RecordScreen />;
    case "print":
      return <PrintScreen what={detail || "plan"} key={detail} />;
    case "sheet":
      return <SheetScreen code={detail} />;
    case "paper":
      return <PaperScreen code={detail} />;
    case "settings":
      return <Settings />;
    case "more":
      return <More />;
    default:
      return <Today />;
  }
}

/** Places that stand alone, without the nav. */
function Whole({ at }: { at: string }) {
  const [here = "", detail = ""] = at.split("/");
  switch (here) {
    case "questions":
      return <Questions again={detail === "again"} />;
    case "about":
      return <About />;
    case "session":
      return <SessionScreen what={detail} />;
    default:
      return null;
  }
}

/** Which places are open while the programme is closed: a record may always be kept and looked at. */
const alwaysOpen = ["record", "paper", "progress", "settings", "learn", "measures", "more", "questions"];

const firstScreen = (
  <Welcome>
    <Figure pose={{ id: "prone_press_up", at: 1000 }} />
  </Welcome>
);

/** @param isReady  whether the core can be asked by now */
function Open({ isReady }: { isReady: boolean }) {
  const at = place.value;
  const here = at.split("/")[0] ?? "";
  const today = useAsk({ do: "today" }, isReady);
  const isNew = today.state === "refused" && today.view.disposition?.why_locked === "unscreened";
  useEffect(() => {
    if (today.state !== "waiting") {
      keepBegun(!isNew);
    }
  }, [today.state, isNew]);
  useEffect(() => {
    document.querySelector("main")?.scrollTo(0, 0);
    scrollTo(0, 0);
  }, [at]);
  // Saving, reading and erasing need no answer of the core.
  if (today.state === "fault" && here !== "record") {
    return <FaultScreen fault={today.fault} />;
  }
  if (today.state === "waiting") {
    return isFirstScreen() ? firstScreen : <Waiting />;
  }
  if (today.state === "refused" && !alwaysOpen.includes(here)) {
    if (isNew) {
      return firstScreen;
    }
    if (here !== "session") {
      return <Locked refused={today.view} />;
    }
  }
  const alone = Whole({ at });
  if (alone) {
    return alone;
  }
  return (
    <div class="shell">
      <Nav here={here === "" ? "today" : here} />
      <main id="main">
        <Suspense fallback={<Waiting />}>
          <Inside at={at} />
        </Suspense>
      </main>
    </div>
  );
}

/** @param ready  when the record of a paired server has been read, if there is one */
export function App({ ready }: { ready: Promise<unknown> }) {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const patienceMs = 1500;
    void Promise.race([ready, new Promise((resolve) => setTimeout(resolve, patienceMs))]).then(() => setReady(true));
  }, []);
  return (
    <>
      <Open isReady={isReady} />
      {sheets.value === 0 ? <Toasts /> : null}
    </>
  );
}
