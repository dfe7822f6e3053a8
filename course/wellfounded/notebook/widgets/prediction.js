// @ts-check
// Draws a prediction: in each row the learner chooses an answer, and then looks at the row's own, with the reason.

import { COURSE, make, makeStatus, uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { drawActivity, drawPicks, drawSources } from "./activity.js";
import { connect, silence } from "./kernel.js";
import { ReadyButton } from "./ready_button.js";

/** @typedef {{id: string, text: string}} Answer */
/** @typedef {{id: string, name: string, answer: string, why: string, sources: string[]}} Row */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const activity = model.get("activity");
  /** @type {Record<string, string>} by row, the id of the answer that was predicted and looked at */
  const predicted = { ...model.get("kept") };
  const status = makeStatus("p", "wf-status");
  const tally = make("p", { className: "wf-tally" });
  const closing = make("div", { className: "wf-closing", innerHTML: activity.closing, ...COURSE });
  const kernel = connect(model, {
    heard: ({ at, refused }) => say(refused, at && phrase("Your predictions are kept.")),
    silent: () => say(silence()),
    slept() {},
  });

  /**
   * @param {string} why it was not kept, if it was not
   * @param {string} [otherwise]
   */
  function say(why, otherwise = "") {
    const words = why ? phrase("This prediction is not kept: {why}", { why }) : otherwise;
    if (status.textContent !== words) status.textContent = words;
  }

  function count() {
    const looked = activity.rows.filter((/** @type {Row} */ { id }) => id in predicted);
    const right = looked.filter((/** @type {Row} */ { id, answer }) => predicted[id] === answer).length;
    tally.textContent = looked.length ? phrase("{right} of {n} as you predicted.", { right, n: looked.length }) : "";
    closing.hidden = looked.length < activity.rows.length;
  }

  /**
   * @param {Row} row
   * @param {string} answer
   */
  function commit(row, answer) {
    predicted[row.id] = answer;
    kernel.post({ id: uuid(), event: "predict", row: row.id, response: answer });
    count();
  }

  /** @type {PredictedRow[]} */
  const rows = activity.rows.map((/** @type {Row} */ row) => new PredictedRow(row, activity.answers, commit));
  for (const row of rows) if (predicted[row.row.id]) row.show(predicted[row.row.id]);
  status.textContent = model.get("note");
  count();
  const shown = { activity, about: model.get("about"), words: model.get("words") };
  drawActivity(el, shown, ...rows.map(({ element }) => element), tally, closing, status);
  return () => kernel.end();
}

export class PredictedRow {
  /**
   * @param {Row} row
   * @param {Answer[]} answers
   * @param {(row: Row, answer: string) => void} commit
   * @param {Partial<HTMLElement>} [language] of the answers
   */
  constructor(row, answers, commit, language = COURSE) {
    this.row = row;
    this.language = language;
    this.answers = answers;
    this.chosen = "";
    const look = new ReadyButton(phrase("Look at the answer"), phrase("Choose an answer first."), () => {
      commit(row, this.chosen);
      this.show(this.chosen).focus();
    });
    const name = make("h4", { id: uuid(), textContent: row.name, ...COURSE });
    look.element.setAttribute("aria-describedby", name.id); // every row has such a button
    const choose = (/** @type {string} */ id) => {
      this.chosen = id;
      look.isReady = true;
    };
    this.picks = drawPicks(name, answers, "", choose, language);
    this.actions = make("div", { className: "wf-actions" }, look.element, look.said);
    this.element = make("section", { className: "wf-row" }, this.picks, this.actions);
    this.element.dataset.row = row.id;
  }

  /**
   * Show the row's answer beside what was predicted; return the element that tells it.
   * @param {string} predicted
   */
  show(predicted) {
    const { answer, why, sources } = this.row;
    const right = predicted === answer;
    for (const input of this.picks.querySelectorAll("input")) {
      input.disabled = true;
      input.checked = input.value === predicted;
      input.closest("label")?.classList.toggle("wf-is-answer", input.value === answer);
      input.closest("label")?.classList.toggle("wf-missed", input.checked && !right);
    }
    const verdict = make("p", { className: "wf-verdict", textContent: this.verdict(predicted) });
    verdict.dataset.verdict = right ? "right" : "wrong";
    const own = make("strong", { textContent: `${this.text(answer)}.`, ...this.language });
    const reason = make("p", {}, own, " ", make("span", { innerHTML: why, ...COURSE }));
    const told = make("div", { tabIndex: -1 }, verdict, reason);
    this.actions.replaceWith(make("div", { className: "wf-row-answer" }, told, ...drawSources(sources)));
    return told;
  }

  /** @param {string} predicted */
  verdict(predicted) {
    if (predicted === this.row.answer) return phrase("As you predicted.");
    return phrase("Not as you predicted: you said “{answer}”.", { answer: this.text(predicted) });
  }

  /** @param {string} id */
  text(id) {
    return this.answers.find((answer) => answer.id === id)?.text ?? id;
  }
}
