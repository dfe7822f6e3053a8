// @ts-check
// The cells of a lesson as they lie in the page, in the form of JupyterLab's notebook: so the learner's view reads them.

/** @typedef {{ node: HTMLElement, model: object, call: [name: string, parameters: any[]] | [] }} Cell */

const NEVER = { connect() {}, disconnect() {} }; // what is said of changes that a page does not know

export class LessonCells {
  /** @param {HTMLElement} panel what holds the lesson */
  constructor(panel) {
    this.node = /** @type {HTMLElement} */ (panel.querySelector(".jp-Notebook"));
    this.outerNode = /** @type {HTMLElement} */ (panel.querySelector(".jp-WindowedPanel-outer"));
    const nodes = /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(".jp-Cell"));
    /** @type {Cell[]} */
    this.widgets = [...nodes].map((node) => ({
      node,
      model: cellModel(node),
      call: JSON.parse(node.dataset.call ?? "[]"),
    }));
    this.activeCellIndex = 0;
    this.isDisposed = false;
    const sittings = JSON.parse(document.body.dataset.sittings ?? "[]");
    this.model = {
      cells: { changed: NEVER },
      getMetadata: (/** @type {string} */ name) => (name === "sittings" ? sittings : undefined),
    };
  }
}

/** @param {HTMLElement} node */
function cellModel({ dataset, classList }) {
  return {
    id: dataset.cell,
    type: classList.contains("jp-CodeCell") ? "code" : "markdown",
    getMetadata: () => undefined,
    sharedModel: { getSource: () => dataset.source ?? "", getOutputs: () => [] },
  };
}

/** What the learner's view asks of JupyterLab's panel. @param {HTMLElement} node @param {string} path */
export function lessonPanel(node, path) {
  return { node, context: { path }, fit() {}, disposed: NEVER, isVisible: true };
}
