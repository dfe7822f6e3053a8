// @ts-check
// Lessons as they are read: each opens where its reader stopped, is turned screen by screen, and leads to the others.

import { documentAt, screenAt, writeAddress } from "./addresses.js";
import { sayLaidOut } from "./laid_out.js";
import { addParts } from "./parts.js";
import { PlaceKeeper } from "./place.js";
import { rendered } from "./rendered.js";
import { Screens } from "./screens.js";
import { keepStaticForms } from "./starting.js";
import { beginReading, followLinks, showHeading } from "./turning.js";

/** @typedef {import("./server.js").About} About */
/** @typedef {import("./server.js").LessonName} LessonName */

const GONE_MS = 20_000; // a notebook that is not there to read by then is no lesson
const HAND_IN = "hand-in"; // the id of its cell

/** @typedef {{ panel: any, screens: Screens, keeper: PlaceKeeper }} Reading one lesson that is open */

/** Dispatches `arrival` when a lesson is there to read. */
export class LessonReader extends EventTarget {
  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   * @param {object} means
   * @param {any} means.settings our own
   * @param {import("./ahead.js").Ahead} means.ahead
   * @param {(lesson: LessonName) => void} means.openLesson
   */
  constructor(lab, app, { settings, ahead, openLesson }) {
    super();
    this.settings = settings;
    this.openLesson = openLesson;
    this.lab = lab;
    this.app = app;
    this.ahead = ahead;
    /** @type {Set<Reading>} */
    this.readings = new Set();
    keepStaticForms(lab);
    window.addEventListener("popstate", () => this.#followAddress());
    document.addEventListener("wellfounded-open", (event) => {
      const { path, place } = /** @type {CustomEvent} */ (event).detail;
      if (document.body.dataset.notebook !== undefined) return; // Notebook 7 opens it in a tab of its own
      event.preventDefault();
      this.open(path, place);
    });
    app.shell.currentChanged?.connect(() => queueMicrotask(() => this.#nameScreen()));
  }

  /**
   * Show a lesson screen by screen, from where its reader stopped.
   * @param {any} panel
   * @param {About} about
   * @param {Promise<string>} left the screen on which it was left
   * @returns {Promise<Screens>}
   */
  async read(panel, about, left) {
    const place = await this.#placeIn(panel, left);
    const screens = new Screens(panel.content);
    const keeper = new PlaceKeeper(this.lab.services, () => panel.context.path);
    const reading = { panel, screens, keeper };
    screens.showNamed(place);
    sayLaidOut(panel);
    if (panel.isDisposed) return screens;
    this.readings.add(reading);
    panel.disposed.connect(() => this.readings.delete(reading));
    const go = (/** @type {number} */ index) => this.#go(reading, index);
    addParts(this.lab, panel, screens, about, this.settings, { go, openLesson: this.openLesson });
    screens.addEventListener("change", () => this.#wentTo(reading));
    followLinks(screens);
    this.#nameScreen();
    await rendered(screens);
    panel.content.node.dataset.wfShown = "";
    this.dispatchEvent(new Event("arrival"));
    return screens;
  }

  /**
   * Return the screen that the address names, or else the one where the reader stopped. A page without a hand-in, such as
   * the start page, begins at its beginning.
   * @param {any} panel
   * @param {Promise<string>} left
   */
  async #placeIn({ context, content }, left) {
    const named = documentAt(location.pathname) === context.path ? screenAt() : "";
    const names = content.widgets.map((/** @type {any} */ cell) => cell.model.id);
    if (names.includes(named)) return named;
    return names.includes(HAND_IN) ? left : "";
  }

  /**
   * Go to a screen, as one chose: Back leads here again.
   * @param {Reading} reading
   * @param {number} index
   * @param {"push" | "replace"} [how]
   */
  #go({ panel, screens }, index, how = "push") {
    if (!screens.list[index]) return;
    writeAddress(panel.context.path, screens.list[index].name, how);
    screens.show(index);
    beginReading(screens);
  }

  /** @param {Reading} reading */
  #wentTo({ panel, screens, keeper }) {
    if (!panel.isVisible || screens.all) return;
    writeAddress(panel.context.path, screens.current.name, "replace");
    keeper.keep(screens.current.name);
  }

  /** JupyterLab has written the address of the lesson that is shown now: add its screen. */
  #nameScreen() {
    const reading = this.#readingOf(this.app.shell.currentWidget?.context?.path);
    if (reading && !reading.screens.all) {
      writeAddress(reading.panel.context.path, reading.screens.current.name, "replace");
    }
  }

  /** Show what the browser's address names, after Back or Forward, or a link within the lesson. */
  async #followAddress() {
    const path = documentAt(location.pathname);
    const name = screenAt();
    if (!path) return;
    const { screens } = (await this.#show(path)) ?? {};
    if (!screens) return;
    if (screens.showNamed(name)) beginReading(screens);
    else showHeading(screens, name);
  }

  /**
   * Open a lesson.
   * @param {string} path
   * @param {string} [place] a case, or case/question, that is shown
   */
  async open(path, place) {
    const isShown = this.app.shell.currentWidget?.context?.path === path;
    const reading = await this.#show(path);
    if (!reading || !place) return;
    const { screens } = reading;
    const [name] = place.split("/");
    const index = screens.list.findIndex((screen) => screen.name === name);
    this.#go(reading, index, isShown ? "push" : "replace"); // to open the lesson was the step
    const question = screens.node.querySelector(`.wf-question[data-place$=${JSON.stringify(`/${place}`)}]`);
    question?.scrollIntoView({ block: "start" });
  }

  /**
   * @param {string} path
   * @returns {Promise<Reading | undefined>} once it is open; undefined where it is no lesson
   */
  async #show(path) {
    const { commands, shell } = this.app;
    if (shell.currentWidget?.context?.path !== path) {
      if (!this.#readingOf(path)) this.ahead.prepare(path);
      const panel = await commands.execute("docmanager:open", { path });
      await panel?.context.ready;
      await panel?.revealed;
    }
    return this.#readingOf(path) ?? this.#arrival(path);
  }

  /**
   * @param {string} path
   * @returns {Promise<Reading | undefined>} once a lesson that opens is there to read
   */
  #arrival(path) {
    return new Promise((resolve) => {
      const look = () => {
        const reading = this.#readingOf(path);
        if (reading) stop(reading);
      };
      const stop = (/** @type {Reading | undefined} */ reading) => {
        this.removeEventListener("arrival", look);
        resolve(reading);
      };
      this.addEventListener("arrival", look);
      setTimeout(stop, GONE_MS);
    });
  }

  /** @param {string | undefined} path */
  #readingOf(path) {
    return [...this.readings].find(({ panel }) => panel.context.path === path);
  }
}
