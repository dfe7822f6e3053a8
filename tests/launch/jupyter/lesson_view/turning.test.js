// @ts-check
import { turnByKeys, turnBySwipes } from "../../../../course/wellfounded/launch/jupyter/lesson_view/turning.js";

const turn = vi.fn();
/** @type {HTMLElement} */
let lesson;

beforeEach(() => {
  turn.mockClear();
  document.body.dataset.wfView = "lesson";
  document.body.innerHTML = `<div><p>words</p><textarea></textarea><input type="radio"><button>Check</button>
    <div class="table" style="overflow-x: auto"><p>wide</p></div></div>`;
  lesson = /** @type {HTMLElement} */ (document.body.firstElementChild);
  turnByKeys(lesson, turn);
  turnBySwipes(lesson, turn);
});

/** @param {string} css */
const find = (css) => /** @type {HTMLElement} */ (lesson.querySelector(css));

/**
 * @param {string} css
 * @param {string} key
 * @param {KeyboardEventInit} [more]
 */
function press(css, key, more = { altKey: true }) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  find(css).dispatchEvent(event);
  return event.defaultPrevented;
}

test("Alt with an arrow turns pages, also from a choice; what is typed in keeps its keys", () => {
  expect([press("p", "ArrowDown"), press("input", "ArrowUp")]).toEqual([true, true]);
  expect(turn.mock.calls).toEqual([[1], [-1]]);
  expect([press("textarea", "ArrowDown"), press("p", "ArrowLeft"), press("p", "ArrowDown", {})]).not.toContain(true);
  expect(press("p", "ArrowDown", { altKey: true, shiftKey: true })).toBe(false);
  document.body.dataset.wfView = "jupyterlab";
  expect(press("p", "ArrowDown")).toBe(false);
  expect(turn).toHaveBeenCalledTimes(2);
});

/**
 * @param {string} css
 * @param {number} x
 * @param {number} y
 * @param {number} [fingers]
 */
function swipe(css, x, y, fingers = 1) {
  const touches = Array(fingers).fill({ clientX: 200, clientY: 200 });
  find(css).dispatchEvent(Object.assign(new Event("touchstart", { bubbles: true }), { touches }));
  const changedTouches = [{ clientX: 200 + x, clientY: 200 + y }];
  find(css).dispatchEvent(Object.assign(new Event("touchend", { bubbles: true }), { changedTouches }));
}

test("a swipe to the side turns pages", () => {
  swipe("p", -100, 20);
  swipe("p", 100, -20);
  expect(turn.mock.calls).toEqual([[1], [-1]]);
  lesson.style.direction = "rtl";
  swipe("p", -100, 20);
  expect(turn.mock.lastCall).toEqual([-1]);
});

test("what is no swipe turns nothing: a scroll, a tap, two fingers, a control, what scrolls sideways itself", () => {
  swipe("p", -100, 80);
  swipe("p", -20, 0);
  swipe("p", -100, 0, 2);
  for (const css of ["button", "textarea", "input"]) swipe(css, -100, 0);
  const table = find(".table");
  Object.defineProperties(table, { scrollWidth: { value: 900 }, clientWidth: { value: 300 } });
  swipe(".table p", -100, 0);
  expect(turn).not.toHaveBeenCalled();
});
