// @ts-check
// The frame of a question: what is said of an answer, and what becomes of one that the kernel does not acknowledge.

import { REST_MS, STAY_MS } from "../../../course/wellfounded/notebook/widgets/announcer.js";
import { RETRY_MS } from "../../../course/wellfounded/notebook/widgets/delivery.js";
import { WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { QuestionFrame } from "../../../course/wellfounded/notebook/widgets/question.js";
import { button, find, Model, press, question } from "../../widget_model.js";

const KEY = `wellfounded ${question().place}`;
const AT = "2026-01-02T03:04:05.000000Z";
const LATER = "2026-01-02T03:05:05.000000Z";

/**
 * @param {Record<string, any>} [fields]
 * @param {import("../../../course/wellfounded/notebook/widgets/question.js").Kept} [kept]
 */
function framed(fields = {}, kept = { response: null, note: "" }) {
  const model = new Model();
  const frame = new QuestionFrame(model, question(fields), kept);
  document.body.replaceChildren(frame.element);
  const option = (/** @type {string} */ id) => find(frame.element, `input[value="${id}"]`);
  const spoken = frame.announcer.element;
  return { model, frame, option, status: frame.line.status, spoken };
}

/** What a try is answered with. */
const WRONG = { at: AT, feedback: "<p>Not right.</p><p>Why not.</p>", verdict: "wrong", marks: { b: false } };

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  Element.prototype.scrollIntoView = vi.fn(); // jsdom lays nothing out
});

afterEach(() => {
  vi.useRealTimers();
});

test("an answer is said to be saved only once the kernel has acknowledged it", () => {
  const { model, option, status } = framed();
  expect(status.dataset.state).toBe("open");
  option("b").click();
  expect(status.dataset.state).toBe("saving");
  expect(model.last).toMatchObject({ event: "answer", question: "q1", wording: "0123456789ab", response: ["b"] });
  model.acknowledge(model.last, { at: AT });
  expect(status.dataset.state).toBe("saved");
  expect(status.textContent).toMatch(/^Saved at \d/);
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

test("an answer that nobody acknowledges is lost, and Try again sends it again under its own id", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  const first = model.last;
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.dataset.state).toBe("lost");
  expect(status.textContent).toMatch(/^Not saved yet. Your answer is kept in this window/);
  expect(frame.line.again.hidden).toBe(false);
  frame.line.again.click();
  expect(model.last).toEqual({ ...first, again: true });
  expect(status.dataset.state).toBe("saving");
  expect(frame.line.again.hidden).toBe(true);
});

test("a word that comes late counts", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  vi.advanceTimersByTime(10 * WAIT_MS);
  model.acknowledge(model.last, { at: AT });
  expect(status.dataset.state).toBe("saved");
  expect(frame.line.again.hidden).toBe(true);
});

test("the word on an earlier answer does not say that the present one is saved", () => {
  const { model, option, status } = framed();
  option("a").click();
  const first = model.last;
  option("b").click();
  model.acknowledge(first, { at: AT });
  expect(status.dataset.state).toBe("saving");
  expect(JSON.parse(sessionStorage.getItem(KEY) ?? "").response).toEqual(["b"]);
});

test("what the disk refuses waits in the window, and why it does is said", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  model.acknowledge(model.last, { refused: "the disk is full." });
  expect(status.textContent).toBe("Not saved: the disk is full.");
  expect(frame.line.again.hidden).toBe(false);
});

