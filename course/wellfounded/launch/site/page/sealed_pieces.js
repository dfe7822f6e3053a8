// @ts-check
// A piece of a learner's file as it lies in the browser's database: as it is, or encrypted, its path with it.

import { seal, unseal } from "../../../notebook/widgets/cipher.js";

/** @typedef {{ path: string, data: Uint8Array, whole: boolean }} Piece; `whole` where it replaces what was there */
/** @typedef {import("../../../notebook/widgets/cipher.js").Sealed} Sealed */
/** @typedef {Sealed & { salt: Uint8Array<ArrayBuffer> }} Lock what tells whether a passphrase is the right one */

/**
 * Return a piece as it is kept.
 * @param {CryptoKey | null} key
 * @param {Piece} piece
 * @returns {Promise<Piece | Sealed>}
 */
export async function packed(key, piece) {
  if (!key) return piece;
  const { path, data, whole } = piece;
  return seal(key, await new Blob([JSON.stringify({ path, whole }), "\n", new Uint8Array(data)]).arrayBuffer());
}

/**
 * Return a piece that was kept.
 * @param {CryptoKey | null} key
 * @param {Piece | Sealed} kept
 * @returns {Promise<Piece>}
 */
export async function unpacked(key, kept) {
  if (!key) return /** @type {Piece} */ (kept);
  const bytes = await unseal(key, /** @type {Sealed} */ (kept));
  const end = bytes.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), data: bytes.slice(end + 1) };
}

/**
 * Return whether a key is the one under which pieces were encrypted.
 * @param {CryptoKey} key
 * @param {Lock} lock
 */
export async function opens(key, lock) {
  try {
    await unseal(key, lock);
    return true;
  } catch {
    return false;
  }
}
