// The app on a phone of the middle class, simulated: Chromium at a quarter of this machine's speed behind a slow mobile
// network (1.6 Mbit/s, 150 ms), then what a person waits for.
//   ./start --build && tools/web.sh && node bench/app.mjs [RECORD]
// RECORD is an export; with it, how long it takes from the address to the Today screen with that record.
import { readFile } from "node:fs/promises";
import { openBrowser, openPage, openServer, setUp, visit } from "../web/test/drive.mjs";

const slowdown = 4;
const network = { offline: false, latency: 150, downloadThroughput: (1638.4 * 1000) / 8, uploadThroughput: (675 * 1000) / 8 };
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };

const say = (what, value, unit, bar) => console.log(`${what.padEnd(58)} ${String(Math.round(value)).padStart(6)} ${unit}${bar ? `   bar ${bar}` : ""}`);

/** Keeps what the browser itself measures, from before the first paint. */
async function watch(context) {
  await context.addInitScript(() => {
    globalThis.seen = { paint: 0, events: [], tasks: [] };
    const observe = (type, put, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(put)).observe({ type, buffered: true, ...more });
    observe("largest-contentful-paint", (entry) => (globalThis.seen.paint = entry.startTime));
    observe("event", (entry) => entry.interactionId && globalThis.seen.events.push({ ms: entry.duration, at: location.hash }), { durationThreshold: 16 });
    observe("longtask", (entry) => globalThis.seen.tasks.push(entry.duration));
  });
}

async function throttle(page, { cpu, net }) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", net ?? { ...network, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
}

const seen = (page) => page.evaluate(() => globalThis.seen);
const since = (page) => page.evaluate(() => performance.now());

const browser = await openBrowser();
const server = await openServer();

// 1. The first load, nothing kept from before.
{
  const { page, context } = await openPage(browser, "about:blank", phone);
  await watch(context);
  await throttle(page, { cpu: slowdown, net: network });
  await page.goto(server.base, { waitUntil: "commit" });
  await page.getByRole("link", { name: /^Start/ }).waitFor();
  say("first load: Start can be pressed", await since(page), "ms");
  await page.locator(".welcome .figure svg").waitFor();
  say("first load: the core is there, and has drawn the figure", await since(page), "ms");
  await page.waitForTimeout(3000);
  say("first load: largest contentful paint", (await seen(page)).paint, "ms", "1500");
  // 2. A person's way through the questions; how long until the screen shows what a finger did.
  await setUp(page);
  for (const place of ["plan", "progress", "library", "measures", "record", "settings", "today"]) {
    await visit(page, "more");
    await page.waitForTimeout(100);
    await visit(page, place);
    await page.waitForTimeout(500);
  }
  const { events } = await seen(page);
  events.sort((a, b) => a.ms - b.ms);
  const times = events.map(({ ms }) => ms);
  say(`interactions that took 16 ms or more: ${times.length}; the slowest, at ${events.at(-1)?.at}`, times.at(-1) ?? 0, "ms", "100");
  say("  and 95 of 100 stay below", times[Math.floor(times.length * 0.95)] ?? 0, "ms");
  // 3. The figure moves.
  await throttle(page, { cpu: 1 });
  await visit(page, "library/cat_cow");
  await page.getByRole("button", { name: "Show the movement" }).click();
  await page.waitForTimeout(3000);
  const frames = await page.evaluate(async () => {
    globalThis.seen.tasks = [];
    const figure = document.querySelector(".stage .figure, .figure");
    let drawn = 0;
    const watcher = new MutationObserver(() => (drawn += 1));
    watcher.observe(figure, { childList: true, subtree: true });
    const from = performance.now();
    let painted = 0;
    await new Promise((done) => {
      const tick = () => {
        painted += 1;
        performance.now() - from < 5000 ? requestAnimationFrame(tick) : done();
      };
      requestAnimationFrame(tick);
    });
    return { drawn: drawn / 5, painted: painted / 5, tasks: globalThis.seen.tasks };
  });
  say("the figure moves: pictures a second, this machine's speed", frames.drawn, "", "60");
  say("  frames a second", frames.painted, "");
  say(`  tasks over 50 ms: ${frames.tasks.length}; the longest`, Math.max(0, ...frames.tasks), "ms", "50");
  await context.close();
}

// 4. Years of record.
if (process.argv[2]) {
  const text = await readFile(process.argv[2], "utf8");
  const { page, context } = await openPage(browser, server.base, phone);
  await page.getByRole("link", { name: /record from another device/ }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "record.jsonl", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByText("entries added").waitFor({ timeout: 600_000 });
  for (const place of ["today", "progress", "record"]) {
    await visit(page, place);
    await page.reload();
    await page.locator("h1").first().waitFor({ timeout: 600_000 });
    say(`${text.split("\n").length - 1} records: from the address to the screen "${place}"`, await since(page), "ms", place === "today" ? "1000" : "");
  }
  await context.close();
}
await browser.close();
await server.close();
