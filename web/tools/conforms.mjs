// Compiles what the core answered in the scenarios against the types of src/core/api.ts: a field that the types do not
// know, or know otherwise, is a compiler error.
//   node web/tools/conforms.mjs [TRANSCRIPTS]
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = process.argv[2] ?? join(web, "../build/dev/tests/transcripts");
const generated = join(web, "src/core/generated");
/** What only the command line asks. */
const notAsked = ["programs", "pictures", "muscles", "audio", "times", "calendar", "fhir", "read_fhir"];
/** Answers with the same keys and types say the same: a few of each shape are enough. */
const mostAlike = 2;

function shape(value) {
  if (Array.isArray(value)) {
    return `[${[...new Set(value.map(shape))].sort().join()}]`;
  }
  if (value === null || typeof value !== "object") {
    return value === null ? "null" : typeof value;
  }
  return `{${Object.entries(value).map(([key, one]) => `${key}:${shape(one)}`).sort().join()}}`;
}

/** Long texts say no more about a type than short ones. */
function shortened(value) {
  return JSON.parse(JSON.stringify(value), (_key, one) => (typeof one === "string" && one.length > 80 ? one.slice(0, 80) : one));
}

const seen = new Map();
const lines = ['import type { Request, Views } from "../api";'];
let count = 0;
for (const name of (await readdir(folder)).sort()) {
  for (const line of (await readFile(join(folder, name), "utf8")).split("\n").filter(Boolean)) {
    const step = JSON.parse(line);
    const envelope = step.envelope === undefined ? undefined : JSON.parse(step.envelope);
    const answer = envelope === undefined ? undefined : JSON.parse(step.answer);
    if (answer?.view === undefined || answer.view === null) {
      continue;
    }
    const request = envelope.request;
    if (notAsked.includes(request.do) || request.as === "shapes") {
      continue;
    }
    const key = `${request.do} ${shape(request)} ${shape(answer.view)}`;
    const alike = (seen.get(key) ?? 0) + 1;
    seen.set(key, alike);
    if (alike <= mostAlike) {
      count += 1;
      lines.push(`export const request${count}: Request = ${JSON.stringify(shortened(request))};`);
      lines.push(`export const view${count}: Views["${request.do}"] = ${JSON.stringify(shortened(answer.view))};`);
    }
  }
}
if (count === 0) {
  console.error(`conforms: no answers in ${folder}; the scenarios of the core write them`);
  process.exit(1);
}
await mkdir(generated, { recursive: true });
const file = join(generated, "answers.ts");
await writeFile(file, lines.join("\n"));
try {
  execFileSync(join(web, "node_modules/.bin/tsc"), ["--noEmit", "-p", web], { stdio: "inherit" });
  const names = new Set([...seen.keys()].map((key) => key.split(" ")[0]));
  console.log(`conforms: ${count} answers of ${names.size} requests have the types of src/core/api.ts`);
} catch {
  process.exitCode = 1;
} finally {
  await rm(generated, { recursive: true });
}
