// @ts-check
// The menu of the learner's view: printing, language, size of the text, light and dark, one part at a time, leaving, JupyterLab.

import { make } from "../../../content/questions/elements.js";
import { phrase } from "../../../i18n/messages.js";
import { leaveQuickly } from "../../../notebook/widgets/leave.js";

export const SIZES = [0.9, 1, 1.15, 1.3, 1.5, 1.75, 2]; // of the text; 1 is a book's

/**
 * @typedef {object} Choice one of several
 * @property {string} value
 * @property {string} label
 * @property {string} [lang] of the label
 */
/**
 * @typedef {object} Doings what the menu does, and what is chosen now
 * @property {() => void} print
 * @property {() => void} [showJupyterLab] where there is one
 * @property {{ chosen: string, all: Record<string, string>, choose(code: string): void }} language
 * @property {{ chosen: number, choose(size: number): void }} size
 * @property {{ chosen: string, choose(theme: string): void }} theme
 * @property {{ chosen: string, choose(pages: string): void }} pages
 * @property {{ links: { words: string, href: string, download?: string }[], note: string }} [elsewhere] where the lesson
 *   opens in another form
 */

/**
 * Return the button, and the menu that it opens. What is chosen is read each time that it is opened.
 * @param {() => Doings} doings
 * @returns {HTMLElement[]}
 */
export function makeMenu(doings) {
  const menu = make("div", { id: "wf-menu", className: "wf-menu", popover: "auto" });
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", phrase("Menu"));
  const button = make("button", { className: "wf-menu-button", type: "button", textContent: phrase("Menu") });
  button.setAttribute("aria-controls", menu.id);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => menu.togglePopover());
  // The browser gives the focus back only if the menu still has it; JupyterLab may have taken it while a theme loaded.
  const closeOnEscape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // a notebook that has the focus would take it back
    menu.hidePopover();
    button.focus();
  };
  menu.addEventListener("beforetoggle", (event) => {
    const opening = /** @type {ToggleEvent} */ (event).newState === "open";
    button.setAttribute("aria-expanded", String(opening));
    if (opening) draw(menu, doings());
    if (opening) document.addEventListener("keydown", closeOnEscape, true);
    else document.removeEventListener("keydown", closeOnEscape, true);
  });
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") menu.querySelector("button")?.focus();
  });
  return [button, menu];
}

/**
 * @param {HTMLElement} menu
 * @param {Doings} doings
 */
function draw(menu, { print, showJupyterLab, language, size, theme, pages, elsewhere }) {
  const languages = Object.entries(language.all).map(([value, label]) => ({ value, label, lang: value }));
  const themes = [
    { value: "system", label: phrase("As this device") },
    { value: "light", label: phrase("Light") },
    { value: "dark", label: phrase("Dark") },
  ];
  const parts = [
    { value: "one", label: phrase("One part at a time") },
    { value: "all", label: phrase("All on one page") },
  ];
  menu.replaceChildren(
    action(menu, phrase("Print this lesson"), print),
    action(menu, phrase("Leave now"), leaveQuickly),
    radios("language", phrase("Language of the buttons"), languages, language),
    sizes(size),
    radios("theme", phrase("Light or dark"), themes, theme),
    radios("pages", phrase("How a lesson is shown"), parts, pages),
    ...(showJupyterLab ? [action(menu, phrase("Show JupyterLab"), showJupyterLab)] : []),
    ...(elsewhere?.links ?? []).map(({ words, ...link }) =>
      make("a", { className: "wf-menu-action", ...link, textContent: words }),
    ),
    ...(elsewhere ? [make("p", { className: "wf-menu-note", textContent: elsewhere.note })] : []),
  );
}

/**
 * @param {HTMLElement} menu
 * @param {string} words
 * @param {() => void} act
 */
function action(menu, words, act) {
  const button = make("button", { className: "wf-menu-action", type: "button", textContent: words });
  button.addEventListener("click", () => {
    menu.hidePopover();
    act();
  });
  return button;
}

/**
 * @param {string} name
 * @param {string} legend
 * @param {Choice[]} choices
 * @param {{ chosen: string, choose(value: string): void }} setting
 */
function radios(name, legend, choices, { chosen, choose }) {
  const labels = choices.map(({ value, label, lang = "" }) => {
    const input = make("input", { type: "radio", name: `wf-menu-${name}`, value, checked: value === chosen });
    input.addEventListener("change", () => choose(value));
    const words = make("span", { textContent: label });
    if (lang) words.lang = lang;
    return make("label", {}, input, words);
  });
  return make("fieldset", {}, make("legend", { textContent: legend }), ...labels);
}

/** @param {{ chosen: number, choose(size: number): void }} setting */
function sizes({ chosen, choose }) {
  const said = make("output", { className: "wf-menu-size" });
  let index = Math.max(
    SIZES.findLastIndex((size) => size <= chosen),
    0,
  );
  const smaller = make("button", { type: "button", textContent: phrase("Smaller") });
  const larger = make("button", { type: "button", textContent: phrase("Larger") });
  const step = (/** @type {number} */ by) => {
    const next = SIZES[index + by];
    if (!next) return;
    index += by;
    say();
    choose(next);
  };
  const say = () => {
    said.textContent = `${Math.round(100 * SIZES[index])} %`;
    smaller.setAttribute("aria-disabled", String(index === 0));
    larger.setAttribute("aria-disabled", String(index === SIZES.length - 1));
  };
  smaller.addEventListener("click", () => step(-1));
  larger.addEventListener("click", () => step(1));
  say();
  return make("fieldset", {}, make("legend", { textContent: phrase("Size of the text") }), smaller, said, larger);
}
