// @ts-check
// The kind `interview`: topics, lines, the clock, repair, voice and the end. Python's tests compare the walk itself.

import { draw } from "../../../course/wellfounded/content/questions/interview.js";
import { button, drawn, find } from "../../widget_model.js";

const ALWAYS = { trust_least: 0, trust_most: 10, after: [], without: [] };

/**
 * @param {string} id
 * @param {Record<string, any>} [more]
 */
function way(id, more = {}) {
  const replies = [{ text: `Reply to ${id}`, when: ALWAYS, opens: [] }];
  return { id, text: `Say ${id}`, trust: 1, minutes: 4, repairs: false, when: ALWAYS, replies, adds: [], ...more };
}

/** @param {...Record<string, any>} ways */
function step(...ways) {
  return { scene: "She waits.", when: ALWAYS, ways };
}

const HARSH = way("b1", { trust: -3, replies: [{ text: "<em>She looks away.</em> “No.”", when: ALWAYS, opens: [] }] });
const SCRIPT = {
  name: "Ana O&#39;Hara",
  role: "officer",
  trust: 5,
  minutes: 20,
  topics: [
    { id: "t1", title: "The journey", closes: false, when: ALWAYS, steps: [step(way("a1"), HARSH), step(way("a2"))] },
    { id: "t2", title: "The reason", closes: false, when: ALWAYS, steps: [step(way("c1"))] },
    { id: "t3", title: "Closing", closes: true, when: ALWAYS, steps: [step(way("d1"))] },
    { id: "t4", title: "Hidden", closes: false, when: { ...ALWAYS, after: ["k1"] }, steps: [step(way("e1"))] },
  ],
  asides: [way("p", { minutes: 8 }), way("r", { trust: 0, minutes: 1, repairs: true })],
};

