// An older app with a newer server, a newer app with an older server, and records that a newer version wrote.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { lissom, openBrowser, setUp, setUpFromFile, setUpOn, startSession, visit } from "./drive.mjs";
import { newerSite } from "./newer.mjs";
import { proxyFor } from "./proxy.mjs";
import { appFor, chanceFrom, edits, exported, kept, serverFor, sorted, sync } from "./record.mjs";

const chance = chanceFrom(1);
let browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

const json = (status, value) => ({ status, body: JSON.stringify(value) });
const isNewer = () => document.querySelector("meta[name=version][content=newer]") !== null;

// ---- the files of the app

/** As a browser does when the page is looked at again. */
const lookAgain = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

async function isWaiting(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    // Until it is whole, or was given up.
    for (let worker = registration.installing; worker && worker.state === "installing"; ) {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return registration.waiting !== null;
  });
}

/** Until this page is of the newer version. Under a debugger, as here, Chromium may keep the older worker running for ever. */
async function becomesNewer(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("ServiceWorker.enable");
  for (let look = 0; look < 12; look += 1) {
    const is = await page.waitForFunction(isNewer, null, { timeout: 5000 }).catch(() => null);
    if (is) {
      return;
    }
    await devtools.send("ServiceWorker.stopAllWorkers");
  }
  assert.fail("the page is still the older one");
}

test("a server with a newer app: the older goes on and syncs, no session is interrupted, and all is there afterwards", async (t) => {
  const server = await serverFor(t);
  await setUpOn(server);
  const { page, context, faults } = await appFor(t, browser, server.link);
  await sync(page);
  await kept(page);
  await visit(page, "today");
  await startSession(page);
  await page.evaluate(() => {
    globalThis.isTheSamePage = true;
  });

  const halfLaid = await newerSite(t);
  await rm(join(halfLaid, "lissom.webmanifest"));
  await server.kill();
  await server.again(halfLaid);
  assert.equal(await isWaiting(page), false, "a version that is not whole is not taken");

  await server.kill();
  await server.again(await newerSite(t));
  await lookAgain(page);
  assert.equal(await isWaiting(page), true);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Another reason" }).click();
  const onServer = async () => (await lissom(server.data, "export", "-o", "-")).split("\n");
  const until = async (has) => {
    while (!(await has())) {
      await page.waitForTimeout(100);
    }
  };
  await until(async () => (await onServer()).some((line) => line.includes("step_stopped")));
  assert.equal(await page.getByText("A newer version is ready").count(), 0, "nothing is said in a session");

  const other = await context.newPage();
  await other.goto(server.base);
  await other.getByText("A newer version is ready.").waitFor();
  await other.getByRole("button", { name: "Use it" }).click();
  await other.getByText("A session is under way in another window").waitFor();
  await page.getByRole("timer").waitFor();
  assert.equal(await page.evaluate(() => globalThis.isTheSamePage), true);
  assert.equal(await other.evaluate(isNewer), false);

  await page.keyboard.press("Escape");
  await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await page.getByRole("heading", { name: "How was it?" }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.isTheSamePage), true, "the questions after it belong to it");
  await page.getByRole("button", { name: "Leave out" }).click();
  await becomesNewer(other);
  await other.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await visit(page, "record");
  await page.waitForFunction(isNewer);
  await page.getByText(/Session ended/).waitFor();
  await sync(page);
  assert.deepEqual(sorted(await exported(page)), sorted((await onServer()).join("\n")));
  assert.equal((await page.evaluate(() => caches.keys())).filter((name) => name !== "lissom-voice").length, 1, "the older one is gone");
  await server.kill();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Record" }).waitFor();
  assert.equal(await page.evaluate(isNewer), true, "the newer one is kept");
  assert.deepEqual(faults, []);
});

