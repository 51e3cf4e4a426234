// The program with a record of its own, at a given moment.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = process.env.LISSOM ?? join(root, "build/release/lissom");

export class Lissom {
  constructor(at) {
    this.at = at;
    this.folder = mkdtempSync(join(tmpdir(), "lissom-"));
    after(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  path(name) {
    return join(this.folder, name);
  }

  run(...args) {
    const done = spawnSync(program, [...args, "--at", this.at, "--data", join(this.folder, "record")], { encoding: "utf8", maxBuffer: 1 << 26 });
    return { exit: done.status, out: done.stdout, err: done.stderr };
  }

  /** Runs something with JSON in a file, which must be fine. */
  withFile(json, ...args) {
    writeFileSync(this.path("in.json"), JSON.stringify(json));
    const done = this.run(...args, this.path("in.json"));
    if (done.exit !== 0) {
      throw new Error(done.err + done.out);
    }
    return done;
  }

  /** Answers the safety questions so that everything is open. */
  screenIn() {
    this.withFile({ age: 50, answers: { PAIN_SEVERE: 3, DURATION: "over_12_weeks" }, others: "no" }, "screen", "--answers");
  }

  profile(set) {
    this.withFile(set, "profile", "--answers");
  }

  /** One request to the core; its view. */
  ask(request) {
    return JSON.parse(this.withFile(request, "request").out).view;
  }
}
