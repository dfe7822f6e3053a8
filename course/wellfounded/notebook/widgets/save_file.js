// @ts-check
// Lets a browser save a file that Python made.

import { make } from "../../content/questions/elements.js";

/**
 * @param {string} name
 * @param {BlobPart} data
 * @param {string} type
 */
export function saveFile(name, data, type) {
  const address = URL.createObjectURL(new Blob([data], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
