// @ts-check
// Draws a text field that grows with its text, with a count of words. What is typed is kept after a short pause, and on
// leaving the field or the page.

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
  const length = make("span");
  const bar = make("progress", { max: question.most });
  bar.setAttribute("aria-hidden", "true"); // the words beside it say the same
  const count = make("p", { className: "wf-count", id }, length, bar);
  field.setAttribute("aria-describedby", id);
  field.setAttribute("aria-label", phrase("Your reasons"));
  const tell = () => {
    const words = countWords(field.value);
    length.textContent = describeLength(words, question);
    bar.value = Math.min(words, question.most);
    growBy(field);
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
  // A page that is closed, or put aside on a phone, may not come back: what is typed goes now, or waits in the window.
  document.addEventListener("visibilitychange", function leave() {
    if (field.isConnected) end();
    else document.removeEventListener("visibilitychange", leave);
  });
}

/**
 * Make a field as high as its text, where the style sheet cannot.
 * @param {HTMLTextAreaElement} field
 */
function growBy(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`; // and its borders
}

/** @param {string} text */
function countWords(text) {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}

/**
 * @param {number} words
 * @param {{least: number, most: number}} guide
 */
function describeLength(words, { least, most }) {
  const guide = { least, most };
  return phraseMany("{n} word. Write {least} to {most}.", "{n} words. Write {least} to {most}.", words, guide);
}
