// @ts-check
// Keeps a version of the course on this device, file by file: what is here stays here when it is stopped, or the window is
// closed, and a file that did not change is not fetched again.

import { cacheName, deleteKept, keptNote, useVersion } from "./kept_course.js";
import { ROOT } from "./site_version.js";

/** @typedef {import("./site_version.js").VersionList} VersionList */

const AT_ONCE = 4;

/** The host does not have all of a version, or not the one that it says. */
export class HostError extends Error {}

/** Whether this browser lets a page keep anything for use without a network: over https, and in no private window. */
export async function canKeep() {
  try {
    return Boolean(navigator.serviceWorker) && (await caches.keys()) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Return how many bytes of a version are here, and which files are not. Files that the version used so far has too count
 * as here: they are only copied.
 * @param {VersionList} list
 */
export async function whatIsMissing(list) {
  const name = cacheName(ROOT, list.version);
  const cached = (await caches.has(name)) ? await (await caches.open(name)).keys() : [];
  const here = new Set(cached.map(({ url }) => url));
  const missing = Object.keys(list.files).filter((path) => !here.has(new URL(path, ROOT).href));
  const known = await keptFiles();
  const fetched = missing.filter((path) => !known.has(list.files[path][1]));
  return { missing, started: here.size > 0, bytes: list.size - sizeOf(list, fetched) };
}

/**
 * Fetch what is missing of a version, and use it once it is all here.
 * @param {VersionList} list
 * @param {{ signal: AbortSignal, progress(bytes: number): void }} how progress is called with how many more bytes came
 */
export async function keep(list, { signal, progress }) {
  await navigator.serviceWorker.register(new URL("service_worker.js", ROOT), { updateViaCache: "none" });
  await navigator.serviceWorker.ready;
  const { missing } = await whatIsMissing(list);
  const cache = await caches.open(cacheName(ROOT, list.version));
  const known = await keptFiles();
  const lane = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) {
      const url = new URL(path, ROOT);
      const copy = await known.get(list.files[path][1])?.();
      await cache.put(url, copy ?? (await fetchFile(url, list, list.files[path], signal, progress)));
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, () =>
    lane().catch((error) => {
      missing.length = 0; // the others end with what they are at
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === "rejected");
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
  await useVersion(ROOT, list);
}

/** Remove all that is kept of the course from this device; the answers stay. */
export async function removeKept() {
  if (!(await canKeep())) return;
  await deleteKept(ROOT);
  const registered = await navigator.serviceWorker.getRegistration(ROOT);
  await registered?.unregister();
}

/** Return the files of the version that is used, by their digests. */
async function keptFiles() {
  const note = await keptNote(ROOT);
  const entries = Object.entries(note?.files ?? {}).map(([path, [, digest]]) => {
    const cached = () => caches.match(new URL(path, ROOT), { cacheName: cacheName(ROOT, note?.version ?? "") });
    return /** @type {const} */ ([digest, cached]);
  });
  return new Map(entries);
}

/** @param {VersionList} list @param {string[]} paths */
function sizeOf({ files }, paths) {
  return paths.reduce((sum, path) => sum + files[path][0], 0);
}

/**
 * Fetch a file, of the version that the list names: what has another digest is of another one, or came in part.
 * @param {URL} url
 * @param {VersionList} list
 * @param {[size: number, digest: string]} file
 * @param {AbortSignal} signal
 * @param {(bytes: number) => void} progress
 */
async function fetchFile(url, { version }, [, digest], signal, progress) {
  const ofVersion = url.href.startsWith(new URL(version, ROOT).href);
  // What is of one version alone may be in the browser already: the page has just used it.
  for (const cache of /** @type {RequestCache[]} */ (ofVersion ? ["default", "reload"] : ["no-store"])) {
    const reply = await fetch(url, { signal, cache });
    if (!reply.ok) throw new HostError(`${url}: ${reply.status}`);
    let came = 0;
    const data = await readBody(reply, (bytes) => {
      came += bytes;
      progress(bytes);
    });
    // Anew, without what a host says of redirections: a browser refuses to open a page from such a reply.
    if ((await digestOf(data)) === digest) return new Response(data, { headers: headersOf(reply) });
    progress(-came);
  }
  throw new HostError(`${url} is of another version`);
}

/** What a host says of a reply, but for how it was sent. @param {Response} reply */
function headersOf(reply) {
  const headers = new Headers(reply.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return headers;
}

/**
 * @param {Response} reply
 * @param {(bytes: number) => void} progress
 */
async function readBody(reply, progress) {
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (reply.body).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    progress(part.value.length);
  }
  return new Blob(parts).arrayBuffer();
}

/** @param {ArrayBuffer} data */
async function digestOf(data) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
