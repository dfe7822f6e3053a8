// @ts-check
// What a screen is called.

import { phrase } from "../../../i18n/messages.js";

/**
 * Return the title of a screen, with the number of its page where a section has more than one. Of a case it is that of
 * the version which is drawn.
 * @param {import("./screens.js").Screen} screen
 */
export function titleOf({ kind, title, page, cells }) {
  if (kind === "panel") return phrase("Hand in");
  if (kind === "case") return drawnTitle(cells) || title;
  return page > 1 ? phrase("{title}, page {n}", { title, n: page }) : title;
}

/** @param {import("./screens.js").Screen["cells"]} cells */
function drawnTitle(cells) {
  const heads = cells.map(({ node }) => node.querySelector(".wf-case .wf-facts h3")?.textContent);
  return heads.find(Boolean) ?? "";
}
