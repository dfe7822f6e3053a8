// @ts-check
// Draws the topics of an interview as a list of buttons, each with what was done of it.

import { later, phrase } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";
import { waysIn } from "./interview_walk.js";

/** @typedef {import("./interview_bubbles.js").Fields} Fields */
/** @typedef {import("./interview_walk.js").State} State */

/**
 * @param {Fields} script
 * @param {State} state
 * @param {number} current the topic that is talked about; -1 for none
 * @param {(topic: number) => void} choose
 */
export function drawTopics(script, state, current, choose) {
  const legend = make("legend", {
    textContent: current < 0 ? phrase("What do you want to talk about?") : phrase("Another topic"),
    tabIndex: -1,
  });
  const list = make("ul");
  list.setAttribute("role", "list");
  const items = script.topics.map((_, number) => (number === current ? [] : drawTopic(script, state, number, choose)));
  list.append(...items.flat().sort((a, b) => Number(isDone(a)) - Number(isDone(b)))); // what is done comes last
  return make("fieldset", { className: "wf-topics" }, legend, list);
}

/**
 * Return the item of a topic; nothing of one that nobody knows of yet.
 * @param {Fields} script
 * @param {State} state
 * @param {number} number
 * @param {(topic: number) => void} choose
 */
function drawTopic(script, state, number, choose) {
  const { id, title } = script.topics[number];
  const isThere = waysIn(script, state, number).length > 0;
  const isBegun = state.reached[number] > 0;
  if (!isThere && !isBegun) return [];
  const words = make("span", { innerHTML: title, ...COURSE });
  const done = make("small", { textContent: phrase(stateOf(isThere, isBegun)) });
  const button = make("button", { type: "button", className: "wf-topic", value: id }, words, " ", done);
  button.disabled = !isThere;
  button.onclick = () => choose(number);
  return [make("li", {}, button)];
}

/** @param {HTMLElement} item */
function isDone(item) {
  return item.querySelector("button")?.disabled;
}

/**
 * @param {boolean} isThere
 * @param {boolean} isBegun
 */
function stateOf(isThere, isBegun) {
  if (!isThere) return later("done");
  return isBegun ? later("more to ask") : later("not begun");
}
