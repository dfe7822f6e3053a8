// @ts-check
// Serves a course that its reader keeps on this device (keeping.js), and leaves everything else to the host. It is there
// only where the course is kept. What it serves at an address of its own is of one version, the one that is used; what
// lies in the folder of a version is served from that version, for pages that are still open.

import { cacheName, deleteOlder, keptNote } from "./kept_course.js";

const scope = /** @type {any} */ (self);
const ROOT = new URL(".", scope.location.href);

scope.addEventListener("install", () => scope.skipWaiting()); // it holds nothing of any version
scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(deleteUnused()));
scope.addEventListener("fetch", (/** @type {any} */ event) => {
  const { url, method, mode, cache } = /** @type {Request} */ (event.request);
  const toHost = method !== "GET" || (cache === "no-store" && mode !== "navigate"); // so a page asks what the host has
  if (url.startsWith(ROOT.href) && !toHost) event.respondWith(answer(event.request));
});

/** @param {Request} request */
async function answer(request) {
  const { origin, pathname } = new URL(request.url);
  const address = `${origin}${pathname}`;
  const note = await keptNote(ROOT);
  const reply = note && ((await find(note, address)) ?? (await find(note, `${address}index.html`)));
  if (reply) return reply;
  const isFolder = note && (await find(note, `${address}/index.html`));
  return isFolder ? Response.redirect(`${address}/`) : fetch(request);
}

/**
 * @param {import("./kept_course.js").Note} note
 * @param {string} address
 */
async function find({ version, older }, address) {
  for (const each of [version, ...(address.startsWith(`${ROOT.href}v-`) ? older : [])]) {
    const reply = await caches.match(address, { cacheName: cacheName(ROOT, each) });
    if (reply) return reply;
  }
}

/** Delete older versions, if the page that asks for it, which is of the one that is used, is the only one. */
async function deleteUnused() {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length === 1) await deleteOlder(ROOT);
}
