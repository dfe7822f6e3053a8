// @ts-check
// Activities: what a learner tries shows what comes of it, keeps the focus, and says it once.

import { render as drawPath } from "../../../course/wellfounded/notebook/widgets/decision_path.js";
import { render as drawExploration } from "../../../course/wellfounded/notebook/widgets/exploration.js";
import { render as drawPrediction } from "../../../course/wellfounded/notebook/widgets/prediction.js";
import { button, find, Model } from "../../widget_model.js";

const SOURCES = ["<a href='https://example.org/'>Source</a> (we read the text, 2026-06-25)"];
const HEAD = { title: "Title", facts: "<p>Facts</p>", prompt: "What now?", law_as_of: "2026-06-25" };

/** @type {() => void} */
let end = () => {};
afterEach(() => {
  end();
  vi.useRealTimers();
});

/**
 * @param {any} draw
 * @param {Record<string, any>} activity
 * @param {Record<string, any>} [traits]
 */
function drawn(draw, activity, traits = {}) {
  const state = { activity: { ...HEAD, ...activity }, about: "<p>About</p>", words: "<p>In words</p>", ...traits };
  const model = new Model(state);
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  end = draw({ model, el }) ?? (() => {});
  return { model, el };
}

const ROWS = [
  { id: "eu", name: "Union", answer: "a", why: "Why <em>a</em>.", sources: SOURCES },
  { id: "us", name: "States", answer: "b", why: "Why b.", sources: SOURCES },
];
const ANSWERS = ["a", "b", "c"].map((id) => ({ id, text: `Answer ${id}` }));

/** @param {Record<string, string>} [kept] */
function predicting(kept = {}) {
  const { model, el } = drawn(
    drawPrediction,
    { answers: ANSWERS, rows: ROWS, closing: "<p>The end.</p>" },
    { kept, note: "" },
  );
  const row = (/** @type {string} */ id) => find(el, `[data-row="${id}"]`);
  const choose = (/** @type {string} */ id, /** @type {string} */ answer) =>
    find(row(id), `[value="${answer}"]`).click();
  const look = (/** @type {string} */ id) => button(row(id), "Look at the answer").click();
  return { model, el, row, choose, look };
}

test("nothing is told of a row before an answer was chosen and looked at", () => {
  const { model, row, choose, look } = predicting();
  look("eu");
  expect(find(row("eu"), ".wf-needed").textContent).toBe("Choose an answer first.");
  expect(button(row("eu"), "Look at the answer").getAttribute("aria-disabled")).toBe("true");
  const name = find(row("eu"), "h4");
  expect(button(row("eu"), "Look at the answer").getAttribute("aria-describedby")).toBe(name.id);
  expect(document.querySelectorAll(`[id="${name.id}"]`).length).toBe(1);
  choose("eu", "b");
  expect(find(row("eu"), ".wf-needed").textContent).toBe("");
  expect(row("eu").textContent).not.toContain("Why");
  expect(model.sent).toEqual([]);
});

test("a row that was looked at tells the verdict, then its answer and reason, has the focus, and is kept", () => {
  const { model, el, row, choose, look } = predicting();
  choose("eu", "b");
  look("eu");
  const told = document.activeElement;
  expect(row("eu").contains(told)).toBe(true);
  expect(told?.textContent).toBe("Not as you predicted: you said “Answer b”.Answer a. Why a.");
  expect(find(row("eu"), ".wf-verdict").dataset.verdict).toBe("wrong");
  expect(find(row("eu"), "details summary").textContent).toBe("Sources (1)");
  expect([...row("eu").querySelectorAll("input")].every((input) => input.disabled)).toBe(true);
  expect(find(row("eu"), ".wf-is-answer").textContent).toBe("Answer a");
  expect(find(row("eu"), ".wf-missed").textContent).toBe("Answer b");
  expect(model.last).toMatchObject({ event: "predict", row: "eu", response: "b" });
  expect(find(el, ".wf-status").textContent).toBe("");
  model.acknowledge(model.last, { at: "2026-11-29T09:00:00Z" });
  expect(find(el, ".wf-status").textContent).toBe("Your predictions are kept.");
});

test("rows that were predicted are counted, and the closing words come after the last", () => {
  const { el, choose, look } = predicting();
  choose("eu", "a");
  look("eu");
  expect(find(el, ".wf-tally").textContent).toBe("1 of 1 as you predicted.");
  expect(find(el, ".wf-closing").hidden).toBe(true);
  choose("us", "c");
  look("us");
  expect(find(el, ".wf-tally").textContent).toBe("1 of 2 as you predicted.");
  expect(find(el, ".wf-closing").hidden).toBe(false);
});

