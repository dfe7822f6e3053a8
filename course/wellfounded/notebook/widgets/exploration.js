// @ts-check
// Draws an exploration: the learner changes facts, and each outcome shows the rule that then counts.

import { COURSE, make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { drawActivity, drawStatement, drawWords } from "./activity.js";
import { drawInput } from "./exploration_inputs.js";

/** @typedef {import("./exploration_inputs.js").Input} Input */
/** @typedef {import("./exploration_inputs.js").Value} Value */

/**
 * What a number or date must be; null where there is no such limit.
 * @typedef {{at_least: number | string | null, over: number | string | null, below: number | string | null}} Limits
 */
/** @typedef {import("./activity.js").Statement & {when: Record<string, boolean | string[] | Limits>}} Rule */
/** @typedef {{name: string, rules: Rule[]}} Outcome */

const PAUSE_MS = 800; // after the last change, before a screen reader is told what became of it

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  /** @type {{title: string, facts: string, prompt: string, inputs: Input[], outcomes: Outcome[]}} */
  const activity = model.get("activity");
  /** @type {Record<string, Value>} */
  const values = Object.fromEntries(activity.inputs.map(({ id, start }) => [id, start]));
  const said = makeStatus("p", "wf-said");
  const cards = activity.outcomes.map(drawCard);
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

  const inputs = activity.inputs.map((input) => drawInput(input, (value) => change(input.id, value)));
  const words = model.get("words");
  const outcomes = make("div", { className: "wf-outcomes" }, ...cards.map(({ element }) => element));
  const facts = make("div", { className: "wf-inputs" }, ...inputs);
  drawActivity(el, { activity, about: model.get("about"), words }, facts, outcomes, said, drawWords(words));
  return () => clearTimeout(pause);
}

/** @param {Outcome} outcome */
function drawCard(outcome) {
  const element = make("section", { className: "wf-outcome" });
  const name = make("h4", { textContent: outcome.name, ...COURSE });
  let shown = -1;
  return {
    element,
    /** @param {Record<string, Value>} values returns the number of the rule that counts */
    show(values) {
      const number = ruleOf(outcome, values);
      if (number !== shown) element.replaceChildren(name, drawStatement(outcome.rules[number]));
      shown = number;
      return number;
    },
  };
}

/**
 * Return the number of the first rule whose every condition holds; the last has none.
 * @param {Outcome} outcome
 * @param {Record<string, Value>} values
 */
export function ruleOf(outcome, values) {
  return outcome.rules.findIndex(({ when }) =>
    Object.entries(when).every(([name, condition]) => holds(condition, values[name])),
  );
}

/**
 * @param {boolean | string[] | Limits} condition
 * @param {Value} value
 */
function holds(condition, value) {
  if (Array.isArray(condition)) return condition.includes(String(value));
  if (typeof condition === "boolean") return condition === value;
  const { at_least, over, below } = condition;
  return !(
    (at_least !== null && value < at_least) ||
    (over !== null && value <= over) ||
    (below !== null && value >= below)
  );
}

/**
 * @param {Outcome} outcome
 * @param {Record<string, Value>} values
 */
function inWords(outcome, values) {
  const { says } = outcome.rules[ruleOf(outcome, values)];
  return `${outcome.name}: ${make("span", { innerHTML: says }).textContent}`;
}
