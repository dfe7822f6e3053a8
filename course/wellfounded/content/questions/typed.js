// @ts-check
// Draws one text field, and reads what is typed into it: what `number`, `date` and `short` share.
// What cannot be read, or can be read in two ways, is told beside the field and not sent: the last answer stands.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make, makeStatus, onPaper, uuid } from "./elements.js";

const TYPING_MS = 400; // a pause this long ends the typing
export const MOST_CHARACTERS = 200; // short.py knows it too

/**
 * @template Value
 * @typedef {object} Reading what was made of a text
 * @property {Value} [value] missing where it could not be read
 * @property {string} words for the learner
 * @property {{label: string, text: string}[]} [choices] where it can be read in two ways
 */

/**
 * @template Value
 * @typedef {object} Manner how one kind is typed
 * @property {(text: string, unit: string) => Reading<Value>} read
 * @property {(value: Value) => string} show
 * @property {"decimal" | "text"} [inputMode]
 * @property {(value: Value | null) => string} [guide] what stands beside the field at first
 */

/**
 * @template Value
 * @typedef {import("./question.d.ts").Drawing<{unit?: string}, Value>} Drawing
 */

/**
 * @template Value
 * @param {Manner<Value>} manner
 * @param {Drawing<Value>} drawing
 */
export function drawTyped(manner, { question, response, answer, check }) {
  const { read, show, inputMode = "text", guide = () => "" } = manner;
  const value = response === null ? "" : show(response);
  const field = drawField(value, inputMode);
  const unit = make("span", { innerHTML: question.unit || "", ...COURSE });
  const words = makeStatus("p", "wf-read");
  words.id = `wf-${uuid()}`;
  words.textContent = guide(response);
  field.setAttribute("aria-describedby", words.id);
  const choices = make("div", { className: "wf-actions" });
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", phrase("Which do you mean?"));
  let last = response; // the answer that stands

  /** @param {Reading<Value>} reading */
  function settle({ value: found, words: said, choices: offered = [] }) {
    const known = found !== undefined;
    words.style.minHeight = `${words.offsetHeight}px`; // never less, or "Check my answer" moves while it is clicked
    words.textContent = known ? said : `${said} ${whatStands(last, show)}`;
    field.setAttribute("aria-invalid", String(!known));
    choices.replaceChildren(...offered.map(({ label, text }) => choiceButton(label, () => choose(text))));
    if (!known) return;
    last = found;
    answer(found);
  }

  /** @param {string} text */
  function choose(text) {
    field.value = text;
    field.focus(); // the buttons go
    settle(read(text, unit.textContent));
  }

  const keep = keepAfterPause(field, () => settle(read(field.value, unit.textContent)));
  field.addEventListener("input", () => choices.replaceChildren());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // or it would press the button that may get the focus now
    keep();
    if (field.value.trim() && field.getAttribute("aria-invalid") !== "true") check();
  });
  const named = make("span", { textContent: phrase("Your answer") });
  const label = make("label", { className: "wf-typed" }, named, field, onPaper(field), unit);
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), label, words, choices);
}

/**
 * @param {string} value
 * @param {"decimal" | "text"} inputMode
 */
function drawField(value, inputMode) {
  const field = { type: "text", maxLength: MOST_CHARACTERS, inputMode, value, dir: "auto" };
  return make("input", { ...field, autocomplete: "off" });
}

/**
 * Call `end` after a pause in the typing, and on leaving the field. Return how to do so at once.
 * @param {HTMLInputElement} field
 * @param {() => void} end
 */
function keepAfterPause(field, end) {
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null; // null while all that was typed is read

  function keep() {
    if (timer === null || !field.isConnected) return; // another window's answer may have been drawn over this view
    clearTimeout(timer);
    timer = null;
    end();
  }

  field.addEventListener("input", () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(keep, TYPING_MS);
  });
  field.addEventListener("blur", keep);
  return keep;
}

/**
 * @template Value
 * @param {Value | null} last
 * @param {(value: Value) => string} show
 */
function whatStands(last, show) {
  if (last === null) return phrase("Nothing is saved yet.");
  return phrase("Your last answer, {answer}, stays.", { answer: show(last) });
}

/**
 * @param {string} label
 * @param {() => void} onclick
 */
function choiceButton(label, onclick) {
  return make("button", { type: "button", textContent: label, onclick });
}
