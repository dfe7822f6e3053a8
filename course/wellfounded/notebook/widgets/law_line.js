// @ts-check
// The days of an exploration as a line: for each outcome which rule counts when, and a day that is moved along it.

import { COURSE, make } from "../../content/questions/elements.js";
import { longDate } from "../../i18n/days.js";
import { phrase } from "../../i18n/messages.js";
import { ruleOf } from "./rules.js";

/** @typedef {import("./exploration_inputs.js").Input} Input */
/** @typedef {import("./exploration_inputs.js").Value} Value */
/** @typedef {import("./rules.js").Outcome} Outcome */

/** @typedef {{rule: number, from: string, until: string}} Period from a day until the day before another; "" is the end */

const DAY_MS = 86_400_000;

/**
 * Return which rule counts when, in order, for these values of the other inputs.
 * @param {Outcome} outcome
 * @param {Input} input
 * @param {Record<string, Value>} values
 * @returns {Period[]}
 */
export function periodsOf(outcome, input, values) {
  const bounds = outcome.rules.flatMap(({ when }) => boundsOf(when[input.id]));
  const within = bounds.filter((day) => day > String(input.lowest) && day <= String(input.highest));
  const days = [String(input.lowest), ...new Set(within.sort())];
  /** @type {Period[]} */
  const periods = [];
  for (const from of days) {
    const rule = ruleOf(outcome, { ...values, [input.id]: from });
    const last = periods.at(-1);
    if (rule === last?.rule) continue;
    if (last) last.until = from;
    periods.push({ rule, from, until: "" });
  }
  return periods;
}

/** @param {any} limits @returns {string[]} the days from which they hold, or hold no longer */
function boundsOf(limits) {
  if (!limits) return [];
  const { at_least, over, below } = limits;
  const after = over === null ? null : isoDay(number(over) + 1);
  return [at_least, below, after].filter((day) => day !== null);
}

/** @param {string} iso */
function inLongWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return longDate({ year, month, day });
}

/** @param {string} day */
function number(day) {
  return Date.parse(day) / DAY_MS;
}

/** @param {number} days */
function isoDay(days) {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** One outcome's periods as a bar, of which those that have ended, the present and those to come look different. */
export class Track {
  /**
   * @param {Outcome} outcome
   * @param {Input} input
   */
  constructor(outcome, input) {
    this.outcome = outcome;
    this.input = input;
    this.element = make("div", { className: "wf-law-track", ariaHidden: "true" }); // the outcome says the same
    this.dates = make("p", { className: "wf-period-dates" });
  }

  /** @param {Record<string, Value>} values */
  show(values) {
    const day = String(values[this.input.id]);
    const periods = periodsOf(this.outcome, this.input, values);
    const here = make("span", { className: "wf-track-day" });
    here.style.setProperty("--at", this.part(day));
    this.element.replaceChildren(...periods.map((period) => this.drawPeriod(period, day)), here);
    const now = periods.find((period) => isIn(period, day));
    if (now) this.dates.replaceChildren(...this.say(now)); // a short period's bar has no room for its name
  }

  /**
   * Return the name of what counts in a period, and when it does.
   * @param {Period} period
   */
  say(period) {
    const name = make("strong", { textContent: this.outcome.rules[period.rule].name, ...COURSE });
    return [name, ` ${inWords(period, String(this.input.lowest))}`];
  }

  /**
   * @param {Period} period
   * @param {string} day
   */
  drawPeriod({ rule, from, until }, day) {
    const { name } = this.outcome.rules[rule];
    const drawn = make("span", { className: "wf-period", title: name, ...COURSE }, make("span", { textContent: name }));
    drawn.style.setProperty("--at", this.part(from));
    drawn.style.setProperty("--end", this.part(until || isoDay(number(String(this.input.highest)))));
    drawn.dataset.state = day < from ? "to-come" : until && day >= until ? "ended" : "now";
    return drawn;
  }

  /** @param {string} day */
  part(day) {
    const [first, last] = [number(String(this.input.lowest)), number(String(this.input.highest))];
    return `${((100 * (number(day) - first)) / (last - first)).toFixed(2)}%`;
  }
}

/** @param {Period} period @param {string} day */
function isIn({ from, until }, day) {
  return from <= day && (!until || day < until);
}

/** @param {Period} period @param {string} lowest the first day of the line: nothing is said of when that began */
function inWords({ from, until }, lowest) {
  const first = from === lowest ? "" : inLongWords(from);
  const ended = until ? inLongWords(until) : "";
  if (first && ended) return phrase("From {first} until {ended}, when that ended.", { first, ended });
  if (first) return phrase("Since {first}.", { first });
  return ended ? phrase("Until {ended}, when that ended.", { ended }) : "";
}

/**
 * Return the input for a day: a slider, the days before and after at which something changes, and a field.
 * @param {Input} input
 * @param {Outcome[]} outcomes
 * @param {Record<string, Value>} values
 * @param {(day: string) => void} change
 */
export function drawDayLine(input, outcomes, values, change) {
  const { name, start, lowest, highest } = input;
  const ends = { min: String(number(String(lowest))), max: String(number(String(highest))) };
  const range = make("input", { type: "range", ...ends, step: "1", value: String(number(String(start))) });
  const field = make("input", { type: "date", min: String(lowest), max: String(highest) });
  const said = make("strong", { className: "wf-slider-value", ariaHidden: "true" }); // the slider says its value itself
  const before = make("button", { type: "button", textContent: phrase("The change before") });
  const after = make("button", { type: "button", textContent: phrase("The next change") });

  /** @param {string} day */
  function show(day) {
    range.value = String(number(day));
    field.value = day;
    said.textContent = inLongWords(day);
    range.setAttribute("aria-valuetext", said.textContent);
  }

  /** @param {string} day */
  function go(day) {
    show(day);
    change(day);
  }

  const turns = () => [
    ...new Set(outcomes.flatMap((outcome) => periodsOf(outcome, input, values).map(({ from }) => from))),
  ];
  range.oninput = () => go(isoDay(Number(range.value)));
  field.onchange = () => {
    if (field.value && field.checkValidity()) go(field.value);
  };
  before.onclick = () =>
    go(
      turns()
        .filter((day) => day < field.value)
        .sort()
        .at(-1) ?? String(lowest),
    );
  after.onclick = () =>
    go(
      turns()
        .filter((day) => day > field.value)
        .sort()[0] ?? String(highest),
    );
  show(String(start));
  const label = make("span", { textContent: name, ...COURSE });
  const slider = make("label", { className: "wf-input wf-slider" }, label, said, range);
  const exact = make(
    "label",
    { className: "wf-input wf-day" },
    make("span", { textContent: phrase("A day of your own") }),
    field,
  );
  return make(
    "div",
    { className: "wf-day-line" },
    slider,
    make("div", { className: "wf-actions" }, before, after),
    exact,
  );
}
