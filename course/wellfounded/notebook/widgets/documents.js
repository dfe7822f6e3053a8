// @ts-check
// Draws the papers of a case file: leaf through them in one pane, or lay up to three side by side. One pane stands beside
// the questions where there is room (documents.css).

import { COURSE, make, uuid } from "../../content/questions/elements.js";
import { phrase, phraseMany } from "../../i18n/messages.js";
import { drawZoom } from "./paper_zoom.js";

/** @typedef {{id: string, title: string, look: string, notes: string, body: string}} Paper notes and body are HTML */

const MOST_PANES = 3;

export class Papers {
  /**
   * @param {string} name the case's, by which questions point into its papers
   * @param {Paper[]} papers
   */
  constructor(name, papers) {
    this.name = name;
    this.papers = papers;
    this.desk = make("div", { className: "wf-panes" });
    this.more = make("button", { type: "button", textContent: phrase("Lay another paper beside it") });
    this.more.onclick = () => this.add();
    this.asked = this.asked.bind(this);
    document.addEventListener("wellfounded-paper", this.asked);
    /** @type {Pane[]} */
    this.panes = [];
    this.addPane(0);
    this.element = this.draw();
  }

  draw() {
    const all = this.papers.map((paper) => lay(make("div", { className: "wf-paper" }), paper)); // on paper nobody leafs
    const count = phraseMany(
      "This file holds {n} paper. It says how it writes dates.",
      "This file holds {n} papers. Each says how it writes dates.",
      this.papers.length,
    );
    return make(
      "div",
      { className: "wf wf-papers" },
      make("p", { textContent: count }),
      this.desk,
      make("div", { className: "wf-actions" }, this.more),
      make("div", { className: "wf-on-paper" }, ...all),
    );
  }

  add() {
    const next = this.papers.findIndex((_, i) => !this.panes.some((pane) => pane.shown === i));
    this.addPane(Math.max(next, 0)).focus();
  }

  /** @param {number} paper */
  addPane(paper) {
    const pane = new Pane(this.papers, paper, () => this.putAway(pane));
    this.panes.push(pane);
    this.arrange();
    return pane;
  }

  /** @param {Pane} pane */
  putAway(pane) {
    this.panes.splice(this.panes.indexOf(pane), 1);
    this.arrange();
    this.panes[0].focus();
  }

  arrange() {
    const { panes, desk, more, papers } = this;
    desk.replaceChildren(...panes.map((pane) => pane.element));
    desk.dataset.panes = String(panes.length);
    more.hidden = panes.length >= Math.min(MOST_PANES, papers.length);
    for (const pane of panes) pane.away.hidden = panes.length === 1;
  }

  /**
   * A question points into a paper of its case.
   * @param {Event} event
   */
  asked(event) {
    const { detail } = /** @type {CustomEvent} */ (event);
    const paper = this.papers.findIndex(({ id }) => id === detail.id);
    if (detail.papers === this.name) this.panes[0].open(paper, detail.back);
  }

  end() {
    document.removeEventListener("wellfounded-paper", this.asked);
  }
}

class Pane {
  /**
   * @param {Paper[]} papers
   * @param {number} paper the number of the first to show
   * @param {() => void} putAway
   */
  constructor(papers, paper, putAway) {
    this.papers = papers;
    const options = papers.map(({ title }) => make("option", { textContent: title, ...COURSE }));
    this.choice = make("select", { onchange: () => this.show(this.shown) }, ...options);
    this.choice.setAttribute("aria-label", phrase("Paper shown here"));
    this.away = make("button", { type: "button", textContent: phrase("Put away"), onclick: putAway });
    this.title = make("h4", { id: `wf-${uuid()}` });
    this.title.setAttribute("aria-live", "polite"); // the title alone: a whole paper read out could not be stopped
    this.paper = make("article", { className: "wf-paper", tabIndex: 0 }); // the arrow keys move it where it scrolls
    this.paper.setAttribute("aria-labelledby", this.title.id);
    this.back = make("button", { type: "button", textContent: phrase("Back to the question") });
    this.way = make("div", { className: "wf-actions wf-way-back", hidden: true }, this.back);
    const before = this.turnButton(phrase("‹ Before"), -1);
    const next = this.turnButton(phrase("Next ›"), 1);
    const zoom = drawZoom(this.paper);
    const tools = make("div", { className: "wf-actions" }, this.choice, before, next, zoom, this.away);
    this.element = make("section", { className: "wf-pane" }, tools, this.paper, this.way);
    this.show(paper);
  }

  get shown() {
    return this.choice.selectedIndex;
  }

  /**
   * @param {string} textContent
   * @param {number} step
   */
  turnButton(textContent, step) {
    const count = this.papers.length;
    const onclick = () => this.show((this.shown + step + count) % count);
    return make("button", { type: "button", textContent, onclick });
  }

  /** @param {number} paper */
  show(paper) {
    this.choice.selectedIndex = paper;
    lay(this.paper, this.papers[paper], this.title);
    this.paper.scrollTop = 0;
  }

  focus() {
    this.choice.focus();
  }

  /**
   * @param {number} paper
   * @param {() => void} goBack
   */
  open(paper, goBack) {
    this.show(paper);
    this.way.hidden = false;
    this.back.onclick = () => {
      this.way.hidden = true;
      goBack();
    };
    this.element.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
    this.paper.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: this.besideTheQuestions() ? "nearest" : "start" });
  }

  besideTheQuestions() {
    const papers = this.element.closest(".wf-papers");
    return papers !== null && getComputedStyle(papers).position === "sticky";
  }
}

/**
 * @param {HTMLElement} sheet
 * @param {Paper} paper
 * @param {HTMLElement} [heading]
 */
function lay(sheet, { title, look, notes, body }, heading = make("h4")) {
  Object.assign(sheet, COURSE).dataset.look = look;
  const about = make("div", { className: "wf-paper-notes", innerHTML: notes });
  heading.textContent = title;
  if (heading.parentElement !== sheet) sheet.replaceChildren(heading); // it stays, or its change would not be spoken
  while (sheet.lastChild !== heading) sheet.lastChild?.remove();
  sheet.append(about, make("div", { innerHTML: body }));
  for (const table of sheet.querySelectorAll("table")) {
    if (look === "passport") keepRoles(table);
    else inItsOwnWidth(table, title);
  }
  return sheet;
}

const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/**
 * The rows of a passport's table are drawn as stamps, and to some browsers what is drawn otherwise is no table.
 * @param {HTMLTableElement} table
 */
function keepRoles(table) {
  for (const [tag, role] of Object.entries(ROLES)) {
    for (const element of [table, ...table.querySelectorAll(tag)])
      if (element.matches(tag)) element.setAttribute("role", role);
  }
}

/**
 * A table that is wider than a narrow window is moved sideways by itself, with the arrow keys too.
 * @param {HTMLTableElement} table
 * @param {string} title
 */
export function inItsOwnWidth(table, title) {
  const wide = make("div", { className: "wf-wide", tabIndex: 0, role: "group", ariaLabel: title });
  table.replaceWith(wide);
  wide.append(table);
}
