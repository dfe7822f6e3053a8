// @ts-check
// The reason why a part of an answer is right or wrong, told at that part instead of in a list below.

/**
 * Take out of some feedback each reason whose `data-reason` names a part that the view shows, with the line it stands in.
 * @param {HTMLElement} feedback
 * @param {HTMLElement} view
 */
export function takeReasons(feedback, view) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (feedback.querySelectorAll("[data-reason]"));
  const reasons = [...all].filter((reason) => partOf(reason, view));
  for (const reason of reasons) {
    const line = reason.closest("li");
    const list = line?.parentElement;
    line?.remove();
    if (!list?.childElementCount) list?.remove();
  }
  return reasons;
}

/**
 * Lay each reason at the part that it is about.
 * @param {HTMLElement[]} reasons
 * @param {HTMLElement} view
 */
export function placeReasons(reasons, view) {
  for (const reason of reasons) partOf(reason, view)?.append(reason);
  if (reasons.length) view.firstElementChild?.dispatchEvent(new CustomEvent("wellfounded-judged"));
}

/**
 * @param {HTMLElement} reason
 * @param {HTMLElement} view
 */
function partOf(reason, view) {
  const parts = /** @type {NodeListOf<HTMLElement>} */ (view.querySelectorAll("[data-part]"));
  return [...parts].find((part) => part.dataset.part === reason.dataset.reason);
}
