// @ts-check
// What the desk has on a web page besides: whether the browser keeps the answers, and a passphrase for them.

import { make } from "../../../content/questions/elements.js";
import { later, phrase } from "../../../i18n/messages.js";
import { canEncrypt } from "../../../notebook/widgets/cipher.js";
import { DeskPart } from "../../../notebook/widgets/desk_part.js";
import { drawButtons, newPassphrase } from "../../../notebook/widgets/passphrase_fields.js";
import { isPromised, NOT_PROMISED } from "./answers_here.js";

const KEPT = later("Your answers lie in this browser, on this device.");
const PROMISED = later("The browser has promised not to delete them by itself.");
const ABOUT_LOCK = later(
  "Whoever uses this browser after you can open your answers. You may have them encrypted under a passphrase of yours, " +
    "for which these pages then ask: once in each window, in some browsers on each page. Others can still see that there " +
    "are answers.",
);
const LOST = later("Nobody can open your answers without the passphrase, and nobody can tell you what it was.");
const NO_CRYPTO = later(
  "Not possible here: a browser encrypts only on pages that came over https. Nothing is encrypted.",
);

/**
 * Add the parts to the desk, if it is on this page.
 * @param {HTMLElement} lesson
 * @param {import("./answers_here.js").AnswersHere} here
 */
export function addDeskParts(lesson, here) {
  const forget = lesson.querySelector(".wf-desk > div > section:last-of-type");
  if (here.kept?.refused) return;
  forget?.before(promisePart(), new LockPart(here).part.element);
}

function promisePart() {
  const ask = make("button", { type: "button", textContent: phrase("Ask it to keep them") });
  const actions = make("div", { className: "wf-actions" });
  const part = new DeskPart(phrase("In this browser"), phrase(KEPT), actions);
  const say = (/** @type {boolean} */ promised) => {
    actions.replaceChildren(...(promised ? [] : [ask]));
    part.say(promised ? "saved" : "note", phrase(promised ? PROMISED : NOT_PROMISED));
  };
  ask.onclick = async () => say(await isPromised(() => navigator.storage.persist()));
  isPromised(() => navigator.storage.persisted()).then(say);
  return part.element;
}

class LockPart {
  /** @param {import("./answers_here.js").AnswersHere} here */
  constructor(here) {
    this.here = here;
    this.form = make("div");
    this.part = new DeskPart(phrase("A passphrase for your answers"), phrase(ABOUT_LOCK), this.form);
    if (canEncrypt()) this.draw();
    else this.part.say("note", phrase(NO_CRYPTO));
  }

  draw() {
    if (this.here.known) this.drawLocked();
    else this.drawOpen();
  }

  drawOpen() {
    const { lines, chosen } = newPassphrase();
    const lock = this.part.doing(phrase("Encrypting…"), async () => {
      await this.encrypt(chosen());
      return phrase("Your answers are encrypted. These pages ask for the passphrase from now on.");
    });
    const lost = make("p", { textContent: phrase(LOST) });
    this.form.replaceChildren(...lines, lost, drawButtons(this.form, lock, phrase("Encrypt my answers")));
  }

  drawLocked() {
    const open = this.part.doing(phrase("Decrypting…"), async () => {
      await this.encrypt("");
      return phrase("Your answers are not encrypted any more.");
    });
    const about = make("p", { textContent: phrase("Your answers are encrypted.") });
    this.form.replaceChildren(about, drawButtons(this.form, open, phrase("Encrypt them no longer")));
  }

  /** @param {string} passphrase none to encrypt no longer */
  async encrypt(passphrase) {
    const { known, last } = await this.here.engine.ask("encrypt", { passphrase });
    this.here.holdKey(known);
    this.here.markKept(last);
    this.draw();
  }
}
