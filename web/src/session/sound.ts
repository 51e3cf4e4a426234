/**
 * What a session sounds and feels like. Cues are told apart by contour, not by pitch alone, between 220 and 660 Hz, which
 * is heard well at 70. Never the only sign: every cue has its caption.
 */
import type { CueKind } from "../core/api";
import type { Display } from "../display";

type Note = { hz: number; ms: number; at?: number; pan?: number; db?: number };
export type Signal = CueKind | "paused" | "resumed" | "pain";

const signals: Partial<Record<Signal, { notes: Note[]; vibrate: number[] }>> = {
  prepare: { notes: [{ hz: 392, ms: 90 }], vibrate: [20] },
  move_to: { notes: [{ hz: 392, ms: 90 }], vibrate: [20] },
  hold: { notes: [{ hz: 392, ms: 140 }, { hz: 587, ms: 260, at: 140 }], vibrate: [60] },
  half_way: { notes: [{ hz: 494, ms: 180, db: -6 }], vibrate: [30] },
  rest: { notes: [{ hz: 587, ms: 160 }, { hz: 392, ms: 420, at: 160 }, { hz: 294, ms: 600, at: 700 }], vibrate: [120, 80, 30] },
  switch_sides: { notes: [{ hz: 440, ms: 120, pan: -0.6 }, { hz: 440, ms: 120, at: 240, pan: 0.6 }], vibrate: [60, 120, 60] },
  paused: { notes: [{ hz: 330, ms: 80 }], vibrate: [20] },
  resumed: { notes: [{ hz: 392, ms: 80 }], vibrate: [20] },
  pain: { notes: [{ hz: 220, ms: 200, at: 30 }], vibrate: [200] },
  done: {
    notes: [{ hz: 392, ms: 160 }, { hz: 494, ms: 160, at: 160 }, { hz: 587, ms: 160, at: 320 }, { hz: 587, ms: 900, at: 480 }],
    vibrate: [60, 80, 60, 80, 120],
  },
};

export class Sound {
  private context: AudioContext | undefined;

  constructor(private readonly display: () => Display) {}

  /** Whether this device has a voice of its own. */
  static hasVoice(): boolean {
    return "speechSynthesis" in globalThis && speechSynthesis.getVoices().length > 0;
  }

  signal(signal: Signal): void {
    const known = signals[signal];
    if (!known) {
      return;
    }
    if (this.display().vibration) {
      navigator.vibrate?.(known.vibrate);
    }
    if (this.display().sound !== "quiet") {
      for (const note of known.notes) {
        this.play(note);
      }
    }
  }

  /** Says a sentence, if a voice is wanted and there is one. A newer sentence takes the place of an older one. */
  say(words: string): void {
    if (this.display().sound !== "voice" || words === "" || !Sound.hasVoice()) {
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
    void this.context?.close();
    this.context = undefined;
  }

  private play({ hz, ms, at = 0, pan = 0, db = 0 }: Note): void {
    this.context ??= new AudioContext();
    const context = this.context;
    const start = context.currentTime + at / 1000;
    const end = start + ms / 1000;
    const loudness = 0.25 * 10 ** (db / 20);
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(loudness, start + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    const panner = context.createStereoPanner();
    panner.pan.value = pan;
    gain.connect(panner).connect(context.destination);
    // A second harmonic at -12 dB lets small loudspeakers be heard.
    for (const [factor, level] of [
      [1, 1],
      [2, 0.25],
    ] as const) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = hz * factor;
      const part = context.createGain();
      part.gain.value = level;
      oscillator.connect(part).connect(gain);
      oscillator.start(start);
      oscillator.stop(end);
    }
  }
}
