// Draws the law of chosen countries side by side, topic by topic; live.js stands before it.

function render({ model, el }) {
  speak(model, el);
  const { rows, countries } = model.get("known");
  const chosen = new Set(model.get("chosen"));
  const shown = make("div");
  const said = make("p");
  said.setAttribute("role", "status");

  function cell(row, { name, cells }) {
    const unknown = { textContent: phrase("Not known to us.") };
    return make("div", { className: "wf-cell" }, make("h5", { textContent: name, ...COURSE }),
      make("div", cells[row.id] ? { innerHTML: cells[row.id], ...COURSE } : unknown));
  }

  function show() {
    const picked = countries.filter(({ code }) => chosen.has(code));
    shown.replaceChildren(...rows.map((row) => make("section", {}, make("h4", { textContent: row.name, ...COURSE }),
      make("div", { className: "wf-side" }, ...picked.map((country) => cell(row, country))))));
    const names = picked.map(({ name }) => name).join(", ");
    said.textContent = picked.length ? phrase("Side by side: {names}.", { names }) : phrase("Choose a country.");
  }

  const choices = countries.map(({ code, name }) => {
    const input = make("input", { type: "checkbox", checked: chosen.has(code), onchange: () => {
      if (input.checked) chosen.add(code);
      else chosen.delete(code);
      show();
    } });
    return make("label", { className: "wf-country" }, input, make("span", { textContent: name, ...COURSE }));
  });
  el.classList.add("wf", "wf-compare");
  keepKeys(el);
  el.append(make("fieldset", {}, make("legend", { textContent: phrase("Countries to compare") }), ...choices), said, shown);
  show();
}

export default { render };
