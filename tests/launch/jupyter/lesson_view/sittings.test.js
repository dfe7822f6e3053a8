// @ts-check
import { makeContents } from "../../../../course/wellfounded/launch/jupyter/lesson_view/contents.js";
import { Screens } from "../../../../course/wellfounded/launch/jupyter/lesson_view/screens.js";
import { markSittingEnds } from "../../../../course/wellfounded/launch/jupyter/lesson_view/sitting_end.js";
import { sittingsOf } from "../../../../course/wellfounded/launch/jupyter/lesson_view/sittings.js";
import { code, notebook, shownCase, text } from "./notebook_model.js";

const SITTINGS = [
  { begins: "first", minutes: 24, cases: ["one"] },
  { begins: "second", minutes: 26, cases: ["two"] },
  { begins: "three", minutes: 21, cases: ["three"] },
];
const DESKS = "<section><h3>One harm, six desks</h3></section>";

/** @param {any} [sittings] */
function lesson(sittings = SITTINGS) {
  const cells = [
    text("first", "# First"),
    shownCase("one"),
    text("second", "## Second"),
    code("desks", 'predict("desks")', DESKS),
    shownCase("two"),
    text("over", "And now:"),
    shownCase("three"),
  ];
  for (const { node, model } of cells) {
    const question = Object.assign(document.createElement("div"), { className: "wf-question" });
    question.dataset.state = "open";
    if (model.id in { one: 1, two: 1, three: 1 }) node.append(question);
  }
  const screens = new Screens(notebook(cells, { sittings }));
  document.body.replaceChildren(screens.node);
  return screens;
}

/** @param {Screens} screens */
function answerFirst({ node }) {
  const question = /** @type {HTMLElement} */ (node.querySelector(".wf-question"));
  question.dataset.state = "saved";
  question.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true }));
}

test("a sitting goes from the screen that holds its cell to the one before the next", () => {
  const screens = lesson();
  const places = sittingsOf(screens).map(({ number, all, first, last }) => `${number}/${all}: ${first}-${last}`);
  expect(places).toEqual(["1/3: 0-1", "2/3: 2-3", "3/3: 4-4"]);
});

test("a lesson of one sitting, and one of an early release, have none to speak of", () => {
  expect(sittingsOf(new Screens(notebook([text("first", "# First")])))).toEqual([]);
  expect(sittingsOf(lesson(SITTINGS.slice(0, 1)))).toEqual([]);
  expect(sittingsOf(lesson([SITTINGS[0], { begins: "gone", minutes: 20 }]))).toEqual([]);
});

test("the last screen of a sitting says what was done and what comes next, also after an answer", () => {
  const screens = lesson();
  markSittingEnds(screens);
  const notes = () => [...screens.node.querySelectorAll(".wf-sitting-end")];
  expect(screens.list[1].cells.at(-1).node.contains(notes()[0])).toBe(true);
  expect(screens.list[3].cells.at(-1).node.contains(notes()[1])).toBe(true);
  expect(notes()[0].textContent).toContain("This was sitting 1 of 3. 1 of its questions is still to answer.");
  expect(notes()[0].textContent).toContain("The next sitting begins with: Second (about 26 minutes).");
  answerFirst(screens);
  expect(notes()).toHaveLength(2);
  expect(notes()[0].textContent).toContain("This was sitting 1 of 3. Its 1 question is answered.");
});

test("the contents say where a sitting begins, and list what there is to try with what was looked at", () => {
  const screens = lesson();
  const go = vi.fn();
  const about = /** @type {any} */ ({ lesson: null, lessons: [] });
  const { element, draw } = makeContents(screens, { go, openLesson: vi.fn(), chosen: vi.fn() }, about);
  Element.prototype.scrollIntoView = vi.fn(); // jsdom has no place to scroll
  document.body.append(element);
  draw();
  const lines = () => [...element.querySelectorAll("ol > li")].map((line) => line.textContent);
  expect(lines()).toEqual([
    "Sitting 1 of 3, about 24 minutes",
    "First",
    "Title of one 0 of 1 answered",
    "A good place to stopSitting 2 of 3, about 26 minutes",
    "Second",
    "To try: One harm, six desks",
    "Title of two 0 of 1 answered",
    "A good place to stopSitting 3 of 3, about 21 minutes",
    "Title of three 0 of 1 answered",
  ]);
  const desks = screens.list[2].cells[1].node;
  desks.innerHTML = `${DESKS}<div class="wf-row"><div class="wf-row-answer"></div></div><div class="wf-row"></div>`;
  draw();
  const entry = /** @type {HTMLElement} */ (element.querySelector("[data-kind='activity']"));
  expect(entry.textContent).toBe("To try: One harm, six desks 1 of 2 looked at");
  entry.click();
  expect(go).toHaveBeenCalledWith(2);
  expect(document.activeElement).toBe(desks.querySelector("h3"));
});
