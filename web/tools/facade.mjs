// The one definition of requests and views, core/api/facade.json, as types for the app and as a document.
//   node web/tools/facade.mjs    writes web/src/core/facade.ts and docs/formats/facade.md anew
//   node web/tools/facade.mjs --check [TRANSCRIPTS [MODULE]]
//                                changes nothing, and fails if one of them is not current, if an answer that the scenarios recorded
//                                or a player of theirs gives is not as defined, or if none shows what is defined
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Definition } from "./facade/definition.mjs";
import { markdownOf } from "./facade/markdown.mjs";
import { playedBy } from "./facade/player.mjs";
import { Reading, readTranscripts, requestsIn } from "./facade/transcripts.mjs";
import { typescriptOf } from "./facade/typescript.mjs";

const root = join(import.meta.dirname, "../..");
const read = (path) => readFile(join(root, path), "utf8");

const definition = new Definition(JSON.parse(await read("core/api/facade.json")));
const made = { "web/src/core/facade.ts": typescriptOf(definition), "docs/formats/facade.md": markdownOf(definition) };

async function outdated() {
  const old = await Promise.all(Object.entries(made).map(async ([path, text]) => ((await read(path).catch(() => "")) === text ? [] : [path])));
  return old.flat().map((path) => `${path} is not current: node web/tools/facade.mjs`);
}

/** Requests that only one of core and definition has. */
async function misnamed() {
  const sources = { app: ["core/api/requests.h", "requests_of_the_app"], terminal: ["core/api/every_request.cpp", "requests_of_the_terminal"] };
  const faults = [];
  for (const [program, [path, list]] of Object.entries(sources)) {
    const known = requestsIn(await read(path), list);
    const defined = [...definition.requests.values()].filter((request) => request.program === program).map(({ name }) => name);
    faults.push(...known.filter((name) => !defined.includes(name)).map((name) => `core/api/facade.json has no request ${name} for: ${program}`));
    faults.push(...defined.filter((name) => !known.includes(name)).map((name) => `${path} has no request ${name}`));
  }
  return faults;
}

/** What recorded answers have against the definition, and what they do not show of it. */
async function answered(reading, folder, module) {
  const transcripts = await readTranscripts(folder).catch(() => []);
  if (transcripts.length === 0) {
    return [`no answers in ${folder}; the scenarios of the core write them`];
  }
  transcripts.push(await playedBy(module, transcripts));
  transcripts.forEach((transcript) => reading.read(transcript));
  return [...reading.faults, ...reading.unshown()];
}

async function check(folder, module) {
  const reading = new Reading(definition);
  const faults = [...(await outdated()), ...(await misnamed()), ...(await answered(reading, folder, module))];
  faults.forEach((fault) => console.error(`facade: ${fault}`));
  console.log(`facade: ${reading.answers} answers to ${reading.asked.size} requests, ${faults.length} faults`);
  return faults.length === 0;
}

const [order, folder = join(root, "build/dev/tests/transcripts"), module = join(root, "build/wasm/shells/wasm/lissom.wasm")] = process.argv.slice(2);
if (order === "--check") {
  process.exitCode = (await check(folder, module)) ? 0 : 1;
} else {
  await Promise.all(Object.entries(made).map(([path, text]) => writeFile(join(root, path), text)));
}
