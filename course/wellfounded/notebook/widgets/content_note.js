// @ts-check
// The way past a content note: read the case, or leave it out.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { connect, silence, sleep } from "./kernel.js";

/** @typedef {{state: "closed" | "shown" | "out", said: string, place: string}} Note what the kernel says of it */

export class ContentNote {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {Note} note
   * @param {HTMLElement} story what whoever opens the case reads first
   */
  constructor(model, note, story) {
    this.story = story;
    this.status = makeStatus("span", "wf-status");
    this.read = this.button(phrase("Read the case"), { event: "show" });
    this.leave = this.button(phrase("Leave this case out"), { event: "skip", response: true });
    this.back = this.button(phrase("Take it up again"), { event: "skip", response: false });
    this.element = make("div", { className: "wf-actions wf-note" }, this.read, this.leave, this.back, this.status);
    this.element.dataset.place = note.place; // the hand-in panel leads here while the case is closed
    this.kernel = connect(model, {
      heard: ({ refused }) => {
        if (refused) this.status.textContent = phrase("Not saved: {why}", { why: refused });
      },
      silent: () => {
        this.status.textContent = phrase("No answer: {why}", { why: silence() });
      },
      slept: () => sleep(this.element, this.status),
    });
    this.show(note);
  }

  /**
   * @param {string} textContent
   * @param {{event: string, response?: boolean}} message
   */
  button(textContent, message) {
    return make("button", { type: "button", textContent, onclick: () => this.kernel.post({ id: uuid(), ...message }) });
  }

  /**
   * Show what can be done now. If that takes the button away that has the focus, the focus goes on: to the story, once
   * the case is open.
   * @param {Note} note
   */
  show({ state, said }) {
    const buttons = [this.read, this.leave, this.back];
    const used = buttons.find((button) => button === document.activeElement);
    this.read.hidden = state !== "closed";
    this.leave.hidden = state === "out";
    this.back.hidden = state !== "out";
    this.status.textContent = said;
    if (used?.hidden) (state === "shown" ? this.story : buttons.find((button) => !button.hidden))?.focus();
  }

  end() {
    this.kernel.end();
  }
}
