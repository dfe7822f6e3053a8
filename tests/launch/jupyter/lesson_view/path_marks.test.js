// @ts-check
// The place on a path under the heading of a section, drawn as a row of marks.

import { drawPathMarks } from "../../../../course/wellfounded/launch/jupyter/lesson_view/path_marks.js";

const PLACE = '<p><em><a href="#A-path">The gates</a>, 2 of 3: Fear</em></p>';

/** @param {string} html */
function cell(html) {
  const node = document.createElement("div");
  node.innerHTML = `<div class="jp-RenderedMarkdown"><h2>Fear</h2>${html}</div>`;
  return node;
}

/** @param {Element} node */
const marks = (node) => [...node.querySelectorAll(".wf-path-marks > span")].map(({ className }) => className);

test("the present place is lit, and the words and the way back to the path stay", () => {
  const notebook = cell(PLACE);
  drawPathMarks(notebook);
  expect(marks(notebook)).toEqual(["", "wf-lit", ""]);
  expect(notebook.querySelector("p.wf-path-place")?.textContent).toBe("The gates, 2 of 3: Fear");
  expect(notebook.querySelector("a")?.getAttribute("href")).toBe("#A-path");
});

test.each([
  "<p><em>Read this first.</em></p>",
  '<p><em><a href="#A-path">The gates</a> again.</em></p>',
  '<p>Some words. <em><a href="https://example.org/">A page</a>, 2 of 3: Fear</em></p>',
])("any other line under a heading stays as it is: %s", (html) => {
  const notebook = cell(html);
  const before = notebook.innerHTML;
  drawPathMarks(notebook);
  expect(notebook.innerHTML).toBe(before);
});

test("a section that is drawn later has its marks then, once", async () => {
  const notebook = document.createElement("div");
  drawPathMarks(notebook);
  notebook.append(cell(PLACE));
  await expect.poll(() => marks(notebook)).toEqual(["", "wf-lit", ""]);
  notebook.append(document.createElement("p"));
  await expect.poll(() => marks(notebook)).toEqual(["", "wf-lit", ""]);
});
