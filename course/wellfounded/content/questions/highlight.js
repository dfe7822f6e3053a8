// @ts-check
// Draws a text in which each marked passage is a native check box, its label the passage's own words, inline.

import { phrase, phraseMany } from "../../i18n/messages.js";
import { COURSE, make, makeStatus } from "./elements.js";

const MARK = /\[\[([a-z][0-9]*|[0-9]+): (.*?)\]\]/gs; // as in passages.py

/** @param {import("./question.d.ts").Drawing<{text: string}, string[]>} drawing */
export function draw({ question, response, answer }) {
  // The text is HTML that the build made. Marks stand in its words, never in a tag; what is inside one stays as it is.
  const html = question.text.replace(MARK, '<label class="wf-passage"><input type="checkbox" value="$1">$2</label>');
  const text = make("div", { className: "wf-text", innerHTML: html, ...COURSE });
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (text.querySelectorAll(".wf-passage > input"))];
  const marked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const count = makeStatus("p", "wf-marked");
  const tell = () => {
    count.textContent = describe(marked().length);
  };
  for (const box of boxes) {
    box.checked = (response || []).includes(box.value);
    if (box.parentElement) box.parentElement.dataset.part = box.value;
    box.addEventListener("change", () => {
      tell();
      answer(marked());
    });
  }
  tell();
  const how = make("p", {
    className: "wf-how",
    textContent: phrase("Choose the words that are underlined to mark them."),
  });
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), how, text, count);
}

/** @param {number} marked */
function describe(marked) {
  return marked ? phraseMany("{n} passage marked.", "{n} passages marked.", marked) : phrase("No passage marked.");
}
