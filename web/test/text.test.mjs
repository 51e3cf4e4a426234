// Every string of the text table is shown somewhere: a translation is of what people see.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

const folder = join(import.meta.dirname, "../src");

test("no string is left over", async () => {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file) && !file.startsWith("text"));
  const code = (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join("\n");
  const table = await readFile(join(folder, "text/en.ts"), "utf8");
  const unused = [];
  let section = "";
  for (const line of table.split("\n")) {
    section = /^ {2}(\w+): \{$/.exec(line)?.[1] ?? (line === "  }," ? "" : section);
    const key = /^ {2}(\w+): (?!\{)/.exec(line)?.[1] ?? (section ? /^ {4}(\w+):/.exec(line)?.[1] : undefined);
    const name = key && (section && line.startsWith("    ") ? `text.${section}.${key}` : `text.${key}`);
    if (name && !code.includes(name)) {
      unused.push(name);
    }
  }
  assert.deepEqual(unused, []);
});
