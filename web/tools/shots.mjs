// node tools/shots.mjs [FOLDER]   the guide's pictures: every screen, as on a phone, into docs/guide/pictures
//
// Needs the program and the app built (tools/web.sh, ./start --build). Names and days in them are made up by the script.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, openPage, openServer, setUp, startSession, answerQuestions, visit } from "../test/drive.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = resolve(process.argv[2] ?? join(root, "docs/guide/pictures"));
const browser = await openBrowser();
const server = await openServer();

async function fresh() {
  const app = await openPage(browser, server.base, { viewport: { width: 390, height: 780 }, colorScheme: "light", reducedMotion: "reduce" });
  await app.page.getByRole("button", { name: /^Start/ }).waitFor();
  return app;
}
const shot = async (page, name) => {
  await page.evaluate(() => document.activeElement?.blur());
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
};

{
  const { page, context } = await fresh();
  await shot(page, "welcome");
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.getByLabel("How old are you?").fill("45");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radiogroup").waitFor();
  await shot(page, "question");
  await context.close();
}
{
  const { page, context } = await fresh();
  await page.getByRole("button", { name: /^Start/ }).click();
  await answerQuestions(page, { answers: { "passing urine": "I am not sure" } });
  await page.getByRole("link", { name: /^Call/ }).waitFor();
  await shot(page, "stop");
  await context.close();
}
const { page, context } = await fresh();
await setUp(page);
for (const place of ["about", "today", "plan", "why/plan", "library", "learn", "measures", "record", "settings"]) {
  await visit(page, place);
  await shot(page, place.split("/")[0]);
}
for (const [place, name] of [["print/plan", "print"], ["paper", "paper"], ["sheet", "sheet"]]) {
  await visit(page, place);
  await page.waitForTimeout(600);
  await shot(page, name);
}
await visit(page, "library/cat_cow");
await shot(page, "stretch");
await visit(page, "today");
await page.getByRole("button", { name: "Start", exact: true }).first().click();
await page.getByRole("radio", { name: "None", exact: true }).waitFor();
await shot(page, "check");
await page.reload();
await visit(page, "today");
await startSession(page);
await page.waitForTimeout(6000);
await shot(page, "player");
await page.keyboard.press("h");
await page.getByRole("heading", { name: /The hold has stopped/ }).waitFor();
await shot(page, "pain");
await page.getByRole("radio", { name: "2", exact: true }).click();
await page.getByRole("button", { name: "Continue" }).click();
await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).click();
await page.getByRole("timer").waitFor();
await page.keyboard.press("Escape");
await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
await page.getByRole("heading", { name: "How was it?" }).waitFor();
await shot(page, "end");
await page.getByRole("radio", { name: "2", exact: true }).click();
await page.getByRole("radio", { name: "About right" }).click();
await page.getByRole("button", { name: "Save" }).click();
await visit(page, "progress");
await shot(page, "progress");
await context.close();
await browser.close();
await server.close();
