// What goes wrong around the app: the server, the store, the clock, another tab. And meanwhile somebody uses all of it for
// more than a minute, in a browser whose requests, those of workers included, all have to go through a proxy.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { answerQuestions, lissom, openBrowser, setUp, setUpFromFile, setUpOn, startSession, visit } from "./drive.mjs";
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

async function proxied(t, server, options) {
  const proxy = await proxyFor(t, server, options);
  const only = await openBrowser({ proxy: { server: proxy.base, bypass: "<-loopback>" } });
  t.after(() => only.close());
  return { proxy, only };
}

async function leaveSession(page) {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await page.getByRole("button", { name: "Leave out" }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
}

const places = ["library", "library/cat_cow", "plan", "why/plan", "learn", "progress", "measures", "paper", "sheet", "settings", "print/plan", "record", "about", "today"];

/** The whole app, on the network and off it, at least until then. */
async function use({ page, context }, until) {
  await setUp(page);
  await visit(page, "settings");
  await page.getByRole("radiogroup", { name: "Break timer" }).getByRole("radio", { name: "On" }).click();
  await visit(page, "today");
  await startSession(page);
  // The voice is fetched, the track is played, and leaving one out makes another track.
  await page.waitForFunction(() => document.querySelector("audio.track")?.currentTime > 2);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Another reason" }).click();
  await page.getByRole("timer").waitFor();
  await leaveSession(page);
  await kept(page);
  for (let round = 0; round < 2 || Date.now() < until; round += 1) {
    await context.setOffline(round % 2 === 1);
    for (const place of places) {
      await visit(page, place);
      await page.waitForTimeout(200);
    }
    await edits.pain(page, chance);
  }
  await context.setOffline(false);
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await sync(page);
}

/** What Chromium asks for itself, whichever page is open. What a page asks is looked at without this. */
const ofTheBrowser = /^((update|content-autofill|optimizationguide-pa|safebrowsing|clientservices|android\.clients)\.googleapis\.com|(accounts|clients\d?|www)\.google\.com|\w+\.gvt1\.com)(:443)?$/;

function sayNothing(page) {
  return page.evaluate(() => {
    for (const button of document.querySelectorAll(".toast button:last-child")) {
      button.click();
    }
  });
}

describe("a minute of use, and trouble meanwhile", { concurrency: 2 }, () => {
  test("in more than a minute of use nothing is asked of any host but the app's own server", async (t) => {
    const until = Date.now() + 75_000;
    const server = await serverFor(t);
    const { proxy, only } = await proxied(t, server);
    const app = await appFor(t, only, server.link);
    await use(app, until);
    const { host } = new URL(server.base);
    assert.deepEqual([...proxy.hosts].filter((asked) => !ofTheBrowser.test(asked)), [host]);
    assert.deepEqual([...app.hosts], [host]);
    assert.deepEqual(app.faults, []);
  });

  test("that proxy would see it: of a page, a worker and a service worker", async (t) => {
    const server = await serverFor(t);
    const ask = (who) => `fetch("http://${who}.example/").catch(() => undefined)`;
    const probe = {
      "/probe.html": `<!doctype html><script>
        ${ask("page")}; fetch("https://secret.example/").catch(() => undefined);
        new Worker("/probe-worker.js"); navigator.serviceWorker.register("/probe-sw.js");
      </script>`,
      "/probe-worker.js": ask("worker"),
      "/probe-sw.js": ask("service"),
    };
    const change = ({ path }) =>
      probe[path] && { status: 200, headers: { "content-type": path.endsWith("js") ? "text/javascript" : "text/html" }, body: probe[path] };
    const { proxy, only } = await proxied(t, server, { change });
    const { page } = await appFor(t, only, `${server.base}probe.html`);
    for (const host of ["page.example", "worker.example", "service.example", "secret.example:443"]) {
      while (!proxy.hosts.has(host)) {
        await page.waitForTimeout(50);
      }
    }
  });

  test("the server is killed and comes back in the middle of a session: it goes on, and every step arrives", async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, faults } = await appFor(t, browser, server.link);
    await sync(page);
    await visit(page, "today");
    await startSession(page);
    const leaveOut = async () => {
      await page.keyboard.press("ArrowRight");
      await page.getByRole("button", { name: "Another reason" }).click();
      await page.getByRole("timer").waitFor();
    };
    await leaveOut();
    await server.kill();
    await leaveOut();
    await page.waitForTimeout(2500);
    await leaveOut();
    await server.again();
    await leaveSession(page);
    await sync(page);
    const lines = sorted(await exported(page));
    assert.equal(lines.filter((line) => line.includes('"kind":"step_stopped"')).length >= 3, true);
    assert.equal(lines.filter((line) => line.includes('"kind":"session_ended"')).length, 1);
    assert.deepEqual(sorted(await lissom(server.data, "export", "-o", "-")), lines);
    assert.deepEqual(faults, []);
  });

  test("how it stands with the server is shown as it is, also when nobody asked", async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, faults } = await appFor(t, browser, server.link);
    await sync(page);
    await server.kill();
    await edits.pain(page, chance);
    // The app tells the server by itself, a little later.
    await visit(page, "record");
    await page.getByText("The server does not answer.").waitFor();
    await page.getByText(/\d (entry|entries) not yet on the server/).waitFor();
    await visit(page, "settings");
    await page.getByRole("heading", { name: "Breaks at work" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "The guide" }).count(), 0);
    await server.again();
    await visit(page, "progress");
    await visit(page, "settings");
    await page.getByRole("link", { name: "The guide" }).waitFor();
    await visit(page, "record");
    await page.getByText("A second copy is on your own server.").waitFor();
    assert.equal(await page.getByText("not yet on the server").count(), 0);
    assert.deepEqual(faults, []);
  });

  test("what another device wrote comes when the page is looked at again, or is back on the network", async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, context, faults } = await appFor(t, browser, server.link);
    await sync(page);
    await kept(page);
    await lissom(server.data, "log", "pain", "2");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByText(/pain.* 2\b/i).first().waitFor();
    await context.setOffline(true);
    await lissom(server.data, "log", "pain", "3");
    await context.setOffline(false);
    await page.getByText(/pain.* 3\b/i).first().waitFor();
    assert.deepEqual(faults, []);
  });

  test("range tests are not offered while the programme is closed", async (t) => {
    const server = await serverFor(t);
    const { page, faults } = await appFor(t, browser, server.base);
    await page.getByRole("link", { name: /^Start/ }).click();
    await answerQuestions(page, { answers: { "had cancer": "Yes" } });
    await page.getByRole("button", { name: "A clinician has cleared me" }).waitFor();
    await visit(page, "measures");
    await page.getByText("Range tests are done while the programme is open.").waitFor();
    assert.equal(await page.locator("a[href*='measures/test:']").count(), 0);
    await page.getByRole("heading", { level: 2, name: "Questionnaires", exact: true }).waitFor();
    assert.deepEqual(faults, []);
  });

  test("erasing that fails says so, and the record is still there", async (t) => {
    const server = await serverFor(t);
    const { page, faults } = await appFor(t, browser, server.base);
    await setUpFromFile(page);
    const whole = await exported(page);
    const [worker] = page.workers();
    await worker.evaluate(() => {
      const { clear } = IDBObjectStore.prototype;
      let fails = 2; // it is tried again, once
      IDBObjectStore.prototype.clear = function () {
        fails -= 1;
        if (fails === 0) {
          IDBObjectStore.prototype.clear = clear;
        }
        throw new DOMException("the disk does not answer", "UnknownError");
      };
    });
    await page.getByRole("button", { name: "Erase everything" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel(/Type/).fill("erase");
    await sheet.getByRole("button", { name: "Erase everything" }).click();
    await sheet.getByRole("alert").filter({ hasText: "Erasing did not work: the disk does not answer. Your record is still here." }).waitFor();
    await sheet.getByRole("button", { name: "Close" }).click();
    assert.equal(await exported(page), whole);
    await page.getByRole("button", { name: "Erase everything" }).click();
    await sheet.getByLabel(/Type/).fill("erase");
    await sheet.getByRole("button", { name: "Erase everything" }).click();
    await page.getByText("Nothing is left on this device.").waitFor();
    assert.deepEqual(faults, []);
  });

  test("two tabs write at the same time: both have all of it, once, and show the same", async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, context, faults } = await appFor(t, browser, server.link);
    const other = await context.newPage();
    other.on("pageerror", (error) => faults.push(error.message));
    await other.goto(server.base);
    await other.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([page, other].map((tab) => edits.pain(tab, chance)));
    }
    const lines = sorted(await exported(page));
    assert.equal(lines.filter((line) => line.includes('"kind":"pain_reported"')).length, 8);
    assert.equal(new Set(lines).size, lines.length);
    assert.deepEqual(sorted(await exported(other)), lines);
    const shown = [];
    for (const tab of [page, other]) {
      await visit(tab, "progress");
      await tab.getByRole("heading", { name: "Measures" }).waitFor();
      await tab.getByText("All on one time axis").waitFor();
      await sayNothing(tab);
      shown.push(await tab.locator("main").innerText());
    }
    assert.equal(shown[0], shown[1]);
    // What is erased in one is gone in the other.
    await visit(other, "today");
    await visit(page, "record");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.getByLabel(/Type/).fill("erase");
    await page.getByRole("dialog").getByRole("button", { name: "Erase everything" }).click();
    await other.getByRole("link", { name: /^Start/ }).waitFor();
    assert.deepEqual(faults, []);
  });

  test("no space left in a session: it goes on, and it is said; after it, too", async (t) => {
    const server = await serverFor(t);
    const { page, faults } = await appFor(t, browser, server.base);
    await setUpFromFile(page);
    await startSession(page);
    const [worker] = page.workers();
    const full = (is) =>
      worker.evaluate((isFull) => {
        globalThis.add ??= IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = isFull
          ? () => {
              throw new DOMException("full", "QuotaExceededError");
            }
          : globalThis.add;
      }, is);
    await full(true);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Another reason" }).click();
    await page.getByText("there is no space left on this device").waitFor();
    await page.getByRole("timer").waitFor();
    await page.getByRole("button", { name: "It hurts" }).waitFor();
    // What cannot be stored cannot be answered either: no guess is made about pain, and it is quiet.
    await page.keyboard.press("h");
    await page.getByRole("radio", { name: "5", exact: true }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "Something went wrong" }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("audio.track")?.paused ?? true), true);
    await full(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("timer").waitFor();
    assert.deepEqual(faults, []);
  });

  test("a clock that went back: the app says so, the record can be saved, and it goes on when the clock is right", async (t) => {
    const server = await serverFor(t);
    const { page, faults } = await appFor(t, browser, server.base);
    await page.clock.install();
    await setUpFromFile(page);
    const whole = await exported(page);
    const now = Date.now();
    await page.clock.setSystemTime(now - 86_400_000);
    await visit(page, "today");
    await page.reload();
    await page.getByRole("heading", { name: "Is the clock right?" }).waitFor();
    await page.getByText("If the clock is wrong, set it right.").waitFor();
    await page.getByRole("link", { name: "My record" }).click();
    await page.getByRole("alert").filter({ hasText: "set the clock right" }).waitFor();
    assert.equal(await exported(page), whole);
    await page.clock.setSystemTime(now + 60_000);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Record" }).waitFor();
    await edits.pain(page, chance);
    assert.ok((await exported(page)).startsWith(whole));
    assert.deepEqual(faults, []);
  });

  test("a clock that lay ahead: what was written then is moved when the person says so, and everything goes on", async (t) => {
    const server = await serverFor(t);
    const { page, faults } = await appFor(t, browser, "about:blank");
    const now = Date.now();
    await page.clock.install({ time: now + 400 * 86_400_000 });
    await page.goto(server.base);
    await setUp(page);
    await edits.pain(page, chance);
    const whole = await exported(page);
    await page.clock.setSystemTime(now);
    await visit(page, "today");
    await page.reload();
    await page.getByRole("heading", { name: "Is the clock right?" }).waitFor();
    await page.getByText("it was wrong when they were written").waitFor();
    await page.getByRole("button", { name: "The clock is right" }).click();
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await page.getByText("counts as written now").waitFor();
    assert.ok((await exported(page)).startsWith(whole), "what was written stays as it was written");
    await edits.pain(page, chance);
    await visit(page, "today");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    assert.deepEqual(faults, []);
  });

  test("the browser threw the store away: the server gives the record back, to a browser that it let in", async (t) => {
    const server = await serverFor(t);
    await setUpOn(server);
    const { page, faults } = await appFor(t, browser, server.link);
    await sync(page);
    const whole = sorted(await exported(page));
    await page.goto("about:blank");
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(server.base).origin, storageTypes: "indexeddb" });
    await page.goto(server.base);
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    assert.deepEqual(sorted(await exported(page)), whole);
    // While it is open: what is gone is not shown on, nor written to.
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(server.base).origin, storageTypes: "indexeddb" });
    await sync(page);
    assert.deepEqual(sorted(await exported(page)), whole);
    // And in the middle of its work: what was cut off is done once more.
    for (const afterMs of [0, 20, 60, 120, 240, 480]) {
      const opening = page.reload();
      await page.waitForTimeout(afterMs);
      await devtools.send("Storage.clearDataForOrigin", { origin: new URL(server.base).origin, storageTypes: "indexeddb" });
      await opening;
      await sync(page);
      assert.deepEqual(sorted(await exported(page)), whole);
    }
    assert.deepEqual(faults, []);
  });
});
