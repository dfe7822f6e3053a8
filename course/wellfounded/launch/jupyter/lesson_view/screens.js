// @ts-check
// A lesson's screens: which cells belong together, and which of them are shown. A screen is a section, a page of a long
// section, a case or the hand-in; authoring/lesson_pages.py cuts the text so that each page is a cell of its own.

/**
 * @typedef {object} Screen
 * @property {string} name the id of the cell that it begins with, which stays the same
 * @property {string} title
 * @property {"section" | "case" | "panel"} kind
 * @property {number} page which page of its section it is, from 1
 * @property {any[]} cells of JupyterLab's notebook
 */

const LEAD_IN = 40; // words: a text without a heading that has no more leads over to the case after it
const CASE = /^case\(/m;
const HAND_IN = /^hand_in\(/m;
// Found by the browser's own search, where it can do so.
const HIDDEN = "onbeforematch" in document ? "until-found" : "";

/** Shows one screen of a lesson, or all of them, and says so to whoever listens for `change`. */
export class Screens extends EventTarget {
  /** @param {any} notebook the JupyterLab notebook widget that shows the lesson */
  constructor(notebook) {
    super();
    this.notebook = notebook;
    this.index = 0;
    this.all = false;
    /** @type {Screen[]} */
    this.list = [];
    this.#split();
    this.node.addEventListener("beforematch", ({ target }) => this.reveal(/** @type {Element} */ (target)));
    this.node.addEventListener("wellfounded-reveal", ({ target }) => this.reveal(/** @type {Element} */ (target)));
    notebook.model.cells.changed.connect(() => queueMicrotask(() => notebook.isDisposed || this.#split()));
  }

  /** @returns {HTMLElement} what holds the cells */
  get node() {
    return this.notebook.node;
  }

  get current() {
    return this.list[this.index];
  }

  /** @param {number} index of the screen that is shown from now on */
  show(index) {
    this.index = Math.max(0, Math.min(index, this.list.length - 1));
    this.#update();
    this.dispatchEvent(new Event("change"));
  }

  /**
   * @param {string} name
   * @returns {boolean} whether there is a screen of this name, which is shown from now on
   */
  showNamed(name) {
    const index = this.list.findIndex((screen) => screen.name === name);
    if (index >= 0) this.show(index);
    return index >= 0;
  }

  /** @param {boolean} all whether the lesson is one page */
  showAll(all) {
    this.all = all;
    this.show(this.index);
  }

  /** @param {Element} element whose screen is shown from now on */
  reveal(element) {
    const index = this.list.findIndex(({ cells }) => cells.some((cell) => cell.node.contains(element)));
    if (index >= 0 && index !== this.index) this.show(index);
  }

  /** The cells have changed, or are seen for the first time. */
  #split() {
    const name = this.current?.name;
    this.list = split(this.notebook.widgets);
    for (const cell of this.notebook.widgets) cell.node.classList.toggle("wf-for-marking", isWritten(cell));
    const index = this.list.findIndex((screen) => screen.name === name);
    this.show(index < 0 ? this.index : index);
  }

  #update() {
    this.node.classList.toggle("wf-one-screen", !this.all);
    for (const [number, { cells }] of this.list.entries()) {
      const hidden = !this.all && number !== this.index;
      for (const { node } of cells) {
        if (hidden) node.setAttribute("hidden", HIDDEN);
        else node.removeAttribute("hidden");
      }
    }
  }
}

/**
 * @param {any[]} cells
 * @returns {Screen[]}
 */
export function split(cells) {
  /** @type {Screen[]} */
  const screens = [];
  /** @type {any[]} the cells that lead over to what follows */
  let leading = [];
  cells.forEach((cell, i) => {
    const last = screens.at(-1);
    if (leadsOver(cell, cells[i + 1]) && last) {
      leading.push(cell);
      return;
    }
    const begun = beginning(cell, cells[i - 1], screens);
    if (begun || !last) screens.push({ ...opening(cell), ...begun, cells: [...leading, cell] });
    else last.cells.push(...leading, cell);
    leading = [];
  });
  return screens;
}

/**
 * @param {any} cell
 * @returns {Omit<Screen, "cells">}
 */
function opening(cell) {
  return { name: cell.model.id, title: "", kind: "section", page: 1 };
}

/**
 * Return what begins with a cell; null where it belongs to the screen before it.
 * @param {any} cell
 * @param {any} before
 * @param {Screen[]} screens
 * @returns {Partial<Screen> | null}
 */
function beginning(cell, before, screens) {
  const source = sourceOf(cell);
  if (cell.model.type !== "markdown") {
    if (CASE.test(source)) return { kind: "case", title: titleInOutput(cell) };
    return HAND_IN.test(source) ? { kind: "panel" } : null;
  }
  const heading = /^#{1,2} +(.+)$/m.exec(source);
  if (heading) return { title: plain(heading[1]) };
  const section = screens.findLast(({ kind }) => kind === "section");
  const belongs = before?.model.type === "code" && !CASE.test(sourceOf(before)); // to a figure, for instance
  if (!section || belongs || isWritten(cell)) return null;
  return { title: section.title, page: section.page + 1 };
}

/**
 * @param {any} cell
 * @param {any} next
 */
function leadsOver(cell, next) {
  if (cell.model.type !== "markdown" || isWritten(cell) || next?.model.type !== "code") return false;
  const source = sourceOf(cell);
  if (!(CASE.test(sourceOf(next)) || HAND_IN.test(sourceOf(next))) || /^#/m.test(source)) return false;
  return source.replace(/\]\([^)]*\)/g, "]").split(/\s+/).length <= LEAD_IN;
}

/**
 * Return whether a cell is the one that nbgrader lays a written answer into.
 * @param {any} cell
 */
function isWritten(cell) {
  return cell.model.type === "markdown" && Boolean(cell.model.getMetadata("nbgrader")?.grade);
}

/**
 * @param {any} cell
 * @returns {string}
 */
export function sourceOf(cell) {
  return cell.model.sharedModel.getSource();
}

/**
 * Return the title of a case or an activity, which its static form begins with; it stays when the live view takes its place.
 * @param {any} cell
 */
export function titleInOutput(cell) {
  const outputs = cell.model.sharedModel.getOutputs();
  const html = outputs.flatMap((/** @type {any} */ output) => output.data?.["text/html"] ?? "").join("");
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("h3") ?? cell.node.querySelector("h3"))?.textContent?.trim() ?? "";
}

/** @param {string} markdown of a heading */
function plain(markdown) {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "");
}
