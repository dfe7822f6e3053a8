// @ts-check
// What a page says when a part of it did not come.

import { make } from "../../../content/questions/elements.js";
import { later, phrase } from "../../../i18n/messages.js";

export const UPDATED = later(
  "The course was updated since this page was opened, or a part of it did not come. Reload the page. Your answers are safe.",
);

export function reloadButton() {
  return make("button", { type: "button", textContent: phrase("Reload the page"), onclick: () => location.reload() });
}
