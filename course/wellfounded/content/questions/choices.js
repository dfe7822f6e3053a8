// @ts-check
// Draws a choice of any number of options.

import { drawOptions } from "./options.js";

/** @param {import("./options.js").Drawing} drawing */
export function draw(drawing) {
  return drawOptions("checkbox", drawing);
}
