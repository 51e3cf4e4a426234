// What the tests of the record share: what a person writes in the app, what is exported, and whether all have the same.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lissom, openPage, openServer, visit } from "./drive.mjs";

/** Numbers from a seed (SplitMix32), so that a failure can be repeated. */
export function chanceFrom(start) {
  let state = start >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  const below = (n) => next() % n;
  return {
    below,
    pick: (list) => list[below(list.length)],
    shuffled: (list) => {
      const left = [...list];
      return list.map(() => left.splice(below(left.length), 1)[0]);
    },
  };
}

/** A server of its own, ended with the test, whatever comes of it. */
export async function serverFor(t) {
  const server = await openServer();
  t.after(() => server.close());
  return server;
}

/** A browser of its own at an address, closed with the test. */
export async function appFor(t, browser, address, options = {}) {
  const app = await openPage(browser, address, options);
  t.after(() => app.context.close());
  return app;
}

/** A link for one more browser. */
export async function linkFor(server) {
  const said = await lissom(server.data, "serve", "--link");
  return /http:\/\/\S+#pair=\S+/.exec(said)?.[0] ?? assert.fail(`no link: ${said}`);
}

/** What a person can write in the app. Each stores a record or more. */
export const edits = {
  async pain(page, chance) {
    await visit(page, "progress");
    await page.getByRole("button", { name: "Note pain" }).click();
    for (const group of ["Pain now", "On average over the last day", "At its worst over the last day"].slice(chance.below(3))) {
      await page.getByRole("radiogroup", { name: group }).getByRole("radio", { name: String(chance.below(7)), exact: true }).click();
    }
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  },
  async range(page, chance) {
    await visit(page, "measures");
    await page.getByRole("heading", { level: 1, name: "Measures" }).waitFor();
    const tests = page.locator("a[href*='measures/test:']");
    await tests.nth(chance.below(await tests.count())).click();
    for (const n of [1, 2, 3]) {
      await page.getByLabel(`Reading ${n}`).fill(String(20 + chance.below(30)));
    }
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForFunction(() => [...document.querySelectorAll("input.field")].every((input) => input.value === ""));
  },
  async sure(page, chance) {
    await visit(page, "measures");
    await page.locator("a[href$='measures/ask:groc']").first().click();
    await page.getByRole("radio").first().waitFor();
    for (const group of await page.getByRole("radiogroup").all()) {
      const answers = group.getByRole("radio");
      // Not the worse half: it sends to a doctor, and the range tests are closed then.
      const half = Math.floor((await answers.count()) / 2);
      await answers.nth(half + chance.below(half)).click();
    }
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Measures" }).waitFor();
  },
};

export const spoken = [
  (chance) => ["log", "pain", String(chance.below(7))],
  (chance) => ["log", "pain", "--worst", String(chance.below(7))],
  () => ["log", "day", "--poor-sleep"],
  () => ["log", "flare"],
  (chance) => ["log", "activity", "putting on socks", String(chance.below(11))],
];

/** Sends and takes what there is, as opening the app does; waits until nothing is unsent. */
export async function sync(page) {
  await visit(page, "record");
  await page.reload();
  await page.getByText("A second copy is on your own server.").waitFor();
  await page.getByText(/not yet on the server/).waitFor({ state: "detached" });
}

/** Until the browser keeps the app, so that it does without a network. */
export async function kept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

export async function exported(page) {
  await visit(page, "record");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save to a file" }).click()]);
  return readFile(await download.path(), "utf8");
}

/** What a fresh record that reads this export, in its order, says of itself at one moment. */
async function stateOf(lines, at) {
  const data = await mkdtemp(join(tmpdir(), "lissom-"));
  try {
    const file = join(data, "in.jsonl");
    await writeFile(file, lines);
    await lissom(data, "import", file);
    const said = [];
    for (const what of ["record", "progress", "replay", "today"]) {
      said.push(await lissom(data, what, "--json", "--at", at));
    }
    return said.join("\n");
  } finally {
    await rm(data, { recursive: true });
  }
}

/** What the page shows when nothing more comes: its parts ask the core each for itself. */
async function settled(page) {
  const read = () => page.locator("main").innerText();
  let before;
  for (let now = await read(); now !== before; now = await read()) {
    before = now;
    await page.waitForTimeout(500);
  }
  return before;
}

export const sorted = (lines) => lines.split("\n").filter(Boolean).sort();

/**
 * The server and the browsers have the same records, and the same state whatever the order in which they got them.
 * @param atMs  a moment after the last record
 */
export async function assertSame(server, pages, atMs = Date.now() + 60_000) {
  const exports = [await lissom(server.data, "export", "-o", "-")];
  for (const page of pages) {
    exports.push(await exported(page));
  }
  for (const other of exports.slice(1)) {
    assert.deepEqual(sorted(other), sorted(exports[0]));
  }
  const at = new Date(atMs).toISOString().replace(/\.\d+Z/, "Z");
  const states = await Promise.all(exports.map((lines) => stateOf(lines, at)));
  for (const state of states.slice(1)) {
    assert.equal(state, states[0]);
  }
  const seen = [];
  for (const page of pages) {
    await visit(page, "progress");
    await page.reload();
    await page.locator("h1").waitFor();
    seen.push(await settled(page));
  }
  assert.equal(new Set(seen).size, 1, "the browsers show the same");
  assert.match(await lissom(server.data, "verify"), /\S/);
  return exports[0];
}
