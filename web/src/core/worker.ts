/**
 * The worker that hosts the core. For what changes the record it waits until no other tab does, reads what they have stored
 * since, asks the core, stores the new records, and only then replies.
 */
import wasm from "../../../build/wasm/shells/wasm/lissom.wasm?url";
import type { Refused, View } from "./api";
import { openCore, type Core } from "./host";
import { isRecord, Journal, newId, wasClosed, type Line } from "./journal";
import { inTurn } from "./locks";
import {
  newsChannel,
  type Clock,
  type KeptQuestionnaire,
  type News,
  type Order,
  type PlayerState,
  type QuestionnaireFile,
  type Reply,
  type Status,
  type SyncState,
  type TrackFile,
} from "./messages";
import { Refusal, Server } from "./server";
import { Packs } from "./voice";

class Fault extends Error {}

/** Loads lines into the core; halves what it refuses until the lines are found that are at fault. */
function unreadable(core: Core, lines: Line[]): Line[] {
  if (lines.length === 0 || core.load(lines.map(({ line }) => line).join("\n")) === "") {
    // The core passes over an empty line, which is no record either.
    return lines.filter(({ line }) => line === "");
  }
  if (lines.length === 1) {
    return lines;
  }
  const half = lines.length >> 1;
  return [...unreadable(core, lines.slice(0, half)), ...unreadable(core, lines.slice(half))];
}

class Host {
  private core: Promise<Core> | undefined;
  private journal: Promise<Journal> | undefined;
  private last = 0;
  /** The person whose record was read up to `last`. */
  private whose: string | undefined;
  private readonly news = new BroadcastChannel(newsChannel);
  private readonly server = new Server();
  /** Records that this core cannot read and that are whole: by their keys in the store, their lines. */
  private readonly strange = new Map<number, string>();
  private hasRaw = false;
  /** Those that the server was asked for as bytes. */
  private readonly asked = new Set<number>();
  /** Records that the server does not know. It is asked again when somebody wants to know how it stands. */
  private readonly waiting = new Set<number>();
  private packs = new Packs();

  /** What fails because the browser closed the store meanwhile is done once more: it was stored whole, or not at all. */
  async take(order: Order): Promise<unknown> {
    const { journal } = this;
    try {
      return await this.perform(order);
    } catch (error) {
      if (!wasClosed(error)) {
        throw error;
      }
      this.reopen(journal);
      return this.perform(order);
    }
  }

  private async perform(order: Order): Promise<unknown> {
    switch (order.do) {
      case "ask":
        return this.alone(() => this.ask(order));
      case "peek":
        return this.peek(order);
      case "player_open":
        return this.player(await this.opened(), (core) => core.openPlayer(JSON.stringify(order.view)));
      case "player":
        return this.player(await this.opened(), (core) => core.applyToPlayer(JSON.stringify(order.input)));
      case "voice":
        return this.packs.load(order.packs, order.base, await this.opened());
      case "keep_voice":
        return this.packs.keepAll(order.base);
      case "track":
        return this.track(await this.opened(), order);
      case "signal":
        return new Blob([(await this.opened()).signal(order.name)], { type: "audio/wav" });
      case "status":
        return this.status(order.clock);
      case "export":
        return (await this.lines()).join("\n") + "\n";
      case "import":
        return this.alone(() => this.import(order.text));
      case "erase":
        return this.alone(() => this.erase());
      case "backed_up":
        return (await this.store()).set("backup_ms", order.at_ms);
      case "questionnaires":
        return this.questionnaires();
      case "add_questionnaire":
        return this.alone(() => this.addQuestionnaire(order.file, order.clock));
      case "remove_questionnaire":
        return this.alone(() => this.removeQuestionnaire(order.id));
      case "pair":
        return this.pair(order.token);
      case "sync":
        this.waiting.clear();
        return this.sync();
    }
  }

  private tellAll(news: News): void {
    this.news.postMessage(news);
  }

