// The app in a real browser on the real server: node --test web/test/*.test.mjs
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { answerQuestions, inOneBrowser, openPage, openServer, setUp, setUpFromFile, startSession, visit } from "./drive.mjs";

const { theBrowser, withApp } = inOneBrowser();

test("from welcome to a finished session, and it is in the record", async () => {
  await withApp({}, async ({ page, context }) => {
    // Without a track the wall clock holds, which a test can turn.
    await context.addInitScript(() => localStorage.setItem("lissom-display", JSON.stringify({ sound: "quiet" })));
    await page.reload();
    await page.clock.install();
    await setUp(page);
    await startSession(page);
    const count = page.getByRole("timer");
    const first = await count.innerText();
    const ended = page.getByRole("heading", { name: "How was it?" });
    for (let second = 0; second < 1500 && (await ended.count()) === 0; second += 1) {
      const seen = () => page.evaluate(() => document.querySelector("[role=timer]")?.textContent ?? "");
      const before = await seen();
      await page.clock.runFor(1000);
      for (let look = 0; look < 100 && (await seen()) === before; look += 1) {
        await page.waitForTimeout(10);
      }
    }
    assert.match(first, /^\d+$/);
    await page.getByRole("radio", { name: "2", exact: true }).click();
    await page.getByRole("radio", { name: "About right" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("That is all for today").waitFor();
    await visit(page, "record");
    await page.getByText("Session ended: completed").waitFor();
  });
});

/** A page of a new browser that gets a file only when it is let go. */
async function holding(address, file, keep = {}) {
  const context = await theBrowser().newContext({ serviceWorkers: "block" });
  await context.addInitScript((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), keep);
  let letGo = () => undefined;
  const held = new Promise((resolve) => {
    letGo = resolve;
  });
  await context.route(file, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  return { page, letGo, close: () => context.close() };
}

test("the first screen stands before the core is there, and only where nothing has begun", async () => {
  await withApp({}, async ({ server }) => {
    const first = await holding(server.base, /\/app-.*\.js$/);
    await first.page.getByRole("heading", { name: /calm routine/ }).waitFor();
    first.letGo();
    await first.page.locator(".welcome .figure svg").waitFor();
    await first.close();

    const early = await holding(server.base, /\.wasm$/);
    await early.page.locator(".welcome .figure").waitFor({ state: "attached" });
    await early.page.getByRole("link", { name: /^Start/ }).click();
    await early.page.getByText("One moment").waitFor();
    early.letGo();
    await early.page.getByLabel("How old are you?").waitFor();
    await early.close();

    const later = await holding(server.base, /\/app-.*\.js$/, { "lissom-begun": "1" });
    const heading = later.page.getByRole("heading", { name: /calm routine/, includeHidden: true });
    await heading.waitFor({ state: "attached" });
    assert.equal(await heading.isVisible(), false, "whoever has begun does not see it");
    later.letGo();
    // Here it was a mistake: nothing is in the record.
    await heading.waitFor();
    await later.close();
  });
});

test("pain stops the hold at once; a warning sign closes the programme everywhere", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    await startSession(page);
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: /The hold has stopped/ }).waitFor();
    await page.getByRole("checkbox", { name: "numbness between the legs" }).click();
    await page.getByRole("radio", { name: "5", exact: true }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "Please get checked first" }).waitFor();
    await page.getByText("Get help if any of this is there or comes").waitFor();
    for (const place of ["today", "plan", "library", "library/cat_cow", "print/plan", "print/cat_cow", "sheet", "session/now", "about"]) {
      await visit(page, place);
      await page.waitForTimeout(200);
      assert.equal(await page.locator(".figure svg, .listing, .player, .leaf").count(), 0, place);
    }
  });
});

test("one answer that stops shows what to do, and no stretch", async () => {
  await withApp({}, async ({ page }) => {
    await page.getByRole("link", { name: /^Start/ }).click();
    await answerQuestions(page, { answers: { "passing urine": "I am not sure" } });
    await page.getByRole("link", { name: /^Call/ }).waitFor();
    assert.equal(await page.locator(".figure svg").count(), 0);
    await page.reload();
    await page.getByRole("link", { name: /^Call/ }).waitFor();
  });
});

test("a stretch found by place and part of the body is a session of its own, and too hard a one is not", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    await visit(page, "library");
    const count = async () => Number.parseInt(await page.locator("p[role=status]").innerText(), 10);
    const all = await count();
    await page.getByRole("button", { name: "At a desk" }).click();
    const atDesk = await count();
    await page.getByLabel("Part of the body").selectOption("side of the neck");
    assert.ok(all > atDesk && atDesk > (await count()));
    await page.getByRole("link", { name: /Side neck stretch|neck/i }).first().click();
    await page.getByRole("button", { name: "Do this one now" }).click();
    await page.getByRole("radio", { name: "None", exact: true }).click();
    await page.getByRole("dialog").getByRole("radio", { name: "3", exact: true }).click();
    await page.getByRole("button", { name: "Start the session" }).click();
    await page.getByRole("timer").waitFor();
    await visit(page, "library/bird_dog");
    await page.getByText("Not as a session of its own today: It comes at a later level.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Do this one now" }).count(), 0);
  });
});

