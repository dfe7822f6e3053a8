// @ts-check
// A learner's files in the browser's own database. They are kept in pieces, as they were written: two windows that add to
// a journal lose nothing of each other's. Where the learner wants it, each piece is encrypted.

import { keyFrom, newSalt, seal } from "../../../notebook/widgets/cipher.js";
import { overwriteDeleted } from "./overwriting.js";
import { after, deleted, done, ended, LOCK, opened, PIECES, STRICT } from "./pieces_database.js";
import { opens, packed, unpacked } from "./sealed_pieces.js";
import { follow, removeCopy, restore } from "./second_copy.js";

const TURN = "wellfounded"; // one window at a time writes

/** @typedef {import("./sealed_pieces.js").Piece} Piece */
/** @typedef {import("./sealed_pieces.js").Lock} Lock */
/** @typedef {[path: string, start: number, data: Uint8Array | undefined]} Change as lesson_engine.py says it */

export class Answers {
  /** The number of the last piece that was read or written here. */
  last = 0;

  /** @param {(what: "forgotten" | "locked") => void} changed hears that another window deleted or encrypted all of it */
  constructor(changed) {
    this.changed = changed;
    /** @type {IDBDatabase | null} none where the browser refuses one, and after another window has deleted it */
    this.database = null;
    /** Whether the browser keeps nothing: then answers are in this page alone. */
    this.refused = false;
    /** @type {Lock | null} none where nothing is encrypted */
    this.lock = null;
    /** @type {CryptoKey | null} */
    this.key = null;
    this.#begin();
  }

