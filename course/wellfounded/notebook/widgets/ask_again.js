// @ts-check
// What a learner of a cohort opens to ask for another look at a mark: which question, and why.

import { make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

const LONGEST = 2000; // characters of a reason

/** @typedef {{place: string, words: string}} Subject */

export class AskAgain {
  /** @param {(place: string, reason: string) => void} ask */
  constructor(ask) {
    this.ask = ask;
    this.subject = make("select");
    this.reason = make("textarea", { rows: 3, maxLength: LONGEST, dir: "auto" });
    this.button = make("button", {
      type: "button",
      textContent: phrase("Ask for another look"),
      onclick: () => this.send(),
    });
    const about = phrase(
      "This writes a file with your request, for your instructor. It changes no answer and no mark.",
    );
    this.element = make(
      "details",
      { className: "wf-ask-again", hidden: true },
      make("summary", { textContent: phrase("Please look again at a mark") }),
      make("p", { textContent: about }),
      make("label", {}, make("span", { textContent: phrase("Which question?") }), this.subject),
      make("label", {}, make("span", { textContent: phrase("What should be looked at, and why?") }), this.reason),
      make("div", { className: "wf-actions" }, this.button),
    );
  }

  /** @param {Subject[]} subjects */
  show(subjects) {
    this.element.hidden = !subjects.length;
    const chosen = this.subject.value;
    this.subject.replaceChildren(
      ...subjects.map(({ place, words }) => make("option", { value: place, textContent: words })),
    );
    if (chosen) this.subject.value = chosen;
  }

  send() {
    if (!this.reason.value.trim()) {
      this.reason.focus();
      return;
    }
    this.ask(this.subject.value, this.reason.value);
  }

  /** The request is on disk: there is nothing left to send. */
  sent() {
    this.reason.value = "";
    /** @type {HTMLDetailsElement} */ (this.element).open = false;
  }
}
