// @ts-check
// The kind `classify`: cards that are put into bins.

import { draw } from "../../../course/wellfounded/content/questions/classify.js";
import { drawn, find } from "../../widget_model.js";

const FIELDS = {
  cards: ["c1", "c2"].map((id) => ({ id, text: `Card ${id}` })),
  bins: ["x", "y"].map((id) => ({ id, text: `Bin ${id}` })),
};

/** @param {any} [response] */
function classified(response) {
  const { element, answer } = drawn(draw, FIELDS, response);
  const pill = (/** @type {number} */ card, /** @type {string} */ bin) =>
    find(element.querySelectorAll(".wf-card")[card], `input[value=${bin}]`);
  return { element, answer, pill, count: find(element, ".wf-placed") };
}

test("a card that is put somewhere is part of the answer, beside those that were", () => {
  const { answer, pill, count } = classified({ c1: "x" });
  expect(pill(0, "x").checked).toBe(true);
  expect(count.textContent).toBe("1 of 2 placed.");
  pill(1, "y").click();
  expect(answer.mock.calls).toEqual([[{ c1: "x", c2: "y" }]]);
  expect(count.textContent).toBe("2 of 2 placed.");
});

test("a card can be put elsewhere", () => {
  const { answer, pill, count } = classified({ c1: "x" });
  pill(0, "y").click();
  expect(answer.mock.calls).toEqual([[{ c1: "y" }]]);
  expect(count.textContent).toBe("1 of 2 placed.");
});

test.each([[{ c1: "gone" }], [{ c9: "x" }], [7], [["x"]]])(
  "of %o, which no card here allows, nothing is placed",
  (odd) => {
    const { element, count } = classified(odd);
    expect(element.querySelectorAll("input:checked")).toHaveLength(0);
    expect(count.textContent).toBe("0 of 2 placed.");
  },
);
