// @ts-check
// Bytes as text.

/** @param {Uint8Array} bytes */
export function toText(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {string} text */
export function toBytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
