// @ts-check
// The foot under a lesson: back, where one is, and what comes next by its name. In the middle it opens the contents.

import { COURSE, make } from "../../../content/questions/elements.js";
import { markLanguage, phrase } from "../../../i18n/messages.js";
import { titleOf } from "./titles.js";

/** @typedef {import("./server.js").LessonName} LessonName */

/**
 * Return the foot of a lesson. It is drawn anew whenever another screen is shown.
 * @param {import("./screens.js").Screens} screens
 * @param {{ turn(by: number): void, openContents(): void, openLesson(lesson: LessonName): void }} doings
 * @param {LessonName | undefined} following the lesson after this one
 */
export function makeFoot(screens, doings, following) {
  const back = makeButton("wf-foot-back", () => doings.turn(-1));
  back.setAttribute("aria-keyshortcuts", "Alt+ArrowUp");
  const place = makeButton("wf-foot-place", doings.openContents);
  const next = makeButton("wf-foot-next", () => goOn(screens, doings, following));
  next.setAttribute("aria-keyshortcuts", "Alt+ArrowDown");
  const foot = make("nav", { className: "wf-foot" }, back, place, next);
  const draw = () => {
    back.textContent = phrase("Back");
    back.disabled = screens.index === 0;
    back.hidden = screens.all;
    drawPlace(place, screens);
    next.hidden = screens.all || (isLast(screens) && !following);
    next.replaceChildren(...wordsOfNext(screens, following));
  };
  markLanguage(foot);
  foot.setAttribute("aria-label", phrase("Pages of this lesson"));
  screens.addEventListener("change", draw);
  draw();
  return foot;
}

/**
 * @param {string} className
 * @param {() => void} onclick
 */
function makeButton(className, onclick) {
  return make("button", { type: "button", className, onclick });
}

/**
 * @param {HTMLElement} place
 * @param {import("./screens.js").Screens} screens
 */
function drawPlace(place, { all, index, list }) {
  const count = all ? "" : phrase("{n} of {all}", { n: index + 1, all: list.length });
  place.replaceChildren(
    make("span", { textContent: phrase("Contents") }),
    make("span", { className: "wf-foot-count", textContent: count }),
  );
}

/**
 * @param {import("./screens.js").Screens} screens
 * @param {LessonName | undefined} following
 */
function wordsOfNext(screens, following) {
  const title = isLast(screens) ? following?.title : titleOf(screens.list[screens.index + 1]);
  const words = isLast(screens) ? phrase("Next lesson:") : phrase("Next:");
  return [make("span", { textContent: words }), " ", make("span", { ...COURSE, textContent: title ?? "" })];
}

/**
 * @param {import("./screens.js").Screens} screens
 * @param {{ turn(by: number): void, openLesson(lesson: LessonName): void }} doings
 * @param {LessonName | undefined} following
 */
function goOn(screens, doings, following) {
  if (!isLast(screens)) doings.turn(1);
  else if (following) doings.openLesson(following);
}

/** @param {import("./screens.js").Screens} screens */
function isLast({ index, list }) {
  return index === list.length - 1;
}
