// @ts-check
// A part of the desk: a heading, what it is for, its controls, what became of what was done, and a place to ask once
// more.

import { make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/** @typedef {(state: string, text: string) => void} Say */
/** @typedef {(about: string | Node[], yes: string, act: () => void, no?: () => void) => void} Confirm */

export class DeskPart {
  /**
   * @param {string} title
   * @param {string} words
   * @param {...Node} children
   */
  constructor(title, words, ...children) {
    this.status = makeStatus("p", "wf-status");
    this.questions = make("div");
    const heading = make("h4", { textContent: title });
    const about = make("p", { textContent: words });
    this.element = make("section", {}, heading, about, ...children, this.questions, this.status);
    this.say = this.say.bind(this);
    this.confirm = this.confirm.bind(this);
  }

  /** @type {Say} */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  /**
   * Return what does something when it is called, and says what became of it.
   * @param {string} busy
   * @param {() => Promise<string>} act
   */
  doing(busy, act) {
    return async (/** @type {Event | void} */ event) => {
      event?.preventDefault();
      this.say("saving", busy);
      try {
        this.say("saved", await act());
      } catch (error) {
        this.say("lost", error instanceof Error ? error.message : String(error));
      }
    };
  }

  /**
   * Show what the learner must read: it takes the focus.
   * @param {string} label
   * @param {...Node} inside
   */
  show(label, ...inside) {
    const shown = make("div", { className: "wf-confirm", tabIndex: -1 }, ...inside);
    shown.setAttribute("role", "group");
    shown.setAttribute("aria-label", label);
    this.questions.replaceChildren(shown);
    shown.focus();
  }

  /** @type {Confirm} */
  confirm(about, yes, act, no = () => {}) {
    const before = document.activeElement;
    /** @param {() => void} then */
    const close = (then) => () => {
      this.questions.replaceChildren();
      if (before instanceof HTMLElement) before.focus();
      then();
    };
    const inside = typeof about === "string" ? [make("p", { textContent: about })] : about;
    const agree = make("button", { type: "button", textContent: yes, onclick: close(act) });
    const keep = make("button", { type: "button", textContent: phrase("No, keep everything"), onclick: close(no) });
    this.show(phrase("Are you sure?"), ...inside, make("div", { className: "wf-actions" }, agree, keep));
  }
}

/**
 * Return a line with a field and its label.
 * @param {string} words
 * @param {HTMLElement} control
 */
export function labelled(words, control) {
  return make("p", {}, make("label", {}, `${words} `, control));
}
