// The reading of a definition, and that a comparison sees what it is there for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Definition } from "./definition.mjs";
import { markdownOf } from "./markdown.mjs";
import { Reading, readSteps, requestsIn } from "./transcripts.mjs";
import { typescriptOf } from "./typescript.mjs";

const json = {
  requests: {
    "The plan": {
      plan: {
        "//": "The plan of this week.",
        asks: { "anew?": "boolean" },
        events: ["plan_adopted"],
        view: {
          "...": "Said",
          week: "1..99 // from 1",
          gap: "integer | null",
          slots: [{ "//": ["left | right,", "by side"], "...?": "Said", side: "Side", "note?": "text" }],
          of: "keyof Said",
          inputs: { "...": "Inputs", days: "integer" },
          picture: { "|": [{ svg: "text" }, { shapes: "integer[]" }] },
        },
        refused: { "//": "while it is closed", refused: "text" },
      },
      pause: { for: "player", asks: { at_ms: "integer" }, view: { sides: "Side[]" } },
      lines: { "//": "What a spreadsheet reads.", for: "terminal", view: { lines: "Line[]" } },
    },
  },
  types: { Said: { say: "text[]" }, Inputs: { "*": "text | integer" }, Side: "'left' | 'right'", Line: { csv: "text" } },
};
const definition = () => new Definition(structuredClone(json));

const view = {
  say: ["Go on."],
  week: 1,
  gap: null,
  slots: [{ side: "left", say: [] }, { side: "right", note: "" }],
  of: "say",
  inputs: { level: "L1", days: 3, week: 1 },
  picture: { svg: "<svg/>" },
};

