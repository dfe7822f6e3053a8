// @ts-check
// Which view is shown, and what belongs to it: a lesson is shown to be read, any other document in JupyterLab.

import { phrase, speak } from "../../../i18n/messages.js";
import { printPage } from "../../../notebook/widgets/print_page.js";
import { Frame } from "./frame.js";
import { sayLaidOut } from "./laid_out.js";
import { LessonReader } from "./lesson_reader.js";
import { openLesson } from "./open.js";
import { nameWindow } from "./page_title.js";
import { showParts } from "./parts.js";
import { drawPathMarks } from "./path_marks.js";
import { isReading, listenToKeys, muteKeys, nameCells, protect, unmuteKeys } from "./reading.js";
import { printAddress } from "./server.js";
import { applySize } from "./settings.js";
import { labelTables } from "./tables.js";
import { TopBar } from "./top_bar.js";
import { Trouble } from "./trouble.js";

const COMMAND = "wellfounded:show-lesson";

/** What is known of a panel's notebook: what the server says, and its screens if it is a lesson. */
/** @typedef {{ about: import("./server.js").About | null, screens: import("./screens.js").Screens | null }} Known */

export class LearnersView {
  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   * @param {any} settings our own
   * @param {any} themes JupyterLab's settings of its theme
   * @param {import("./ahead.js").Ahead} ahead
   */
  constructor(lab, app, settings, themes, ahead) {
    this.lab = lab;
    this.app = app;
    this.settings = settings;
    this.themes = themes;
    this.ahead = ahead;
    this.trouble = new Trouble(lab, app);
    this.openLesson = (/** @type {import("./server.js").LessonName} */ lesson) =>
      openLesson(lab, app, lesson, (words) => this.trouble.note(words));
    this.top = new TopBar(this, () => this.print());
    this.frame = new Frame(app.shell, this.top.bar);
    this.reader = new LessonReader(lab, app, { settings, ahead, openLesson: this.openLesson });
    /** @type {Map<any, Known>} by the panel that shows the notebook */
    this.known = new Map();
    this.restored = false;
    this.nameWindow = nameWindow(() => (isReading() ? this.#current()?.about?.lesson : null));
    this.#connect();
  }

  #connect() {
    const { app, settings } = this;
    const update = () => this.update();
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
      execute: () => settings.set("view", "lesson"),
    });
  }

  /** @param {any} panel that shows a notebook from now on */
  async follow(panel) {
    try {
      await this.#follow(panel);
    } finally {
      sayLaidOut(panel);
    }
  }

  /** @param {any} panel */
  async #follow(panel) {
    await panel.context.ready;
    const answers = this.ahead.take(panel.context.path);
    const about = await answers.about;
    if (panel.isDisposed) return;
    if (about) speak(about.words);
    const screens = about?.lesson ? await this.#show(panel, about, answers.place) : null;
    if (panel.isDisposed) return;
    this.known.set(panel, { about, screens });
    panel.disposed.connect(() => this.known.delete(panel));
    this.update();
  }

  /**
   * @param {any} panel that shows a lesson
   * @param {import("./server.js").About} about
   * @param {Promise<string>} place
   */
  #show(panel, about, place) {
    protect(panel);
    labelTables(panel.content.node);
    drawPathMarks(panel.content.node);
    this.trouble.follow(panel);
    return this.reader.read(panel, about, place);
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
    this.top.draw(reading, this.#current());
    this.nameWindow();
    if (reading && this.restored) this.frame.hide();
    if (!reading) this.frame.show();
    if (this.restored && !this.#isExpected()) document.body.dataset.wfSettled = ""; // nothing moves from now on
  }

  print() {
    const { context } = this.app.shell.currentWidget; // a lesson that was renamed is printed from where it is now
    if (this.#current()?.about?.lesson) printPage({ src: printAddress(this.lab.services, context.path) });
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
}
