/** Packs of voice clips: fetched when a session needs them, and kept by the service worker. */
import type { Core } from "./host";

export class Packs {
  private readonly loaded = new Set<string>();
  private index: Promise<Record<string, string>> | undefined;

  /** Hands packs to the core, once each. Without the app's server, or for want of a pack, there are tones only. */
  async load(names: string[], base: string, core: Core): Promise<void> {
    await Promise.all(names.map((name) => this.loadOne(name, base, core)));
  }

  /** Asks for every pack, one after the other: the service worker keeps them. */
  async keepAll(base: string): Promise<void> {
    for (const name of Object.keys(await this.files(base))) {
      const kept = await this.fetch(name, base);
      if (kept === undefined) {
        return;
      }
    }
  }

  private async loadOne(name: string, base: string, core: Core): Promise<void> {
    if (this.loaded.has(name)) {
      return;
    }
    const bytes = await this.fetch(name, base);
    if (bytes !== undefined && core.addVoice(bytes) === "") {
      this.loaded.add(name);
    }
  }

  private async fetch(name: string, base: string): Promise<Uint8Array | undefined> {
    const file = (await this.files(base))[name];
    if (file === undefined) {
      return undefined;
    }
    try {
      const answer = await fetch(new URL(`voice/${file}.lsv`, base));
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
    } catch {
      return undefined;
    }
  }

  /** The names of the files by the names of the packs. */
  private files(base: string): Promise<Record<string, string>> {
    this.index ??= fetch(new URL("voice/packs.json", base))
      .then((answer) => (answer.ok ? (answer.json() as Promise<Record<string, string>>) : {}))
      .catch(() => {
        this.index = undefined;
        return {};
      });
    return this.index;
  }
}
