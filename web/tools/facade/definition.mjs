// Reads core/api/facade.json, whose own head says how it is written.
//
// A type becomes one of
//   {is: "text" | "integer" | "boolean" | "json" | "null"}     an integer may have `least` and `most`
//   {is: "literal", value}   {is: "name", name}   {is: "keyof", name}   {is: "list", of}   {is: "union", of: [types]}
//   {is: "object", keys: [{name, optional, type, about, place}], from: [{type, partial}], others, either: [types]}
// each with `place`, where it stands in the definition, and `about`, what is said of it.
import { parted, read, written } from "./expression.mjs";

const prose = (value) => (value === undefined ? "" : [value].flat().join("\n"));
const asList = (value) => (value === undefined ? [] : [value].flat());

function readType(json, place) {
  if (typeof json === "string") {
    const { expression, about } = parted(json);
    return { ...read(expression, place), about };
  }
  if (Array.isArray(json)) {
    if (json.length !== 1) {
      throw new Error(`${place}: a list has one type; one of several is {"|": [...]}`);
    }
    return { is: "list", of: readType(json[0], `${place}[]`), place, about: "" };
  }
  return readObject(json, place);
}

/** One of {"|": [...]}: its place names its keys. */
function readEither(json, place) {
  const at = `${place} ${written(readType(json, place))}`;
  return { ...readType(json, at), place: at };
}

function readObject({ "//": about, "...": all, "...?": some, "*": others, "|": either, ...keys }, place) {
  const type = {
    is: "object",
    place,
    about: prose(about),
    from: [
      ...asList(all).map((name) => ({ type: readType(name, place), partial: false })),
      ...asList(some).map((name) => ({ type: readType(name, place), partial: true })),
    ],
    keys: Object.entries(keys).map(([key, value]) => readKey(key, value, place)),
    others: others === undefined ? undefined : readType(others, `${place}.*`),
    either: asList(either).map((one) => readEither(one, place)),
  };
  const isUnion = type.either.length > 0 && type.keys.length + type.from.length === 0;
  return isUnion ? { is: "union", of: type.either, place, about: type.about } : type;
}

/** What is said of a type, or of the items of a list. */
const aboutOf = (type) => type.about || (type.is === "list" ? aboutOf(type.of) : "");

function readKey(key, value, place) {
  const optional = key.endsWith("?");
  const name = optional ? key.slice(0, -1) : key;
  if (!/^\w+$/.test(name)) {
    throw new Error(`${place}: "${key}" is no name of a key`);
  }
  const type = readType(value, `${place}.${name}`);
  return { name, optional, type, about: aboutOf(type), place: `${place}.${name}` };
}

function readRequest(name, json) {
  const { "//": about, for: program = "app", asks = {}, view, refused, events = [], ...rest } = json;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined || view === undefined || !["app", "terminal", "player"].includes(program)) {
    throw new Error(`${name}: ${unknown === undefined ? "has no view, or is for nobody" : `"${unknown}" says nothing of a request`}`);
  }
  return {
    name,
    about: prose(about),
    program,
    asks: readType(asks, `${name} asks`),
    view: readType(view, `${name} view`),
    refused: refused === undefined ? undefined : readType(refused, `${name} refused`),
    events,
  };
}

export class Definition {
  constructor({ "//": about, requests, types, unshown = {} }) {
    this.about = prose(about);
    this.groups = Object.entries(requests).map(([title, group]) => ({
      title,
      requests: Object.entries(group).map(([name, json]) => readRequest(name, json)),
    }));
    this.requests = new Map(this.groups.flatMap((group) => group.requests.map((request) => [request.name, request])));
    this.types = new Map(Object.entries(types).map(([name, json]) => [name, readType(json, name)]));
    this.unshown = new Map(Object.entries(unshown));
    this.expectNames();
  }

  type(name, place) {
    const type = this.types.get(name);
    if (type === undefined) {
      throw new Error(`${place}: there is no type ${name}`);
    }
    return type;
  }

  /** The types of all requests, then those that have names. */
  *roots() {
    for (const { asks, view, refused } of this.requests.values()) {
      yield* [asks, view, ...(refused ? [refused] : [])];
    }
    yield* this.types.values();
  }

  /**
   * The ways in which an object may be, each with all its keys: those of an object are its own with those of each type that
   * it takes in, once for each alternative.
   */
  forms(type) {
    switch (type.is) {
      case "name":
        return this.forms(this.type(type.name, type.place));
      case "union":
        return type.of.flatMap((one) => this.forms(one).map((form) => ({ ...form, places: [one.place, ...form.places] })));
      case "object": {
        const own = { keys: type.keys, others: type.others, places: [] };
        const either = type.either.length > 0 ? [this.forms({ is: "union", of: type.either })] : [];
        return [...type.from.map((from) => this.taken(from)), ...either].reduce(joined, [own]);
      }
      default:
        throw new Error(`${type.place}: expected an object`);
    }
  }

  taken({ type, partial }) {
    const forms = this.forms(type);
    return partial ? forms.map((form) => ({ ...form, keys: form.keys.map((key) => ({ ...key, optional: true })) })) : forms;
  }

  /** Throws if a name means nothing, or if nothing uses a type. */
  expectNames() {
    const used = new Set();
    const visit = (type) => {
      if (type.is === "name" || type.is === "keyof") {
        this.type(type.name, type.place);
        used.add(type.name);
      }
      if (type.is === "object") {
        this.forms(type);
      }
      partsOf(type).forEach(visit);
    };
    [...this.roots()].forEach(visit);
    for (const name of this.types.keys()) {
      if (!used.has(name)) {
        throw new Error(`${name}: nothing uses this type`);
      }
    }
  }
}

const joined = (forms, more) =>
  forms.flatMap((one) =>
    more.map((other) => ({
      keys: [...other.keys, ...one.keys],
      others: one.others ?? other.others,
      places: [...one.places, ...other.places],
    })),
  );

/** The types that a type is made of. */
export function partsOf(type) {
  switch (type.is) {
    case "list":
      return [type.of];
    case "union":
      return type.of;
    case "object":
      return [...type.keys.map((key) => key.type), ...type.from.map((from) => from.type), ...type.either, ...(type.others ? [type.others] : [])];
    default:
      return [];
  }
}
