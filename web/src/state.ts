/** What every screen knows: where it is, how the app looks, what was told last. */
import { signal } from "@preact/signals";
import { type Display, readDisplay, writeDisplay } from "./display";
import type { SyncState } from "./core/messages";

/** The place after "#/", as "library/cat_cow". */
export const place = signal(placeIn(location.hash));

function placeIn(hash: string): string {
  return hash.startsWith("#/") ? decodeURIComponent(hash.slice(2)) : "";
}

export function go(to: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, "", `#/${to}`);
    place.value = to;
  } else {
    location.hash = `#/${to}`;
  }
}

addEventListener("hashchange", () => {
  place.value = placeIn(location.hash);
});

export const display = signal<Display>(readDisplay());

export function changeDisplay(change: Partial<Display>): void {
  display.value = { ...display.value, ...change };
  writeDisplay(display.value);
}

for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(prefers-reduced-motion: reduce)"]) {
  matchMedia(query).addEventListener("change", () => changeDisplay({}));
}

/** Counts up when the record has changed, here, in another tab or on the server. */
export const revision = signal(0);

export interface Toast {
  text: string;
  /** What can be done about it; it closes the toast. */
  ways: { text: string; do: () => void }[];
}

/** How many sheets lie above the page. */
export const sheets = signal(0);

export const toast = signal<Toast | null>(null);
let toastTimer: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string, ...ways: Toast["ways"]): void {
  clearTimeout(toastTimer);
  toast.value = { text, ways };
  if (ways.length === 0) {
    const longEnoughMs = 6000;
    toastTimer = setTimeout(() => {
      toast.value = null;
    }, longEnoughMs);
  }
}

export const sync = signal<SyncState>({ state: "alone" });

/** A session is under way: nothing may interrupt it. */
export const inSession = signal(false);
