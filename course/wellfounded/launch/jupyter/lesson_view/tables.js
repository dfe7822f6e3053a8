// @ts-check
// Prepares the tables of a lesson's text for narrow windows: one of three columns or more can be shown row by row, where
// each cell says whose column it stands in (prose.css). One of numbers fits as it is.

const WIDE = 3; // columns: two of them fit a telephone side by side
const SHORT = 12; // characters: as many as a number, or two, has

/**
 * Label the tables in JupyterLab's rendered Markdown, now and whenever a cell is drawn.
 * @param {Element} notebook the node of the notebook
 */
export function labelTables(notebook) {
  const label = () => notebook.querySelectorAll(".jp-RenderedMarkdown table:not(.wf-stacked)").forEach(labelTable);
  new MutationObserver(label).observe(notebook, { childList: true, subtree: true });
  label();
}

/** @param {Element} table */
function labelTable(table) {
  const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
  const words = [...table.querySelectorAll("td + td")].some(({ textContent }) => (textContent ?? "").length > SHORT);
  if (names.length < WIDE || !words) return;
  table.classList.add("wf-stacked");
  for (const row of table.querySelectorAll("tbody tr")) {
    for (const [column, cell] of [...row.querySelectorAll("td")].entries()) cell.dataset.label = names[column];
  }
}
