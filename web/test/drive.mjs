// What the browser tests share: a browser, a person's way through the questions, what a screen must satisfy.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";

export const program = process.env.LISSOM ?? join(import.meta.dirname, "../../build/release/lissom");
export const site = process.env.LISSOM_WEB ?? join(import.meta.dirname, "../../build/web");

export async function openBrowser(options = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"], ...options });
}

/** A page that remembers what went wrong in it and where it sent requests. */
export async function openPage(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  // A busy machine needs more patience than the usual half minute.
  context.setDefaultTimeout(Number(process.env.LISSOM_PATIENCE_MS ?? 30_000));
  const page = await context.newPage();
  const faults = [];
  const hosts = new Set();
  page.on("pageerror", (error) => faults.push(`page: ${error.message}`));
  page.on("console", (message) => {
    // What is not there is expected in places; a header that holds only for encrypted pages is no fault of others.
    if (message.type() === "error" && !/Failed to load resource|Cross-Origin-Opener-Policy/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    // A sound of our own making is a blob: no host is asked for it.
    if (protocol !== "blob:") {
      hosts.add(host);
    }
  });
  await page.goto(base);
  return { context, page, faults, hosts };
}

/** Answers every safety question as most people would, but for those in `answers` {part of the question: answer}. */
export async function answerQuestions(page, { age = 45, answers = {} } = {}) {
  await page.getByLabel("How old are you?").fill(String(age));
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("How old are you?").waitFor({ state: "detached" });
  const wanted = (asked) => Object.entries(answers).find(([part]) => asked.includes(part))?.[1];
  for (;;) {
    const main = page.locator("main.questions");
    await main.locator("h1").waitFor();
    let before = await main.innerText();
    const asked = await main.locator("h1").innerText();
    if (asked === "My answers") {
      break;
    }
    if (asked.startsWith("Does any of this apply")) {
      for (const row of await main.locator("li.listed").all()) {
        const answer = wanted(await row.innerText());
        if (answer) {
          await row.getByRole("button", { name: answer, exact: true }).click();
        }
      }
      // An answer changes the page already; what is waited for is the next one.
      before = await main.innerText();
      await page.getByRole("button", { name: /^None of/ }).click();
    } else if ((await page.getByRole("radio").count()) > 0) {
      const named = page.getByRole("radio", { name: wanted(asked) ?? (asked.startsWith("Can you") ? "Yes" : "No"), exact: true });
      await ((await named.count()) ? named : page.getByRole("radio").first()).click();
    } else if (await page.getByRole("button", { name: "Leave out" }).count()) {
      await page.getByRole("button", { name: "Leave out" }).click();
    } else {
      await page.getByRole("textbox").fill(wanted(asked) ?? "3");
      await page.getByRole("button", { name: "Next" }).click();
    }
    await page.waitForFunction((text) => document.querySelector("main.questions")?.innerText !== text, before);
  }
  await page.getByRole("button", { name: "Go on" }).click();
  // The next page may have a button of that name, too.
  await page.locator("main.questions").waitFor({ state: "detached" });
}

/** From the welcome screen to the plan. */
export async function setUp(page) {
  await page.getByRole("link", { name: /^Start/ }).click();
  await answerQuestions(page);
  await page.getByRole("button", { name: "Go on" }).click();
  for (const name of ["Next", "Next", "Next", "Make my plan"]) {
    await page.getByRole("button", { name, exact: true }).click();
  }
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
}

/** What the program says of the record in a folder. */
export async function lissom(data, ...args) {
  const { stdout } = await promisify(execFile)(program, [...args, "--data", data]);
  return stdout;
}

async function request(data, asked) {
  const running = promisify(execFile)(program, ["request", "-", "--data", data]);
  running.child.stdin.end(JSON.stringify(asked));
  await running;
}

/** What setUp() leaves, without the way there: for tests of what comes after. Before a browser is let in. */
export async function setUpOn(server) {
  const answers = { DURATION: "under_6_weeks", FLOOR: "yes", PAIN_SEVERE: 3 };
  const plan = { do: "plan" };
  for (const asked of [{ do: "screen", age: 45, answers, others: "no" }, plan, { do: "profile", set: {} }, plan]) {
    await request(server.data, asked);
  }
}

let recordOfSetUp;

async function makeRecord() {
  const data = await mkdtemp(join(tmpdir(), "lissom-"));
  try {
    await setUpOn({ data });
    return Buffer.from(await lissom(data, "export", "-o", "-"));
  } finally {
    await rm(data, { recursive: true });
  }
}

/** The same in a browser by itself, from a file, as somebody with a new device does it. */
export async function setUpFromFile(page) {
  recordOfSetUp ??= makeRecord();
  const buffer = await recordOfSetUp;
  await page.getByRole("link", { name: "I have a record" }).click();
  await page.getByLabel("Read a file").setInputFiles({ name: "record.jsonl", mimeType: "application/x-ndjson", buffer });
  await page.getByRole("status").getByRole("button", { name: "Close" }).click();
  await visit(page, "today");
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
}

export async function startSession(page) {
  await page.getByRole("button", { name: "Start", exact: true }).first().click();
  await page.getByRole("radio", { name: "None", exact: true }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "3", exact: true }).click();
  await page.getByRole("button", { name: "Start the session" }).click();
  await page.getByRole("timer").waitFor();
}

