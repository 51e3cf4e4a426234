import { hydrate, render } from "preact";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/player.css";
import "./style/screens.css";
import "./style/print.css";
import { App } from "./app";
import { startBreaks } from "./breaks";
import { core } from "./core/client";
import { forgetPictures } from "./parts/figure";
import { go, revision, tell } from "./state";
import { follow, keepSynced } from "./synced";
import { text } from "./text";
import { installWorker } from "./update";

core.onNews((news) => {
  if (typeof news === "object") {
    follow(news);
  } else {
    forgetPictures();
    revision.value += 1;
  }
});

/** `#pair=TOKEN` is the one-time link that the local server printed. It never stays in the address. */
async function connect(): Promise<void> {
  const token = /^#pair=([\w-]+)$/.exec(location.hash)?.[1];
  if (token !== undefined) {
    history.replaceState(null, "", "#/");
  }
  follow(token === undefined ? await core.sync() : await core.pair(token));
  await tellOfUnread();
}

/**
 * Records of this browser that do not count: damaged ones, which the server may have brought back by now and a file still
 * can, and those of a newer version.
 */
async function tellOfUnread(): Promise<void> {
  // What is wrong with the core or the clock stands on the page.
  await core.peek({ do: "checks" }).catch(() => undefined);
  const { damaged, strange } = await core.status();
  if (damaged > 0) {
    tell(text.damaged.text(damaged), { text: text.damaged.do, do: () => go("record") });
  } else if (strange > 0) {
    tell(text.strange.text(strange), { text: text.strange.do, do: () => go("record") });
  }
}

/** Long after the first load, so that it slows nothing down. */
function keepVoice(): void {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  if (navigator.serviceWorker?.controller && !connection?.saveData) {
    const quietAfterMs = 20_000;
    setTimeout(() => void core.keepVoice(), quietAfterMs);
  }
}

const root = document.getElementById("app");
if (root) {
  const connecting = connect().catch((fault: Error) => tell(fault.message));
  const { dataset } = document.documentElement;
  if (dataset.begun === undefined) {
    hydrate(<App ready={connecting} />, root);
  } else {
    // The first screen stands in the page and is not wanted.
    root.replaceChildren();
    render(<App ready={connecting} />, root);
    delete dataset.begun;
  }
  void installWorker().then(keepVoice);
  void connecting.then(startBreaks);
  void connecting.then(keepSynced);
}
