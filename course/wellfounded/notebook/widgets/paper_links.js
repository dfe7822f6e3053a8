// @ts-check
// What leads from a question to the papers of its case that it points into, and back.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

const FEW = 3;
const NARROW = "(max-width: 700px)"; // here more than a few would push the question out of the window: they are folded

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
  if (links.length > FEW && globalThis.matchMedia?.(NARROW).matches) return drawFolded(links);
  return make("div", { className: "wf-actions wf-look" }, make("span", { textContent: phrase("Look at:") }), ...links);
}

/** @param {HTMLElement[]} links */
function drawFolded(links) {
  const summary = make("summary", { textContent: phrase("Look at the papers ({n})", { n: links.length }) });
  return make("details", { className: "wf-look" }, summary, make("div", { className: "wf-actions" }, ...links));
}
