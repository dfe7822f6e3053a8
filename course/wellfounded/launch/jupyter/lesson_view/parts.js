// @ts-check
// What belongs to a lesson besides its cells: contents, foot, the line that says how it starts, and the ways to turn pages.

import { makeContents } from "./contents.js";
import { ContentsPlace } from "./contents_place.js";
import { makeFoot } from "./foot.js";
import { markSittingEnds } from "./sitting_end.js";
import { makeStartLine } from "./starting.js";
import { keepFocus, turnByKeys, turnBySwipes } from "./turning.js";

const SIZES = ["(max-height: 25rem)", "(max-width: 40rem)"]; // in which foot.css and bar.css make them less high, or higher
const OF_A_LESSON = "wf-of-lesson"; // the class of what is added to a notebook's panel

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @param {any} panel JupyterLab's, that shows the lesson
 * @param {import("./screens.js").Screens} screens
 * @param {import("./server.js").About} about
 * @param {any} settings our own
 * @param {{ go(index: number): void, openLesson(lesson: import("./server.js").LessonName): void }} doings
 */
export function addParts(lab, panel, screens, about, settings, { go, openLesson }) {
  const turn = (/** @type {number} */ by) => go(screens.index + by);
  const place = new ContentsPlace(panel, settings);
  const openContents = () => place.open();
  place.hold(makeContents(screens, { go, openLesson, chosen: () => place.dialog.close() }, about));
  const following = about.lessons[about.lessons.findIndex(({ path }) => path === panel.context.path) + 1];
  const foot = makeFoot(screens, { turn, openContents, openLesson }, following);
  for (const part of [makeStartLine(lab, panel), new lab.widgets.Widget({ node: foot })]) {
    part.addClass(OF_A_LESSON);
    panel.layout.addWidget(part);
  }
  turnByKeys(panel.node, turn);
  turnBySwipes(screens.node, turn);
  keepFocus(screens);
  fitAnew(panel);
  markSittingEnds(screens);
}

/**
 * Show, or hide, what was added to a notebook's panel: hidden, it takes no room from JupyterLab.
 * @param {any} panel
 * @param {boolean} shown
 */
export function showParts(panel, shown) {
  for (const part of panel.layout.widgets) if (part.hasClass(OF_A_LESSON)) part.setHidden(!shown);
}

/**
 * JupyterLab asks once how high something is at least: let it ask again where the style sheets say something else.
 * @param {any} panel
 */
function fitAnew(panel) {
  const fit = () => panel.fit();
  const sizes = SIZES.map((size) => matchMedia(size));
  for (const size of sizes) size.addEventListener("change", fit);
  panel.disposed.connect(() => {
    for (const size of sizes) size.removeEventListener("change", fit);
  });
}
