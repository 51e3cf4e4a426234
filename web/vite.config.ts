import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { build, defineConfig, runnerImport, type Plugin, type Rollup } from "vite";

const out = "../build/web";
const voice = "../build/voice";

async function filesIn(folder: string, below = ""): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    files.push(...(entry.isDirectory() ? await filesIn(folder, path) : [path]));
  }
  return files.sort();
}

/** The packs of voice clips, named by their content, and the list of them. They are no part of the first load. */
async function layOutVoice(): Promise<string[]> {
  const list = await readFile(join(voice, "packs.json"), "utf8");
  const packs = JSON.parse(list) as Record<string, string>;
  await mkdir(join(out, "voice"), { recursive: true });
  await writeFile(join(out, "voice/packs.json"), list);
  for (const [name, sum] of Object.entries(packs)) {
    await copyFile(join(voice, `${name}.lsv`), join(out, `voice/${sum}.lsv`));
  }
  return Object.values(packs).map((sum) => `voice/${sum}.lsv`);
}

const target = "es2022";
const jsx = { runtime: "automatic", importSource: "preact" } as const;

/** The first screen as it stands in the page before anything else is there. */
async function firstScreen(): Promise<string> {
  const { module } = await runnerImport<typeof import("./src/screens/welcome")>("./src/screens/welcome.tsx", { configFile: false, oxc: { jsx } });
  return render(h(module.Welcome, {}));
}

/**
 * src/early.ts as a script of its own, for which everything else of the page waits. (An inline script would need a hole in the
 * content security policy.)
 */
async function earlyScript(): Promise<{ fileName: string; source: string }> {
  const rollupOptions = { input: "src/early.ts", output: { format: "iife" as const } };
  const made = (await build({ configFile: false, logLevel: "error", build: { write: false, target, modulePreload: false, rollupOptions } })) as Rollup.RollupOutput;
  const source = made.output[0].code;
  const sum = createHash("sha256").update(source).digest("hex").slice(0, 8);
  return { fileName: `assets/early-${sum}.js`, source };
}

/** Tells the service worker which files make one version of the app, and lays compressed ones beside them. */
function finish(): Plugin {
  let early = { fileName: "", source: "" };
  return {
    name: "lissom-finish",
    apply: "build",
    async buildStart() {
      early = await earlyScript();
      this.emitFile({ type: "asset", ...early });
    },
    async transformIndexHtml(html) {
      const welcome = await firstScreen();
      const page = html.replace("<!-- welcome -->", () => welcome);
      return { html: page, tags: [{ tag: "script", attrs: { src: `./${early.fileName}` }, injectTo: "head" }] };
    },
    async writeBundle() {
      const voices = await layOutVoice();
      const files = (await filesIn(out)).filter((file) => file !== "sw.js" && !file.endsWith(".lsv"));
      const sum = createHash("sha256");
      for (const file of files) {
        sum.update(file).update(await readFile(join(out, file)));
      }
      const list = JSON.stringify(files.map((file) => (file === "index.html" ? "./" : `./${file}`)));
      const worker = (await readFile(join(out, "sw.js"), "utf8"))
        .replace(/["'`]__FILES__["'`]/, () => list)
        .replace(/["'`]__VOICES__["'`]/, () => JSON.stringify(voices))
        .replace("__VERSION__", sum.digest("hex").slice(0, 12));
      await writeFile(join(out, "sw.js"), worker);
      for (const file of [...files, "sw.js"]) {
        const bytes = await readFile(join(out, file));
        if (!/\.(html|js|css|json|svg|wasm|webmanifest)$/.test(file) || bytes.length < 1024) {
          continue;
        }
        await writeFile(join(out, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }));
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(join(out, `${file}.br`), await promisify(brotliCompress)(bytes, { params: quality }));
      }
    },
  };
}

const version = /project\(lissom VERSION ([\d.]+)/.exec(await readFile("../CMakeLists.txt", "utf8"))?.[1] ?? "0";

export default defineConfig({
  base: "./",
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx },
  build: {
    outDir: out,
    emptyOutDir: true,
    target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { app: "index.html", sw: "src/sw.ts" },
      output: {
        // What is needed at once comes as one file: each file of its own costs a slow network a way there and back.
        codeSplitting: { groups: [{ name: "shell", tags: ["$initial"], test: (id) => !id.endsWith("/sw.ts") }] },
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  plugins: [finish()],
});
