// @ts-check
// The line that says how a lesson's start goes: it follows what happens, and goes as soon as the questions are there.

import { makeStartLine } from "../../../../course/wellfounded/launch/jupyter/lesson_view/starting.js";
import { notebook } from "./notebook_model.js";

const LIVE = '<div class="jp-OutputArea-output"><div class="lm-Widget"><section></section></div></div>';
/** @type {any} */
const WIDGETS = {
  Widget: class {
    constructor(/** @type {any} */ { node }) {
      this.node = node;
    }
  },
};

/** @type {any} */
let panel;
/** @type {HTMLElement} */
let line;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.dataset.wfStart = "starting";
  const content = notebook([]);
  content.node.innerHTML = '<div class="wf-held"></div>';
  panel = { content, node: content.node, isDisposed: false, fit: vi.fn() };
  line = /** @type {HTMLElement} */ (makeStartLine(/** @type {any} */ ({ widgets: WIDGETS }), panel).node.firstChild);
});
afterEach(() => {
  vi.useRealTimers();
});

/** What has happened is heard of in the same turn, before any time passes. */
const heard = () => Promise.resolve();

async function comeAlive() {
  panel.content.node.innerHTML = LIVE;
  await heard();
}

test("it says nothing of a start that is quick", async () => {
  await comeAlive();
  vi.advanceTimersByTime(30_000);
  expect(line.hidden).toBe(true);
  expect(panel.fit).not.toHaveBeenCalled();
});

test("it goes in the moment in which the last question comes alive", async () => {
  vi.advanceTimersByTime(1000);
  expect(line.hidden).toBe(false);
  expect(line.textContent).toContain("Questions are getting ready…");
  await comeAlive();
  expect(line.hidden).toBe(true);
  expect(vi.getTimerCount()).toBe(1); // the one that would have said that the start is late
});

test("while nothing happens it is not drawn again", () => {
  vi.advanceTimersByTime(19_999);
  expect(panel.fit).toHaveBeenCalledTimes(1);
});

test("a start that does not come is offered, once it is late", () => {
  vi.advanceTimersByTime(20_000);
  const start = /** @type {HTMLButtonElement} */ (line.querySelector("button"));
  expect(line.textContent).toContain("have not started by themselves");
  expect(start.hidden).toBe(false);
});

test("that a lesson is refused is said at once", async () => {
  vi.advanceTimersByTime(1000);
  document.body.dataset.wfStart = "refused";
  await heard();
  expect(line.textContent).toContain("This lesson was changed");
});

test("a start that failed is offered at once", async () => {
  vi.advanceTimersByTime(1000);
  document.body.dataset.wfStart = "stopped";
  await heard();
  expect(line.textContent).toContain("have not started by themselves");
  expect(/** @type {HTMLButtonElement} */ (line.querySelector("button")).hidden).toBe(false);
});

test("of a lesson that was closed nothing is drawn", async () => {
  vi.advanceTimersByTime(1000);
  panel.isDisposed = true;
  await comeAlive();
  vi.advanceTimersByTime(30_000);
  expect(panel.fit).toHaveBeenCalledTimes(1);
});

test("a start by the button that fails is offered again, and the focus stays in the line, then goes to a heading", async () => {
  document.body.append(panel.node, line);
  vi.advanceTimersByTime(20_000);
  const start = /** @type {HTMLButtonElement} */ (line.querySelector("button"));
  start.focus();
  start.click();
  expect([start.hidden, line.textContent]).toEqual([true, expect.stringContaining("Questions are getting ready…")]);
  expect(document.activeElement).toBe(line.querySelector("[role='status']"));
  vi.advanceTimersByTime(20_000);
  expect([start.hidden, start.disabled]).toEqual([false, false]);
  panel.content.node.innerHTML = `<h2>A lesson</h2>${LIVE}`;
  const heading = panel.content.node.querySelector("h2");
  heading.checkVisibility ??= () => true; // a page's own, which the tests' browser lacks
  await heard();
  expect(line.hidden).toBe(true);
  expect(document.activeElement).toBe(heading);
});
