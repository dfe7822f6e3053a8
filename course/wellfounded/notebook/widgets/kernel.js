// @ts-check
// Messages to the kernel, each of which it must acknowledge.

import { phrase } from "../../i18n/messages.js";
import { leaveOnEscape } from "./leave.js";

/** How long a view waits for a word from the kernel before it tells the learner. */
export const WAIT_MS = 3000;

/** The event on the document that says: an answer is on disk, or a lesson was handed in. */
export const KEPT = "wellfounded-kept";

/** @typedef {{id: string, [field: string]: any}} Message */
/** @typedef {import("@anywidget/types").AnyModel<any>} Model */

/**
 * @typedef {object} Listener
 * @property {(message: Message, buffers: DataView[]) => void} heard gets the acknowledgements of ours, also a late one
 * @property {(id: string) => void} silent is called after WAIT_MS without a word
 * @property {() => void} slept is called once the kernel is gone
 */

/**
 * Return how to post messages, and how to end.
 * @param {Model} model
 * @param {Listener} listener
 */
export function connect(model, { heard, silent, slept }) {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const waiting = new Map();
  let asleep = false;

  /** @type {(message: Message, buffers: DataView[]) => void} */
  function receive(message, buffers) {
    if (!waiting.has(message.id)) return; // another view's
    clearTimeout(waiting.get(message.id));
    heard(message, buffers);
    if (message.at || message.done) document.dispatchEvent(new CustomEvent(KEPT));
  }

  function close() {
    asleep = true; // this view was drawn alive, so an update of `comm_live` is its end
    stopWaiting();
    slept();
  }

  function stopWaiting() {
    for (const timer of waiting.values()) clearTimeout(timer);
  }

  leaveOnEscape();
  model.on("msg:custom", receive);
  model.on("comm_live_update", close);
  return {
    /** @type {(message: Message, buffers?: ArrayBuffer[]) => void} */
    post(message, buffers = []) {
      if (asleep) return;
      clearTimeout(waiting.get(message.id));
      waiting.set(
        message.id,
        setTimeout(() => silent(message.id), WAIT_MS),
      );
      model.send(message, undefined, buffers);
    },
    end() {
      stopWaiting();
      model.off("msg:custom", receive);
      model.off("comm_live_update", close);
    },
  };
}

/** Return why nothing was heard. */
export function silence() {
  return phrase(
    "the kernel, the lesson’s engine, does not answer. If this stays, choose Kernel, then " +
      "Restart Kernel and Run All Cells.",
  );
}

/**
 * A view without its kernel must not look alive.
 * @param {HTMLElement} root
 * @param {HTMLElement} status
 */
export function sleep(root, status) {
  root.classList.add("wf-asleep");
  for (const control of root.querySelectorAll("input, button, select, textarea"))
    control.toggleAttribute("disabled", true);
  status.dataset.state = "asleep";
  status.textContent = phrase(
    "Asleep: the kernel, the lesson’s engine, has stopped. Choose Run, then Run All Cells, to go on.",
  );
}
