// @ts-check
// Draws a timeline: a line with every entry, the entries to choose two of, and what is to be said of the two.

import { COURSE, make, makeStatus, uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { drawActivity } from "./activity.js";
import { DateConverter } from "./date_converter.js";
import { connect, silence } from "./kernel.js";
import { PredictedRow } from "./prediction.js";
import { ReadyButton } from "./ready_button.js";
import { TimeLine } from "./time_line.js";

/** @typedef {import("./time_line.js").Entry} Entry */
/** @typedef {import("./prediction.js").Row & {between: string[]}} Pair */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const status = makeStatus("p", "wf-status");
  const converter = new DateConverter(model.get("calendars"), model.get("notes"), (/** @type {any} */ date) => {
    kernel.post({ id: uuid(), event: "convert", ...date });
  });
  const comparison = new Comparison(model, (pair, response) => {
    kernel.post({ id: uuid(), event: "predict", row: pair.id, response });
  });
  const kernel = connect(model, {
    heard({ event, at, refused, words }) {
      if (event === "convert") converter.say(refused || words);
      else if (refused) status.textContent = phrase("This prediction is not kept: {why}", { why: refused });
      else if (at) status.textContent = phrase("Your predictions are kept.");
    },
    silent: () => converter.say(silence()),
    slept: () => converter.sleep(),
  });
  status.textContent = model.get("note");
  const activity = model.get("activity");
  const shown = { activity, about: model.get("about"), words: model.get("words") };
  drawActivity(el, shown, comparison.line.element, ...comparison.elements, status, converter.element);
  return () => kernel.end();
}

/** Two entries are chosen and compared; what is to be said of a pair is predicted, and then told. */
class Comparison {
  /**
   * @param {import("@anywidget/types").AnyModel<any>} model
   * @param {(pair: Pair, answer: string) => void} keep
   */
  constructor(model, keep) {
    const activity = model.get("activity");
    this.keep = keep;
    /** @type {Pair[]} */
    this.pairs = model.get("rows");
    this.line = new TimeLine(model.get("entries"), model.get("ticks"), model.get("calendars"), () => this.chosen());
    /** @type {Record<string, string>} by pair, what was said of it */
    this.predicted = {};
    /** @type {Map<string, PredictedRow>} */
    this.drawn = new Map();
    this.said = makeStatus("p", "wf-compared");
    const lacking = phrase("Choose two entries first.");
    this.compare = new ReadyButton(phrase("Compare these two"), lacking, () => this.compareChosen());
    this.rest = make("button", { type: "button", textContent: phrase("Show every pair to be compared") });
    this.rest.onclick = () => this.showRest();
    this.list = make("div", { className: "wf-pairs" });
    this.tally = make("p", { className: "wf-tally" });
    this.closing = make("div", { className: "wf-closing", innerHTML: activity.closing, ...COURSE });
    for (const [id, answer] of Object.entries(model.get("kept"))) this.restore(id, answer);
    this.chosen();
    this.count();
  }

  get elements() {
    const actions = make("div", { className: "wf-actions" }, this.compare.element, this.rest, this.compare.said);
    return [this.line.list, actions, this.said, this.list, this.tally, this.closing];
  }

  chosen() {
    this.compare.isReady = this.line.chosen.length === 2;
    this.said.textContent = "";
  }

  compareChosen() {
    const pair = this.pairs.find(({ between }) => between.every((id) => this.line.chosen.includes(id)));
    if (pair) this.show(pair).focus();
    else
      this.said.textContent = phrase(
        "Nothing speaks against these two. Papers differ when both speak of the same thing, and cannot both be right.",
      );
  }

  showRest() {
    const [first] = this.pairs.filter(({ id }) => !this.drawn.has(id)).map((pair) => this.show(pair));
    first?.focus();
  }

  /**
   * Show a pair; return where one says what one thinks of it, or reads what was said.
   * @param {Pair} pair
   */
  show(pair) {
    const row = this.drawn.get(pair.id) ?? this.draw(pair);
    this.count();
    return /** @type {HTMLElement} */ (row.element.querySelector("input:not(:disabled), [tabindex]"));
  }

  /** @param {Pair} pair */
  draw(pair) {
    const commit = (/** @type {any} */ _, /** @type {string} */ answer) => {
      this.keep(pair, answer);
      this.tell(pair, answer);
    };
    const row = new PredictedRow(pair, answers(), commit, {});
    this.drawn.set(pair.id, row);
    this.list.append(row.element);
    return row;
  }

  /**
   * @param {string} id
   * @param {string} answer
   */
  restore(id, answer) {
    const pair = this.pairs.find((each) => each.id === id);
    if (!pair) return;
    this.draw(pair).show(answer);
    this.tell(pair, answer);
  }

  /**
   * @param {Pair} pair
   * @param {string} answer
   */
  tell(pair, answer) {
    this.predicted[pair.id] = answer;
    this.line.mark(pair, answers().find(({ id }) => id === pair.answer)?.text ?? "");
    this.count();
  }

  count() {
    const told = this.pairs.filter(({ id }) => id in this.predicted);
    const right = told.filter(({ id, answer }) => this.predicted[id] === answer).length;
    const n = this.pairs.length;
    this.tally.textContent = told.length
      ? phrase("{told} of {n} pairs compared, {right} as you predicted.", { told: told.length, n, right })
      : phrase("There are {n} pairs to be compared.", { n });
    this.closing.hidden = told.length < n;
    this.rest.hidden = this.drawn.size === n;
  }
}

function answers() {
  return [
    { id: "yes", text: phrase("Both can be right") },
    { id: "no", text: phrase("As they stand, one is wrong") },
    { id: "depends", text: phrase("It depends on something nobody has asked") },
  ];
}
