// Replays what the native core was asked in the scenarios and demands the same bytes from WebAssembly.
//   node tests/wasm/compare.mjs [MODULE] [TRANSCRIPTS]
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openCore } from "./host.mjs";

const [module = "build/wasm/shells/wasm/lissom.wasm", folder = "build/dev/tests/transcripts"] = process.argv.slice(2);

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
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
