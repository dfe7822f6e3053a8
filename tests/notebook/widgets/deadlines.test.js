// @ts-check
// Deadlines: an event that is moved moves the clocks that it starts, and a day that is played moves events.

import { render } from "../../../course/wellfounded/notebook/widgets/deadlines.js";
import { button, find, Model } from "../../widget_model.js";

const SOURCES = ["<a href='https://example.org/'>Source</a>"];
const EVENTS = [
  { id: "visit", name: "A visit", date: "2020-02-15", earliest: "2020-01-01", latest: "2020-12-31" },
  { id: "claim", name: "The claim", date: "2026-06-01", earliest: "2026-05-01", latest: "2026-12-31" },
  { id: "done", name: "The form", date: "", earliest: "2026-06-01", latest: "2026-12-31" },
];
const CLOCK = { only_after: "", takes: "first", met_by: "", says: "Do it.", extended: "", sources: SOURCES };
const CLOCKS = [
  {
    ...CLOCK,
    id: "form",
    name: "Form",
    binds: "person",
    starts: ["claim"],
    met_by: "done",
    missed: "It is <em>lost</em>.",
  },
  { ...CLOCK, id: "year", name: "Year", binds: "person", starts: ["visit"], only_after: "2020-06-24", missed: "No." },
  { ...CLOCK, id: "gate", name: "Work", binds: "gate", starts: ["form"], met_by: "done", missed: "No work." },
];
// As Python makes them: ten days, of which a Saturday is closed; a year; five days after the form's last.
const row = (/** @type {number} */ length, /** @type {number} */ days) => Array(days).fill(length);
const TABLES = {
  form: { first: "2026-05-01", counted: row(10, 245), last: row(10, 245), closed: ["2026-06-13"] },
  year: { first: "2020-06-25", counted: row(365, 190), last: row(365, 190), closed: [] },
  gate: { first: "2026-05-11", counted: row(5, 245), last: row(6, 245), closed: [] },
};
const RULES = { form: "10 days from “The claim”.", year: "1 year.", gate: "5 days." };
const DAYS = [
  {
    id: "mon",
    name: "Monday",
    date: "2026-06-08",
    question: "A letter.",
    answers: [
      { text: "Send it", to: "end", means: "", sources: [], sets: { done: "2026-06-08" } },
      { text: "Wait", to: "fri", means: "It waits.", sources: SOURCES, sets: {} },
    ],
  },
  {
    id: "fri",
    name: "Friday",
    date: "2026-06-12",
    question: "Still there.",
    answers: [
      { text: "Send it now", to: "end", means: "", sources: [], sets: { done: "2026-06-12" } },
      { text: "Leave it", to: "end", means: "", sources: [], sets: {} },
    ],
  },
];
const OUTCOMES = [{ id: "end", name: "The end", verdict: "no", says: "Over.", why: "So.", sources: SOURCES }];

/** @type {() => void} */
let end = () => {};
afterEach(() => {
  end();
  vi.useRealTimers();
});

/** @param {Record<string, any>} [state] */
function drawn({ days = [], outcomes = [], ...state } = {}) {
  const head = { title: "Title", facts: "<p>Facts</p>", prompt: "When?", law_as_of: "2026-06-25" };
  const activity = { ...head, events: EVENTS, clocks: CLOCKS, days, outcomes };
  const shown = { activity, about: "<p>About</p>", words: "<p>In words</p>", tables: TABLES, rules: RULES };
  const model = new Model({ ...shown, kept: [], note: "", ...state });
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  end = /** @type {() => void} */ (/** @type {any} */ (render)({ model, el }));
  const field = (/** @type {number} */ number) => el.querySelectorAll("input[type=date]")[number];
  const set = (/** @type {number} */ number, /** @type {string} */ value) => {
    const input = /** @type {HTMLInputElement} */ (field(number));
    input.value = value;
    input.dispatchEvent(new Event("change"));
  };
  const card = (/** @type {number} */ number) => /** @type {HTMLElement} */ (el.querySelectorAll(".wf-clock")[number]);
  return { model, el, field, set, card };
}

const ends = (/** @type {HTMLElement} */ card) => find(card, ".wf-clock-end").textContent;
const stands = (/** @type {HTMLElement} */ card) => find(card, ".wf-verdict").textContent;
const cell = (/** @type {HTMLElement} */ el, /** @type {string} */ day) => find(el, `[data-day="${day}"]`);

test("each clock says its last day in words, and one that nothing started says so", () => {
  const { card } = drawn();
  expect(ends(card(0))).toBe("Last day: Thursday 11 June 2026.");
  expect(ends(card(1))).toBe("Nothing has started this clock.");
  expect(ends(card(2))).toBe("Not before: Wednesday 17 June 2026.");
  expect(card(0).textContent).toContain("If you miss it: It is lost.");
  expect(find(card(0), ".wf-clock-missed em").textContent).toBe("lost");
  expect(find(card(0), ".wf-clock-rule").textContent).toBe("Your clock. 10 days from “The claim”.");
});

test("a date that is typed moves the clocks that count from it, at once, and no others", () => {
  const { set, card } = drawn();
  set(1, "2026-06-03");
  expect(ends(card(0))).toBe("Last day: Saturday 13 June 2026.");
  expect(find(card(0), ".wf-clock-note").textContent).toContain("That is no working day.");
  expect(ends(card(2))).toBe("Not before: Friday 19 June 2026.");
  expect(ends(card(1))).toBe("Nothing has started this clock.");
  set(0, "2020-06-25");
  expect(ends(card(1))).toBe("Last day: Friday 25 June 2021.");
});

