// A definition as types of TypeScript: of what the module of the app answers, and of nothing else.
import { partsOf } from "./definition.mjs";

const width = 140;
const scalars = { text: "string", integer: "number", boolean: "boolean", json: "unknown", null: "null" };

/** A comment above a line; none if there is nothing to say. */
function comment(about, indent) {
  const lines = about.split("\n");
  if (about === "") {
    return "";
  }
  if (lines.length === 1) {
    return `${indent}/** ${about} */\n`;
  }
  return `${indent}/**\n${lines.map((line) => `${`${indent} * ${line}`.trimEnd()}\n`).join("")}${indent} */\n`;
}

/** What is said of a key, with the range of its numbers. */
function aboutKey({ about, type }) {
  const integers = (type.is === "union" ? type.of : [type]).filter((one) => one.is === "integer" || typeof one.value === "number");
  const ranges = integers.filter((one) => one.least !== undefined || one.is === "literal");
  const range = ranges.map((one) => (one.is === "literal" ? one.value : `${one.least} to ${one.most}`)).join(" or ");
  return [range, about].filter(Boolean).join("; ");
}

/** One of several; a number is in no need of the numbers that it may be. */
function union(of, indent) {
  const isNumber = of.some((one) => one.is === "integer");
  const left = of.filter((one) => !(isNumber && typeof one.value === "number"));
  const line = left.map((one) => typeText(one, indent)).join(" | ");
  const isLong = line.length + indent.length > width || left.some((one) => one.is === "literal" && one.about);
  const inner = `${indent}  `;
  return isLong ? left.map((one) => `\n${comment(one.about ?? "", inner)}${inner}| ${typeText(one, `${inner}  `)}`).join("") : line;
}

function keyLines(type, indent) {
  return type.keys.map((key) => `${comment(aboutKey(key), indent)}${indent}${key.name}${key.optional ? "?" : ""}: ${typeText(key.type, indent)};\n`);
}

/** The keys of an object between braces, on one line if they fit. */
function body(type, indent) {
  const lines = keyLines(type, `${indent}  `);
  const line = `{ ${lines.map((one) => one.trim()).join(" ").slice(0, -1)} }`;
  const fits = !lines.some((one) => one.trimEnd().includes("\n")) && line.length + indent.length < width - 30;
  return fits ? line : `{\n${lines.join("")}${indent}}`;
}

function objectText(type, indent) {
  const parts = type.from.map((from) => (from.partial ? `Partial<${typeText(from.type, indent)}>` : typeText(from.type, indent)));
  if (type.others) {
    parts.push(`Record<string, ${typeText(type.others, indent)}>`);
  }
  if (type.keys.length > 0) {
    parts.push(body(type, indent));
  }
  if (type.either.length > 0) {
    const text = union(type.either, indent);
    parts.push(text.startsWith("\n") ? `(${text}\n${indent})` : `(${text})`);
  }
  return parts.length === 0 ? "{}" : parts.join(" & ");
}

function typeText(type, indent) {
  switch (type.is) {
    case "literal":
      return JSON.stringify(type.value);
    case "name":
      return type.name;
    case "keyof":
      return `keyof ${type.name}`;
    case "union":
      return union(type.of, indent);
    case "object":
      return objectText(type, indent);
    case "list": {
      const of = typeText(type.of, indent);
      return / [|&] /.test(of) && type.of.is !== "list" && !isBraced(type.of) ? `(${of})[]` : `${of}[]`;
    }
    default:
      return scalars[type.is];
  }
}

const isBraced = (type) => type.is === "object" && type.from.length === 0 && type.either.length === 0 && !type.others;

function declaration(name, type) {
  const isInterface = type.is === "object" && type.either.length === 0 && !type.others && type.from.every((from) => !from.partial);
  if (!isInterface) {
    return `${comment(type.about, "")}export type ${name} = ${typeText(type, "")};\n`.replace(" = \n", " =\n");
  }
  const from = type.from.map((one) => one.type.name).join(", ");
  return `${comment(type.about, "")}export interface ${name}${from ? ` extends ${from}` : ""} {\n${keyLines(type, "  ").join("")}}\n`;
}

/** A type for each request. */
function table(name, about, requests, typeOf) {
  const rows = requests.map((request) => `${comment(request.about, "  ")}  ${request.name}: ${typeOf(request)};\n`);
  return `/** ${about} */\nexport interface ${name} {\n${rows.join("")}}\n`;
}

/** The types that these types are made of. */
function namesIn(definition, roots) {
  const names = new Set();
  const visit = (type) => {
    if ((type.is === "name" || type.is === "keyof") && !names.has(type.name)) {
      names.add(type.name);
      visit(definition.type(type.name, type.place));
    }
    partsOf(type).forEach(visit);
  };
  roots.forEach(visit);
  return names;
}

export function typescriptOf(definition) {
  const of = (program) => [...definition.requests.values()].filter((request) => request.program === program);
  const requests = of("app");
  const quiet = requests.map((request) => ({ ...request, about: "" }));
  const roots = [...requests, ...of("player")].flatMap(({ asks, view, refused }) => [asks, view, ...(refused ? [refused] : [])]);
  const used = namesIn(definition, roots);
  const types = [...definition.types].filter(([name]) => used.has(name)).map(([name, type]) => declaration(name, type));
  return [
    "// Made by `node web/tools/facade.mjs` from core/api/facade.json, which is what to change.\n",
    table("Asks", "What may be asked: the keys of each request beside `do`.", requests, ({ asks }) => typeText(asks, "  ")),
    "export type Request = { [Name in keyof Asks]: { do: Name } & Asks[Name] }[keyof Asks];\n",
    table("Allowed", "What each request is answered with.", quiet, ({ view }) => typeText(view, "  ")),
    table("Refusals", "What each is answered with if it is refused for safety.", quiet, ({ refused }) =>
      refused ? typeText(refused, "  ") : "never",
    ),
    table("Played", "What the calls of the player are answered with.", of("player"), ({ view }) => typeText(view, "  ")),
    ...types,
  ].join("\n");
}
