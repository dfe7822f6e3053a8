// @ts-check
// Draws what was said in an interview, as a conversation: the learner's words on one side, the replies on the other.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";

/** @typedef {import("./interview_walk.js").Move} Move */
/** @typedef {import("./interview_walk.js").Script & {name: string, role: string}} Fields */

/**
 * Return one exchange: its line and topic, what the learner said, and the reply, which can take the focus.
 * @param {Fields} script
 * @param {Move} move
 * @param {number} n the number of its line
 * @param {() => void} goBack
 */
export function drawExchange({ name, topics }, move, n, goBack) {
  const title = move.topic < 0 ? phrase("At any time") : authored(topics[move.topic].title);
  const line = make("p", { className: "wf-where", innerHTML: phrase("Line {n}: {title}", { n, title }) });
  const back = make("button", { type: "button", textContent: phrase("Go back to here"), onclick: goBack });
  back.setAttribute("aria-label", phrase("Go back to here: {turn}", { turn: line.textContent }));
  const reply = make("div", { className: "wf-reply", tabIndex: -1 });
  reply.append(...move.replies.map(({ text }) => drawBubble(authored(name), text)));
  return make(
    "li",
    {},
    make("div", { className: "wf-actions" }, line, back),
    drawBubble(phrase("You"), move.way.text, "wf-own"),
    reply,
  );
}

/**
 * @param {string} speaker HTML
 * @param {string} words HTML
 * @param {string} [side]
 */
function drawBubble(speaker, words, side = "wf-other") {
  const label = make("strong", { innerHTML: `${speaker}:` });
  return make("p", { className: `wf-bubble ${side}` }, label, " ", make("span", { innerHTML: words, ...COURSE }));
}

/**
 * Mark what authors wrote, within a message.
 * @param {string} html
 */
export function authored(html) {
  return `<span lang="en" dir="ltr">${html}</span>`;
}
