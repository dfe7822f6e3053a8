// @ts-check
// What a screen is called.

import { phrase } from "../../../i18n/messages.js";

/**
 * Return the title of a screen, with the number of its page where a section has more than one.
 * @param {import("./screens.js").Screen} screen
 */
export function titleOf({ kind, title, page }) {
  if (kind === "panel") return phrase("Hand in");
  return page > 1 ? phrase("{title}, page {n}", { title, n: page }) : title;
}
