// @ts-check
// One notice above a lesson. What is said next takes its place.

import { make } from "../../../content/questions/elements.js";
import { markLanguage } from "../../../i18n/messages.js";

export class Notice {
  /** @param {HTMLElement} lesson what it stands above */
  constructor(lesson) {
    this.element = make("aside", { className: "wf wf-notice wf-above", hidden: true });
    markLanguage(this.element);
    lesson.before(this.element);
  }

  /**
   * @param {string} words
   * @param {...HTMLElement} controls a button, a form, or what they say
   */
  say(words, ...controls) {
    this.show(make("p", { textContent: words }), make("div", { className: "wf-actions" }, ...controls));
  }

  /** @param {...HTMLElement} parts */
  show(...parts) {
    this.element.replaceChildren(...parts);
    this.element.hidden = false;
  }

  close() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