test("what can never be saved is not kept, nor offered again", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  model.acknowledge(model.last, { refused: "this is no answer.", never: true });
  expect(status.dataset.state).toBe("lost");
  expect(frame.line.again.hidden).toBe(true);
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

test("an answer that waited over a reload is drawn and sent at once", () => {
  const before = framed();
  before.option("c").click();
  const waiting = before.model.last;
  const { model, option, status } = framed();
  expect(option("c").checked).toBe(true);
  expect(model.sent).toEqual([{ ...waiting, again: true }]);
  model.acknowledge(model.last, { at: AT });
  expect(status.dataset.state).toBe("saved");
});

test("an answer to an earlier wording that waited is sent, and not drawn as one to this wording", () => {
  const before = framed({ wording: "a".repeat(12) });
  before.option("c").click();
  const { model, option } = framed();
  expect(option("c").checked).toBe(false);
  expect(model.last).toMatchObject({ wording: "a".repeat(12), response: ["c"], again: true });
});

test.each([
  "not JSON",
  "5",
  '{"event": "skip", "id": "x", "wording": "0123456789ab", "response": true}',
  '{"event": "answer", "id": 7, "wording": "0123456789ab", "response": ["a"]}',
  '{"event": "answer", "id": "x", "wording": "0123456789ab"}',
])("what another page planted in the browser is not sent: %s", (planted) => {
  sessionStorage.setItem(KEY, planted);
  const { model, status } = framed();
  expect(model.sent).toEqual([]);
  expect(status.dataset.state).toBe("open");
});

test("only what belongs to an answer is sent of what waits", () => {
  const planted = { event: "answer", id: "x", wording: "0123456789ab", response: ["a"], question: "q9", html: "<b>" };
  sessionStorage.setItem(KEY, JSON.stringify(planted));
  const { model } = framed();
  const { html, ...answer } = planted;
  expect(html).toBe("<b>");
  expect(model.last).toEqual({ ...answer, question: "q1", again: true });
});

test("an answer from another window is drawn", () => {
  const { frame, option, status } = framed();
  frame.refresh({ response: ["a"], at: AT, note: "" });
  expect(option("a").checked).toBe(true);
  expect(status.textContent).toMatch(/^Saved at/);
});

test("an answer from another window does not take the place of one that is not saved yet", () => {
  const { frame, option, status } = framed();
  option("b").click();
  frame.refresh({ response: ["a"], at: AT, note: "" });
  expect(option("b").checked).toBe(true);
  expect(status.dataset.state).toBe("saving");
});

test("an older state of the journal does not undo a later answer", () => {
  const { model, frame, option } = framed();
  option("b").click();
  model.acknowledge(model.last, { at: LATER });
  frame.refresh({ response: ["a"], at: AT, note: "" });
  expect(option("b").checked).toBe(true);
});

test("the same answer, kept, leaves the controls and the focus as they are", () => {
  const { model, frame, option } = framed();
  const input = option("b");
  input.focus();
  input.click();
  model.acknowledge(model.last, { at: AT });
  frame.refresh({ response: ["b"], at: AT, note: "" });
  expect(option("b")).toBe(input);
  expect(document.activeElement).toBe(input);
});

test("a response that cannot be drawn counts as none, and the question can be answered", () => {
  const { model, frame, option } = framed({}, { response: 5, at: AT });
  expect(frame.view.response).toBeNull();
  option("a").click();
  expect(model.last.response).toEqual(["a"]);
});

test("once the kernel has stopped nothing can be chosen, and the last answer is said to wait", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  vi.advanceTimersByTime(WAIT_MS);
  expect(frame.line.again.hidden).toBe(false);
  model.stop();
  expect([...frame.element.querySelectorAll("input, button, select")].every((each) => each.matches(":disabled"))).toBe(
    true,
  );
  expect(frame.line.again.hidden).toBe(true);
  expect(status.dataset.state).toBe("asleep");
  expect(frame.element.dataset.state).toBe("lost");
  expect(status.textContent).toMatch(/^This page has stopped. What you saved is safe. Reload/);
  expect(status.textContent).toContain("Your last answer waits here");
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.dataset.state).toBe("asleep");
});

test("a view that the kernel has closed for newer windows says that it has stopped", () => {
  const { model, option, status } = framed();
  model.fire("msg:custom", { closed: true }, []);
  expect(status.dataset.state).toBe("asleep");
  expect(option("b").matches(":disabled")).toBe(true);
});

test("a click on an option chooses and saves, and tells nothing yet", () => {
  const { model, frame, option } = framed();
  option("b").dispatchEvent(new Event("pointerdown", { bubbles: true }));
  option("b").click();
  expect(model.sent.map(({ event }) => event)).toEqual(["answer"]);
  expect(frame.feedback.element.innerHTML).toBe("");
});

test("one touch says how sure one is and checks; it is said first, so that it counts", () => {
  const { model, frame, option } = framed();
  option("b").click();
  button(frame.element, "Fairly sure").click();
  expect(model.sent.map(({ event, response }) => [event, response])).toEqual([
    ["answer", ["b"]],
    ["sure", 2],
    ["try", ["b"]],
  ]);
  expect(button(frame.element, "Fairly sure").getAttribute("aria-pressed")).toBe("true");
  model.acknowledge(model.last, WRONG);
  expect(frame.feedback.element.innerHTML).toBe(WRONG.feedback);
  expect(frame.element.dataset.verdict).toBe("wrong");
});

test("Enter leads to where it is said how sure one is, so that what a keyboard checks counts too", () => {
  const { model, frame, option } = framed();
  option("b").click();
  press(option("b"), "Enter");
  expect(document.activeElement).toBe(button(frame.element, "I am guessing"));
  expect(model.sent.map(({ event }) => event)).toEqual(["answer"]);
});

