// @ts-check
// The rules of an exploration: which of an outcome's counts for the facts. Python's `Outcome.rule` finds the same.

/** @typedef {import("./exploration_inputs.js").Value} Value */

/**
 * What a number or date must be; null where there is no such limit.
 * @typedef {{at_least: number | string | null, over: number | string | null, below: number | string | null}} Limits
 */
/** @typedef {import("./activity.js").Statement & {when: Record<string, boolean | string[] | Limits>, name: string}} Rule */
/** @typedef {{name: string, rules: Rule[]}} Outcome */

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
