// @ts-check
import { makeFoot } from "../../../../course/wellfounded/launch/jupyter/lesson_view/foot.js";
import { Screens } from "../../../../course/wellfounded/launch/jupyter/lesson_view/screens.js";
import { code, notebook, shownCase, text } from "./notebook_model.js";

const following = { module: "02-two", number: "02", title: "Two", path: "02-two/02-two.ipynb" };

/** @param {typeof following} [lesson] */
function footOf(lesson) {
  const cells = [text("first", "## First"), shownCase("one"), code("hand-in", "hand_in()")];
  const screens = new Screens(notebook(cells));
  const doings = { turn: vi.fn(), openContents: vi.fn(), openLesson: vi.fn() };
  const foot = makeFoot(screens, doings, lesson);
  const buttons = /** @type {HTMLButtonElement[]} */ ([...foot.querySelectorAll("button")]);
  return { screens, doings, buttons };
}

test("it says where one is, and what comes next by its name", () => {
  const { screens, buttons } = footOf(following);
  const words = () => buttons.map((button) => (button.disabled ? "" : button.textContent));
  expect(words()).toEqual(["", "Contents1 of 3", "Next: Title of one"]);
  screens.show(1);
  expect(words()).toEqual(["Back", "Contents2 of 3", "Next: Hand in"]);
  screens.show(2);
  expect(words()).toEqual(["Back", "Contents3 of 3", "Next lesson: Two"]);
});

test("its buttons turn pages, open the contents, and lead on after the last page", () => {
  const { screens, doings, buttons } = footOf(following);
  screens.show(1);
  for (const button of buttons) button.click();
  expect(doings.turn.mock.calls).toEqual([[-1], [1]]);
  expect(doings.openContents).toHaveBeenCalledTimes(1);
  screens.show(2);
  expect(buttons[2].hidden).toBe(false);
  buttons[2].click();
  expect(doings.openLesson).toHaveBeenCalledWith(following);
  expect(doings.turn).toHaveBeenCalledTimes(2);
});

test("the last lesson ends, and a lesson on one page has the contents alone", () => {
  const { screens, buttons } = footOf();
  const hidden = () => buttons.map((button) => button.hidden);
  expect(hidden()).toEqual([false, false, false]);
  screens.show(2);
  expect(hidden()).toEqual([false, false, true]);
  screens.showAll(true);
  expect(hidden()).toEqual([true, false, true]);
  expect(buttons[1].textContent).toBe("Contents");
});
