// @ts-check
// Copies a text to where one can paste it from.

import { make } from "../../content/questions/elements.js";

/**
 * Copy a text, and say whether that was done. Where a page came over plain HTTP the newer way is closed.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

/** @param {string} text */
function copyBySelecting(text) {
  const before = document.activeElement;
  const field = make("textarea", { value: text, readOnly: true, ariaHidden: "true", className: "wf-spoken" });
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