test("Enter checks where it is not asked how sure one is", () => {
  for (const [rated, asks] of [
    [false, true],
    [true, false],
  ]) {
    const { model, option } = framed({ rated });
    model.set("asks", asks);
    option("b").click();
    press(option("b"), "Enter");
    expect(model.sent.map(({ event }) => event)).toEqual(["answer", "try"]);
  }
});

test("who does not want to be asked has one button that checks, and keeps the focus", () => {
  const { model, frame, option } = framed();
  option("b").click();
  button(frame.element, "Do not ask me this").focus();
  button(frame.element, "Do not ask me this").click();
  expect(model.last).toMatchObject({ event: "asks", response: false });
  model.set("asks", false);
  expect(document.activeElement).toBe(button(frame.element, "Check my answer"));
  button(frame.element, "Check my answer").click();
  expect(model.last).toMatchObject({ event: "try", response: ["b"] });
  expect(model.sent.some(({ event }) => event === "sure")).toBe(false);
  button(frame.element, "Ask me how sure I am").click();
  expect(model.last).toMatchObject({ event: "asks", response: true });
});

test("an answer that has come to its end by itself is checked at once, also where it is asked how sure one is", () => {
  const { model, frame, option } = framed({ practice: true, rated: true });
  model.set("asks", true);
  option("b").click();
  frame.view.calls.end();
  expect(model.last).toMatchObject({ event: "try", response: ["b"] });
  const graded = framed({ practice: false, rated: true });
  graded.option("b").click();
  graded.frame.view.calls.end();
  expect(graded.model.last).toMatchObject({ event: "answer" });
});

test("what nobody but a person can judge asks nobody how sure they are", () => {
  for (const practice of [true, false]) {
    const { frame } = framed({ practice, rated: false });
    expect(frame.element.querySelector("[type=radio][value^=sure]")).toBeNull();
    expect(
      [...frame.element.querySelectorAll(".wf-asking:not([hidden]), .wf-quiet")].every((each) =>
        each.closest("[hidden]"),
      ),
    ).toBe(true);
  }
});

test("nothing is checked before there is an answer, and that is said", () => {
  const { model, frame, status, spoken } = framed();
  button(frame.element, "Sure").click();
  expect(model.sent).toEqual([]);
  expect(status.textContent).toBe("Answer first, then check.");
  expect(spoken.textContent).toBe("Answer first, then check.");
});

test("right and wrong are told on the chosen option itself, by sign and word", () => {
  const { model, frame, option } = framed();
  option("b").click();
  button(frame.element, "Sure").click();
  model.acknowledge(model.last, WRONG);
  const label = option("b").closest("label");
  expect(label.dataset.mark).toBe("wrong");
  expect(label.textContent).toBe("✗ Not rightOption b");
  expect(frame.element.querySelectorAll(".wf-part-mark")).toHaveLength(1);
  option("a").click();
  expect(frame.element.querySelector(".wf-part-mark")).toBeNull();
});

test("another answer folds away what was said of the one before", () => {
  const { model, frame, option } = framed({}, { response: ["b"], ...WRONG });
  expect(frame.element.dataset.verdict).toBe("wrong");
  expect(frame.element.querySelectorAll(".wf-part-mark")).toHaveLength(1);
  option("a").click();
  expect("verdict" in frame.element.dataset).toBe(false);
  expect(frame.feedback.element.innerHTML).toBe("");
  model.acknowledge(model.last, { at: LATER });
  frame.refresh({ response: ["a"], at: LATER, note: "", feedback: "", verdict: "", marks: {} });
  expect(frame.feedback.element.innerHTML).toBe("");
});

test("feedback on an answer that was changed meanwhile is not shown", () => {
  const { model, frame, option } = framed();
  option("b").click();
  button(frame.element, "Sure").click();
  const tried = model.last;
  option("a").click();
  model.acknowledge(tried, WRONG);
  expect(frame.feedback.element.innerHTML).toBe("");
  expect("verdict" in frame.element.dataset).toBe(false);
});

test("feedback is shown though the disk refuses the try, and that is said", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  model.acknowledge(model.last, { at: AT });
  button(frame.element, "Sure").click();
  model.acknowledge(model.last, { ...WRONG, at: undefined, refused: "the disk is full." });
  expect(frame.element.dataset.verdict).toBe("wrong");
  expect(status.textContent).toBe("Not saved: the disk is full.");
});

