// @ts-check
// Deals the cards one at a time: a card, the bins it may go to as buttons, then by itself the next. A strip shows which
// cards are placed, and where; a list of them all comes at the end, and whenever it is asked for.

import { drawDeal } from "./classify_card.js";
import { drawList } from "./classify_list.js";
import { make } from "./elements.js";

/** @typedef {{id: string, text: string}} Part */
/** @typedef {Record<string, string>} Placed by card: the bin */
/** @typedef {{bins: Part[], cards: Part[]}} Fields */

/** @param {import("./question.d.ts").Drawing<Fields, Placed>} drawing */
export function draw(drawing) {
  return new Cards(drawing).element;
}

class Cards {
  /** @param {import("./question.d.ts").Drawing<Fields, Placed>} drawing */
  constructor({ question, response, answer }) {
    const bins = new Set(question.bins.map((bin) => bin.id));
    const known = question.cards.filter((card) => bins.has(response?.[card.id] ?? ""));
    this.cards = question.cards;
    this.answer = answer;
    /** @type {Placed} */
    this.placed = Object.fromEntries(known.map((card) => [card.id, response?.[card.id] ?? ""]));
    this.current = 0;
    this.mended = false; // whether the card was taken again from the list, to which the learner then returns
    this.deal = drawDeal(question, {
      put: (bin) => this.put(bin),
      take: (number) => this.take(number),
      see: () => this.showList(this.list.heading),
    });
    this.list = drawList(question, (number) => this.take(number, true));
    const legend = make("legend", { innerHTML: question.heading });
    this.element = make("fieldset", { className: "wf-classify" }, legend, this.deal.element, this.list.element);
    this.element.addEventListener("wellfounded-judged", () => this.showList()); // here each card has its reason
    this.list.show(this.placed);
    const next = this.nextToPlace();
    if (next < 0) this.showList();
    else this.take(next);
  }

  /** Return the number of the next card that lies in no bin; -1 where all do. */
  nextToPlace() {
    const numbers = this.cards.map((_, i) => (this.current + i) % this.cards.length);
    return numbers.find((number) => !this.placed[this.cards[number].id]) ?? -1;
  }

  /**
   * Put the current card into a bin, and go on.
   * @param {string} bin
   */
  put(bin) {
    const { id } = this.cards[this.current];
    const changed = this.placed[id] !== bin;
    this.placed[id] = bin;
    this.list.show(this.placed);
    const next = this.nextToPlace();
    if (this.mended || next < 0) this.showList(this.mended ? this.list.rows[this.current] : this.list.heading);
    else this.take(next);
    if (changed) this.answer({ ...this.placed });
  }

  /**
   * Take a card up. The focus goes to it, unless the question is only being drawn.
   * @param {number} number
   * @param {boolean} [mended]
   */
  take(number, mended = false) {
    this.current = number;
    this.mended = mended;
    this.deal.show(number, this.placed);
    this.showOne(this.deal, this.deal.face);
  }

  /** @param {HTMLElement} [focused] */
  showList(focused) {
    this.showOne(this.list, focused);
  }

  /**
   * @param {{element: HTMLElement}} shown
   * @param {HTMLElement} [focused]
   */
  showOne(shown, focused) {
    for (const part of [this.deal, this.list]) part.element.hidden = part !== shown;
    focused?.focus({ preventScroll: true }); // while the question is being drawn, it stands in no page: nothing happens
    focused?.scrollIntoView({ block: "nearest" });
  }
}
