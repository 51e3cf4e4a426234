/**
 * What a session feels like, and the few sounds that are not in its track: those of a pause and of pain, and a voice of the
 * device's own where that is wanted. Never the only sign: every cue has its caption.
 */
import type { CueKind } from "../core/api";
import { core } from "../core/client";
import type { LiveSignal } from "../core/messages";
import type { Display } from "../display";

const vibrations: Partial<Record<CueKind | LiveSignal, number[]>> = {
  prepare: [20],
  move_to: [20],
  hold: [60],
  half_way: [30],
  rest: [120, 80, 30],
  switch_sides: [60, 120, 60],
  done: [60, 80, 60, 80, 120],
  paused: [20],
  resumed: [20],
  pain: [200],
};

export class Sound {
  private readonly urls = new Map<LiveSignal, string>();

  constructor(private readonly display: () => Display) {}

  /** Whether this device has a voice of its own. */
  static hasVoice(): boolean {
    return "speechSynthesis" in globalThis && speechSynthesis.getVoices().length > 0;
  }

  /** Makes the live signals ready, so that they sound at once. */
  async open(): Promise<void> {
    for (const name of ["paused", "resumed", "pain"] as const) {
      this.urls.set(name, URL.createObjectURL(await core.signal(name)));
    }
  }

  vibrate(what: CueKind | LiveSignal): void {
    const pattern = vibrations[what];
    if (pattern && this.display().vibration) {
      navigator.vibrate?.(pattern);
    }
  }

  signal(name: LiveSignal): void {
    this.vibrate(name);
    const url = this.urls.get(name);
    if (url !== undefined && this.display().sound !== "quiet") {
      void new Audio(url).play().catch(() => undefined);
    }
  }

  /** Says a sentence, if the device's voice is wanted. A newer sentence takes the place of an older one. */
  say(words: string): void {
    if (this.display().sound !== "device" || words === "" || !Sound.hasVoice()) {
      return;
    }
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = "en-GB";
    utterance.rate = 0.95;
    speechSynthesis.speak(utterance);
  }

  hush(): void {
    if ("speechSynthesis" in globalThis) {
      speechSynthesis.cancel();
    }
  }

  close(): void {
    this.hush();
    for (const url of this.urls.values()) {
      URL.revokeObjectURL(url);
    }
    this.urls.clear();
  }
}
