// @ts-check
// A lesson that is read: nothing in it can be edited by a click or a key, and keys do what they do on any page.

const MUTE = "data-lm-suppress-shortcuts"; // JupyterLab's keys do nothing in an element that has it
const OURS = "reading"; // its value where we set it: views set it themselves, too
const SPOKEN = ["role", "aria-label"]; // what a screen reader says of an element

/**
 * Let JupyterLab's keys do nothing while one reads. It looks at the very element that has the focus, before all others.
 */
export function muteKeys() {
  window.addEventListener(
    "keydown",
    ({ target }) => {
      if (isReading() && target instanceof Element && !target.hasAttribute(MUTE)) target.setAttribute(MUTE, OURS);
    },
    true,
  );
}

/** Give JupyterLab its keys back. */
export function unmuteKeys() {
  for (const element of document.querySelectorAll(`[${MUTE}="${OURS}"]`)) element.removeAttribute(MUTE);
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
  const unname = () => isReading() && nameCells(panel, true);
  new MutationObserver(unname).observe(node, { subtree: true, attributeFilter: SPOKEN }); // JupyterLab names them anew
}

/**
 * Let a screen reader say nothing of JupyterLab's cells, or give them their roles and names back.
 * @param {any} panel
 * @param {boolean} reading
 */
export function nameCells(panel, reading) {
  for (const part of panel.content.node.querySelectorAll(".jp-WindowedPanel-viewport, .jp-Cell")) {
    for (const name of SPOKEN) {
      const [from, to] = reading ? [name, `data-wf-${name}`] : [`data-wf-${name}`, name];
      const value = part.getAttribute(from);
      if (value === null) continue;
      part.setAttribute(to, value);
      part.removeAttribute(from);
    }
  }
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
