/**
 * A session under way: tells the core's player the time and what the person does, and hands on what it tells: to the
 * screen and the record. It decides nothing.
 *
 * What is heard is one track, rendered by the core from where the session stands. While it plays it is the clock, so the
 * screen is where the track is, also after the screen was locked for minutes. Without sound, the wall clock takes its place,
 * and a gap means that nobody was there.
 */
import { batch, signal } from "@preact/signals";
import { isRefused, type Cue, type Now, type PainAction, type PlayerInput, type Refusals, type Refused, type Request, type Session, type Told } from "../core/api";
import { core } from "../core/client";
import { sessionLock } from "../core/messages";
import { display, inSession, revision, tell } from "../state";
import { text } from "../text";
import { Sound } from "./sound";
import { track } from "./track";

export const beatMs = 100;
/** How long the first track waits for the voice; later it comes with the next track. */
const voicePatienceMs = 2500;

/** After these, what is to come is another track. */
const changesTrack: ReadonlySet<PlayerInput["input"]> = new Set(["back", "skip", "pain_answered", "extend"]);

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
  private over: () => void = () => undefined;
  /**
   * How many inputs the player is being told. No tick comes between: one behind "resume" would move the player on before its
   * track begins, past a cue that was to be heard with the first sound of it.
   */
  private underWay = 0;
  /** The clock that the player is told: it runs with the track, or with the wall. */
  private clockMs = 0;
  private wallMs = performance.now();
  private heardMs = 0;
  private sounding: "off" | "starting" | "on" = "off";
  private isTrackOld = true;
  /** The browser does not play it now; the session goes on in silence until the next track. */
  private isMute = false;
  private tracks = 0;
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
    const over = new Promise<void>((resolve) => {
      this.over = resolve;
    });
    void navigator.locks?.request(sessionLock, { mode: "shared" }, () => over);
    document.addEventListener("visibilitychange", this.onVisible);
    void this.stayAwake();
    this.takeMediaKeys();
    if (this.hasTrack()) {
      track.listen({ moved: () => void this.tick(), paused: () => this.follow("pause"), resumed: () => this.follow("resume") });
      const patience = new Promise((resolve) => setTimeout(resolve, voicePatienceMs));
      await Promise.all([this.sound.open(), Promise.race([core.voice(state.voice ?? []), patience])]);
    }
    await this.tell({ input: "tick" });
    this.timer = setInterval(() => void this.tick(), beatMs);
  }

  close(): void {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onVisible);
    void this.wakeLock?.release();
    this.tracks += 1;
    track.close();
    this.sound.close();
    this.leaveMediaKeys();
    this.over();
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
    track.pause();
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
    if (this.underWay === 0 && this.sounding !== "starting") {
      await this.tell({ input: this.sounding === "on" ? "heard" : "tick" });
    }
  }

  /** The track's time while it sounds, standing still while one is made; else the wall clock's. */
  private clock(): number {
    const wallMs = performance.now();
    const passedMs = wallMs - this.wallMs;
    this.wallMs = wallMs;
    if (this.sounding === "on") {
      const heardMs = Math.max(this.heardMs, track.heardMs);
      this.clockMs += heardMs - this.heardMs;
      this.heardMs = heardMs;
    } else if (this.sounding === "off") {
      this.clockMs += passedMs;
    }
    return Math.round(this.clockMs);
  }

  private hasTrack(): boolean {
    return display.value.sound !== "quiet";
  }

  /** Lets be heard what the player does: it runs, or it waits. */
  private async sounds(state: Now["state"], input: PlayerInput["input"]): Promise<void> {
    if (!this.hasTrack() || state === "ended") {
      return;
    }
    if (state !== "running") {
      // A track that is silent already may be going on this moment, by a headset's button whose event is still to come.
      if (input === "tick" && this.sounding === "off") {
        return;
      }
      // One that is being made is not for later: it would begin by itself.
      this.isTrackOld ||= this.sounding === "starting";
      this.tracks += 1;
      track.pause();
      this.sounding = "off";
    } else if (this.isTrackOld) {
      await this.startTrack();
    } else if (this.sounding === "off" && !this.isMute) {
      this.sounding = "starting";
      this.isMute = !(await track.play());
      this.sounding = this.isMute ? "off" : "on";
    }
    if ("mediaSession" in navigator) {
      navigator.mediaSession.playbackState = state === "running" ? "playing" : "paused";
    }
  }

  private async startTrack(): Promise<void> {
    this.isTrackOld = false;
    this.sounding = "starting";
    this.tracks += 1;
    const mine = this.tracks;
    track.pause();
    const { wav } = await core.track(display.value.sound === "voice", display.value.pacer);
    if (mine !== this.tracks) {
      return;
    }
    this.heardMs = 0;
    const plays = await track.start(wav);
    if (mine === this.tracks) {
      this.wallMs = performance.now();
      this.isMute = !plays;
      this.sounding = plays ? "on" : "off";
    }
  }

  /** A headset or the system stopped the track, or went on with it. */
  private follow(input: "pause" | "resume"): void {
    void this.tell({ input });
  }

  private async tell(input: WithoutClock<PlayerInput>): Promise<void> {
    this.underWay += 1;
    try {
      this.isTrackOld ||= changesTrack.has(input.input);
      const state = await core.player({ ...input, now_ms: this.clock() } as PlayerInput);
      void this.sounds(state.now.state, input.input);
      batch(() => {
        this.cues = state.cues ?? this.cues;
        this.now.value = state.now;
        this.stoppedNow = false;
        for (const told of state.told ?? []) {
          this.take(told);
        }
      });
    } catch (fault) {
      this.fail((fault as Error).message);
    } finally {
      this.underWay -= 1;
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
    this.sound.vibrate(cue.kind);
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
      const { message } = fault as Error;
      if (request.do === "step" || request.do === "stop") {
        // No reason to leave somebody in the middle of a stretch.
        tell(message);
      } else {
        this.fail(message);
      }
      return undefined;
    }
  }

  private fail(message: string): void {
    this.fault.value = message;
    clearInterval(this.timer);
    track.pause();
    this.sound.hush();
  }

  private async refuse(view: Refused | Refusals["pain"], request: Request): Promise<void> {
    warningSigns.value = "warning_signs" in view ? view.warning_signs : [];
    clearInterval(this.timer);
    track.pause();
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
      void this.tick();
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
    // Nobody answers a question on a locked screen.
    keys.setActionHandler("nexttrack", () => void (document.hidden ? this.skip("other") : this.ask("skip")));
  }

  private leaveMediaKeys(): void {
    if ("mediaSession" in navigator) {
      for (const key of ["play", "pause", "previoustrack", "nexttrack"] as const) {
        navigator.mediaSession.setActionHandler(key, null);
      }
      navigator.mediaSession.playbackState = "none";
    }
  }
}
