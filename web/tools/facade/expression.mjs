// The expressions of core/api/facade.json: "text", "0..10", "'left' | 'right' | null", "Slot[]", "keyof Slot".

const scalars = ["text", "integer", "boolean", "json", "null"];
const token = /\s*('[^']*'|-?\d+\.\.-?\d+|-?\d+|\w+|\[\]|[|()])/y;

/** "text // a day" as its two parts. */
export function parted(text) {
  const at = text.indexOf("//");
  return at < 0 ? { expression: text.trim(), about: "" } : { expression: text.slice(0, at).trim(), about: text.slice(at + 2).trim() };
}

class Expression {
  constructor(text, place) {
    this.place = place;
    this.tokens = [];
    token.lastIndex = 0;
    while (token.lastIndex < text.length) {
      const at = token.lastIndex;
      const found = token.exec(text);
      if (!found) {
        throw new Error(`${place}: cannot read "${text.slice(at)}"`);
      }
      this.tokens.push(found[1]);
    }
  }

  read() {
    const type = this.union();
    if (this.tokens.length > 0) {
      throw new Error(`${this.place}: "${this.tokens[0]}" is not expected`);
    }
    return type;
  }

  union() {
    const of = [this.list()];
    while (this.tokens[0] === "|") {
      this.tokens.shift();
      of.push(this.list());
    }
    return of.length === 1 ? of[0] : { is: "union", of };
  }

  list() {
    let type = this.single();
    while (this.tokens[0] === "[]") {
      this.tokens.shift();
      type = { is: "list", of: type };
    }
    return type;
  }

  single() {
    const word = this.tokens.shift() ?? "";
    const range = /^(-?\d+)(?:\.\.(-?\d+))?$/.exec(word);
    if (word === "(") {
      const type = this.union();
      if (this.tokens.shift() !== ")") {
        throw new Error(`${this.place}: "(" is not closed`);
      }
      return type;
    }
    if (range) {
      const [, least, most] = range;
      return most === undefined ? { is: "literal", value: Number(least) } : { is: "integer", least: Number(least), most: Number(most) };
    }
    if (word === "keyof") {
      return { is: "keyof", name: this.tokens.shift() };
    }
    if (word === "true" || word.startsWith("'")) {
      return { is: "literal", value: word === "true" ? true : word.slice(1, -1) };
    }
    if (!/^\w+$/.test(word)) {
      throw new Error(`${this.place}: "${word}" is no type`);
    }
    return scalars.includes(word) ? { is: word } : { is: "name", name: word };
  }
}

/** A type in the words of the definition; of an object only which keys it has. */
export function written(type) {
  switch (type.is) {
    case "literal":
      return typeof type.value === "string" ? `'${type.value}'` : String(type.value);
    case "integer":
      return type.least === undefined ? "integer" : `${type.least}..${type.most}`;
    case "name":
      return type.name;
    case "keyof":
      return `keyof ${type.name}`;
    case "list":
      return type.of.is === "union" ? `(${written(type.of)})[]` : `${written(type.of)}[]`;
    case "union":
      return type.of.map(written).join(" | ");
    case "object":
      return `{${[...type.from.map(({ type: one }) => `...${written(one)}`), ...type.keys.map(writtenKey)].join(", ")}}`;
    default:
      return type.is;
  }
}

/** A key, with its value if that is always the same. */
const writtenKey = ({ name, type }) => (type.is === "literal" ? `${name}: ${written(type)}` : name);

/** Gives every part of an expression its place. */
function placed(type, place) {
  switch (type.is) {
    case "list":
      return { ...type, place, of: placed(type.of, `${place}[]`) };
    case "union":
      return { ...type, place, of: type.of.map((one) => placed(one, `${place} ${written(one)}`)) };
    default:
      return { ...type, place };
  }
}

/** The type of an expression that stands at a place. */
export const read = (expression, place) => placed(new Expression(expression, place).read(), place);
