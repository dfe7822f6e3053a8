// @ts-check
// The sittings of a lesson, as the build wrote them into its notebook.

/**
 * @typedef {object} Sitting
 * @property {number} number from 1
 * @property {number} all how many there are
 * @property {number} minutes
 * @property {number} first the index of the screen that it begins with
 * @property {number} last the index of the screen that it ends with
 */

/**
 * Return the sittings of a lesson; none where it has only one, or was released before there were any.
 * @param {import("./screens.js").Screens} screens
 * @returns {Sitting[]}
 */
export function sittingsOf({ notebook, list }) {
  /** @type {{ begins: string, minutes: number }[]} */
  const written = notebook.model.getMetadata("sittings") ?? [];
  const starts = written
    .map(({ begins, minutes }) => ({ first: indexOf(list, begins), minutes }))
    .filter(({ first }) => first >= 0);
  if (starts.length < 2) return [];
  const lasts = [...starts.slice(1).map(({ first }) => first - 1), list.length - 1];
  return starts.map((start, i) => ({ ...start, number: i + 1, all: starts.length, last: lasts[i] }));
}

/**
 * @param {import("./screens.js").Screen[]} list
 * @param {string} id of a cell
 */
function indexOf(list, id) {
  return list.findIndex(({ cells }) => cells.some(({ model }) => model.id === id));
}
