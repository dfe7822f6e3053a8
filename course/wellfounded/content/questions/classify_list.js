// @ts-check
// Draws all cards with the bins they lie in. After feedback each bears its mark and its reason.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";

/**
 * @param {import("./classify.js").Fields} fields
 * @param {(number: number) => void} take
 */
export function drawList({ bins, cards }, take) {
  const heading = make("p", { className: "wf-placed", tabIndex: -1 });
  const places = cards.map(() => make("p", { className: "wf-place", ...COURSE }));
  const rows = cards.map(({ id, text }, number) => {
    const change = make("button", { type: "button", textContent: phrase("Change"), onclick: () => take(number) });
    change.setAttribute("aria-label", phrase("Change card {n}", { n: number + 1 }));
    const words = make("p", { innerHTML: text, ...COURSE });
    const row = make("li", { tabIndex: -1 }, words, places[number], change);
    row.dataset.part = id;
    return row;
  });
  const element = make("div", { className: "wf-card-list" }, heading, make("ol", {}, ...rows));

  /** @param {import("./classify.js").Placed} placed */
  function show(placed) {
    heading.textContent = phrase("{n} of {all} placed.", { n: Object.keys(placed).length, all: cards.length });
    for (const [number, { id }] of cards.entries()) {
      const bin = bins.find((each) => each.id === placed[id]);
      places[number].innerHTML = bin ? bin.text : phrase("Not placed yet");
      places[number].classList.toggle("wf-unplaced", !bin);
    }
  }

  return { element, heading, rows, show };
}