  /** One tab at a time, so that no answer is given on an old journal. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    return inTurn("lissom-journal", work);
  }

  private store(): Promise<Journal> {
    if (this.journal === undefined) {
      const opening: Promise<Journal> = Journal.open(() => this.reopen(opening));
      this.journal = opening;
    }
    return this.journal;
  }

  private opened(): Promise<Core> {
    this.core ??= openCore(fetch(wasm)).catch((fault: unknown) => {
      // What could not be loaded now can be asked for again.
      this.core = undefined;
      throw fault;
    });
    return this.core;
  }

  /** The core with all that is stored. */
  private async current(): Promise<Core> {
    const [core, journal] = await Promise.all([this.opened(), this.store()]);
    const whose = await journal.get("person");
    if (this.last > 0 && whose !== this.whose) {
      // Erased in another tab.
      this.forget();
      return this.current();
    }
    this.whose = whose;
    await this.readStrange(core, journal);
    const { lines, last } = await journal.linesAfter(this.last);
    if (last > this.last) {
      const unread = unreadable(core, lines);
      const damaged = unread.filter(({ line }) => !isRecord(line));
      if (damaged.length > 0) {
        await journal.setAside(damaged);
      }
      // What a newer version wrote stays where it is: it is sent, saved to files, and read when that version is here.
      for (const { key, line } of unread.filter((one) => !damaged.includes(one))) {
        this.strange.set(key, line);
      }
      this.hasRaw ||= lines.some(({ line }) => line.includes('"raw":'));
      this.last = last;
    }
    return core;
  }

  /** Some of what was not understood may have come once more, as bytes, here or in another tab. */
  private async readStrange(core: Core, journal: Journal): Promise<void> {
    for (const [key, line] of this.strange) {
      const now = await journal.lineAt(key);
      if (now !== undefined && now !== line && core.load(now) === "") {
        this.strange.delete(key);
        this.hasRaw = true;
      }
    }
  }

  private who: Promise<{ person: string; device: string }> | undefined;

  /** Who the record is about and which device writes; made up when first needed. */
  private identity(nowMs: number): Promise<{ person: string; device: string }> {
    this.who ??= this.readIdentity(nowMs);
    return this.who;
  }

  private async readIdentity(nowMs: number): Promise<{ person: string; device: string }> {
    const journal = await this.store();
    return { person: await journal.getOrSet("person", newId(nowMs)), device: await journal.getOrSet("device", newId(nowMs)) };
  }

  private async ask({ request, clock }: Order & { do: "ask" }): Promise<{ exit: number; view: unknown }> {
    const core = await this.current();
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const identity = await this.identity(clock.now_ms);
    const envelope = { moment: { ...clock, seed }, identity, request };
    const answer = JSON.parse(core.answer(JSON.stringify(envelope))) as {
      exit: number;
      fault?: string;
      view: unknown;
      records: string[];
    };
    if (answer.fault !== undefined) {
      throw new Fault(answer.fault);
    }
    if (answer.records.length > 0) {
      await (await this.store()).add(answer.records, 0);
      await this.current();
      this.tellAll("records");
      this.syncSoon();
    }
    return { exit: answer.exit, view: answer.view };
  }

  /** A question that changes nothing: pictures come many times a second. */
  private async peek({ request, clock }: Order & { do: "peek" }): Promise<{ exit: number; view: unknown }> {
    const core = this.last > 0 ? await this.opened() : await this.alone(() => this.current());
    const identity = await this.identity(clock.now_ms);
    const envelope = { moment: { ...clock, seed: 0 }, identity, request };
    const answer = JSON.parse(core.answer(JSON.stringify(envelope))) as { exit: number; fault?: string; view: unknown };
    if (answer.fault !== undefined) {
      throw new Fault(answer.fault);
    }
    return { exit: answer.exit, view: answer.view };
  }

  private player(core: Core, call: (core: Core) => string): PlayerState {
    const answer = JSON.parse(call(core)) as PlayerState & { fault?: string };
    if (answer.fault !== undefined) {
      throw new Fault(answer.fault);
    }
    return answer;
  }

  private track(core: Core, { voice, breath }: Order & { do: "track" }): TrackFile {
    const opened = JSON.parse(core.openTrack(JSON.stringify({ voice, breath }))) as { pieces: number; from_ms: number; ms: number; fault?: string };
    if (opened.fault !== undefined) {
      throw new Fault(opened.fault);
    }
    const pieces = Array.from({ length: opened.pieces }, (_, piece) => core.trackPiece(piece));
    return { wav: new Blob(pieces, { type: "audio/wav" }), from_ms: opened.from_ms, ms: opened.ms };
  }

