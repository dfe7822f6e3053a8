// @ts-check
// What belongs to a lesson's page besides its text: the bar with its menu, the contents, the foot, and the ways to turn pages.

import { drawLesson } from "../../jupyter/lesson_view/bar.js";
import { makeContents } from "../../jupyter/lesson_view/contents.js";
import { ContentsPlace } from "../../jupyter/lesson_view/contents_place.js";
import { makeFoot } from "../../jupyter/lesson_view/foot.js";
import { makeMenu } from "../../jupyter/lesson_view/menu.js";
import { listenToKeys } from "../../jupyter/lesson_view/reading.js";
import { applySize } from "../../jupyter/lesson_view/settings.js";
import { markSittingEnds } from "../../jupyter/lesson_view/sitting_end.js";
import { beginReading, keepFocus, turnByKeys, turnBySwipes } from "../../jupyter/lesson_view/turning.js";
import { applyTheme } from "./choices.js";
import { lessonPanel } from "./lesson_cells.js";
import { addressOf, elsewhere, goTo } from "./links.js";

/** @typedef {import("../../jupyter/lesson_view/screens.js").Screens} Screens */
/** @typedef {import("../../jupyter/lesson_view/server.js").About} About */
/**
 * @typedef {object} Means
 * @property {import("./choices.js").Choices} choices
 * @property {(code: string) => void} speakLanguage
 * @property {() => void} print
 */

/**
 * @param {HTMLElement} node what holds the lesson
 * @param {Screens} screens
 * @param {About} about
 * @param {Means} means
 */
export function addParts(node, screens, about, means) {
  const { lesson, lessons } = about;
  const go = (/** @type {number} */ index) => goTo(screens, index);
  const turn = (/** @type {number} */ by) => go(screens.index + by);
  const openLesson = (/** @type {{ module: string }} */ { module }) => location.assign(addressOf(module));
  const place = new ContentsPlace(lessonPanel(node, lesson?.path ?? ""), means.choices);
  place.hold(makeContents(screens, { go, openLesson, chosen: () => place.dialog.close() }, about));
  const following = lessons[lessons.findIndex(({ path }) => path === lesson?.path) + 1];
  node.append(makeFoot(screens, { turn, openContents: () => place.open(), openLesson }, following));
  turnByKeys(node, turn);
  turnBySwipes(screens.node, turn);
  keepFocus(screens);
  markSittingEnds(screens);
  listenToKeys({ print: means.print, save: () => {} });
  const bar = { node: /** @type {HTMLElement} */ (document.getElementById("wf-bar")) };
  const address = (/** @type {string} */ path) => addressOf(path.split("/")[0]);
  const menu = makeMenu(() => doings(screens, about, means));
  const sayPlace = drawLesson(bar, { address, about, menu, skip: () => beginReading(screens), open: openLesson });
  screens.addEventListener("change", () => sayPlace(screens));
  sayPlace(screens);
}

/**
 * @param {Screens} screens
 * @param {About} about
 * @param {Means} means
 * @returns {import("../../jupyter/lesson_view/menu.js").Doings}
 */
function doings(screens, { language, languages }, { choices, speakLanguage, print }) {
  const setting = (/** @type {string} */ name, /** @type {(value: any) => void} */ apply) => ({
    chosen: choices.get(name).composite,
    choose(/** @type {any} */ value) {
      choices.set(name, value);
      apply(value);
    },
  });
  return {
    print,
    language: { chosen: language, all: languages, choose: speakLanguage },
    size: setting("textSize", applySize),
    theme: setting("theme", applyTheme),
    pages: setting("pages", (pages) => screens.showAll(pages === "all")),
    elsewhere: elsewhere(),
  };
}
