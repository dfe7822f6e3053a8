// @ts-check
// A lesson as a web page: read at once, turned screen by screen, and alive as soon as Python is there.

import { makeStatus } from "../../../content/questions/elements.js";
import { phrase, speak } from "../../../i18n/messages.js";
import { drawLesson } from "../../jupyter/lesson_view/bar.js";
import { makeContents } from "../../jupyter/lesson_view/contents.js";
import { ContentsPlace } from "../../jupyter/lesson_view/contents_place.js";
import { makeFoot } from "../../jupyter/lesson_view/foot.js";
import { makeMenu } from "../../jupyter/lesson_view/menu.js";
import { drawPathMarks } from "../../jupyter/lesson_view/path_marks.js";
import { listenToKeys } from "../../jupyter/lesson_view/reading.js";
import { Screens } from "../../jupyter/lesson_view/screens.js";
import { applySize } from "../../jupyter/lesson_view/settings.js";
import { markSittingEnds } from "../../jupyter/lesson_view/sitting_end.js";
import { labelTables } from "../../jupyter/lesson_view/tables.js";
import { beginReading, keepFocus, turnByKeys, turnBySwipes } from "../../jupyter/lesson_view/turning.js";
import { applyTheme, Choices } from "./choices.js";
import { CourseEngine } from "./course_engine.js";
import { LessonCells, lessonPanel } from "./lesson_cells.js";
import { drawParts } from "./live_parts.js";
import { placeNow, writePlace } from "./place.js";

/** @typedef {import("../../jupyter/lesson_view/server.js").LessonName} LessonName */

const { module = "" } = document.body.dataset;
const choices = new Choices();

async function begin() {
  document.body.dataset.wfView = "lesson";
  document.body.dataset.wfSettled = "";
  const panelNode = /** @type {HTMLElement} */ (document.querySelector(".jp-NotebookPanel"));
  const cells = new LessonCells(panelNode);
  labelTables(cells.node);
  drawPathMarks(cells.node);
  const screens = new Screens(cells);
  screens.showAll(choices.get("pages").composite === "all");
  const engine = new CourseEngine();
  const opening = engine.ask("open", { module, calls: callsOf(cells) });
  screens.showNamed(placeNow(module, screens));
  const lessons = /** @type {LessonName[]} */ (await (await fetch(new URL("lessons.json", import.meta.url))).json());
  const lesson = lessons.find((each) => each.module === module) ?? lessons[0];
  const about = { lesson, lessons, language: "en", languages: {}, words: {} };
  addParts(panelNode, screens, about);
  cells.node.dataset.wfShown = "";
  screens.addEventListener("change", () => writePlace(module, screens));
  try {
    const drawn = await opening;
    speak(drawn.words);
    await drawParts(engine, cells.widgets, drawn);
    document.body.dataset.wfStart = "started";
  } catch (error) {
    console.error(error);
    say(phrase("The questions have not started by themselves."));
  }
}

/**
 * @param {LessonCells} cells
 * @returns {[cell: string | undefined, name: string, parameters: any[]][]} what Python is to draw, and where
 */
function callsOf(cells) {
  return cells.widgets.flatMap(({ node, call: [name, parameters] }) =>
    name ? [[node.dataset.cell, name, parameters ?? []]] : [],
  );
}

/**
 * @param {HTMLElement} node
 * @param {Screens} screens
 * @param {import("../../jupyter/lesson_view/server.js").About} about
 */
function addParts(node, screens, about) {
  const { lesson, lessons } = about;
  const panel = lessonPanel(node, lesson?.path ?? "");
  const openLesson = ({ module }) => location.assign(addressOf(module));
  const go = (/** @type {number} */ index) => {
    if (!screens.list[index]) return;
    history.pushState({}, "", `#${encodeURIComponent(screens.list[index].name)}`);
    screens.show(index);
    beginReading(screens);
  };
  const turn = (/** @type {number} */ by) => go(screens.index + by);
  const place = new ContentsPlace(panel, choices);
  place.hold(makeContents(screens, { go, openLesson, chosen: () => place.dialog.close() }, about));
  const following = lessons[lessons.findIndex(({ path }) => path === lesson?.path) + 1];
  node.append(makeFoot(screens, { turn, openContents: () => place.open(), openLesson }, following));
  turnByKeys(node, turn);
  turnBySwipes(screens.node, turn);
  keepFocus(screens);
  markSittingEnds(screens);
  listenToKeys({ print: () => print(), save: () => say(phrase("Your answers are saved by themselves.")) });
  window.addEventListener("popstate", () => {
    if (screens.showNamed(decodeURIComponent(location.hash.slice(1)))) beginReading(screens);
  });
  const bar = { node: /** @type {HTMLElement} */ (document.getElementById("wf-bar")) };
  const skip = () => beginReading(screens);
  const menu = makeMenu(() => doings(screens, about));
  const address = (/** @type {string} */ path) => addressOf(path.split("/")[0]);
  const sayPlace = drawLesson(bar, { address, about, menu, skip, open: openLesson });
  screens.addEventListener("change", () => sayPlace(screens));
  sayPlace(screens);
}

/**
 * @param {Screens} screens
 * @param {import("../../jupyter/lesson_view/server.js").About} about
 * @returns {import("../../jupyter/lesson_view/menu.js").Doings}
 */
function doings(screens, { language, languages }) {
  const chosen = (/** @type {string} */ name) => choices.get(name).composite;
  return {
    print: () => print(),
    language: { chosen: language, all: languages, choose() {} },
    size: {
      chosen: chosen("textSize"),
      choose(size) {
        choices.set("textSize", size);
        applySize(size);
      },
    },
    theme: {
      chosen: chosen("theme"),
      choose(theme) {
        choices.set("theme", theme);
        applyTheme(theme);
      },
    },
    pages: {
      chosen: chosen("pages"),
      choose(pages) {
        choices.set("pages", pages);
        screens.showAll(pages === "all");
      },
    },
  };
}

/** @param {string} module */
function addressOf(module) {
  return new URL(`${module}/index.html`, import.meta.url).href;
}

/** @param {string} words */
function say(words) {
  const line = document.querySelector(".wf-trouble") ?? makeStatus("p", "wf-trouble");
  document.body.append(line);
  line.textContent = words;
}

begin();