/** Starts the server and waits for its link. @param port  0: any; @param web  the folder of the app */
function startServer(data, port, web) {
  const child = spawn(program, ["serve", "--port", String(port), "--web", web, "--data", data, "--quiet"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /http:\/\/\S+#pair=\S+/.exec(said);
      if (found) {
        child.removeAllListeners("exit");
        resolve({ child, link: found[0] });
      }
    });
    child.on("exit", (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
}

function end(child, signal) {
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill(signal);
  return ended;
}

/** A server of its own on an empty folder. Ends only what it began. */
export async function openServer() {
  const data = await mkdtemp(join(tmpdir(), "lissom-"));
  let { child, link } = await startServer(data, 0, site);
  const { port } = new URL(link);
  return {
    data,
    link,
    base: link.slice(0, link.indexOf("#")),
    /** Ends it at once, in the middle of whatever it does. */
    kill: () => end(child, "SIGKILL"),
    /** On the same record and port, with the same app or another. Returns a fresh link. */
    async again(web = site) {
      ({ child, link } = await startServer(data, port, web));
      return link;
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        await end(child, "SIGTERM");
      }
      await rm(data, { recursive: true });
    },
  };
}

/** Runs with a fresh server and page; in the end nothing went wrong in it, and no other host was asked. */
export async function withAppIn(browser, options, run) {
  const server = await openServer();
  const app = await openPage(browser, options.link ? server.link : server.base, options);
  try {
    await run({ ...app, server });
    assert.deepEqual(app.faults, []);
    assert.deepEqual([...app.hosts], [new URL(server.base).host]);
  } catch (fault) {
    if (process.env.LISSOM_SHOTS) {
      await app.page.screenshot({ path: join(process.env.LISSOM_SHOTS, "fault.png") });
    }
    throw fault;
  } finally {
    await app.context.close();
    await server.close();
  }
}

/** A browser for all tests of a file, once they run, and withAppIn in it. */
export function inOneBrowser() {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
  });
  return { theBrowser: () => browser, withApp: (options, run) => withAppIn(browser, options, run) };
}

export async function visit(page, place) {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, place);
  await page.locator("h1").first().waitFor();
}

/**
 * What axe finds against WCAG 2.2 AA. It is the older way of asking: the newer opens a page more each time, for frames of other hosts.
 * @param rules  only these; a theme changes nothing but colours
 */
export async function axe(page, rules) {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const asked = rules ? builder.withRules(rules) : builder.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  return (await asked.analyze()).violations;
}

/** Takes a picture if somebody wants to look: LISSOM_SHOTS names a folder. */
export async function shot(page, name, options = {}) {
  if (process.env.LISSOM_SHOTS) {
    await page.screenshot({ path: join(process.env.LISSOM_SHOTS, `${name}.png`), ...options });
  }
}
