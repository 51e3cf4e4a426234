// Where it hurts: the map and the list are one control.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, answerQuestions, openBrowser, shot, withAppIn } from "./drive.mjs";

let browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

/** As far as the first page about the person. */
async function toPlaces(page) {
  await page.getByRole("link", { name: /^Start/ }).click();
  await answerQuestions(page);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.locator(".body-sheet svg").first().waitFor({ state: "attached" });
}

const list = (page) => page.getByRole("group", { name: "Where does it hurt" });
const view = (page, name) => page.getByRole("group", { name });

test("a touch on the map is a choice in the list, and back", async () => {
  await withAppIn(browser, { hasTouch: true }, async ({ page }) => {
    await toPlaces(page);
    await view(page, "From behind").getByRole("checkbox", { name: "Low back" }).tap();
    const inList = list(page).getByRole("checkbox", { name: "Low back" });
    assert.equal(await inList.getAttribute("aria-checked"), "true");
    await page.getByText("Low back: marked").waitFor();
    await inList.tap();
    const onMap = view(page, "From behind").getByRole("checkbox", { name: "Low back" });
    assert.equal(await onMap.getAttribute("aria-checked"), "false");
    // Left and right are the same place; the second of the pair is there for fingers.
    await page.locator(".body-view.chosen .region[aria-hidden=true]").first().tap();
    assert.equal(await page.locator(".body-view.chosen .region.marked").count(), 2);
    await page.getByRole("radio", { name: "From the front" }).tap();
    await view(page, "From the front").getByRole("checkbox", { name: "Groin" }).tap();
    await shot(page, "places-phone", { fullPage: true });
    for (let i = 0; i < 3; i += 1) {
      await page.getByRole("button", { name: "Next", exact: true }).click();
    }
    await page.getByRole("button", { name: "Make my plan" }).click();
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await page.evaluate(() => {
      location.hash = "#/about";
    });
    await page.locator(".body-sheet svg").first().waitFor({ state: "attached" });
    assert.equal(await list(page).getByRole("checkbox", { name: "Groin" }).getAttribute("aria-checked"), "true");
    assert.equal(await list(page).locator("[aria-checked=true]").count(), 2);
  });
});

test("every target of the map is 48 px on a phone, and none lies on another place's", async () => {
  await withAppIn(browser, {}, async ({ page }) => {
    await toPlaces(page);
    for (const name of ["From behind", "From the front"]) {
      await page.getByRole("radio", { name }).click();
      const boxes = await page.locator(".body-view.chosen .region").evaluateAll((regions) =>
        regions.map((region) => {
          const { x, y, width, height } = region.getBoundingClientRect();
          return { name: region.getAttribute("data-place"), x, y, width, height };
        }),
      );
      assert.ok(boxes.length >= 8);
      for (const a of boxes) {
        assert.ok(a.width >= 47.9 && a.height >= 47.9, `${a.name} is ${a.width} by ${a.height}`);
        for (const b of boxes) {
          const apart = a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1;
          assert.ok(a.name === b.name || apart, `${name}: ${a.name} lies on ${b.name}`);
        }
      }
    }
  });
});

test("by keyboard alone: one stop a view, arrows from place to place, the name in view", async () => {
  await withAppIn(browser, { viewport: { width: 1280, height: 900 } }, async ({ page }) => {
    await toPlaces(page);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    await page.locator("h1").focus();
    for (let i = 0; i < 10 && (await focused()) !== "Low back"; i += 1) {
      await page.keyboard.press("Tab");
    }
    assert.equal(await focused(), "Low back");
    assert.equal(await page.locator(".body-name").innerText(), "Low back");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), "Side of the waist");
    await page.keyboard.press("Space");
    assert.equal(await list(page).getByRole("checkbox", { name: "Side of the waist" }).getAttribute("aria-checked"), "true");
    assert.equal(await page.locator(".body-name").innerText(), "Side of the waist: marked");
    await shot(page, "places-desk");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("[role=group]")?.getAttribute("aria-label")), "From the front");
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement?.closest("[role=group]")?.getAttribute("aria-label") ?? ""), /^Where does it hurt/);
  });
});

for (const [name, theme, width, textSize] of [
  ["dark", "dark", 390, "100"],
  ["contrast", "contrast", 1280, "100"],
  ["large text", "light", 360, "200"],
]) {
  test(`axe finds nothing on the marked map: ${name}`, async () => {
    await withAppIn(browser, { viewport: { width, height: 844 } }, async ({ page, context }) => {
      await context.addInitScript((wanted) => localStorage.setItem("lissom-display", JSON.stringify(wanted)), { theme, text: textSize });
      await page.reload();
      await toPlaces(page);
      await view(page, "From behind").getByRole("checkbox", { name: "Buttock" }).click();
      await shot(page, `places-${name.replace(" ", "-")}`, { fullPage: true });
      const violations = await axe(page);
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`), []);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 1, `${over} px too wide`);
    });
  });
}
