// @ts-check
// JupyterLab's own frame around a document: menus, tool bars, side bars, status bar. It is hidden by JupyterLab's own
// means, so that the lesson gets the room, and all that was hidden is shown again on demand.

const SIDES = ["left", "right"];

export class Frame {
  /**
   * @param {any} shell of JupyterLab, or of Notebook 7, which lacks some of its areas
   * @param {any} bar our own, which stays
   */
  constructor(shell, bar) {
    this.shell = shell;
    this.bar = bar;
    /** @type {Set<any>} the widgets that were hidden */
    this.hidden = new Set();
    this.isHidden = false;
    /** @type {string | null} how JupyterLab showed documents before */
    this.mode = null;
  }

  /** Hide what is shown of it. JupyterLab adds and opens things at any time, so this is called again and again. */
  hide() {
    this.isHidden = true;
    this.#oneDocument();
    for (const widget of this.#widgets()) {
      if (widget.isHidden) continue;
      widget.hide();
      this.hidden.add(widget);
    }
    this.#closeSides();
    this.bar.parent?.show(); // JupyterLab's “Show Header” may have hidden it
  }

  /** Show all that was hidden. Panels that were open stay closed: who wants one opens it. */
  show() {
    if (!this.isHidden) return;
    this.isHidden = false;
    for (const widget of this.hidden) if (!widget.isDisposed) widget.show();
    this.hidden.clear();
    this.#showTabs(true); // JupyterLab remembers over a reload that they were hidden
    if (this.mode) this.shell.mode = this.mode;
    this.mode = null;
  }

  #oneDocument() {
    if (this.shell.mode !== "multiple-document") return;
    this.mode = this.shell.mode;
    this.shell.mode = "single-document";
  }

  /** @returns {Iterable<any>} the widgets of JupyterLab's frame, and the tool bar of each document */
  *#widgets() {
    for (const widget of this.shell.widgets("top")) if (widget !== this.bar) yield widget;
    for (const widget of this.shell.widgets("menu")) if (widget.parent) yield widget.parent;
    if (this.shell.menu) yield this.shell.menu; // what holds the menus in Notebook 7
    if (this.shell.mode) for (const widget of this.shell.widgets("bottom")) if (widget.parent) yield widget.parent;
    for (const widget of this.shell.widgets("main")) if (widget.toolbar) yield widget.toolbar;
  }

  #closeSides() {
    if (!this.shell.leftCollapsed) this.shell.collapseLeft();
    if (!this.shell.rightCollapsed) this.shell.collapseRight();
    if (this.shell.downCollapsed === false) this.shell.collapseDown();
    this.#showTabs(false);
  }

  /** @param {boolean} shown whether the bars of tabs at the sides are; Notebook 7 has none */
  #showTabs(shown) {
    if (!this.shell.toggleSideTabBarVisibility) return;
    for (const side of SIDES) {
      if (this.shell.isSideTabBarVisible(side) !== shown) this.shell.toggleSideTabBarVisibility(side);
    }
  }
}
