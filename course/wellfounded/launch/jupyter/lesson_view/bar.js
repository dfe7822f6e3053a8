// @ts-check
// The one bar above a lesson: the course, the lesson, where one is in it, and the menu. In JupyterLab it is one button,
// which leads back to the lesson.

import { COURSE, make } from "../../../content/questions/elements.js";
import { markLanguage, phrase } from "../../../i18n/messages.js";
import mark from "./mark.svg";

export const NAME = "Well-Founded"; // in every language

/**
 * Return the bar, a widget for JupyterLab's top area.
 * @param {import("./jupyterlab.d.ts").Modules} lab
 */
export function makeBar({ widgets }) {
  const bar = new widgets.Widget({ node: make("div", { className: "wf-bar" }) });
  bar.id = "wf-bar";
  return bar;
}

/**
 * @typedef {object} Drawing what is drawn into the bar
 * @property {(path: string) => string} address returns where a lesson lies, by the path of its notebook
 * @property {import("./server.js").About | null} about the notebook that is shown
 * @property {HTMLElement[]} menu its button, and what that opens
 * @property {() => void} skip goes to the lesson, past the bar
 * @property {(lesson: import("./server.js").LessonName) => void} open opens a lesson
 */

/**
 * Draw the bar of a lesson.
 * @param {any} bar
 * @param {Drawing} drawing
 * @returns {(screens: import("./screens.js").Screens) => void} says where one is, on each change
 */
export function drawLesson({ node }, { address, about, menu, skip, open }) {
  const place = make("span", { className: "wf-bar-place" });
  const progress = make("span", { className: "wf-bar-progress" });
  const past = make("button", { className: "wf-skip", type: "button", textContent: phrase("Skip to the lesson") });
  past.addEventListener("click", skip);
  const lesson = about?.lesson;
  const number = make("span", { className: "wf-bar-number", textContent: lesson?.number ?? "" });
  const title = make(
    "span",
    { className: "wf-bar-title" },
    number,
    make("span", { ...COURSE, textContent: lesson?.title ?? "" }),
  );
  markLanguage(node);
  node.replaceChildren(past, home(address, about, open), title, place, ...menu, progress);
  return (screens) => {
    place.textContent = screens.all ? "" : placeIn(screens);
    progress.style.inlineSize = screens.all ? "0" : `${(100 * (screens.index + 1)) / screens.list.length}%`;
  };
}

/**
 * Draw the bar of JupyterLab: a button that leads back.
 * @param {any} bar
 * @param {string} words on it
 * @param {() => void} back
 */
export function drawBack({ node }, words, back) {
  const button = make("button", { className: "wf-back", type: "button", textContent: words });
  button.addEventListener("click", back);
  markLanguage(node);
  node.replaceChildren(button);
}

/**
 * Return our mark and name, which lead to the start page.
 * @param {(path: string) => string} address
 * @param {import("./server.js").About | null} about
 * @param {(lesson: import("./server.js").LessonName) => void} open
 */
function home(address, about, open) {
  const start = about?.lessons[0];
  const href = address(start?.path ?? "");
  const name = make("span", { className: "wf-bar-name", textContent: NAME });
  const link = make("a", { className: "wf-home", href, title: phrase("Start page") }, name);
  link.insertAdjacentHTML("afterbegin", mark);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (start) open(start);
  });
  return link;
}

/**
 * Say which of a lesson's cases is shown; "" for what is no case.
 * @param {{ list: { kind: string }[], index: number }} screens
 */
export function placeIn({ list, index }) {
  if (list[index]?.kind !== "case") return "";
  const cases = list.filter(({ kind }) => kind === "case");
  return phrase("Case {n} of {all}", { n: cases.indexOf(list[index]) + 1, all: cases.length });
}
