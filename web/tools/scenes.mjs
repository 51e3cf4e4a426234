// What there is to see: every screen and state, how to get there, and the records that they need. Days and names are made up.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { answerQuestions, program, setUp, startSession, visit } from "../test/drive.mjs";

const dayMs = 86_400_000;
const nothingNew = { CHECK_NERVE: "no", CHECK_BLADDER: "no", CHECK_UNWELL: "no" };
const screened = { do: "screen", age: 50, answers: { PAIN_SEVERE: 4, DURATION: "over_12_weeks" }, others: "no" };
const everyDay = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A record that the program wrote, day by day up to today, as the lines of its file. */
async function recordOf(write) {
  const data = await mkdtemp(join(tmpdir(), "lissom-shots-"));
  const request = join(data, "request.json");
  /** @param ago  days before today; not said: now */
  const ask = async (body, ago, clock = "18:05") => {
    await writeFile(request, JSON.stringify(body));
    const day = new Date(Date.now() - (ago ?? 0) * dayMs).toISOString().slice(0, 10);
    const at = ago === undefined ? [] : ["--at", `${day}T${clock}Z`];
    // A refusal is an answer, too.
    const { stdout, stderr } = await promisify(execFile)(program, ["request", request, "--data", data, ...at]).catch((fault) => fault);
    if (!stdout) {
      throw new Error(`${JSON.stringify(body)}: ${stderr}`);
    }
    return JSON.parse(stdout).view;
  };
  await write(ask);
  await promisify(execFile)(program, ["export", join(data, "all"), "--data", data]);
  const lines = await readFile(join(data, "all"), "utf8");
  await rm(data, { recursive: true });
  return lines;
}

/** @param of  its slot, and its variant if there are some */
async function session(ask, ago, pain, effort, of = { slot: "core" }) {
  const begun = await ask({ do: "start", ...of, answers: { ...nothingNew, CHECK_PAIN: pain } }, ago);
  if (!begun.session) {
    return;
  }
  for (const step of begun.steps ?? []) {
    await ask({ do: "step", session: begun.session, step: step.step ?? 0, held_s: 20 }, ago, "18:12");
  }
  await ask({ do: "end", session: begun.session, how: "completed", effort, pain_after: pain }, ago, "18:20");
}

async function beginning(ask, ago) {
  await ask(screened, ago, "08:00");
  await ask(
    {
      do: "profile",
      set: { hurts: ["low_back", "buttock"], sitting_hours: 8, core_min: 12, morning_min: 5, break_min: 3, breaks_per_day: 3, session_days: everyDay, work_days: everyDay, work_from: "00:00", work_to: "23:59", activities: ["putting on socks", "sitting through a meeting"] },
    },
    ago,
    "08:10",
  );
  await ask({ do: "plan" }, ago, "08:11");
}

async function measured(ask, ago, gained) {
  const range = (test, side, tenths) => ask({ do: "log_range", test, side, readings_tenths: [tenths, tenths + 10, tenths - 10], method: "phone" }, ago, "08:20");
  await range("T_AKE", "left", 350 - 14 * gained);
  await range("T_AKE", "right", 300 - 5 * gained);
  await range("T_IR_SIT", "left", 240 + 8 * gained);
  await range("T_IR_SIT", "right", 300 + 2 * gained);
  await ask({ do: "log_questionnaire", id: "peg", answers: { pain: 6 - Math.round(gained / 4), enjoyment: 7 - Math.round(gained / 3), activity: 7 - Math.round(gained / 3) } }, ago, "08:30");
  await ask({ do: "log_activity", activity: "putting on socks", score: 4 + Math.round(gained / 3) }, ago, "08:40");
  await ask({ do: "log_activity", activity: "sitting through a meeting", score: 3 + Math.round(gained / 4) }, ago, "08:41");
}

/** Five weeks: pain from 6 to 3, a bad day in the third, a session every other day. */
async function weeks(ask, last = 1) {
  await beginning(ask, 33);
  await measured(ask, 33, 0);
  for (let ago = 32; ago >= last; ago -= 1) {
    const usual = Math.round(6 - (3 * (33 - ago)) / 33 + (ago % 3 === 0 ? 1 : 0) - (ago % 4 === 0 ? 1 : 0));
    if (ago === 6) {
      await ask(screened, ago, "07:00");
      await measured(ask, ago, 10);
    }
    await ask({ do: "log_pain", now: usual, average: usual, worst: Math.min(10, usual + 2), ...(ago % 2 === 0 && ago < 32 ? { next_morning: usual } : {}) }, ago, "08:50");
    if (ago === 17) {
      await ask({ do: "log_flare" }, ago, "09:00");
    }
    if (ago % 2 === 1) {
      await session(ask, ago, usual, "right");
    }
  }
}

