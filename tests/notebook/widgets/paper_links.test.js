// @ts-check
// What leads from a question to its papers: on a phone many of them leave room for the question.

import { drawPaperLinks } from "../../../course/wellfounded/notebook/widgets/paper_links.js";
import { question } from "../../widget_model.js";

/**
 * @param {number} count of papers
 * @param {boolean} narrow whether the window is
 */
function drawn(count, narrow) {
  vi.stubGlobal("matchMedia", () => ({ matches: narrow }));
  const papers = Array.from({ length: count }, (_, i) => ({ id: `d${i + 1}`, title: `Exhibit ${i + 1}` }));
  const links = drawPaperLinks({ ...question(), papers, case: "vance" });
  document.body.replaceChildren(links);
  return links;
}

/** @type {(() => void) | undefined} */
let unlisten;
afterEach(() => {
  vi.unstubAllGlobals();
  unlisten?.();
});

test("in a narrow window many papers are folded, and each still leads to its own", () => {
  const links = drawn(8, true);
  expect(links.tagName).toBe("DETAILS");
  expect(/** @type {HTMLDetailsElement} */ (links).open).toBe(false);
  expect(links.querySelector("summary")?.textContent).toBe("Look at the papers (8)");
  /** @type {string[]} */
  const seen = [];
  const see = (/** @type {any} */ { detail }) => seen.push(`${detail.papers} ${detail.id}`);
  document.addEventListener("wellfounded-paper", see);
  unlisten = () => document.removeEventListener("wellfounded-paper", see);
  for (const button of links.querySelectorAll("button")) button.click();
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `vance d${n}`));
});

test.each([
  [3, true],
  [8, false],
])("%i papers in a window of which it is %s that it is narrow are all in sight", (count, narrow) => {
  const links = drawn(count, narrow);
  expect(links.tagName).toBe("DIV");
  expect(links.querySelectorAll("button")).toHaveLength(count);
  expect(links.textContent).toMatch(/^Look at:/);
});
