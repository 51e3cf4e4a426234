// Plays recorded sessions by the player of the WebAssembly module, so that its calls are held against the definition, too.
import { openCore } from "../../../tests/wasm/host.mjs";
import { parsed } from "./conformance.mjs";

/** How a track is asked for, then what is pressed after how many seconds of the session. */
const plays = [
  [{ voice: false }],
  [
    { breath: true },
    [2, { input: "pause" }],
    [3, { input: "resume" }],
    [12, { input: "extend", seconds: 5 }],
    [30, { input: "skip", reason: "cannot" }],
    [40, { input: "back" }],
    [50, { input: "focus_lost" }],
    [51, { input: "focus_back" }],
    [52, { input: "resume" }],
    [70, { input: "pain" }],
    [71, { input: "pain_answered", then: "ease" }],
    [90, { input: "skip", reason: "no_time" }],
    [100, { input: "skip", reason: "other" }],
    [120, { input: "quit" }],
  ],
  [
    {},
    [20, { input: "pain" }],
    [21, { input: "pain_answered", then: "carry_on" }],
    [40, { input: "pain" }],
    [41, { input: "pain_answered", then: "stop_entry" }],
    [60, { input: "skip", reason: "pain" }],
    [80, { input: "pain" }],
    [81, { input: "pain_answered", then: "end_session" }],
  ],
];
const longest_s = 3600;

class Play {
  constructor(core) {
    this.core = core;
    this.steps = [];
  }

  /** Calls, and keeps it as a transcript keeps a request. */
  call(name, asked, call) {
    const view = parsed(call(JSON.stringify(asked)));
    this.steps.push({ line: this.steps.length + 1, request: { do: name, ...asked }, answer: { exit: 0, view, records: [] } });
    return view;
  }

  run(session, [track, ...pressed]) {
    this.call("player_open", session, this.core.openPlayer);
    this.call("track_open", track, this.core.openTrack);
    for (let s = 0, state = ""; s < longest_s && state !== "ended"; s += 1) {
      const inputs = [{ input: s % 2 === 0 ? "tick" : "heard" }, ...pressed.filter(([at]) => at === s).map(([, input]) => input)];
      for (const input of inputs) {
        state = this.call("player_apply", { now_ms: s * 1000, ...input }, this.core.applyToPlayer).now.state;
      }
    }
  }
}

/** Transcripts of the first main session among those that were recorded. */
export async function playedBy(module, transcripts) {
  const isSession = ({ request, answer }) => request.do === "start" && answer.view.entries?.length > 3;
  const session = transcripts.flatMap(({ steps }) => steps).find(isSession)?.answer.view;
  const play = new Play(await openCore(module));
  plays.forEach((each) => play.run(session, each));
  return { name: "the player", steps: play.steps };
}
