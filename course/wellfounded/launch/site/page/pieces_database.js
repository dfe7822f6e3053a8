// @ts-check
// The browser's own database, in which a learner's pieces are numbered from 1; before them is the lock.

const NAME = "well-founded";
export const PIECES = "pieces";
export const LOCK = 0; // the number of what encrypted pieces are opened by
export const STRICT = /** @type {const} */ ({ durability: "strict" }); // on disk, before we hear of it

/** @returns {Promise<IDBDatabase>} */
export function opened() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(PIECES, { autoIncrement: true });
  return done(opening);
}

/** Delete the database; return whether it is gone: a window that sleeps may hold it. @returns {Promise<boolean>} */
export function deleted() {
  const deleting = indexedDB.deleteDatabase(NAME);
  return new Promise((resolve) => {
    deleting.onsuccess = () => resolve(true);
    deleting.onerror = () => resolve(false);
    deleting.onblocked = () => resolve(false);
  });
}

/**
 * Return the keys that come after a number: other keys are only there while deleted pieces are overwritten.
 * @param {number} number
 */
export function after(number) {
  return IDBKeyRange.bound(number, Number.POSITIVE_INFINITY, true);
}

/**
 * @param {IDBRequest} request
 * @returns {Promise<any>}
 */
export function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
export function ended(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
