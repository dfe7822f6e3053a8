// @ts-check
import { openLesson } from "../../../../course/wellfounded/launch/jupyter/lesson_view/open.js";

const BEFORE = { module: "01-x", number: "01", title: "One", path: "01/01.ipynb" };

/**
 * Return a JupyterLab whose server says where the lessons lie now.
 * @param {{ module: string, path: string }[] | null} lessons null where it does not answer
 */
function lab(lessons) {
  const makeRequest = async () => ({ ok: lessons !== null, json: async () => ({ lessons }) });
  const makeSettings = () => ({ baseUrl: "/" });
  return /** @type {any} */ ({ services: { ServerConnection: { makeSettings, makeRequest } } });
}

/**
 * @param {(event: Event) => void} hear
 * @param {{ module: string, path: string }[] | null} [lessons]
 */
async function open(hear, lessons = [BEFORE]) {
  /** @type {unknown[]} */
  const executed = [];
  const app = { commands: { execute: (/** @type {unknown[]} */ ...command) => executed.push(command) } };
  document.addEventListener("wellfounded-open", hear, { once: true });
  const told = vi.fn();
  await openLesson(lab(lessons), app, BEFORE, told);
  document.removeEventListener("wellfounded-open", hear);
  return [...executed, ...told.mock.calls.flat()];
}

test("a lesson is opened by whoever knows its screens", async () => {
  /** @type {unknown} */
  let heard;
  const executed = await open((event) => {
    heard = /** @type {CustomEvent} */ (event).detail;
    event.preventDefault();
  });
  expect([heard, executed]).toEqual([{ path: "01/01.ipynb" }, []]);
});

test("else by JupyterLab", async () => {
  expect(await open(() => {})).toEqual([["docmanager:open", { path: "01/01.ipynb" }]]);
  expect(await open(() => {}, null)).toEqual([["docmanager:open", { path: "01/01.ipynb" }]]);
});

test("a lesson that was renamed since is opened where it lies now", async () => {
  const now = { ...BEFORE, path: "mine/01.ipynb" };
  expect(await open(() => {}, [now])).toEqual([["docmanager:open", { path: "mine/01.ipynb" }]]);
});

test("of a lesson that is gone it is said what to do", async () => {
  expect(await open(() => {}, [])).toEqual([expect.stringContaining("start it again: it comes back")]);
});
