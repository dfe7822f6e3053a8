// @ts-check
// Draws the law of chosen countries side by side, topic by topic.

import { COURSE, make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/** @typedef {{id: string, name: string}} Row */
/** @typedef {{code: string, name: string, cells: Record<string, string>}} Country its cells are HTML, by row */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  /** @type {{rows: Row[], countries: Country[]}} */
  const { rows, countries } = model.get("known");
  const chosen = new Set(model.get("chosen"));
  const shown = make("div");
  const said = makeStatus("p", "");

  function show() {
    const picked = countries.filter(({ code }) => chosen.has(code));
    shown.replaceChildren(...rows.map((row) => drawRow(row, picked)));
    const names = picked.map(({ name }) => name).join(", ");
    said.textContent = picked.length ? phrase("Side by side: {names}.", { names }) : phrase("Choose a country.");
  }

  const choices = countries.map(({ code, name }) => {
    const input = make("input", { type: "checkbox", checked: chosen.has(code) });
    input.onchange = () => {
      if (input.checked) chosen.add(code);
      else chosen.delete(code);
      show();
    };
    return make("label", { className: "wf-country" }, input, make("span", { textContent: name, ...COURSE }));
  });
  const legend = make("legend", { textContent: phrase("Countries to compare") });
  el.classList.add("wf", "wf-compare");
  el.append(make("fieldset", {}, legend, ...choices), said, shown);
  show();
}

/**
 * @param {Row} row
 * @param {Country[]} countries
 */
function drawRow(row, countries) {
  const cells = countries.map(({ name, cells }) => {
    const known = cells[row.id];
    const text = known ? { innerHTML: known, ...COURSE } : { textContent: phrase("Not known to us.") };
    return make("div", { className: "wf-cell" }, make("h5", { textContent: name, ...COURSE }), make("div", text));
  });
  const title = make("h4", { textContent: row.name, ...COURSE });
  return make("section", {}, title, make("div", { className: "wf-side" }, ...cells));
}
