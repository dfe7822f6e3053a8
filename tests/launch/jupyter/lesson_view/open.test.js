// @ts-check
import { openLesson } from "../../../../course/wellfounded/launch/jupyter/lesson_view/open.js";

const LAB = /** @type {any} */ ({
  services: { ServerConnection: { makeSettings: () => ({ baseUrl: "/" }) } },
});

/** @param {(event: Event) => void} hear */
function open(hear) {
  /** @type {unknown[]} */
  const executed = [];
  const app = { commands: { execute: (/** @type {unknown[]} */ ...command) => executed.push(command) } };
  document.addEventListener("wellfounded-open", hear, { once: true });
  openLesson(LAB, app, "01/01.ipynb");
  return executed;
}

test("a lesson is opened by whoever knows its screens", () => {
  /** @type {unknown} */
  let heard;
  const executed = open((event) => {
    heard = /** @type {CustomEvent} */ (event).detail;
    event.preventDefault();
  });
  expect([heard, executed]).toEqual([{ path: "01/01.ipynb" }, []]);
});

test("else by JupyterLab", () => {
  expect(open(() => {})).toEqual([["docmanager:open", { path: "01/01.ipynb" }]]);
});
