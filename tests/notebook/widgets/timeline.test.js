// @ts-check
// A timeline: two entries are chosen and compared, what is said of a pair is kept and told, a date is asked for.

import { render } from "../../../course/wellfounded/notebook/widgets/timeline.js";
import { button, find, Model } from "../../widget_model.js";

const ENTRIES = [
  {
    id: "e1",
    name: "Form: arrest",
    what: "",
    paper: "Form",
    dates: ["12 May", "4 Ginbot"],
    at: 5,
    long: 0,
    exact: true,
  },
  {
    id: "e2",
    name: "Police: arrest",
    what: "",
    paper: "Police",
    dates: ["12 May", "4 Ginbot"],
    at: 5,
    long: 0,
    exact: true,
  },
  {
    id: "e3",
    name: "Brother: arrest",
    what: "",
    paper: "Letter",
    dates: ["May", "Ginbot"],
    at: 2,
    long: 9,
    exact: false,
  },
];
const ROW = { why: "Because.", sources: [] };
const ROWS = [
  { ...ROW, id: "e1-e2", name: "Form: arrest / Police: arrest", answer: "yes", between: ["e1", "e2"] },
  { ...ROW, id: "e2-e3", name: "Police: arrest / Brother: arrest", answer: "no", between: ["e2", "e3"] },
];
const CALENDARS = [
  { id: "gregorian", name: "Gregorian", months: ["January", "February"], start: [2024, 2, 1] },
  { id: "ethiopian", name: "Ethiopian", months: ["Meskerem", "Tikimt"], start: [2017, 1, 2] },
];

/** @type {(() => void) | undefined} */
let end;
afterEach(() => end?.());

/** @param {Record<string, string>} [kept] */
function drawn(kept = {}) {
  const activity = { title: "Title", facts: "", prompt: "", closing: "<p>The end.</p>" };
  const lines = {
    entries: ENTRIES,
    rows: ROWS,
    calendars: CALENDARS,
    notes: "",
    ticks: [[{ at: 1, label: "May" }], []],
  };
  const model = new Model({ activity, about: "", words: "<p>In words</p>", note: "", kept, ...lines });
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  end = /** @type {any} */ (render(/** @type {any} */ ({ model, el })));
  const choose = (/** @type {string[]} */ ...ids) => {
    for (const id of ids) find(el, `[value="${id}"]`).click();
  };
  const compare = () => button(el, "Compare these two").click();
  const look = (/** @type {string} */ id, /** @type {string} */ answer) => {
    const row = find(el, `[data-row="${id}"]`);
    find(row, `[value="${answer}"]`).click();
    button(row, "Look at the answer").click();
  };
  return { model, el, choose, compare, look };
}

test("two entries are chosen at most, and nothing is told of a pair before", () => {
  const { el, choose } = drawn();
  choose("e1", "e2");
  choose("e3");
  const checked = [...el.querySelectorAll("input:checked")].map((box) => /** @type {any} */ (box).value);
  expect(checked.sort()).toEqual(["e2", "e3"]);
  expect(el.querySelector(".wf-time-line")?.ariaHidden).toBe("true");
  expect(find(el, ".wf-live").textContent).not.toContain("Because");
  expect(find(el, ".wf-tally").textContent).toBe("There are 2 pairs to be compared.");
});

test("who compares too early hears what is missing, and a keyboard reaches the button", () => {
  const { el, choose, compare } = drawn();
  const said = () => find(el, ".wf-needed").textContent;
  choose("e1");
  expect(button(el, "Compare these two").disabled).toBe(false);
  expect(button(el, "Compare these two").getAttribute("aria-disabled")).toBe("true");
  compare();
  expect(said()).toBe("Choose two entries first.");
  expect(find(el, ".wf-compared").textContent).toBe("");
  choose("e2");
  expect(said()).toBe("");
  expect(button(el, "Compare these two").getAttribute("aria-disabled")).toBe("false");
});

test("two entries that agree are said to, and nothing is kept", () => {
  const { model, el, choose, compare } = drawn();
  choose("e1", "e3");
  compare();
  expect(find(el, ".wf-compared").textContent).toMatch(/^Nothing speaks against these two\./);
  expect(model.sent).toEqual([]);
});

test("a pair is asked about, then told, kept, and marked at both its entries and on the line", () => {
  const { model, el, choose, compare, look } = drawn();
  choose("e2", "e3");
  compare();
  expect(document.activeElement).toBe(find(el, '[data-row="e2-e3"] input'));
  look("e2-e3", "yes");
  expect(model.last).toMatchObject({ event: "predict", row: "e2-e3", response: "yes" });
  expect(document.activeElement?.textContent).toContain("Not as you predicted: you said “Both can be right”.");
  const signs = [...el.querySelectorAll(".wf-entry-sign")].map((sign) => sign.textContent);
  expect(signs).toEqual(["With 3: As they stand, one is wrong.", "With 2: As they stand, one is wrong."]);
  expect(find(el, ".wf-line-spans span").textContent).toBe("✗ 2–3");
  expect(find(el, ".wf-tally").textContent).toBe("1 of 2 pairs compared, 0 as you predicted.");
  model.acknowledge(model.last, { at: "2026-11-30T00:00:00Z" });
  expect(find(el, ".wf-status").textContent).toBe("Your predictions are kept.");
});

test("every pair can be shown without its answer, and after the last one the closing words are read", () => {
  const { el, look } = drawn();
  button(el, "Show every pair to be compared").click();
  expect(document.activeElement).toBe(find(el, '[data-row="e1-e2"] input'));
  expect(find(el, ".wf-live").textContent).not.toContain("Because");
  look("e1-e2", "yes");
  expect(find(el, ".wf-closing").hidden).toBe(true);
  look("e2-e3", "no");
  expect(find(el, ".wf-closing").hidden).toBe(false);
});

test("what was said before is shown again, marked once, and sent no more", () => {
  const { model, el, choose, compare } = drawn({ "e1-e2": "yes", gone: "yes" });
  expect(find(el, ".wf-verdict").textContent).toBe("As you predicted.");
  choose("e1", "e2");
  compare();
  expect(el.querySelectorAll(".wf-entry-sign").length).toBe(2);
  expect(document.activeElement?.textContent).toContain("As you predicted.");
  expect(model.sent).toEqual([]);
});

test("a date is asked for in one calendar, and what Python says of it is said", () => {
  const { model, el } = drawn();
  const [calendar, month] = el.querySelectorAll("select");
  calendar.value = "ethiopian";
  calendar.dispatchEvent(new Event("change"));
  expect(month.textContent).toBe("MeskeremTikimt");
  button(el, "Show this day").click();
  expect(model.last).toMatchObject({ event: "convert", calendar: "ethiopian", year: "2017", month: "1", day: "2" });
  model.acknowledge(model.last, { event: "convert", words: "Gregorian: 12 September 2024." });
  expect(find(el, ".wf-converted").textContent).toBe("Gregorian: 12 September 2024.");
  button(el, "Show this day").click();
  model.acknowledge(model.last, { event: "convert", refused: "There is no such date in this calendar." });
  expect(find(el, ".wf-converted").textContent).toBe("There is no such date in this calendar.");
  expect(find(el, ".wf-status").textContent).toBe("");
});

test("marks that would cover each other stand in lanes", () => {
  const { el } = drawn();
  const lanes = [...el.querySelectorAll(".wf-mark")].map((mark) =>
    /** @type {any} */ (mark).style.getPropertyValue("--lane"),
  );
  expect(lanes).toEqual(["0", "1", "2"]);
});
