// Changes each comparison, constant and connective of the safety rules in turn and asks the tests (docs/mutation.md).
//
//   node tools/mutate.mjs [PART]             tries what was not tried yet; may be stopped and goes on where it was
//   node tools/mutate.mjs --alive [PART]     tries those again that no test noticed
//   node tools/mutate.mjs --quick [PART]     only with the tests next to the rules; then --alive says who else notices
//   node tools/mutate.mjs --list [PART]      says what there is to try
//   node tools/mutate.mjs --report           the table of docs/mutation.md, from what was tried
//
// PART: --file TEXT (paths that hold it), --from N, --to N (by number), --only ID.
// Works on a copy of the tree in build/mutate/tree; results are in build/mutate/results.jsonl.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mutantsOf, withMutant, withSwitches } from "./mutate/mutants.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const work = join(root, "build/mutate");
const tree = join(work, "tree");
const out = join(work, "out");
const results = join(work, "results.jsonl");

const programme = ["screening", "gate", "eligibility", "escalation", "review", "pain", "mode", "exposure", "ladder",
  "adherence", "range_offer"];
const files = [
  ...programme.map((name) => `core/programme/${name}.cpp`),
  "core/catalogue/condition.cpp",
  "catalogue/screening.toml",
  ...["pain", "escalation", "modifiers", "ladder"].map((name) => `catalogue/rules/${name}.toml`),
];

const few = 3; // so many of a file are compiled one by one
const limit_s = 60; // all tests of a program take a few seconds
const memory_kb = 4_000_000;
const test_environment = {
  ...process.env, TZ: "Europe/Kyiv", RC_PARAMS: "seed=20261124 max_success=60", GTEST_BRIEF: "1", GTEST_FAIL_FAST: "1",
};

const { values: asked } = parseArgs({
  options: {
    file: { type: "string" }, from: { type: "string" }, to: { type: "string" }, only: { type: "string" },
    alive: { type: "boolean" }, quick: { type: "boolean" }, list: { type: "boolean" }, report: { type: "boolean" },
  },
});

// ---- what there is to try -------------------------------------------------------------------------------------------

const sha = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Blocks of "key: value" lines: a mutant that no test can notice, and why. */
function equivalents() {
  const text = readFileSync(join(root, "tools/mutate/equivalent.txt"), "utf8");
  const isSaid = (line) => line !== "" && !line.startsWith("#");
  const blocks = text.split(/\n\s*\n/).map((block) => block.split("\n").filter(isSaid));
  const pair = (line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()];
  return blocks.filter((block) => block.length > 0).map((block) => Object.fromEntries(block.map(pair)));
}

function allMutants() {
  const known = equivalents();
  const used = new Set();
  const all = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return mutantsOf(file, text).map((mutant) => {
      const equal = known.find((e) => e.file === file && e.line === mutant.source && e.change === mutant.change &&
        (e.place ?? "1") === String(mutant.place));
      used.add(equal);
      return { ...mutant, hash: sha(text), why: equal?.why };
    });
  });
  for (const stale of known.filter((e) => !used.has(e))) {
    console.error(`mutate: there is no such mutant any more: ${stale.file}: ${stale.line}: ${stale.change}`);
  }
  return all.map((mutant, i) => ({ ...mutant, number: i + 1 }));
}

function isAsked(mutant) {
  return (!asked.file || mutant.file.includes(asked.file)) && (!asked.only || mutant.id === asked.only) &&
    mutant.number >= Number(asked.from ?? 1) && mutant.number <= Number(asked.to ?? Infinity);
}

/** The last result of each mutant. One of another text of the file does not count. */
function resultsSoFar(mutants) {
  const hashes = new Map(mutants.map((mutant) => [mutant.id, mutant.hash]));
  const lines = existsSync(results) ? readFileSync(results, "utf8").split("\n").filter(Boolean) : [];
  const read = lines.map((line) => JSON.parse(line)).filter((result) => hashes.get(result.id) === result.hash);
  return new Map(read.map((result) => [result.id, result]));
}

// ---- building and testing the copy ----------------------------------------------------------------------------------

function run(program, args, options = {}) {
  return spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
}

function must(program, args, options) {
  const ran = run(program, args, options);
  if (ran.status !== 0) {
    throw new Error(`${program} ${args.join(" ")} failed:\n${ran.stdout}${ran.stderr}`);
  }
}

// How the copy differs.
const changed = {
  "cmake/embed.cmake": () => 'file(COPY_FILE "${ROOT}/../tools/mutate/embedded.cpp" "${OUT}" ONLY_IF_DIFFERENT)\n',
  // Every test reads the catalogue first; all else is compiled as fast as can be.
  "core/catalogue/CMakeLists.txt": (text) => `${text}target_compile_options(lissom_catalogue PRIVATE -O1)\n`,
};

