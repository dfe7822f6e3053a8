// @ts-check
// Draws a numbered list. An item is moved by its two buttons, by Alt and an arrow key on them, or by dragging it.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make, makeStatus } from "./elements.js";

/** @typedef {{id: string, text: string}} Item */

/** @param {import("./question.d.ts").Drawing<{items: Item[]}, string[]>} drawing */
export function draw({ question, response, answer }) {
  const ids = Array.isArray(response) ? response : question.items.map((item) => item.id);
  const sorted = [...question.items].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const list = make("ol", { className: "wf-order" });
  const said = makeStatus("p", "wf-moved");

  /** @param {HTMLElement} row */
  function moved(row) {
    disableEnds(list);
    const rows = rowsOf(list);
    said.textContent = phrase("Moved to place {n} of {all}.", { n: rows.indexOf(row) + 1, all: rows.length });
    answer(rows.map((each) => each.dataset.id ?? ""));
  }

  list.append(...sorted.map((item) => drawItem(item, moved)));
  disableEnds(list);
  allowDragging(list, moved);
  const how = make("p", { className: "wf-how", textContent: howToMove() });
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), how, list, said);
}

function howToMove() {
  return phrase("Move each with its buttons, with Alt and an arrow key on a button, or by dragging it.");
}

/**
 * @param {HTMLElement} list
 * @returns {HTMLElement[]}
 */
function rowsOf(list) {
  return [...list.children].filter((row) => row instanceof HTMLElement);
}

/**
 * @param {Item} item
 * @param {(row: HTMLElement) => void} moved
 */
function drawItem(item, moved) {
  const text = make("span", { innerHTML: item.text, ...COURSE });
  const row = make("li", { draggable: true });
  const named = { item: text.textContent };
  const up = moveButton(phrase("Up"), phrase("Move up: {item}", named), () => step(row, true, moved));
  const down = moveButton(phrase("Down"), phrase("Move down: {item}", named), () => step(row, false, moved));
  row.dataset.id = item.id;
  row.dataset.part = item.id;
  row.append(make("div", {}, text, make("span", { className: "wf-moves" }, up, down)));
  row.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    step(row, event.key === "ArrowUp", moved);
  });
  return row;
}

/**
 * @param {string} word
 * @param {string} label
 * @param {() => void} onclick
 */
function moveButton(word, label, onclick) {
  const button = make("button", { type: "button", textContent: word, onclick });
  button.setAttribute("aria-label", label);
  return button;
}

/**
 * Move an item by one place. The neighbour is what moves: the item stays in the page, and so keeps the focus.
 * @param {HTMLElement} row
 * @param {boolean} up
 * @param {(row: HTMLElement) => void} moved
 */
function step(row, up, moved) {
  const neighbour = up ? row.previousSibling : row.nextSibling;
  if (!neighbour) return;
  row[up ? "after" : "before"](neighbour);
  moved(row);
}

/**
 * A button that cannot move its item any further is disabled; if it has the focus, its twin takes that over.
 * @param {HTMLElement} list
 */
function disableEnds(list) {
  for (const row of list.children) {
    const [up, down] = row.querySelectorAll("button");
    const isFirst = row === list.firstChild;
    const isLast = row === list.lastChild;
    if (!isFirst) up.disabled = false;
    if (!isLast) down.disabled = false;
    if (isFirst) disable(up, down);
    if (isLast) disable(down, up);
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLButtonElement} twin
 */
function disable(button, twin) {
  if (button === document.activeElement) twin.focus();
  button.disabled = true;
}

/**
 * An item that is dropped on another takes its place.
 * @param {HTMLElement} list
 * @param {(row: HTMLElement) => void} moved
 */
function allowDragging(list, moved) {
  /** @type {HTMLElement | null} */
  let dragged = null;

  /** @param {HTMLElement | null} target */
  function mark(target) {
    for (const row of rowsOf(list)) row.classList.toggle("wf-target", row === target && row !== dragged);
  }

  list.addEventListener("dragstart", (event) => {
    const row = event.target;
    const awake = !list.closest(".wf-asleep"); // a view without its kernel keeps nothing
    dragged = awake && row instanceof HTMLElement && row.parentNode === list ? row : null; // no link or words in an item
    if (!dragged) event.preventDefault();
    if (!event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged?.textContent ?? ""); // without data some browsers drag nothing
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return; // what is dragged comes from elsewhere
    event.preventDefault();
    mark(rowUnder(event));
  });
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    const target = rowUnder(event);
    if (!dragged || !target || target === dragged) return;
    const rows = rowsOf(list);
    target[rows.indexOf(dragged) < rows.indexOf(target) ? "after" : "before"](dragged);
    moved(dragged);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
}

/**
 * @param {DragEvent} event
 * @returns {HTMLElement | null}
 */
function rowUnder({ target }) {
  return target instanceof Element ? target.closest(".wf-order > li") : null;
}
