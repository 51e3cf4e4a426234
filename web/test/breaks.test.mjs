// The break timer in the open app, over a day and a week that pass by the browser's clock.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, setUpFromFile, visit, withAppIn } from "./drive.mjs";

const due = "Time for a short break from sitting.";
let browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

/**
 * Ten o'clock on the next day of work of a profile as it is at first. A week after it still lies within the two weeks for
 * which the safety questions that were answered today hold.
 */
function atWork() {
  const day = new Date();
  do {
    day.setDate(day.getDate() + 1);
  } while ([0, 6].includes(day.getDay()));
  day.setHours(10, 0, 0, 0);
  return day;
}

const later = (page, minutes) => page.clock.fastForward(minutes * 60_000);
const told = (page, words) => page.getByRole("status").getByText(words).waitFor();
const press = (page, name) => page.getByRole("status").getByRole("button", { name, exact: true }).click();

async function askForBreaks(page) {
  await visit(page, "about");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("spinbutton", { name: "Minutes for a break at work? 0 for none." }).fill("2");
  await page.getByRole("spinbutton", { name: "How many such breaks a day?" }).fill("4");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Make my plan" }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
}

const timer = (page) => page.getByRole("radiogroup", { name: "Break timer" });
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("lissom-break")));

test("a break may be put off twice, a walk is one, who answers none is reminded less and asked after a week", async () => {
  await withAppIn(browser, { reducedMotion: "reduce" }, async ({ page }) => {
    await setUpFromFile(page);
    await askForBreaks(page);
    await page.clock.install({ time: atWork() });
    await page.reload();
    await visit(page, "settings");
    await timer(page).getByRole("radio", { name: "On" }).click();

    await later(page, 46);
    await told(page, due);
    await press(page, "In 10 minutes");
    await later(page, 11);
    await told(page, due);
    await press(page, "In 10 minutes");
    await later(page, 11);
    await told(page, due);
    assert.equal(await page.getByRole("button", { name: "In 10 minutes" }).count(), 0, "twice is enough");
    await press(page, "I walked instead");
    await told(page, "Breaks today: 1 of 4.");
    assert.equal((await kept(page)).ignored, 0);

    for (let ignored = 1; ignored <= 3; ignored += 1) {
      await later(page, 46);
      await page.waitForFunction((n) => JSON.parse(localStorage.getItem("lissom-break")).ignored === n, ignored);
    }
    const { since_ms } = await kept(page);
    const next = await page.evaluate(
      (ms) => new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(ms)),
      since_ms + 68 * 60_000,
    );
    await page.getByText(`The next one is at ${next}.`).waitFor();
    await press(page, "Close");

    // The same hour a week later: first the break that is due, then the question about the week.
    await later(page, 7 * 24 * 60);
    await told(page, due);
    await later(page, 1);
    await told(page, "Breaks of the last seven days: 1 of 20.");
    await press(page, "Switch off");
    await timer(page).getByRole("radio", { name: "Off", checked: true }).waitFor();
  });
});
