// Two browsers and the terminal on one record: whatever the order in which things are written and sent, all three end
// with the same record and the same state. And what happens when the server dies, the store is damaged or full.
//   LISSOM_SEED=7 node --test web/test/arrival.test.mjs     another run of the same kind
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { lissom, openBrowser, setUpFromFile, setUpOn, visit } from "./drive.mjs";
import { appFor, assertSame, chanceFrom, edits, exported, kept, linkFor, serverFor, sorted, spoken, sync } from "./record.mjs";

const seed = Number(process.env.LISSOM_SEED ?? 20261124);
let browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

/** Somebody who is set up in one browser, and has let a second in. */
async function twoAppsFor(t, server) {
  await setUpOn(server);
  const first = await appFor(t, browser, server.link);
  await sync(first.page);
  const second = await appFor(t, browser, await linkFor(server));
  await second.page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  return [first, second];
}

test(`any order of edits and syncs gives one record: seed ${seed}`, async (t) => {
  const chance = chanceFrom(seed);
  const server = await serverFor(t);
  const apps = await twoAppsFor(t, server);
  await kept(apps[1].page);
  let written = 0;
  for (let round = 0; round < 3; round += 1) {
    for (const { context } of apps) {
      await context.setOffline(true);
    }
    const turns = chance.shuffled([0, 0, 1, 1, 2, 2]);
    for (const turn of turns) {
      if (turn === 2) {
        await lissom(server.data, ...chance.pick(spoken)(chance));
      } else {
        await edits[chance.pick(Object.keys(edits))](apps[turn].page, chance);
      }
      written += 1;
    }
    // Sometimes one of them stays away for a round.
    for (const turn of chance.shuffled([0, 1]).slice(round === 2 ? 0 : chance.below(2))) {
      await apps[turn].context.setOffline(false);
      await sync(apps[turn].page);
    }
  }
  for (const turn of [0, 1, 0]) {
    await apps[turn].context.setOffline(false);
    await sync(apps[turn].page);
  }
  const lines = sorted(await assertSame(server, apps.map(({ page }) => page)));
  assert.ok(lines.length >= written, "nothing was lost");
  for (const { faults } of apps) {
    assert.deepEqual(faults, []);
  }
});

test("two devices are without their server for a week, and people write in both every day", async (t) => {
  const chance = chanceFrom(seed + 2);
  const server = await serverFor(t);
  const apps = await twoAppsFor(t, server);
  for (const { page } of apps) {
    await kept(page);
    await page.clock.install();
  }
  // Not setOffline(): a page that is loaded anew may reach the server before that holds for its worker.
  await server.kill();
  const dayMs = 86_400_000;
  let written = 0;
  for (let day = 1; day <= 7; day += 1) {
    for (const { page } of apps) {
      await page.clock.fastForward(dayMs);
    }
    for (const turn of chance.shuffled([0, 1])) {
      const { page } = apps[turn];
      await visit(page, "today");
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      await edits[chance.pick(Object.keys(edits))](page, chance);
      written += 1;
    }
    // The terminal, of the same day, beside the server.
    const noon = new Date(Date.now() + day * dayMs - 3_600_000).toISOString().replace(/\.\d+Z/, "Z");
    await lissom(server.data, ...chance.pick(spoken)(chance), "--at", noon);
    written += 1;
  }
  await server.again();
  for (const turn of [0, 1, 0]) {
    await sync(apps[turn].page);
  }
  const lines = sorted(await assertSame(server, apps.map(({ page }) => page), Date.now() + 8 * dayMs));
  assert.ok(lines.length >= written, "nothing was lost");
  for (const { faults } of apps) {
    assert.deepEqual(faults, []);
  }
});

