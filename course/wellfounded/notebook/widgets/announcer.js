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
   * Say this now, in place of what was to be said: a text, or pieces that bear their language.
   * @param {...(string | HTMLElement)} words
   */
  say(...words) {
    clearTimeout(this.timer);
    this.element.replaceChildren(...words);
    if (this.element.textContent) this.timer = setTimeout(() => this.say(), STAY_MS);
  }

  /**
   * Say this unless something else comes soon.
   * @param {string} words
   */
  saySoon(words) {
    this.say(); // the same words twice would be said once
    this.timer = setTimeout(() => this.say(words), REST_MS);
  }

  end() {
    clearTimeout(this.timer);
  }
}

/**
 * Return what is said of feedback: without sources, tables and lists, which wait to be read. Each piece bears its
 * language, so that a voice of another one does not read the course's English.
 * @param {HTMLElement} feedback
 */
export function spokenWords(feedback) {
  const copy = make("div", { innerHTML: feedback.innerHTML });
  for (const part of copy.querySelectorAll("details, table, ul, ol, [aria-hidden]")) part.remove();
  for (const part of copy.children) part.append(" "); // two paragraphs are two sentences
  const pieces = [];
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const marked = /** @type {HTMLElement | null | undefined} */ (walk.currentNode.parentElement?.closest("[lang]"));
    const textContent = (walk.currentNode.textContent ?? "").replace(/\s+/g, " ");
    pieces.push(make("span", marked ? { textContent, lang: marked.lang } : { textContent }));
  }
  return pieces;
}
