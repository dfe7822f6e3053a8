// @ts-check
// The view of a question's own kind, with what leads to the papers below its prompt, and the response that it shows.

import { make } from "../../content/questions/elements.js";
import { kinds } from "./kinds.js";
import { drawPaperLinks } from "./paper_links.js";

/** @typedef {import("../../content/questions/question.d.ts").Question} Question */

export class KindView {
  /**
   * @param {Question} question
   * @param {{answer: (response: unknown) => void, check: () => void, end: () => void}} calls
   */
  constructor(question, calls) {
    this.question = question;
    this.calls = calls;
    this.papers = question.papers.length ? drawPaperLinks(question) : null;
    this.element = make("div");
    /** @type {unknown} */
    this.response = null;
  }

  /**
   * Draw a response. One that cannot be drawn counts as none, so that the question can be answered again.
   * @param {unknown} response
   */
  show(response) {
    this.response = response;
    try {
      this.draw();
    } catch {
      this.response = null;
      this.draw();
    }
  }

  draw() {
    const { question, response, calls } = this;
    this.element.replaceChildren(kinds[question.kind].draw({ question, response, ...calls }));
    if (this.papers) this.element.querySelector("legend")?.after(this.papers);
  }

  /**
   * Draw a response unless it is there already: the controls, and the focus in them, then stay.
   * @param {unknown} response
   */
  update(response) {
    const same = JSON.stringify(response) === JSON.stringify(this.response);
    if (!same || !this.element.hasChildNodes()) this.show(response);
  }
}
