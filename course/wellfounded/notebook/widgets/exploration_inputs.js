// @ts-check
// The inputs of an exploration, each a native control.

import { COURSE, make } from "../../content/questions/elements.js";
import { drawPicks } from "./activity.js";

/** @typedef {number | string | boolean} Value */

/**
 * @typedef {object} Input
 * @property {string} id
 * @property {"slider" | "switch" | "choice" | "date" | "day"} kind a day is drawn by law_line.js
 * @property {string} name
 * @property {Value} start
 * @property {number | string} lowest
 * @property {number | string} highest
 * @property {number} step
 * @property {string} unit
 * @property {{id: string, text: string}[]} options
 */

/**
 * @param {Input} input
 * @param {(value: Value) => void} change
 * @returns {HTMLElement}
 */
export function drawInput(input, change) {
  const draw = { slider: drawSlider, switch: drawSwitch, choice: drawChoice, date: drawDate, day: drawDate }[
    input.kind
  ];
  return draw(input, change);
}

/** @type {typeof drawInput} */
function drawSlider({ name, start, lowest, highest, step, unit }, change) {
  const value = make("span", { className: "wf-slider-value" });
  const ends = { min: String(lowest), max: String(highest), step: String(step) };
  const range = make("input", { type: "range", ...ends, value: String(start) });
  const show = () => {
    value.textContent = unit ? `${range.value}\u00a0${unit}` : range.value;
    range.setAttribute("aria-valuetext", value.textContent);
  };
  value.ariaHidden = "true"; // the slider says its value itself
  range.oninput = () => {
    show();
    change(Number(range.value));
  };
  show();
  const label = make("span", { textContent: name, ...COURSE });
  return make("label", { className: "wf-input wf-slider" }, label, value, range);
}

/** @type {typeof drawInput} */
function drawSwitch({ name, start }, change) {
  const box = make("input", { type: "checkbox", checked: start === true });
  box.setAttribute("role", "switch");
  box.onchange = () => change(box.checked);
  return make("label", { className: "wf-input wf-switch" }, box, make("span", { textContent: name, ...COURSE }));
}

/** @type {typeof drawInput} */
function drawChoice({ name, start, options }, change) {
  const picks = drawPicks(make("span", { textContent: name, ...COURSE }), options, String(start), change);
  picks.classList.add("wf-input");
  return picks;
}

/** @type {typeof drawInput} */
function drawDate({ name, start, lowest, highest }, change) {
  const ends = { min: String(lowest), max: String(highest) };
  const date = make("input", { type: "date", ...ends, value: String(start) });
  date.onchange = () => {
    if (date.value && date.checkValidity()) change(date.value);
  };
  return make("label", { className: "wf-input wf-day" }, make("span", { textContent: name, ...COURSE }), date);
}
