/** The page's way to the core: orders go to the worker, promises come back. */
import type { PlayerInput, Request, Views } from "./api";
import { newsChannel, type Clock, type LiveSignal, type Order, type KeptQuestionnaire, type News, type PlayerState, type QuestionnaireFile, type Reply, type Status, type SyncState, type TrackFile } from "./messages";
import { text } from "../text";

/** What the core refused for safety: a view of its own, never an exercise. */
export interface Answer<V> {
  exit: number;
  view: V;
}

/** Faults of the store by the names that browsers give them. */
const ofStore: Record<string, string> = {
  QuotaExceededError: text.store.full,
  VersionError: text.store.newer,
  InvalidStateError: text.store.closed,
};

type Waiting = { resolve(value: unknown): void; reject(fault: Error): void };

class Client {
  private readonly worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "core" });
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  constructor() {
    this.worker.addEventListener("message", (event: MessageEvent<Reply>) => {
      const reply = event.data;
      const waiting = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ("fault" in reply) {
        waiting?.reject(new Error(ofStore[reply.name] ?? reply.fault));
      } else {
        waiting?.resolve(reply.value);
      }
    });
  }

  private order<T>(order: Order): Promise<T> {
    this.count += 1;
    const id = this.count;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, order });
    });
  }

  /** Asks the façade (docs/formats/api.md). Rejects with one line that says what is wrong. */
  ask<R extends Request>(request: R): Promise<Answer<Views[R["do"]]>> {
    return this.order({ do: "ask", request, clock: clock() });
  }

  /** The same for what changes nothing, without waiting for other tabs. */
  peek<R extends Request>(request: R): Promise<Answer<Views[R["do"]]>> {
    return this.order({ do: "peek", request, clock: clock() });
  }

  openPlayer = (view: unknown) => this.order<PlayerState>({ do: "player_open", view });
  player = (input: PlayerInput) => this.order<PlayerState>({ do: "player", input });
  /** Loads voice clips. What cannot be had is left out: a track has tones there. */
  voice = (packs: string[]) => this.order<void>({ do: "voice", packs, base: document.baseURI });
  /** Fetches every pack once, so that sessions speak without a network, too. */
  keepVoice = () => this.order<void>({ do: "keep_voice", base: document.baseURI });
  track = (voice: boolean, breath: boolean) => this.order<TrackFile>({ do: "track", voice, breath });
  signal = (name: LiveSignal) => this.order<Blob>({ do: "signal", name });
  status = () => this.order<Status>({ do: "status", clock: clock() });
  export = () => this.order<string>({ do: "export" });
  import = (text: string) => this.order<{ added: number; already: number }>({ do: "import", text });
  erase = () => this.order<void>({ do: "erase" });
  backedUp = (at_ms: number) => this.order<void>({ do: "backed_up", at_ms });
  questionnaires = () => this.order<KeptQuestionnaire[]>({ do: "questionnaires" });
  /** Reads a clinic's questionnaire and keeps it, or rejects with one line that says what is wrong with it. */
  addQuestionnaire = (file: QuestionnaireFile) => this.order<KeptQuestionnaire>({ do: "add_questionnaire", file, clock: clock() });
  removeQuestionnaire = (id: string) => this.order<void>({ do: "remove_questionnaire", id });
  pair = (token: string) => this.order<SyncState>({ do: "pair", token });
  sync = () => this.order<SyncState>({ do: "sync" });

  /** Calls back when another tab or the server brought something new, and after every exchange with the server. */
  onNews(call: (news: News) => void): () => void {
    const channel = new BroadcastChannel(newsChannel);
    channel.addEventListener("message", (event: MessageEvent<News>) => call(event.data));
    return () => channel.close();
  }
}

function clock(): Clock {
  const now = new Date();
  return { now_ms: now.getTime(), utc_offset_min: -now.getTimezoneOffset() };
}

export const core = new Client();
