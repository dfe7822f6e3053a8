// @ts-check
// The kind `interview`: saying something, going back, saying enough. Python's tests compare the walk itself.

import { draw } from "../../../course/wellfounded/content/questions/interview.js";
import { button, drawn, find } from "../../widget_model.js";

const ALWAYS = { trust_least: 0, trust_most: 10, after: [], without: [] };

/**
 * @param {string} id
 * @param {Record<string, any>} [reply]
 */
function way(id, reply = {}) {
  const replies = [{ text: `Reply to ${id}`, when: ALWAYS, opens: [], again: [], ...reply }];
  return { id, text: `Say ${id}`, trust: 2, when: ALWAYS, replies, adds: [] };
}

const SCRIPT = {
  name: "Ana",
  role: "officer",
  trust: 4,
  turns: [
    { id: "t1", title: "The journey", scene: "She sits.", when: ALWAYS, ways: [way("a", { again: ["b"] }), way("b")] },
    { id: "t2", title: "The reason", scene: "She waits.", when: ALWAYS, ways: [way("c"), way("d")] },
  ],
};

/** @param {any} [response] */
function interview(response) {
  const { element, answer } = drawn(draw, SCRIPT, response);
  const say = (/** @type {string} */ id) => {
    find(element, `input[value=${id}]`).click();
    button(element, "Say this").click();
  };
  const offered = () => [...element.querySelectorAll("input")].map((input) => input.value);
  return {
    element,
    answer,
    say,
    offered,
    heard: find(element, ".wf-heard"),
    legend: () => find(element, ".wf-turn legend"),
  };
}

test("what is said is answered, becomes the response, and the next turn has the focus", () => {
  const { answer, say, heard, legend, offered } = interview();
  expect(offered()).toEqual(["a", "b"]);
  say("b");
  expect(answer.mock.calls).toEqual([[[["t1", "b"]]]]);
  expect(heard.textContent).toBe("Ana: Reply to b");
  expect(document.activeElement).toBe(legend());
  expect(offered()).toEqual(["c", "d"]);
});

test("Enter on a way says it", () => {
  const { element, answer } = interview();
  const input = find(element, "input[value=b]");
  input.click();
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  expect(answer).toHaveBeenCalledOnce();
});

test("nothing is said before a way is chosen", () => {
  const { element, answer } = interview();
  button(element, "Say this").click();
  expect(answer).not.toHaveBeenCalled();
  expect(find(element, ".wf-unsaid").textContent).toBe("Choose what to say first.");
});

test("a reply may let one say one thing more, or say enough, which is no answer of its own", () => {
  const { element, answer, say, offered } = interview();
  say("a");
  expect(offered()).toEqual(["b"]);
  button(element, "Say no more on this").click();
  expect(offered()).toEqual(["c", "d"]);
  expect(answer).toHaveBeenCalledOnce();
});

test("going back takes away what was said from there on, and can be undone", () => {
  const { element, answer, offered } = interview([
    ["t1", "b"],
    ["t2", "c"],
  ]);
  expect(find(element, ".wf-turn legend").textContent).toBe("The interview is over");
  button(element, "Go back to here").click();
  expect(answer.mock.lastCall).toEqual([[]]);
  expect(offered()).toEqual(["a", "b"]);
  button(element, "Undo going back").click();
  expect(answer.mock.lastCall).toEqual([
    [
      ["t1", "b"],
      ["t2", "c"],
    ],
  ]);
  expect(element.querySelectorAll(".wf-transcript li")).toHaveLength(2);
});

test("the demeanour follows the trust", () => {
  const { element, say } = interview();
  const mood = () => find(element, ".wf-mood").lastChild?.textContent;
  expect(mood()).toBe("Ana seems guarded.");
  say("b");
  say("c");
  expect(mood()).toBe("Ana seems calm.");
});

test.each([[[["t1", "z"]]], [["t2"]], [7], [{ t1: "a" }]])("of %o, which cannot be walked, nothing is said", (odd) => {
  const { element, offered } = interview(odd);
  expect(element.querySelectorAll(".wf-transcript li")).toHaveLength(0);
  expect(offered()).toEqual(["a", "b"]);
});