test("what is checked is not checked again: its feedback comes into view", () => {
  const { model, frame } = framed({}, { response: ["b"], ...WRONG });
  button(frame.element, "Sure").click();
  expect(model.sent).toEqual([]);
  expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
});

test("whatever stands around hears of each change of state and verdict, and only of changes", () => {
  const { model, frame, option } = framed();
  /** @type {(string | undefined)[][]} */
  const heard = [];
  document.body.addEventListener("wellfounded-change", ({ target }) => {
    if (target === frame.element) heard.push([frame.element.dataset.state, frame.element.dataset.verdict]);
  });
  expect(frame.element.dataset.state).toBe("open");
  option("b").click();
  option("c").click();
  model.acknowledge(model.last, { at: AT });
  button(frame.element, "Sure").click();
  model.acknowledge(model.last, WRONG);
  expect(heard).toEqual([
    ["saving", undefined],
    ["saved", undefined],
    ["saved", "wrong"],
  ]);
});

test("arrow keys through the options are saved each, and said to be saved once", () => {
  const { model, option, spoken } = framed();
  /** @type {string[]} */
  const said = [];
  const listen = () => {
    if (spoken.textContent && said.at(-1) !== spoken.textContent) said.push(spoken.textContent);
  };
  for (const id of ["a", "b", "c"]) {
    option(id).click();
    listen();
    model.acknowledge(model.last, { at: AT });
    listen();
    vi.advanceTimersByTime(REST_MS / 2);
    listen();
  }
  expect(said).toEqual([]);
  vi.advanceTimersByTime(REST_MS);
  expect(spoken.textContent).toBe("Saved.");
  expect(model.sent).toHaveLength(3);
});

test("the verdict is spoken before the reason, and no source is", () => {
  const { model, frame, option, spoken } = framed();
  option("b").click();
  model.acknowledge(model.last, { at: AT });
  button(frame.element, "Sure").click();
  model.acknowledge(model.sent[1], { at: AT });
  const sources = "<details><summary>Sources (2)</summary><ul><li>Ward</li></ul></details>";
  const verdict = '<p data-verdict="wrong"><strong><span aria-hidden="true">✗</span> Not right.</strong></p>';
  const reason = '<p>Why: <span lang="en">she <em>had</em> no choice.</span></p>';
  model.acknowledge(model.last, { ...WRONG, feedback: `${verdict}${reason}${sources}` });
  expect(spoken.textContent?.trim().replace(/\s+/g, " ")).toBe("Not right. Why: she had no choice.");
  const english = [...spoken.children].filter((piece) => piece.getAttribute("lang") === "en");
  expect(english.map((piece) => piece.textContent).join("")).toBe("she had no choice."); // for the voice that reads it
  vi.advanceTimersByTime(STAY_MS);
  expect(spoken.textContent).toBe(""); // whoever reads on meets the feedback once
  expect(frame.feedback.element.closest("[aria-live], [role=status]")).toBeNull();
  expect(frame.line.status.getAttribute("role")).toBeNull();
});

test("while nobody answers, a choice ends as kept, however it is checked, and is sent again by itself", () => {
  const { model, frame, option, status, spoken } = framed();
  option("b").click();
  const first = model.last;
  button(frame.element, "Sure").click();
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.textContent).toMatch(/^Not saved yet. Your answer is kept/);
  expect(status.textContent).not.toMatch(/kernel|No answer/);
  expect(spoken.textContent).toBe(status.textContent);
  const sent = model.sent.length;
  vi.advanceTimersByTime(STAY_MS);
  expect(spoken.textContent).toBe("");
  vi.advanceTimersByTime(2 * RETRY_MS);
  expect(model.sent.length).toBeGreaterThan(sent);
  expect(model.last).toEqual({ ...first, again: true });
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.dataset.state).toBe("lost");
  expect(spoken.textContent).toBe(""); // it was said
  model.acknowledge(first, { at: AT });
  expect(status.dataset.state).toBe("saved");
  vi.advanceTimersByTime(100 * RETRY_MS);
  expect(model.last).toEqual({ ...first, again: true });
  expect(status.dataset.state).toBe("saved");
});

test("feedback that does not come leaves the answer saved, and says so", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  model.acknowledge(model.last, { at: AT });
  button(frame.element, "Sure").click();
  const tried = model.last;
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.dataset.state).toBe("note");
  expect(frame.element.dataset.state).toBe("saved");
  expect(status.textContent).toMatch(/^No answer yet. What you saved is safe./);
  model.acknowledge(tried, WRONG);
  expect(status.dataset.state).toBe("saved");
});

