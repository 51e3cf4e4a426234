/** The local server that keeps a second copy of the record (docs/formats/server.md). The app works without it. */
import type { SyncState } from "./messages";

class Refusal extends Error {
  constructor(
    readonly status: number,
    why: string,
  ) {
    super(why);
  }
}

interface Page {
  /** Whose records these are; null while there are none. */
  person: string | null;
  records: string[];
  next: number;
  more: boolean;
}

export class Server {
  async pair(token: string): Promise<{ person: string | null }> {
    return (await this.call("POST", "api/pair", { token })) as { person: string | null };
  }

  async send(person: string, records: string[]): Promise<void> {
    await this.call("POST", "api/records", { person, records });
  }

  async recordsAfter(after: number): Promise<Page> {
    return (await this.call("GET", `api/records?after=${after}`)) as Page;
  }

  /** A browser that was never paired, or a server that is not there, is no fault. */
  explain(error: unknown): SyncState {
    if (error instanceof Refusal) {
      const alone = error.status === 401 || error.status === 403 || error.status === 404;
      return alone ? { state: "alone" } : { state: "refused", why: error.message };
    }
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { state: "offline" };
    }
    throw error;
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const init: RequestInit = { method, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) {
      init.headers = { "Content-Type": "application/json" };
      init.body = JSON.stringify(body);
    }
    const answer = await fetch(new URL(`../${path}`, self.location.href), init);
    const value = (await answer.json()) as { fault?: string };
    if (!answer.ok) {
      throw new Refusal(answer.status, value.fault ?? `the server said ${answer.status}`);
    }
    return value;
  }
}
