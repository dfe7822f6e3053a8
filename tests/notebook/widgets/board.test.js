// @ts-check
// The board: it is drawn anew when something was kept, keeps what was open, and speaks of new advice alone.

import { render } from "../../../course/wellfounded/notebook/widgets/board.js";
import { KEPT } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { find, Model } from "../../widget_model.js";

const HTML =
  "<p class='wf-next'>Begin with lesson 01.</p><a href='/1' data-lesson='01-one' data-path='1' data-in='' data-key='a'>" +
  "Open</a><details data-key='aims'><summary>What you can do</summary><p>Nothing yet.</p></details>";

/** @param {string} what */
function board(what) {
  const model = new Model({ html: HTML, what });
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  const end = render(/** @type {any} */ ({ model, el }));
  return { model, el, end };
}

/**
 * Something was kept, and the kernel draws the board anew.
 * @param {Model} model
 * @param {string} html
 */
function redrawn(model, html) {
  document.dispatchEvent(new CustomEvent(KEPT));
  expect(model.last).toMatchObject({ event: "look" });
  model.acknowledge(model.last, { html });
}

test("what was open stays open, and what has the focus keeps it", () => {
  const { model, el, end } = board("progress");
  find(el, "details").open = true;
  find(el, "a").focus();
  redrawn(model, HTML.replace("Nothing yet.", "One thing."));
  expect(find(el, "details").open).toBe(true);
  expect(el.textContent).toContain("One thing.");
  expect(document.activeElement).toBe(find(el, "a"));
  /** @type {any} */ (end)();
});

test("new advice is spoken where it is asked for, and nothing else that changes with it", () => {
  const { model, el, end } = board("recommend");
  const spoken = find(el, ".wf-spoken");
  expect([spoken.getAttribute("role"), spoken.textContent]).toEqual(["status", ""]);
  redrawn(model, HTML.replace("01.", "02."));
  expect(spoken.textContent).toBe("Begin with lesson 02.");
  expect(find(el, ".wf-board").getAttribute("role")).toBeNull();
  /** @type {any} */ (end)();
});

test("the map speaks of nothing by itself", () => {
  const { model, el, end } = board("progress");
  redrawn(model, HTML.replace("01.", "02."));
  expect(find(el, ".wf-spoken").textContent).toBe("");
  /** @type {any} */ (end)();
});

test("its links ask where a lesson lies now", () => {
  const { model, el, end } = board("progress");
  find(el, "a").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(model.last).toMatchObject({ event: "where", lesson: "01-one" });
  /** @type {any} */ (end)();
});
