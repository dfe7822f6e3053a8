// @ts-check
// One plain line, where JupyterLab would open a dialog: the course does not answer, or its questions start again.

import { make, makeStatus } from "../../../content/questions/elements.js";
import { markLanguage, phrase } from "../../../i18n/messages.js";
import { isReading } from "./reading.js";
import { answers } from "./server.js";

const AGAIN = 2000; // milliseconds until the server is asked again
const RESTART = "hub:restart"; // JupyterLab's command, where it is served by a hub
const BRIEFLY = 4000; // milliseconds for which a short notice stays

/** The line, and what it says now. */
export class Trouble {
  /** @type {"" | "stopped" | "unreachable"} */
  #state = "";

  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   */
  constructor({ apputils, services }, app) {
    this.services = services;
    this.commands = app.commands;
    this.line = makeStatus("p", "wf-trouble");
    document.body.append(this.line);
    app.serviceManager.connectionFailure.connect(() => this.#unreachable());
    apputils.Dialog.tracker.widgetAdded.connect((/** @type {unknown} */ _, /** @type {any} */ dialog) => {
      // It is launched after it is made; closed then, it is never shown.
      if (isReading()) queueMicrotask(() => dialog.reject());
    });
  }

  /** @param {any} panel that shows a lesson: the server starts its kernel again if that dies */
  follow({ sessionContext }) {
    sessionContext.statusChanged.connect((/** @type {unknown} */ _, /** @type {string} */ status) => {
      if (status === "autorestarting" && this.#state === "") {
        this.#say(
          "stopped",
          phrase("The questions have stopped, and start again by themselves. Your answers are safe."),
        );
      } else if (status === "idle" && this.#state === "stopped") this.#say("");
    });
  }

  /** Say something that needs no answer. @param {string} words */
  note(words) {
    if (this.#state) return;
    this.#say("", words);
    setTimeout(() => this.line.textContent === words && this.#say(""), BRIEFLY);
  }

  async #unreachable() {
    if (this.#state === "unreachable") return;
    const words = phrase("The course does not answer. Your answers are kept here, and saved when it answers again.");
    this.#say("unreachable", words);
    if (this.commands.hasCommand(RESTART)) this.line.append(" ", this.#restart());
    do await new Promise((resolve) => setTimeout(resolve, AGAIN));
    while (!(await answers(this.services)));
    this.#say("");
  }

  /** On a hub a server that was not used for long is ended, and its owner starts it again. */
  #restart() {
    const button = make("button", { type: "button", textContent: phrase("Start the course again") });
    button.addEventListener("click", () => this.commands.execute(RESTART));
    return button;
  }

  /**
   * @param {"" | "stopped" | "unreachable"} state
   * @param {string} [words]
   */
  #say(state, words = "") {
    this.#state = state;
    markLanguage(this.line);
    this.line.textContent = words;
  }
}
