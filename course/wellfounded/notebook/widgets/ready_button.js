// @ts-check
// A button that needs something first. It stays in reach of the keyboard meanwhile, and pressed too early says what is
// missing: one that is disabled would be passed over in silence.

import { make, makeStatus } from "../../content/questions/elements.js";

export class ReadyButton {
  /**
   * @param {string} words on the button
   * @param {string} missing what is said of a press that comes too early
   * @param {() => void} pressed
   */
  constructor(words, missing, pressed) {
    this.said = makeStatus("span", "wf-needed");
    this.element = make("button", { type: "button", textContent: words });
    this.element.onclick = () => {
      if (this.isReady) pressed();
      else this.said.textContent = missing;
    };
    this.isReady = false;
  }

  get isReady() {
    return this.element.getAttribute("aria-disabled") !== "true";
  }

  set isReady(ready) {
    this.element.setAttribute("aria-disabled", String(!ready));
    this.said.textContent = "";
  }
}
