// @ts-check
import { Screens, split } from "../../../../course/wellfounded/launch/jupyter/lesson_view/screens.js";
import { code, notebook, shownCase, text, written } from "./notebook_model.js";

const LESSON = [
  text("the-lesson", "# The *lesson*\n\nSome words."),
  code("import", "from wellfounded import case, hand_in"),
  text("first", "## First [linked](a.ipynb) section\n\nWords."),
  text("more-of-it", "More of it, without a heading."),
  text("now-a-case", "Now a case."),
  shownCase("case-one"),
  text("more-after", `${"word ".repeat(50)}\n\nA page of the section goes on after a case.`),
  text("second", "## Second\n\nWords before a figure."),
  code("chart", "chart"),
  text("below", `${"word ".repeat(50)} They belong to the figure above.`),
  text("a-last-case", "A last case."),
  shownCase("case-two"),
  written("case-two--q1"),
  text("before-you-go", "## Before you go\n\nWords."),
  text("when-ready", "When you are ready, hand in below."),
  code("hand-in", "hand_in()"),
];

/** @param {import("../../../../course/wellfounded/launch/jupyter/lesson_view/screens.js").Screen[]} screens */
const ids = (screens) => screens.map(({ cells }) => cells.map(({ model }) => model.id).join(" "));

test("a screen is a section or a page of it, a case with what leads to it, or the hand-in", () => {
  const screens = split(LESSON);
  expect(ids(screens)).toEqual([
    "the-lesson import",
    "first",
    "more-of-it",
    "now-a-case case-one",
    "more-after",
    "second chart below",
    "a-last-case case-two case-two--q1",
    "before-you-go",
    "when-ready hand-in",
  ]);
  expect(screens.map(({ name }) => name)).toEqual([
    ...[
      "the-lesson",
      "first",
      "more-of-it",
      "case-one",
      "more-after",
      "second",
      "case-two",
      "before-you-go",
      "hand-in",
    ],
  ]);
});

test("a screen has a title in plain words, and a page its number", () => {
  const screens = split(LESSON);
  expect(screens.map(({ title, page }) => `${title} ${page}`).slice(0, 5)).toEqual([
    "The lesson 1",
    "First linked section 1",
    "First linked section 2",
    "Title of case-one 1",
    "First linked section 3",
  ]);
  expect(screens.map(({ kind }) => kind).join(" ")).toBe(
    "section section section case section section case section panel",
  );
});

test("a notebook that is no lesson is one screen", () => {
  expect(ids(split([code("a", "1 + 1"), code("b", "2 + 2")]))).toEqual(["a b"]);
  expect(split([])).toEqual([]);
});

/** @param {any} lesson */
const shown = ({ widgets }) =>
  widgets
    .filter((/** @type {any} */ { node }) => !node.hasAttribute("hidden"))
    .map((/** @type {any} */ { model }) => model.id);

test("one screen is shown at a time, never beyond the ends, or all of them", () => {
  const lesson = notebook(LESSON);
  const screens = new Screens(lesson);
  expect(shown(lesson)).toEqual(["the-lesson", "import"]);
  screens.show(-5);
  expect(screens.index).toBe(0);
  expect(screens.showNamed("case-one")).toBe(true);
  expect(shown(lesson)).toEqual(["now-a-case", "case-one"]);
  expect(screens.showNamed("gone")).toBe(false);
  expect(screens.current.name).toBe("case-one");
  screens.show(99);
  expect(screens.current.name).toBe("hand-in");
  screens.showAll(true);
  expect(shown(lesson)).toHaveLength(LESSON.length);
  screens.showAll(false);
  expect(shown(lesson)).toEqual(["when-ready", "hand-in"]);
});

test("whatever asks to be seen brings its screen, at once, and everybody hears of it", () => {
  const lesson = notebook(LESSON);
  const screens = new Screens(lesson);
  const question = document.createElement("div");
  LESSON[5].node.append(question);
  const heard = vi.fn();
  screens.addEventListener("change", heard);
  question.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
  expect(screens.current.name).toBe("case-one");
  question.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
  expect(heard).toHaveBeenCalledTimes(1);
  screens.show(0);
  LESSON[5].node.dispatchEvent(new Event("beforematch", { bubbles: true })); // the browser's search has found something
  expect(screens.current.name).toBe("case-one");
});

test("a reader stays on the screen when cells come or go", async () => {
  const lesson = notebook(LESSON);
  const screens = new Screens(lesson);
  screens.showNamed("case-two");
  lesson.widgets = LESSON.slice(2);
  lesson.change();
  await Promise.resolve();
  expect(screens.current.name).toBe("case-two");
  expect(screens.list).toHaveLength(8);
});