function copyTree() {
  const listed = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const file of listed.stdout.split("\0").filter((name) => name && existsSync(join(root, name)))) {
    const to = join(tree, file);
    const original = readFileSync(join(root, file));
    const text = Buffer.from(changed[file]?.(original) ?? original);
    if (!existsSync(to) || !readFileSync(to).equals(text)) {
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, text);
    }
  }
}

function configure() {
  const has = (program) => run(program, ["--version"]).status === 0;
  must("cmake", ["-S", tree, "-B", out, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
    "-DCMAKE_CXX_FLAGS=-O0 -w -D_GLIBCXX_ASSERTIONS",
    "-DCMAKE_GTEST_DISCOVER_TESTS_DISCOVERY_MODE=PRE_TEST",
    ...(has("ld.lld") ? ["-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld"] : []),
    ...(has("ccache") ? ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] : [])]);
}

// No mutant is compiled twice, so the cache would only cost time.
const build = (target) =>
  run("ninja", ["-C", out, "-j", "1", "--quiet", target], { env: { ...process.env, CCACHE_DISABLE: "1" } });

/** Which mutant of several in one program runs; 0 if none does. */
let chosen = 0;
const not_a_program = 77; // tools/mutate/switch.h ends like this

/** @return the status; runs in the copy, with a limit of time and of memory */
function statusOf(program, args) {
  const command = `ulimit -v ${memory_kb}; exec "$0" "$@"`;
  const env = { ...test_environment, LISSOM_MUTANT: String(chosen) };
  return run("sh", ["-c", command, join(out, program), ...args],
    { cwd: tree, env, timeout: limit_s * 1000, killSignal: "SIGKILL" }).status;
}

/** The tests of a module, but not those that say nothing of the rules and take long: the reader's and the solver's. */
function moduleTests(name, only = "-Catalogue.Broken:ScreeningWalk.*:Solve.*:*LpAgainstCbc*") {
  return {
    name: only.startsWith("-") ? name : only,
    target: `${name}_test`,
    status: () => statusOf(`core/${name}/${name}_test`, [`--gtest_filter=${only}`]),
  };
}

/** What may notice a change, the quickest first; each is built only if all before it pass. */
function testsFor(file) {
  const scenarios = readdirSync(join(tree, "tests/scenarios")).filter((name) => name.endsWith(".scenario"));
  const scenario = {
    name: "scenarios",
    target: "scenario",
    status: () => scenarios.map((name) => () =>
      statusOf("tests/scenario", ["core", `tests/scenarios/${name}`, join(work, "transcript.jsonl")]))
      .reduce((status, next) => status || next(), 0),
  };
  const catalogue = file.startsWith("core/programme") ? [] : [moduleTests("catalogue")];
  const walks = /screening|condition|gate/.test(file) ? [moduleTests("programme", "ScreeningWalk.*")] : [];
  const quick = [moduleTests("programme"), ...catalogue];
  return asked.quick ? quick : [...quick, moduleTests("planner"), scenario, moduleTests("api"), ...walks];
}

const sound = ["--gtest_filter=Catalogue.EmbeddedIsSound"];

/** @return "no program", "alive", or "killed" and by which tests */
function outcomeOf(mutant, isBuilt) {
  if (mutant.file.endsWith(".toml") && statusOf("core/catalogue/catalogue_test", sound) !== 0) {
    return { outcome: "no program" };
  }
  for (const test of testsFor(mutant.file)) {
    if (!isBuilt && build(test.target).status !== 0) {
      return { outcome: "no program" };
    }
    const status = test.status();
    if (status !== 0) {
      return status === not_a_program ? { outcome: "no program" } : { outcome: "killed", by: test.name };
    }
  }
  return { outcome: "alive" };
}

function keep(mutant, began, tried) {
  const seconds = (Date.now() - began) / 1000;
  appendFileSync(results, `${JSON.stringify({ id: mutant.id, hash: mutant.hash, ...tried, seconds })}\n`);
  say(mutant, `${tried.outcome}${tried.by ? ` by ${tried.by}` : ""}, ${seconds.toFixed(1)} s`);
}

/** Writes `text` to a file of the copy while `during` runs. */
function withText(file, text, during) {
  try {
    writeFileSync(join(tree, file), text);
    return during();
  } finally {
    copyFileSync(join(root, file), join(tree, file));
  }
}

function tryOneByOne(file, todo) {
  const text = readFileSync(join(root, file), "utf8");
  for (const mutant of todo) {
    const began = Date.now();
    keep(mutant, began, withText(file, withMutant(text, mutant), () => outcomeOf(mutant, file.endsWith(".toml"))));
  }
}

