// @ts-check
import { drawBack, drawLesson, placeIn } from "../../../../course/wellfounded/launch/jupyter/lesson_view/bar.js";

const LESSONS = [
  { module: "00-start-here", number: "00", title: "Start here", path: "00-start-here/00 start.ipynb" },
  { module: "02-thresholds", number: "02", title: "When harm is persecution", path: "02/02.ipynb" },
];
const ABOUT = { lesson: LESSONS[1], lessons: LESSONS, language: "en", languages: { en: "English" }, words: {} };
const address = (/** @type {string} */ path) => `/user/ada/doc/tree/${encodeURI(path)}`;
const KINDS = ["section", "case", "section", "case", "panel"];
const list = KINDS.map((kind) => ({ kind }));

function drawn() {
  const bar = { node: document.createElement("div") };
  const skip = () => bar.node.append("skipped");
  /** @type {unknown[]} */
  const opened = [];
  const open = (/** @type {unknown} */ lesson) => opened.push(lesson);
  const say = drawLesson(bar, { address, about: ABOUT, menu: [], skip, open });
  return { bar, say, opened };
}

test("it names the course, the lesson by number and title, and leads to the start page", () => {
  const { bar } = drawn();
  expect(bar.node.querySelector("a")?.getAttribute("href")).toBe("/user/ada/doc/tree/00-start-here/00%20start.ipynb");
  expect(bar.node.querySelector("a")?.textContent).toContain("Well-Founded");
  expect(bar.node.querySelector(".wf-bar-title")?.textContent).toBe("02When harm is persecution");
  expect(bar.node.querySelector(".wf-bar-title [lang=en]")?.textContent).toBe("When harm is persecution");
});

test("a click on the name opens the start page in this window", () => {
  const { bar, opened } = drawn();
  bar.node.querySelector("a")?.click();
  expect(opened).toEqual([LESSONS[0]]);
});

test.each([
  [0, ""],
  [1, "Case 1 of 2"],
  [3, "Case 2 of 2"],
  [4, ""],
])("on screen %i it says where one is: %s", (index, words) => {
  expect(placeIn({ list, index })).toBe(words);
});

test("how far one is shows in a line, which is whole at the end; a lesson on one page has none", () => {
  const { bar, say } = drawn();
  const line = /** @type {HTMLElement} */ (bar.node.querySelector(".wf-bar-progress"));
  const at = (/** @type {number} */ index, all = false) => say(/** @type {any} */ ({ list, index, all }));
  at(4);
  expect(line.style.inlineSize).toBe("100%");
  at(1);
  expect(line.style.inlineSize).toBe("40%");
  expect(bar.node.querySelector(".wf-bar-place")?.textContent).toBe("Case 1 of 2");
  at(1, true);
  expect(line.style.inlineSize).toBe("0px");
  expect(bar.node.querySelector(".wf-bar-place")?.textContent).toBe("");
});

test("the first thing that the keyboard reaches leads past the bar", () => {
  const { bar } = drawn();
  bar.node.querySelector("button")?.click();
  expect(bar.node.textContent).toContain("skipped");
});

test("in JupyterLab it is one button that leads back", () => {
  const bar = { node: document.createElement("div") };
  let back = 0;
  drawBack(bar, "Back to the lesson", () => {
    back += 1;
  });
  bar.node.querySelector("button")?.click();
  expect([bar.node.textContent, back]).toEqual(["Back to the lesson", 1]);
});
