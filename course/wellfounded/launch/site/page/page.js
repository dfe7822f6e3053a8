// @ts-check
// A lesson as a web page: read at once, turned screen by screen, and alive as soon as Python is there.

import { makeStatus } from "../../../content/questions/elements.js";
import { phrase, speak } from "../../../i18n/messages.js";

import { printPage } from "../../../notebook/widgets/print_page.js";

import { drawPathMarks } from "../../jupyter/lesson_view/path_marks.js";
import { Screens } from "../../jupyter/lesson_view/screens.js";
import { labelTables } from "../../jupyter/lesson_view/tables.js";
import { AnswersHere } from "./answers_here.js";
import { Choices, readerOf } from "./choices.js";
import { CourseEngine } from "./course_engine.js";

import { addDeskParts } from "./desk_parts.js";

import { addPanel } from "./keep_panel.js";

import { LessonCells } from "./lesson_cells.js";
import { addParts } from "./lesson_parts.js";
import { followLinks } from "./links.js";
import { drawParts, sayComing } from "./live_parts.js";
import { placeNow, writePlace } from "./place.js";
import { INSIDE } from "./site_version.js";
import { sayWhatIsNewer, whyNotStarted } from "./updates.js";

/** @typedef {import("../../jupyter/lesson_view/server.js").LessonName} LessonName */
/** @typedef {import("./lesson_cells.js").Cell} Cell */

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
  const here = new AnswersHere(engine, choices, cells.node);
  const lessons = /** @type {LessonName[]} */ (await (await fetch(new URL("lessons.json", INSIDE))).json());
  const screens = new Screens(cells);
  screens.showAll(choices.get("pages").composite === "all");
  screens.showNamed(placeNow(module, screens));
  const lesson = lessons.find((each) => each.module === module) ?? null;
  const about = { lesson, lessons, ...spoken };
  addParts(panel, screens, about, { choices, speakLanguage, print: printLesson });
  followLinks(module, screens, engine);
  cells.node.dataset.wfShown = "";
  screens.addEventListener("change", () => writePlace(module, screens));
  await bringAlive();
  if (lesson === lessons[0]) await addPanel(screens);
  await sayWhatIsNewer(lessons[0].module, say);

  async function bringAlive() {
    sayComing(phrase("Questions are getting ready…"));
    try {
      const [shown, others] = shownFirst(cells);
      const reader = readerOf(choices);
      const partsOf = (/** @type {Cell[]} */ some) => engine.ask("open", { module, calls: callsOf(some), reader });
      const drawn = await here.opened(partsOf(shown), () => partsOf(shown));
      if (drawn.spoken.language !== spoken.language) return redraw(drawn.spoken);
      await drawParts(engine, shown, drawn.parts);
      await drawParts(engine, others, (await partsOf(others)).parts);
      about.languages = await engine.ask("languages"); // from which the menu lets one choose, now
      addDeskParts(cells.node, here);
      say();
      document.body.dataset.wfStart = "started";
    } catch (error) {
      console.error(error);
      sayComing("");
      say(...(await whyNotStarted()));
    }
  }

  /** @param {string} code of the language in which the page is drawn anew */
  async function speakLanguage(code) {
    const spoken = await engine.ask("speak", { language: code }).catch(() => null);
    if (spoken) redraw(spoken);
    else say(phrase("The language could not be changed."));
  }

  /** Print the lesson with what was answered; as it stands here, where Python cannot make that page. */
  async function printLesson() {
    try {
      await printPage({ srcdoc: await engine.ask("print", { module }) });
    } catch {
      print();
    }
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
  const shown = widgets.filter(({ node }) => !node.hasAttribute("hidden")); // checkVisibility() is true of "until-found"
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

/** @param {...(string | Node)} parts */
function say(...parts) {
  line.replaceChildren(...parts);
}

begin().catch(async (error) => {
  console.error(error);
  document.documentElement.classList.remove("wf-begun"); // all of the lesson can be read
  say(...(await whyNotStarted()));
});
