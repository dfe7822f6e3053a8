// @ts-check
// What a reader chose of the page: kept in this browser, in the form of JupyterLab's settings.

import { uuid } from "../../../content/questions/elements.js";
import { stored } from "../../../notebook/widgets/unsent.js";

export const KEY = "wellfounded view";
/** @typedef {{ words: import("../../../i18n/messages.js").Catalogue, language: string, languages: Record<string, string> }} Spoken */
/** @type {Spoken} */
const ENGLISH = { words: {}, language: "en", languages: {} };
/** @type {Record<string, any>} */
const DEFAULTS = {
  spoken: ENGLISH,
  textSize: 1,
  theme: "system",
  pages: "one",
  contents: "beside",
  reader: "", // by which graded cases' versions are this reader's, before any answer is kept
  ...{ toldFirst: false, toldMayDelete: false, askedToKeep: "" }, // see answers_here.js
};

export class Choices {
  constructor() {
    /** @type {Record<string, any>} */
    this.kept = stored(() => localStorage, KEY) ?? {};
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.changed = {
      connect: (/** @type {() => void} */ listener) => this.listeners.add(listener),
      disconnect: (/** @type {() => void} */ listener) => this.listeners.delete(listener),
    };
  }

  /**
   * Return what was chosen, or the default where nothing of its kind was: every page of this origin can write there.
   * @param {string} name
   */
  get(name) {
    const [kept, usual] = [this.kept[name], DEFAULTS[name]];
    const fits = kept && typeof kept === typeof usual;
    return { composite: typeof usual === "object" ? { ...usual, ...(fits ? kept : {}) } : fits ? kept : usual };
  }

  /** Write nothing again of what was chosen before: its reader is forgotten. */
  forget() {
    this.kept = {};
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  async set(name, value) {
    this.kept[name] = value;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // The browser keeps nothing: it holds for this page.
    }
    for (const listener of this.listeners) listener();
  }
}

/**
 * Return what names this reader to Python, and nobody else: the same on each page and in each window of this browser.
 * @param {Choices} choices
 */
export function readerOf(choices) {
  if (!choices.get("reader").composite) choices.set("reader", uuid());
  return choices.get("reader").composite;
}

/** @param {string} theme "system", "light" or "dark" */
export function applyTheme(theme) {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.jpThemeLight;
  else dataset.jpThemeLight = String(theme === "light");
}
