// @ts-check
// Shows HTML that stays as it is.

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  el.classList.add("wf", ...model.get("classes"));
  el.innerHTML = model.get("html");
}