test("the server dies in the middle of a sync, again and again, and nothing is lost or doubled", async (t) => {
  const chance = chanceFrom(seed + 1);
  const server = await serverFor(t);
  await setUpOn(server);
  const app = await appFor(t, browser, server.link);
  await sync(app.page);
  for (let round = 0; round < 3; round += 1) {
    await app.context.setOffline(true);
    for (let i = 0; i < 2; i += 1) {
      await edits.pain(app.page, chance);
    }
    // From the moment when the records are on their way, which the app sends by itself as soon as it can; the answer may or may not come.
    const sent = app.page.context().waitForEvent("request", (request) => request.method() === "POST" && /api\/records/.test(request.url()));
    await app.context.setOffline(false);
    await sent;
    await new Promise((resolve) => setTimeout(resolve, chance.below(15)));
    await server.kill();
    await server.again();
    await sync(app.page);
  }
  await assertSame(server, [app.page]);
});

/** Spoils stored lines as a bad disk would. */
async function spoil(page, keep) {
  return page.evaluate(async (part) => {
    const open = indexedDB.open("lissom");
    const db = await new Promise((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const store = db.transaction("records", "readwrite").objectStore("records");
    const cursor = store.openCursor();
    let n = 0;
    await new Promise((resolve) => {
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (!at) {
          resolve();
          return;
        }
        n += 1;
        if (n === 2 || n === 3) {
          at.update({ ...at.value, line: at.value.line.slice(0, part) });
        }
        at.continue();
      };
    });
    db.close();
    return n;
  }, keep);
}

test("a damaged store: the app says so, the rest counts, a file brings back what is missing", async (t) => {
  const server = await serverFor(t);
  const { page, faults } = await appFor(t, browser, server.base);
  await setUpFromFile(page);
  const whole = await exported(page);
  assert.ok((await spoil(page, 40)) > 3);
  await page.reload();
  await page.getByText("2 entries in this browser could not be read and do not count.").waitFor();
  await page.getByLabel("Read a file").setInputFiles({ name: "record.jsonl", mimeType: "text/plain", buffer: Buffer.from(whole) });
  await page.getByText("2 entries added").waitFor();
  assert.deepEqual(sorted(await exported(page)), sorted(whole));
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Record" }).waitFor();
  assert.equal(await page.getByText("could not be read").count(), 0);
  assert.deepEqual(faults, []);
});

// Half a line, and a line of nothing.
for (const left of [40, 0]) {
  test(`a damaged store of a paired browser, ${left} letters left of a line: the server brings it back`, async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, faults } = await appFor(t, browser, server.link);
    await sync(page);
    const whole = await exported(page);
    await spoil(page, left);
    await sync(page);
    assert.deepEqual(sorted(await exported(page)), sorted(whole));
    assert.equal(await page.getByText("could not be read").count(), 0);
    assert.deepEqual(faults, []);
  });
}

/** Stores more than may be stored; returns why it was refused. A browser looks only then how much space is left now. */
async function overfill(page, letters) {
  return page.evaluate(async (size) => {
    const open = indexedDB.open("lissom");
    const db = await new Promise((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const work = db.transaction("meta", "readwrite");
    work.objectStore("meta").put("x".repeat(size), "too much");
    const why = await new Promise((resolve) => {
      work.onabort = () => resolve(work.error?.name);
      work.oncomplete = () => resolve("stored");
    });
    db.close();
    return why;
  }, letters);
}

test("no space left: the app says so, what was stored before is kept and can be saved", async (t) => {
  const server = await serverFor(t);
  const { page, context, faults } = await appFor(t, browser, "about:blank");
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(server.base);
  const allow = (quotaSize) => devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
  const enough = 30_000_000;
  await allow(enough);
  await page.goto(server.base);
  await setUpFromFile(page);
  const whole = await exported(page);
  await allow(1);
  assert.equal(await overfill(page, enough), "QuotaExceededError");
  await page.reload();
  await visit(page, "progress");
  await page.getByRole("button", { name: "Note pain" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radiogroup", { name: "Pain now" }).getByRole("radio", { name: "3", exact: true }).click();
  await sheet.getByRole("button", { name: "Save" }).click();
  await sheet.getByText("there is no space left on this device").waitFor();
  await sheet.getByRole("button", { name: "Close" }).first().click();
  assert.equal(await exported(page), whole);
  await allow(enough);
  await edits.pain(page, chanceFrom(seed));
  const more = await exported(page);
  assert.ok(more.startsWith(whole) && more.length > whole.length, "what comes later is added");
  assert.deepEqual(faults, []);
});
