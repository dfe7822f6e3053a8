// @ts-check
// What the views of activities share: head, statements of law with their sources folded, and the same in words.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/**
 * @typedef {object} Activity its texts are HTML, its names plain
 * @property {string} title
 * @property {string} facts
 * @property {string} prompt
 */

/** @typedef {{verdict: "yes" | "no" | "depends", says: string, why: string, sources: string[]}} Statement */

/**
 * Fill an activity's element: its head, what is done on a screen, and what stands on paper in its place.
 * @param {HTMLElement} el
 * @param {{activity: Activity, about: string, words: string}} shown
 * @param {...HTMLElement} live
 */
export function drawActivity(el, { activity, about, words }, ...live) {
  const title = make("h3", { textContent: activity.title, ...COURSE });
  const facts = make("div", { className: "wf-activity-facts", innerHTML: activity.facts, ...COURSE });
  const prompt = make("p", { className: "wf-activity-prompt", innerHTML: activity.prompt, ...COURSE });
  const paper = make("div", { className: "wf-on-paper", innerHTML: words });
  for (const invitation of paper.querySelectorAll(".wf-answer > summary")) invitation.remove();
  for (const answer of paper.querySelectorAll(".wf-answer")) answer.replaceWith(...answer.childNodes);
  for (const details of paper.querySelectorAll("details")) details.open = true;
  el.classList.add("wf", "wf-activity");
  el.append(title, make("div", { innerHTML: about }), facts, prompt);
  el.append(make("div", { className: "wf-live" }, ...live), paper);
}

/**
 * Return all that an activity can show as text, folded.
 * @param {string} words HTML
 */
export function drawWords(words) {
  const summary = make("summary", { textContent: phrase("All of it in words") });
  return make("details", { className: "wf-words" }, summary, make("div", { innerHTML: words }));
}

/**
 * Return what the law says, with a sign that stands for its verdict.
 * @param {Statement} statement
 */
export function drawStatement({ verdict, says, why, sources }) {
  const text = make("div", {}, make("strong", { innerHTML: says, ...COURSE }), " ");
  text.append(make("span", { innerHTML: why, ...COURSE }));
  const statement = make("div", { className: "wf-statement" }, text, ...drawSources(sources));
  statement.dataset.verdict = verdict;
  return statement;
}

/**
 * Return the sources of a statement, folded; nothing where there are none.
 * @param {string[]} sources HTML
 */
export function drawSources(sources) {
  if (!sources.length) return [];
  const items = sources.map((source) => make("li", { innerHTML: source, ...COURSE }));
  const summary = make("summary", { textContent: phrase("Sources ({n})", { n: sources.length }) });
  return [make("details", { className: "wf-activity-sources" }, summary, make("ul", {}, ...items))];
}

let groups = 0;

/**
 * Return a group of radio buttons that look like buttons.
 * @param {HTMLElement} legend
 * @param {{id: string, text: string}[]} options
 * @param {string} chosen the id of one, or ""
 * @param {(id: string) => void} choose
 * @param {Partial<HTMLElement>} [language] of the options
 */
export function drawPicks(legend, options, chosen, choose, language = COURSE) {
  groups += 1;
  const name = `wf-picks-${groups}`;
  const picks = options.map(({ id, text }) => {
    const input = make("input", { type: "radio", name, value: id, checked: id === chosen });
    input.onchange = () => choose(id);
    return make("label", { className: "wf-pick" }, input, make("span", { textContent: text, ...language }));
  });
  const group = make("div", { className: "wf-picks" }, ...picks);
  return make("fieldset", {}, make("legend", {}, legend), group);
}
