// A definition as a document to look things up in.

const plain = { text: "text", integer: "whole number", boolean: "true or false", json: "anything", null: "null" };

const whose = { terminal: "Not in the module of the app.", player: "A call of [the player](api.md#the-player)." };

/** What is a sentence of its own as one. */
const sentence = (text) => (/[.:]$/.test(text) ? text : `${text}.`);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** Names of other documents as links to them. */
const linked = (text) => text.replace(/\bdocs\/(formats\/)?([\w-]+\.md)/g, (_, beside, name) => `[${name}](${beside ? "" : "../"}${name})`);
const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const link = (name) => `[${name}](#type-${name.toLowerCase()})`;
const several = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);

/** A type in a few words. What an inline object holds is said by the rows below it. */
function words(type) {
  switch (type.is) {
    case "integer":
      return type.least === undefined ? plain.integer : `${type.least} to ${type.most}`;
    case "literal":
      return type.value === "" ? "empty" : `\`${type.value}\``;
    case "name":
      return link(type.name);
    case "keyof":
      return `a key of ${link(type.name)}`;
    case "list":
      return `list of ${type.of.is === "object" ? "objects" : words(type.of)}`;
    case "union":
      return several(type.of.map(words));
    case "object":
      return type.others ? `object of ${words(type.others)}` : "object";
    default:
      return plain[type.is];
  }
}

/** Rows of a table: key, type, what is said of it. */
function rows(type, prefix) {
  switch (type.is) {
    case "list":
      return rows(type.of, prefix.replace(/\.$/, "[]."));
    case "union":
      return alternatives(type.of.filter((one) => one.is === "object"), prefix);
    case "object":
      return [
        ...type.from.map((from) => [`\`${prefix}…\``, `the keys of ${words(from.type)}${from.partial ? ", any of them" : ""}`, ""]),
        ...type.keys.flatMap((key) => keyRows(key, prefix)),
        ...alternatives(type.either, prefix),
      ];
    default:
      return [];
  }
}

function keyRows(key, prefix) {
  const name = `\`${prefix}${key.name}\`${key.optional ? "?" : ""}`;
  return [[name, words(key.type), key.about], ...rows(key.type, `${prefix}${key.name}.`)];
}

function alternatives(types, prefix) {
  const named = (one) => (one.is === "name" ? [[`\`${prefix}…\``, `the keys of ${link(one.name)}`, one.about ?? ""]] : rows(one, prefix));
  return types.length < 2 ? types.flatMap(named) : types.flatMap((one, i) => [[i === 0 ? "*either*" : "*or*", "", one.about ?? ""], ...named(one)]);
}

function table(lines) {
  const row = (cells) => `|${cells.map((text) => ` ${cell(text)}`.trimEnd() + " |").join("")}`;
  const [first = []] = lines;
  const head = `|${" |".repeat(first.length)}\n|${"---|".repeat(first.length)}`;
  return lines.length === 0 ? [] : [[head, ...lines.map(row)].join("\n")];
}

/** "Asked with" and a type: its name, or its keys. */
function part(title, type) {
  if (type.is === "name") {
    return [`${title} ${link(type.name)}.`];
  }
  const lines = rows(type, "");
  return lines.length === 0 ? [] : [title, ...table(lines)];
}

function refusal(refused) {
  if (refused === undefined) {
    return [];
  }
  const about = `**Refused** ${sentence(refused.about)}`;
  return refused.is === "name" ? [about] : [about, ...table(rows(refused, ""))];
}

function request({ name, about, program, asks, view, events, refused }) {
  const writes = events.map((event) => `\`${event}\``).join(", ");
  return [
    `### \`${name}\``,
    [about, whose[program]].filter(Boolean).join(" "),
    ...part("**Asked** with", asks),
    ...part("**Answered** with", view),
    ...(events.length > 0 ? [`**Writes** ${writes}.`] : []),
    ...refusal(refused),
  ];
}

/** What is said of a type that has a name. */
function told(type) {
  const members = type.is === "union" ? type.of : [];
  if (type.is === "object" && !type.others) {
    return table(rows(type, ""));
  }
  if (members.some((one) => one.is === "object")) {
    return table(alternatives(members, ""));
  }
  if (members.some((one) => one.about)) {
    return table(members.map((one) => [words(one), one.about ?? ""]));
  }
  return [sentence(capital(words(type)))];
}

const named = ([name, type]) => [`### Type ${name}`, ...(type.about ? [sentence(capital(type.about))] : []), ...told(type)];

export function markdownOf(definition) {
  return linked(`${[
    "# Requests and views, one by one",
    [
      "Made by `node web/tools/facade.mjs` from [core/api/facade.json](../../core/api/facade.json), which is what to change and what other",
      "programs may read. [How asking goes](api.md) is told elsewhere. `?` stands after a key that may be missing.",
    ].join("\n"),
    ...definition.groups.flatMap((group) => [`## ${group.title}`, ...group.requests.flatMap(request)]),
    "## Types",
    ...[...definition.types].flatMap(named),
  ].join("\n\n")}\n`);
}
