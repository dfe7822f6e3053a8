// @ts-check
// Links to lessons: each opens the lesson where it lies now, in the learner's view, in JupyterLab and in Notebook 7.

import { WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { followLinks } from "../../../course/wellfounded/notebook/widgets/lesson_links.js";
import { find, Model } from "../../widget_model.js";

const LINK =
  "<a href='/doc/tree/old/02.ipynb' data-lesson='02-two' data-path='old/02.ipynb' data-in='a-case/q1'>Two</a>";

function linked() {
  const model = new Model();
  const root = document.createElement("div");
  root.className = "root";
  root.innerHTML = LINK;
  document.body.replaceChildren(root);
  return { model, root, link: find(root, "a"), end: followLinks(root, model) };
}

/** Take note of what is opened: by the page where it `knows` how, else by the link that is clicked. */
function opened(knows = true) {
  /** @type {any[]} */
  const targets = [];
  const byPage = (/** @type {any} */ event) => {
    if (!knows) return;
    event.preventDefault();
    targets.push(event.detail);
  };
  document.addEventListener("wellfounded-open", byPage);
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(
    /** @this {HTMLAnchorElement} */ function () {
      expect(this.closest(".root")).not.toBeNull(); // JupyterLab runs no command from elsewhere
      const { href, dataset } = this;
      targets.push({ href: new URL(href).pathname, ...dataset });
    },
  );
  ends.push(() => {
    document.removeEventListener("wellfounded-open", byPage);
    clicked.mockRestore();
  });
  return targets;
}

/** @type {(() => void)[]} */
const ends = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.useRealTimers();
  delete document.body.dataset.notebook;
});

test("the page opens the lesson where the kernel says that it lies, at its question", () => {
  const targets = opened();
  const { model, link } = linked();
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(model.last).toMatchObject({ event: "where", lesson: "02-two" });
  expect(targets).toEqual([]);
  model.acknowledge(model.last, { path: "mine/02.ipynb", href: "/doc/tree/mine/02.ipynb" });
  expect(targets).toEqual([{ path: "mine/02.ipynb", place: "a-case/q1" }]);
});

test("where the page does not know how, JupyterLab opens it, and Notebook 7 goes to its address", () => {
  const targets = opened(false);
  const { model, link } = linked();
  for (const notebook of [false, true]) {
    if (notebook) document.body.dataset.notebook = "notebooks";
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    model.acknowledge(model.last, { path: "mine/02.ipynb", href: "/doc/tree/mine/02.ipynb" });
  }
  const href = "/doc/tree/mine/02.ipynb";
  const commandlinkerArgs = '{"path":"mine/02.ipynb"}';
  expect(targets).toEqual([{ href, commandlinkerCommand: "docmanager:open", commandlinkerArgs }, { href }]);
  expect(document.body.querySelectorAll("a")).toHaveLength(1); // nothing is left behind
});

test("a lesson that is gone says so beside its link, once", () => {
  const targets = opened();
  const { model, root, link } = linked();
  for (let i = 0; i < 2; i++) {
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    model.acknowledge(model.last, { refused: "It is gone." });
  }
  expect([...root.querySelectorAll("[role=status]")].map((each) => each.textContent)).toEqual(["It is gone."]);
  expect(targets).toEqual([]);
});

test("a kernel that says nothing, or has stopped, keeps nobody from a lesson", () => {
  vi.useFakeTimers();
  const targets = opened();
  const { model, link } = linked();
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  vi.advanceTimersByTime(WAIT_MS);
  expect(targets).toEqual([{ path: "old/02.ipynb", place: "a-case/q1" }]);
  model.acknowledge(model.last, { path: "mine/02.ipynb", href: "/doc/tree/mine/02.ipynb" });
  expect(targets).toHaveLength(1); // a late word opens nothing more
  model.stop();
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(targets).toHaveLength(2);
});

test("a link that is opened in a tab of its own is left to the browser", () => {
  const { model, link } = linked();
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
  link.dispatchEvent(click);
  expect([click.defaultPrevented, model.sent.length]).toEqual([false, 0]);
});
