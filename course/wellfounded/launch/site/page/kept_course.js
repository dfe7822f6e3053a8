// @ts-check
// What of the course is kept on this device, for the page and for the service worker: each version in a cache of its own,
// and a note of the one that is used. Pages and workers of other versions read the note: its form stays.

/** @typedef {import("./site_version.js").VersionList} VersionList */
/** @typedef {VersionList & { older: string[] }} Note older are versions that open pages may still be of */

/** @param {URL} root of the site @param {string} version */
export function cacheName(root, version) {
  return `wellfounded ${root.href} ${version}`;
}

/**
 * Return the note of the version that is used; null where none is kept.
 * @param {URL} root
 * @returns {Promise<Note | null>}
 */
export async function keptNote(root) {
  const reply = await caches.match(noteAddress(root), { cacheName: cacheName(root, "note") });
  return reply ? reply.json() : null;
}

/**
 * Let a version be used from now on. All of it is here.
 * @param {URL} root
 * @param {VersionList} list
 */
export async function useVersion(root, list) {
  const before = await keptNote(root);
  const older = before ? [...before.older, before.version].filter((version) => version !== list.version) : [];
  await writeNote(root, { ...list, older });
}

/**
 * Delete versions that no page is of any more.
 * @param {URL} root
 */
export async function deleteOlder(root) {
  const note = await keptNote(root);
  if (!note?.older.length) return;
  await Promise.all(note.older.map((version) => caches.delete(cacheName(root, version))));
  await writeNote(root, { ...note, older: [] });
}

/**
 * Delete all that is kept of the course, also what is kept in part.
 * @param {URL} root
 */
export async function deleteKept(root) {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(cacheName(root, "")));
  await Promise.all(ours.map((name) => caches.delete(name)));
}

/** @param {URL} root @param {Note} note */
async function writeNote(root, note) {
  const cache = await caches.open(cacheName(root, "note"));
  await cache.put(noteAddress(root), new Response(JSON.stringify(note)));
}

/** @param {URL} root */
function noteAddress(root) {
  return new URL("kept.json", root); // no file of the host's
}