  #begin() {
    this.last = 0;
    /** @type {Map<string, Uint8Array>} each file as the pieces that are known here make it */
    this.files = new Map();
    /** @type {Map<string, number[]>} the numbers of each file's pieces */
    this.numbers = new Map();
  }

  /** Whether a passphrase is needed before anything can be read. */
  get locked() {
    return this.lock !== null && this.key === null;
  }

  /** Open the database, and put back what it has lost. What is in it is read by the first turn. */
  async open() {
    try {
      const database = await opened();
      await this.#turn(() => restore(database));
      await this.#use(database);
    } catch {
      this.refused = true;
      this.database = null;
    }
  }

  /** @param {IDBDatabase} database */
  async #use(database) {
    this.database = database;
    database.onversionchange = () => {
      this.database?.close();
      this.database = null;
      this.changed("forgotten");
    };
    this.lock = (await done(this.#store().get(LOCK))) ?? null;
  }

  /**
   * Return whether a key opens what is encrypted; from then on it does.
   * @param {CryptoKey} key
   */
  async unlock(key) {
    if (!this.lock || !(await opens(key, this.lock))) return false;
    this.key = key;
    return true;
  }

  /**
   * Do something while no other window writes.
   * @template Result
   * @param {(news: Map<string, Uint8Array>) => Promise<Result>} deed gets the files that others have written since
   * @returns {Promise<Result>}
   */
  alone(deed) {
    return this.#turn(async () => deed(await this.#news()));
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} deed
   * @returns {Promise<Result>}
   */
  #turn(deed) {
    const turns = navigator.locks && !this.refused; // a browser that keeps nothing knows no turns either
    return turns ? navigator.locks.request(TURN, deed) : deed();
  }

  /** @returns {Promise<Map<string, Uint8Array>>} */
  async #news() {
    /** @type {Map<string, Uint8Array>} */
    const changed = new Map();
    if (this.locked) throw new Error("no passphrase was given");
    if (!this.database) return changed;
    const store = this.#store();
    const since = after(this.last);
    const wanted = [store.get(LOCK), store.getAllKeys(since), store.getAll(since)];
    const [lock, numbers, pieces] = await Promise.all(wanted.map(done));
    if (String(lock?.salt) !== String(this.lock?.salt)) {
      this.changed("locked");
      throw new Error("another window has encrypted the answers, or does so no longer");
    }
    const read = await Promise.all(pieces.map((/** @type {any} */ piece) => unpacked(this.key, piece)));
    read.forEach((piece, i) => {
      this.#add(piece, numbers[i]);
      changed.set(piece.path, this.files.get(piece.path) ?? new Uint8Array());
    });
    return changed;
  }

  /**
   * Keep changes, all or none; they are on disk when this returns. Where the browser keeps nothing, nothing is done.
   * @param {Change[]} changes
   */
  async keep(changes) {
    if (!changes.length || this.refused) return;
    const pieces = changes.flatMap(([path, start, data]) => (data ? [{ path, data, whole: start === 0 }] : []));
    const stale = changes.filter(([, start]) => start === 0).map(([path]) => path);
    const numbers = await this.#write(pieces, this.key, (store) => {
      for (const number of stale.flatMap((path) => this.numbers.get(path) ?? [])) store.delete(number);
    });
    if (this.database) await follow(this.database);
    for (const path of stale) {
      this.files.delete(path);
      this.numbers.delete(path);
    }
    pieces.forEach((piece, i) => {
      this.#add(piece, numbers[i]);
    });
  }

  /**
   * Encrypt all that is kept, from now on, under a passphrase; with none, encrypt nothing any more.
   * @param {string} passphrase
   */
  async encrypt(passphrase) {
    const salt = newSalt();
    const key = passphrase ? await keyFrom(passphrase, salt) : null;
    const lock = key && { salt, ...(await seal(key, new Uint8Array())) };
    const pieces = [...this.files].map(([path, data]) => ({ path, data, whole: true }));
    await removeCopy();
    const numbers = await this.#write(pieces, key, (store) => {
      store.clear();
      if (lock) store.put(lock, LOCK);
    });
    if (this.database) await follow(this.database);
    Object.assign(this, { lock, key });
    this.#begin();
    pieces.forEach((piece, i) => {
      this.#add(piece, numbers[i]);
    });
  }

  /** Delete all of it. Other windows that have it open hear of that. */
  async forget() {
    if (!this.database) return;
    await removeCopy(); // first: it is never to bring back what was forgotten
    await this.#write([], null, (store) => store.clear());
    this.database.close();
    this.database = null;
    Object.assign(this, { lock: null, key: null });
    this.#begin();
    if (await deleted()) await this.#use(await opened());
  }

  /** Let nothing of what was deleted, or not encrypted before, stay in the browser's files. */
  async overwriteDeleted() {
    if (this.database) await overwriteDeleted(this.database, PIECES);
  }

  #store() {
    if (!this.database) throw new Error("there is no database");
    return this.database.transaction(PIECES).objectStore(PIECES);
  }

  /**
   * Write pieces in one transaction, which begins with something else.
   * @param {Piece[]} pieces
   * @param {CryptoKey | null} key
   * @param {(store: IDBObjectStore) => void} begin
   * @returns {Promise<number[]>} their numbers
   */
  async #write(pieces, key, begin) {
    const stored = await Promise.all(pieces.map((piece) => packed(key, piece)));
    if (!this.database) throw new Error("there is no database");
    const transaction = this.database.transaction(PIECES, "readwrite", STRICT);
    const store = transaction.objectStore(PIECES);
    begin(store);
    const added = stored.map((piece) => done(store.add(piece)));
    const [numbers] = await Promise.all([Promise.all(added), ended(transaction)]);
    return numbers.map(Number);
  }

  /**
   * @param {Piece} piece
   * @param {number} number
   */
  #add({ path, data, whole }, number) {
    const before = whole ? new Uint8Array() : (this.files.get(path) ?? new Uint8Array());
    const file = new Uint8Array(before.length + data.length);
    file.set(before);
    file.set(data, before.length);
    this.files.set(path, file);
    this.numbers.set(path, [...(this.numbers.get(path) ?? []), number]);
    this.last = number;
  }
}
