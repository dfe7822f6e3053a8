// @ts-check
// The contents of a lesson: its sections, cases and activities, with what is done, and the other lessons.

import { COURSE, make, uuid } from "../../../content/questions/elements.js";
import { markLanguage, phrase, phraseMany } from "../../../i18n/messages.js";
import { activitiesIn, countRows, leadToActivity } from "./activities.js";
import { sittingsOf } from "./sittings.js";
import { titleOf } from "./titles.js";

const SOON_MS = 100;

/** @typedef {import("./server.js").LessonName} LessonName */
/** @typedef {import("./screens.js").Screen} Screen */

/**
 * @typedef {object} Counts how far one is with the questions of a case
 * @property {number} all
 * @property {number} answered
 * @property {number} right of those whose verdict is shown
 * @property {number} wrong of those, also what is right in part
 */

/**
 * @typedef {object} Contents
 * @property {HTMLElement} element
 * @property {HTMLElement} heading
 * @property {HTMLButtonElement} close its button, which closes nothing by itself
 * @property {() => void} draw shows what is answered, and where one is, as it is now
 * @property {() => void} focus goes to the entry of the screen that is shown
 */

/**
 * Return the contents of a lesson. While they are shown, they are drawn whenever an answer or the screen changes.
 * @param {import("./screens.js").Screens} screens
 * @param {{ go(index: number): void, openLesson(lesson: LessonName): void, chosen(): void }} doings `chosen` is called
 *   before one goes
 * @param {import("./server.js").About} about
 * @returns {Contents}
 */
export function makeContents(screens, { go, openLesson, chosen }, { lesson, lessons }) {
  const list = make("ol", { className: "wf-contents-list" });
  const close = make("button", { type: "button", className: "wf-contents-close", textContent: phrase("Close") });
  const heading = make("h2", { id: `wf-${uuid()}`, textContent: phrase("Contents") });
  const choose = (/** @type {() => void} */ act) => () => {
    chosen();
    act();
  };
  const draw = () => {
    const sittings = sittingsOf(screens);
    const focused = [...list.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    list.replaceChildren(
      ...entries(screens).flatMap((entry) => [
        ...drawSitting(sittings.find(({ first }) => first === entry.index)),
        drawEntry(
          entry,
          choose(() => go(entry.index)),
        ),
        ...entry.activities.map((activity) =>
          drawActivity(
            activity,
            choose(() => {
              go(activity.index);
              leadToActivity(activity);
            }),
          ),
        ),
      ]),
    );
    list.querySelectorAll("button")[focused]?.focus();
    presentIn(list)?.scrollIntoView({ block: "nearest" });
  };
  const others = lessons.map((other) =>
    drawLesson(
      other,
      other.path === lesson?.path,
      choose(() => openLesson(other)),
    ),
  );
  const element = make(
    "nav",
    { className: "wf-contents" },
    make("header", {}, heading, close),
    list,
    make("h2", { textContent: phrase("All lessons") }),
    make("ul", { className: "wf-contents-list" }, ...others),
  );
  markLanguage(element);
  element.setAttribute("aria-labelledby", heading.id);
  const update = () => element.isConnected && !element.closest("dialog:not([open])") && draw();
  let waits = false; // when a lesson comes alive, a hundred things change one after the other: they are drawn together
  const updateSoon = () => {
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      update();
    }, SOON_MS);
  };
  screens.node.addEventListener("wellfounded-change", updateSoon);
  screens.addEventListener("change", update);
  return { element, heading, close, draw, focus: () => presentIn(list)?.focus() };
}

/**
 * @param {HTMLElement} list
 * @returns {HTMLElement | null}
 */
function presentIn(list) {
  return list.querySelector("[aria-current]");
}

/**
 * @typedef {object} Entry of a section, whose pages share one, a case or the hand-in
 * @property {Screen} screen
 * @property {number} index
 * @property {boolean} present whether one is there
 * @property {(import("./activities.js").ShownActivity & { index: number })[]} activities with their screens
 */

