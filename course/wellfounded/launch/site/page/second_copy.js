// @ts-check
// A second copy of what the database holds, in a file of this site's own. Chromium's database notes changes in a log. A killed
// browser may leave half a note at its end; the next start writes on after it, and the start after that takes the log for
// broken and deletes the whole database. What was lost so is put back from here.
// The file has a line of JSON for each piece; half a line at its end counts as none, and is written over.

import { toBytes, toText } from "../../../notebook/widgets/base64.js";
import { after, done, ended, LOCK, PIECES, STRICT } from "./pieces_database.js";

const FILE = "second-copy.jsonl";
const NEW_LINE = 10;
const NONE = LOCK - 1; // the last number of no pieces

/** @typedef {{ getSize(): number, read(to: Uint8Array): number, write(bytes: Uint8Array, how: { at: number }): number, flush(): void, close(): void }} OpenFile */

/**
 * Put into the database what it has lost. One window at a time may do this, or what follows.
 * @param {IDBDatabase} database
 */
export async function restore(database) {
  await withFile({ create: false }, async (file) => {
    const lines = new TextDecoder().decode(wholeLines(file)).split("\n").slice(0, -1);
    const transaction = database.transaction(PIECES, "readwrite", STRICT);
    const store = transaction.objectStore(PIECES);
    const last = (await done(store.getAllKeys(after(NONE)))).at(-1) ?? NONE;
    const lost = lines.map((line) => JSON.parse(line)).filter(({ number }) => number > last);
    for (const { number, ...piece } of lost) store.put(withBytes(piece), number);
    await ended(transaction);
  });
}

/**
 * Add what the database has and the copy lacks; it is on disk when this returns.
 * @param {IDBDatabase} database
 */
export async function follow(database) {
  await withFile({ create: true }, async (file) => {
    const known = wholeLines(file);
    const newer = after(lastNumber(known));
    const store = database.transaction(PIECES).objectStore(PIECES);
    const [numbers, pieces] = await Promise.all([done(store.getAllKeys(newer)), done(store.getAll(newer))]);
    const lines = pieces.map((/** @type {object} */ piece, /** @type {number} */ i) => {
      return `${JSON.stringify({ number: numbers[i], ...withText(piece) })}\n`;
    });
    file.write(new TextEncoder().encode(lines.join("")), { at: known.length });
    file.flush();
  });
}

/** Delete the copy. */
export async function removeCopy() {
  const folder = await ownFolder();
  await folder?.removeEntry(FILE).catch((error) => {
    if (error.name !== "NotFoundError") throw error; // what is to be forgotten would come back
  });
}

/**
 * Do something with the file. Where this browser has none, or no room, nothing is done: the database has the answers.
 * @param {{ create: boolean }} how
 * @param {(file: OpenFile) => Promise<void>} deed
 */
async function withFile(how, deed) {
  try {
    const folder = await ownFolder();
    /** @type {any} */
    const handle = await folder?.getFileHandle(FILE, how);
    const file = await handle?.createSyncAccessHandle?.();
    await (file && deed(file).finally(() => file.close()));
  } catch {
    // Then there is no second copy, or an older one.
  }
}

/** Return the folder of this site's own files; none in some private windows, and on pages that came over plain http. */
async function ownFolder() {
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return null;
  }
}

/** @param {OpenFile} file */
function wholeLines(file) {
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes);
  return bytes.subarray(0, bytes.lastIndexOf(NEW_LINE) + 1);
}

/** @param {Uint8Array} lines */
function lastNumber(lines) {
  if (!lines.length) return NONE;
  const start = lines.subarray(0, -1).lastIndexOf(NEW_LINE) + 1;
  return JSON.parse(new TextDecoder().decode(lines.subarray(start))).number;
}

/**
 * Return a piece with its bytes as text.
 * @param {Record<string, any>} piece
 */
function withText(piece) {
  const texts = Object.entries(piece).map(([name, value]) => {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    return [name, bytes instanceof Uint8Array ? { bytes: toText(bytes) } : value];
  });
  return Object.fromEntries(texts);
}

/** @param {Record<string, any>} piece as `withText` made it */
function withBytes(piece) {
  const values = Object.entries(piece).map(([name, value]) => [name, value?.bytes ? toBytes(value.bytes) : value]);
  return Object.fromEntries(values);
}
