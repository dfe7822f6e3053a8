// @ts-check
// A database deletes by noting that something is deleted: what it was stays in its files until they are written anew.
// Chromium does so after some megabytes, if they lie around what was deleted: so these are written, and deleted again.

import { ended } from "./pieces_database.js";

const MEGABYTES = 24; // 8 were too few, 20 enough
const PIECE = 30_000; // bytes; what is much larger goes into a file of its own
const AT_ONCE = 33; // pieces
// Keys before all numbers of pieces, and one after them.
const FIRST = -1e9;
const AFTER = "after";

/**
 * Let the browser write its files anew, without what was deleted. Where it has no room for that, nothing is done.
 * @param {IDBDatabase} database
 * @param {string} name of the store
 */
export async function overwriteDeleted(database, name) {
  try {
    for (let round = 1; round <= MEGABYTES; round++) {
      await written(database, name, (store) => {
        store.put(noise(), FIRST);
        store.put(noise(), AFTER);
        for (let piece = 0; piece < AT_ONCE; piece++) store.put(noise(), -(AT_ONCE * round) - piece);
      });
    }
  } catch {
    // There is no room.
  }
  await written(database, name, (store) => {
    store.delete(IDBKeyRange.upperBound(0, true));
    store.delete(AFTER);
  });
}

function noise() {
  return crypto.getRandomValues(new Uint8Array(PIECE)); // which cannot be made smaller
}

/**
 * @param {IDBDatabase} database
 * @param {string} name
 * @param {(store: IDBObjectStore) => void} write
 */
function written(database, name, write) {
  const transaction = database.transaction(name, "readwrite", { durability: "relaxed" });
  write(transaction.objectStore(name));
  return ended(transaction);
}
