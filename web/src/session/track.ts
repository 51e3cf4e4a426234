/**
 * Plays the track of a session as media, so that it goes on with the screen locked and the tab asleep. While it plays, it is
 * the session's clock.
 */

/** A twentieth of a second of silence as WAV. */
const silentHeader = "UklGRoQJAABXQVZFZm10IBAAAAABAAEAwF0AAIC7AAACABAAZGF0YWAJAAA=";

export interface TrackEvents {
  /** The track has moved on. */
  moved(): void;
  /** Somebody else paused or went on with it: a headset, a call, the system. */
  paused(): void;
  resumed(): void;
}

class Track {
  private audio: HTMLAudioElement | undefined;
  private url = "";
  private events: TrackEvents | undefined;
  /** What we asked for ourselves, to tell it from what others did. */
  private wanted: "playing" | "paused" = "paused";

  /** To be called while a press is being handled: from then on browsers let this element play by itself. */
  unlock(): void {
    if (this.url === "") {
      const header = Uint8Array.from(atob(silentHeader), (char) => char.charCodeAt(0));
      const data = new Uint8Array(2400);
      this.take(new Blob([header, data], { type: "audio/wav" }));
      void this.element().play().catch(() => undefined);
    }
  }

  listen(events: TrackEvents | undefined): void {
    this.events = events;
  }

  /** Plays a file from its beginning. Returns whether the browser does. */
  async start(wav: Blob): Promise<boolean> {
    this.take(wav);
    return this.play();
  }

  async play(): Promise<boolean> {
    this.wanted = "playing";
    try {
      await this.element().play();
      return true;
    } catch {
      return false;
    }
  }

  pause(): void {
    this.wanted = "paused";
    this.audio?.pause();
  }

  /** Milliseconds of the file that were played. */
  get heardMs(): number {
    return Math.round((this.audio?.currentTime ?? 0) * 1000);
  }

  close(): void {
    this.pause();
    this.events = undefined;
    this.audio?.remove();
    this.audio = undefined;
    this.forget();
  }

  private element(): HTMLAudioElement {
    if (!this.audio) {
      const audio = new Audio();
      audio.preload = "auto";
      audio.className = "track";
      audio.addEventListener("timeupdate", () => this.events?.moved());
      audio.addEventListener("ended", () => this.events?.moved());
      // Events come later than what they tell of: one of our own pause, after we play again, is nobody else's pause.
      audio.addEventListener("pause", () => {
        if (this.wanted === "playing" && audio.paused && !audio.ended) {
          this.wanted = "paused";
          this.events?.paused();
        }
      });
      audio.addEventListener("play", () => {
        if (this.wanted === "paused" && !audio.paused && this.events) {
          this.wanted = "playing";
          this.events.resumed();
        }
      });
      document.body.append(audio);
      this.audio = audio;
    }
    return this.audio;
  }

  private take(wav: Blob): void {
    const audio = this.element();
    this.wanted = "paused";
    audio.pause();
    this.forget();
    this.url = URL.createObjectURL(wav);
    audio.src = this.url;
  }

  private forget(): void {
    if (this.url !== "") {
      URL.revokeObjectURL(this.url);
      this.url = "";
    }
  }
}

/** One element for all sessions: browsers remember that a press let it play. */
export const track = new Track();
