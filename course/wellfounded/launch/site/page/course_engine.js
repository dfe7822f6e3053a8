// @ts-check
// What the page asks of the worker, and the models of the views, which speak to Python through it.

import { removeKept } from "./keeping.js";

const LATE_MS = 60_000; // in which the slowest network brings the worker's script; after a crash Chromium may never ask for it

/**
 * @typedef {object} KeptAnswers what the browser keeps, as the worker says it
 * @property {number} last the number of what was kept last; 0 where nothing ever was
 * @property {boolean} locked whether a passphrase is needed before anything can be read
 * @property {boolean} refused whether the browser keeps nothing
 * @property {import("./key_channel.js").Known | null} known the key, where answers are encrypted and it is known
 */

/**
 * Dispatches "kept" with the number of what the worker has kept, "changed" with what another window
 * did to all of it, and "forgotten" once the reader is forgotten here.
 */
export class CourseEngine extends EventTarget {
  constructor() {
    super();
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    const late = setTimeout(() => this.#fail("worker-late"), LATE_MS);
    this.worker.onmessage = ({ data }) => {
      clearTimeout(late);
      this.#hear(data);
    };
    this.worker.onerror = ({ message }) => this.#fail(message);
    /** @type {Map<number, { resolve(reply: any): void, reject(error: Error): void }>} */
    this.waiting = new Map();
    /** @type {Map<string, ViewModel>} */
    this.models = new Map();
    this.number = 0;
  }

  /**
   * @param {string} event
   * @param {object} [wish]
   * @returns {Promise<any>} the worker's reply
   */
  ask(event, wish = {}) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, event, ...wish });
    });
  }

  /**
   * @param {string} view its name in Python
   * @param {Record<string, any>} state
   */
  model(view, state) {
    const model = new ViewModel(this, view, state);
    this.models.set(view, model);
    return model;
  }

  /** @param {{ id: number, reply?: any, error?: string, last?: number, changed?: string }} message */
  #hear({ id, reply, error, last, changed }) {
    if (last !== undefined) this.dispatchEvent(new CustomEvent("kept", { detail: last }));
    if (changed) this.dispatchEvent(new CustomEvent("changed", { detail: changed }));
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve(reply);
  }

  /** @param {string} message */
  #fail(message) {
    for (const { reject } of this.waiting.values()) reject(new Error(message));
    this.waiting.clear();
  }
}

/** The part of anywidget's model that the views use. */
export class ViewModel {
  /** Milliseconds, in which a cheap telephone hands a lesson in. Nothing on the way to Python could lose a message. */
  patience = 20_000;

  /**
   * @param {CourseEngine} engine
   * @param {string} view
   * @param {Record<string, any>} state
   */
  constructor(engine, view, state) {
    this.engine = engine;
    this.view = view;
    this.state = state;
    /** @type {Map<string, Set<(...heard: any[]) => void>>} */
    this.listeners = new Map();
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /**
   * @param {string} event
   * @param {(...heard: any[]) => void} listener
   */
  on(event, listener) {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
  }

  /**
   * @param {string} event
   * @param {(...heard: any[]) => void} listener
   */
  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
  }

  /**
   * @param {object} content
   * @param {unknown} _callbacks
   * @param {ArrayBuffer[]} [buffers]
   */
  async send(content, _callbacks, buffers = []) {
    const said = await this.engine.ask("hear", { view: this.view, content, buffers });
    for (const { view, state, content, buffers } of said) {
      const model = this.engine.models.get(view);
      if (content?.event === "forget" && content.done) {
        this.engine.dispatchEvent(new Event("forgotten"));
        await removeKept();
      }
      if (state) model?.change(state);
      else
        model?.tell(
          "msg:custom",
          content,
          buffers.map((/** @type {ArrayBuffer} */ each) => new DataView(each)),
        );
    }
  }

  /** @param {Record<string, any>} state */
  change(state) {
    Object.assign(this.state, state);
    for (const name of Object.keys(state)) this.tell(`change:${name}`);
  }

  /**
   * @param {string} event
   * @param {...any} said
   */
  tell(event, ...said) {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...said);
  }
}