/** @param {any} [response] */
function interview(response) {
  const { element, answer, end } = drawn(draw, SCRIPT, response);
  const say = (/** @type {string} */ id) => find(element, `.wf-way[value=${id}]`).click();
  const choose = (/** @type {string} */ id) => find(element, `.wf-topic[value=${id}]`).click();
  const offered = () => Array.from(element.querySelectorAll(".wf-turn .wf-way"), (card) => card.getAttribute("value"));
  const topics = () => Array.from(element.querySelectorAll(".wf-topic"), (each) => each.textContent);
  const reply = () => find(element, ":scope > .wf-transcript .wf-reply");
  const gauges = () => find(element, ".wf-gauges");
  return { element, answer, end, say, choose, offered, topics, reply, gauges };
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

test("an interview begins with the topics that can be talked about, and a chosen one has the focus", () => {
  const { element, answer, choose, offered, topics } = interview();
  expect(offered()).toEqual([]);
  expect(find(element, ".wf-topics legend").textContent).toBe("What do you want to talk about?");
  expect(topics()).toEqual(["The journey not begun", "The reason not begun", "Closing not begun"]);
  choose("t2");
  expect(offered()).toEqual(["c1"]);
  expect(document.activeElement).toBe(find(element, ".wf-turn legend"));
  expect(document.activeElement?.textContent).toBe("The reason");
  expect(topics()).toEqual(["The journey not begun", "Closing not begun"]);
  expect(answer).not.toHaveBeenCalled(); // to choose a topic is to say nothing
});

test("what is said is a bubble, becomes the response, and the reply to it has the focus", () => {
  const { element, answer, say, choose, reply, offered } = interview();
  choose("t1");
  say("a1");
  expect(answer.mock.calls).toEqual([[[["t1", "a1"]]]]);
  expect([...element.querySelectorAll(".wf-bubble")].map((each) => each.textContent)).toEqual([
    "You: Say a1",
    "Ana O'Hara: Reply to a1",
  ]);
  expect(document.activeElement).toBe(reply());
  expect(reply().textContent).toBe("Ana O'Hara: Reply to a1Ana O'Hara seems guarded.16 of 20 minutes left.");
  expect(offered()).toEqual(["a2"]); // the topic goes on
});

test("a topic can be left and taken up again, and says what is done of it", () => {
  const { say, choose, offered, topics } = interview();
  choose("t1");
  say("a1");
  choose("t2");
  expect(topics()).toEqual(["The journey more to ask", "Closing not begun"]);
  say("c1");
  expect(offered()).toEqual([]);
  expect(topics()).toEqual(["The journey more to ask", "Closing not begun", "The reason done"]);
  choose("t1");
  expect(offered()).toEqual(["a2"]);
});

test("a topic that is done cannot be chosen", () => {
  const { element, say, choose } = interview();
  choose("t2");
  say("c1");
  expect(/** @type {HTMLButtonElement} */ (find(element, ".wf-topic[value=t2]")).disabled).toBe(true);
  expect(/** @type {HTMLButtonElement} */ (find(element, ".wf-topic[value=t1]")).disabled).toBe(false);
});

test("after the reply, Tab comes to the ways to speak", () => {
  const { element, say, choose, reply } = interview();
  choose("t1");
  say("a1");
  const stops = [...element.querySelectorAll("button, [tabindex]")];
  const next = stops.slice(stops.indexOf(reply()) + 1).find((each) => each.tagName === "BUTTON");
  expect(next?.getAttribute("value")).toBe("a2");
});

test("a double click says one thing", () => {
  const { element, answer, choose } = interview();
  choose("t1");
  find(element, ".wf-way[value=a1]").dispatchEvent(new MouseEvent("click", { detail: 2 }));
  expect(answer).not.toHaveBeenCalled();
});

test("trust and time stand there in words, and as bars that a screen reader passes over", () => {
  const { say, choose, gauges } = interview();
  expect(gauges().textContent).toBe("Ana O'Hara seems guarded.20 of 20 minutes left.");
  choose("t1");
  say("b1");
  expect(gauges().textContent).toBe("Ana O'Hara seems closed.16 of 20 minutes left.");
  const [trust, time] = gauges().querySelectorAll("meter");
  expect([trust.value, time.value]).toEqual([2, 16]);
  expect(trust.getAttribute("aria-hidden")).toBe("true");
});

test("little time is said in other words", () => {
  const { gauges } = interview([
    ["any", "p"],
    ["any", "p"],
  ]);
  expect(find(gauges(), ".wf-little").textContent).toBe("Little time: 4 of 20 minutes left.");
});

test("an apology is there only after a line that cost trust, and the same can be asked in another way", () => {
  const { element, answer, say, choose, offered, gauges } = interview();
  expect(/** @type {HTMLDetailsElement} */ (find(element, "details.wf-asides")).open).toBe(false);
  expect(element.querySelector(".wf-way[value=r]")).toBe(null);
  choose("t1");
  say("b1");
  expect(find(element, "div.wf-asides > .wf-way").getAttribute("value")).toBe("r"); // it is not folded up
  say("r");
  expect(answer.mock.lastCall).toEqual([
    [
      ["t1", "b1"],
      ["any", "r"],
    ],
  ]);
  expect(find(gauges(), "meter")).toHaveProperty("value", 4);
  expect(offered()).toEqual(["a1"]);
  expect(find(element, ":scope > .wf-transcript .wf-where").textContent).toBe("Line 2: At any time");
});

test("when the clock has run down the interview is over, and is checked at once", () => {
  const { element, end, say } = interview();
  say("p");
  say("p");
  expect(end).not.toHaveBeenCalled();
  say("p");
  expect(find(element, ".wf-turn legend").textContent).toBe("The interview is over");
  expect(find(element, ".wf-turn p").textContent).toMatch(/^The time is up\./);
  expect(element.querySelector(".wf-topics")).toBe(null);
  expect(end).toHaveBeenCalledOnce();
});

test("closing ends the interview; when it is drawn, it is not checked again, but when going back is undone", () => {
  const { element, end, say, choose } = interview();
  choose("t3");
  say("d1");
  expect(end).toHaveBeenCalledOnce();
  expect(find(element, ".wf-turn p").textContent).toBe("You may go back to a line above, or start again.");
  const again = interview([["t3", "d1"]]);
  expect(again.end).not.toHaveBeenCalled();
  button(again.element, "Start again").click();
  expect(again.end).not.toHaveBeenCalled();
  button(again.element, "Undo going back").click();
  expect(again.end).toHaveBeenCalledOnce();
});

test("going back takes away what was said from there on, and can be undone", () => {
  const path = [
    ["t1", "a1"],
    ["t2", "c1"],
  ];
  const { element, answer, offered } = interview(path);
  button(find(element, ".wf-earlier"), "Go back to here").click();
  expect(answer.mock.lastCall).toEqual([[]]);
  expect(document.activeElement).toBe(find(element, ".wf-topics legend"));
  button(element, "Undo going back").click();
  expect(answer.mock.lastCall).toEqual([path]);
  expect(element.querySelectorAll(".wf-transcript li")).toHaveLength(2);
  expect(offered()).toEqual([]);
});

test("earlier lines are folded up where the window is narrow", () => {
  const path = [
    ["t1", "a1"],
    ["t2", "c1"],
  ];
  const fold = find(interview(path).element, "details");
  expect(/** @type {HTMLDetailsElement} */ (fold).open).toBe(true);
  expect(find(fold, "summary").textContent).toBe("1 earlier line");
  expect(find(fold, ".wf-bubble").textContent).toBe("You: Say a1");
  everyMediaQueryMatches();
  expect(/** @type {HTMLDetailsElement} */ (find(interview(path).element, "details")).open).toBe(false);
});

test("scrolling is smooth but for who wants less motion", () => {
  const { say, choose } = interview();
  choose("t1");
  say("a1");
  expect(scrolls.at(-1)?.how).toEqual({ block: "start", behavior: "smooth" });
  everyMediaQueryMatches();
  say("a2");
  expect(scrolls.at(-1)?.how).toEqual({ block: "start", behavior: "auto" });
});

test("a drawn path goes on with the topic that was talked about last", () => {
  const { offered, topics } = interview([["t1", "a1"]]);
  expect(offered()).toEqual(["a2"]);
  expect(topics()).not.toContain("The journey more to ask");
});

test.each([[[["t1", "z"]]], [[["t1", "b"]]], [["t2"]], [7], [{ t1: "a" }]])(
  "of %o, which cannot be walked, nothing is said",
  (odd) => {
    const { element, topics } = interview(odd);
    expect(element.querySelectorAll(".wf-transcript li")).toHaveLength(0);
    expect(topics()).toHaveLength(3);
  },
);

// Voice

/** @param {{lang: string, localService: boolean}[]} voices */
function withVoices(...voices) {
  const speech = { getVoices: () => voices, speak: vi.fn(), cancel: vi.fn(), addEventListener: vi.fn() };
  vi.stubGlobal("speechSynthesis", speech);
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      /** @param {string} text */
      constructor(text) {
        this.text = text;
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  return speech;
}

const LOCAL = { lang: "en-GB", localService: true };
const NETWORK = { lang: "en-US", localService: false };

test("replies are read aloud only once it is asked for, by a voice of this computer, without gestures", () => {
  const speech = withVoices(NETWORK, { lang: "fr-FR", localService: true }, LOCAL);
  const { element, say, choose } = interview();
  const voice = button(element, "Read replies aloud");
  expect(voice.getAttribute("aria-pressed")).toBe("false");
  choose("t1");
  say("a1");
  expect(speech.speak).not.toHaveBeenCalled();
  voice.click();
  expect(voice.getAttribute("aria-pressed")).toBe("true");
  say("a2");
  expect(speech.speak.mock.calls.map(([{ text, voice: by }]) => [text, by])).toEqual([["Reply to a2", LOCAL]]);
  voice.click();
  say("p");
  expect(speech.speak).toHaveBeenCalledOnce();
  expect(speech.cancel).toHaveBeenCalled();
});

test("gestures are not read aloud", () => {
  const speech = withVoices(LOCAL);
  const { element, say, choose } = interview();
  button(element, "Read replies aloud").click();
  choose("t1");
  say("b1");
  expect(speech.speak.mock.lastCall?.[0].text.trim()).toBe("“No.”");
});

test.each([[[]], [[NETWORK]], [[{ lang: "fr-FR", localService: true }]]])(
  "with the voices %o none is offered",
  (voices) => {
    withVoices(...voices);
    expect(find(interview().element, "[aria-pressed]")).toHaveProperty("hidden", true);
  },
);

test("a voice that comes late is offered then", () => {
  const speech = withVoices();
  const { element } = interview();
  const voice = find(element, "[aria-pressed]");
  expect(voice).toHaveProperty("hidden", true);
  speech.getVoices = () => [LOCAL];
  speech.addEventListener.mock.calls[0][1]();
  expect(voice).toHaveProperty("hidden", false);
});
