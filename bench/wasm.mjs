// Asks the WebAssembly core what the native one was asked, and prints both times and their ratio.
//   lissom_bench --today FILE | node bench/wasm.mjs FILE
import { readFile } from "node:fs/promises";
import { openCore } from "../tests/wasm/host.mjs";

const [, native, envelope] = /^(\S+) (.*)\n$/.exec(await readFile("/dev/stdin", "utf8"));
const core = await openCore("build/wasm/shells/wasm/lissom.wasm");
const fault = core.load(await readFile(process.argv[2], "utf8"));
if (fault !== "") {
  throw new Error(fault);
}
const times = Array.from({ length: 15 }, () => {
  const from = performance.now();
  core.answer(envelope);
  return performance.now() - from;
}).sort((a, b) => a - b);
const wasm = times[7];
const ms = Number(native) / 1000;
console.log(`today, 20,000 events: ${ms.toFixed(1)} ms native, ${wasm.toFixed(1)} ms WebAssembly, ratio ${(wasm / ms).toFixed(2)}`);
