// @ts-check
// The kind `order`: items moved by buttons, by keys and by dragging.

import { draw } from "../../../course/wellfounded/content/questions/order.js";
import { drawn, find, press } from "../../widget_model.js";

const ITEMS = ["a", "b", "c"].map((id) => ({ id, text: `Item ${id}` }));

/** @param {any} [response] */
function ordered(response) {
  const { element, answer } = drawn(draw, { items: ITEMS }, response);
  const row = (/** @type {string} */ id) => find(element, `[data-id="${id}"]`);
  const ids = () => [...element.querySelectorAll("li")].map((each) => each.dataset.id);
  const buttons = (/** @type {string} */ id) => [...row(id).querySelectorAll("button")];
  return { element, answer, row, ids, buttons };
}

/**
 * @param {Element} target
 * @param {string} type
 */
function drag(target, type) {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { setData() {} } });
  target.dispatchEvent(event);
  return event;
}

test("items stand as they were answered, else as they are given", () => {
  expect(ordered().ids()).toEqual(["a", "b", "c"]);
  expect(ordered(["c", "a", "b"]).ids()).toEqual(["c", "a", "b"]);
});

test("a button moves its item by one place, and says where it now stands", () => {
  const { element, answer, buttons } = ordered();
  buttons("c")[0].click();
  expect(answer.mock.calls).toEqual([[["a", "c", "b"]]]);
  expect(find(element, "[role=status]").textContent).toBe("Moved to place 2 of 3.");
});

test("buttons that lead past an end are disabled", () => {
  const { buttons } = ordered();
  const disabled = () => ["a", "b", "c"].map((id) => buttons(id).map((each) => each.disabled));
  expect(disabled()).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
});

test("an item that comes to an end keeps the focus on its other button", () => {
  const { buttons } = ordered();
  buttons("b")[0].focus();
  buttons("b")[0].click();
  expect(document.activeElement).toBe(buttons("b")[1]);
});

test("Alt and an arrow key move an item, an arrow key alone does not", () => {
  const { answer, ids, buttons } = ordered();
  press(buttons("a")[1], "ArrowDown");
  expect(answer).not.toHaveBeenCalled();
  press(buttons("a")[1], "ArrowDown", { altKey: true });
  expect(ids()).toEqual(["b", "a", "c"]);
  press(buttons("b")[1], "ArrowUp", { altKey: true }); // it is the first
  expect(answer).toHaveBeenCalledOnce();
});

test("an item that is dropped on another takes its place", () => {
  const { answer, row } = ordered();
  drag(row("a"), "dragstart");
  drag(row("c"), "dragover");
  expect(row("c").classList.contains("wf-target")).toBe(true);
  drag(row("c"), "drop");
  drag(row("a"), "dragend");
  expect(answer.mock.calls).toEqual([[["b", "c", "a"]]]);
  expect(row("c").classList.contains("wf-target")).toBe(false);
});

test("nothing can be dragged in a view that is asleep", () => {
  const { element, answer, row } = ordered();
  element.classList.add("wf-asleep");
  expect(drag(row("a"), "dragstart").defaultPrevented).toBe(true);
  drag(row("c"), "drop");
  expect(answer).not.toHaveBeenCalled();
});
