// @ts-check
// The line that says what became of an answer, with a button where it can be sent again.

import { make } from "../../content/questions/elements.js";
import { clock, later, phrase } from "../../i18n/messages.js";

const IN_PAGE = later("In this page only, until you close it. Save your answers as a file.");

export class StatusLine {
  /** @param {() => void} sendAgain */
  constructor(sendAgain) {
    this.status = make("span", { className: "wf-status", tabIndex: -1 });
    this.again = make("button", { type: "button", textContent: phrase("Try again"), hidden: true, onclick: sendAgain });
  }

  /**
   * @param {string} state
   * @param {string} text
   * @param {boolean} [offersAgain] whether it can be sent again
   */
  say(state, text, offersAgain = false) {
    this.status.dataset.state = state;
    this.status.textContent = text;
    if (!offersAgain && this.again === document.activeElement) this.status.focus(); // the button goes
    this.again.hidden = !offersAgain;
  }
}

/**
 * Return what is said of an answer that was taken. A web page says on its body that its browser keeps nothing.
 * @param {string} at
 */
export function savedAt(at) {
  return keepsNothing() ? phrase(IN_PAGE) : phrase("Saved at {time}", { time: clock(at) });
}

/** Return the same for a screen reader, shorter. */
export function saved() {
  return keepsNothing() ? phrase(IN_PAGE) : phrase("Saved.");
}

function keepsNothing() {
  return document.body.dataset.wfKeeps === "nothing";
}
