/**
 * The service worker: keeps one whole version of the app, so that it starts without a network. A new version is fetched
 * beside it and takes over when the page says so. Voice clips are kept when they are first asked for; their names change
 * with their content, so every version shares them. Requests for records are never kept.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

/** Filled in when the app is built. */
const files = "__FILES__" as unknown as string[];
const cacheName = "lissom-__VERSION__";
const voices = "__VOICES__" as unknown as string[];
const voiceCache = "lissom-voice";

async function voiceClip(request: Request): Promise<Response> {
  const cache = await caches.open(voiceCache);
  const kept = await cache.match(request);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    // A full disk is no reason to stay silent.
    await cache.put(request, answer.clone()).catch(() => undefined);
  }
  return answer;
}

/** Clips of sentences that nothing says any more. */
async function forgetOldVoices(): Promise<void> {
  const cache = await caches.open(voiceCache);
  for (const request of await cache.keys()) {
    if (!voices.some((file) => request.url.endsWith(file))) {
      await cache.delete(request);
    }
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("lissom-") && name !== cacheName && name !== voiceCache).map((name) => caches.delete(name)));
    await forgetOldVoices();
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") {
    void self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || url.pathname.includes("/api/")) {
    return;
  }
  if (url.pathname.endsWith(".lsv")) {
    event.respondWith(voiceClip(event.request));
    return;
  }
  const answer = async () => {
    const cache = await caches.open(cacheName);
    return (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
