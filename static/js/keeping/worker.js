// The service worker: keeps the static files of the recording page and one page for when there is no network, and
// nothing that anybody said. What is recorded is sent by the page itself. VERSION, SHELL, STATIC and FILES stand above
// (inquiries/views/offline.py): another version of any file makes this another worker.
/* global VERSION, SHELL, STATIC, FILES */
"use strict";
const CACHE = `clip-${VERSION}`;
const PATIENCE = 10_000; // milliseconds, after which a page is given up

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SHELL, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const forgetOthers = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(forgetOthers());
});

const late = () => new Promise((_, reject) => { setTimeout(reject, PATIENCE, new Error("late")); });

// A page from Clip, or failing that the one for when it can't be reached. What a hall's wifi answers in Clip's name is never
// shown as a page of Clip; where it leads elsewhere, the browser goes.
async function page(request) {
  try {
    const answer = await Promise.race([fetch(request), late()]);
    if (answer.type === "opaqueredirect" || answer.headers.get("X-App") === "1") return answer;
  } catch { /* no network */ }
  return await caches.match(SHELL) || Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate" && !pathname.startsWith(STATIC)) event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
