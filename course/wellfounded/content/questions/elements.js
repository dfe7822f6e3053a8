// @ts-check
// Elements of a page, and ids for them and for messages.

/** Properties of an element that holds what authors wrote. */
export const COURSE = { lang: "en", dir: "ltr" };

/**
 * Return a new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * Return an empty element whose changes a screen reader speaks.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 */
export function makeStatus(tag, className) {
  const element = make(tag);
  element.className = className;
  element.setAttribute("role", "status");
  return element;
}

/**
 * Return what a learner must know before the rest.
 * @param {string} html
 */
export function makeNotice(html) {
  const notice = make("div", { className: "wf wf-notice", innerHTML: html });
  notice.setAttribute("role", "note");
  return notice;
}

/** Return a random UUID; crypto.randomUUID is missing where JupyterLab is served over plain http from another machine. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/**
 * JupyterLab takes arrow keys and Enter for its own unless the very element that has the focus says otherwise.
 * @param {HTMLElement} root
 */
export function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) target.dataset.lmSuppressShortcuts = "true";
  });
}

/**
 * A field cuts off on paper what does not fit into it. Return the same text, to stand beside it for paper alone.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
export function onPaper(field) {
  const text = make("div", { className: "wf-on-paper", dir: "auto" });
  const copy = () => {
    text.textContent = field.value;
  };
  for (const event of ["input", "change", "blur"]) field.addEventListener(event, copy);
  copy();
  return text;
}
