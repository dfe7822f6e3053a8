// @ts-check
// What the views say, in the learner's language; messages.py gives the messages.

/**
 * @typedef {object} Catalogue the words of a language, empty for English
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {Record<string, string | string[]>} [messages] each message's translation, or the forms of its plural
 * @property {number[]} [plural] which form 0 to 199 things take
 */

/** @type {Catalogue} */
let catalogue = {};

/**
 * Choose the language. This comes before anything is said.
 * @param {Catalogue} words
 */
export function speak(words) {
  catalogue = words;
}

/** Return the language for the browser's own ways of writing a date; undefined for the reader's own. */
export function locale() {
  return catalogue.lang;
}

/**
 * Say on an element which language its words are in.
 * @param {HTMLElement} element
 */
export function markLanguage(element) {
  element.lang = catalogue.lang || "en";
  element.dir = catalogue.dir || "ltr";
}

/**
 * Return a message in the learner's language. It is written as one string, or as several joined by +: messages.py finds
 * it so.
 * @param {string} message
 * @param {Record<string, unknown>} [values] what stands for each {name} in it
 */
export function phrase(message, values = {}) {
  return fill(String(catalogue.messages?.[message] ?? message), values);
}

/**
 * Return the message for `n` things.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, unknown>} [values]
 */
export function phraseMany(one, many, n, values = {}) {
  const forms = catalogue.messages?.[one] ?? [one, many];
  const form = catalogue.plural?.[n < 100 ? n : 100 + (n % 100)] ?? Number(n !== 1);
  return fill(forms[form], { n, ...values });
}

/**
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Return a message as it is: for a constant, which `phrase` says later.
 * @param {string} message
 */
export function later(message) {
  return message;
}

/**
 * @param {string | Date} at
 */
export function clock(at) {
  return new Date(at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
}
