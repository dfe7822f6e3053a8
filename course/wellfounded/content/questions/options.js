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
  let byPointer = false; // arrow keys move through radio buttons: moving is not yet asking for feedback
  const name = `wf-${uuid()}`;
  const inputs = question.options.map(({ id }) =>
    make("input", { type, name, value: id, checked: (response || []).includes(id) }),
  );
  const labels = question.options.map(({ text }, i) =>
    make("label", { className: "wf-option" }, inputs[i], make("span", { innerHTML: text, ...COURSE })),
  );
  const group = make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...labels);
  group.addEventListener("change", () => {
    answer(inputs.filter((input) => input.checked).map((input) => input.value));
    if (type === "radio" && byPointer) check();
  });
  group.addEventListener("pointerdown", () => {
    byPointer = true;
  });
  group.addEventListener("keydown", (event) => {
    byPointer = false;
    if (event.key === "Enter") check();
  });
  return group;
}
