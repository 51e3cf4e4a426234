// Every pair of colours that carries meaning, in every theme, against what WCAG 2.2 asks: computed from the tokens.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

const css = await readFile(join(import.meta.dirname, "../src/style/tokens.css"), "utf8");
const themes = ["light", "dark", "contrast", "contrast-dark"];

/** Text 4.5, large shapes and borders 3. */
const pairs = [
  [4.5, "ink", "air", "sunk", "raised", "band"],
  [4.5, "ink-2", "air", "sunk", "raised", "band"],
  [4.5, "stretch", "air", "raised"],
  [4.5, "on-stretch", "stretch"],
  [4.5, "ink", "stretch-tint", "ease-tint"],
  [4.5, "ease", "air"],
  [4.5, "stop", "air"],
  [4.5, "on-stop", "stop-fill"],
  [4.5, "g-hold-ink", "g-hold"],
  [4.5, "g-hold-2", "g-hold"],
  [4.5, "g-ready-ink", "g-ready"],
  [4.5, "g-ready-2", "g-ready"],
  [4.5, "g-rest-ink", "g-rest"],
  [4.5, "g-rest-2", "g-rest"],
  [3, "edge", "air", "sunk", "band"],
  [3, "ease-mark", "air", "ease-tint", "band"],
  [3, "g-line", "g-track"],
  [3, "focus", "air"],
];

function coloursOf(theme) {
  const colours = new Map();
  for (const [, block] of css.matchAll(new RegExp(`\\[data-theme="${theme}"\\]\\{([^}]*)\\}`, "g"))) {
    for (const [, name, value] of block.matchAll(/--([\w-]+):(#[0-9A-Fa-f]{6})/g)) {
      colours.set(name, value);
    }
  }
  return colours;
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

for (const theme of themes) {
  test(`contrast in the theme ${theme}`, () => {
    const colours = coloursOf(theme);
    for (const [need, front, ...backs] of pairs) {
      for (const back of backs) {
        assert.ok(colours.has(front) && colours.has(back), `${front} or ${back} is not a token`);
        const ratio = contrast(colours.get(front), colours.get(back));
        assert.ok(ratio >= need, `${front} on ${back}: ${ratio.toFixed(2)}, ${need} is needed`);
      }
    }
  });
}