/** Until the picture is another one than `before`, and the last of those that were asked for. */
async function otherPicture(figure, before) {
  for (let last = ""; ; ) {
    const now = await figure.innerHTML();
    if (now !== before && now !== "" && now === last) {
      return now;
    }
    last = now;
    await figure.page().waitForTimeout(500);
  }
}

async function dragged(page, element, pixels) {
  const box = await element.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + pixels, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
}

test("a figure is turned by a finger, by buttons and by a key, and comes back to where it was", async () => {
  await withApp({}, async ({ page, faults }) => {
    await setUpFromFile(page);
    await visit(page, "library/cat_cow");
    const figure = page.locator(".stage .figure");
    const front = await otherPicture(figure, "");
    await dragged(page, page.locator(".stage"), 90);
    const dragged45 = await otherPicture(figure, front);
    await page.getByRole("button", { name: "Turn left" }).click();
    assert.equal(await otherPicture(figure, dragged45), front, "as many degrees back");
    await page.getByRole("button", { name: "Turn right" }).click();
    assert.equal(await otherPicture(figure, front), dragged45);
    await visit(page, "today");
    await startSession(page);
    await page.keyboard.press(" ");
    const playing = page.locator(".player-figure .figure");
    const first = await otherPicture(playing, "");
    await page.keyboard.press("t");
    const turned = await otherPicture(playing, first);
    await dragged(page, page.locator(".player-figure"), -90);
    await otherPicture(playing, turned);
    assert.deepEqual(faults, []);
  });
});

test("the plan shows the eight weeks: what is now, and what may come at the earliest", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    await visit(page, "plan");
    const weeks = page.locator("section", { has: page.getByRole("heading", { name: "The eight weeks" }) });
    await weeks.locator(".stair li").first().waitFor();
    const steps = await weeks.locator(".stair .unseen").allInnerTexts();
    assert.equal(steps.length, 8);
    assert.equal(steps[0], "Week 1, Level 1, now");
    assert.match(steps[1], /^Week 2, Level 2, ahead, More sessions a week/);
    await weeks.getByText("What lies ahead is the earliest that may be").waitFor();
  });
});

test("a stretch is swapped in the plan, taken back, and left out in the library", async () => {
  await withApp({}, async ({ page, faults }) => {
    await setUpFromFile(page);
    await visit(page, "plan");
    const cards = page.locator("article.listing h3");
    await cards.first().waitFor();
    const names = await cards.allInnerTexts();
    const [name] = names;
    const left = page.locator("section", { has: page.getByRole("heading", { name: "What you asked to leave out" }) });

    await page.getByRole("button", { name: `Swap: ${name}`, exact: true }).first().click();
    await page.getByText(`${name} is left out from now on.`).waitFor();
    await left.getByRole("link", { name }).waitFor();
    await cards.getByText(name, { exact: true }).first().waitFor({ state: "detached" });
    const instead = await cards.allInnerTexts();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2", "one goes on reading from the session's heading");
    const told = await page.locator(".toast").innerText();
    const others = instead.filter((other) => !names.includes(other));
    assert.ok(others.length === 0 ? /Nothing else fits/.test(told) : others.some((other) => told.includes(other)), told);

    // Another tab has it, too, and it stands in the record.
    await page.reload();
    await left.getByRole("link", { name }).waitFor();
    await left.getByRole("button", { name: `Take it back: ${name}` }).click();
    await left.waitFor({ state: "detached" });
    await cards.getByText(name, { exact: true }).first().waitFor();

    await page.getByRole("button", { name: `Swap: ${name}`, exact: true }).first().click();
    await page.getByRole("button", { name: "Undo" }).click();
    await left.waitFor({ state: "detached" });
    await cards.getByText(name, { exact: true }).first().waitFor();

    await cards.getByRole("link", { name, exact: true }).first().click();
    const likes = page.getByRole("button", { name: "I like it" });
    const leaves = page.getByRole("button", { name: "Leave it out" });
    await likes.click();
    await page.locator("[aria-pressed=true]", { hasText: "I like it" }).waitFor();
    await leaves.click();
    await page.locator("[aria-pressed=true]", { hasText: "Leave it out" }).waitFor();
    assert.equal(await likes.getAttribute("aria-pressed"), "false", "what is left out is not liked");
    await page.getByText("You asked to leave it out.").waitFor();
    await visit(page, "plan");
    await left.getByRole("link", { name }).waitFor();
    assert.ok(!(await cards.allInnerTexts()).includes(name));
    assert.deepEqual(faults, []);
  });
});

test("amber pain makes the session lighter and it goes on", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    await startSession(page);
    await page.getByRole("button", { name: "It hurts" }).click();
    await page.getByRole("radio", { name: "5", exact: true }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).click();
    await page.getByRole("timer").waitFor();
  });
});