test("what is not taken at once is still offered in the settings", async (t) => {
  const server = await serverFor(t);
  const { page } = await appFor(t, browser, server.base);
  await setUpFromFile(page);
  await kept(page);
  await server.kill();
  await server.again(await newerSite(t));
  await lookAgain(page);
  await page.getByText("A newer version is ready.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await visit(page, "settings");
  await page.getByText("A newer version is ready.").waitFor();
  await page.getByRole("button", { name: "Use it" }).click();
  await becomesNewer(page);
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
});

test("over plain HTTP from another machine, where browsers keep no app: it works, and an older page says that it is old", async (t) => {
  const server = await serverFor(t);
  const alias = "lissom.example:8080";
  const proxy = await proxyFor(t, server, { alias });
  const remote = await openBrowser({ proxy: { server: proxy.base, bypass: "<-loopback>" } });
  t.after(() => remote.close());
  const { page, faults } = await appFor(t, remote, `http://${alias}/${new URL(server.link).hash}`);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await setUp(page);
  await sync(page);
  await visit(page, "today");
  await startSession(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await page.getByRole("button", { name: "Leave out" }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await server.kill();
  await server.again(await newerSite(t));
  await visit(page, "measures");
  await page.getByText("this page is still the old one").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForFunction(isNewer);
  await page.getByRole("heading", { level: 1, name: "Measures" }).waitFor();
  await sync(page);
  assert.deepEqual(sorted(await exported(page)), sorted(await lissom(server.data, "export", "-o", "-")));
  assert.deepEqual(faults, []);
});

// ---- the exchange with the server

test("an older server that does not know some records: they wait, the rest is sent, and nothing is lost", async (t) => {
  const server = await serverFor(t);
  let isOld = true;
  let sent = [];
  const refusesWhatItDoesNotKnow = ({ method, path, headers, body }) => {
    const type = headers["content-type"];
    if (method === "POST" && path === "/api/records") {
      sent.push(type);
    }
    if (!isOld) {
      return undefined;
    }
    if (path === "/api/hello") {
      return json(200, { app: "lissom", version: "0.0.9", paired: true });
    }
    if (method === "POST" && path === "/api/records") {
      if (type !== "application/json") {
        return json(400, { fault: "expected a body of the type application/json" });
      }
      const at = JSON.parse(body).records.findIndex((line) => line.includes('"kind":"preference_set"'));
      return at < 0 ? undefined : json(400, { fault: `records, line ${at + 1}: line: kind: "preference_set" is not known; expected one like screening_answered` });
    }
    return undefined;
  };
  const proxy = await proxyFor(t, server, { change: refusesWhatItDoesNotKnow });
  await setUpOn(server);
  const { page, faults } = await appFor(t, browser, proxy.base + new URL(server.link).hash);
  await visit(page, "settings");
  await page.getByRole("button", { name: "The article's calendar" }).click();
  await edits.pain(page, chance);
  await visit(page, "record");
  const line = page.locator("main").getByText(/The server is older than this app and does not know 1 entry\. It waits here/);
  await line.waitFor();
  await page.reload();
  await line.waitFor();
  const all = sorted(await exported(page));
  const without = all.filter((one) => !one.includes('"kind":"preference_set"'));
  assert.equal(without.length, all.length - 1);
  assert.deepEqual(sorted(await lissom(server.data, "export", "-o", "-")), without);
  assert.deepEqual(new Set(sent), new Set(["application/vnd.lissom.records", "application/json"]), "bytes are tried, then lines");
  sent = [];
  isOld = false;
  await sync(page);
  assert.deepEqual(sorted(await lissom(server.data, "export", "-o", "-")), all);
  assert.deepEqual(new Set(sent), new Set(["application/vnd.lissom.records"]));
  assert.deepEqual(faults, []);
});

for (const [name, changed] of [
  ["asks for records in another way", json(404, { fault: "there is no such request" })],
  ["answers in another way", json(200, { parts: [] })],
]) {
  test(`a newer server that ${name}: the app says so, and goes on by itself`, async (t) => {
    const server = await serverFor(t);
    let isNew = false;
    const change = ({ path }) => {
      const isAsked = isNew && path.startsWith("/api/");
      return isAsked ? (path === "/api/hello" ? json(200, { app: "lissom", version: "99.0.0", paired: true }) : changed) : undefined;
    };
    const proxy = await proxyFor(t, server, { change });
    await setUpOn(server);
    const { page, faults } = await appFor(t, browser, proxy.base + new URL(server.link).hash);
    await sync(page);
    isNew = true;
    await edits.pain(page, chance);
    await visit(page, "record");
    await page.locator("main").getByText("The server is newer than this app, and they do not understand each other.").waitFor();
    await page.reload();
    await page.locator("main").getByText("The server is newer than this app").waitFor();
    isNew = false;
    await sync(page);
    assert.deepEqual(sorted(await exported(page)), sorted(await lissom(server.data, "export", "-o", "-")));
    assert.deepEqual(faults, []);
  });
}

// ---- records of a newer version

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}

function varint(value) {
  const bytes = [];
  for (let left = BigInt(value); ; left >>= 7n) {
    if (left < 128n) {
      return [...bytes, Number(left)];
    }
    bytes.push(Number(left & 127n) | 128);
  }
}

const signed = (value) => varint(value >= 0 ? BigInt(value) * 2n : BigInt(value) * -2n - 1n);
const text = (value) => [...varint(value.length), ...Buffer.from(value)];

/** A record of docs/formats/journal.md as a newer version might write it: as the readable line of that version, and raw. */
function ofNewer({ n, person, at_ms, kind, name, fields, body }) {
  const id = `0193a000-0000-7000-8000-0000000000${n.toString(16).padStart(2, "0")}`;
  const device = "0193a000-0000-7000-8000-0000000000ff";
  const uuid = (value) => [...Buffer.from(value.replaceAll("-", ""), "hex")];
  const bytes = [1, ...varint(kind), ...uuid(id), ...uuid(person), ...uuid(device), ...signed(at_ms), ...signed(0), ...text("person"), ...fields];
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(bytes));
  const head = { lissom: 1, id, person, at_ms };
  return {
    id,
    line: JSON.stringify({ ...head, kind: name, device, at: new Date(at_ms).toISOString(), utc_offset_min: 0, by: "person", body }),
    raw: JSON.stringify({ ...head, raw: Buffer.concat([Buffer.from(bytes), sum]).toString("hex") }),
  };
}

/** An event of a kind that there is not yet, and a report of pain that says more than there is to say yet. */
function newerRecords(person) {
  const at_ms = Date.now() - 1000;
  return [
    ofNewer({ n: 1, person, at_ms, kind: 99, name: "weather_felt", fields: signed(0), body: {} }),
    ofNewer({ n: 2, person, at_ms, kind: 4, name: "pain_reported", fields: [...varint(2), ...signed(7), ...varint(80), ...signed(1)], body: { now: 7, tide: 1 } }),
  ];
}

async function personOf(page) {
  return JSON.parse((await exported(page)).split("\n")[0]).person;
}

test("records of a newer version come from another device: kept, passed on, read as far as can be, and it is said", async (t) => {
  const server = await serverFor(t);
  let records = [];
  // As a server of that version has them: in lines that this app does not understand, and as bytes for who asks.
  const asNewer = async ({ method, path, pass }) => {
    if (method !== "GET" || !path.startsWith("/api/records") || path.includes("as=raw")) {
      return undefined;
    }
    const answer = await pass();
    const page = JSON.parse(answer.body);
    const lineOf = (line) => records.find(({ id }) => line.includes(id))?.line ?? line;
    return { ...answer, body: JSON.stringify({ ...page, records: page.records.map(lineOf) }) };
  };
  const proxy = await proxyFor(t, server, { change: asNewer });
  await setUpOn(server);
  const { page, context, faults } = await appFor(t, browser, proxy.base + new URL(server.link).hash);
  await sync(page);
  records = newerRecords(await personOf(page));
  const file = join(server.data, "newer.jsonl");
  await writeFile(file, records.map(({ raw }) => raw).join("\n"));
  await lissom(server.data, "import", file);
  const tab = await context.newPage();
  await tab.goto(`${proxy.base}#/progress`);
  await tab.getByRole("heading", { level: 1, name: "Progress" }).waitFor();

  await sync(page);
  await page.getByRole("status").getByText("1 entry in the record is not understood by this version of the app").waitFor();
  await page.locator("main").getByText("1 entry in the record is not understood by this version of the app").waitFor();
  await page.getByText("kind 99, which a later version writes").waitFor();
  await page.getByText(/Pain now 7|pain.*7/i).first().waitFor();
  const lines = sorted(await exported(page));
  assert.deepEqual(lines, sorted(await lissom(server.data, "export", "-o", "-")));
  for (const { raw, id } of records) {
    assert.equal(lines.find((line) => line.includes(id)), raw, "byte for byte");
  }
  await tab.getByRole("cell", { name: "7", exact: true }).or(tab.getByText(/\b7\b/)).first().waitFor();

  // From a file to a device that knows as little, and on to its server.
  const elsewhere = await serverFor(t);
  const app = await appFor(t, browser, elsewhere.link);
  await app.page.getByRole("link", { name: /record from another device/ }).click();
  await app.page.locator("input[type=file]").setInputFiles({ name: "record.jsonl", mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
  await app.page.getByText("entries added").waitFor();
  await sync(app.page);
  assert.deepEqual(sorted(await lissom(elsewhere.data, "export", "-o", "-")), lines);
  assert.deepEqual([...faults, ...app.faults], []);
});

test("a newer version's file, and lines that an older app finds in its store: kept as they are, also on the way out", async (t) => {
  const server = await serverFor(t);
  await setUpOn(server);
  const { page, faults } = await appFor(t, browser, server.link);
  const whole = sorted(await exported(page));
  const [{ line }] = newerRecords(await personOf(page));
  await page.getByLabel("Read a file").setInputFiles({ name: "newer.jsonl", mimeType: "text/plain", buffer: Buffer.from(line) });
  await page.getByText("1 entry added").waitFor();
  await page.getByText("1 entry in the record is not understood by this version of the app").waitFor();
  for (let visit = 0; visit < 2; visit += 1) {
    await page.reload();
    await page.locator("main").getByText("1 entry in the record is not understood").waitFor();
    assert.deepEqual(sorted(await exported(page)), sorted([...whole, line].join("\n")));
  }
  // This server is as old as the app.
  await page.locator("main").getByText("The server is older than this app and does not know 1 entry.").waitFor();
  assert.deepEqual(sorted(await lissom(server.data, "export", "-o", "-")), whole);
  assert.deepEqual(faults, []);
});

test("a plan with stretches that this version does not have is shown with those that it has", async (t) => {
  const server = await serverFor(t);
  await setUpOn(server);
  const { page, faults } = await appFor(t, browser, server.link);
  await sync(page);
  const plan = JSON.parse((await exported(page)).split("\n").find((line) => line.includes('"kind":"plan_adopted"')));
  const entries = (slot) => slot.entries.map((entry, i) => (i === 0 ? { ...entry, exercise: "stretch_of_tomorrow" } : entry));
  const newer = {
    ...plan,
    id: "0193a000-0000-7000-8000-000000000003",
    at_ms: plan.at_ms + 1,
    body: { ...plan.body, catalogue: "99.0", slots: plan.body.slots.map((slot) => ({ ...slot, entries: entries(slot) })) },
  };
  const file = join(server.data, "plan.jsonl");
  await writeFile(file, JSON.stringify(newer));
  await lissom(server.data, "import", file);
  await sync(page);
  for (const place of ["today", "plan", "print/plan", "record", "why/plan"]) {
    await visit(page, place);
    assert.equal(await page.getByText("Something went wrong").count(), 0, place);
  }
  await visit(page, "today");
  await startSession(page);
  assert.deepEqual(faults, []);
});

// ---- the store of the browser

/** Brings the store to another layout, as a newer version would. */
function raiseStore(page) {
  return page.evaluate(async () => {
    const open = indexedDB.open("lissom", 2);
    await new Promise((resolve, reject) => {
      open.onsuccess = resolve;
      open.onerror = reject;
      open.onblocked = () => reject(new Error("another tab is in the way"));
    });
    open.result.close();
  });
}

test("the store of a newer version: the older app is not in its way, says so, and leaves it as it is", async (t) => {
  const server = await serverFor(t);
  await setUpOn(server);
  const { page, faults } = await appFor(t, browser, server.link);
  await sync(page);
  await raiseStore(page);
  await visit(page, "progress");
  await page.getByText("a newer version of the app is open in another window").waitFor();
  await page.reload();
  await page.getByText("was stored by a newer version of the app").first().waitFor();
  const count = await page.evaluate(async () => {
    const open = indexedDB.open("lissom");
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const records = open.result.transaction("records").objectStore("records").count();
    await new Promise((resolve) => {
      records.onsuccess = resolve;
    });
    return records.result;
  });
  assert.equal(count, sorted(await lissom(server.data, "export", "-o", "-")).length);
  assert.deepEqual(faults, []);
});
