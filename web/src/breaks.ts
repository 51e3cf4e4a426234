/**
 * The break timer: while the app is open, it says when the next break at work is due. When that is, the core says. It waits
 * while a session runs, and a notification names nothing that others need not know.
 */
import { signal } from "@preact/signals";
import { isRefused } from "./core/api";
import { core } from "./core/client";
import { display, go, inSession, revision, tell, toast } from "./state";
import { text } from "./text";

const key = "lissom-break";
const lookEveryMs = 15_000;

interface Kept {
  /** The last break, or when the timer began. */
  since_ms: number;
  snoozed: boolean;
}

/** When the next break is due, for the settings; null if none is. */
export const nextBreak = signal<number | null>(null);

function kept(): Kept {
  try {
    const read = JSON.parse(localStorage.getItem(key) ?? "") as Partial<Kept>;
    return { since_ms: Number(read.since_ms) || Date.now(), snoozed: read.snoozed === true };
  } catch {
    return keep({ since_ms: Date.now(), snoozed: false });
  }
}

function keep(value: Kept): Kept {
  localStorage.setItem(key, JSON.stringify(value));
  return value;
}

/** The interval begins anew. */
export function beginInterval(): void {
  keep({ since_ms: Date.now(), snoozed: false });
}

/** Switched on: from now on. Browsers ask about notifications only while a press is being handled. */
export function switchOnBreaks(): void {
  beginInterval();
  if ("Notification" in globalThis && Notification.permission === "default") {
    void Notification.requestPermission();
  }
  void look();
}

function remind(snooze_min: number): void {
  beginInterval();
  const open = {
    text: text.breaks.open,
    do: () => {
      toast.value = null;
      go("today");
    },
  };
  const later = { text: text.breaks.later(snooze_min), do: snooze };
  tell(text.breaks.due, open, later);
  if (document.hidden && "Notification" in globalThis && Notification.permission === "granted") {
    const shown = new Notification(text.name, { body: text.breaks.note, tag: key, silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  }
}

function snooze(): void {
  keep({ since_ms: Date.now(), snoozed: true });
  toast.value = null;
  void look();
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
    if (view.due && display.value.breaks && !inSession.value) {
      remind(view.snooze_min);
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
