// What the scenarios recorded, held against a definition.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Comparison, parsed, placesOf } from "./conformance.mjs";

/** Rules may add these to whatever was told. */
const ofRules = "plan_adapted";
/** So many lines about one kind of fault; the others are counted. */
const mostAlike = 3;

export async function readTranscripts(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  return Promise.all(names.map(async (name) => ({ name, steps: readSteps(await readFile(join(folder, name), "utf8")) })));
}

/** What was asked and answered, without what was refused as bad input. */
export function readSteps(text) {
  return text
    .trimEnd()
    .split("\n")
    .map((line, i) => ({ ...JSON.parse(line), line: i + 1 }))
    .filter((step) => step.envelope !== undefined)
    .map((step) => ({ line: step.line, request: parsed(step.envelope).request, answer: parsed(step.answer) }))
    .filter(({ answer }) => answer.fault === undefined);
}

/** Compares all of them. `faults` are lines, `seen` the places of the definition that came up. */
export class Reading {
  constructor(definition) {
    this.definition = definition;
    this.comparison = new Comparison(definition);
    this.seen = new Set();
    this.faults = [];
    this.alike = new Map();
    this.answers = 0;
    this.asked = new Set();
  }

  read({ name, steps }) {
    steps.forEach((step) => this.readStep(step, `${name}:${step.line}`));
  }

  readStep({ request: { do: name, ...keys }, answer }, where) {
    const request = this.definition.requests.get(name);
    const note = ({ faults, seen }) => {
      seen.forEach((place) => this.seen.add(place));
      faults.forEach(({ path, what }) => this.complain(`${where}, ${name}: `, `${path} ${what}`));
    };
    if (request === undefined) {
      this.complain(`${where}: `, `${name} is not in the definition`);
      return;
    }
    this.answers += 1;
    this.asked.add(name);
    note(this.comparison.check(request.asks, keys, "request"));
    note(this.checkView(request, answer));
    answer.records.forEach((line) => note(checkEvent(request, JSON.parse(line).kind)));
  }

  checkView({ view, refused }, answer) {
    const isRefused = Object.hasOwn(answer.view, "refused");
    if (isRefused && (refused === undefined || answer.exit !== 3)) {
      return { faults: [{ path: "view.refused", what: refused ? `comes with exit ${answer.exit}` : "is not in the definition" }], seen: [] };
    }
    const type = isRefused ? refused : view;
    const result = this.comparison.check(type, answer.view, "view");
    return { faults: result.faults, seen: [type.place, ...result.seen] };
  }

  /** Lines that differ only in numbers are alike. */
  complain(where, what) {
    const kind = what.replace(/\d+/g, "0");
    const count = (this.alike.get(kind) ?? 0) + 1;
    this.alike.set(kind, count);
    if (count <= mostAlike) {
      this.faults.push(where + what);
    }
  }

  /** What no answer had, without what is part of it, and what is said to be so and is not. */
  unshown() {
    const known = [...this.definition.unshown.keys()];
    const places = [...placesOf(this.definition)];
    const missing = places.filter((place) => !this.seen.has(place));
    const isNews = (place) => !known.includes(place) && ![...known, ...missing].some((other) => isPartOf(place, other));
    return [
      ...missing.filter(isNews).map((place) => `no scenario shows: ${place}`),
      ...known.filter((place) => !places.includes(place)).map((place) => `unshown names what is not in the definition: ${place}`),
      ...known.filter((place) => this.seen.has(place)).map((place) => `unshown names what a scenario shows: ${place}`),
    ];
  }
}

/** Whether a place of the definition lies in another. */
const isPartOf = (place, other) => place.startsWith(other) && [".", "[", " "].includes(place[other.length]);

function checkEvent({ name, events }, kind) {
  const isKnown = kind === ofRules || events.includes(kind);
  const fault = { path: "event", what: `${kind} is not in the definition` };
  return isKnown ? { faults: [], seen: [`${name} events ${kind}`] } : { faults: [fault], seen: [] };
}

/** The requests that the core has, by program. */
export function requestsIn(source, table) {
  const rows = new RegExp(`${table} = \\{\\{([^;]*)\\}\\};`).exec(source)?.[1] ?? "";
  return [...rows.matchAll(/\{"(\w+)",/g)].map(([, name]) => name);
}
