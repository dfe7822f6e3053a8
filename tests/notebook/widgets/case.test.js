// @ts-check
// A case: one widget with all its questions, its papers and its content note.

import { render } from "../../../course/wellfounded/notebook/widgets/case.js";
import { button, find, Model, question } from "../../widget_model.js";

const AT = "2026-01-02T03:04:05.000000Z";

/** @param {Record<string, any>} [state] */
function shown(state = {}) {
  const model = new Model({
    name: "thirty-days",
    notice: "",
    head: "<h3>Thirty days</h3>",
    facts: "<p>Facts.</p>",
    documents: [],
    questions: ["q1", "q2"].map((id) => question({ id, place: `copy/01/thirty-days/${id}` })),
    kept: { q1: { response: null, note: "" }, q2: { response: null, note: "" } },
    note: {},
    ...state,
  });
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  const end = render(/** @type {any} */ ({ model, el }));
  const frame = (/** @type {string} */ id) => find(el, `[data-place="copy/01/thirty-days/${id}"]`);
  return { model, el, frame, end, body: find(el, ".wf-case-body") };
}

beforeEach(() => {
  sessionStorage.clear();
});

test("an answer names its question", () => {
  const { model, frame } = shown();
  find(frame("q2"), "input[value=a]").click();
  expect(model.last).toMatchObject({ event: "answer", question: "q2", response: ["a"] });
});

test("what is kept of one question leaves what is said of another alone", () => {
  const { model, frame } = shown();
  find(frame("q1"), "input[value=a]").click();
  model.acknowledge(model.last, { refused: "no room.", never: true });
  model.set("kept", { ...model.get("kept"), q2: { response: ["b"], at: AT, note: "" } });
  expect(find(frame("q1"), ".wf-status").textContent).toBe("Not saved: no room.");
  expect(find(frame("q2"), "input[value=b]").checked).toBe(true);
});

test("behind a content note all stays closed until the kernel says that it is shown", () => {
  const place = "copy/01/thirty-days";
  const { model, el, body } = shown({ note: { state: "closed", said: "You may leave it out.", place } });
  expect(body.hidden).toBe(true);
  button(el, "Read the case").click();
  expect(model.last).toMatchObject({ event: "show" });
  model.set("note", { state: "shown", said: "", place });
  expect(body.hidden).toBe(false);
  expect(button(el, "Read the case").hidden).toBe(true);
});

test("whoever opens a case behind a content note finds the focus at the story, and never lost", () => {
  const place = "copy/01/thirty-days";
  const note = (/** @type {string} */ state) => ({ state, said: "", place });
  const { model, el, body } = shown({ note: note("closed") });
  button(el, "Leave this case out").focus();
  model.set("note", note("out"));
  expect(document.activeElement).toBe(button(el, "Take it up again"));
  model.set("note", note("closed"));
  expect(document.activeElement).toBe(button(el, "Read the case"));
  model.set("note", note("shown"));
  expect(document.activeElement).toBe(body.firstElementChild);
  expect(document.activeElement?.textContent).toBe("Facts.");
});

test("a case that was opened elsewhere takes no focus", () => {
  const { model } = shown({ note: { state: "closed", said: "", place: "" } });
  model.set("note", { state: "shown", said: "", place: "" });
  expect(document.activeElement).toBe(document.body);
});

test("whether it is asked how sure one is changes in every question at once", () => {
  const { model, frame } = shown({ asks: true });
  expect(find(frame("q1"), ".wf-asking").hidden).toBe(false);
  button(frame("q1"), "Do not ask me this").click();
  expect(model.last).toMatchObject({ event: "asks", response: false });
  expect("question" in model.last).toBe(false);
  model.set("asks", false);
  for (const id of ["q1", "q2"]) expect(find(frame(id), ".wf-asking").hidden).toBe(true);
});

test("a case that is left out can be taken up again", () => {
  const { model, el, body } = shown({ note: { state: "out", said: "You left this case out.", place: "" } });
  expect(body.hidden).toBe(true);
  button(el, "Take it up again").click();
  expect(model.last).toMatchObject({ event: "skip", response: false });
  expect("question" in model.last).toBe(false);
});

test("a notice stands before the case", () => {
  const { el } = shown({ notice: "<p>Copied.</p>" });
  expect(find(el, ":scope > :first-child").outerHTML).toBe(
    '<div class="wf wf-notice" role="note"><p>Copied.</p></div>',
  );
});

