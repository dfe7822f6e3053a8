// @ts-check
// Leads a learner to a part of the page, also one that the page does not show at the moment.

/** The event that asks the page to show the element which it is dispatched on. */
const REVEAL = "wellfounded-reveal";

/**
 * Show an element, and put the focus on it, or on the first control in it.
 * @param {Element | null | undefined} element
 */
export function leadTo(element) {
  if (!(element instanceof HTMLElement)) return;
  element.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
  const controls = element.matches("[tabindex]") ? [element] : [...element.querySelectorAll(CONTROLS)];
  const first = controls.find((control) => control.checkVisibility());
  element.scrollIntoView({ block: element.matches("[tabindex]") ? "start" : "center" });
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}

const CONTROLS = "input, select, textarea, button, summary";

/**
 * Lead to a question; to the note of its case while that is closed.
 * @param {string} place
 */
export function leadToQuestion(place) {
  const question = placed(".wf-question").find((each) => each.dataset.place === place);
  question?.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
  const note = placed(".wf-note").find((each) => place.startsWith(`${each.dataset.place}/`));
  leadTo(note && !question?.checkVisibility() ? note : question);
}

/**
 * @param {string} css
 * @returns {HTMLElement[]}
 */
function placed(css) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(css))];
}