export const records = {
  begun: () => recordOf((ask) => beginning(ask, 0)),
  weeks: () => recordOf((ask) => weeks(ask)),
  flare: () =>
    recordOf(async (ask) => {
      await weeks(ask);
      await ask({ do: "log_flare" });
    }),
  done: () =>
    recordOf(async (ask) => {
      await beginning(ask, 0);
      const { slots } = await ask({ do: "today" });
      for (const { slot, variant, planned } of slots) {
        for (let i = 0; i < planned; i += 1) {
          await session(ask, undefined, 3, "right", variant ? { slot, variant } : { slot });
        }
      }
    }),
  due: () => recordOf((ask) => beginning(ask, 40)),
  clinician: () => recordOf((ask) => ask({ ...screened, answers: { ...screened.answers, NEURO_NEW: "yes" } })),
  urgent: () => recordOf((ask) => ask({ ...screened, answers: { ...screened.answers, CES_BILAT: "yes" } })),
  emergency: () => recordOf((ask) => ask({ ...screened, answers: { ...screened.answers, CES_BLADDER: "yes", CES_SADDLE: "unsure" } })),
};

const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

/** Answers until a question has `part` in it, or is of the wanted kind. */
async function questionsUntil(page, isWanted) {
  for (;;) {
    const main = page.locator("main.questions");
    await main.locator("h1").waitFor();
    if (await isWanted(await main.locator("h1").innerText())) {
      return;
    }
    const before = await main.innerText();
    const none = page.getByRole("button", { name: /^None of/ });
    const no = page.getByRole("radio", { name: "No", exact: true });
    const leave = page.getByRole("button", { name: "Leave out" });
    if (await none.count()) {
      await none.click();
    } else if (await no.count()) {
      await no.click();
    } else if (await page.getByRole("radio").count()) {
      await page.getByRole("radio").first().click();
    } else if (await leave.count()) {
      await leave.click();
    } else {
      await page.getByRole("textbox").fill("3");
      await press(page, "Next");
    }
    await page.waitForFunction((text) => document.querySelector("main.questions")?.innerText !== text, before);
  }
}

/** Lets the session go on until it is there, second by second of the page's own clock. */
async function playUntil(page, isThere, most = 1500) {
  for (let second = 0; second < most; second += 1) {
    if (await page.evaluate(isThere)) {
      return;
    }
    await page.clock.runFor(1000);
    await page.waitForTimeout(30);
  }
  throw new Error(`not within ${most} s: ${isThere}`);
}

const holding = () => document.querySelector(".player.hold") !== null && Number(document.querySelector(".player-count")?.textContent) < 25;

/** In a session whose clock only moves when it is told to. */
async function inSession(page, slot = "Start") {
  await page.clock.install();
  await visit(page, "today");
  if (slot === "Start") {
    await startSession(page);
  } else {
    await page.locator(".slot", { hasText: slot }).first().getByRole("button", { name: "Start" }).click();
    await page.getByRole("radio", { name: "None", exact: true }).click();
    await page.getByRole("dialog").getByRole("radio", { name: "3", exact: true }).click();
    await press(page, "Start the session");
    await page.getByRole("timer").waitFor();
  }
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

async function painAnswer(page, number) {
  await page.keyboard.press("h");
  await page.getByRole("heading", { name: /The hold has stopped/ }).waitFor();
  await page.getByRole("radio", { name: String(number), exact: true }).click();
  await press(page, "Continue");
  await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).waitFor();
}

/**
 * Each scene begins with a record (or none) and shows one state after another with `shot(name)`. `player`: also on a phone
 * that lies on its side.
 */
