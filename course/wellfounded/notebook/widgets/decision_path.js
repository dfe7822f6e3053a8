// @ts-check
// Draws a decision path, and the same in words.

import { drawActivity, drawWords } from "./activity.js";
import { Path } from "./steps.js";

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const activity = model.get("activity");
  const words = model.get("words");
  const path = new Path(activity.nodes, activity.outcomes);
  drawActivity(el, { activity, about: model.get("about"), words }, path.element, drawWords(words));
}
