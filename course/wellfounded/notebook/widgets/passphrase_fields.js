// @ts-check
// Fields for a passphrase, and what is asked of a new one.

import { make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { labelled } from "./desk_part.js";

const SHORTEST = 12; // characters of a passphrase that strangers may try offline

export function passwordField() {
  return make("input", { type: "password", autocomplete: "off" });
}

/**
 * Return the lines in which a passphrase is chosen, and how to read it: an error with words for the learner where it is
 * too short, or was written in two ways.
 */
export function newPassphrase() {
  const [first, second] = [passwordField(), passwordField()];
  const lines = [labelled(phrase("A passphrase"), first), labelled(phrase("The same again"), second)];
  const chosen = () => {
    if (first.value.length < SHORTEST) {
      throw new Error(phrase("Take at least {n} characters, for instance four words.", { n: SHORTEST }));
    }
    if (first.value !== second.value) throw new Error(phrase("The two passphrases differ. Write them again."));
    return first.value;
  };
  return { lines, chosen };
}

/**
 * Draw the buttons of a form. The first does what Enter in a field does: in JupyterLab no form is sent by it.
 * @param {HTMLElement} form
 * @param {(event: Event) => void} act
 * @param {string} words
 * @param {...Node} others
 */
export function drawButtons(form, act, words, ...others) {
  form.onkeydown = (event) => {
    const inField = event.target instanceof HTMLInputElement && event.target.type === "password";
    if (event.key === "Enter" && inField) act(event);
  };
  const first = make("button", { type: "button", textContent: words, onclick: act });
  return make("div", { className: "wf-actions" }, first, ...others);
}
