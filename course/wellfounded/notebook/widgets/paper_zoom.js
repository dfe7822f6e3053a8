// @ts-check
// Makes the writing on a paper larger, and smaller again. Fingers can still draw the whole page larger.

import { make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

const SIZES = [1, 1.25, 1.5, 2];

/** @param {HTMLElement} paper */
export function drawZoom(paper) {
  let size = 0;
  const smaller = make("button", { type: "button", textContent: "A−", onclick: () => zoom(-1) });
  const larger = make("button", { type: "button", textContent: "A+", onclick: () => zoom(1) });
  smaller.setAttribute("aria-label", phrase("Smaller writing on this paper"));
  larger.setAttribute("aria-label", phrase("Larger writing on this paper"));
  const shown = makeStatus("output", "wf-zoomed");

  /** @param {number} step */
  function zoom(step) {
    size = Math.min(Math.max(size + step, 0), SIZES.length - 1);
    paper.style.setProperty("--wf-paper-zoom", String(SIZES[size]));
    shown.textContent = `${SIZES[size] * 100} %`;
    // A button that is disabled would lose the focus that it has.
    smaller.setAttribute("aria-disabled", String(size === 0));
    larger.setAttribute("aria-disabled", String(size === SIZES.length - 1));
  }

  zoom(0);
  const group = make("span", { className: "wf-zoom", role: "group" }, smaller, shown, larger);
  group.setAttribute("aria-label", phrase("Size of the writing"));
  return group;
}
