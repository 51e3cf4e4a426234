/**
 * A session under way: tells the core's player the time and what the person does, and hands on what it tells: to the
 * screen, the loudspeaker and the record. It decides nothing.
 */
import { batch, signal } from "@preact/signals";
import { isRefused, type Cue, type Now, type PainAction, type Refused, type Request, type Session, type Told } from "../core/api";
import { core } from "../core/client";
import type { PlayerInput } from "../core/messages";
import { display, inSession, revision } from "../state";
import { text } from "../text";
import { Sound } from "./sound";

const beatMs = 100;

type WithoutClock<T> = T extends unknown ? Omit<T, "now_ms"> : never;

/** What is asked of the person while the clock stands still. */
export type Asking = "nothing" | "skip" | "quit" | "pain" | "pain_said" | "end" | "over";

/** What to watch for, after a session was stopped by a warning sign. */
export const warningSigns = signal<string[]>([]);

export class Playing {
  readonly now = signal<Now | null>(null);
  readonly caption = signal("");
  readonly notice = signal("");
  readonly breath = signal<Cue | null>(null);
  readonly asking = signal<Asking>("nothing");
  readonly painSays = signal<{ say: string[]; action: PainAction }>({ say: [], action: "carry_on" });
  readonly fault = signal("");
  readonly done = signal(0);
  cues: Cue[] = [];

  private hurt: { step: number; held_s: number } = { step: 0, held_s: 0 };
  private how: "completed" | "quit" | "pain" = "quit";
  private timer: ReturnType<typeof setInterval> | undefined;
  private wakeLock: WakeLockSentinel | undefined;
  private isTicking = false;
  private stoppedNow = false;
  /** What the record is told, one after the other. */
  private telling = Promise.resolve();
  private readonly sound = new Sound(() => display.value);

  constructor(readonly session: Session) {
    this.done.value = session.done_steps.length;
  }

  async open(): Promise<void> {
    const state = await core.openPlayer(this.session);
    this.cues = state.cues ?? [];
    this.now.value = state.now;
    inSession.value = true;
    document.addEventListener("visibilitychange", this.onVisible);
    void this.stayAwake();
    this.takeMediaKeys();
    await this.tell({ input: "tick" });
    this.timer = setInterval(() => void this.tick(), beatMs);
  }

