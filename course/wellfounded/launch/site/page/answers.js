// @ts-check
// A learner's files in the browser's own database. They are kept in pieces, as they were written: two windows that add to
// a journal lose nothing of each other's.

const NAME = "well-founded";
const PIECES = "pieces";
const STRICT = /** @type {const} */ ({ durability: "strict" }); // on disk, before we hear of it

/** @typedef {{ path: string, data: Uint8Array }} Piece */
/** @typedef {[path: string, start: number, data: Uint8Array | undefined]} Change as lesson_engine.py says it */

export class Answers {
  constructor() {
    /** @type {IDBDatabase | null} none where the browser refuses one */
    this.database = null;
    /** The key of the last piece that was read or written here. */
    this.last = 0;
    /** @type {Map<string, Uint8Array>} each file as the pieces that are known here make it */
    this.files = new Map();
  }

  /**
   * Open the database.
   * @returns {Promise<Map<string, Uint8Array>>} every file in it
   */
  async open() {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(PIECES, { autoIncrement: true });
    this.database = await done(opening);
    await this.news();
    return this.files;
  }

  /**
   * Return the files that another window has written since we looked.
   * @returns {Promise<Map<string, Uint8Array>>}
   */
  async news() {
    if (!this.database) return new Map();
    const store = this.database.transaction(PIECES).objectStore(PIECES);
    const since = IDBKeyRange.lowerBound(this.last, true);
    const [keys, pieces] = await Promise.all([done(store.getAllKeys(since)), done(store.getAll(since))]);
    /** @type {Map<string, Uint8Array>} */
    const changed = new Map();
    for (const piece of /** @type {Piece[]} */ (pieces)) {
      this.#add(piece);
      changed.set(piece.path, this.files.get(piece.path) ?? new Uint8Array());
    }
    this.last = Number(keys.at(-1) ?? this.last);
    return changed;
  }

  /**
   * Keep changes, all or none; they are on disk when this returns.
   * @param {Change[]} changes
   */
  async keep(changes) {
    if (!changes.length) return;
    if (!this.database) throw new Error("refused");
    const transaction = this.database.transaction(PIECES, "readwrite", STRICT);
    const store = transaction.objectStore(PIECES);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const stale = changes.filter(([, start]) => start === 0).map(([path]) => path);
    if (stale.length) await this.#remove(store, new Set(stale));
    let last = this.last;
    for (const [path, start, data] of changes) {
      if (!data) continue;
      last = Number(await done(store.add({ path, data, whole: start === 0 })));
    }
    await ended;
    for (const [path, start, data] of changes) {
      if (!data) this.files.delete(path);
      else this.#add({ path, data, whole: start === 0 });
    }
    this.last = last;
  }

  /**
   * @param {IDBObjectStore} store
   * @param {Set<string>} paths whose pieces are deleted
   */
  async #remove(store, paths) {
    const [keys, pieces] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    await Promise.all(pieces.map((piece, i) => paths.has(piece.path) && done(store.delete(keys[i]))));
  }

  /** @param {Piece & { whole?: boolean }} piece */
  #add({ path, data, whole }) {
    const before = whole ? new Uint8Array() : (this.files.get(path) ?? new Uint8Array());
    const file = new Uint8Array(before.length + data.length);
    file.set(before);
    file.set(data, before.length);
    this.files.set(path, file);
  }
}

/**
 * @template Result
 * @param {IDBRequest<Result>} request
 * @returns {Promise<Result>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
