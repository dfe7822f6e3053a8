// @ts-check
import { makeMenu, SIZES } from "../../../../course/wellfounded/launch/jupyter/lesson_view/menu.js";

/** @type {Record<string, unknown[]>} what was chosen */
let chosen;

/** @param {number} [size] */
function doings(size = 1) {
  const choose = (/** @type {string} */ name) => (/** @type {unknown} */ value) => {
    chosen[name] = [...(chosen[name] ?? []), value];
  };
  return {
    print: () => choose("print")(true),
    showJupyterLab: () => choose("jupyterlab")(true),
    language: { chosen: "en", all: { en: "English", es: "Español" }, choose: choose("language") },
    size: { chosen: size, choose: choose("size") },
    theme: { chosen: "dark", choose: choose("theme") },
    pages: { chosen: "one", choose: choose("pages") },
  };
}

/** jsdom knows no popovers. @param {HTMLElement} menu @param {string} newState */
function toggle(menu, newState) {
  for (const type of ["beforetoggle", "toggle"]) menu.dispatchEvent(Object.assign(new Event(type), { newState }));
}

/** @param {number} [size] */
function opened(size) {
  const [button, menu] = makeMenu(() => doings(size));
  menu.hidePopover = () => toggle(menu, "closed");
  document.body.replaceChildren(button, menu);
  toggle(menu, "open");
  return { button, menu };
}

/** @param {HTMLElement} menu @param {string} words */
function press(menu, words) {
  const button = [...menu.querySelectorAll("button")].find(({ textContent }) => textContent === words);
  button?.click();
  return button;
}

beforeEach(() => {
  chosen = {};
});

test("the button says whether the menu is open, and its first entry gets the focus", () => {
  const { button, menu } = opened();
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(button.getAttribute("aria-controls")).toBe(menu.id);
  expect(document.activeElement?.textContent).toBe("Print this lesson");
  toggle(menu, "closed");
  expect(button.getAttribute("aria-expanded")).toBe("false");
});

test("what is chosen already is marked, each language in its own words", () => {
  const { menu } = opened();
  const checked = [...menu.querySelectorAll("input:checked")].map((input) => input.getAttribute("value"));
  expect(checked).toEqual(["en", "dark", "one"]);
  expect(menu.querySelector("[lang=es]")?.textContent).toBe("Español");
  expect(chosen).toEqual({});
});

test("a choice is made by its radio button", () => {
  const { menu } = opened();
  for (const value of ["es", "system", "all"]) {
    const button = menu.querySelector(`input[value=${value}]`);
    if (button instanceof HTMLElement) button.click();
  }
  expect(chosen).toEqual({ language: ["es"], theme: ["system"], pages: ["all"] });
});

test("the text grows and shrinks step by step, and no further than its sizes", () => {
  const { menu } = opened(SIZES[SIZES.length - 2]);
  for (let step = 0; step < 3; step++) press(menu, "Larger");
  expect(menu.querySelector("output")?.textContent).toBe("200 %");
  expect(press(menu, "Larger")?.getAttribute("aria-disabled")).toBe("true");
  press(menu, "Smaller");
  expect(chosen.size).toEqual([2, 1.75]);
});

test("a size that is none of the steps counts as the step below", () => {
  const { menu } = opened(1.4);
  expect(menu.querySelector("output")?.textContent).toBe("130 %");
});

test("what is done closes the menu first", () => {
  const { button, menu } = opened();
  press(menu, "Print this lesson");
  expect(chosen).toEqual({ print: [true] });
  expect(button.getAttribute("aria-expanded")).toBe("false");
});
