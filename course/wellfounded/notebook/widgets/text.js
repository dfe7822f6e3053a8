// @ts-check
// Shows HTML that stays as it is, with links that open lessons.

import { followLinks } from "./lesson_links.js";

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  el.classList.add("wf", ...model.get("classes"));
  el.innerHTML = model.get("html");
  return followLinks(el, model);
}
