/** How it stands with the server: what every exchange ended with, also those that nobody asked for, and when to try again. */
import { core } from "./core/client";
import type { SyncState } from "./core/messages";
import { inSession, sync, tell } from "./state";
import { text } from "./text";

/** One line, or none if there is nothing out of the ordinary. */
export function wordsOf(state: SyncState): string {
  switch (state.state) {
    case "older":
      return text.server.older(state.waiting);
    case "newer":
      return text.server.newer;
    case "refused":
      return state.why;
    default:
      return "";
  }
}

/** Said once, and not while a session runs: the record's page says it at any time. */
export function follow(state: SyncState): void {
  const words = wordsOf(state);
  const isNew = words !== wordsOf(sync.value);
  sync.value = state;
  if (words !== "" && isNew && !inSession.value) {
    tell(words);
  }
}

/** A device that is back on the network, or looked at again, asks what is new; an absent server is tried when somebody does something. */
export function keepSynced(): void {
  const again = () => {
    if (sync.value.state !== "alone") {
      void core.sync().catch(() => undefined);
    }
  };
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      again();
    }
  });
  addEventListener("hashchange", () => {
    if (sync.value.state === "offline") {
      again();
    }
  });
}
