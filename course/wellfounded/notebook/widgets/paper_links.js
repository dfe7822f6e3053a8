// @ts-check
// What leads from a question to the papers of its case that it points into, and back.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/**
 * Return a button for each paper. Whoever comes back finds the focus on it, in view.
 * @param {import("../../content/questions/question.d.ts").Question} question
 */
export function drawPaperLinks({ papers, case: name }) {
  const links = papers.map(({ id, title }) => {
    const link = make("button", { type: "button", textContent: title, ...COURSE });
    const back = () => {
      link.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
      link.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    };
    link.onclick = () => {
      document.dispatchEvent(new CustomEvent("wellfounded-paper", { detail: { papers: name, id, back } }));
    };
    return link;
  });
  return make("div", { className: "wf-actions wf-look" }, make("span", { textContent: phrase("Look at:") }), ...links);
}
