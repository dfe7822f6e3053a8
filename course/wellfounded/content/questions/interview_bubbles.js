// @ts-check
// Draws what was said in an interview, as a conversation: the learner's words on one side, the replies on the other.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";

const CALM = 7; // trust of so much and more shows as calm
const CLOSED = 3; // of so much and less as closed

/** @typedef {import("./interview_walk.js").Move} Move */
/** @typedef {import("./interview_walk.js").Script & {name: string, role: string}} Fields */

/**
 * Return one exchange: its turn, what the learner said, and the reply, which can take the focus.
 * @param {Fields} script
 * @param {Move} move
 * @param {() => void} goBack
 */
export function drawExchange({ name, turns }, move, goBack) {
  const title = authored(turns[move.turn].title);
  const turn = make("p", {
    className: "wf-where",
    innerHTML: phrase("Turn {n}: {title}", { n: move.turn + 1, title }),
  });
  const back = make("button", { type: "button", textContent: phrase("Go back to here"), onclick: goBack });
  back.setAttribute("aria-label", phrase("Go back to here: {turn}", { turn: turn.textContent }));
  const reply = make("div", { className: "wf-reply", tabIndex: -1 });
  reply.append(...move.replies.map(({ text }) => drawBubble(authored(name), text)));
  return make(
    "li",
    {},
    make("div", { className: "wf-actions" }, turn, back),
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
 * Say in words how the person seems.
 * @param {string} name HTML
 * @param {{trust: number}} state
 */
export function demeanour(name, { trust }) {
  if (trust >= CALM) return phrase("{name} seems calm.", { name });
  return trust <= CLOSED ? phrase("{name} seems closed.", { name }) : phrase("{name} seems guarded.", { name });
}

/**
 * Mark what authors wrote, within a message.
 * @param {string} html
 */
export function authored(html) {
  return `<span lang="en" dir="ltr">${html}</span>`;
}