  close(): void {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onVisible);
    void this.wakeLock?.release();
    this.sound.close();
    inSession.value = false;
    revision.value += 1;
  }

  // ---- what the person does

  turnPause(): void {
    const running = this.now.value?.state === "running";
    void this.tell({ input: running ? "pause" : "resume" });
  }

  back = () => void this.tell({ input: "back" });
  extend = () => void this.tell({ input: "extend", seconds: 10 });

  async ask(what: "skip" | "quit"): Promise<void> {
    this.asking.value = what;
    await this.tell({ input: "pause" });
  }

  async skip(reason: "cannot" | "no_time" | "other"): Promise<void> {
    this.asking.value = "nothing";
    await this.tell({ input: "skip", reason });
    await this.tell({ input: "resume" });
  }

  async stay(): Promise<void> {
    this.asking.value = "nothing";
    await this.tell({ input: "resume" });
  }

  async quit(): Promise<void> {
    this.asking.value = "nothing";
    await this.tell({ input: "quit" });
  }

  /** The hold ends at once; the questions come after. */
  async hurts(): Promise<void> {
    this.sound.hush();
    this.sound.signal("pain");
    this.asking.value = "pain";
    const step = this.now.value?.step ?? -1;
    this.hurt = { step: step < 0 ? this.session.steps.length - 1 : step, held_s: 0 };
    await this.tell({ input: "pain" });
  }

  async answerPain(pain: number, words: string[]): Promise<void> {
    const view = await this.store({ do: "pain", session: this.session.session, ...this.hurt, pain, words });
    if (view) {
      const { say, action } = view as { say: string[]; action: PainAction };
      this.painSays.value = { say, action };
      this.asking.value = "pain_said";
    }
  }

  async actOnPain(then: PainAction): Promise<void> {
    this.asking.value = "nothing";
    await this.tell({ input: "pain_answered", then });
  }

  /** Whoever leaves in pain has ended the session, not only put it aside. */
  async leaveInPain(): Promise<void> {
    this.how = "pain";
    await this.finish({});
  }

  async finish(answers: { pain_after?: number; effort?: "too_easy" | "right" | "too_much" }): Promise<string[]> {
    const view = await this.store({ do: "end", session: this.session.session, how: this.how, ...answers });
    this.asking.value = "over";
    return view && "say" in view ? (view.say as string[]) : [];
  }

  // ---- the clock

  private async tick(): Promise<void> {
    if (!this.isTicking) {
      this.isTicking = true;
      await this.tell({ input: "tick" });
      this.isTicking = false;
    }
  }

  private async tell(input: WithoutClock<PlayerInput>): Promise<void> {
    try {
      const state = await core.player({ ...input, now_ms: Math.round(performance.now()) } as PlayerInput);
      batch(() => {
        this.cues = state.cues ?? this.cues;
        this.now.value = state.now;
        this.stoppedNow = false;
        for (const told of state.told ?? []) {
          this.take(told);
        }
      });
    } catch (fault) {
      this.fault.value = (fault as Error).message;
      clearInterval(this.timer);
    }
  }

  private take(told: Told): void {
    const session = this.session.session;
    switch (told.told) {
      case "cue":
        this.takeCue(this.cues[told.cue]);
        break;
      case "step_done":
        this.queue({ do: "step", session, step: told.step, held_s: told.held_s });
        break;
      case "step_stopped":
        this.stoppedNow = true;
        if (told.reason === "pain") {
          this.hurt = { step: told.step, held_s: told.held_s };
        } else {
          this.queue({ do: "stop", session, step: told.step, reason: told.reason, held_s: told.held_s });
        }
        break;
      case "entry_skipped":
        if (told.reason !== "pain" && !this.stoppedNow) {
          this.queue({ do: "stop", session, step: told.step, reason: told.reason, held_s: 0 });
        }
        break;
      case "paused":
        this.sound.hush();
        this.notice.value = told.cause === "lost_focus" ? text.player.lostFocus : text.player.takeTime;
        if (told.cause !== "pain") {
          this.sound.signal("paused");
        }
        break;
      case "resumed":
        this.notice.value = "";
        this.sound.signal("resumed");
        break;
      case "ended":
        this.how = told.how;
        clearInterval(this.timer);
        if (told.how === "pain") {
          void this.finish({});
        } else {
          this.asking.value = "end";
        }
        break;
      case "eased":
      case "returned":
        break;
    }
  }

  private takeCue(cue: Cue | undefined): void {
    if (!cue) {
      return;
    }
    if (cue.kind === "breathe_in" || cue.kind === "breathe_out") {
      this.breath.value = cue;
      return;
    }
    if (cue.kind !== "half_way" && cue.kind !== "next_up") {
      this.breath.value = null;
    }
    this.caption.value = cue.show;
    this.sound.signal(cue.kind);
    this.sound.say(cue.say);
  }

  // ---- the record

  private queue(request: Request): void {
    this.telling = this.telling.then(async () => {
      const view = await this.store(request);
      if (view && "done" in view) {
        this.done.value = view.done as number;
      }
    });
  }

  /** Nothing if it was refused or failed; a refusal ends the session. */
  private async store(request: Request): Promise<object | undefined> {
    try {
      if (request.do === "pain" || request.do === "end") {
        await this.telling;
      }
      const { view } = await core.ask(request);
      if (isRefused(view)) {
        await this.refuse(view, request);
        return undefined;
      }
      return view;
    } catch (fault) {
      this.fault.value = (fault as Error).message;
      return undefined;
    }
  }

  private async refuse(view: Refused, request: Request): Promise<void> {
    warningSigns.value = view.warning_signs ?? [];
    clearInterval(this.timer);
    this.sound.hush();
    if (request.do !== "end") {
      await core.ask({ do: "end", session: this.session.session, how: "pain" });
    }
    this.asking.value = "over";
  }

  // ---- the device

  private readonly onVisible = () => {
    if (document.visibilityState === "visible") {
      void this.stayAwake();
    }
  };

  private async stayAwake(): Promise<void> {
    try {
      this.wakeLock = await navigator.wakeLock?.request("screen");
    } catch {
      // A battery saver may refuse; the session goes on without.
    }
  }

  private takeMediaKeys(): void {
    const keys = navigator.mediaSession;
    if (!keys) {
      return;
    }
    keys.metadata = new MediaMetadata({ title: text.name });
    keys.setActionHandler("play", () => this.turnPause());
    keys.setActionHandler("pause", () => this.turnPause());
    keys.setActionHandler("previoustrack", this.back);
    keys.setActionHandler("nexttrack", () => void this.ask("skip"));
  }
}
