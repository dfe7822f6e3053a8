// @ts-check
// Draws one card of many with the bins it may go to, and the strip by which any card is taken up.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";

/** @typedef {import("./classify.js").Placed} Placed */

/**
 * @typedef {object} Calls
 * @property {(bin: string) => void} put
 * @property {(number: number) => void} take
 * @property {() => void} see asks for the list of all cards
 */

/**
 * @param {import("./classify.js").Fields} fields
 * @param {Calls} calls
 */
export function drawDeal({ bins, cards }, { put, take, see }) {
  const count = make("p", { className: "wf-card-count" });
  const text = make("p", { className: "wf-card-text", ...COURSE });
  const face = make("div", { className: "wf-card", tabIndex: -1 }, count, text);
  const places = bins.map((bin, i) => drawBin(letter(i), bin, put));
  const all = make("button", { type: "button", textContent: phrase("See all cards"), onclick: see });
  const strip = cards.map((_, number) => make("button", { type: "button", onclick: () => take(number) }));
  const list = make("ol", { className: "wf-strip" }, ...strip.map((button) => make("li", {}, button)));
  const element = make("div", {}, list, face, drawBins(places), make("div", { className: "wf-actions" }, all));

  /**
   * @param {number} current
   * @param {Placed} placed
   */
  function show(current, placed) {
    const { id } = cards[current];
    count.textContent = phrase("Card {n} of {all}", { n: current + 1, all: cards.length });
    text.innerHTML = cards[current].text;
    for (const button of places) button.setAttribute("aria-pressed", String(button.value === placed[id]));
    for (const [number, button] of strip.entries()) {
      const bin = bins.findIndex((each) => each.id === placed[cards[number].id]);
      button.textContent = `${number + 1}${bin < 0 ? "" : letter(bin)}`;
      button.classList.toggle("wf-has-bin", bin >= 0);
      button.setAttribute("aria-label", describe(number, bins[bin]?.text));
      if (number === current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  return { element, face, show };
}

/**
 * @param {string} name
 * @param {import("./classify.js").Part} bin
 * @param {(bin: string) => void} put
 */
function drawBin(name, { id, text }, put) {
  const words = make("span", { innerHTML: text, ...COURSE });
  const sign = make("span", { className: "wf-bin-letter", textContent: name, ariaHidden: "true" });
  const bin = make("button", { type: "button", className: "wf-bin", value: id }, sign, words);
  bin.onclick = ({ detail }) => {
    if (detail < 2) put(id); // the second click of a double click would place the next card
  };
  return bin;
}

/** @param {HTMLButtonElement[]} places */
function drawBins(places) {
  const bins = make("div", { className: "wf-bins", role: "group" }, ...places);
  bins.setAttribute("aria-label", phrase("Where does this card belong?"));
  bins.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const from = places.findIndex((place) => place.matches(":focus"));
    if (!step || from < 0) return;
    event.preventDefault(); // or the page would move
    places[(from + step + places.length) % places.length].focus();
  });
  return bins;
}

/**
 * @param {number} number
 * @param {string | undefined} bin HTML
 */
function describe(number, bin) {
  const n = number + 1;
  if (bin === undefined) return phrase("Card {n}: not placed yet", { n });
  return phrase("Card {n}: {bin}", { n, bin: make("span", { innerHTML: bin }).textContent });
}

/** @param {number} number */
function letter(number) {
  return String.fromCharCode(65 + number);
}
