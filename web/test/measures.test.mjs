// A clinic's questionnaire in the app: added from a file, answered, in the record, removed. A bad file is one line.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, setUpFromFile, shot, visit, withAppIn } from "./drive.mjs";

const sound = `id = "demo-24"
name = "A demonstration"
credit = "A clinic, 2026"
lead_in = "Think of today."
better = "less"
scoring = "sum"
range_tenths = [0, 50]
mdc_tenths = 15
source = "The clinic's handbook, 2026."

[[item]]
id = "stairs"
ask = "I take the stairs one at a time."
[[item.answer]]
id = "yes"
text = "Yes"
value = 1
[[item.answer]]
id = "no"
text = "No"
value = 0

[[item]]
id = "pull"
ask = "How strong is the pull?"
min = 0
max = 4
low = "none"
high = "the most"
`;
let browser;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
});

const choose = (page, text) =>
  page.locator("input[type=file]").setInputFiles({ name: "demo.toml", mimeType: "text/plain", buffer: Buffer.from(text) });

test("a clinic's questionnaire is added, answered, and removed; the answers stay", async () => {
  await withAppIn(browser, {}, async ({ page }) => {
    await setUpFromFile(page);
    await visit(page, "measures");
    await choose(page, sound);
    await page.getByText("A demonstration was added.").waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Begin: A demonstration" }).click();
    await page.getByText("Think of today.").waitFor();
    const save = page.getByRole("button", { name: "Save" });
    // Nothing is chosen beforehand, so nothing can be saved by accident.
    assert.equal(await save.getAttribute("aria-disabled"), "true");
    await page.getByRole("radio", { name: "Yes" }).click();
    assert.equal(await save.getAttribute("aria-disabled"), "true");
    await page.getByRole("radiogroup", { name: "How strong is the pull?" }).getByRole("radio", { name: "3", exact: true }).click();
    await shot(page, "clinic-questionnaire", { fullPage: true });
    await save.click();
    await page.getByRole("heading", { level: 1, name: "Measures" }).waitFor();
    await page.getByRole("button", { name: "Remove: A demonstration" }).click();
    await page.getByText("A demonstration was removed.").waitFor();
    await page.getByRole("link", { name: "Begin: A demonstration" }).waitFor({ state: "detached" });
    await visit(page, "progress");
    await page.getByRole("heading", { level: 3, name: "A demonstration" }).waitFor();
    await visit(page, "measures/file:demo-24");
    await page.getByText("This questionnaire is not on this device.").waitFor();
  });
});

test("a bad file is one line that names the place, and nothing is kept", async () => {
  await withAppIn(browser, {}, async ({ page }) => {
    await setUpFromFile(page);
    await visit(page, "measures");
    for (const [text, said] of [
      [sound.replace("max = 4", "max = -1"), /^This file was not added\. demo\.toml:\d+: /],
      ["id = ", /^This file was not added\. demo\.toml:1: /],
      [sound + "# ".padEnd(70_000, "x"), /^This file was not added\. .*64 kB/],
    ]) {
      await choose(page, text);
      const alert = page.getByRole("alert").filter({ hasText: "not added" });
      await alert.waitFor();
      const line = await alert.innerText();
      assert.match(line, said);
      assert.equal(line.split("\n").length, 1);
      assert.equal(await page.getByRole("link", { name: /^Begin: A demonstration/ }).count(), 0);
    }
    await choose(page, sound);
    await page.getByText("A demonstration was added.").waitFor();
    assert.equal(await page.getByRole("alert").filter({ hasText: "not added" }).count(), 0);
  });
});
