// @ts-check
// While the questions of a lesson start, its page stays as it is: the static form of a case is shown until the live one
// is there, and cannot be answered. If that takes long, a line says so, and offers to start them.

import { make } from "../../../content/questions/elements.js";
import { later, markLanguage, phrase } from "../../../i18n/messages.js";

const LIVE = ".jp-OutputArea-output > .lm-Widget > *"; // what a view has drawn
const QUIET_MS = 1000;
const LATE_MS = 20_000;
const SAID = {
  well: "",
  starting: later("Questions are getting ready…"),
  stopped: later("The questions have not started by themselves."),
  // No button: what the changed lesson would run is out of sight here.
  refused: later("This lesson was changed, so its questions do not start here. The menu shows it in JupyterLab."),
};

/** @typedef {{ end(): void, ended: Promise<void> }} Kept a static form that is shown: what ends it, and when it has ended */

/** @type {WeakMap<any, Kept>} by the cell */
const kept = new WeakMap();

/**
 * Keep the static form of each cell that runs, until what it shows is there.
 * @param {import("./jupyterlab.d.ts").Modules} lab
 */
export function keepStaticForms({ notebook: { NotebookActions } }) {
  NotebookActions.executionScheduled.connect((/** @type {unknown} */ _, /** @type {any} */ { cell }) => {
    holdStaticForms([cell]);
  });
  NotebookActions.executed.connect((/** @type {unknown} */ _, /** @type {any} */ { cell }) => {
    if (!hasView(cell)) kept.get(cell)?.end();
  });
}

/**
 * Keep the static forms of cells that are about to run; return when what they show is there. Of many at once it costs
 * less: JupyterLab measures each cell that it runs, for which the whole lesson would be laid out anew after each form.
 * @param {any[]} cells
 * @returns {Promise<unknown>}
 */
export function holdStaticForms(cells) {
  for (const cell of cells) if (!kept.has(cell)) keepStaticForm(cell);
  return Promise.all(cells.map((cell) => kept.get(cell)?.ended));
}

/**
 * Show the static form of a cell in place of its output, where there is one and no live view yet.
 * @param {any} cell
 */
function keepStaticForm(cell) {
  const output = cell.node.querySelector(".jp-Cell-outputWrapper");
  if (!output?.querySelector(".jp-OutputArea-output") || output.querySelector(LIVE)) return;
  const copy = /** @type {HTMLElement} */ (output.cloneNode(true));
  copy.classList.add("wf-held");
  const parts = copy.querySelectorAll("section > :not(h1, h2, h3)"); // a heading may have the focus
  for (const part of parts.length ? parts : [copy]) /** @type {HTMLElement} */ (part).inert = true;
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  output.before(copy);
  output.classList.add("wf-unready");
  const observer = new MutationObserver(() => output.querySelector(LIVE) && end());
  let say = () => {};
  const end = () => {
    observer.disconnect();
    kept.delete(cell);
    copy.remove();
    output.classList.remove("wf-unready");
    output.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true })); // its questions can be counted now
    say();
  };
  const ended = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
    say = resolve;
  });
  kept.set(cell, { end, ended });
  observer.observe(output, { childList: true, subtree: true });
}

/** @param {any} cell */
function hasView(cell) {
  const outputs = cell.model.type === "code" ? cell.model.sharedModel.getOutputs() : [];
  return outputs.some((/** @type {any} */ { data }) => data?.["application/vnd.jupyter.widget-view+json"]);
}

/**
 * Return the line that says how the start goes, a widget that takes no room while all is well. Its button asks start.js
 * for another try, or opens the page again.
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @param {any} panel
 */
export function makeStartLine({ widgets }, panel) {
  const words = make("span");
  words.setAttribute("role", "status");
  words.tabIndex = -1; // takes the focus when the button goes
  const start = make("button", { type: "button", textContent: phrase("Start the questions") });
  const line = make("div", { className: "wf-start-line", hidden: true }, words, start);
  const widget = new widgets.Widget({ node: make("div", {}, line) });
  line.dataset.state = "well";
  let begun = performance.now();
  start.onclick = () => {
    // Views are drawn only where a kernel was had when the page was opened.
    if (document.body.dataset.wfStart === "stopped") return location.reload();
    begun = performance.now(); // it is offered again, should this start fail, too
    setTimeout(update, LATE_MS);
    panel.node.dispatchEvent(new CustomEvent("wellfounded-start"));
    update();
  };
  const update = () => {
    const state = stateOf(panel, performance.now() - begun);
    if (state === "well" || panel.isDisposed) observer.disconnect();
    if (panel.isDisposed || line.dataset.state === state) return;
    line.dataset.state = state;
    const focused = line.contains(document.activeElement);
    line.hidden = state === "well";
    start.hidden = state !== "stopped";
    if (focused) (line.hidden ? headingShown(panel) : words)?.focus({ preventScroll: true });
    words.textContent = SAID[state] ? phrase(SAID[state]) : "";
    widget.node.style.minHeight = `${line.offsetHeight}px`; // by which JupyterLab's layout makes room
    panel.fit();
  };
  const observer = new MutationObserver(update);
  const begin = () => {
    observer.observe(panel.content.node, { childList: true, subtree: true }); // a question has come alive
    observer.observe(document.body, { attributeFilter: ["data-wf-start"] }); // the lesson was refused
    update();
  };
  markLanguage(line);
  setTimeout(begin, QUIET_MS);
  setTimeout(update, LATE_MS);
  return widget;
}

/**
 * @param {any} panel
 * @param {number} waited milliseconds
 * @returns {"well" | "starting" | "stopped" | "refused"}
 */
function stateOf(panel, waited) {
  if (isAlive(panel) || hasNothingToStart(panel)) return "well";
  const { wfStart } = document.body.dataset;
  if (wfStart === "refused" || wfStart === "stopped") return wfStart;
  return waited >= LATE_MS ? "stopped" : "starting";
}

/** @param {any} panel @returns {HTMLElement | undefined} the first heading that is shown, which can now have the focus */
function headingShown(panel) {
  const headings = [.../** @type {HTMLElement} */ (panel.content.node).querySelectorAll("h1, h2, h3")];
  const heading = /** @type {HTMLElement | undefined} */ (headings.find((node) => node.checkVisibility()));
  heading?.setAttribute("tabindex", "-1");
  return heading;
}

/** Return whether a page is text alone, as the glossary is. @param {any} panel */
function hasNothingToStart(panel) {
  const cells = panel.content.widgets ?? [];
  return cells.length > 0 && cells.every((/** @type {any} */ { model }) => model.type !== "code");
}

/** Return whether all that a lesson shows alive is alive. @param {any} panel */
function isAlive(panel) {
  const { node } = panel.content;
  return !node.querySelector(".wf-held") && Boolean(node.querySelector(LIVE));
}
