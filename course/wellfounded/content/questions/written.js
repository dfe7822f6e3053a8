// @ts-check
// Draws a text field that grows, with a count of words. What is typed is kept after a short pause, and on leaving.

import { phrase, phraseMany } from "../../i18n/messages.js";
import { make, onPaper, uuid } from "./elements.js";

const PAUSE_MS = 800;
const MOST_CHARACTERS = 20000;

/** @param {import("./question.d.ts").Drawing<{least: number, most: number}, string>} drawing */
export function draw({ question, response, answer }) {
  const id = `wf-${uuid()}`;
  const field = make("textarea", {
    className: "wf-written",
    rows: 8,
    value: response || "",
    maxLength: MOST_CHARACTERS,
    dir: "auto",
  });
  const count = make("p", { className: "wf-count", id });
  field.setAttribute("aria-describedby", id);
  field.setAttribute("aria-label", phrase("Your reasons"));
  const tell = () => {
    count.textContent = describeLength(field.value, question);
  };
  field.addEventListener("input", tell);
  keepAfterPause(field, answer);
  tell();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), field, onPaper(field), count);
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {(text: string) => void} keep
 */
function keepAfterPause(field, keep) {
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null; // null while nothing was typed since the last time

  function end() {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    keep(field.value);
  }

  field.addEventListener("input", () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(end, PAUSE_MS);
  });
  field.addEventListener("blur", end);
}

/**
 * @param {string} text
 * @param {{least: number, most: number}} guide
 */
function describeLength(text, { least, most }) {
  const words = text.trim() ? text.trim().split(/\s+/).length : 0;
  const guide = { least, most };
  return phraseMany("{n} word. Write {least} to {most}.", "{n} words. Write {least} to {most}.", words, guide);
}
