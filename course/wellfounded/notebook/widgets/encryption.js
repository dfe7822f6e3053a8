// @ts-check
// A copy of all answers in this browser, encrypted. It is never anything but ciphertext: all that a Binder service opens
// shares this storage. Key: PBKDF2 of the passphrase; cipher: AES-GCM; salt and iv are new each time.

import { later, phrase } from "../../i18n/messages.js";
import { stored } from "./unsent.js";

/** @typedef {{salt: string, iv: string, data: string, at: string}} Copy in base64, and when it was made */

export const COPY = "wellfounded copy"; // in localStorage
const ITERATIONS = 600_000;
const WRONG = later(
  "This passphrase does not open the copy, or the copy was changed by somebody. Nothing was changed here.",
);
const PARTS = ["salt", "iv", "data", "at"];

/** Return whether this browser can encrypt here. */
export function canEncrypt() {
  return Boolean(globalThis.crypto?.subtle && globalThis.CompressionStream);
}

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
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const packed = await through(new CompressionStream("gzip"), bytes);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyFrom(passphrase, salt, "encrypt"), packed);
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
    const key = await keyFrom(passphrase, toBytes(salt), "decrypt");
    const packed = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(data));
    return await through(new DecompressionStream("gzip"), packed);
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

/**
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {"encrypt" | "decrypt"} use
 */
async function keyFrom(passphrase, salt, use) {
  const raw = new TextEncoder().encode(passphrase.normalize("NFC")); // keyboards write é in two ways
  const material = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** @param {Uint8Array} bytes */
function toText(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {string} text */
function toBytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
