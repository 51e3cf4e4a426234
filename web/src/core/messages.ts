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
  | { do: "status" }
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
  backup_ms: number | null;
  persisted: boolean;
}

/** How the last exchange with the server went. */
export type SyncState =
  | { state: "synced" | "alone" | "offline" }
  | { state: "refused"; why: string };

/** `value` or one line that says what is wrong. */
export type Reply = { id: number; value: unknown } | { id: number; fault: string };

/** Where tabs tell each other News. */
export const newsChannel = "lissom-news";

/** What every tab is told: the record has changed, is gone, or the server has more of it. */
export type News = "records" | "erased" | "sent";
