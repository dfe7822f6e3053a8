// @ts-check
// Draws a choice of one option.

import { drawOptions } from "./options.js";

/** @param {import("./options.js").Drawing} drawing */
export function draw(drawing) {
  return drawOptions("radio", drawing);
}
