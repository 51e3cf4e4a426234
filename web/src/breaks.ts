/**
 * The break timer: while the app is open, it says when the next break at work is due. When that is, the core says. It waits
 * while a session runs, and a notification names nothing that others need not know.
 */
import { signal } from "@preact/signals";
import { change } from "./asked";
import { isRefused, type View } from "./core/api";
import { core } from "./core/client";
import { changeDisplay, display, go, inSession, revision, tell } from "./state";
import { text } from "./text";

const key = "lissom-break";
const lookEveryMs = 15_000;

interface Kept {
  /** The last break or reminder, or when the timer began. */
  since_ms: number;
  /** How often the break that is due was put off. */
  snoozed: number;
  /** Reminders in a row that nobody answered by a break or put off. */
  ignored: number;
  /** When it was switched on, or last asked whether it fits. */
  asked_ms: number;
}

/** When the next break is due, for the settings; null if none is. */
export const nextBreak = signal<number | null>(null);

function kept(): Kept {
  const now = Date.now();
  let read: Partial<Kept> = {};
  try {
    read = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>;
  } catch {
    // As if nothing had been kept.
  }
  const known = (value: unknown, otherwise: number) => (typeof value === "number" && value >= 0 ? value : otherwise);
  return keep({
    since_ms: known(read.since_ms, now),
    snoozed: known(read.snoozed, 0),
    ignored: known(read.ignored, 0),
    asked_ms: known(read.asked_ms, now),
  });
}

function keep(value: Kept): Kept {
  localStorage.setItem(key, JSON.stringify(value));
  return value;
}

/** There was a break: the interval begins anew. */
function beginInterval(): void {
  keep({ ...kept(), since_ms: Date.now(), snoozed: 0, ignored: 0 });
}

/** Switched on: from now on. Browsers ask about notifications only while a press is being handled. */
export function switchOnBreaks(): void {
  keep({ since_ms: Date.now(), snoozed: 0, ignored: 0, asked_ms: Date.now() });
  if ("Notification" in globalThis && Notification.permission === "default") {
    void Notification.requestPermission();
  }
  void look();
}

/** Standing up and walking is a break like any other. */
export async function walked(): Promise<void> {
  beginInterval();
  try {
    const view = await change({ do: "log_break" });
    tell((isRefused(view) ? view.refused.say : view.say).join(" "));
  } catch (fault) {
    tell((fault as Error).message);
  }
}

function remind(view: View<"next_break">): void {
  const before = kept();
  keep({ ...before, since_ms: Date.now(), snoozed: 0, ignored: view.ignored + 1 });
  const later = {
    text: text.breaks.later(view.snooze_min),
    do: () => {
      keep({ ...kept(), since_ms: Date.now(), snoozed: before.snoozed + 1, ignored: 0 });
      void look();
    },
  };
  tell(
    text.breaks.due,
    { text: text.breaks.open, do: () => go("today") },
    { text: text.breaks.walked, do: () => void walked() },
    ...(view.may_snooze ? [later] : []),
  );
  if (document.hidden && "Notification" in globalThis && Notification.permission === "granted") {
    const shown = new Notification(text.name, { body: text.breaks.note, tag: key, silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  }
}

/** Few breaks were taken: whether another interval would do, or none. Asked once a week at most. */
function askAbout(ask: NonNullable<View<"next_break">["ask"]>): void {
  keep({ ...kept(), asked_ms: Date.now() });
  tell(
    ask.say.join(" "),
    { text: text.breaks.change, do: () => go("settings") },
    { text: text.breaks.off, do: () => changeDisplay({ breaks: false }) },
  );
}

async function look(): Promise<void> {
  const { breaks, breakEvery } = display.value;
  if (!breaks || inSession.value) {
    nextBreak.value = null;
    return;
  }
  try {
    const { view } = await core.peek({ do: "next_break", interval_min: breakEvery, ...kept() });
    if (isRefused(view)) {
      nextBreak.value = null;
      return;
    }
    nextBreak.value = view.at_ms;
    if (!display.value.breaks || inSession.value) {
      return;
    }
    if (view.due) {
      remind(view);
    } else if (view.ask && !document.hidden) {
      askAbout(view.ask);
    }
  } catch {
    // The next look may do better; a break is no reason to trouble anybody.
  }
}

export function startBreaks(): void {
  setInterval(() => void look(), lookEveryMs);
  document.addEventListener("visibilitychange", () => void look());
  // After a session, whichever it was, nobody needs a break at once.
  let was = inSession.value;
  inSession.subscribe((now) => {
    if (was && !now) {
      beginInterval();
    }
    was = now;
  });
  revision.subscribe(() => void look());
  void look();
}
