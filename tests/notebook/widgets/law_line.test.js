// @ts-check
// The line of days: which rule counts when, what has ended, and how one goes from change to change.

import { render } from "../../../course/wellfounded/notebook/widgets/exploration.js";
import { periodsOf } from "../../../course/wellfounded/notebook/widgets/law_line.js";
import { button, find, Model } from "../../widget_model.js";

const NONE = { at_least: null, over: null, below: null };
/** @type {any} */
const DAY = {
  id: "day",
  kind: "day",
  name: "The day",
  start: "2020-01-01",
  lowest: "2014-01-01",
  highest: "2024-01-01",
};
const SWITCH = { id: "child", kind: "switch", name: "A child", start: false };
/** @param {string} name @param {string} verdict @param {Record<string, any>} when */
const rule = (name, verdict, when) => ({ name, verdict, when, says: `${name}.`, why: "Why.", sources: [] });
/** @type {any} */
const WIFE = {
  name: "A wife",
  rules: [
    rule("A", "yes", { day: { ...NONE, below: "2018-06-11" } }),
    rule("B", "no", { day: { ...NONE, at_least: "2018-06-11", below: "2021-06-16" } }),
    rule("A again", "yes", {}),
  ],
};
/** @type {any} */
const CHILD = {
  name: "A child",
  rules: [
    rule("C", "yes", { child: true }),
    rule("D", "no", { day: { ...NONE, over: "2019-12-31" } }),
    rule("E", "depends", {}),
  ],
};

test("the periods follow from the rules, for the values of the other inputs", () => {
  const names = (/** @type {any} */ outcome, /** @type {any} */ values) =>
    periodsOf(outcome, DAY, values).map(({ rule, from, until }) => [outcome.rules[rule].name, from, until]);
  expect(names(WIFE, {})).toEqual([
    ["A", "2014-01-01", "2018-06-11"],
    ["B", "2018-06-11", "2021-06-16"],
    ["A again", "2021-06-16", ""],
  ]);
  expect(names(CHILD, { child: false })).toEqual([
    ["E", "2014-01-01", "2020-01-01"],
    ["D", "2020-01-01", ""],
  ]);
  expect(names(CHILD, { child: true })).toEqual([["C", "2014-01-01", ""]]);
});

/** @type {(() => void) | undefined} */
let end;
afterEach(() => {
  end?.();
  vi.useRealTimers();
});

function drawn() {
  const activity = { title: "Title", facts: "", prompt: "", inputs: [DAY, SWITCH], outcomes: [WIFE, CHILD] };
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  const model = new Model({ activity, about: "", words: "" });
  end = /** @type {any} */ (render(/** @type {any} */ ({ model, el })));
  const says = () => [...el.querySelectorAll(".wf-statement strong")].map((each) => each.textContent);
  const states = () =>
    [...find(el, ".wf-law-track").children].map((each) => /** @type {HTMLElement} */ (each).dataset.state);
  return { el, says, states };
}

test("a ruling that has ended, the present one and one to come look different, and its name and days are said", () => {
  const { el, says, states } = drawn();
  expect(says()).toEqual(["B.", "D."]);
  expect(states()).toEqual(["ended", "now", "to-come", undefined]);
  expect(find(el, ".wf-period-dates").textContent).toBe("B From 11 June 2018 until 16 June 2021, when that ended.");
  expect(find(el, "[type=range]").getAttribute("aria-valuetext")).toBe("1 January 2020");
});

test("one goes from change to change, and stops at the ends", () => {
  const { el, says } = drawn();
  const field = find(el, "[type=date]");
  button(el, "The next change").click();
  expect(field.value).toBe("2021-06-16");
  expect(says()[0]).toBe("A again.");
  expect(find(el, ".wf-period-dates").textContent).toBe("A again Since 16 June 2021.");
  button(el, "The next change").click();
  expect(field.value).toBe("2024-01-01");
  for (let i = 0; i < 5; i++) button(el, "The change before").click();
  expect(field.value).toBe("2014-01-01");
  expect(find(el, ".wf-period-dates").textContent).toBe("A Until 11 June 2018, when that ended.");
});

test("slider and field show the same day, and what changed is said once", () => {
  vi.useFakeTimers();
  const { el, says } = drawn();
  const [range, field] = [find(el, "[type=range]"), find(el, "[type=date]")];
  field.value = "2018-06-10";
  field.dispatchEvent(new Event("change"));
  expect(says()[0]).toBe("A.");
  range.value = String(Number(range.value) + 1);
  range.dispatchEvent(new Event("input"));
  expect(field.value).toBe("2018-06-11");
  expect(says()[0]).toBe("B.");
  vi.advanceTimersByTime(1000);
  expect(find(el, "[role=status]").textContent).toBe("A child: E.");
});
