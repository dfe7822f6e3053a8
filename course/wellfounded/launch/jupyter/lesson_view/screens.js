// @ts-check
// A lesson's screens: which cells belong together, and which of them are shown. A screen begins at a heading of the first
// two levels, and at each case; what stands between belongs to the screen before it.

/** @typedef {{ title: string, kind: "section" | "case" | "panel", cells: any[] }} Screen */

const HIDDEN = "wf-elsewhere"; // the class of a cell that belongs to another screen

/** Shows one screen of a lesson, or all of them, and says so to whoever listens for `change`. */
export class Screens extends EventTarget {
  /** @param {any} notebook the JupyterLab notebook widget that shows the lesson */
  constructor(notebook) {
    super();
    this.notebook = notebook;
    this.list = split(notebook.widgets);
    this.index = 0;
    this.all = false;
    this.show(0);
  }

  get current() {
    return this.list[this.index];
  }

  /** @param {number} index of the screen that is shown from now on */
  show(index) {
    this.index = Math.min(Math.max(index, 0), this.list.length - 1);
    for (const [number, screen] of this.list.entries()) {
      for (const cell of screen.cells) cell.node.classList.toggle(HIDDEN, !this.all && number !== this.index);
    }
    this.dispatchEvent(new Event("change"));
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
}

/**
 * @param {any[]} cells
 * @returns {Screen[]}
 */
export function split(cells) {
  /** @type {Screen[]} */
  const screens = [];
  for (const cell of cells) {
    const begun = beginning(cell);
    if (begun || !screens.length) screens.push({ kind: "section", title: "", ...begun, cells: [cell] });
    else screens[screens.length - 1].cells.push(cell);
  }
  return screens;
}

/**
 * @param {any} cell
 * @returns {{ title: string, kind: "section" | "case" | "panel" } | null}
 */
function beginning(cell) {
  const source = cell.model.sharedModel.getSource();
  if (cell.model.type === "markdown") {
    const heading = /^#{1,2} +(.+)$/m.exec(source);
    return heading && { kind: "section", title: heading[1] };
  }
  if (/^case\(/m.test(source)) return { kind: "case", title: "" };
  return /^hand_in\(/m.test(source) ? { kind: "panel", title: "" } : null;
}
