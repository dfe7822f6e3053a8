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
  name: "Ana O&#39;Hara",
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
  const say = (/** @type {string} */ id) => find(element, `button[value=${id}]`).click();
  const offered = () => Array.from(element.querySelectorAll(".wf-way"), (way) => way.getAttribute("value"));
  const reply = () => find(element, ":scope > .wf-transcript .wf-reply");
  return { element, answer, say, offered, reply, legend: () => find(element, ".wf-turn legend") };
}

/** @type {{element: Element, how: ScrollIntoViewOptions}[]} */
const scrolls = [];

beforeAll(() => {
  // jsdom lays nothing out, so it has no such function
  Element.prototype.scrollIntoView = function (how) {
    scrolls.push({ element: this, how: /** @type {ScrollIntoViewOptions} */ (how) });
  };
});

afterAll(() => Reflect.deleteProperty(Element.prototype, "scrollIntoView"));

/** For one test, the media query of any kind matches. */
function everyMediaQueryMatches() {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  onTestFinished(() => void vi.unstubAllGlobals());
}

test("what is said is a bubble, becomes the response, and the reply to it has the focus", () => {
  const { element, answer, say, reply, offered } = interview();
  expect(offered()).toEqual(["a", "b"]);
  say("b");
  expect(answer.mock.calls).toEqual([[[["t1", "b"]]]]);
  expect([...element.querySelectorAll(".wf-bubble")].map((each) => each.textContent)).toEqual([
    "You: Say b",
    "Ana O'Hara: Reply to b",
  ]);
  expect(document.activeElement).toBe(reply());
  expect(reply().textContent).toBe("Ana O'Hara: Reply to bAna O'Hara seems guarded.");
  expect(offered()).toEqual(["c", "d"]);
});

test("after the reply, Tab comes to the ways to speak", () => {
  const { element, say, reply } = interview();
  say("b");
  const after = [...element.querySelectorAll("button, summary")].find(
    (each) => reply().compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  expect(after).toBe(find(element, "button[value=c]"));
});

test("the window shows the reply, and what was said where the next way then fits in as well", () => {
  const { element, say, reply } = interview();
  scrolls.length = 0;
  say("b");
  expect(scrolls).toEqual([{ element: reply().parentElement, how: { block: "start", behavior: "smooth" } }]);
  const place = vi.spyOn(Element.prototype, "getBoundingClientRect");
  onTestFinished(() => place.mockRestore());
  place.mockReturnValue(/** @type {DOMRect} */ ({ top: 0, bottom: innerHeight }));
  everyMediaQueryMatches();
  find(element, "button[value=c]").click();
  expect(scrolls[1]).toEqual({ element: reply(), how: { block: "start", behavior: "auto" } });
});

test("a double click says one thing", () => {
  const { element, answer } = interview();
  find(element, "button[value=b]").dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true }));
  find(element, "button[value=c]").dispatchEvent(new MouseEvent("click", { detail: 2, bubbles: true }));
  expect(answer.mock.calls).toEqual([[[["t1", "b"]]]]);
});

test("earlier turns can be folded away, and are on a narrow screen", () => {
  const path = [
    ["t1", "b"],
    ["t2", "c"],
  ];
  const { element } = interview(path);
  const fold = find(element, "details");
  expect([fold.open, fold.hidden]).toEqual([true, false]);
  expect(find(fold, "summary").textContent).toBe("1 earlier turn");
  expect(find(fold, ".wf-bubble").textContent).toBe("You: Say b");
  everyMediaQueryMatches();
  expect(find(interview(path).element, "details").open).toBe(false);
  expect(find(interview().element, "details").hidden).toBe(true);
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
  const { element, answer, offered, legend } = interview([
    ["t1", "b"],
    ["t2", "c"],
  ]);
  expect(find(element, ".wf-turn legend").textContent).toBe("The interview is over");
  button(element, "Go back to here").click();
  expect(answer.mock.lastCall).toEqual([[]]);
  expect(offered()).toEqual(["a", "b"]);
  expect(document.activeElement).toBe(legend());
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
  const mood = () => find(element, ".wf-mood").textContent;
  expect(mood()).toBe("Ana O'Hara seems guarded.");
  say("b");
  say("c");
  expect(mood()).toBe("Ana O'Hara seems calm.");
});

test.each([[[["t1", "z"]]], [["t2"]], [7], [{ t1: "a" }]])("of %o, which cannot be walked, nothing is said", (odd) => {
  const { element, offered } = interview(odd);
  expect(element.querySelectorAll(".wf-transcript li")).toHaveLength(0);
  expect(offered()).toEqual(["a", "b"]);
});
