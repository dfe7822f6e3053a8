// @ts-check
// The desk: each wish is answered, in pieces where it is large, and asked about where something could be lost.

import { render } from "../../../course/wellfounded/notebook/widgets/desk_panel.js";
import { COPY } from "../../../course/wellfounded/notebook/widgets/encryption.js";
import { WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { button, find, Model } from "../../widget_model.js";

const STATE = {
  notice: "",
  binder: false,
  languages: { en: "English", es: "Español" },
  language: "en",
  limit: 3 * 2 ** 20,
  asks: false,
};

/** @param {Record<string, any>} [state] */
function desk(state = {}) {
  const model = new Model({ ...STATE, ...state });
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  render(/** @type {any} */ ({ model, el }));
  /** @param {string} title */
  const part = (title) => {
    const heading = [...el.querySelectorAll("h4")].find((each) => each.textContent === title);
    const section = heading?.closest("section");
    if (!section) throw new Error(`There is no part “${title}”.`);
    return { section, status: find(section, ":scope > .wf-status") };
  };
  return { model, el, part };
}

/** @param {string} text */
function view(text) {
  return new DataView(new TextEncoder().encode(text).buffer);
}

/** Let what waits for the kernel's answer go on. */
async function settled() {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/**
 * Choose a file, and let it be read.
 * @param {Model} model
 * @param {HTMLInputElement} input
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function choose(model, input, bytes) {
  const file = { size: bytes.length, arrayBuffer: async () => bytes.buffer };
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  Object.defineProperty(input, "value", { value: "", writable: true, configurable: true });
  input.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(model.sent.length).toBeGreaterThan(0));
}

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  vi.useRealTimers();
});

test("all answers are saved as one file, with the name that the kernel gives it", async () => {
  const { model, el, part } = desk();
  /** @type {Blob[]} */
  const blobs = [];
  URL.createObjectURL = (/** @type {any} */ blob) => {
    blobs.push(blob);
    return "blob:answers";
  };
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  button(el, "Save all my answers as one file").click();
  model.acknowledge(model.last, { more: true });
  expect(part("Take your answers along").status.dataset.state).toBe("saving");
  model.acknowledge(model.last, { name: "answers.jsonl", says: "Saved." }, [view("{}\n")]);
  await settled();
  expect(part("Take your answers along").status.textContent).toBe("Saved.");
  expect(/** @type {any} */ (clicked.mock.contexts[0]).download).toBe("answers.jsonl");
  expect(blobs[0].size).toBe(3);
  clicked.mockRestore();
});

test("the record is printed, or saved as a file, under the name that is written there", async () => {
  const { model, el, part } = desk();
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  URL.createObjectURL = () => "blob:record";
  const { section, status } = part("Completion record");
  /** @type {HTMLInputElement} */ (find(section, "input")).value = "Sokha Vann";
  button(el, "Save the record as a file").click();
  expect(model.last).toMatchObject({ event: "record", whose: "Sokha Vann" });
  model.acknowledge(model.last, { name: "completion-record.html" }, [view("<p>Record")]);
  await settled();
  expect(/** @type {any} */ (clicked.mock.contexts[0]).download).toBe("completion-record.html");
  expect(status.textContent).toContain("Saved as completion-record.html.");
  button(el, "Print the record").click();
  model.acknowledge(model.last, { name: "completion-record.html" }, [view("<p>Record")]);
  await settled();
  expect(/** @type {HTMLIFrameElement} */ (find(document.body, "iframe.wf-print")).srcdoc).toBe("<p>Record");
  clicked.mockRestore();
});

test("a file is sent in pieces that a server takes, one after the word on the other", async () => {
  const { model, el, part } = desk();
  await choose(model, find(el, "input[type=file]"), new Uint8Array(2 ** 20 + 5));
  expect(model.last).toMatchObject({ event: "piece", start: 0, last: false });
  const { file } = model.last;
  model.acknowledge(model.last, {});
  await settled();
  expect(model.last).toMatchObject({ event: "piece", file, start: 2 ** 20, last: true });
  model.acknowledge(model.last, { done: true, says: "3 answers were new." });
  await settled();
  expect(part("Take your answers along").status.textContent).toBe("3 answers were new.");
});

test("a file with newer answers is opened only once the learner agrees", async () => {
  const { model, el, part } = desk();
  await choose(model, find(el, "input[type=file]"), new Uint8Array(5));
  model.acknowledge(model.last, { asks: "It replaces one answer." });
  await settled();
  expect(document.activeElement?.textContent).toContain("It replaces one answer.");
  button(el, "Yes, open the file").click();
  await settled();
  expect(model.last).toMatchObject({ event: "open", file: model.sent[0].file });
  model.acknowledge(model.last, { done: true, says: "Opened." });
  await settled();
  expect(part("Take your answers along").status.textContent).toBe("Opened.");
});

