// @ts-check
// Draws each card as a group of its own, the places it may go to as native radio buttons that look like pills.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make, makeStatus, uuid } from "./elements.js";

/** @typedef {{id: string, text: string}} Part */
/** @typedef {Record<string, string>} Placed by card: the bin */

/** @param {import("./question.d.ts").Drawing<{bins: Part[], cards: Part[]}, Placed>} drawing */
export function draw({ question, response, answer }) {
  const bins = new Set(question.bins.map((bin) => bin.id));
  const known = question.cards.filter((card) => bins.has(response?.[card.id] ?? ""));
  const placed = Object.fromEntries(known.map((card) => [card.id, response?.[card.id] ?? ""]));
  const count = makeStatus("p", "wf-placed");
  const tell = () => {
    const n = Object.keys(placed).length;
    count.textContent = phrase("{n} of {all} placed.", { n, all: question.cards.length });
  };
  const cards = question.cards.map((card) =>
    drawCard(card, question.bins, placed[card.id], (bin) => {
      placed[card.id] = bin;
      tell();
      answer({ ...placed });
    }),
  );
  tell();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...cards, count);
}

/**
 * @param {Part} card
 * @param {Part[]} bins
 * @param {string | undefined} place the bin it lies in
 * @param {(bin: string) => void} put
 */
function drawCard(card, bins, place, put) {
  const name = `wf-${uuid()}`;
  const pills = bins.map((bin) => {
    const input = make("input", { type: "radio", name, value: bin.id, checked: place === bin.id });
    input.addEventListener("change", () => put(bin.id));
    return make("label", { className: "wf-pill" }, input, make("span", { innerHTML: bin.text, ...COURSE }));
  });
  const legend = make("legend", { innerHTML: card.text, ...COURSE });
  return make("fieldset", { className: "wf-card" }, legend, make("div", { className: "wf-pills" }, ...pills));
}