  private async lines(): Promise<string[]> {
    return (await (await this.store()).linesAfter(0)).lines.map(({ line }) => line);
  }

  private async status(clock: Clock): Promise<Status> {
    const journal = await this.store();
    return {
      records: await journal.count(),
      unsent: await journal.countUnsent(),
      damaged: await journal.countDamaged(),
      strange: this.strange.size + (this.hasRaw ? await this.countFaults(clock) : 0),
      backup_ms: (await journal.get("backup_ms")) ?? null,
      persisted: (await navigator.storage?.persisted?.()) ?? false,
    };
  }

  /** Of the records that are there as bytes, how many the core cannot read. */
  private async countFaults(clock: Clock): Promise<number> {
    try {
      const { view } = await this.peek({ do: "peek", request: { do: "record" }, clock });
      return (view as View<"record">).faults.length;
    } catch {
      // A clock that is wrong is told where something is asked.
      return 0;
    }
  }

  private async import(text: string): Promise<{ added: number; already: number }> {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length === 0) {
      throw new Fault("the file is empty");
    }
    await this.current();
    // A core of its own reads the file first: nothing is stored of a file with a fault.
    const core = await openCore(fetch(wasm));
    const unread = unreadable(core, lines.map((line, key) => ({ key, id: "", line })));
    const [wrong] = unread.filter(({ line }) => !isRecord(line));
    if (wrong !== undefined) {
      throw new Fault(`line ${wrong.key + 1}: ${core.load(wrong.line).replace(/^line 1: /, "")}`);
    }
    const journal = await this.store();
    await this.takePersonOf(lines, journal);
    const added = await journal.add(lines, 0);
    await this.current();
    this.tellAll("records");
    this.syncSoon();
    return { added, already: lines.length - added };
  }

  /** An empty record becomes the one that is read; two people's records are never mixed. */
  private async takePersonOf(lines: string[], journal: Journal): Promise<void> {
    const people = new Set(lines.map((line) => (JSON.parse(line) as { person?: string }).person ?? ""));
    const [person] = people;
    if (people.size !== 1 || person === undefined || person === "") {
      throw new Fault("expected the record of one person");
    }
    if ((await journal.count()) === 0) {
      await journal.set("person", person);
      this.who = undefined;
    } else if ((await journal.get("person")) !== person) {
      throw new Fault("this file is another person's record; erase the record on this device first, or leave it");
    }
  }

  private async erase(): Promise<void> {
    await (await this.store()).erase();
    this.forget();
    this.tellAll("erased");
  }

  /** Everything that was read of the store. */
  private forget(): void {
    this.core = undefined;
    this.packs = new Packs();
    this.who = undefined;
    this.last = 0;
    this.strange.clear();
    this.hasRaw = false;
    this.waiting.clear();
  }

  /** The browser has closed the store, or thrown it away: from here on it is read anew, unless it already is. */
  private reopen(lost: Promise<Journal> | undefined): void {
    if (this.journal === lost) {
      lost?.then((journal) => journal.close()).catch(() => undefined);
      this.journal = undefined;
      this.forget();
      this.tellAll("records");
    }
  }

  // ---- a clinic's questionnaires

  private async questionnaires(): Promise<KeptQuestionnaire[]> {
    return JSON.parse((await (await this.store()).get("questionnaires")) ?? "[]") as KeptQuestionnaire[];
  }

  /** The core reads the file first: one with a fault is not kept. One of the same id takes the place of the older. */
  private async addQuestionnaire(file: QuestionnaireFile, clock: Clock): Promise<KeptQuestionnaire> {
    await this.current();
    const { view } = await this.peek({ do: "peek", request: { do: "questionnaire", ...file }, clock });
    const read = view as View<"questionnaire"> | Refused;
    if ("refused" in read) {
      throw new Fault(read.refused.say.join(" "));
    }
    const { id, name } = read.questionnaire;
    const others = (await this.questionnaires()).filter((one) => one.id !== id);
    const kept = { id, name, ...file };
    await (await this.store()).set("questionnaires", JSON.stringify([...others, kept]));
    return kept;
  }

  private async removeQuestionnaire(id: string): Promise<void> {
    const left = (await this.questionnaires()).filter((one) => one.id !== id);
    await (await this.store()).set("questionnaires", JSON.stringify(left));
  }

  // ---- the server

  private async pair(token: string): Promise<SyncState> {
    const { person } = await this.server.pair(token);
    try {
      await this.alone(() => this.become(person));
    } catch (error) {
      return { state: "refused", why: (error as Error).message };
    }
    return this.sync();
  }

  /** The person whose record the server has; it becomes this browser's if there is none here, or none any more. */
  private async become(person: string | null): Promise<void> {
    const journal = await this.store();
    if (person === null || person === (await journal.get("person"))) {
      return;
    }
    if ((await journal.count()) > 0) {
      throw new Fault("this browser and the server hold records of two different people");
    }
    await journal.set("person", person);
    this.who = undefined;
  }

  private async sync(): Promise<SyncState> {
    const state = await inTurn("lissom-sync", async (): Promise<SyncState> => {
      try {
        await this.exchange();
        return this.waiting.size > 0 ? { state: "older", waiting: this.waiting.size } : { state: "synced" };
      } catch (error) {
        return error instanceof Fault ? { state: "refused", why: error.message } : this.server.explain(error);
      }
    });
    this.tellAll(state);
    return state;
  }

  private async exchange(): Promise<void> {
    const journal = await this.store();
    // What cannot be read is set aside first: it is not sent, and what the server has of it comes back now.
    await this.alone(() => this.current());
    const most = 500;
    for (let lines = await journal.unsent(most, this.waiting); lines.length > 0; lines = await journal.unsent(most, this.waiting)) {
      await this.send((await journal.get("person")) ?? "", lines);
    }
    let added = 0;
    for (let more = true; more; ) {
      const after = (await journal.get("cursor")) ?? 0;
      const page = await this.server.recordsAfter(after);
      if (page.records.length > 0) {
        await this.alone(() => this.become(page.person));
      }
      const taken = await journal.take(page.records, after, page.next);
      added += taken.fresh;
      more = page.more || !taken.isNext;
    }
    if (added > 0) {
      await this.alone(() => this.current());
    }
    if ((await this.askForBytes()) || added > 0) {
      this.tellAll("records");
    }
  }

  /** What the server refuses as bad it does not know, being older than what wrote it: that waits here, the rest is sent. */
  private async send(person: string, lines: Line[]): Promise<void> {
    const records = lines.map(({ line }) => line);
    const bundle = (await this.opened()).bundle(records.join("\n"));
    try {
      await this.server.send(person, records, bundle);
      await (await this.store()).markSent(lines);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 400) {
        throw error;
      }
      if (lines.length === 1) {
        lines.forEach(({ key }) => this.waiting.add(key));
        return;
      }
      const half = lines.length >> 1;
      await this.send(person, lines.slice(0, half));
      await this.send(person, lines.slice(half));
    }
  }

  /**
   * Lines are strict, bytes are not: of a record as bytes the core reads the fields that it knows, or keeps it whole. So what
   * was not understood comes once more, as bytes. Returns whether there was any.
   */
  private async askForBytes(): Promise<boolean> {
    const keys = [...this.strange.keys()].filter((key) => !this.asked.has(key));
    if (keys.length === 0) {
      return false;
    }
    const journal = await this.store();
    for (let after = 0, more = true; more; ) {
      const page = await this.server.recordsAfter(after, "raw");
      await journal.replace(page.records, keys);
      ({ more, next: after } = page);
    }
    keys.forEach((key) => this.asked.add(key));
    await this.alone(() => this.current());
    return true;
  }

  private timer: ReturnType<typeof setTimeout> | undefined;

  /** A while after the last change: a session's steps go together. */
  private syncSoon(): void {
    clearTimeout(this.timer);
    // What goes wrong then stays unsent, and the next exchange tells of it.
    this.timer = setTimeout(() => void this.take({ do: "sync" }).catch(() => undefined), 2000);
  }
}

const host = new Host();

self.addEventListener("message", async (event: MessageEvent<{ id: number; order: Order }>) => {
  const { id, order } = event.data;
  let reply: Reply;
  try {
    reply = { id, value: await host.take(order) };
  } catch (error) {
    const { message, name } = error instanceof Error ? error : new Error(String(error));
    reply = { id, fault: message, name };
  }
  self.postMessage(reply);
});
