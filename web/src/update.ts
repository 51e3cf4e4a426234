/**
 * Newer versions of the app. The service worker keeps the one that runs, whatever the server has by now. A newer one waits
 * until it is wanted, and never comes in the middle of a session, whichever tab that is in.
 */
import { signal } from "@preact/signals";
import { sessionLock } from "./core/messages";
import { inSession, tell } from "./state";
import { text } from "./text";

/** Takes the newer version that is ready; null if there is none. */
export const newerVersion = signal<(() => void) | null>(null);

let isWanted = false;
/** Another tab has taken it, and this page is of the older one. */
let isOld = false;

async function takeOver(registration: ServiceWorkerRegistration): Promise<void> {
  isWanted = true;
  if (isOld) {
    location.reload();
    return;
  }
  const { held = [] } = await navigator.locks.query();
  if (held.some(({ name }) => name === sessionLock)) {
    tell(text.update.later);
  } else {
    // Browsers let the older one finish what it is at first.
    tell(text.update.coming);
  }
  await navigator.locks.request(sessionLock, () => registration.waiting?.postMessage("take over"));
}

/** The tab that asked for it begins anew at once; another when its session is over or it goes to another place. */
function followVersion(): void {
  let before = navigator.serviceWorker.controller;
  const beginAnew = () => {
    if (isOld && !inSession.value) {
      location.reload();
    }
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker of all takes a page that is as new as itself.
    isOld ||= before !== null;
    before = navigator.serviceWorker.controller;
    if (isWanted) {
      beginAnew();
    }
  });
  addEventListener("hashchange", beginAnew);
  inSession.subscribe(beginAnew);
}

export async function installWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) {
    return;
  }
  followVersion();
  const registration = await navigator.serviceWorker.register("./sw.js", { type: "module" });
  const offer = () => {
    if (registration.waiting && navigator.serviceWorker.controller && !isWanted) {
      const take = () => void takeOver(registration);
      newerVersion.value = take;
      if (!inSession.value) {
        tell(text.update.text, { text: text.update.do, do: take });
      }
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
  // A tab may stay open for weeks: browsers look by themselves only when a page is loaded.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      void registration.update().catch(() => undefined);
    }
  });
}
