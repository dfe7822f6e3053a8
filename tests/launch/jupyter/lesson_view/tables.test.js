// @ts-check
// The tables of a lesson, labelled for narrow windows.

import { labelTables } from "../../../../course/wellfounded/launch/jupyter/lesson_view/tables.js";

const HEAD = "<thead><tr><th>Country</th><th>Rule</th><th>Excuse</th></tr></thead>";
const WORDS = "<td>Canada</td><td>One year</td><td>For children on their own</td>";
const NUMBERS = "<td>Spain</td><td>172</td><td>27.1 to 48.0</td>";
const THREE = `<table>${HEAD}<tbody><tr>${WORDS}</tr></tbody></table>`;
const TWO = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>";

/** @param {string} html */
function cell(html) {
  const node = document.createElement("div");
  node.innerHTML = `<div class="jp-RenderedMarkdown">${html}</div>`;
  return node;
}

/** @param {Element} node */
const labels = (node) => [...node.querySelectorAll("td")].map(({ dataset }) => dataset.label);

test("each cell of a wide table says whose column it stands in", () => {
  const notebook = cell(THREE);
  labelTables(notebook);
  expect(labels(notebook)).toEqual(["Country", "Rule", "Excuse"]);
  expect(notebook.querySelector("table")?.className).toBe("wf-stacked");
});

test("a table of two columns stays a table", () => {
  const notebook = cell(TWO);
  labelTables(notebook);
  expect(labels(notebook)).toEqual([undefined, undefined]);
  expect(notebook.querySelector(".wf-stacked")).toBeNull();
});

test("a table of numbers stays a table", () => {
  const notebook = cell(THREE.replace(WORDS, NUMBERS));
  labelTables(notebook);
  expect(notebook.querySelector(".wf-stacked")).toBeNull();
});

test("a table that is drawn later is labelled then", async () => {
  const notebook = document.createElement("div");
  labelTables(notebook);
  notebook.append(cell(THREE));
  await expect.poll(() => labels(notebook)).toEqual(["Country", "Rule", "Excuse"]);
});
