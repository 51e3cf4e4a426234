/** The local server that keeps a second copy of the record (docs/formats/server.md). The app works without it. */
import type { SyncState } from "./messages";

export class Refusal extends Error {
  constructor(
    readonly status: number,
    why: string,
  ) {
    super(why);
  }
}

/** The server answers in a way that this app does not know. */
class Strange extends Error {}

interface Page {
  /** Whose records these are; null while there are none. */
  person: string | null;
  records: string[];
  next: number;
  more: boolean;
}

function isPage(value: Partial<Page>): value is Page {
  const { person, records, next, more } = value;
  const isList = Array.isArray(records) && records.every((line) => typeof line === "string");
  return isList && (person === null || typeof person === "string") && typeof next === "number" && typeof more === "boolean";
}

const ofLaterApi = [404, 405, 410, 501];

/** Whether version `a` comes before `b`, as 0.9.1 before 0.10.0. */
function isBefore(a: string, b: string): boolean {
  const [of, than] = [a, b].map((version) => version.split(".").map(Number));
  const at = of?.findIndex((part, i) => part !== than?.[i]) ?? -1;
  return at >= 0 && (of?.[at] ?? 0) < (than?.[at] ?? 0);
}

/** What is sent: lines, or the same as bytes for a server that takes them. */
type Body = object | Uint8Array<ArrayBuffer>;

export class Server {
  private takesBundles = true;

  async pair(token: string): Promise<{ person: string | null }> {
    return (await this.call("POST", "api/pair", { token })) as { person: string | null };
  }

  /** @param bundle  the records as bytes; empty if they can only go as lines */
  async send(person: string, records: string[], bundle: Uint8Array<ArrayBuffer>): Promise<void> {
    const answer = (await this.sendBundle(bundle)) ?? (await this.call("POST", "api/records", { person, records }));
    const { stored, already } = answer as { stored?: number; already?: number };
    // Only what it says that it has is taken as being there.
    if (stored === undefined || already === undefined || stored + already !== records.length) {
      throw new Strange("the server does not say that it has stored what was sent");
    }
  }

  /** An older server does not know them, or not every record in them: from then on it gets lines, which it takes one by one. */
  private async sendBundle(bundle: Uint8Array<ArrayBuffer>): Promise<unknown> {
    if (!this.takesBundles || bundle.length === 0) {
      return undefined;
    }
    try {
      return await this.call("POST", "api/records", bundle);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 400) {
        throw error;
      }
      this.takesBundles = false;
      return undefined;
    }
  }

  /** @param as  raw: each record as its bytes, whatever it is; a server that does not know the word gives lines */
  async recordsAfter(after: number, as: "lines" | "raw" = "lines"): Promise<Page> {
    const page = (await this.call("GET", `api/records?after=${after}${as === "raw" ? "&as=raw" : ""}`)) as Partial<Page>;
    if (!isPage(page)) {
      throw new Strange("the server's answer is not understood");
    }
    return page;
  }

  /** A browser that was never paired, or a server that is not there or of another version, is no fault. */
  async explain(error: unknown): Promise<SyncState> {
    if (error instanceof Refusal || error instanceof Strange) {
      if (error instanceof Refusal && (error.status === 401 || error.status === 403)) {
        return { state: "alone" };
      }
      const other = error instanceof Strange || ofLaterApi.includes(error.status) ? await this.otherVersion() : undefined;
      return other ?? (error instanceof Refusal && error.status === 404 ? { state: "alone" } : { state: "refused", why: error.message });
    }
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { state: "offline" };
    }
    throw error;
  }

  private async otherVersion(): Promise<SyncState | undefined> {
    try {
      const { app, version = "" } = (await this.call("GET", "api/hello")) as { app?: string; version?: string };
      if (app === "lissom" && version !== __VERSION__) {
        return isBefore(version, __VERSION__) ? { state: "older", waiting: 0 } : { state: "newer" };
      }
    } catch {
      // Not one of ours.
    }
    return undefined;
  }

  private async call(method: string, path: string, body?: Body): Promise<unknown> {
    const init: RequestInit = { method, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) {
      const isBundle = body instanceof Uint8Array;
      init.headers = { "Content-Type": isBundle ? "application/vnd.lissom.records" : "application/json" };
      init.body = isBundle ? body : JSON.stringify(body);
    }
    const answer = await fetch(new URL(`../${path}`, self.location.href), init);
    const value = (await answer.json()) as { fault?: string };
    if (!answer.ok) {
      throw new Refusal(answer.status, value.fault ?? `the server said ${answer.status}`);
    }
    return value;
  }
}