/** A transcript of one answer, as the scenarios write it. */
function transcript(answer, request = { do: "plan" }) {
  const text = typeof answer === "string" ? answer : JSON.stringify({ exit: 0, records: [], ...answer });
  const lines = [{ load: "", answer: "" }, { envelope: JSON.stringify({ request }), answer: text }];
  return readSteps(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function faultsOf(answer, request) {
  const reading = new Reading(definition());
  reading.read({ name: "a.jsonl", steps: transcript(answer, request) });
  return reading.faults;
}

test("an answer as defined has no fault", () => {
  assert.deepEqual(faultsOf({ view }), []);
  assert.deepEqual(faultsOf({ view: { ...view, gap: 3, picture: { shapes: [1, 2] } } }, { do: "plan", anew: true }), []);
  assert.deepEqual(faultsOf({ exit: 3, view: { refused: "stopped" } }), []);
  assert.deepEqual(faultsOf({ exit: 2, fault: "request.do: is missing" }, { do: "nonsense" }), []);
});

test("a fault names transcript, request and path", () => {
  const cases = [
    [{ view: { ...view, more: 1 } }, "view.more is not in the definition"],
    [{ view: { ...view, week: undefined } }, "view.week is missing"],
    [{ view: { ...view, week: 1.5 } }, 'view.week is {"number":1.5}; expected 1..99'],
    [{ view: { ...view, week: 0 } }, "view.week is 0; expected 1..99"],
    [{ view: { ...view, week: 100 } }, "view.week is 100; expected 1..99"],
    [{ view: { ...view, week: "1" } }, 'view.week is "1"; expected 1..99'],
    [{ view: { ...view, week: null } }, "view.week is null; expected 1..99"],
    [{ view: { ...view, gap: false } }, "view.gap is false; expected integer | null"],
    [{ view: { ...view, gap: 2 ** 60 } }, "view.gap is 1152921504606847000; expected integer | null"],
    [{ view: { ...view, of: "sai" } }, 'view.of is "sai"; expected keyof Said'],
    [{ view: { ...view, slots: [{ side: "left" }, { side: "both" }] } }, "view.slots[1].side is \"both\"; expected 'left' | 'right'"],
    [{ view: { ...view, slots: [{ side: "left", note: null }] } }, "view.slots[0].note is null; expected text"],
    [{ view: { ...view, slots: {} } }, "view.slots is {}; expected {...Said, side, note}[]"],
    [{ view: { ...view, inputs: { days: 3, level: true } } }, "view.inputs.level is true; expected text | integer"],
    [{ view: { ...view, picture: { svg: "", shapes: [] } } }, "view.picture.shapes is not in the definition"],
    [{ exit: 0, view: { refused: "stopped" } }, "view.refused comes with exit 0"],
    [{ view, records: ['{"kind": "goal_set"}'] }, "event goal_set is not in the definition"],
  ];
  for (const [answer, fault] of cases) {
    assert.deepEqual(faultsOf(answer), [`a.jsonl:2, plan: ${fault}`]);
  }
  assert.deepEqual(faultsOf({ view }, { do: "plan", anew: 1 }), ["a.jsonl:2, plan: request.anew is 1; expected boolean"]);
  assert.deepEqual(faultsOf({ view }, { do: "plan", again: true }), ["a.jsonl:2, plan: request.again is not in the definition"]);
  assert.deepEqual(faultsOf({ view }, { do: "plans" }), ["a.jsonl:2: plans is not in the definition"]);
  assert.deepEqual(faultsOf({ exit: 3, view: { refused: "stopped" } }, { do: "lines" }), [
    "a.jsonl:2, lines: view.refused is not in the definition",
  ]);
});

test("a number that is not written as a whole one is none, and a text of digits is a text", () => {
  const bytes = JSON.stringify({ exit: 0, view, records: [] });
  assert.deepEqual(faultsOf(bytes.replace('"week":1', '"week":1.0')), ['a.jsonl:2, plan: view.week is {"number":1}; expected 1..99']);
  assert.deepEqual(faultsOf(bytes.replace("Go on.", '3.0 \\" 4.5e1')), []);
});

test("of faults that are alike three are told", () => {
  const slots = Array(9).fill({ side: "both" });
  assert.equal(faultsOf({ view: { ...view, slots, week: 0 } }).length, 4);
});

test("what a rule adds may come with anything", () => {
  assert.deepEqual(faultsOf({ view, records: ['{"kind": "plan_adapted"}', '{"kind": "plan_adopted"}'] }), []);
});

test("what is defined and no answer has is named, unless the definition says so", () => {
  const unshownIn = (changed, records = ['{"kind": "plan_adopted"}']) => {
    const reading = new Reading(new Definition({ ...structuredClone(json), ...changed }));
    reading.read({ name: "a.jsonl", steps: transcript({ view, records }, { do: "plan", anew: true }) });
    return reading.unshown();
  };
  const missing = [
    "plan asks.anew left out",
    "plan refused",
    "plan view.gap integer",
    "plan view.picture {shapes}",
    "pause asks.at_ms",
    "pause view",
    "lines view",
    "Line.csv",
  ];
  assert.deepEqual(unshownIn({}).sort(), missing.map((place) => `no scenario shows: ${place}`).sort());
  const unshown = Object.fromEntries(missing.map((place) => [place, "nobody asks"]));
  assert.deepEqual(unshownIn({ unshown }), []);
  assert.deepEqual(unshownIn({ unshown }, []), ["no scenario shows: plan events plan_adopted"]);
  assert.deepEqual(unshownIn({ unshown: { ...unshown, "plan view.week": "", "plan view.year": "" } }), [
    "unshown names what is not in the definition: plan view.year",
    "unshown names what a scenario shows: plan view.week",
  ]);
});

test("a definition that means nothing is refused with its place", () => {
  const cases = [
    [{ view: { week: "interger" } }, "plan view.week: there is no type interger"],
    [{ view: { week: "text |" } }, 'plan view.week: "" is no type'],
    [{ view: { week: "(text" } }, 'plan view.week: "(" is not closed'],
    [{ view: { week: "text integer" } }, 'plan view.week: "integer" is not expected'],
    [{ view: { week: "text & integer" } }, 'plan view.week: cannot read " & integer"'],
    [{ view: { week: ["text", "integer"] } }, 'plan view.week: a list has one type; one of several is {"|": [...]}'],
    [{ view: { "...": "Side" } }, "Side 'left': expected an object"],
    [{ view: { "@": "text" } }, 'plan view: "@" is no name of a key'],
    [{ view: {}, veiw: {} }, 'plan: "veiw" says nothing of a request'],
  ];
  for (const [request, message] of cases) {
    assert.throws(() => new Definition({ requests: { "": { plan: request } }, types: { Side: json.types.Side } }), { message });
  }
  assert.throws(() => new Definition({ requests: { "": { plan: { view: {} } } }, types: json.types }), { message: "Said: nothing uses this type" });
});

test("types of TypeScript are those of the app's requests", () => {
  assert.equal(
    typescriptOf(definition()),
    `// Made by \`node web/tools/facade.mjs\` from core/api/facade.json, which is what to change.

/** What may be asked: the keys of each request beside \`do\`. */
export interface Asks {
  /** The plan of this week. */
  plan: { anew?: boolean };
}

export type Request = { [Name in keyof Asks]: { do: Name } & Asks[Name] }[keyof Asks];

/** What each request is answered with. */
export interface Allowed {
  plan: Said & {
    /** 1 to 99; from 1 */
    week: number;
    gap: number | null;
    /**
     * left | right,
     * by side
     */
    slots: (Partial<Said> & { side: Side; note?: string })[];
    of: keyof Said;
    inputs: Inputs & { days: number };
    picture: { svg: string } | { shapes: number[] };
  };
}

/** What each is answered with if it is refused for safety. */
export interface Refusals {
  plan: { refused: string };
}

/** What the calls of the player are answered with. */
export interface Played {
  pause: { sides: Side[] };
}

export interface Said {
  say: string[];
}

export type Inputs = Record<string, string | number>;

export type Side = "left" | "right";
`,
  );
});

test("the document has every request and every type", () => {
  const document = markdownOf(definition());
  assert.match(document, /^### `plan`\n\nThe plan of this week\.\n\n\*\*Asked\*\* with\n\n\| \| \| \|\n\|---\|---\|---\|\n\| `anew`\? \| true or false \| \|$/m);
  assert.match(document, /^\| `slots` \| list of objects \| left \\\| right, by side \|$/m);
  assert.match(document, /^\| `slots\[\]\.…` \| the keys of \[Said\]\(#type-said\), any of them \| \|$/m);
  assert.match(document, /^\| `slots\[\]\.side` \| \[Side\]\(#type-side\) \| \|$/m);
  assert.match(document, /^\| \*or\* \| \| \|\n\| `picture\.shapes` \| list of whole number \| \|$/m);
  assert.match(document, /^\*\*Writes\*\* `plan_adopted`\.\n\n\*\*Refused\*\* while it is closed\.$/m);
  assert.match(document, /^What a spreadsheet reads\. Not in the module of the app\.$/m);
  assert.match(document, /^### Type Side\n\n`left` or `right`\.$/m);
});

test("the requests of the core are read from its tables", () => {
  const source = 'inline constexpr std::array<Request, 2> of_the_app = {{\n    {"plan", do_plan},\n    {"log_pain", do_log_pain},\n}};\n';
  assert.deepEqual(requestsIn(source, "of_the_app"), ["plan", "log_pain"]);
  assert.deepEqual(requestsIn(source, "of_the_terminal"), []);
});