test("what was predicted before is shown again, and sent no more", () => {
  const { model, row, el } = predicting({ eu: "a" });
  expect(find(row("eu"), ".wf-verdict").textContent).toBe("As you predicted.");
  expect(find(el, ".wf-tally").textContent).toBe("1 of 1 as you predicted.");
  expect(document.activeElement).toBe(document.body);
  expect(model.sent).toEqual([]);
});

test("a prediction that is not kept says so, and is told all the same", () => {
  const { model, el, row, choose, look } = predicting();
  choose("us", "b");
  look("us");
  model.acknowledge(model.last, { refused: "the disk is full." });
  expect(find(el, ".wf-status").textContent).toBe("This prediction is not kept: the disk is full.");
  expect(find(row("us"), ".wf-verdict").textContent).toBe("As you predicted.");
});

const NO_LIMITS = { at_least: null, over: null, below: null };
const INPUTS = [
  { id: "chance", kind: "slider", name: "Chance", start: 30, lowest: 5, highest: 60, step: 5, unit: "%" },
  { id: "child", kind: "switch", name: "A child", start: false },
  {
    id: "where",
    kind: "choice",
    name: "Where",
    start: "a",
    options: [
      { id: "a", text: "Here" },
      { id: "b", text: "There" },
    ],
  },
  { id: "day", kind: "date", name: "Day", start: "2023-01-01", lowest: "2022-01-01", highest: "2024-12-31" },
];

/** @param {Record<string, any>} when @param {string} verdict @param {string} says */
const rule = (when, verdict, says) => ({ when, verdict, says, why: `Why ${says}`, sources: SOURCES });
const OUTCOMES = [
  {
    name: "One",
    rules: [rule({ chance: { ...NO_LIMITS, over: 50 } }, "yes", "Enough."), rule({}, "no", "Too little.")],
  },
  {
    name: "Two",
    rules: [
      rule({ child: true, where: ["b"] }, "yes", "Open."),
      rule({ day: { ...NO_LIMITS, below: "2022-06-28" } }, "depends", "Old."),
      rule({}, "no", "New."),
    ],
  },
];

function exploring() {
  const { el } = drawn(drawExploration, { inputs: INPUTS, outcomes: OUTCOMES });
  const says = () => [...el.querySelectorAll(".wf-outcome strong")].map((each) => each.textContent);
  const set = (/** @type {string} */ css, /** @type {string} */ value) => {
    const input = find(el, css);
    input.value = value;
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
  };
  return { el, says, set };
}

test("each outcome shows the first rule that holds, and its sources", () => {
  const { el, says, set } = exploring();
  expect(says()).toEqual(["Too little.", "New."]);
  set("[type=range]", "50");
  expect(says()[0]).toBe("Too little.");
  set("[type=range]", "55");
  expect(says()[0]).toBe("Enough.");
  expect(find(el, "[type=range]").getAttribute("aria-valuetext")).toBe("55\u00a0%");
  set("[type=date]", "2022-06-27");
  expect(says()[1]).toBe("Old.");
  set("[type=date]", "2022-06-28");
  expect(says()[1]).toBe("New.");
  set("[type=date]", "");
  expect(says()[1]).toBe("New.");
  find(el, "[role=switch]").click();
  expect(says()[1]).toBe("New.");
  find(el, "[value=b]").click();
  expect(says()[1]).toBe("Open.");
  expect(find(el, ".wf-outcome .wf-statement").dataset.verdict).toBe("yes");
  expect(find(el, ".wf-outcome summary").textContent).toBe("Sources (1)");
});

test("what changed is said once, after a pause, and no more than that", () => {
  vi.useFakeTimers();
  const { el, set } = exploring();
  const said = find(el, "[role=status]");
  for (const value of ["35", "50", "55", "60"]) set("[type=range]", value);
  expect(said.textContent).toBe("");
  vi.advanceTimersByTime(1000);
  expect(said.textContent).toBe("One: Enough.");
  set("[type=range]", "55");
  vi.advanceTimersByTime(1000);
  expect(said.textContent).toBe("Nothing changes.");
});

test("an outcome that does not change is not drawn again, so what is open in it stays so", () => {
  const { el, set } = exploring();
  const sources = find(el, ".wf-outcome details");
  sources.open = true;
  set("[type=range]", "40");
  expect(find(el, ".wf-outcome details")).toBe(sources);
});

