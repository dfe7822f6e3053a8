// @ts-check
// Where a reader stopped in a lesson: in the page's address, and in this browser for the next time.

import { stored } from "../../../notebook/widgets/unsent.js";
import { screenAt } from "../../jupyter/lesson_view/addresses.js";

const KEY = "wellfounded places";
const HAND_IN = "hand-in"; // the id of its cell
let forgotten = false;

/**
 * Return the name of the screen on which a lesson opens: what its address names, or where it was left. A page without a
 * hand-in, such as the start page, begins at its beginning.
 * @param {string} module
 * @param {import("../../jupyter/lesson_view/screens.js").Screens} screens
 */
export function placeNow(module, { list }) {
  const named = screenAt();
  if (list.some(({ name }) => name === named)) return named;
  return list.some(({ name }) => name === HAND_IN) ? (kept()[module] ?? "") : "";
}

/**
 * @param {string} module
 * @param {import("../../jupyter/lesson_view/screens.js").Screens} screens
 */
export function writePlace(module, screens) {
  if (screens.all || forgotten) return;
  const { name } = screens.current;
  history.replaceState(history.state, "", `#${encodeURIComponent(name)}`);
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), [module]: name }));
  } catch {
    // The browser keeps nothing.
  }
}

/** Write no place any more, in this window: its reader is forgotten. */
export function forgetPlaces() {
  forgotten = true;
}

/** @returns {Record<string, any>} */
function kept() {
  return stored(() => localStorage, KEY) ?? {};
}