/**
 * @param {import("./screens.js").Screens} screens
 * @returns {Entry[]}
 */
export function entries({ list, index }) {
  /** @type {Entry[]} */
  const found = [];
  for (const [number, screen] of list.entries()) {
    const section = screen.page > 1 ? found.findLast((entry) => entry.screen.title === screen.title) : null;
    const activities = activitiesIn(screen).map((activity) => ({ ...activity, index: number }));
    if (section) {
      section.present ||= number === index;
      section.activities.push(...activities);
    } else found.push({ screen, index: number, present: number === index, activities });
  }
  return found;
}

/**
 * @param {Entry} entry
 * @param {() => void} onclick
 */
function drawEntry({ screen, present }, onclick) {
  const button = make("button", { type: "button", onclick }, make("span", { ...COURSE, textContent: titleOf(screen) }));
  button.dataset.kind = screen.kind;
  const counts = screen.kind === "case" ? countAnswers(screen) : null;
  if (counts?.all) button.append(" ", drawCounts(counts));
  if (present) button.setAttribute("aria-current", "page");
  return make("li", {}, button);
}

/**
 * Return where a sitting begins, and that one may stop before it.
 * @param {import("./sittings.js").Sitting} [sitting]
 */
function drawSitting(sitting) {
  if (!sitting) return [];
  const { number, all, minutes } = sitting;
  const stop = number > 1 ? [make("div", { textContent: phrase("A good place to stop") })] : [];
  const name = make("strong", { textContent: phrase("Sitting {n} of {all}", { n: number, all }) });
  const time = phraseMany("about {n} minute", "about {n} minutes", minutes);
  return [make("li", { className: "wf-contents-sitting" }, ...stop, name, `, ${time}`)];
}

/**
 * @param {import("./activities.js").ShownActivity} activity
 * @param {() => void} onclick
 */
function drawActivity(activity, onclick) {
  const title = make("span", { ...COURSE, textContent: activity.title });
  const button = make(
    "button",
    { type: "button", onclick },
    make("span", { textContent: phrase("To try:") }),
    " ",
    title,
  );
  const { all, looked } = countRows(activity);
  button.dataset.kind = "activity";
  if (looked) {
    const words = phrase("{n} of {all} looked at", { n: looked, all });
    button.append(" ", make("span", { className: "wf-contents-counts", textContent: words }));
  }
  return make("li", {}, button);
}

/**
 * @param {LessonName} lesson
 * @param {boolean} present
 * @param {() => void} onclick
 */
function drawLesson({ number, title }, present, onclick) {
  const name = make("span", { ...COURSE, textContent: title });
  const button = make("button", { type: "button", onclick }, make("span", { textContent: number }), " ", name);
  if (present) button.setAttribute("aria-current", "true");
  return make("li", {}, button);
}

/**
 * @param {Pick<Screen, "cells">} screen
 * @returns {Counts}
 */
export function countAnswers({ cells }) {
  const questions = cells.flatMap(({ node }) => [...node.querySelectorAll(".wf-question")]);
  const having = (/** @type {string} */ css) => questions.filter((question) => question.matches(css)).length;
  return {
    all: questions.length,
    answered: having("[data-state='saved'], [data-state='saving']"),
    right: having("[data-verdict='right']"),
    wrong: having("[data-verdict='wrong'], [data-verdict='partly']"),
  };
}

/** @param {Counts} counts */
function drawCounts({ all, answered, right, wrong }) {
  const words = [phrase("{n} of {all} answered", { n: answered, all })];
  if (right) words.push(phrase("{n} right", { n: right }));
  if (wrong) words.push(phrase("{n} to look at again", { n: wrong }));
  const counts = make("span", { className: "wf-contents-counts", textContent: words.join(" · ") });
  counts.dataset.done = String(answered === all);
  return counts;
}
