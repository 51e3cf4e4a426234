// node tools/guide.mjs            the repository's Markdown as static pages: build/web/help.html and build/web/help/
// node tools/guide.mjs --check    only looks whether every link in it leads somewhere, and every picture is there
import { cp, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const out = join(root, "build/web");
const first = "docs/guide/README.md";

async function pagesIn(folder) {
  const pages = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      pages.push(...(await pagesIn(path)));
    } else if (entry.name.endsWith(".md")) {
      pages.push(path);
    }
  }
  return pages.sort();
}

/** The name of a heading in a link, as on the sites that show Markdown. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SAFETY.md", ...(await pagesIn("docs"))];
const texts = new Map(await Promise.all(pages.map(async (page) => [page, await readFile(join(root, page), "utf8")])));
const anchors = new Map([...texts].map(([page, text]) => [page, new Set([...text.matchAll(/^#+ +(.*)$/gm)].map(([, heading]) => anchor(heading)))]));
const placeOf = (page) => (page === first ? "help.html" : join("help", page.replace(/\.md$/, ".html")));
const exists = async (path) => stat(path).then(
  () => true,
  () => false,
);

const faults = [];
/** Where a link of `page` leads, from the repository's root; null if to another site or within the page. */
function target(page, href) {
  if (/^[a-z]+:/.test(href)) {
    return null;
  }
  const [path, hash] = href.split("#");
  const file = path === "" ? page : relative(root, resolve(root, dirname(page), path));
  return { file, hash };
}

async function checkLink(page, href) {
  const found = target(page, href);
  if (found && (found.file.startsWith("..") || !(await exists(join(root, found.file))))) {
    faults.push(`${page}: there is no ${href}`);
  } else if (found?.hash && anchors.has(found.file) && !anchors.get(found.file).has(found.hash)) {
    faults.push(`${page}: there is no heading for ${href}`);
  }
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function render(page) {
  const from = dirname(placeOf(page));
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const found = target(page, href);
        if (found === null) {
          return `<a href="${escape(href)}">${text}</a>`;
        }
        // What is no page here (a folder, a source file) is in the repository only.
        const to = texts.has(found.file) ? relative(from, placeOf(found.file)) : null;
        return to === null ? `<em>${text}</em>` : `<a href="${escape(to)}${found.hash ? `#${found.hash}` : ""}">${text}</a>`;
      },
      image({ href, text }) {
        const { file } = target(page, href);
        return `<img src="${escape(relative(from, join("help", file)))}" alt="${escape(text)}" loading="lazy">`;
      },
    },
  });
  const title = /^# +(.*)$/m.exec(texts.get(page))?.[1] ?? "Lissom";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Lissom</title>
<link rel="stylesheet" href="${relative(from, "help/guide.css")}">
</head>
<body>
<nav><a href="${relative(from, "help.html") || "help.html"}">Guide</a> <a href="${relative(from, ".") || "."}/">The app</a></nav>
<main>
${marked.parse(texts.get(page))}</main>
</body>
</html>
`;
}

for (const [page, text] of texts) {
  const links = new Marked().lexer(text);
  const walk = async (tokens) => {
    for (const token of tokens ?? []) {
      if (token.type === "link" || token.type === "image") {
        await checkLink(page, token.href);
      }
      await walk(token.tokens);
      await walk(token.items);
      for (const row of [token.header, ...(token.rows ?? [])]) {
        for (const cell of Array.isArray(row) ? row : []) {
          await walk(cell.tokens);
        }
      }
    }
  };
  await walk(links);
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
if (process.argv[2] !== "--check") {
  for (const page of pages) {
    const file = join(out, placeOf(page));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, render(page));
  }
  await cp(join(root, "docs/guide/pictures"), join(out, "help/docs/guide/pictures"), { recursive: true });
  await cp(join(root, "web/src/style/guide.css"), join(out, "help/guide.css"));
}
