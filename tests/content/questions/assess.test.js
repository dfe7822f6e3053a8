// @ts-check
// The kind `assess`: sample texts that are marked against a rubric, line by line.

import { draw } from "../../../course/wellfounded/content/questions/assess.js";
import { markParts } from "../../../course/wellfounded/notebook/widgets/part_marks.js";
import { placeReasons, takeReasons } from "../../../course/wellfounded/notebook/widgets/part_reasons.js";
import { drawn, find, press } from "../../widget_model.js";

const LEVELS = ["a", "b", "c"].map((id) => ({ id, text: `Level <em>${id}</em>` }));
const FIELDS = {
  criteria: ["c1", "c2"].map((id) => ({ id, text: `Criterion ${id}`, levels: LEVELS })),
  texts: ["t1", "t2"].map((id) => ({ id, title: `Text ${id}`, body: `<p>Words of ${id}.</p>` })),
};

/** @param {any} [response] */
function assessed(response) {
  const { element, answer, check } = drawn(draw, FIELDS, response);
  const line = (/** @type {string} */ id) => find(element, `.wf-rubric-line[data-part=${id}]`);
  /** @type {(id: string, level: string) => HTMLInputElement} */
  const input = (id, level) => /** @type {any} */ (find(line(id), `input[value=${level}]`));
  const checked = () => Array.from(element.querySelectorAll("input:checked"), (each) => each.closest("[data-part]"));
  const parts = () => checked().map((each) => each instanceof HTMLElement && each.dataset.part);
  return { element, answer, check, line, input, parts, count: () => find(element, ".wf-marked").textContent };
}

test("each text stands before its own lines, and each line is a group of radio buttons with the criterion as its name", () => {
  const { element, line } = assessed();
  const samples = Array.from(element.querySelectorAll("section.wf-sample"));
  expect(
    samples.map((each) => document.getElementById(each.getAttribute("aria-labelledby") ?? "")?.textContent),
  ).toEqual(["Text t1", "Text t2"]);
  expect(samples.map((each) => find(each, "blockquote").textContent)).toEqual(["Words of t1.", "Words of t2."]);
  expect(samples.map((each) => each.querySelectorAll(".wf-rubric-line").length)).toEqual([2, 2]);
  expect(line("t2-c1").firstElementChild?.outerHTML).toContain("<legend");
  expect(line("t2-c1").textContent).toBe("Criterion c1Level aLevel bLevel c");
});

test("a level that is chosen is part of the answer, beside those of the other lines", () => {
  const { answer, input, count } = assessed();
  expect(count()).toBe("0 of 4 lines are marked.");
  input("t1-c1", "b").click();
  input("t2-c1", "a").click();
  input("t1-c1", "c").click();
  expect(answer.mock.calls).toEqual([
    [{ "t1-c1": "b" }],
    [{ "t1-c1": "b", "t2-c1": "a" }],
    [{ "t1-c1": "c", "t2-c1": "a" }],
  ]);
  expect(count()).toBe("2 of 4 lines are marked.");
});

test("what was marked before is shown, and kept beside a new mark", () => {
  const { answer, input, parts, count } = assessed({ "t1-c1": "b", "t2-c2": "c" });
  expect(parts()).toEqual(["t1-c1-b", "t2-c2-c"]);
  expect(count()).toBe("2 of 4 lines are marked.");
  input("t1-c2", "a").click();
  expect(answer.mock.calls).toEqual([[{ "t1-c1": "b", "t2-c2": "c", "t1-c2": "a" }]]);
});

test("Enter says that the learner has finished", () => {
  const { check, input } = assessed();
  press(input("t1-c1", "a"), "Enter");
  expect(check).toHaveBeenCalledTimes(1);
});

test("after a try the marker's level stands out beside the learner's, with the reason at the line", () => {
  const { element, line } = assessed({ "t1-c1": "b" });
  const view = document.createElement("div");
  view.append(element);
  const told = document.createElement("div");
  told.innerHTML = '<ul><li>Text t1: Criterion c1<div data-reason="t1-c1"><p>The marker: Level c</p></div></li></ul>';
  markParts(view, { "t1-c1-b": false, "t1-c1-c": true });
  placeReasons(takeReasons(told, view), view);
  const marks = Array.from(line("t1-c1").querySelectorAll(".wf-option"), (each) => find(each, "span").textContent);
  expect(marks).toEqual(["Level a", "✗ Not right", "✓ Right"]);
  expect(line("t1-c1").lastElementChild?.textContent).toBe("The marker: Level c");
  expect(told.textContent).toBe("");
});

test.each([[{ "t1-c1": "gone" }], [{ "t9-c1": "a" }], [7], [["t1-c1"]]])(
  "of %o, which no line here allows, nothing is marked",
  (odd) => {
    const { parts, count } = assessed(odd);
    expect(parts()).toEqual([]);
    expect(count()).toBe("0 of 4 lines are marked.");
  },
);
