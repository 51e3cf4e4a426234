// Replays what the native core was asked in the scenarios and demands the same bytes from WebAssembly.
//   node tests/wasm/compare.mjs [MODULE] [TRANSCRIPTS]
// MODULE is the one that knows all requests; that of the app is the same without those of the terminal.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openCore } from "./host.mjs";

const [module = "build/wasm/shells/wasm/whole.wasm", folder = "build/dev/tests/transcripts"] = process.argv.slice(2);

let passed = 0;
let failed = 0;
for (const name of (await readdir(folder)).sort()) {
  const core = await openCore(module);
  for (const line of (await readFile(join(folder, name), "utf8")).split("\n").filter(Boolean)) {
    const step = JSON.parse(line);
    const got = "load" in step ? core.load(step.load) : core.answer(step.envelope);
    if (got === step.answer) {
      passed += 1;
    } else {
      failed += 1;
      const at = [...got].findIndex((c, i) => c !== step.answer[i]);
      console.error(`${name}: differs at ${at}: native …${step.answer.slice(at - 40, at + 40)}… wasm …${got.slice(at - 40, at + 40)}…`);
    }
  }
}

// One track, whose bytes core/api/wire_player_test.cpp demands of the native core.
const wanted = JSON.parse(await readFile(join(import.meta.dirname, "track.json"), "utf8"));
const core = await openCore(module);
core.openPlayer(JSON.stringify(wanted.view));
const { pieces } = JSON.parse(core.openTrack(JSON.stringify(wanted.choice)));
let hash = 0x811c9dc5;
for (let piece = 0; piece < pieces; piece += 1) {
  for (const byte of core.trackPiece(piece)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
}
if ((hash >>> 0).toString() === wanted.fnv1a32) {
  passed += 1;
} else {
  failed += 1;
  console.error(`the track differs: ${hash >>> 0}, native ${wanted.fnv1a32}`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
