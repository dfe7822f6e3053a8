// @ts-check
// What a screen reader says of a question: one word that the answer is saved, then the verdict with its reason. What is
// seen changes with every key; this does not.

import { make, makeStatus } from "../../content/questions/elements.js";

/** How long an answer rests before it is said that it is saved. */
export const REST_MS = 1000;

/** How long words stay for a screen reader to take them up: whoever reads on finds them not a second time. */
export const STAY_MS = 5000;

export class Announcer {
  constructor() {
    this.element = makeStatus("div", "wf-spoken");
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /**
   * Say this now, in place of what was to be said.
   * @param {string} words
   */
  say(words) {
    clearTimeout(this.timer);
    this.element.textContent = words;
    if (words) this.timer = setTimeout(() => this.say(""), STAY_MS);
  }

  /**
   * Say this unless something else comes soon.
   * @param {string} words
   */
  saySoon(words) {
    this.say(""); // the same words twice would be said once
    this.timer = setTimeout(() => this.say(words), REST_MS);
  }

  end() {
    clearTimeout(this.timer);
  }
}

/**
 * Return what is said of feedback: without sources, tables and lists, which wait to be read.
 * @param {HTMLElement} feedback
 */
export function spokenWords(feedback) {
  const copy = make("div", { innerHTML: feedback.innerHTML });
  for (const part of copy.querySelectorAll("details, table, ul, ol, [aria-hidden]")) part.remove();
  const words = [...copy.children].map((part) => part.textContent).join(" ");
  return words.replace(/\s+/g, " ").trim();
}
