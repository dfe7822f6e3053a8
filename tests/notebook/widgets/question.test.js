// @ts-check
// The frame of a question: what is said of an answer, and what becomes of one that the kernel does not acknowledge.

import { WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { QuestionFrame } from "../../../course/wellfounded/notebook/widgets/question.js";
import { button, find, Model, question } from "../../widget_model.js";

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
  return { model, frame, option, status: frame.status };
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
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
  expect(status.textContent).toMatch(/^Not saved: the kernel/);
  expect(frame.again.hidden).toBe(false);
  frame.again.click();
  expect(model.last).toEqual({ ...first, again: true });
  expect(status.dataset.state).toBe("saving");
  expect(frame.again.hidden).toBe(true);
});

test("a word that comes late counts", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  vi.advanceTimersByTime(10 * WAIT_MS);
  model.acknowledge(model.last, { at: AT });
  expect(status.dataset.state).toBe("saved");
  expect(frame.again.hidden).toBe(true);
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
  expect(frame.again.hidden).toBe(false);
});

test("what can never be saved is not kept, nor offered again", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  model.acknowledge(model.last, { refused: "this is no answer.", never: true });
  expect(status.dataset.state).toBe("lost");
  expect(frame.again.hidden).toBe(true);
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
  expect(frame.response).toBeNull();
  option("a").click();
  expect(model.last.response).toEqual(["a"]);
});

test("once the kernel has stopped nothing can be chosen, and the last answer is said to wait", () => {
  const { model, frame, option, status } = framed();
  option("b").click();
  vi.advanceTimersByTime(WAIT_MS);
  expect(frame.again.hidden).toBe(false);
  model.stop();
  expect([...frame.element.querySelectorAll("input, button, select")].every((each) => each.matches(":disabled"))).toBe(
    true,
  );
  expect(frame.again.hidden).toBe(true);
  expect(status.dataset.state).toBe("asleep");
  expect(status.textContent).toContain("Your last answer waits here");
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.dataset.state).toBe("asleep");
});

test("in practice the answer is checked, and the feedback shown", () => {
  const { model, frame, option } = framed();
  option("b").click();
  button(frame.element, "Check my answer").click();
  expect(model.last).toMatchObject({ event: "try", response: ["b"] });
  model.acknowledge(model.last, { at: AT, feedback: "<p>Right.</p>" });
  expect(frame.feedback.innerHTML).toBe("<p>Right.</p>");
});

test("nothing is checked before there is an answer", () => {
  const { model, frame } = framed();
  button(frame.element, "Check my answer").click();
  expect(model.sent).toEqual([]);
});

test("a hint comes when it is asked for, and takes no feedback away", () => {
  const { model, frame } = framed({}, { response: ["b"], at: AT, feedback: "<p>Right.</p>" });
  button(frame.element, "Hint").click();
  model.acknowledge(model.last, { at: AT, hint: "<p>Think.</p>" });
  expect(frame.hint.innerHTML).toBe("<p>Think.</p>");
  expect(frame.feedback.innerHTML).toBe("<p>Right.</p>");
});

test("a graded question offers neither feedback nor hint", () => {
  const { frame } = framed({ practice: false, hint: false });
  expect([...frame.element.querySelectorAll("button:not([hidden])")]).toEqual([]);
});

test("how sure one is can be said once there is an answer", () => {
  const { model, frame, option } = framed();
  expect(frame.sure.hidden).toBe(true);
  option("b").click();
  expect(frame.sure.hidden).toBe(false);
  frame.sure.value = "3";
  frame.sure.dispatchEvent(new Event("change"));
  expect(model.last).toMatchObject({ event: "sure", response: 3 });
});

test("points that one gives oneself are sent whole, and said to count in no marks", () => {
  const rubric =
    '<ul><li data-criterion="law" data-most="2">The law</li><li data-criterion="facts" data-most="1">Facts</li></ul>';
  const { model, frame } = framed({}, { response: ["b"], at: AT, feedback: rubric, selfmark: { law: 1 } });
  const [law, facts] = frame.feedback.querySelectorAll("select");
  expect(law.value).toBe("1");
  facts.value = "1";
  facts.dispatchEvent(new Event("change"));
  expect(model.last).toMatchObject({ event: "selfmark", response: { law: 1, facts: 1 } });
  expect(find(frame.feedback, ".wf-weighed").textContent).toContain("You give yourself 2 of 3.");
});

test("a question leads to a paper of its case, and back to itself", () => {
  const { frame } = framed({ papers: [{ id: "d2", title: "A stamp" }] });
  frame.element.scrollIntoView = () => {};
  const asked = vi.fn();
  document.addEventListener("wellfounded-paper", asked, { once: true });
  button(frame.element, "A stamp").click();
  const { detail } = asked.mock.calls[0][0];
  expect(detail).toMatchObject({ papers: "thirty-days", id: "d2" });
  detail.back();
  expect(document.activeElement).toBe(button(frame.element, "A stamp"));
});
