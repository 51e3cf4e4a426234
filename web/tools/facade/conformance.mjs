// Holds values against a definition, and remembers which parts of it some value had.
import { partsOf } from "./definition.mjs";
import { written } from "./expression.mjs";

/** JSON in which a number that is not written as a whole one stays apart: 3.0 is a number here, not 3. */
export function parsed(text) {
  const whole = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || !/[.eE]/.test(token) ? token : `{"number": ${token}}`,
  );
  return JSON.parse(whole);
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const shown = (value) => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** What came of a comparison: faults [{path, what}], and the places of the definition that the value has. */
const nothing = () => ({ faults: [], seen: [] });
const fault = (path, what) => ({ faults: [{ path, what }], seen: [] });

function all(results) {
  return { faults: results.flatMap((one) => one.faults), seen: results.flatMap((one) => one.seen) };
}

const seeing = (place, result) => ({ faults: result.faults, seen: [place, ...result.seen] });

/** The result without faults, or else that of the likeliest alternative. */
function best(results) {
  return results.reduce((one, other) => (other.faults.length < one.faults.length ? other : one));
}

/** The place of a key that may be missing and is. */
const leftOut = (key) => `${key.place} left out`;

export class Comparison {
  constructor(definition) {
    this.definition = definition;
  }

  check(type, value, path) {
    const expected = () => fault(path, `is ${shown(value)}; expected ${written(type)}`);
    switch (type.is) {
      case "json":
        return nothing();
      case "null":
        return value === null ? nothing() : expected();
      case "text":
        return typeof value === "string" ? nothing() : expected();
      case "boolean":
        return typeof value === "boolean" ? nothing() : expected();
      case "integer":
        return Number.isSafeInteger(value) && value >= (type.least ?? value) && value <= (type.most ?? value) ? nothing() : expected();
      case "literal":
        return value === type.value ? nothing() : expected();
      case "keyof":
        return this.keysOf(type).includes(value) ? nothing() : expected();
      case "name":
        return this.check(this.definition.type(type.name, type.place), value, path);
      case "list":
        return Array.isArray(value) ? all(value.map((one, i) => seeing(type.of.place, this.check(type.of, one, `${path}[${i}]`)))) : expected();
      case "union":
        return this.checkUnion(type, value, path);
      default:
        return isObject(value) ? best(this.definition.forms(type).map((form) => this.checkForm(form, value, path))) : expected();
    }
  }

  keysOf(type) {
    return this.definition.forms({ ...type, is: "name" }).flatMap((form) => form.keys.map((key) => key.name));
  }

  /** Of several objects the faults of the likeliest; of anything else that it is none of them. */
  checkUnion(type, value, path) {
    const results = type.of.map((one) => seeing(one.place, this.check(one, value, path)));
    const likeliest = best(results);
    const isInside = isObject(value) && likeliest.faults.some((one) => one.path !== path);
    return likeliest.faults.length === 0 || isInside ? likeliest : fault(path, `is ${shown(value)}; expected ${written(type)}`);
  }

  checkForm(form, value, path) {
    const known = new Map(form.keys.map((key) => [key.name, key]));
    const results = [...known.values()].map((key) => this.checkKey(key, value, path));
    for (const [name, one] of Object.entries(value).filter(([other]) => !known.has(other))) {
      const place = `${path}.${name}`;
      results.push(form.others ? this.check(form.others, one, place) : fault(place, "is not in the definition"));
    }
    return all([{ faults: [], seen: form.places }, ...results]);
  }

  checkKey(key, value, path) {
    const place = `${path}.${key.name}`;
    if (Object.hasOwn(value, key.name)) {
      return seeing(key.place, this.check(key.type, value[key.name], place));
    }
    return key.optional ? seeing(leftOut(key), nothing()) : fault(place, "is missing");
  }
}

/** What some value ought to have of a type: keys, with and without those that may be missing, items of a list, alternatives. */
function placesIn(type) {
  const { keys = [], either = [] } = type;
  const parts = type.is === "list" || type.is === "union" ? partsOf(type) : [...keys, ...either];
  return [...parts.map((part) => part.place), ...keys.filter((key) => key.optional).map(leftOut)];
}

/** Every place of a definition that some value ought to have. */
export function placesOf(definition) {
  const places = new Set();
  const visit = (type) => {
    placesIn(type).forEach((place) => places.add(place));
    partsOf(type).forEach(visit);
  };
  [...definition.roots()].forEach(visit);
  for (const { name, view, refused, events } of definition.requests.values()) {
    [view, ...(refused ? [refused] : [])].forEach((type) => places.add(type.place));
    events.forEach((event) => places.add(`${name} events ${event}`));
  }
  return places;
}
