// @ts-check
// Messages to the kernel, each of which it must acknowledge.

import { phrase } from "../../i18n/messages.js";
import { leaveOnEscape } from "./leave.js";

/** How long a view waits for a word from the kernel before it tells the learner; longer, where its model says so. */
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
  const leaveKernel = onKernelEnd(model, close);

  /** @type {(message: Message, buffers: DataView[]) => void} */
  function receive(message, buffers) {
    if (message.closed) return close(); // the lesson was opened in several windows since then, see window.py
    if (!waiting.has(message.id)) return; // another view's
    clearTimeout(waiting.get(message.id));
    heard(message, buffers);
    if (message.at || message.done) document.dispatchEvent(new CustomEvent(KEPT));
  }

  function close() {
    if (asleep) return;
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
        setTimeout(() => silent(message.id), /** @type {any} */ (model).patience ?? WAIT_MS),
      );
      try {
        model.send(message, undefined, buffers);
      } catch {
        close(); // the kernel was shut down
      }
    },
    end() {
      leaveKernel();
      stopWaiting();
      model.off("msg:custom", receive);
      model.off("comm_live_update", close);
    },
  };
}

/**
 * Call `ended` once the kernel is dead or was shut down: that ends no comm. Return how to listen no longer.
 * @param {Model} model
 * @param {() => void} ended
 */
function onKernelEnd(model, ended) {
  const kernel = /** @type {any} */ (model.widget_manager)?.kernel;
  if (!kernel?.statusChanged) return () => {}; // not in JupyterLab
  const changed = (/** @type {unknown} */ _, /** @type {string} */ status) => {
    if (status === "dead" || status === "terminating") ended();
  };
  kernel.statusChanged.connect(changed);
  kernel.disposed.connect(ended);
  return () => {
    kernel.statusChanged.disconnect(changed);
    kernel.disposed.disconnect(ended);
  };
}

/** Return why nothing was heard. */
export function silence() {
  return phrase("the course does not answer just now. If this stays, reload the page.");
}

/**
 * A view without its kernel must not look alive. If the focus was in it, it goes to where that is said.
 * @param {HTMLElement} root
 * @param {HTMLElement} status
 */
export function sleep(root, status) {
  const hadFocus = root.contains(document.activeElement);
  root.classList.add("wf-asleep");
  for (const control of root.querySelectorAll("input, button, select, textarea"))
    control.toggleAttribute("disabled", true);
  status.dataset.state = "asleep";
  status.textContent = phrase("This page has stopped. What you saved is safe. Reload the page to go on.");
  status.tabIndex = -1;
  if (hadFocus) status.focus();
}
