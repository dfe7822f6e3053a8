// @ts-check
// Names the questions that lack an answer before a lesson is handed in, each with a way back to it.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase, phraseMany } from "../../i18n/messages.js";
import { leadToQuestion } from "./reveal.js";

/**
 * @typedef {object} Unanswered a case, by its title, and its questions that lack an answer
 * @property {string} title
 * @property {{title: string, place: string}[]} questions
 */

/** @param {Unanswered[]} unanswered */
export function lackInWords(unanswered) {
  const count = unanswered.flatMap(({ questions }) => questions).length;
  if (!count) return "";
  return phraseMany(
    "One question is not answered. Choose one to go to it, or hand in as it is.",
    "{n} questions are not answered. Choose one to go to it, or hand in as it is.",
    count,
  );
}

/**
 * Return the links to them, case by case, and the button that hands in all the same.
 * @param {Unanswered[]} unanswered
 * @param {() => void} handIn
 */
export function drawMissing(unanswered, handIn) {
  const anyway = make("button", { type: "button", textContent: phrase("Hand in anyway"), onclick: handIn });
  return [...unanswered.flatMap(drawCase), anyway];
}

/** @param {Unanswered} unanswered */
function drawCase({ title, questions }) {
  const items = questions.map(({ title: name, place }) => {
    const link = make("button", { type: "button", className: "wf-link", textContent: name });
    link.onclick = () => leadToQuestion(place);
    return make("li", {}, link);
  });
  const id = `wf-missing-${questions[0].place.split("/").at(-2)}`;
  const heading = make("h4", { textContent: title, id, ...COURSE });
  const list = make("ul", {}, ...items);
  list.setAttribute("aria-labelledby", id);
  return [heading, list];
}
