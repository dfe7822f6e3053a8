// @ts-check
// The kind `highlight`: passages of a text that are marked.

import { draw } from "../../../course/wellfounded/content/questions/highlight.js";
import { drawn, find } from "../../widget_model.js";

const TEXT = "<p>He left [[p1: on <em>3 April</em>]] and came [[p2: in May]], by [bus].</p>";

/** @param {any} [response] */
function highlighted(response) {
  const { element, answer } = drawn(draw, { text: TEXT }, response);
  return { element, answer, box: (/** @type {string} */ id) => find(element, `input[value=${id}]`) };
}

test("a passage is a check box whose label is its own words, and no mark is left in the text", () => {
  const { element, box } = highlighted();
  expect(box("p1").closest("label").textContent).toBe("on 3 April");
  expect(find(element, ".wf-text").textContent).toBe("He left on 3 April and came in May, by [bus].");
});

test("what is marked is the answer, in the order of the text", () => {
  const { element, answer, box } = highlighted();
  expect(find(element, ".wf-marked").textContent).toBe("No passage marked.");
  box("p2").click();
  box("p1").click();
  expect(answer.mock.calls).toEqual([[["p2"]], [["p1", "p2"]]]);
  expect(find(element, ".wf-marked").textContent).toBe("2 passages marked.");
});

test("what was marked before is marked again, and can be taken back", () => {
  const { answer, box } = highlighted(["p1"]);
  expect(box("p1").checked).toBe(true);
  box("p1").click();
  expect(answer.mock.calls).toEqual([[[]]]);
});
