// @ts-check
// The panel that ends a lesson: the first word comes at once, the result takes the focus, and each thing leads somewhere.

import { render } from "../../../course/wellfounded/notebook/widgets/hand_in_panel.js";
import { WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { button, find, Model } from "../../widget_model.js";

const AT = "2026-01-02T03:04:05.000000Z";
const PLACE = "copy/01-lesson";
const RESULT =
  "<h3 class='wf-result-title' tabindex='-1'>Lesson 01 is handed in</h3>" +
  "<button type='button' class='wf-link' data-goto='a-case/q2'>A case, question 2</button>" +
  "<a href='/next' data-lesson='02-next' data-path='02.ipynb' data-in=''>Go on</a>";

/** @param {Record<string, any>} [state] */
function panel(state = {}) {
  const model = new Model({ place: PLACE, way: "home", due: "", result: "", kept: "", weighed: {}, ...state });
  const el = document.createElement("div");
  const questions = ["q1", "q2"].map(
    (id) => `<div class="wf-question" data-place="${PLACE}/a-case/${id}"><input id="${id}"></div>`,
  );
  document.body.innerHTML = questions.join("");
  document.body.append(el);
  const end = render(/** @type {any} */ ({ model, el }));
  return { model, el, end, status: find(el, ".wf-hand-in > .wf-status") };
}

/** @param {Model} model */
function marked(model) {
  model.state.kept = "<section><h3>Your review</h3></section>";
  model.set("result", RESULT);
  model.acknowledge({ ...model.last, event: "handin" }, { at: AT });
}

beforeEach(() => {
  sessionStorage.clear();
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.checkVisibility = () => true;
});

afterEach(() => {
  vi.useRealTimers();
});

test("the first word is there before the kernel has said anything", () => {
  const { el, status } = panel();
  button(el, "Hand in this lesson").click();
  expect([status.dataset.state, status.textContent]).toEqual(["saving", "Looking through your answers…"]);
});

test("once all is answered the lesson is handed in, and the result takes the focus while its record is made", () => {
  const { model, el, status } = panel();
  const reveal = vi.fn();
  document.body.addEventListener("wellfounded-reveal", reveal);
  const hand = button(el, "Hand in this lesson");
  hand.focus();
  hand.click();
  model.acknowledge(model.last, { unanswered: [], beyond: "" });
  expect(model.last).toMatchObject({ event: "handin" });
  expect(document.activeElement).toBe(hand);
  marked(model);
  expect(document.activeElement?.textContent).toBe("Lesson 01 is handed in");
  expect(reveal.mock.calls[0][0].target).toBe(document.activeElement);
  expect(status.textContent).toMatch(/^Handed in at /);
  expect(find(el, "progress").hidden).toBe(true);
  expect(find(el, "details.wf-full").hidden).toBe(false);
  expect(hand.getAttribute("aria-disabled")).toBe("true"); // a click now would be lost
  hand.click();
  model.acknowledge(model.last, { event: "handin", done: true, recorded: [1, 2] });
  expect(hand.getAttribute("aria-disabled")).toBe("false");
  expect(hand.textContent).toBe("Hand in again");
  expect(status.textContent).toMatch(/^Handed in at /); // nobody need know of the record
  expect(model.sent.map(({ event }) => event)).toEqual(["near", "look", "handin"]);
});

test("the result comes where it is waited for, and what is refused leaves all as it was", () => {
  const { model, el, status } = panel();
  const waiting = find(el, ".wf-waiting");
  const result = find(el, ".wf-result");
  expect([waiting.hidden, result.hidden]).toEqual([true, true]);
  button(el, "Hand in this lesson").click();
  model.acknowledge(model.last, { unanswered: [], beyond: "" });
  expect([waiting.hidden, result.hidden]).toEqual([false, true]);
  expect(waiting.textContent).toBe("Handing in…");
  model.set("kept", "<p>Review</p>"); // comes before the result
  expect([waiting.hidden, result.hidden]).toEqual([false, true]);
  marked(model);
  expect([waiting.hidden, result.hidden]).toEqual([true, false]);
  model.acknowledge(model.last, { event: "handin", done: true });
  button(el, "Hand in again").click();
  model.acknowledge(model.last, { unanswered: [], beyond: "" });
  expect([waiting.hidden, result.hidden]).toEqual([false, true]);
  model.acknowledge(model.last, { event: "handin", done: true, refused: "The disk is full." });
  expect([waiting.hidden, result.hidden]).toEqual([true, false]);
  expect(status.textContent).toBe("The disk is full.");
});

test("a record that fails is told, and the result stands", () => {
  const { model, el, status } = panel();
  button(el, "Hand in this lesson").click();
  model.acknowledge(model.last, { unanswered: [], beyond: "" });
  marked(model);
  model.acknowledge(model.last, { event: "handin", done: true, unrecorded: "This result stands." });
  expect([status.dataset.state, status.textContent]).toEqual(["note", "This result stands."]);
  expect(el.textContent).toContain("Lesson 01 is handed in");
});

test("what lacks an answer is named, each leads to its question, and the focus is never lost", () => {
  const { model, el } = panel();
  button(el, "Hand in this lesson").click();
  const place = `${PLACE}/a-case/q2`;
  const questions = [{ title: "Question 2", place }];
  model.acknowledge(model.last, { unanswered: [{ title: "A case", questions }], beyond: "" });
  const list = find(el, ".wf-missing ul");
  expect(document.getElementById(list.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("A case");
  expect(find(el, ".wf-hand-in > .wf-status").textContent).toMatch(/^One question is not answered/);
  button(el, "Question 2").click();
  expect(document.activeElement?.id).toBe("q2");
  const anyway = button(el, "Hand in anyway");
  anyway.focus();
  anyway.click();
  expect(anyway.isConnected).toBe(false);
  expect(document.activeElement).toBe(button(el, "Hand in this lesson"));
  expect(model.last).toMatchObject({ event: "handin" });
});

test("a result leads to the questions that are worth another look, and to the next lesson", () => {
  const { model, el } = panel({ result: RESULT });
  const reveal = vi.fn();
  document.body.addEventListener("wellfounded-reveal", reveal);
  button(el, "A case, question 2").click();
  expect(document.activeElement?.id).toBe("q2");
  expect(reveal.mock.calls[0][0].target.dataset.place).toBe(`${PLACE}/a-case/q2`);
  find(el, "a[data-lesson]").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(model.last).toMatchObject({ event: "where", lesson: "02-next" });
});

test("a result that is there when the lesson is opened takes no focus", () => {
  const { el } = panel({ result: RESULT, kept: "<p>Review</p>" });
  expect(document.activeElement).toBe(document.body);
  expect(button(el, "Hand in again").disabled).toBe(false);
});

test("a kernel that is busy is not said to have failed", () => {
  vi.useFakeTimers();
  const { model, el, status } = panel();
  button(el, "Hand in this lesson").click();
  model.acknowledge(model.last, { unanswered: [], beyond: "" });
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.textContent).toContain("Your answers are safe, and the lesson is handed in as soon as it can be.");
  marked(model);
  expect(status.dataset.state).toBe("saved");
});

test("an answer that is not saved yet is led to, and nothing is handed in", () => {
  sessionStorage.setItem(`wellfounded ${PLACE}/a-case/q1`, '{"id":"1","event":"answer","wording":"w","response":1}');
  const { model, el, status } = panel();
  find(document, ".wf-question").dataset.state = "lost";
  button(el, "Hand in this lesson").click();
  expect(status.textContent).toContain("not saved yet");
  expect(document.activeElement?.id).toBe("q1");
  expect(model.sent.filter(({ event }) => event !== "near")).toEqual([]);
});

test("what marks is started once the learner comes near, and its silence is nobody's business", () => {
  vi.useFakeTimers();
  const { model, el, status } = panel();
  find(el, ".wf-hand-in").dispatchEvent(new Event("pointerenter"));
  button(el, "Hand in this lesson").focus();
  expect(model.sent.map(({ event }) => event)).toEqual(["near"]);
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.textContent).toBe("");
});

const RECEIPT =
  "<p class='wf-receipt'><button type='button' class='wf-link' data-copy='the receipt'>Copy it</button></p>";

test.each([
  ["the newer way", true, true],
  ["the older way", false, true],
  ["no way", false, false],
])("a receipt is copied by %s, and it is said whether it was", async (_way, newer, copied) => {
  const { el, status } = panel({ result: RESULT + RECEIPT });
  const written = vi.fn();
  const writeText = newer ? written : vi.fn().mockRejectedValue(new Error("not over HTTP"));
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  document.execCommand = vi.fn(() => {
    if (copied) written(/** @type {HTMLTextAreaElement} */ (document.querySelector("body > textarea")).value);
    return copied;
  });
  const link = button(el, "Copy it");
  link.focus();
  link.click();
  await vi.waitFor(() => expect(link.textContent).toBe(copied ? "Copied" : "It could not be copied"));
  expect(written.mock.calls).toEqual(copied ? [["the receipt"]] : []);
  expect(status.textContent).toContain(copied ? "Paste it" : "Save the receipt as a file");
  expect([document.activeElement, document.querySelector("body > textarea")]).toEqual([link, null]);
  vi.unstubAllGlobals();
});

test("when it is due is said before the button, in the reader's own time", () => {
  const due = "<p class='wf-due'>By <time datetime='2027-02-01T22:59:00Z' data-local='long'>22:59 UTC</time>.</p>";
  const { el } = panel({ due });
  expect(find(el, ".wf-hand-in .wf-due time").title).toBe("22:59 UTC");
  expect(find(el, ".wf-hand-in .wf-due").textContent).not.toContain("UTC.");
});

test("on a hub one looks for marks, hears what was found, and the focus stays", () => {
  const marks = "<p class='wf-marks'><button type='button' class='wf-link' data-fetch=''>Look for marks</button></p>";
  const { model, el, status } = panel({ way: "exchange", result: RESULT + marks });
  expect(el.textContent).toContain("You may hand this lesson in again.");
  const look = button(el, "Look for marks");
  look.focus();
  look.click();
  expect(model.last).toMatchObject({ event: "fetch" });
  expect(status.textContent).toBe("Looking…");
  const { last } = model;
  model.acknowledge(last, { event: "fetch", says: "Looking…" });
  model.set("result", `${RESULT}<p class='wf-marks'><a href='/files/feedback/01.html'>Your marks and feedback</a></p>`);
  model.acknowledge(last, { event: "fetch", done: true, found: "Your marks and feedback are here." });
  expect(status.textContent).toBe("Your marks and feedback are here.");
  expect(document.activeElement?.textContent).toBe("Your marks and feedback");
});

test("who was handed back a mark asks for another look, and is led to the file for the instructor", () => {
  const subjects = [
    { place: "a-case/q1", words: "A case, question 1" },
    { place: "a-case/q2", words: "A case, question 2" },
  ];
  const { model, el, status } = panel({ way: "file" });
  const form = find(el, "details.wf-ask-again");
  expect(form.hidden).toBe(true); // nothing was handed in
  model.set("subjects", subjects);
  expect(form.hidden).toBe(false);
  /** @type {HTMLDetailsElement} */ (form).open = true;
  button(form, "Ask for another look").click();
  expect(model.sent).toEqual([]); // without a reason
  /** @type {HTMLSelectElement} */ (find(form, "select")).value = "a-case/q2";
  /** @type {HTMLTextAreaElement} */ (find(form, "textarea")).value = "My second reason was not counted.";
  button(form, "Ask for another look").click();
  expect(model.last).toMatchObject({
    event: "regrade",
    place: "a-case/q2",
    response: "My second reason was not counted.",
  });
  model.set("result", "<h3 class='wf-result-title' tabindex='-1'>Your request is written down</h3>");
  model.acknowledge(model.last, { event: "regrade", done: true });
  expect(document.activeElement?.textContent).toBe("Your request is written down");
  expect(status.dataset.state).toBe("saved");
  expect(/** @type {HTMLTextAreaElement} */ (find(form, "textarea")).value).toBe("");
});

test("a request that could not be written keeps its words", () => {
  const { model, el, status } = panel({ way: "file", subjects: [{ place: "a-case/q1", words: "A case" }] });
  const field = /** @type {HTMLTextAreaElement} */ (find(el, ".wf-ask-again textarea"));
  field.value = "Because.";
  button(el, "Ask for another look").click();
  model.acknowledge(model.last, { event: "regrade", done: true, refused: "Not kept: the disk is full." });
  expect([status.dataset.state, status.textContent]).toEqual(["lost", "Not kept: the disk is full."]);
  expect(field.value).toBe("Because.");
});
