// The track of a session in a real browser: its samples, that it goes on unseen, and that the screen is where it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, openPage, openServer, setUpFromFile, startSession } from "./drive.mjs";

let browser;
let server;

before(async () => {
  browser = await openBrowser();
  server = await openServer();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Runs in the page before its scripts: keeps the tracks that are played and the cues they are made of. */
function watch(sound) {
  localStorage.setItem("lissom-display", JSON.stringify({ sound }));
  const seen = { tracks: [], cues: [], now: null, slowMs: 0, afterTick: null };
  globalThis.seen = seen;
  const Real = globalThis.Worker;
  globalThis.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        const value = data?.value;
        seen.cues = value?.cues && value.now ? value.cues : seen.cues;
        seen.now = value?.now?.phase ? value.now : seen.now;
        if (value?.wav) {
          seen.tracks.push(value);
        }
      });
    }
    postMessage(...args) {
      if (seen.slowMs > 0) {
        setTimeout(() => super.postMessage(...args), seen.slowMs);
      } else {
        super.postMessage(...args);
      }
      if (seen.afterTick && args[0].order.input?.input === "tick") {
        const call = seen.afterTick;
        seen.afterTick = null;
        call();
      }
    }
  };
  globalThis.show = (state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  };
}

async function withSession(sound, run) {
  const { page, context, faults } = await openPage(browser, "about:blank");
  await context.addInitScript(watch, sound);
  try {
    await page.goto(server.base);
    await setUpFromFile(page);
    await startSession(page);
    await page.waitForFunction(() => document.querySelector("audio.track")?.currentTime > 0.2);
    await run(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** The samples of the last track as the browser decodes them, looked at around every cue. */
function lookAtCues(page) {
  return page.evaluate(async () => {
    const { wav, from_ms } = globalThis.seen.tracks.at(-1);
    const bytes = await wav.arrayBuffer();
    const raw = new Int16Array(bytes.slice(44));
    const decoded = (await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes)).getChannelData(0);
    let differing = Math.abs(raw.length - decoded.length);
    for (let i = 0; i < raw.length; i += 1) {
      differing += Math.abs(decoded[i] - raw[i] / 32768) > 1e-4 ? 1 : 0;
    }
    const loudest = (from, to) => raw.slice(Math.max(0, from), to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const cues = globalThis.seen.cues
      .filter((cue) => cue.at_ms >= from_ms && ["hold", "half_way", "switch_sides", "prepare"].includes(cue.kind))
      .map((cue) => {
        const at = 24 * (cue.at_ms - from_ms);
        const toneMs = { hold: 400, half_way: 180, switch_sides: 360, prepare: 90 }[cue.kind];
        return {
          kind: cue.kind,
          before: loudest(at - 1200, at + 1),
          tone: loudest(at, at + 24 * 60),
          words: loudest(at + 24 * (toneMs + 130), at + 24 * (toneMs + 700)),
        };
      });
    return { differing, cues, ms: raw.length / 24, peak: loudest(0, raw.length), last: globalThis.seen.cues.at(-1).at_ms - from_ms };
  });
}

test("the track has every cue at its sample, and the browser decodes it as it is", async () => {
  await withSession("tones", async (page) => {
    const { differing, cues, ms, last, peak } = await lookAtCues(page);
    assert.equal(differing, 0);
    assert.ok(ms >= last, `${ms} ms is as long as the session, ${last} ms`);
    assert.ok(cues.filter((cue) => cue.kind === "hold").length > 2);
    assert.ok(peak < 9501);
    for (const { kind, before, tone, words } of cues) {
      // Getting ready may follow a hold or a repetition at once, and what ends that is then heard before its tone.
      assert.equal(kind === "prepare" ? 0 : before, 0, `${kind}: something is heard before it`);
      assert.ok(tone > 1000, `${kind}: its tone is not heard`);
      assert.equal(kind === "prepare" ? 0 : words, 0, `${kind}: there are no words in tones`);
    }
  });
});

test("with the voice there are words after the tones, and nothing clips", async () => {
  await withSession("voice", async (page) => {
    // The voice has a little time to come; on a busy machine it comes with the next track, which going back makes.
    const isSaid = ({ cues }) => cues.every(({ kind, words }) => kind === "prepare" || words > 2000);
    let seen = await lookAtCues(page);
    for (let again = 0; again < 3 && !isSaid(seen); again += 1) {
      await page.waitForTimeout(2000);
      const tracks = await page.evaluate(() => globalThis.seen.tracks.length);
      await page.keyboard.press("ArrowLeft");
      await page.waitForFunction((before) => globalThis.seen.tracks.length > before, tracks);
      seen = await lookAtCues(page);
    }
    const { cues, peak } = seen;
    assert.ok(peak > 9501 && peak < 32767, `the peak is ${peak}`);
    for (const { kind, tone, words } of cues.filter((cue) => cue.kind !== "prepare")) {
      assert.ok(tone > 1000, `${kind}: its tone is not heard`);
      assert.ok(words > 2000, `${kind}: nothing is said`);
    }
  });
});

/** Where the screen should be when so much of the track was heard. */
function expectedAt(page) {
  return page.evaluate(() => {
    const { from_ms } = globalThis.seen.tracks.at(-1);
    const at = from_ms + document.querySelector("audio.track").currentTime * 1000;
    const phases = globalThis.seen.cues.filter((cue) => !["half_way", "next_up", "breathe_in", "breathe_out"].includes(cue.kind));
    const phase = phases.filter((cue) => cue.at_ms <= at).at(-1);
    return { at, left: Math.ceil((phase.at_ms + phase.duration_ms - at) / 1000), shown: Number(document.querySelector("[role=timer]").textContent), state: globalThis.seen.now.state };
  });
}

async function screenIsWhereTheTrackIs(page) {
  await page.waitForTimeout(400);
  const { left, shown, state } = await expectedAt(page);
  assert.equal(state, "running");
  assert.ok(Math.abs(left - shown) <= 1, `the track has ${left} s left, the screen says ${shown}`);
}

test("it goes on while nobody looks, and on return the screen is where the track is", async () => {
  await withSession("tones", async (page) => {
    await page.evaluate(() => globalThis.show("hidden"));
    // As good as two minutes with a locked screen: the track is further on, and no timer ran.
    const to = await page.evaluate(() => {
      const holds = globalThis.seen.cues.filter((cue) => cue.kind === "hold");
      const to = (holds[1] ?? holds[0]).at_ms + 4000;
      document.querySelector("audio.track").currentTime = to / 1000;
      return to;
    });
    await page.evaluate(() => globalThis.show("visible"));
    await screenIsWhereTheTrackIs(page);
    const { at } = await expectedAt(page);
    assert.ok(at >= to && at < to + 10_000);
    assert.equal(await page.locator(".player.hold").count(), 1, "it is the second hold");
  });
});

test("a page that was stopped for longer than five seconds is not left behind", async () => {
  await withSession("tones", async (page) => {
    await page.evaluate(() => {
      const end = performance.now() + 6500;
      while (performance.now() < end) {
        // Nothing else runs in this page.
      }
    });
    await screenIsWhereTheTrackIs(page);
  });
});

test("a pause stops the track, and leaving one out makes a track of what is to come", async () => {
  await withSession("tones", async (page) => {
    await page.keyboard.press(" ");
    await page.getByText("Paused").waitFor();
    await page.waitForFunction(() => document.querySelector("audio.track").paused);
    await page.keyboard.press(" ");
    await page.waitForFunction(() => !document.querySelector("audio.track").paused);
    assert.equal(await page.evaluate(() => globalThis.seen.tracks.length), 1, "the same track goes on");
    // On a slow device, too, the track begins where the entry does, and its first words are heard.
    await page.evaluate(() => {
      globalThis.seen.slowMs = 300;
    });
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Another reason" }).click();
    await page.waitForFunction(() => globalThis.seen.tracks.length === 2 && document.querySelector("audio.track").currentTime > 0.1);
    const { from_ms, starts } = await page.evaluate(() => ({
      from_ms: globalThis.seen.tracks.at(-1).from_ms,
      starts: globalThis.seen.cues.filter((cue) => cue.entry === 1)[0].at_ms,
    }));
    assert.equal(from_ms, starts);
    await page.evaluate(() => {
      globalThis.seen.slowMs = 0;
    });
    await screenIsWhereTheTrackIs(page);
  });
});

test("a headset's button pauses the session and goes on with it", async () => {
  await withSession("tones", async (page) => {
    await page.evaluate(() => document.querySelector("audio.track").pause());
    await page.getByText("Paused").waitFor();
    await page.evaluate(() => document.querySelector("audio.track").play());
    await page.waitForFunction(() => globalThis.seen.now.state === "running");
    await screenIsWhereTheTrackIs(page);
  });
});

test("a headset's button counts, too, when an answer of the core lies before its event", async () => {
  await withSession("tones", async (page) => {
    await page.evaluate(() => document.querySelector("audio.track").pause());
    await page.getByText("Paused").waitFor();
    await page.evaluate(
      () =>
        new Promise((done) => {
          globalThis.seen.afterTick = () => {
            // Long enough for the core: what it answers to the tick is taken before the event of play().
            for (const from = performance.now(); performance.now() < from + 500; ) {}
            done(document.querySelector("audio.track").play());
          };
        }),
    );
    await page.waitForFunction(() => globalThis.seen.now.state === "running", undefined, { timeout: 10_000 });
    await screenIsWhereTheTrackIs(page);
  });
});

test("pain silences the track at once", async () => {
  await withSession("tones", async (page) => {
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: /The hold has stopped/ }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("audio.track").paused), true);
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => document.querySelector("audio.track").paused), true);
  });
});

test("the break timer is off at first, and asks about notifications only when it is switched on", async () => {
  const { page, context, faults } = await openPage(browser, "about:blank");
  await context.addInitScript(() => {
    globalThis.asked = 0;
    Notification.requestPermission = async () => {
      globalThis.asked += 1;
      return "denied";
    };
  });
  await page.goto(server.base);
  await setUpFromFile(page);
  await page.evaluate(() => {
    location.hash = "#/settings";
  });
  const timer = page.getByRole("radiogroup", { name: "Break timer" });
  await timer.waitFor();
  assert.equal(await timer.getByRole("radio", { name: "Off" }).getAttribute("aria-checked"), "true");
  assert.equal(await page.evaluate(() => globalThis.asked), 0);
  await timer.getByRole("radio", { name: "On" }).click();
  assert.equal(await timer.getByRole("radio", { name: "On" }).getAttribute("aria-checked"), "true");
  assert.deepEqual(faults, []);
  await context.close();
});
