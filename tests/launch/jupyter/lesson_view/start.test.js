// @ts-check
// In which order the cells of a lesson come alive, and what is shown of them until they do.

import { inTurn } from "../../../../course/wellfounded/launch/jupyter/lesson_view/start.js";
import { holdStaticForms } from "../../../../course/wellfounded/launch/jupyter/lesson_view/starting.js";
import { code, shownCase, text } from "./notebook_model.js";

const names = (/** @type {any[][]} */ turns) => turns.map((cells) => cells.map(({ model }) => model.id));
const lesson = () => [
  code("import", "from wellfounded import case"),
  ...["a", "b", "c", "d", "e", "f"].flatMap((id) => [text(`before-${id}`, "A story"), shownCase(id)]),
];

/** @param {any[]} cells @param {string[]} shown */
function showAlone(cells, shown) {
  for (const { node, model } of cells) {
    node.toggleAttribute("hidden", !shown.includes(model.id));
    node.getBoundingClientRect = () => /** @type {DOMRect} */ ({ top: 10, bottom: 20 });
  }
  return cells;
}

test("what is read comes first, with what comes next, and then all others, each once", () => {
  const turns = names(inTurn(showAlone(lesson(), ["before-d", "d"])));
  expect(turns[0]).toEqual(["import", "d", "e", "f"]);
  expect(turns.flat().sort()).toEqual(names([lesson()]).flat().sort());
});

test("a screen of text alone lets the cells after it come first", () => {
  expect(names(inTurn(showAlone(lesson(), ["before-b"])))[0]).toEqual(["import", "b", "c", "d"]);
});

test("a lesson on one page begins where it is read", () => {
  const cells = lesson();
  for (const [number, { node }] of cells.entries())
    node.getBoundingClientRect = () =>
      /** @type {DOMRect} */ ({ top: number * 500 - 1600, bottom: number * 500 - 1100 });
  expect(names(inTurn(cells))[0]).toEqual(["import", "b", "c", "d"]);
});

test("a static form is held once, until what the cell shows is there", async () => {
  const cell = shownCase("a");
  cell.node.innerHTML =
    '<div class="jp-Cell-outputWrapper"><div class="jp-OutputArea-output"><h3>Title</h3></div></div>';
  const live = holdStaticForms([cell]);
  holdStaticForms([cell]);
  expect(cell.node.querySelectorAll(".wf-held").length).toBe(1);
  const output = /** @type {HTMLElement} */ (cell.node.querySelector(".wf-unready .jp-OutputArea-output"));
  output.innerHTML = '<div class="lm-Widget"><section></section></div>';
  await live;
  expect(cell.node.querySelector(".wf-held")).toBe(null);
});
