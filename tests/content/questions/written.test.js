// @ts-check
// The kind `written`: a text that is counted, and kept while it is being typed.

import { draw } from "../../../course/wellfounded/content/questions/written.js";
import { drawn, find } from "../../widget_model.js";

/** @param {any} [response] */
function written(response) {
  const { element, answer } = drawn(draw, { least: 3, most: 5 }, response);
  const field = find(element, "textarea");
  const type = (/** @type {string} */ text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
  };
  return { element, answer, field, type, count: find(element, ".wf-count") };
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

test("words are counted beside those that are asked for", () => {
  const { element, count, type } = written("One two");
  expect(count.textContent).toBe("2 words. Write 3 to 5.");
  type(" One\n");
  expect(count.textContent).toBe("1 word. Write 3 to 5.");
  type("");
  expect(count.textContent).toBe("0 words. Write 3 to 5.");
  type("One two three four");
  expect(find(element, "progress").value).toBe(4);
});

test("what is typed is kept after a pause, once", () => {
  const { answer, type } = written();
  type("On");
  vi.advanceTimersByTime(700);
  type("One");
  vi.advanceTimersByTime(700);
  expect(answer).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(answer.mock.calls).toEqual([["One"]]);
});

test("what is typed is kept at once by who leaves the field", () => {
  const { answer, field, type } = written();
  type("One");
  field.dispatchEvent(new Event("blur"));
  expect(answer.mock.calls).toEqual([["One"]]);
  vi.advanceTimersByTime(5000);
  expect(answer).toHaveBeenCalledOnce();
});

test("what is typed is kept at once when the page goes out of sight", () => {
  const { answer, type } = written();
  document.dispatchEvent(new Event("visibilitychange"));
  expect(answer).not.toHaveBeenCalled();
  type("One");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(answer.mock.calls).toEqual([["One"]]);
});

test("the field is as high as its text, where the style sheet cannot see to it", () => {
  const { field, type } = written();
  const supports = vi.fn(() => false);
  vi.stubGlobal("CSS", { supports });
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.spyOn(field, "scrollHeight", "get").mockReturnValue(300);
  type("One");
  expect(field.style.height).toBe("302px");
  supports.mockReturnValue(true);
  field.style.height = "";
  type("One two");
  expect(field.style.height).toBe("");
});
