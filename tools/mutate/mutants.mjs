// The mutants of a file: small changes, each to one comparison, constant or connective.

const swaps = {
  "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
  "&&": ["||"], "||": ["&&"],
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "+=": ["-="], "-=": ["+="], "++": ["--"], "--": ["++"],
  true: ["false"], false: ["true"],
  "std::min": ["std::max"], "std::max": ["std::min"],
  "std::all_of": ["std::any_of", "std::none_of"],
  "std::any_of": ["std::all_of", "std::none_of"],
  "std::none_of": ["std::any_of", "std::all_of"],
};

const near = (digits) => {
  const number = Number(digits.replaceAll("'", ""));
  return [String(number + 1), String(number - 1)];
};

/** The text with everything blanked that is not program: comments, texts, #include and the like. */
function programOnly(text) {
  const blank = (found) => found.replace(/[^\n]/g, " ");
  return text.replace(/\/\/[^\n]*|R"([a-z]*)\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|^#[^\n]*/gm, blank);
}

/** Where the header of a `for` is open: its counting is not changed, or the tests would only wait. */
function isInForHeader(program, at) {
  const open = program.lastIndexOf("for (", at);
  if (open < 0) {
    return false;
  }
  const between = program.slice(open + 4, at);
  const depth = (between.match(/\(/g) ?? []).length - (between.match(/\)/g) ?? []).length;
  return depth > 0;
}

/** Each as { at, from, to }. clang-format puts blanks around binary operators and none around template brackets. */
function inProgram(text) {
  const program = programOnly(text);
  const found = [];
  const each = (pattern, changes) => {
    for (const match of program.matchAll(pattern)) {
      for (const to of changes(match)) {
        found.push({ at: match.index, from: match[0], to });
      }
    }
  };
  const swap = (match) => swaps[match[0]];
  each(/(?<=\s)(<=|>=|==|!=|<|>|&&|\|\||\+=|-=|[-+*/%])(?=\s)/g, swap);
  each(/\bstd::(min|max|all_of|any_of|none_of)\b/g, swap);
  each(/\b(true|false)\b/g, swap);
  each(/\+\+|--/g, (match) => (isInForHeader(program, match.index) ? [] : swap(match)));
  each(/(?<![\w)\]])!(?!=)/g, () => [""]);
  each(/(?<=[\s(,])-(?=[\w(])/g, () => [""]);
  each(/(?<![\w.<'])\d[\d']*(?=[uU]?\b)(?!>)/g, (match) => near(match[0]));
  return found;
}

/** A condition of the catalogue, as core/catalogue/condition.h reads it. */
function inCondition(line, start, end) {
  const found = [];
  const text = line.slice(start, end);
  const each = (pattern, changes) => {
    for (const match of text.matchAll(pattern)) {
      for (const to of changes(match)) {
        found.push({ at: start + match.index, from: match[0], to });
      }
    }
  };
  each(/<=|>=|<|>/g, (match) => swaps[match[0]]);
  each(/(?<![<>])=(?= \d)/g, () => [">=", "<="]);
  each(/\b\w+ = [a-z]\w*/g, (match) => [`not ${match[0]}`]);
  each(/\band\b/g, () => ["or"]);
  each(/\bor\b/g, () => ["and"]);
  each(/\bnot /g, () => [""]);
  each(/\b\d+\b/g, (match) => near(match[0]));
  for (const count of text.matchAll(/count\(([^)]*)\)/g)) {
    for (const id of count[1].matchAll(/\w+, |, \w+$/g)) {
      found.push({ at: start + count.index + "count(".length + id.index, from: id[0], to: "" });
    }
  }
  return found;
}

/** Conditions, numbers, true and false, and the tags that a finding adds. */
function inData(text) {
  const found = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const code = line.replace(/#.*$/, "");
    const condition = /^(?:when|ask_if) = "/.exec(code);
    if (condition && /^(when|ask_if) = ".*[=<>].*"$/.test(code.trim())) {
      const inside = inCondition(code, condition[0].length, code.lastIndexOf('"'));
      found.push(...inside.map((one) => ({ ...one, at: at + one.at })));
    } else if (/^\w+ =/.test(code)) {
      const plain = code.replace(/"[^"]*"/g, (word) => " ".repeat(word.length));
      for (const match of plain.matchAll(/(?<=[ [])(-?\d+|true|false)\b/g)) {
        for (const to of swaps[match[0]] ?? near(match[0])) {
          found.push({ at: at + match.index, from: match[0], to });
        }
      }
      const tags = /^tags = \[".*"\]/.exec(code);
      if (tags) {
        found.push({ at, from: tags[0], to: "tags = []" });
      }
    }
    at += line.length + 1;
  }
  return found;
}

/** All mutants of a file, in order. `place`: which one of this change to a line of this text, from 1. */
export function mutantsOf(file, text) {
  const found = (file.endsWith(".toml") ? inData(text) : inProgram(text)).sort((a, b) => a.at - b.at);
  const kinds = new Map();
  return found.map((one) => {
    const before = text.slice(0, one.at);
    const line = before.split("\n").length;
    const column = one.at - before.lastIndexOf("\n");
    const source = text.split("\n")[line - 1].trim();
    const change = `${one.from} -> ${one.to || "(nothing)"}`;
    const kind = `${source} ${change}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return { ...one, file, line, source, change, place: kinds.get(kind), id: `${file}:${line}:${column}:${one.to}` };
  });
}

export function withMutant(text, { at, from, to }) {
  return text.slice(0, at) + to + text.slice(at + from.length);
}

const operators = {
  "<": "Less", "<=": "AtMost", ">": "More", ">=": "AtLeast", "==": "Equal", "!=": "Unequal",
  "+": "Plus", "-": "Minus", "*": "Times", "/": "Over", "%": "Modulo",
};

/** How the mutants of one place are written with tools/mutate/switch.h; nothing if they cannot be. */
function switched({ from, to }, numbers) {
  if (from === "!") {
    return `mutant::Not{${numbers}} * `;
  }
  if (from === "-" && to === "") {
    return `mutant::Negative{${numbers}} * `;
  }
  if (from in operators) {
    return `${from} mutant::${operators[from]}{${numbers}} ${from}`;
  }
  if (/^\d/.test(from)) {
    return `mutant::number(${numbers}, ${from})`;
  }
  if (from === "true" || from === "false") {
    return `mutant::flag(${numbers}, ${from})`;
  }
  return from.startsWith("std::") ? `mutant::${from.slice("std::".length)}(${numbers})` : undefined;
}

/** The text with all these mutants in it, to be chosen from when it runs; and those that are not in it. */
export function withSwitches(text, mutants) {
  const places = new Map();
  for (const mutant of mutants) {
    places.set(mutant.at, [...(places.get(mutant.at) ?? []), mutant]);
  }
  let out = "";
  let done = 0;
  const rest = [];
  for (const [at, some] of places) {
    const written = switched(some[0], some.map((mutant) => mutant.number).join(", "));
    if (written === undefined) {
      rest.push(...some);
      continue;
    }
    out += text.slice(done, at) + written;
    done = at + some[0].from.length;
  }
  return { text: `#include "tools/mutate/switch.h"\n#line 1\n${out}${text.slice(done)}`, rest };
}
