// @ts-check
// Draws the desk: where a learner leaves quickly, chooses a language, takes answers along, and has them forgotten.

import { make, makeNotice, makeStatus } from "../../content/questions/elements.js";
import { later, phrase } from "../../i18n/messages.js";
import { CopyPart } from "./browser_copy.js";
import { languagePart, surenessPart } from "./desk_choices.js";
import { bytesOf, DeskKernel } from "./desk_kernel.js";
import { DeskPart, labelled } from "./desk_part.js";
import { recordPart } from "./desk_record.js";
import { COPY } from "./encryption.js";
import { sleep } from "./kernel.js";
import { leaveQuickly } from "./leave.js";
import { saveFile } from "./save_file.js";

/** @typedef {import("./kernel.js").Model} Model */

const OURS = "wellfounded "; // what we keep in a browser begins so
const LEAVE = later(
  "Shows a blank page at once; pressing Escape three times does the same in any lesson. Your answers stay, and the " +
    "browser’s history may still name the course.",
);
const FILE = later(
  "One file holds the answers of all lessons. Opened on another computer, it adds what is missing there, and asks " +
    "before it replaces an answer.",
);
const FORGET = later(
  "Deletes every trace of you from this copy of the course: answers, reviews, what you handed in. It asks once more " +
    "before it does.",
);
const AFTER = later(
  "Now close this window and every other window of the course: they still show what they had read before.",
);

/** @type {Record<string, string>} what lies in a browser under a name of its own; some of it only on web pages */
const NAMED = {
  [COPY]: later("in this browser: the encrypted copy of your answers"),
  "wellfounded answers": later("in this browser: a mark that there were answers"),
  "wellfounded places": later("in this browser: where you stopped in each lesson"),
  "wellfounded view": later("in this browser: what you chose for these pages"),
};

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const asleep = makeStatus("p", "wf-status");
  const desk = make("div");
  const kernel = new DeskKernel(model, () => sleep(desk, asleep));
  const copy = model.get("binder") ? new CopyPart(kernel) : null;
  const forget = forgetPart(kernel, () => copy?.forgotten());
  desk.append(
    asleep,
    languagePart(model, kernel),
    surenessPart(model, kernel),
    filePart(model, kernel),
    recordPart(kernel),
    ...(copy ? [copy.part.element] : []),
    forget,
  );
  const title = make("h3", { textContent: phrase("Your desk") });
  if (model.get("notice")) el.append(makeNotice(model.get("notice")));
  el.append(make("div", { className: "wf" }, make("section", { className: "wf-desk" }, title, leavePart(), desk)));
  return () => kernel.end();
}

function leavePart() {
  const leave = make("button", { type: "button", className: "wf-leave", textContent: phrase("Leave now") });
  leave.onclick = leaveQuickly;
  return new DeskPart(phrase("Leave quickly"), phrase(LEAVE), make("div", { className: "wf-actions" }, leave)).element;
}

/**
 * @param {Model} model
 * @param {DeskKernel} kernel
 */
function filePart(model, kernel) {
  const save = make("button", { type: "button", textContent: phrase("Save all my answers as one file") });
  const choose = make("input", { type: "file" });
  const actions = make("div", { className: "wf-actions" }, save);
  const opening = labelled(phrase("Open such a file"), choose);
  const part = new DeskPart(phrase("Take your answers along"), phrase(FILE), actions, opening);
  save.onclick = part.doing(phrase("Collecting your answers…"), async () => {
    const { name, says, buffers } = await kernel.ask(part, { event: "save" });
    if (buffers[0].byteLength) saveFile(name, bytesOf(buffers[0]), "application/x-ndjson");
    return says;
  });
  choose.onchange = part.doing(phrase("Reading the file…"), async () => {
    const file = choose.files?.[0];
    if (!file) return "";
    const bytes = await readFile(file, model.get("limit"));
    choose.value = ""; // the same file may be chosen again
    return kernel.bring(part, bytes);
  });
  return part.element;
}

/**
 * @param {File} file
 * @param {number} limit in bytes
 */
async function readFile(file, limit) {
  if (!file.size) throw new Error(phrase("This file is empty."));
  if (file.size > limit) {
    throw new Error(phrase("This file is far larger than any file of answers. It was not opened."));
  }
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * @param {DeskKernel} kernel
 * @param {() => void} forgotten
 */
function forgetPart(kernel, forgotten) {
  const button = make("button", { type: "button", textContent: phrase("Forget me…") });
  const part = new DeskPart(phrase("Forget me"), phrase(FORGET), make("div", { className: "wf-actions" }, button));
  const forget = part.doing(phrase("Deleting…"), async () => {
    const done = await kernel.ask(part, { event: "forget" });
    const here = inBrowser();
    for (const { store, key } of here) store.removeItem(key);
    forgotten();
    showForgotten(part, done, [...done.deleted, ...here.map(({ words }) => words)]);
    return done.failed.length ? phrase("Not all could be deleted; see above.") : phrase("You are forgotten here.");
  });
  button.onclick = part.doing(phrase("Looking for what is kept of you…"), async () => {
    const { traces, own } = await kernel.ask(part, { event: "look" });
    const all = [...traces, ...inBrowser().map(({ words }) => words)];
    const about = [
      ...list(phrase("This deletes, for good:"), all.length ? all : [phrase("nothing: there is no trace of you here")]),
      ...list(phrase("This is left, since it is yours and not the course’s:"), own),
    ];
    part.confirm(about, phrase("Yes, delete all of this"), forget);
    return "";
  });
  return part.element;
}

/**
 * @param {DeskPart} part
 * @param {import("./desk_kernel.js").Answer} done
 * @param {string[]} deleted
 */
function showForgotten(part, done, deleted) {
  part.show(
    phrase("What was deleted"),
    ...list(phrase("Deleted:"), deleted),
    ...list(phrase("As released again:"), done.restored),
    ...list(phrase("Left, since it is yours:"), done.own),
    ...list(phrase("Not deleted:"), done.failed),
    make("p", { textContent: done.elsewhere }),
    make("p", { textContent: phrase(AFTER) }),
  );
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function list(title, items) {
  if (!items.length) return [];
  const lines = items.map((item) => make("li", { textContent: item }));
  return [make("p", { textContent: title }), make("ul", {}, ...lines)];
}

/** Return what this browser keeps of the course in this window. */
function inBrowser() {
  const answer = later("in this browser: an answer that had not been sent");
  const stores = [() => sessionStorage, () => localStorage].flatMap(given);
  return stores.flatMap((store) => {
    const keys = Object.keys(store).filter((key) => key.startsWith(OURS));
    return keys.map((key) => ({ store, key, words: phrase(NAMED[key] ?? answer) }));
  });
}

/**
 * Return a store in a list, which is empty where the browser refuses it.
 * @param {() => Storage} store
 */
function given(store) {
  try {
    return [store()];
  } catch {
    return [];
  }
}