test("the whole first way by keyboard alone", async () => {
  await withApp({}, async ({ page }) => {
    await page.getByRole("link", { name: /^Start/ }).waitFor();
    const pressUntil = async (name, most = 60) => {
      for (let i = 0; i < most; i += 1) {
        const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
        if (name.test(focused.trim())) {
          await page.keyboard.press("Enter");
          return;
        }
        await page.keyboard.press("Tab");
      }
      throw new Error(`${name} was not reached with Tab`);
    };
    await pressUntil(/^Start/);
    await page.getByLabel("How old are you?").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("45");
    await page.keyboard.press("Enter");
    // Tab goes to the group of answers, the arrow to the second one, which is "No".
    await page.getByRole("radiogroup").waitFor();
    await page.getByRole("radio").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "No");
    await page.keyboard.press("Enter");
    await page.getByText("Page 3 of about").waitFor();
  });
});

test("export, erase, import: the same record", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    const save = async () => {
      await visit(page, "record");
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save to a file" }).click()]);
      return { name: download.suggestedFilename(), path: await download.path() };
    };
    const first = await save();
    assert.doesNotMatch(first.name, /pain|back|health|stretch/i);
    const bytes = await readFile(first.path, "utf8");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.getByLabel(/Type/).fill("erase");
    await page.getByRole("dialog").getByRole("button", { name: "Erase everything" }).click();
    await page.getByRole("link", { name: /record from another device/ }).click();
    await page.locator("input[type=file]").setInputFiles({ name: "broken.jsonl", mimeType: "text/plain", buffer: Buffer.from("{") });
    await page.getByText("Your record is unchanged").waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "record.jsonl", mimeType: "text/plain", buffer: Buffer.from(bytes) });
    await page.getByText("entries added").waitFor();
    const second = await save();
    assert.equal(await readFile(second.path, "utf8"), bytes);
  });
});

test("the plan is printed, and its square is read back", async () => {
  await withApp({}, async ({ page }) => {
    await setUpFromFile(page);
    await visit(page, "plan");
    await page.getByRole("button", { name: "Print" }).click();
    await page.getByRole("heading", { name: "My stretches" }).waitFor();
    const names = await page.locator(".leaf-entry h4").allInnerTexts();
    assert.ok(names.length >= 2);
    await page.getByText("Get help at once if any of this is new").waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
    assert.ok(pdf.subarray(0, 4).toString() === "%PDF");
    if (process.env.LISSOM_SHOTS) {
      await writeFile(join(process.env.LISSOM_SHOTS, "sheet.pdf"), pdf);
    }
    const square = await page.locator(".square").screenshot({ scale: "device" });
    await visit(page, "sheet");
    await page.locator("input[type=file]").setInputFiles({ name: "none.png", mimeType: "image/png", buffer: Buffer.from("none") });
    await page.getByRole("alert").filter({ hasText: "no picture" }).waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "square.png", mimeType: "image/png", buffer: square });
    for (const name of names) {
      await page.getByRole("heading", { name: name.replace(/^\d+\s+/, "") }).waitFor();
    }
    await page.getByLabel("Or paste the text of the square").fill("LISSOM1ABC");
    await page.getByRole("button", { name: "Show the plan" }).click();
    await page.getByRole("alert").filter({ hasText: "not the whole text" }).waitFor();
  });
});

test("a printed diary is copied, once", async () => {
  await withApp({}, async ({ page }) => {
    await page.clock.install();
    await setUpFromFile(page);
    await visit(page, "print/plan");
    const code = (await page.locator(".leaf-back > p strong").innerText()).replace(/\D/g, "");
    assert.equal(code.length, 8);
    await page.clock.fastForward(6 * 86_400_000);
    await visit(page, "paper");
    await page.getByLabel("Code of the page").fill("1234 5678");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("alert").filter({ hasText: "a digit is wrong" }).waitFor();
    await page.getByLabel("Code of the page").fill(code);
    await page.keyboard.press("Enter");
    const row = page.locator(".paper-row").first();
    await row.getByLabel("Before").fill("4");
    await row.getByLabel("After").fill("3");
    await row.getByLabel("Next morning").fill("4");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Noted from paper: 1 session and 3 numbers.").first().waitFor();
    await row.getByText("Copied before.").waitFor();
    await visit(page, "progress");
    await page.getByText(/^1 of \d/).first().waitFor();
  });
});

test("with the server gone the app starts, and everything still works", async () => {
  const server = await openServer();
  const { page, context } = await openPage(theBrowser(), server.base);
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active?.state));
  await setUpFromFile(page);
  await server.close();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await startSession(page);
  await context.close();
});

test("a paired browser's record is on the server, and another browser gets it", async () => {
  const server = await openServer();
  const first = await openPage(theBrowser(), server.link);
  await setUp(first.page);
  await visit(first.page, "record");
  await first.page.getByText("A second copy is on your own server.").waitFor();
  assert.doesNotMatch(first.page.url(), /pair=/);
  const again = await openPage(theBrowser(), server.link);
  await again.page.getByRole("link", { name: /^Start/ }).waitFor();
  await first.context.close();
  await again.context.close();
  await server.close();
});