test("a file that the learner does not agree to changes nothing", async () => {
  const { model, el, part } = desk();
  await choose(model, find(el, "input[type=file]"), new Uint8Array(5));
  model.acknowledge(model.last, { asks: "It replaces one answer." });
  await settled();
  button(el, "No, keep everything").click();
  await settled();
  expect(model.sent).toHaveLength(1);
  expect(part("Take your answers along").status.textContent).toContain("Nothing was changed here.");
});

test.each([
  [0, "This file is empty."],
  [STATE.limit + 1, "This file is far larger"],
])("a file of %d bytes is not even read", async (size, words) => {
  const { model, el, part } = desk();
  const input = find(el, "input[type=file]");
  Object.defineProperty(input, "files", { value: [{ size }] });
  input.dispatchEvent(new Event("change"));
  await settled();
  expect(part("Take your answers along").status.textContent).toContain(words);
  expect(model.sent).toEqual([]);
});

test("forgetting names what it deletes, asks, and clears the browser too", async () => {
  const { model, el } = desk();
  sessionStorage.setItem("wellfounded copy/01/c/q1", "{}");
  localStorage.setItem(COPY, "{}");
  localStorage.setItem("somebody else's", "{}");
  button(el, "Forget me…").click();
  model.acknowledge(model.last, { traces: ["12 answers"], own: ["notes.md"] });
  await settled();
  const confirm = find(el, ".wf-confirm").textContent;
  for (const words of ["12 answers", "notes.md", "an answer that had not been sent", "the encrypted copy"]) {
    expect(confirm).toContain(words);
  }
  expect(model.sent).toHaveLength(1);
  button(el, "Yes, delete all of this").click();
  const done = { deleted: ["12 answers"], restored: [], own: [], failed: [], elsewhere: "Elsewhere.", done: true };
  model.acknowledge(model.last, done);
  await settled();
  expect([sessionStorage.length, localStorage.length]).toEqual([0, 1]);
  expect(find(el, ".wf-confirm").textContent).toContain("Elsewhere.");
});

test("what is refused is said, and so is that no word comes", async () => {
  vi.useFakeTimers();
  const { model, el, part } = desk();
  const { status } = part("Language");
  const languages = find(el, "select");
  languages.value = "es";
  languages.dispatchEvent(new Event("change"));
  expect(model.last).toMatchObject({ event: "language", language: "es" });
  vi.advanceTimersByTime(WAIT_MS);
  expect(status.textContent).toMatch(/^Not done yet: the course does not answer/);
  model.acknowledge(model.last, { refused: "This could not be done: the disk is full." });
  await settled();
  expect([status.dataset.state, status.textContent]).toEqual(["lost", "This could not be done: the disk is full."]);
});

test("only on Binder is there a copy in the browser, and it is off", () => {
  expect(() => desk().part("A copy in this browser")).toThrow();
  const { section } = desk({ binder: true }).part("A copy in this browser");
  expect(find(section, "input[type=checkbox]").checked).toBe(false);
  expect(section.querySelector("input[type=password]")).toBeNull();
});

test("a passphrase that is short, or differs from its repetition, keeps nothing", async () => {
  const { model, el, part } = desk({ binder: true });
  const { section, status } = part("A copy in this browser");
  find(section, "input[type=checkbox]").click();
  const [first, second] = /** @type {NodeListOf<HTMLInputElement>} */ (
    section.querySelectorAll("input[type=password]")
  );
  first.value = second.value = "short";
  button(el, "Keep a copy").click();
  await settled();
  expect(status.textContent).toBe("Take at least 12 characters, for instance four words.");
  first.value = "four words of mine";
  button(el, "Keep a copy").click();
  await settled();
  expect(status.textContent).toBe("The two passphrases differ. Write them again.");
  expect([model.sent, localStorage.length]).toEqual([[], 0]);
});

test("a desk whose kernel has stopped can still be left quickly", () => {
  const { model, el } = desk();
  model.stop();
  expect(button(el, "Save all my answers as one file").disabled).toBe(true);
  expect(button(el, "Leave now").disabled).toBe(false);
});

test("a notice stands before the desk", () => {
  expect(desk().el.querySelector("[role=note]")).toBeNull();
  const { el } = desk({ notice: "<p>The clock was put right.</p>" });
  expect(find(el, ":scope > [role=note]").textContent).toBe("The clock was put right.");
});

test("whoever is not asked how sure they are can be asked again", async () => {
  const { model, part } = desk();
  const { section, status } = part("How sure are you?");
  const box = /** @type {HTMLInputElement} */ (find(section, "[type=checkbox]"));
  expect(box.checked).toBe(false);
  box.click();
  expect(model.last).toMatchObject({ event: "asks", response: true });
  model.acknowledge(model.last, { says: "You are asked from now on." });
  await settled();
  expect(status.textContent).toBe("You are asked from now on.");
});
