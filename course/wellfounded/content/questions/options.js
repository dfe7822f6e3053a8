// Draws options as native radio buttons or check boxes in a fieldset: what `choice` and `choices` share.

function draw({ question, response, answer, check }) {
  const type = question.kind === "choice" ? "radio" : "checkbox";
  let byPointer = false; // arrow keys move through radio buttons: moving is not yet asking for feedback
  const name = `wf-${uuid()}`;
  const inputs = question.options.map((option) => {
    const input = make("input", { type, name, value: option.id, checked: (response || []).includes(option.id) });
    input.addEventListener("change", () => {
      answer(inputs.filter((each) => each.checked).map((each) => each.value));
      if (type === "radio" && byPointer) check();
    });
    return input;
  });
  const labels = question.options.map((option, i) =>
    make("label", { className: "wf-option" }, inputs[i], make("span", { innerHTML: option.text, ...COURSE })));
  const group = make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...labels);
  group.addEventListener("pointerdown", () => { byPointer = true; });
  group.addEventListener("keydown", (event) => {
    byPointer = false;
    if (event.key === "Enter") check();
  });
  return group;
}
