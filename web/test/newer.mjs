// A newer version of the app, as a server would have it after it was brought up to date: the same app, with every asset
// under another name, so that nothing of the older one can be had there.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { site } from "./drive.mjs";

const hashed = /-([\w-]{8})\.\w+$/;

function turned(hash) {
  return [...hash].reverse().join("") === hash ? hash.replace(/^./, "_") : [...hash].reverse().join("");
}

/** Returns the folder. It is removed with the test. */
export async function newerSite(t) {
  const folder = await mkdtemp(join(tmpdir(), "lissom-web-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(site, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) && !path.startsWith(join(site, "help")) });
  const assets = await readdir(join(folder, "assets"));
  const names = new Map(assets.filter((name) => hashed.test(name)).map((name) => [name, name.replace(hashed, (end, hash) => end.replace(hash, turned(hash)))]));
  const files = ["index.html", "sw.js", ...assets.map((name) => join("assets", name))];
  for (const file of files.filter((name) => /\.(html|js|css)$/.test(name))) {
    let text = await readFile(join(folder, file), "utf8");
    for (const [was, is] of names) {
      text = text.replaceAll(was, is);
    }
    if (file === "sw.js") {
      text = text.replace(/lissom-[\da-f]{12}/, "lissom-newer").replace(/"\.\/help[^"]*",?/g, "");
    }
    await writeFile(join(folder, file), file === "index.html" ? text.replace("<head>", '<head><meta name="version" content="newer">') : text);
  }
  for (const [was, is] of names) {
    await rename(join(folder, "assets", was), join(folder, "assets", is));
  }
  return folder;
}
