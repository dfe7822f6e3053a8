// @ts-check
// A widget's model as a view sees it, with the kernel's end of the comm in the test's hands.

/** @typedef {import("../course/wellfounded/notebook/widgets/kernel.js").Message} Message */

export class Model {
  /** @param {Record<string, any>} [state] */
  constructor(state = {}) {
    this.state = state;
    /** @type {Message[]} what the view has sent */
    this.sent = [];
    /** @type {Map<string, Set<(...args: any[]) => void>>} */
    this.listeners = new Map();
    this.widget_manager = /** @type {any} */ (null);
  }

  /** @param {any} name */
  get(name) {
    return this.state[name];
  }

  /**
   * The kernel changes what it has synchronized.
   * @param {any} name
   * @param {any} value
   */
  set(name, value) {
    this.state[name] = value;
    this.fire(`change:${name}`);
  }

  save_changes() {}

  /**
   * @param {string} event
   * @param {(...args: any[]) => void} listener
   */
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  }

  /**
   * @param {string | null} [event]
   * @param {((...args: any[]) => void) | null} [listener]
   */
  off(event, listener) {
    if (event && listener) this.listeners.get(event)?.delete(listener);
  }

  /** @param {any} message */
  send(message) {
    this.sent.push(message);
  }

  /** The message that was sent last. */
  get last() {
    const message = this.sent.at(-1);
    if (!message) throw new Error("Nothing was sent.");
    return message;
  }

  /**
   * The kernel acknowledges a message.
   * @param {Message} message
   * @param {Record<string, any>} reply
   * @param {DataView[]} [buffers]
   */
  acknowledge({ id, event }, reply, buffers = []) {
    this.fire("msg:custom", { id, event, ...reply }, buffers);
  }

  /** The kernel stops. */
  stop() {
    this.fire("comm_live_update");
  }

  /** Have a kernel as JupyterLab has one, with its two signals; return how to give a signal. */
  haveKernel() {
    const signals = { statusChanged: new Set(), disposed: new Set() };
    const signal = (/** @type {Set<any>} */ slots) => ({
      connect: (/** @type {any} */ slot) => slots.add(slot),
      disconnect: (/** @type {any} */ slot) => slots.delete(slot),
    });
    const kernel = { statusChanged: signal(signals.statusChanged), disposed: signal(signals.disposed) };
    this.widget_manager = /** @type {any} */ ({ kernel });
    return {
      signals,
      /**
       * @param {"statusChanged" | "disposed"} name
       * @param {any} [value]
       */
      give(name, value) {
        for (const slot of signals[name]) slot(kernel, value);
      },
    };
  }

  /**
   * @param {string} event
   * @param {...any} args
   */
  fire(event, ...args) {
    for (const listener of this.listeners.get(event) ?? []) listener(...args);
  }
}

/**
 * Return a question as the kernel describes it.
 * @param {Record<string, any>} [fields] of its kind, and others that differ
 */
export function question(fields = {}) {
  const options = ["a", "b", "c"].map((id) => ({ id, text: `Option ${id}` }));
  return {
    id: "q1",
    kind: "choice",
    heading: "Which?",
    wording: "0123456789ab",
    case: "thirty-days",
    place: "copy/01-lesson/thirty-days/q1",
    practice: true,
    rated: true,
    hint: true,
    papers: [],
    options,
    ...fields,
  };
}

/**
 * Draw the view of a kind by itself, in the page.
 * @param {(drawing: any) => HTMLElement} draw
 * @param {Record<string, any>} fields
 * @param {any} [response]
 */
export function drawn(draw, fields, response = null) {
  const answer = vi.fn();
  const check = vi.fn();
  const end = vi.fn();
  const element = draw({ question: question(fields), response, answer, check, end });
  document.body.replaceChildren(element);
  return { element, answer, check, end };
}

/**
 * Return an element that must be there.
 * @param {ParentNode} root
 * @param {string} css
 * @returns {any}
 */
export function find(root, css) {
  const element = root.querySelector(css);
  if (!element) throw new Error(`There is no ${css}.`);
  return element;
}

/**
 * Return the button with these words.
 * @param {ParentNode} root
 * @param {string} words
 * @returns {HTMLButtonElement}
 */
export function button(root, words) {
  const found = [...root.querySelectorAll("button")].find((each) => each.textContent === words);
  if (!found) throw new Error(`There is no button “${words}”.`);
  return found;
}

/**
 * Press a key on what has it.
 * @param {Element} element
 * @param {string} key
 * @param {KeyboardEventInit} [how]
 */
export function press(element, key, how = {}) {
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how }));
}