test("a hint that comes late takes back that there was no answer", () => {
  const { model, frame, status } = framed({}, { response: ["b"], at: AT });
  button(frame.element, "Hint").click();
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.textContent).toMatch(/^No answer yet/);
  model.acknowledge(model.last, { at: LATER, hint: "<p>Think.</p>" });
  expect(status.textContent).toMatch(/^Saved at/);
});

test("the button that sends an answer again leaves the focus within the question when it goes", () => {
  const { frame, option } = framed();
  option("b").click();
  vi.advanceTimersByTime(WAIT_MS);
  frame.line.again.focus();
  frame.line.again.click();
  expect(document.activeElement).toBe(frame.line.status);
});

test("a hint comes when it is asked for, and takes no feedback away", () => {
  const { model, frame } = framed({}, { response: ["b"], at: AT, feedback: "<p>Right.</p>" });
  button(frame.element, "Hint").click();
  model.acknowledge(model.last, { at: AT, hint: "<p>Think.</p>" });
  expect(frame.hint.innerHTML).toBe("<p>Think.</p>");
  expect(frame.feedback.element.innerHTML).toBe("<p>Right.</p>");
});

test("a graded question offers neither feedback nor hint", () => {
  const { frame } = framed({ practice: false, hint: false });
  expect([...frame.element.querySelectorAll("button:not([hidden])")]).toEqual([]);
});

test("how sure one is that nobody has acknowledged is drawn and sent again, as an answer is", () => {
  const answered = { response: ["b"], at: AT, note: "" };
  const before = framed({ practice: false }, answered);
  find(before.frame.element, "input[value='sure-3']").click();
  const waiting = before.model.last;
  expect(waiting).toMatchObject({ event: "sure", response: 3 });
  const after = framed({ practice: false }, answered);
  expect(find(after.frame.element, "input[value='sure-3']").checked).toBe(true);
  expect(after.model.sent).toEqual([{ ...waiting, again: true }]);
  after.model.acknowledge(after.model.last, { at: LATER });
  expect(framed({ practice: false }, answered).model.sent).toEqual([]);
});

test("how sure one is of a graded answer can be said once there is one, and stays", () => {
  const { model, frame, option } = framed({ practice: false });
  expect(frame.sureness.element.hidden).toBe(true);
  option("b").click();
  expect(frame.sureness.element.hidden).toBe(false);
  find(frame.element, "[value=sure-3]").click();
  expect(model.last).toMatchObject({ event: "sure", response: 3 });
  frame.refresh({ response: ["b"], at: AT, sure: 3 });
  option("c").click();
  expect(find(frame.element, "[value=sure-3]").checked).toBe(true);
});

test("points that one gives oneself are sent whole, and said to count in no marks", () => {
  const rubric =
    '<ul><li data-criterion="law" data-most="2">The law</li><li data-criterion="facts" data-most="1">Facts</li></ul>';
  const { model, frame } = framed({}, { response: ["b"], at: AT, feedback: rubric, selfmark: { law: 1 } });
  const [law, facts] = frame.feedback.element.querySelectorAll("select");
  expect(law.value).toBe("1");
  facts.value = "1";
  facts.dispatchEvent(new Event("change"));
  expect(model.last).toMatchObject({ event: "selfmark", response: { law: 1, facts: 1 } });
  expect(find(frame.feedback.element, ".wf-weighed").textContent).toContain("You give yourself 2 of 3.");
});

test("what leads to the papers follows the prompt, also where an answer is drawn anew", () => {
  const { frame } = framed({ papers: [{ id: "d2", title: "A stamp" }] });
  const isBelow = () => find(frame.element, "legend").nextElementSibling?.contains(button(frame.element, "A stamp"));
  expect(isBelow()).toBe(true);
  frame.view.show(["b"]);
  expect(isBelow()).toBe(true);
});

test("a question leads to a paper of its case, and back to itself", () => {
  const { frame } = framed({ papers: [{ id: "d2", title: "A stamp" }] });
  const revealed = vi.fn();
  document.body.addEventListener("wellfounded-reveal", revealed, { once: true });
  const asked = vi.fn();
  document.addEventListener("wellfounded-paper", asked, { once: true });
  button(frame.element, "A stamp").click();
  const { detail } = asked.mock.calls[0][0];
  expect(detail).toMatchObject({ papers: "thirty-days", id: "d2" });
  detail.back();
  expect(revealed).toHaveBeenCalledOnce();
  expect(/** @type {any} */ (Element.prototype.scrollIntoView).mock.contexts).toEqual([
    button(frame.element, "A stamp"),
  ]);
  expect(document.activeElement).toBe(button(frame.element, "A stamp"));
});