/** Builds a source file with all its mutants in it that can be chosen when it runs. @return those that cannot be */
function buildTogether(file, text, mutants) {
  const object = `${dirname(file)}/CMakeFiles/lissom_${basename(dirname(file))}.dir/${basename(file)}.o`;
  let together = mutants;
  for (;;) {
    const written = withSwitches(text, together);
    writeFileSync(join(tree, file), written.text);
    const built = build(object);
    if (built.status === 0) {
      return [...written.rest, ...mutants.filter((mutant) => !together.includes(mutant))];
    }
    const places = built.stdout.matchAll(new RegExp(`${basename(file)}:(\\d+):`, "g"));
    const lines = new Set([...places].map((place) => Number(place[1])));
    const fewer = together.filter((mutant) => !lines.has(mutant.line));
    if (fewer.length === together.length) {
      throw new Error(`${file} does not compile with its mutants:\n${built.stdout}`);
    }
    together = fewer;
  }
}

/** Compiling takes longer than testing: once for many mutants. @return those that it does not go for */
function tryTogether(file, todo, all) {
  const text = readFileSync(join(root, file), "utf8");
  return withText(file, text, () => {
    const apart = new Set(buildTogether(file, text, all).map((mutant) => mutant.id));
    for (const test of testsFor(file)) {
      if (build(test.target).status !== 0 || (test.name === "programme" && test.status() !== 0)) {
        throw new Error(`${test.target} fails with mutants in ${file} of which none is chosen`);
      }
    }
    for (const mutant of todo.filter((one) => !apart.has(one.id))) {
      const began = Date.now();
      chosen = mutant.number;
      keep(mutant, began, outcomeOf(mutant, true));
    }
    chosen = 0;
    return todo.filter((mutant) => apart.has(mutant.id));
  });
}

/** Without a change everything must pass, or the tests would "notice" everything. */
function checkUnchanged() {
  for (const test of testsFor("catalogue/screening.toml")) {
    must("ninja", ["-C", out, "-j", "1", "--quiet", test.target]);
    if (test.status() !== 0) {
      throw new Error(`${test.target} fails although nothing is changed`);
    }
  }
}

// ---- saying it ------------------------------------------------------------------------------------------------------

const say = (mutant, text) => console.log(`${mutant.number} ${mutant.id}  ${mutant.change}  ${text}`);

function report(mutants) {
  const so_far = resultsSoFar(mutants);
  const outcome = (mutant) => (mutant.why ? "equivalent" : so_far.get(mutant.id)?.outcome ?? "not tried");
  const columns = ["no program", "killed", "alive", "equivalent", "not tried"];
  const row = (name, some) => {
    const count = (what) => some.filter((mutant) => outcome(mutant) === what).length;
    return `| ${[name, some.length, ...columns.map(count)].join(" | ")} |`;
  };
  console.log(`| file | mutants | ${columns.join(" | ")} |`);
  console.log(`|---|${"--:|".repeat(columns.length + 1)}`);
  for (const file of files) {
    console.log(row(file, mutants.filter((mutant) => mutant.file === file)));
  }
  console.log(row("all", mutants));
  const seconds = [...so_far.values()].reduce((sum, result) => sum + result.seconds, 0);
  console.log(`\n${Math.round(seconds / 60)} minutes of trying.\n`);
  for (const mutant of mutants.filter((one) => outcome(one) === "alive")) {
    say(mutant, `in: ${mutant.source}`);
  }
}

function tryAll(mutants) {
  const so_far = resultsSoFar(mutants);
  const isOpen = (mutant) =>
    !mutant.why && (asked.only || (asked.alive ? so_far.get(mutant.id)?.outcome === "alive" : !so_far.has(mutant.id)));
  const todo = mutants.filter((mutant) => isAsked(mutant) && isOpen(mutant));
  mkdirSync(work, { recursive: true });
  copyTree(); // also puts back what an interrupted run left changed
  configure();
  checkUnchanged();
  console.log(`mutate: ${todo.length} to try`);
  const of = (file, some) => some.filter((mutant) => mutant.file === file);
  const rest = new Map(files.map((file) => {
    const some = of(file, todo);
    const goes_together = file.endsWith(".cpp") && some.length > few;
    return [file, goes_together ? tryTogether(file, some, of(file, mutants)) : some];
  }));
  rest.forEach((some, file) => tryOneByOne(file, some));
}

const mutants = allMutants();
if (asked.list) {
  mutants.filter(isAsked).forEach((mutant) => say(mutant, `in: ${mutant.source}`));
} else if (asked.report) {
  report(mutants);
} else {
  tryAll(mutants);
}
