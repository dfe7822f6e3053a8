// @ts-check
// One plain line, where JupyterLab would open a dialog: the course does not answer, or its questions start again.

import { makeStatus } from "../../../content/questions/elements.js";
import { markLanguage, phrase } from "../../../i18n/messages.js";
import { isReading } from "./reading.js";
import { answers } from "./server.js";

const AGAIN = 2000; // milliseconds until the server is asked again
const BRIEFLY = 4000; // milliseconds for which a short notice stays

/** The line, and what it says now. */
export class Trouble {
  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   */
  constructor({ apputils, services }, app) {
    this.services = services;
    this.line = makeStatus("p", "wf-trouble");
    document.body.append(this.line);
    this.lost = false;
    app.serviceManager.connectionFailure.connect(() => this.#unreachable());
    apputils.Dialog.tracker.widgetAdded.connect((/** @type {unknown} */ _, /** @type {any} */ dialog) => {
      // It is launched after it is made; closed then, it is never shown.
      if (isReading()) queueMicrotask(() => dialog.reject());
    });
  }

  /** @param {any} panel that shows a lesson: a kernel of it that has died is started again by the server */
  follow({ sessionContext }) {
    sessionContext.statusChanged.connect((/** @type {unknown} */ _, /** @type {string} */ status) => {
      if (this.lost) return;
      if (status === "autorestarting")
        this.#say(phrase("The questions have stopped, and start again by themselves. Your answers are safe."));
      else if (status === "idle") this.#say("");
    });
  }

  /** Say something that needs no answer. @param {string} words */
  note(words) {
    if (this.lost) return;
    this.#say(words);
    setTimeout(() => this.line.textContent === words && this.#say(""), BRIEFLY);
  }

  async #unreachable() {
    if (this.lost) return;
    this.lost = true;
    this.#say(phrase("The course does not answer. Your answers are kept here, and saved when it answers again."));
    do await new Promise((resolve) => setTimeout(resolve, AGAIN));
    while (!(await answers(this.services)));
    this.lost = false;
    this.#say("");
  }

  /** @param {string} words */
  #say(words) {
    markLanguage(this.line);
    this.line.textContent = words;
  }
}
