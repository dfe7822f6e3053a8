// @ts-check
// A learner who left quickly: Back and Forward in this window lead to a blank page, and to no lesson, until one is opened
// anew. In JupyterLab all lessons are steps of one page, which leave.js can leave behind; here each is a page of its own.

import { goBlank, LEAVING } from "../../../notebook/widgets/leave.js";
import { stored } from "../../../notebook/widgets/unsent.js";

const KEY = "wellfounded left"; // of sessionStorage, which is this window's

/** Do it now, and whenever this page is shown again. It comes first: nothing of the lesson is drawn before. */
export function stayAway() {
  document.addEventListener(LEAVING, () => sessionStorage.setItem(KEY, "{}"));
  addEventListener("pageshow", ({ persisted }) => persisted && hasLeft() && goBlank()());
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (!hasLeft()) return;
  if (came?.type === "back_forward") goBlank()();
  else sessionStorage.removeItem(KEY);
}

function hasLeft() {
  return stored(() => sessionStorage, KEY) !== null;
}
