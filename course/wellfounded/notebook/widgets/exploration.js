// @ts-check
// Draws an exploration: the learner changes facts, and each outcome shows the rule that then counts.

import { COURSE, make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { drawActivity, drawStatement, drawWords } from "./activity.js";
import { drawInput } from "./exploration_inputs.js";
import { drawDayLine, Track } from "./law_line.js";
import { ruleOf } from "./rules.js";

/** @typedef {import("./exploration_inputs.js").Input} Input */
/** @typedef {import("./exploration_inputs.js").Value} Value */

/** @typedef {import("./rules.js").Outcome} Outcome */

const PAUSE_MS = 800; // after the last change, before a screen reader is told what became of it

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  /** @type {{title: string, facts: string, prompt: string, inputs: Input[], outcomes: Outcome[]}} */
  const activity = model.get("activity");
  /** @type {Record<string, Value>} */
  const values = Object.fromEntries(activity.inputs.map(({ id, start }) => [id, start]));
  const said = makeStatus("p", "wf-said");
  const line = activity.inputs.find(({ kind }) => kind === "day");
  const cards = activity.outcomes.map((outcome) => drawCard(outcome, line && new Track(outcome, line)));
  let heard = cards.map(({ show }) => show(values));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  /**
   * @param {string} id
   * @param {Value} value
   */
  function change(id, value) {
    values[id] = value;
    const now = cards.map(({ show }) => show(values));
    clearTimeout(pause);
    pause = setTimeout(() => {
      const changed = activity.outcomes.filter((_, i) => now[i] !== heard[i]);
      said.textContent = changed.map((outcome) => inWords(outcome, values)).join(" ") || phrase("Nothing changes.");
      heard = now;
    }, PAUSE_MS);
  }

  const inputs = activity.inputs.map((input) => {
    const changed = (/** @type {Value} */ value) => change(input.id, value);
    return input === line ? drawDayLine(input, activity.outcomes, values, changed) : drawInput(input, changed);
  });
  const words = model.get("words");
  const outcomes = make("div", { className: "wf-outcomes" }, ...cards.map(({ element }) => element));
  outcomes.classList.toggle("wf-on-line", Boolean(line));
  const facts = make("div", { className: "wf-inputs" }, ...inputs);
  drawActivity(el, { activity, about: model.get("about"), words }, facts, outcomes, said, drawWords(words));
  return () => clearTimeout(pause);
}

/**
 * @param {Outcome} outcome
 * @param {Track} [track] which rule counts when, if a day can be moved
 */
function drawCard(outcome, track) {
  const element = make("section", { className: "wf-outcome" });
  const name = make("h4", { textContent: outcome.name, ...COURSE });
  let shown = -1;
  return {
    element,
    /** @param {Record<string, Value>} values returns the number of the rule that counts */
    show(values) {
      const number = ruleOf(outcome, values);
      const bar = track ? [track.element, track.dates] : [];
      if (number !== shown) element.replaceChildren(name, ...bar, drawStatement(outcome.rules[number]));
      track?.show(values);
      shown = number;
      return number;
    },
  };
}

/**
 * @param {Outcome} outcome
 * @param {Record<string, Value>} values
 */
function inWords(outcome, values) {
  const { says } = outcome.rules[ruleOf(outcome, values)];
  return `${outcome.name}: ${make("span", { innerHTML: says }).textContent}`;
}
