// @ts-check
// Options as native radio buttons or check boxes in a fieldset: what `choice` and `choices` share.

import { COURSE, make, uuid } from "./elements.js";

/** @typedef {{options: {id: string, text: string}[]}} Fields */
/** @typedef {import("./question.d.ts").Drawing<Fields, string[]>} Drawing */

/**
 * @param {"radio" | "checkbox"} type
 * @param {Drawing} drawing
 */
export function drawOptions(type, { question, response, answer, check }) {
  const name = `wf-${uuid()}`;
  const inputs = question.options.map(({ id }) =>
    make("input", { type, name, value: id, checked: (response || []).includes(id) }),
  );
  const labels = question.options.map(({ id, text }, i) => {
    const words = make("span", { className: "wf-option-text", innerHTML: text, ...COURSE });
    const label = make("label", { className: "wf-option" }, inputs[i], words);
    label.dataset.part = id;
    return label;
  });
  const group = make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...labels);
  group.addEventListener("change", () => {
    answer(inputs.filter((input) => input.checked).map((input) => input.value));
  });
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // or it would press the button that may get the focus now
    check();
  });
  return group;
}