test("a date outside its range moves nothing", () => {
  const { set, card } = drawn();
  set(1, "2027-06-03");
  set(1, "");
  expect(ends(card(0))).toBe("Last day: Thursday 11 June 2026.");
});

test("what is done is in time to the last day, and then too late by days", () => {
  const { set, card } = drawn();
  expect(stands(card(0))).toBe("");
  set(2, "2026-06-10");
  expect(stands(card(0))).toBe("In time, 1 day before the last.");
  set(2, "2026-06-11");
  expect(stands(card(0))).toBe("In time, on the last day.");
  expect(card(0).dataset.state).toBe("");
  set(2, "2026-06-12");
  expect(stands(card(0))).toBe("Too late by 1 day.");
  expect(card(0).dataset.state).toBe("missed");
  expect(stands(card(2))).toBe("Too early by 5 days.");
  set(2, "2026-06-17");
  expect(stands(card(2))).toBe("It may be open by then.");
  set(2, "");
  expect(stands(card(0))).toBe("");
});

test("what a move changes is said once, after a pause", () => {
  vi.useFakeTimers();
  const { el, set } = drawn();
  const said = find(el, ".wf-said");
  set(1, "2026-06-02");
  set(1, "2026-06-03");
  expect(said.textContent).toBe("");
  vi.advanceTimersByTime(1000);
  expect(said.textContent).toBe("Form: Last day: Saturday 13 June 2026. Work: Not before: Friday 19 June 2026.");
  set(0, "2020-01-02");
  vi.advanceTimersByTime(1000);
  expect(said.textContent).toBe("Nothing changes.");
});

test("the calendar draws the months in which something happens, in their places, with events, bars and last days", () => {
  const { el } = drawn();
  const months = [...el.querySelectorAll(".wf-month-name")].map((name) => name.textContent);
  expect(months).toEqual(["February 2020", "June 2026"]);
  expect([...el.querySelectorAll(".wf-months-left-out")].map((text) => text.textContent)).toEqual([
    "",
    "75 months are left out",
  ]);
  expect(cell(el, "2020-02-01").style.gridColumnStart).toBe("6");
  expect(cell(el, "2026-06-01").style.gridColumnStart).toBe("1");
  expect(find(cell(el, "2026-06-01"), ".wf-chip").textContent).toBe("B");
  expect(find(cell(el, "2026-06-11"), "b").textContent).toBe("1");
  expect(cell(el, "2026-06-11").querySelectorAll("i").length).toBe(2);
  expect(cell(el, "2026-06-12").querySelectorAll("i").length).toBe(1);
  expect(find(el, ".wf-months").ariaHidden).toBe("true");
});

test("an event that is dragged goes where it may, and months come and go when it is dropped", () => {
  const { el, card } = drawn();
  const calendar = find(el, ".wf-months");
  /** @param {string} type @param {Element} target */
  const point = (type, target) => {
    document.elementFromPoint = () => target;
    const event = new MouseEvent(type, { bubbles: true });
    Object.assign(event, { isPrimary: true, pointerId: 1 });
    (type === "pointerdown" ? target : calendar).dispatchEvent(event);
  };
  point("pointerdown", find(cell(el, "2026-06-01"), ".wf-chip"));
  point("pointermove", cell(el, "2026-06-25"));
  expect(ends(card(0))).toBe("Last day: Sunday 5 July 2026.");
  expect(el.querySelectorAll(".wf-month").length).toBe(2);
  point("pointermove", cell(el, "2020-02-10")); // before its earliest
  expect(ends(card(0))).toBe("Last day: Sunday 5 July 2026.");
  point("pointerup", cell(el, "2026-06-25"));
  expect([...el.querySelectorAll(".wf-month-name")].map((name) => name.textContent)).toContain("July 2026");
  point("pointermove", cell(el, "2026-06-02"));
  expect(ends(card(0))).toBe("Last day: Sunday 5 July 2026.");
});

test("a day that is played shows how much is left; its choice moves events, and is kept", () => {
  const { model, el, field, card } = drawn({ days: DAYS, outcomes: OUTCOMES });
  expect(stands(card(0))).toBe("3 days are left.");
  expect(cell(el, "2026-06-08").className).toContain("wf-today");
  button(el, "Wait").click();
  expect(document.activeElement?.textContent).toBe("Friday");
  expect(stands(card(0))).toBe("It ended 1 day ago.");
  expect(model.last).toMatchObject({ event: "play", response: [1] });
  model.acknowledge(model.last, { at: "2026-11-29T09:00:00Z" });
  expect(find(el, ".wf-status").textContent).toBe("Your choices are kept.");
  button(el, "Send it now").click();
  expect(model.last).toMatchObject({ event: "play", response: [1, 0] });
  expect(/** @type {HTMLInputElement} */ (field(2)).value).toBe("2026-06-12");
  expect(stands(card(0))).toBe("Too late by 1 day.");
  button(el, "Begin again").click();
  expect(model.last).toMatchObject({ event: "play", response: [] });
  expect(stands(card(0))).toBe("3 days are left.");
  model.acknowledge(model.last, { refused: "the disk is full." });
  expect(find(el, ".wf-status").textContent).toBe("This choice is not kept: the disk is full.");
});

test("days that were played before stand where they were left, and the focus stays where it was", () => {
  const { model, el, card } = drawn({ days: DAYS, outcomes: OUTCOMES, kept: [1] });
  expect(find(el, "[aria-current=step] h4").textContent).toBe("Friday");
  expect(stands(card(0))).toBe("It ended 1 day ago.");
  expect(document.activeElement).toBe(document.body);
  expect(model.sent).toEqual([]);
});
