// @ts-check
// What is pressed in the result of a hand-in: a question to go to, the receipt to copy, marks to look for.

import { phrase } from "../../i18n/messages.js";
import { copyText } from "./copy_text.js";
import { leadToQuestion } from "./reveal.js";

/**
 * @param {HTMLElement} result
 * @param {string} place of the lesson
 * @param {{ note(words: string): void, lookForMarks(): void }} doings
 */
export function followResult(result, place, { note, lookForMarks }) {
  result.onclick = ({ target }) => {
    const link = target instanceof Element ? target.closest("[data-goto], [data-copy], [data-fetch]") : null;
    if (!(link instanceof HTMLElement)) return;
    const { goto, copy, fetch } = link.dataset;
    if (fetch !== undefined) lookForMarks();
    else if (copy) void copyReceipt(link, copy).then(note);
    else leadToQuestion(`${place}/${goto}`);
  };
}

/** Put the focus on the marks that were looked for: the button went with the old result. @param {HTMLElement} result */
export function focusMarks(result) {
  const link = result.querySelector(".wf-marks a, .wf-marks button");
  if (link instanceof HTMLElement && document.activeElement === document.body) link.focus();
}

/**
 * @param {HTMLElement} link
 * @param {string} receipt
 * @returns {Promise<string>} what became of it
 */
async function copyReceipt(link, receipt) {
  const copied = await copyText(receipt);
  link.textContent = copied ? phrase("Copied") : phrase("It could not be copied");
  if (copied) return phrase("The receipt is copied. Paste it where you keep such things.");
  return phrase("Your browser does not let this page copy. Save the receipt as a file instead.");
}
