// @ts-check
// Turning the pages of a lesson: a new screen begins at its top, with the focus on its heading; keys and swipes turn too.

import { isReading } from "./reading.js";

const SWIPE = 60; // pixels; a shorter touch is none
const SWIPE_MS = 800;
const CONTROLS = "a, button, input, select, textarea, label, summary, [draggable='true'], [contenteditable='true']";
const TYPED = "input, select, textarea, [contenteditable='true']";

/**
 * Show the beginning of a lesson's screen, and put the focus on its heading.
 * @param {import("./screens.js").Screens} screens
 */
export function beginReading({ notebook, current, all }) {
  notebook.activeCellIndex = notebook.widgets.indexOf(current.cells[0]);
  if (all) current.cells[0].node.scrollIntoView();
  else notebook.outerNode.scrollTop = 0;
  focusHeading(current);
}

/**
 * Show the heading that a link within a lesson names.
 * @param {import("./screens.js").Screens} screens
 * @param {string} name
 */
export function showHeading(screens, name) {
  const id = JSON.stringify(name);
  const heading = /** @type {HTMLElement | null} */ (
    name ? screens.node.querySelector(`[id=${id}], [data-jupyter-id=${id}]`) : null
  );
  if (!heading) return;
  screens.reveal(heading);
  heading.scrollIntoView();
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

/**
 * Follow the links in a lesson's text to its own headings: JupyterLab would scroll to one that another screen hides.
 * @param {import("./screens.js").Screens} screens
 */
export function followLinks(screens) {
  const follow = (/** @type {MouseEvent} */ event) => {
    const css = ".jp-RenderedMarkdown a[href^='#']";
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(css));
    if (!link || !isReading()) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(history.state, "", location.href); // Back leads here again
    showHeading(screens, decodeURIComponent(link.hash.slice(1)));
  };
  screens.node.addEventListener("click", follow, { capture: true });
}

/**
 * The live view of a case takes the place of its static form: the focus goes along.
 * @param {import("./screens.js").Screens} screens
 */
export function keepFocus(screens) {
  let focused = false; // on the heading of the screen
  const { node } = screens;
  node.addEventListener("focusin", ({ target }) => {
    focused = headingOf(screens.current) === target;
  });
  new MutationObserver(() => {
    if (focused && document.activeElement === document.body && isReading()) focusHeading(screens.current);
  }).observe(node, { childList: true, subtree: true });
}

/** @param {import("./screens.js").Screen} screen */
function focusHeading(screen) {
  const heading = headingOf(screen);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/**
 * Return what a screen begins with: its heading, or on a later page of a section the first words.
 * @param {import("./screens.js").Screen} screen
 * @returns {HTMLElement | null}
 */
function headingOf({ cells, page }) {
  const css = page > 1 ? ".jp-RenderedHTMLCommon > *" : ":is(h1, h2, h3):not(.wf-unready *)";
  for (const { node } of cells) {
    const heading = node.querySelector(css);
    if (heading) return heading;
  }
  return null;
}

/**
 * Alt with the arrows up and down turns pages. What is typed in keeps its keys.
 * @param {HTMLElement} node
 * @param {(by: number) => void} turn
 */
export function turnByKeys(node, turn) {
  node.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target = /** @type {Element} */ (event.target);
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isReading()) return;
    if (target.matches(TYPED) && !target.matches("[type='radio'], [type='checkbox']")) return;
    event.preventDefault();
    event.stopPropagation();
    turn(by);
  });
}

/**
 * A swipe to the side turns pages, unless it began in a control or in what scrolls sideways.
 * @param {HTMLElement} node
 * @param {(by: number) => void} turn
 */
export function turnBySwipes(node, turn) {
  /** @type {{ x: number, y: number, at: number } | null} */
  let begun = null;
  node.addEventListener(
    "touchstart",
    ({ touches, target, timeStamp }) => {
      const mayTurn = touches.length === 1 && isReading() && !hasOwnSwipes(/** @type {Element} */ (target), node);
      begun = mayTurn ? { x: touches[0].clientX, y: touches[0].clientY, at: timeStamp } : null;
    },
    { passive: true },
  );
  node.addEventListener("touchend", ({ changedTouches: [touch], timeStamp }) => {
    if (!begun || timeStamp - begun.at > SWIPE_MS || document.getSelection()?.isCollapsed === false) return;
    const [x, y] = [touch.clientX - begun.x, touch.clientY - begun.y];
    begun = null;
    if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
    turn(x < 0 === (getComputedStyle(node).direction === "ltr") ? 1 : -1);
  });
}

/**
 * @param {Element} target
 * @param {HTMLElement} within
 */
function hasOwnSwipes(target, within) {
  if (target.closest(CONTROLS)) return true;
  for (let element = target; element !== within && element.parentElement; element = element.parentElement) {
    const scrolls = element.scrollWidth > element.clientWidth + 1;
    if (scrolls && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
  }
  return false;
}
