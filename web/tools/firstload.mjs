// How much a browser fetches before the first session can start: the page, what it names, what that names, and so on;
// not what is loaded only when a screen is opened. Fails above the bar.
//   node web/tools/firstload.mjs [FOLDER]
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "../../build/web");
const bar = 500_000;

/** Files that a text names, without those of screens that are loaded when they are opened. */
function named(text) {
  const now = text
    .replace(/import\(\s*["'`][^"'`]+["'`]\s*\)/g, "")
    .replace(/__vite__mapDeps\s*=[\s\S]*?\]\)\)/, "")
    .replace(/m\.f\|\|\(m\.f=\[[^\]]*\]\)/g, "");
  return [...now.matchAll(/[\w-]+\.(?:js|css|wasm|woff2|svg|webmanifest)\b/g)].map(([name]) => name);
}

async function pathOf(name) {
  for (const path of [join("assets", name), name]) {
    if (await stat(join(folder, path)).catch(() => null)) {
      return path;
    }
  }
  return null;
}

const size = async (path) => (await stat(join(folder, path)).catch(() => null))?.size;

const found = new Map();
const queue = ["index.html"];
for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
  if (found.has(path)) {
    continue;
  }
  const plain = await size(path);
  found.set(path, { br: (await size(`${path}.br`)) ?? plain, gz: (await size(`${path}.gz`)) ?? plain });
  if (/\.(html|js|css)$/.test(path)) {
    for (const name of named(await readFile(join(folder, path), "utf8"))) {
      const next = await pathOf(name);
      // Letters beyond the Latin ones are fetched only by who needs them; the service worker comes after the page.
      if (next && next !== "sw.js" && !/latin-ext/.test(next)) {
        queue.push(next);
      }
    }
  }
}
const rows = [...found].sort((a, b) => b[1].br - a[1].br);
for (const [path, { br, gz }] of rows) {
  console.log(`${String(br).padStart(8)} ${String(gz).padStart(8)}  ${path}`);
}
const sum = (kind) => rows.reduce((all, [, row]) => all + row[kind], 0);
console.log(`${String(sum("br")).padStart(8)} ${String(sum("gz")).padStart(8)}  the first load: brotli, gzip`);
for (const kind of [/lissom-.*\.wasm$/, /worker-.*\.js$/, /\.css$/, /\.woff2$/]) {
  if (!rows.some(([path]) => kind.test(path))) {
    console.error(`first load: found no ${kind}; the app is built in another way than this tool knows`);
    process.exit(1);
  }
}
if (sum("br") > bar) {
  console.error(`first load: ${sum("br")} bytes compressed; expected at most ${bar}`);
  process.exit(1);
}
