// @ts-check
// A mark in this browser, beside the answers: the number of what was kept last. Where less is there later, answers were lost.

import { stored } from "../../../notebook/widgets/unsent.js";

const KEY = "wellfounded answers";

function mark() {
  return Number(stored(() => localStorage, KEY)?.last) || 0;
}

/** Whether answers were ever kept here. */
export function isMarked() {
  return mark() > 0;
}

/**
 * Return whether answers were lost.
 * @param {number} last the number of what was kept last, of all that is there
 */
export function lostSince(last) {
  return mark() > last;
}

/** @param {number} last */
export function writeMark(last) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ last }));
  } catch {
    // Then nobody can tell whether answers were lost.
  }
}

export function forgetMark() {
  localStorage.removeItem(KEY);
}
