// @ts-check
// Which view is shown, and what belongs to it: a lesson is shown to be read, any other document in JupyterLab.

import { phrase, speak } from "../../../i18n/messages.js";
import { drawBack, drawLesson, makeBar } from "./bar.js";
import { Frame } from "./frame.js";
import { LessonReader, showParts } from "./lesson_reader.js";
import { makeMenu } from "./menu.js";
import { openLesson } from "./open.js";
import { nameWindow } from "./page_title.js";
import { printPage } from "./print.js";
import { isReading, listenToKeys, muteKeys, nameCells, protect, unmuteKeys } from "./reading.js";
import { askAbout, chooseLanguage, printAddress } from "./server.js";
import { applySize, applyTheme, themeOf } from "./settings.js";
import { labelTables } from "./tables.js";
import { Trouble } from "./trouble.js";

const RANK = 1000; // of our bar in JupyterLab's top area: after what stands there
const COMMAND = "wellfounded:show-lesson";

/** What is known of a panel's notebook: what the server says, and its screens if it is a lesson. */
/** @typedef {{ about: import("./server.js").About | null, screens: import("./screens.js").Screens | null }} Known */

export class LearnersView {
  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   * @param {any} settings our own
   * @param {any} themes JupyterLab's settings of its theme
   */
  constructor(lab, app, settings, themes) {
    this.lab = lab;
    this.app = app;
    this.settings = settings;
    this.themes = themes;
    this.bar = makeBar(lab);
    this.frame = new Frame(app.shell, this.bar);
    this.trouble = new Trouble(lab, app);
    this.reader = new LessonReader(lab, app);
    /** @type {Map<any, Known>} by the panel that shows the notebook */
    this.known = new Map();
    /** @type {unknown} what the bar is drawn for */
    this.drawn = null;
    this.restored = false;
    this.nameWindow = nameWindow(() => (isReading() ? this.#current()?.about?.lesson : null));
    this.#connect();
  }

  #connect() {
    const { app, settings } = this;
    const update = () => this.update();
    app.shell.add(this.bar, "top", { rank: RANK });
    app.restored.then(() => {
      this.restored = true;
      update();
    });
    settings.changed.connect(update);
    for (const changed of [app.shell.currentChanged, app.shell.layoutModified]) changed?.connect(update);
    muteKeys();
    listenToKeys({
      print: () => this.print(),
      save: () => this.trouble.note(phrase("Your answers are saved by themselves.")),
    });
    app.commands.addCommand(COMMAND, {
      label: () => phrase("Show as a lesson"),
      isToggled: isReading,
      execute: () => this.#choose("lesson"),
    });
  }

  /** @param {any} panel that shows a notebook from now on */
  async follow(panel) {
    await panel.context.ready;
    const about = await askAbout(this.lab.services, panel.context.path);
    if (panel.isDisposed) return;
    if (about) speak(about.words);
    const screens = about?.lesson ? await this.#show(panel, about) : null;
    if (panel.isDisposed) return;
    this.known.set(panel, { about, screens });
    panel.disposed.connect(() => this.known.delete(panel));
    this.update();
  }

  /**
   * @param {any} panel that shows a lesson
   * @param {import("./server.js").About} about
   */
  #show(panel, about) {
    protect(panel);
    labelTables(panel.content.node);
    this.trouble.follow(panel);
    return this.reader.read(panel, about);
  }

  /** Show what is chosen: the lesson, or JupyterLab. */
  update() {
    const reading = this.#chosen("view") === "lesson" && !this.#isOther();
    document.body.dataset.wfView = reading ? "lesson" : "jupyterlab";
    if (!reading) unmuteKeys();
    applySize(this.#chosen("textSize"));
    for (const [panel, { screens }] of this.known) {
      nameCells(panel, reading);
      showParts(panel, reading);
      if (screens && screens.all !== this.#allOnOnePage()) screens.showAll(this.#allOnOnePage());
    }
    this.#drawBar(reading);
    this.nameWindow();
    if (reading && this.restored) this.frame.hide();
    if (!reading) this.frame.show();
    if (this.restored && !this.#isExpected()) document.body.dataset.wfSettled = ""; // nothing moves from now on
  }

  print() {
    const { context } = this.app.shell.currentWidget; // a lesson that was renamed is printed from where it is now
    if (this.#current()?.about?.lesson) printPage(printAddress(this.lab.services, context.path));
  }

  /** Draw the bar, if it is not drawn for what is shown. @param {boolean} reading */
  #drawBar(reading) {
    const known = this.#current();
    const shown = reading ? (known?.about ?? "lesson") : known?.about?.lesson ? "back" : "away";
    if (this.drawn === shown || (this.drawn && shown === "lesson")) return; // not known yet which
    this.drawn = shown;
    if (reading) this.#drawLessonBar(known);
    else if (shown === "back") drawBack(this.bar, phrase("Back to the lesson"), () => this.#choose("lesson"));
    else drawBack(this.bar, phrase("Back to the course"), () => this.#toCourse());
  }

  /** @param {Known | undefined} known */
  #drawLessonBar(known) {
    const { services } = this.lab;
    const about = known?.about ?? null;
    const skip = () => firstShown(this.app.shell.currentWidget)?.focus();
    const open = (/** @type {string} */ path) => openLesson(this.lab, this.app, path);
    const menu = about ? makeMenu(() => this.#doings(about)) : [];
    const say = drawLesson(this.bar, { services, about, menu, skip, open });
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
    const set = (/** @type {string} */ name) => (/** @type {unknown} */ value) => this.settings.set(name, value);
    return {
      print: () => this.print(),
      showJupyterLab: () => this.#choose("jupyterlab"),
      language: { chosen: language, all: languages, choose: (code) => this.#speak(code) },
      size: { chosen: this.#chosen("textSize"), choose: set("textSize") },
      theme: { chosen: themeOf(this.themes), choose: (theme) => applyTheme(this.themes, theme) },
      pages: { chosen: this.#chosen("pages"), choose: set("pages") },
    };
  }

  /** @param {string} language in which the page is drawn anew */
  async #speak(language) {
    if (await chooseLanguage(this.lab.services, language)) location.reload();
    else this.trouble.note(phrase("The language could not be changed."));
  }

  async #toCourse() {
    const about = await askAbout(this.lab.services, "");
    const path = about?.lessons[0]?.path;
    if (path) openLesson(this.lab, this.app, path);
    await this.#choose("lesson");
  }

  /** Whether the document is shown that is no lesson. What is not known yet may be one. */
  #isOther() {
    const current = this.app.shell.currentWidget;
    if (!current) return false;
    const known = this.#current();
    return known ? !known.about?.lesson : !(current.context && current.sessionContext);
  }

  /** Whether a notebook is shown of which the server has not yet said what it is. */
  #isExpected() {
    const current = this.app.shell.currentWidget;
    return Boolean(current?.sessionContext) && !this.#current();
  }

  #allOnOnePage() {
    return this.#chosen("pages") === "all";
  }

  #current() {
    return this.known.get(this.app.shell.currentWidget);
  }

  /** @param {string} name of a setting */
  #chosen(name) {
    return this.settings.get(name).composite;
  }

  /** @param {"lesson" | "jupyterlab"} view */
  #choose(view) {
    return this.settings.set("view", view);
  }
}

/**
 * @param {any} panel
 * @returns {HTMLElement | undefined} the first cell that is shown
 */
function firstShown(panel) {
  return panel?.content.widgets
    .map((/** @type {any} */ cell) => cell.node)
    .find((/** @type {HTMLElement} */ node) => node.checkVisibility());
}
