// @ts-check
// Draws a field for a few words.

import { phrase } from "../../i18n/messages.js";
import { drawTyped, MOST_CHARACTERS } from "./typed.js";

/** @param {import("./typed.js").Drawing<string>} drawing */
export function draw(drawing) {
  return drawTyped({ read: readShort, show: String }, drawing);
}

/** @param {string} text */
function readShort(text) {
  const full = text.length >= MOST_CHARACTERS;
  return { value: text, words: full ? phrase("No more than {n} characters fit here.", { n: MOST_CHARACTERS }) : "" };
}
