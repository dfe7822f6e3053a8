// @ts-check
// Encryption under a passphrase. Key: PBKDF2 of the passphrase; cipher: AES-GCM; the iv is new each time.

const ITERATIONS = 600_000;

/** @typedef {{ iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }} Sealed */

/** Return whether this browser can encrypt here: it does so only on pages that came over https, or from this computer. */
export function canEncrypt() {
  return Boolean(globalThis.crypto?.subtle && globalThis.CompressionStream);
}

export function newSalt() {
  return crypto.getRandomValues(new Uint8Array(16));
}

/**
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @returns {Promise<CryptoKey>} which no script can read
 */
export async function keyFrom(passphrase, salt) {
  const raw = new TextEncoder().encode(passphrase.normalize("NFC")); // keyboards write é in two ways
  const material = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * @param {CryptoKey} key
 * @param {BufferSource} bytes
 * @returns {Promise<Sealed>}
 */
export async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

/**
 * Return the bytes; an error where the key is another, or something was changed.
 * @param {CryptoKey} key
 * @param {{ iv: BufferSource, data: BufferSource }} sealed
 */
export async function unseal(key, { iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
}
