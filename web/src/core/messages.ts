/** What the page asks of the worker, and what comes back. */
import type { Now, Played, PlayerInput, Request } from "./api";

export interface Clock {
  now_ms: number;
  utc_offset_min: number;
}

export type Order =
  | { do: "ask"; request: Request; clock: Clock }
  | { do: "peek"; request: Request; clock: Clock }
  | { do: "player_open"; view: unknown }
  | { do: "player"; input: PlayerInput }
  | { do: "voice"; packs: string[]; base: string }
  | { do: "keep_voice"; base: string }
  | { do: "track"; voice: boolean; breath: boolean }
  | { do: "signal"; name: LiveSignal }
  | { do: "status"; clock: Clock }
  | { do: "export" }
  | { do: "import"; text: string }
  | { do: "erase" }
  | { do: "backed_up"; at_ms: number }
  | { do: "questionnaires" }
  | { do: "add_questionnaire"; file: QuestionnaireFile; clock: Clock }
  | { do: "remove_questionnaire"; id: string }
  | { do: "pair"; token: string }
  | { do: "sync" };

/** A clinic's questionnaire as it came: the name of its file, for messages, and its text. */
export interface QuestionnaireFile {
  file: string;
  definition: string;
}

/** One that was read and kept in this browser. */
export interface KeptQuestionnaire extends QuestionnaireFile {
  id: string;
  name: string;
}

/** Where the player stands after a session was opened, or an input given. */
export type PlayerState = { now: Now } & Partial<Played["player_open"] & Played["player_apply"]>;

/** Sounds that are not on the timeline. */
export type LiveSignal = "paused" | "resumed" | "pain";

/** What is to come, as a sound file that begins where the session stands. */
export interface TrackFile {
  wav: Blob;
  from_ms: number;
  ms: number;
}

export interface Status {
  records: number;
  unsent: number;
  /** Records of this browser that cannot be read and have not come back. */
  damaged: number;
  /** Records that are whole and kept, and that this version does not understand. */
  strange: number;
  backup_ms: number | null;
  persisted: boolean;
}

/** How the last exchange with the server went. */
export type SyncState =
  | { state: "synced" | "alone" | "offline" }
  /** The server is older than this app; so many records that it does not know wait here. */
  | { state: "older"; waiting: number }
  /** The server is newer than this app, which does not understand it. */
  | { state: "newer" }
  | { state: "refused"; why: string };

/** `value`, or one line that says what is wrong and the name that the browser gives it. */
export type Reply = { id: number; value: unknown } | { id: number; fault: string; name: string };

/** Where tabs tell each other News. */
export const newsChannel = "lissom-news";

/** A session of any tab holds it, shared; a newer version waits for it. */
export const sessionLock = "lissom-session";

/** What every tab is told: the record has changed or is gone, or how an exchange with the server went. */
export type News = "records" | "erased" | SyncState;
