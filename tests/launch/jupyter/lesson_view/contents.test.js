// @ts-check
import {
  countAnswers,
  entries,
  makeContents,
} from "../../../../course/wellfounded/launch/jupyter/lesson_view/contents.js";
import { Screens } from "../../../../course/wellfounded/launch/jupyter/lesson_view/screens.js";
import { code, notebook, shownCase, text } from "./notebook_model.js";

const lessons = ["00", "01"].map((number) => ({
  module: `${number}-x`,
  number,
  title: `Lesson ${number}`,
  path: number,
}));
const about = /** @type {any} */ ({ lesson: lessons[1], lessons });

/** @param {Record<string, string>[]} questions the data of each */
function lesson(...questions) {
  const one = shownCase("one");
  for (const data of questions) {
    const question = Object.assign(document.createElement("div"), { className: "wf-question" });
    Object.assign(question.dataset, data);
    one.node.append(question);
  }
  const section = text("section", "## Section\n\nWords.");
  return new Screens(notebook([section, text("page-2", "More words. ".repeat(30)), one, code("hand-in", "hand_in()")]));
}

test("the pages of a section are one entry, which is the present one on each of them", () => {
  const screens = lesson();
  const names = () => entries(screens).map(({ screen, present }) => screen.name + (present ? " *" : ""));
  expect(names()).toEqual(["section *", "one", "hand-in"]);
  screens.show(1);
  expect(names()).toEqual(["section *", "one", "hand-in"]);
  screens.show(2);
  expect(names()).toEqual(["section", "one *", "hand-in"]);
});

test("what is answered is counted, and the verdict only where it is shown", () => {
  const screens = lesson(
    { state: "saved", verdict: "right" },
    { state: "saved", verdict: "partly" },
    { state: "saving" },
    { state: "open" },
    { state: "lost" },
    { state: "note" },
  );
  expect(countAnswers(screens.list[2])).toEqual({ all: 6, answered: 3, right: 1, wrong: 1 });
});

test("they follow what is answered and where one is, and lead to what is chosen", async () => {
  const screens = lesson({ state: "open" }, { state: "saved", verdict: "right" });
  const go = vi.fn();
  const openLesson = vi.fn();
  const chosen = vi.fn();
  Element.prototype.scrollIntoView = vi.fn(); // jsdom has no place to scroll
  const { element: contents, draw } = makeContents(screens, { go, openLesson, chosen }, about);
  document.body.replaceChildren(contents, screens.node);
  draw();
  const entry = () => /** @type {HTMLElement} */ (contents.querySelector("[data-kind='case']"));
  expect(entry().textContent).toBe("Title of one 1 of 2 answered · 1 right");
  expect(contents.querySelector("[aria-current='page']")?.textContent).toBe("Section");
  const question = /** @type {HTMLElement} */ (screens.node.querySelector("[data-state='open']"));
  question.dataset.state = "saved";
  question.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true }));
  await vi.waitFor(() => expect(entry().textContent).toBe("Title of one 2 of 2 answered · 1 right"));
  entry().click();
  expect(go).toHaveBeenCalledWith(2);
  expect(chosen).toHaveBeenCalledOnce();
  screens.show(2);
  expect(entry().getAttribute("aria-current")).toBe("page");
  const others = /** @type {NodeListOf<HTMLElement>} */ (contents.querySelectorAll("ul button"));
  expect(others[1].getAttribute("aria-current")).toBe("true");
  others[0].click();
  expect(openLesson).toHaveBeenCalledWith(lessons[0]);
});
