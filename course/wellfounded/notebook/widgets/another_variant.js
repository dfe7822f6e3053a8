// @ts-check
// The way on to another variant of a case: the same rule, with other facts.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { connect, silence, sleep } from "./kernel.js";

export class AnotherVariant {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {string} words of the button
   */
  constructor(model, words) {
    this.status = makeStatus("span", "wf-status");
    const go = () => this.kernel.post({ id: uuid(), event: "another" });
    this.button = make("button", { type: "button", textContent: words, onclick: go });
    this.element = make("div", { className: "wf-actions wf-another" }, this.button, this.status);
    this.kernel = connect(model, {
      heard: ({ refused }) => {
        if (refused) this.status.textContent = phrase("Not saved: {why}", { why: refused });
      },
      silent: () => {
        this.status.textContent = phrase("No answer: {why}", { why: silence() });
      },
      slept: () => sleep(this.element, this.status),
    });
  }

  end() {
    this.kernel.end();
  }
}
