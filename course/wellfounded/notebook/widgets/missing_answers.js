// @ts-check
// Names the questions that lack an answer before a lesson is handed in, each with a way back to it.

import { make } from "../../content/questions/elements.js";
import { phrase, phraseMany } from "../../i18n/messages.js";
import { leadToQuestion } from "./reveal.js";

/** @typedef {{title: string, place: string}} Unanswered a question, and where it stands */

/** @param {Unanswered[]} unanswered */
export function lackInWords(unanswered) {
  if (!unanswered.length) return "";
  return phraseMany(
    "One question is not answered. Choose one to go to it, or hand in as it is.",
    "{n} questions are not answered. Choose one to go to it, or hand in as it is.",
    unanswered.length,
  );
}

/**
 * Return the links to them, and the button that hands in all the same.
 * @param {Unanswered[]} unanswered
 * @param {() => void} handIn
 */
export function drawMissing(unanswered, handIn) {
  const items = unanswered.map(({ title, place }) => {
    const link = make("button", { type: "button", className: "wf-link", textContent: title, dir: "auto" });
    link.onclick = () => leadToQuestion(place);
    return make("li", {}, link);
  });
  const anyway = make("button", { type: "button", textContent: phrase("Hand in anyway"), onclick: handIn });
  return [...(items.length ? [make("ul", {}, ...items)] : []), anyway];
}
