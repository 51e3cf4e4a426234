// node tools/shots.mjs [FOLDER]                the guide's pictures, as on a phone, into docs/guide/pictures
// node tools/shots.mjs --all FOLDER [WORD…]    every screen and state at every size, a phone and a desk in every theme, to
//                                              look at; only the scenes that are named, if any are. FOLDER/index.html shows them all.
//
// Needs the program and the app built (tools/web.sh, ./start --build). Names and days in them are made up (scenes.mjs).
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, openPage, openServer, visit } from "../test/drive.mjs";
import { records, scenes } from "./scenes.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What the guide shows, and how it calls it. */
const guide = {
  welcome: "welcome",
  question: "question",
  "stop-emergency": "stop",
  "about-where": "about",
  "today-first": "today",
  check: "check",
  plan: "plan",
  why: "why",
  library: "library",
  stretch: "stretch",
  learn: "learn",
  measures: "measures",
  record: "record",
  settings: "settings",
  print: "print",
  paper: "paper",
  sheet: "sheet",
  "player-hold": "player",
  pain: "pain",
  end: "end",
  progress: "progress",
};

const sizes = {
  small: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  big: { width: 390, height: 844, text: "200" },
  large: { width: 430, height: 932 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
  tv: { width: 1920, height: 1080 },
};
const lying = { landscape: { width: 844, height: 390 }, short: { width: 667, height: 375 }, slate: { width: 1180, height: 820 } };
const inEveryTheme = ["phone", "desk", "landscape"];
const themes = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  contrast: { colorScheme: "light", contrast: "more" },
  "contrast-dark": { colorScheme: "dark", contrast: "more" },
};

/** Figures are drawn by a worker, once they have come near the window. */
async function settled(page) {
  await page.evaluate(() => document.activeElement?.blur());
  const isDrawn = () => [...document.querySelectorAll(".figure[aria-hidden], .figure[role=img]")].every((figure) => figure.childElementCount > 0 || figure.getBoundingClientRect().top > innerHeight);
  // Some are refused and stay empty.
  await page.waitForFunction(isDrawn, null, { timeout: 2000 }).catch(() => undefined);
  await page.waitForTimeout(150);
}

async function picture(page, path, { width, height, text = "100" }, theme) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ ...themes[theme], reducedMotion: "reduce" });
  await page.evaluate((size) => {
    document.documentElement.dataset.text = size;
  }, text);
  await settled(page);
  await page.screenshot({ path, animations: "disabled", fullPage: true });
}

/** Whole pages instead of what is in view: main does not scroll, everything else keeps its size. */
const whole = ".shell { height: auto !important; } .shell > main { overflow: visible !important; }";

const all = process.argv[2] === "--all";
const folder = resolve(process.argv[all ? 3 : 2] ?? join(root, "docs/guide/pictures"));
const words = all ? process.argv.slice(4) : [];
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
const server = await openServer();
const kept = new Map();

for (const scene of scenes.filter(({ name }) => words.length === 0 || words.includes(name))) {
  const options = { viewport: { width: 390, height: all ? 844 : 780 }, colorScheme: "light", reducedMotion: "reduce", bypassCSP: true };
  const { page, context } = await openPage(browser, server.base, options);
  await context.addInitScript(() => localStorage.setItem("lissom-display", localStorage.getItem("lissom-display") ?? JSON.stringify({ sound: "quiet" })));
  await page.reload();
  await page.getByRole("link", { name: /^Start/ }).waitFor();
  if (scene.record) {
    if (!kept.has(scene.record)) {
      kept.set(scene.record, await records[scene.record]());
    }
    await visit(page, "record");
    const chosen = { name: "record.jsonl", mimeType: "text/plain", buffer: Buffer.from(kept.get(scene.record)) };
    await page.locator("input[type=file]").setInputFiles(chosen);
    await page.getByText("entries added").waitFor();
    await page.reload();
    await visit(page, "today");
  }
  const shot = async (name) => {
    if (!all) {
      if (name in guide) {
        await settled(page);
        await page.screenshot({ path: join(folder, `${guide[name]}.png`), animations: "disabled" });
      }
      return;
    }
    console.log(name);
    const style = await page.addStyleTag({ content: whole });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: sizes.phone.width, height: Math.min(height, 8000) });
    await settled(page);
    for (const theme of Object.keys(themes)) {
      for (const [size, look] of Object.entries({ ...sizes, ...(scene.player ? lying : {}) })) {
        if (theme === "light" || inEveryTheme.includes(size)) {
          await picture(page, join(folder, `${name}.${theme}.${size}.png`), look, theme);
        }
      }
    }
    await style.evaluate((tag) => tag.remove());
    await page.setViewportSize(sizes.phone);
    await page.emulateMedia({ ...themes.light, reducedMotion: "reduce" });
    await page.evaluate(() => {
      document.documentElement.dataset.text = "100";
    });
  };
  await scene.run({ page, context, shot });
  await context.close();
}
await browser.close();
await server.close();

if (all) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".png")).sort();
  const rows = new Map();
  for (const file of files) {
    const name = file.split(".").slice(0, 2).join(" ");
    rows.set(name, [...(rows.get(name) ?? []), file]);
  }
  const images = (list) => list.map((file) => `<img src="${file}" alt="${file}" title="${file}" loading="lazy">`).join("");
  const body = [...rows].map(([name, list]) => `<h2>${name}</h2><div>${images(list)}</div>`);
  const look = "body{font:1rem system-ui;background:#999}div{display:flex;gap:12px;align-items:start;overflow-x:auto}img{width:auto;max-height:80vh}";
  await writeFile(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>${look}</style>${body.join("\n")}`);
}
