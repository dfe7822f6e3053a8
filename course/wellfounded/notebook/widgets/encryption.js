// @ts-check
// A copy of all answers in this browser, encrypted. It is never anything but ciphertext: all that a Binder service opens
// shares this storage. The salt is new each time.

import { later, phrase } from "../../i18n/messages.js";
import { toBytes, toText } from "./base64.js";
import { keyFrom, newSalt, seal, unseal } from "./cipher.js";
import { stored } from "./unsent.js";

/** @typedef {{salt: string, iv: string, data: string, at: string}} Copy in base64, and when it was made */

export const COPY = "wellfounded copy"; // in localStorage
const WRONG = later(
  "This passphrase does not open the copy, or the copy was changed by somebody. Nothing was changed here.",
);
const PARTS = ["salt", "iv", "data", "at"];

/**
 * Return the copy; null where there is none, or nothing that could be one.
 * @returns {Copy | null}
 */
export function keptCopy() {
  const copy = stored(() => localStorage, COPY);
  const whole = copy && PARTS.every((part) => typeof copy[part] === "string");
  return whole ? /** @type {any} */ (copy) : null;
}

/**
 * Encrypt answers, and keep them; an error with words for the learner where the browser has no room.
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function keepCopy(passphrase, bytes) {
  const salt = newSalt();
  const packed = await through(new CompressionStream("gzip"), bytes);
  const { iv, data } = await seal(await keyFrom(passphrase, salt), packed);
  const parts = { salt: toText(salt), iv: toText(iv), data: toText(new Uint8Array(data)) };
  try {
    localStorage.setItem(COPY, JSON.stringify({ v: 1, ...parts, at: new Date().toISOString() }));
  } catch {
    throw new Error(phrase("The browser has no room for the copy. Save your answers as a file instead."));
  }
}

/**
 * Return the answers of the copy; an error with words for the learner where the passphrase does not open it.
 * @param {string} passphrase
 */
export async function openCopy(passphrase) {
  const { salt, iv, data } = keptCopy() ?? { salt: "", iv: "", data: "" };
  try {
    const key = await keyFrom(passphrase, toBytes(salt));
    return await through(new DecompressionStream("gzip"), await unseal(key, { iv: toBytes(iv), data: toBytes(data) }));
  } catch {
    throw new Error(phrase(WRONG));
  }
}

/**
 * @param {GenericTransformStream} transform
 * @param {BodyInit} bytes
 */
async function through(transform, bytes) {
  const stream = /** @type {ReadableStream} */ (new Response(bytes).body);
  return new Uint8Array(await new Response(stream.pipeThrough(transform)).arrayBuffer());
}
