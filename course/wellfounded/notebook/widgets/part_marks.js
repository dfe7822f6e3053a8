// @ts-check
// Right and wrong, told on the very option, passage, card or item: by a sign, a word and, in part_marks.css, a colour.

import { make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/**
 * Mark each part of a view whose `data-part` is among `marks`, and no other.
 * @param {HTMLElement} view
 * @param {Record<string, boolean>} marks by part, whether it is right
 */
export function markParts(view, marks) {
  for (const part of view.querySelectorAll("[data-part]")) {
    if (part instanceof HTMLElement) markPart(part, marks[part.dataset.part ?? ""]);
  }
}

/**
 * @param {HTMLElement} part
 * @param {boolean | undefined} right
 */
function markPart(part, right) {
  part.querySelector(".wf-part-mark")?.remove();
  delete part.dataset.mark;
  if (right === undefined) return;
  part.dataset.mark = right ? "right" : "wrong";
  const mark = make("span", {
    className: "wf-part-mark",
    textContent: right ? phrase("✓ Right") : phrase("✗ Not right"),
  });
  const input = part.querySelector(":scope > input");
  if (input) input.after(mark);
  else part.prepend(mark);
}