describe("papers", () => {
  const documents = ["d1", "d2"].map((id) => ({
    id,
    title: `Paper ${id}`,
    look: "letter",
    notes: "",
    body: `<p>${id}</p>`,
  }));

  function papers() {
    const drawn = shown({ documents });
    const pane = find(drawn.el, ".wf-pane");
    pane.scrollIntoView = vi.fn();
    const titles = () => [...drawn.el.querySelectorAll(".wf-pane h4")].map((each) => each.textContent);
    const back = vi.fn();
    const lookAt = (/** @type {string} */ id) =>
      document.dispatchEvent(new CustomEvent("wellfounded-paper", { detail: { papers: "thirty-days", id, back } }));
    return { ...drawn, pane, titles, back, lookAt };
  }

  test("are leafed through, laid side by side, and a question opens one", () => {
    const { el, titles, back, lookAt, end } = papers();
    expect(titles()).toEqual(["Paper d1"]);
    button(el, "Lay another paper beside it").click();
    expect(titles()).toEqual(["Paper d1", "Paper d2"]);
    lookAt("d2");
    expect(titles()).toEqual(["Paper d2", "Paper d2"]);
    button(el, "Back to the question").click();
    expect(back).toHaveBeenCalledOnce();
    end();
  });

  test("have the focus when a question opens one, and a way back only then", () => {
    const { el, pane, lookAt, end } = papers();
    const way = button(el, "Back to the question").parentElement;
    expect(way?.hidden).toBe(true);
    const revealed = vi.fn();
    el.addEventListener("wellfounded-reveal", ({ target }) => revealed(target));
    lookAt("d2");
    expect(document.activeElement).toBe(find(pane, "article"));
    expect(revealed).toHaveBeenCalledExactlyOnceWith(pane);
    expect(pane.scrollIntoView).toHaveBeenCalledExactlyOnceWith({ block: "start" });
    expect(way?.hidden).toBe(false);
    button(el, "Back to the question").click();
    expect(way?.hidden).toBe(true);
    end();
  });

  test("are drawn by their look, and a passport's stamps stay a table to whoever hears them", () => {
    const body = "<table><thead><tr><th>Stamp</th></tr></thead><tbody><tr><td>ENTRY</td></tr></tbody></table>";
    const { el, end } = shown({ documents: [{ ...documents[0], look: "passport", body }, documents[1]] });
    const paper = find(el, "article");
    expect(paper.dataset.look).toBe("passport");
    const roles = [...paper.querySelectorAll("table, table *")].map((each) => each.getAttribute("role"));
    expect(roles).toEqual(["table", "rowgroup", "row", "columnheader", "rowgroup", "row", "cell"]);
    button(el, "Next ›").click();
    expect(paper.dataset.look).toBe("letter");
    end();
  });

  test("have their writing made larger in steps, up to twice, and smaller again, with the focus where it was", () => {
    const { el, pane, end } = papers();
    const paper = find(pane, "article");
    const zoom = () => paper.style.getPropertyValue("--wf-paper-zoom");
    const larger = button(el, "A+");
    const smaller = button(el, "A−");
    expect(smaller.getAttribute("aria-disabled")).toBe("true");
    larger.focus();
    for (const size of ["1.25", "1.5", "2", "2"]) {
      larger.click();
      expect(zoom()).toBe(size);
    }
    expect(find(pane, ".wf-zoomed").textContent).toBe("200 %");
    expect(larger.getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(larger);
    button(pane, "Next ›").click();
    expect(zoom()).toBe("2");
    smaller.click();
    expect(zoom()).toBe("1.5");
    end();
  });

  test("speak their title alone when they change", () => {
    const { pane, end } = papers();
    const spoken = find(pane, "[aria-live]");
    expect(spoken.textContent).toBe("Paper d1");
    button(pane, "Next ›").click();
    expect(find(pane, "[aria-live]")).toBe(spoken);
    expect(spoken.textContent).toBe("Paper d2");
    expect(find(pane, "article").textContent).toBe("Paper d2d2");
    end();
  });
});

test("a view that ended hears of nothing more", () => {
  const { model, frame, end } = shown();
  end();
  model.set("kept", { q1: { response: ["a"], at: AT, note: "" }, q2: { response: null, note: "" } });
  expect(find(frame("q1"), "input[value=a]").checked).toBe(false);
  expect([...model.listeners.values()].every((listeners) => !listeners.size)).toBe(true);
});

test("another variant takes the place of the one before, whole, and whoever asked for it begins with its story", () => {
  const { model, el, frame } = shown({ another: true, variant: "a" });
  const before = frame("q1");
  button(el, "Another like it").focus();
  button(el, "Another like it").click();
  expect(model.last).toMatchObject({ event: "another" });
  model.state.facts = "<p>Other facts.</p>";
  model.state.questions = [question({ id: "bq1", place: "copy/01/thirty-days/bq1" })];
  model.set("kept", { bq1: { response: null, note: "" } });
  model.set("variant", "b");
  expect(before.isConnected).toBe(false);
  expect(find(el, "[data-place$='/bq1']").isConnected).toBe(true);
  expect(document.activeElement?.textContent).toBe("Other facts.");
  find(el, "input[value=a]").click();
  expect(model.last).toMatchObject({ event: "answer", question: "bq1" });
});

test("one question more is drawn after those that are there, which keep what was typed", () => {
  const { model, el, frame } = shown({ variant: "b" });
  const first = frame("q1");
  model.state.kept = { ...model.get("kept"), q3: { response: null, note: "" } };
  const more = question({ id: "q3", place: "copy/01/thirty-days/q3" });
  model.set("questions", [...model.get("questions"), more]);
  expect(frame("q1")).toBe(first);
  expect(find(el, "[data-place$='/q3']").isConnected).toBe(true);
  expect(el.querySelectorAll(".wf-question").length).toBe(3);
});

test("a case without variants offers no other", () => {
  const { el } = shown();
  expect(el.textContent).not.toContain("Another like it");
});

test("beside a content note the way to a variant without it stands before the case", () => {
  const note = { state: "closed", said: "", place: "copy/01/thirty-days" };
  const { el, body } = shown({ note, another: true });
  const other = button(el, "Take another version, without this");
  expect(other.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
