// @ts-check
// The parts of the desk where a learner chooses: the language of the buttons, and whether to be asked how sure they are.

import { COURSE, make } from "../../content/questions/elements.js";
import { later, phrase } from "../../i18n/messages.js";
import { DeskPart } from "./desk_part.js";

/** @typedef {import("./kernel.js").Model} Model */
/** @typedef {import("./desk_kernel.js").DeskKernel} DeskKernel */

const LANGUAGE = later("Buttons and messages change. Lessons and cases stay English.");
const SURE = later(
  "With each answer you may say how sure you are. From that, the start page shows how well you know what you know.",
);

/**
 * Said in both languages: who needs it may not read the one that is spoken here.
 * @param {Model} model
 * @param {DeskKernel} kernel
 */
export function languagePart(model, kernel) {
  const languages = Object.entries(model.get("languages"));
  const options = languages.map(([code, name]) => make("option", { value: code, textContent: name, lang: code }));
  const choose = make("select", {}, ...options);
  choose.value = model.get("language");
  const english = make("span", { textContent: "Language of the buttons", ...COURSE });
  const spanish = make("span", { textContent: "Idioma de los botones", lang: "es", dir: "ltr" });
  const label = make("label", {}, english, " / ", spanish, " ", choose);
  const part = new DeskPart(phrase("Language"), phrase(LANGUAGE), make("p", {}, label));
  choose.onchange = part.doing("…", async () => {
    return (await kernel.ask(part, { event: "language", language: choose.value })).says;
  });
  return part.element;
}

/**
 * Whoever turned the question off at an answer turns it on again here.
 * @param {Model} model
 * @param {DeskKernel} kernel
 */
export function surenessPart(model, kernel) {
  const asks = make("input", { type: "checkbox", checked: model.get("asks") });
  const label = make("label", {}, asks, phrase("Ask me how sure I am"));
  const part = new DeskPart(phrase("How sure are you?"), phrase(SURE), label);
  asks.onchange = part.doing("…", async () => {
    return (await kernel.ask(part, { event: "asks", response: asks.checked })).says;
  });
  return part.element;
}
