// @ts-check
// A lesson as a web page: read at once, turned screen by screen, and alive as soon as Python is there.

import { makeStatus } from "../../../content/questions/elements.js";
import { phrase, speak } from "../../../i18n/messages.js";
import { KEPT } from "../../../notebook/widgets/kernel.js";
import { drawPathMarks } from "../../jupyter/lesson_view/path_marks.js";
import { Screens } from "../../jupyter/lesson_view/screens.js";
import { labelTables } from "../../jupyter/lesson_view/tables.js";
import { Choices } from "./choices.js";
import { CourseEngine } from "./course_engine.js";
import { LessonCells } from "./lesson_cells.js";
import { addParts } from "./lesson_parts.js";
import { followLinks } from "./links.js";
import { drawParts } from "./live_parts.js";
import { placeNow, writePlace } from "./place.js";

/** @typedef {import("../../jupyter/lesson_view/server.js").LessonName} LessonName */
/** @typedef {import("./lesson_cells.js").Cell} Cell */

const LATE_MS = 3000; // Python takes this long, or longer, where nothing of it is kept yet
const { module = "" } = document.body.dataset;
const choices = new Choices();
const line = makeStatus("p", "wf-trouble");

async function begin() {
  document.body.append(line);
  const spoken = choices.get("spoken").composite;
  speak(spoken.words);
  const panel = /** @type {HTMLElement} */ (document.querySelector(".jp-NotebookPanel"));
  const cells = new LessonCells(panel);
  labelTables(cells.node);
  drawPathMarks(cells.node);
  const engine = new CourseEngine();
  const screens = new Screens(cells);
  screens.showAll(choices.get("pages").composite === "all");
  screens.showNamed(placeNow(module, screens));
  const lessons = /** @type {LessonName[]} */ (await (await fetch(new URL("lessons.json", import.meta.url))).json());
  const lesson = lessons.find((each) => each.module === module) ?? null;
  const about = { lesson, lessons, ...spoken };
  addParts(panel, screens, about, { choices, speakLanguage });
  followLinks(module, screens, engine);
  cells.node.dataset.wfShown = "";
  screens.addEventListener("change", () => writePlace(module, screens));
  askToKeep();
  await bringAlive();

  async function bringAlive() {
    const waiting = setTimeout(() => say(phrase("Questions are getting ready…")), LATE_MS);
    try {
      const [shown, others] = shownFirst(cells);
      const drawn = await engine.ask("open", { module, calls: callsOf(shown) });
      if (drawn.spoken.language !== spoken.language) return redraw(drawn.spoken);
      Object.assign(about, drawn.spoken); // of which the menu shows more, now
      await drawParts(engine, shown, drawn.parts);
      await drawParts(engine, others, (await engine.ask("open", { module, calls: callsOf(others) })).parts);
      say("");
      document.body.dataset.wfStart = "started";
    } catch (error) {
      console.error(error);
      say(
        phrase("The questions do not start in this browser. You can read all of the lesson; to answer, try another."),
      );
    } finally {
      clearTimeout(waiting);
    }
  }

  /** @param {string} code of the language in which the page is drawn anew */
  async function speakLanguage(code) {
    const spoken = await engine.ask("speak", { language: code });
    if (spoken) redraw(spoken);
    else say(phrase("The language could not be changed."));
  }

  /** @param {import("./choices.js").Spoken} spoken the language in which the page is drawn anew */
  async function redraw(spoken) {
    await choices.set("spoken", spoken);
    location.reload();
  }
}

/**
 * @param {LessonCells} cells
 * @returns those on the page that is shown, which come alive first, and all others
 */
function shownFirst({ widgets }) {
  const shown = widgets.filter(({ node }) => node.checkVisibility());
  return [shown, widgets.filter((cell) => !shown.includes(cell))];
}

/**
 * @param {Cell[]} cells
 * @returns {[cell: string | undefined, name: string, parameters: any[]][]} what Python is to draw, and where
 */
function callsOf(cells) {
  return cells.flatMap(({ node, call: [name, parameters] }) =>
    name ? [[node.dataset.cell, name, parameters ?? []]] : [],
  );
}

/** Ask the browser, once there is something to keep, not to delete it for want of room. */
function askToKeep() {
  document.addEventListener(KEPT, () => navigator.storage?.persist?.(), { once: true });
}

/** @param {string} words */
function say(words) {
  line.textContent = words;
}

begin();
