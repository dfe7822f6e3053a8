// @ts-check
// The top bar as it is needed: a lesson's, with its menu, or in JupyterLab the button that leads back.

import { phrase } from "../../../i18n/messages.js";
import { drawBack, drawLesson, makeBar } from "./bar.js";
import { makeMenu } from "./menu.js";
import { addressOf, askAbout, chooseLanguage } from "./server.js";
import { applyTheme, themeOf } from "./settings.js";

const RANK = 1000; // in JupyterLab's top area: after what stands there

/** @typedef {import("./learners_view.js").Known} Known */
/**
 * @typedef {object} Means
 * @property {import("./jupyterlab.d.ts").Modules} lab
 * @property {any} app
 * @property {any} settings our own
 * @property {any} themes JupyterLab's settings of its theme
 * @property {import("./trouble.js").Trouble} trouble
 * @property {(lesson: import("./server.js").LessonName) => void} openLesson
 */

export class TopBar {
  /** @type {unknown} what the bar is drawn for */
  #drawn = null;

  /**
   * @param {Means} means
   * @param {() => void} print prints the lesson
   */
  constructor({ lab, app, settings, themes, trouble, openLesson }, print) {
    this.lab = lab;
    this.app = app;
    this.settings = settings;
    this.themes = themes;
    this.trouble = trouble;
    this.openLesson = openLesson;
    this.print = print;
    this.bar = makeBar(lab);
    app.shell.add(this.bar, "top", { rank: RANK });
  }

  /**
   * Draw the bar, if it is not drawn for what is shown.
   * @param {boolean} reading whether a lesson is shown to be read
   * @param {Known | undefined} known what is known of the notebook
   */
  draw(reading, known) {
    const shown = reading ? (known?.about ?? "lesson") : known?.about?.lesson ? "back" : "away";
    if (this.#drawn === shown || (this.#drawn && shown === "lesson")) return; // not known yet which
    this.#drawn = shown;
    if (reading) this.#drawLesson(known);
    else if (shown === "back") drawBack(this.bar, phrase("Back to the lesson"), () => this.#show("lesson"));
    else drawBack(this.bar, phrase("Back to the course"), () => this.#toCourse());
  }

  /** @param {Known | undefined} known */
  #drawLesson(known) {
    const { services } = this.lab;
    const about = known?.about ?? null;
    const skip = () => firstShown(this.app.shell.currentWidget)?.focus();
    const menu = about ? makeMenu(() => this.#doings(about)) : [];
    const address = (/** @type {string} */ path) => addressOf(services, path);
    const say = drawLesson(this.bar, { address, about, menu, skip, open: this.openLesson });
    const screens = known?.screens;
    if (!screens) return;
    screens.addEventListener("change", () => say(screens));
    say(screens);
  }

  /**
   * @param {import("./server.js").About} about
   * @returns {import("./menu.js").Doings}
   */
  #doings({ language, languages }) {
    const { settings, themes } = this;
    const chosen = (/** @type {string} */ name) => settings.get(name).composite;
    const set = (/** @type {string} */ name) => (/** @type {unknown} */ value) => settings.set(name, value);
    return {
      print: this.print,
      showJupyterLab: () => this.#show("jupyterlab"),
      language: { chosen: language, all: languages, choose: (code) => this.#speak(code) },
      size: { chosen: chosen("textSize"), choose: set("textSize") },
      theme: { chosen: themeOf(themes), choose: (theme) => applyTheme(themes, theme) },
      pages: { chosen: chosen("pages"), choose: set("pages") },
    };
  }

  /** @param {string} language in which the page is drawn anew */
  async #speak(language) {
    if (await chooseLanguage(this.lab.services, language)) location.reload();
    else this.trouble.note(phrase("The language could not be changed."));
  }

  async #toCourse() {
    const about = await askAbout(this.lab.services, "");
    const start = about?.lessons[0];
    if (start) this.openLesson(start);
    await this.#show("lesson");
  }

  /** @param {"lesson" | "jupyterlab"} view */
  #show(view) {
    return this.settings.set("view", view);
  }
}

/**
 * @param {any} panel
 * @returns {HTMLElement | undefined} the first cell that is shown
 */
function firstShown(panel) {
  const nodes = panel?.content.widgets.map((/** @type {any} */ cell) => cell.node);
  return nodes?.find((/** @type {HTMLElement} */ node) => !node.hasAttribute("hidden"));
}
