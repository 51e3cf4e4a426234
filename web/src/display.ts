/** How the app looks and sounds on this device. Not part of the record. */

export interface Display {
  theme: "auto" | "light" | "dark" | "contrast" | "contrast-dark";
  text: "100" | "125" | "150" | "200";
  motion: "auto" | "still";
  /** What a session may be heard as; "device" is its own voice, live, which a locked screen may silence. */
  sound: "voice" | "device" | "tones" | "quiet";
  vibration: boolean;
  pacer: boolean;
  /** Whether the open app says when a break at work is due, and after how many minutes. */
  breaks: boolean;
  breakEvery: number;
  /** How far the player is turned for someone who lies down, in degrees. */
  turn: 0 | 90 | 180 | 270;
}

const key = "lissom-display";

export const usual: Display = {
  theme: "auto",
  text: "100",
  motion: "auto",
  sound: "voice",
  vibration: true,
  pacer: false,
  breaks: false,
  breakEvery: 45,
  turn: 0,
};

export function readDisplay(): Display {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Display>) };
  } catch {
    return usual;
  }
}

export function writeDisplay(display: Display): void {
  localStorage.setItem(key, JSON.stringify(display));
  applyDisplay(display);
}

/** The theme that is meant where the system decides. */
export function themeNow(display: Display): Exclude<Display["theme"], "auto"> {
  if (display.theme !== "auto") {
    return display.theme;
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return matchMedia("(prefers-contrast: more)").matches ? (dark ? "contrast-dark" : "contrast") : dark ? "dark" : "light";
}

export function applyDisplay(display: Display): void {
  const html = document.documentElement;
  html.dataset.theme = themeNow(display);
  html.dataset.text = display.text;
  if (new URLSearchParams(location.search).has("tv")) {
    html.dataset.tv = "";
  }
  if (isStill(display)) {
    html.dataset.motion = "still";
  } else {
    delete html.dataset.motion;
  }
}

export function isStill(display: Display): boolean {
  return display.motion === "still" || matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const figures = { light: "colour", dark: "dark", contrast: "print", "contrast-dark": "high_contrast" } as const;

/** The core's theme for pictures: black lines on white, as on paper, where contrast is light. */
export function figureTheme(display: Display) {
  return figures[themeNow(display)];
}