const NODES = [
  {
    id: "n1",
    name: "First",
    question: "Which?",
    answers: [
      { text: "Left", to: "n2", means: "So it is.", sources: SOURCES },
      { text: "Right", to: "e1", means: "", sources: [] },
    ],
  },
  {
    id: "n2",
    name: "Second",
    question: "When?",
    answers: [
      { text: "Now", to: "e1", means: "", sources: [] },
      { text: "Then", to: "e2", means: "", sources: [] },
    ],
  },
];
const ENDS = [
  { id: "e1", name: "One end", ...rule({}, "yes", "Go.") },
  { id: "e2", name: "Other end", ...rule({}, "no", "Stay.") },
];

test("a path shows where one stands, what was answered, and how much is left", () => {
  const { el } = drawn(drawPath, { nodes: NODES, outcomes: ENDS });
  expect(find(el, "[aria-current=step] h4").textContent).toBe("First");
  expect(el.textContent).toContain("After this, at most 1 question.");
  expect(document.activeElement).toBe(document.body);
  button(el, "Left").click();
  expect(find(el, ".wf-step").textContent).toContain("First: LeftSo it is.");
  expect(document.activeElement?.textContent).toBe("Second");
  expect(el.textContent).toContain("This is the last question.");
  button(el, "Then").click();
  expect(document.activeElement?.textContent).toBe("Other end");
  expect(find(el, ".wf-end .wf-statement").dataset.verdict).toBe("no");
  expect(el.querySelectorAll("[aria-current]").length).toBe(1);
});

test("who hears where one stands on a path hears what the answer before it means, and what is asked or said", () => {
  const { el } = drawn(drawPath, { nodes: NODES, outcomes: ENDS });
  const heard = () => {
    const ids = find(el, "[aria-current=step] h4").getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((/** @type {string} */ id) => document.getElementById(id)?.textContent);
  };
  expect(heard()).toEqual(["Which?"]);
  button(el, "Left").click();
  expect(heard()).toEqual(["So it is.", "When?"]);
  button(el, "Then").click();
  expect(heard()).toEqual(["Stay."]);
});

test("one goes back on a path to any answer, or to its beginning", () => {
  const { el } = drawn(drawPath, { nodes: NODES, outcomes: ENDS });
  button(el, "Left").click();
  button(el, "Now").click();
  find(el, "[aria-label='Change this answer: First']").click();
  expect(document.activeElement?.textContent).toBe("First");
  expect(el.querySelectorAll(".wf-step").length).toBe(0);
  button(el, "Right").click();
  expect(document.activeElement?.textContent).toBe("One end");
  button(el, "Begin again").click();
  expect(document.activeElement?.textContent).toBe("First");
});

test("a place leads to its section: in plain JupyterLab the heading is sought, in a lesson the browser goes there", () => {
  const [first, ...rest] = NODES;
  const { el } = drawn(drawPath, { nodes: [{ ...first, section: "A first look" }, ...rest], outcomes: ENDS });
  const heading = document.createElement("h2");
  heading.dataset.jupyterId = "A-first-look";
  heading.scrollIntoView = vi.fn(); // jsdom has no place to scroll
  heading.checkVisibility = () => true;
  const revealed = vi.fn();
  heading.addEventListener("wellfounded-reveal", revealed);
  document.body.append(heading);
  const link = /** @type {HTMLAnchorElement} */ (find(el, ".wf-path-section a"));
  expect(link.getAttribute("href")).toBe("#A-first-look");
  document.body.dataset.wfView = "lesson";
  link.click();
  expect(revealed).not.toHaveBeenCalled();
  document.body.dataset.wfView = "jupyterlab";
  link.click();
  expect(revealed).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(heading);
  heading.remove();
});

test("all of it stands on paper, and a prediction gives nothing away on the screen", () => {
  const { el } = drawn(drawPath, { nodes: NODES, outcomes: ENDS });
  expect(find(el, ".wf-on-paper").textContent).toBe("In words");
  expect(find(el, ".wf-words summary").textContent).toBe("All of it in words");
  expect(predicting().el.querySelector(".wf-words")).toBe(null);
  expect(find(document.body, ".wf-on-paper").textContent).toBe("In words");
});

test("on paper an answer stands without the words that invite to look at it", () => {
  const words = '<details class="wf-answer"><summary>Look at the answer</summary><p>By nature.</p></details>';
  drawn(drawPath, { nodes: NODES, outcomes: ENDS }, { words });
  expect(find(document.body, ".wf-on-paper").innerHTML).toBe("<p>By nature.</p>");
  expect(find(document.body, ".wf-words details").outerHTML).toBe(words);
});

test("nothing is folded on paper", () => {
  const { el } = drawn(drawPath, { nodes: NODES, outcomes: ENDS }, { words: "<details>The answer</details>" });
  expect(find(el, ".wf-on-paper details").open).toBe(true);
  expect(find(el, ".wf-words > div > details").open).toBe(false);
});
