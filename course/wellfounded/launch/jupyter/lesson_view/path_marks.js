// @ts-check
// Draws the place on a path that a section tells of as a row of marks, as Python draws that of a case: render/case.py.

const PLACE = /, (\d+) of (\d+): /; // as lesson_notebook.py writes it, after a link to the path

/**
 * Draw the marks in JupyterLab's rendered Markdown, now and whenever a cell is drawn.
 * @param {Element} notebook the node of the notebook
 */
export function drawPathMarks(notebook) {
  // One that is drawn has its marks beside the words, which are then no only child.
  const places = ".jp-RenderedMarkdown h2 + p > em:only-child:has(> a[href^='#']:first-child)";
  const draw = () => notebook.querySelectorAll(places).forEach(drawPlace);
  new MutationObserver(draw).observe(notebook, { childList: true, subtree: true });
  draw();
}

/** @param {Element} words */
function drawPlace(words) {
  const [, here, all] = words.textContent?.match(PLACE) ?? [];
  if (!here) return;
  const row = document.createElement("span");
  row.className = "wf-path-marks";
  for (let number = 1; number <= Number(all); number++) {
    const mark = document.createElement("span");
    if (number === Number(here)) mark.className = "wf-lit";
    row.append(mark);
  }
  words.before(row);
  words.parentElement?.classList.add("wf-path-place");
}
