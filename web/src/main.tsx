import { render } from "preact";
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
import { go, revision, sync, tell, inSession } from "./state";
import { text } from "./text";

core.onNews((news) => {
  if (news !== "sent") {
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
  sync.value = token === undefined ? await core.sync() : await core.pair(token);
  if (sync.value.state === "refused") {
    tell(sync.value.why);
  }
  await tellOfDamage();
}

/** Records of this browser that cannot be read: the server may have brought them back by now, a file still can. */
async function tellOfDamage(): Promise<void> {
  await core.peek({ do: "checks" });
  const { damaged } = await core.status();
  if (damaged > 0) {
    tell(text.damaged.text(damaged), { text: text.damaged.do, do: () => go("record") });
  }
}

/** A newer version waits until it is wanted, and never comes in the middle of a session. */
async function installWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) {
    return;
  }
  const registration = await navigator.serviceWorker.register("./sw.js", { type: "module" });
  const offer = () => {
    const waiting = registration.waiting;
    if (waiting && navigator.serviceWorker.controller && !inSession.value) {
      tell(text.update.text, { text: text.update.do, do: () => waiting.postMessage("take over") });
    }
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  inSession.subscribe((under) => {
    if (!under) {
      offer();
    }
  });
  let reloaded = false;
  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadController && !reloaded) {
      reloaded = true;
      location.reload();
    }
  });
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
  render(<App ready={connecting} />, root);
  void installWorker().then(keepVoice);
  void connecting.then(startBreaks);
}
