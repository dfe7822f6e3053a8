// @ts-check
// A lesson that is read: nothing in it can be edited by a click or a key, and keys do what they do on any page.

const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab's keys do nothing within an element that has it

/**
 * Let JupyterLab's keys alone, or give them back.
 * @param {boolean} reading
 */
export function muteKeys(reading) {
  document.body.toggleAttribute(SUPPRESS, reading);
}

/** @returns {boolean} whether lessons are shown to be read */
export function isReading() {
  return document.body.dataset.wfView === "lesson";
}

/**
 * Keep a lesson as it is for as long as it is read.
 * @param {any} panel JupyterLab's, that shows the lesson
 */
export function protect(panel) {
  const { node } = panel.content;
  for (const type of ["dblclick", "contextmenu", "lm-dragenter"]) node.addEventListener(type, keepFromJupyterLab, true);
  const clean = () => {
    // Only outputs change while one reads, and each run makes them anew: there is nothing to save, or to ask about.
    if (isReading() && panel.context.model.dirty) panel.context.model.dirty = false;
  };
  panel.context.model.stateChanged.connect(clean);
  clean();
}

/**
 * Take the two keys for which browsers would do what helps nobody here: save the page as a file, print one screen.
 * @param {{ print(): void, save(): void }} doings
 */
export function listenToKeys({ print, save }) {
  /** @type {Record<string, () => void>} */
  const keys = { p: print, s: save };
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key.toLowerCase()];
    if (!act || !isReading() || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

/** @param {Event} event */
function keepFromJupyterLab(event) {
  if (isReading()) event.stopPropagation();
}