export const scenes = [
  {
    name: "first",
    async run({ page, shot }) {
      await shot("welcome");
      await page.getByRole("link", { name: /^Start/ }).click();
      await page.getByLabel("How old are you?").fill("450");
      await press(page, "Next");
      await page.getByRole("alert").filter({ hasText: "1 to 120" }).waitFor();
      await shot("question-age-wrong");
      await page.getByLabel("How old are you?").fill("45");
      await press(page, "Next");
      await page.getByRole("radiogroup").waitFor();
      await shot("question");
      await page.getByText("Why we ask").click();
      await shot("question-why");
      await questionsUntil(page, (asked) => asked.includes("during sex"));
      await shot("question-private");
      await questionsUntil(page, (asked) => asked.startsWith("Does any of this"));
      await page.locator("main.questions .chip").nth(1).click();
      await shot("question-list");
      await page.locator("main.questions .chip").nth(1).click();
      await questionsUntil(page, async () => (await page.locator("main.questions input.field").count()) > 0);
      await shot("question-number");
      await questionsUntil(page, (asked) => asked === "My answers");
      await shot("answers");
      await press(page, "Go on");
      await page.locator("main.questions").waitFor({ state: "detached" });
      await shot("result");
      await press(page, "Go on");
      await page.locator(".region").first().waitFor();
      await page.locator(".region").nth(0).click();
      await page.locator(".region").nth(3).click();
      await shot("about-where");
      await press(page, "Next");
      await shot("about-can");
      await press(page, "Next");
      await shot("about-time");
      await press(page, "Next");
      await shot("about-matters");
      await press(page, "Make my plan");
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      await shot("today-first");
    },
  },
  {
    name: "stops",
    record: "emergency",
    run: ({ shot }) => shot("stop-emergency"),
  },
  { name: "urgent", record: "urgent", run: ({ shot }) => shot("stop-urgent") },
  {
    name: "clinician",
    record: "clinician",
    async run({ page, shot }) {
      await shot("stop-clinician");
      await press(page, "A clinician has cleared me");
      await shot("stop-cleared");
      await page.keyboard.press("Escape");
      for (const place of ["record", "progress", "measures", "learn", "more"]) {
        await visit(page, place);
        await shot(`stop-${place}`);
      }
    },
  },
  { name: "due", record: "due", run: ({ shot }) => shot("stop-due") },
  {
    name: "days",
    record: "weeks",
    async run({ page, shot }) {
      await shot("today");
      await press(page, "A bad day");
      await shot("today-bad-day");
      await page.keyboard.press("Escape");
      await press(page, "Start");
      await page.getByRole("radio", { name: "None", exact: true }).waitFor();
      await shot("check");
      await page.getByRole("radio", { name: "Yes or unsure" }).click();
      await shot("check-each");
      await page.keyboard.press("Escape");
      for (const place of ["plan", "progress", "learn", "measures", "record", "settings", "more", "paper", "sheet"]) {
        await visit(page, place);
        await shot(place);
      }
      await visit(page, "why/plan");
      await shot("why");
      await visit(page, "print/plan");
      await page.locator(".leaf").first().waitFor();
      await shot("print");
      await visit(page, "progress");
      await press(page, "Note pain");
      await shot("progress-note");
      await page.keyboard.press("Escape");
      await page.getByText("Table", { exact: true }).first().click();
      await shot("progress-table");
    },
  },
  {
    name: "library",
    record: "weeks",
    async run({ page, shot }) {
      await visit(page, "library");
      await shot("library");
      await press(page, "At a desk");
      await page.getByLabel("Part of the body").selectOption({ index: 3 });
      await shot("library-filtered");
      await page.getByLabel("Search").fill("nothing of the kind");
      await shot("library-none");
      await visit(page, "library/cat_cow");
      await shot("stretch");
      await visit(page, "library/figure4_supine");
      await shot("stretch-side");
      await visit(page, "library/not_there");
      await shot("stretch-missing");
      await visit(page, "library");
      await page.getByRole("radio", { name: "All" }).click();
      await shot("library-all");
    },
  },
  {
    name: "reading",
    record: "weeks",
    async run({ page, shot }) {
      await visit(page, "learn");
      await page.locator("main li a").first().click();
      await page.locator("article").waitFor();
      await shot("lesson");
      await visit(page, "print/cat_cow");
      await page.locator(".leaf").first().waitFor();
      await shot("print-stretch");
      await visit(page, "print/plan");
      await page.locator(".leaf-back > p strong").waitFor();
      const code = (await page.locator(".leaf-back > p strong").innerText()).replace(/\D/g, "");
      await visit(page, `paper/${code}`);
      await page.locator(".paper-row").first().waitFor();
      await shot("paper-rows");
    },
  },
  {
    name: "measuring",
    record: "weeks",
    async run({ page, shot }) {
      await visit(page, "measures/ask:peg");
      await page.getByRole("radio", { name: "4", exact: true }).first().click();
      await shot("questionnaire");
      await visit(page, "measures/test:T_AKE");
      await shot("range-test");
      await page.getByRole("button", { name: /tilt/ }).first().click();
      await page.getByRole("button", { name: "Hold still" }).first().waitFor();
      await shot("range-test-waiting");
      await visit(page, "measures/test:T_FABER");
      await shot("range-test-cm");
    },
  },
  {
    name: "keeping",
    record: "weeks",
    async run({ page, shot }) {
      await visit(page, "record");
      await press(page, "Erase everything");
      await shot("record-erase");
      await page.keyboard.press("Escape");
      await press(page, "For a spreadsheet");
      await shot("record-tables");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Take back/ }).first().click();
      await shot("record-take-back");
      await page.keyboard.press("Escape");
      await page.locator("input[type=file]").setInputFiles({ name: "broken.jsonl", mimeType: "text/plain", buffer: Buffer.from("{") });
      await page.getByText("Your record is unchanged").waitFor();
      await shot("record-not-read");
    },
  },
  {
    name: "flare",
    record: "flare",
    async run({ page, shot }) {
      await shot("today-flare");
      await visit(page, "plan");
      await shot("plan-flare");
    },
  },
  { name: "done", record: "done", run: ({ shot }) => shot("today-done") },
  {
    name: "new",
    record: "begun",
    async run({ page, shot }) {
      await shot("today-begun");
      for (const place of ["progress", "record"]) {
        await visit(page, place);
        await shot(`${place}-begun`);
      }
    },
  },
  {
    name: "break",
    record: "begun",
    async run({ page, shot }) {
      await page.evaluate(() => {
        localStorage.setItem("lissom-display", JSON.stringify({ breaks: true }));
        localStorage.setItem("lissom-break", JSON.stringify({ since_ms: Date.now() - 7_200_000, snoozed: false }));
      });
      await page.reload();
      await page.getByText("Time for a short break from sitting.").waitFor();
      await shot("today-break-due");
      await visit(page, "settings");
      await shot("settings-break");
    },
  },
  {
    name: "states",
    record: "begun",
    async run({ page, context, shot }) {
      await context.route(/lissom.*\.wasm/, () => undefined);
      await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))));
      await page.reload();
      await page.getByText("One moment").waitFor();
      await shot("loading");
      await context.unroute(/lissom.*\.wasm/);
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const open = indexedDB.open("lissom", 1);
            open.onsuccess = () => {
              const tx = open.result.transaction("records", "readwrite");
              tx.objectStore("records").add({ line: '{"id":"x","kind":', id: "x", sent: 0 });
              tx.oncomplete = () => {
                open.result.close();
                resolve();
              };
            };
          }),
      );
      await page.reload();
      await page.getByText("could not be read").waitFor();
      await shot("damaged");
    },
  },
  {
    name: "player",
    record: "begun",
    player: true,
    async run({ page, shot }) {
      await inSession(page);
      await shot("player-ready");
      await playUntil(page, holding);
      await shot("player-hold");
      await page.keyboard.press(" ");
      await page.getByText("Paused").waitFor();
      await shot("player-paused");
      await page.keyboard.press("ArrowRight");
      await page.getByRole("dialog").waitFor();
      await shot("player-skip");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor();
      await shot("player-quit");
      await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
      await page.keyboard.press("h");
      await page.getByRole("heading", { name: /The hold has stopped/ }).waitFor();
      await shot("pain");
      await page.getByRole("radio", { name: "2", exact: true }).click();
      await press(page, "Continue");
      await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).waitFor();
      await shot("pain-green");
      await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).click();
      await page.getByRole("timer").waitFor();
      await playUntil(page, () => document.querySelector(".player-state")?.textContent === "Switch sides");
      await shot("player-switch");
      await playUntil(page, () => document.querySelector(".player.rest") !== null);
      await shot("player-rest");
      await painAnswer(page, 5);
      await shot("pain-amber");
      await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).click();
      await page.getByRole("timer").waitFor();
      await painAnswer(page, 8);
      await shot("pain-red");
      await page.getByRole("button", { name: /Go on|Go lighter|Next stretch/ }).click();
      await page.getByRole("timer").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
      await page.getByRole("heading", { name: "How was it?" }).waitFor();
      await shot("end");
      await page.getByRole("radio", { name: "2", exact: true }).click();
      await page.getByRole("radio", { name: "About right" }).click();
      await press(page, "Save");
      await page.locator(".toast").waitFor();
      await shot("today-after");
    },
  },
  {
    name: "player-break",
    record: "begun",
    player: true,
    async run({ page, shot }) {
      await inSession(page, "Work break");
      await shot("player-break");
    },
  },
];
