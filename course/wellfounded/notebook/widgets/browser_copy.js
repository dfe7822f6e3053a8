// @ts-check
// The part of the desk for an encrypted copy in this browser: for Binder, whose servers end. It is off until a learner
// turns it on.

import { make } from "../../content/questions/elements.js";
import { later, locale, phrase } from "../../i18n/messages.js";
import { canEncrypt } from "./cipher.js";
import { DeskPart, labelled } from "./desk_part.js";
import { COPY, keepCopy, keptCopy, openCopy } from "./encryption.js";
import { drawButtons, newPassphrase, passwordField } from "./passphrase_fields.js";

const ABOUT_COPY = later(
  "Binder ends, and your answers with it. You may keep a copy of them in this browser, encrypted under a passphrase " +
    "of yours. Whatever else you open on Binder could see that there is a copy, not what is in it. Do not keep one on a " +
    "computer that others use.",
);
const NO_CRYPTO = later("Not possible here: a browser encrypts only on pages that came over https. Nothing is kept.");

export class CopyPart {
  /** @param {import("./desk_kernel.js").DeskKernel} kernel */
  constructor(kernel) {
    this.kernel = kernel;
    const possible = canEncrypt();
    this.form = make("div");
    this.turn = make("input", { type: "checkbox", disabled: !possible, onchange: () => this.turned() });
    const label = make("label", {}, this.turn, ` ${phrase("Keep an encrypted copy in this browser")}`);
    const title = phrase("A copy in this browser");
    this.part = new DeskPart(title, phrase(ABOUT_COPY), make("p", {}, label), this.form);
    if (possible) this.draw();
    else this.part.say("note", phrase(NO_CRYPTO));
  }

  draw() {
    const copy = keptCopy();
    this.turn.checked = this.turn.checked || Boolean(copy);
    if (copy) this.drawKept(copy.at);
    else if (this.turn.checked) this.drawFresh();
    else this.form.replaceChildren();
  }

  /** Draw the form while there is no copy yet. */
  drawFresh() {
    const { lines, chosen } = newPassphrase();
    const keep = this.part.doing(phrase("Encrypting…"), async () => {
      await this.keep(chosen());
      return phrase("A copy is kept, as of now. Renew it when you have answered more.");
    });
    const lost = make("p");
    lost.textContent = phrase("Nobody can open the copy without the passphrase, and nobody can tell you what it was.");
    this.form.replaceChildren(...lines, lost, drawButtons(this.form, keep, phrase("Keep a copy")));
  }

  /** @param {string} passphrase */
  async keep(passphrase) {
    await keepCopy(passphrase, await this.kernel.takeAll(this.part));
    this.draw();
  }

  /**
   * Draw the form while there is a copy.
   * @param {string} at when it was made
   */
  drawKept(at) {
    const field = passwordField();
    const take = () => {
      const { value } = field;
      field.value = "";
      return value;
    };
    const open = this.part.doing(phrase("Opening the copy…"), async () => this.bring(take()));
    // What only the copy has is not lost by renewing it.
    const renew = this.part.doing(phrase("Renewing the copy…"), async () => {
      const passphrase = take();
      const said = await this.bring(passphrase);
      await this.keep(passphrase);
      return phrase("The copy is renewed, and holds all that is here. What was in it: {said}", { said });
    });
    const time = new Date(at).toLocaleString(locale());
    const about = make("p", { textContent: phrase("A copy is kept here, as of {time}.", { time }) });
    const other = make("button", { type: "button", textContent: phrase("Renew the copy"), onclick: renew });
    const line = labelled(phrase("Your passphrase"), field);
    this.form.replaceChildren(about, line, drawButtons(this.form, open, phrase("Open the copy"), other));
  }

  /** @param {string} passphrase */
  async bring(passphrase) {
    return this.kernel.bring(this.part, await openCopy(passphrase));
  }

  turned() {
    this.part.say("", "");
    if (this.turn.checked || !keptCopy()) {
      this.draw();
      return;
    }
    const sure = phrase("Delete the copy in this browser? Your answers in the course stay as they are.");
    const keep = () => {
      this.turn.checked = true;
    };
    this.part.confirm(sure, phrase("Delete the copy"), () => this.remove(), keep);
  }

  remove() {
    localStorage.removeItem(COPY);
    this.draw();
    this.part.say("saved", phrase("The copy is deleted."));
  }

  forgotten() {
    this.turn.checked = false;
    this.draw();
  }
}
