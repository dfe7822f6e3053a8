// @ts-check
// Puts the live views into a lesson: each takes the place of its static form once it is drawn.

import { markLanguage } from "../../../i18n/messages.js";
import { render } from "../../../notebook/widgets/views.js";

/**
 * Say in the place of each part that it is not drawn yet; or, once it will not be, say nothing.
 * @param {string} words
 */
export function sayComing(words) {
  for (const each of document.querySelectorAll(".wf-coming")) {
    markLanguage(/** @type {HTMLElement} */ (each));
    each.textContent = words;
  }
}

/**
 * @param {import("./course_engine.js").CourseEngine} engine
 * @param {import("./lesson_cells.js").Cell[]} cells
 * @param {Record<string, { view: string, state: Record<string, any> }[]>} parts as Python drew them
 */
export async function drawParts(engine, cells, parts) {
  for (const cell of cells) {
    const views = parts[cell.node.dataset.cell ?? ""];
    if (!views) continue;
    const area = /** @type {HTMLElement} */ (cell.node.querySelector(".jp-Cell-outputArea"));
    const live = document.createElement("div");
    live.classList.add("jp-OutputArea-output", "wf-live");
    for (const { view, state } of views) {
      const el = document.createElement("div");
      live.append(el);
      await render(/** @type {any} */ ({ model: engine.model(view, state), el }));
    }
    area.replaceChildren(live);
    live.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true })); // its questions can be counted now
  }
}
