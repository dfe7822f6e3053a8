// Draws each card as a group of its own, the places it may go to as native radio buttons that look like pills.

function draw({ question, response, answer }) {
  const bins = new Set(question.bins.map((bin) => bin.id));
  const known = question.cards.filter((card) => bins.has(response?.[card.id]));
  const placed = Object.fromEntries(known.map((card) => [card.id, response[card.id]]));
  const count = make("p", { className: "wf-placed" });
  count.setAttribute("role", "status");

  function tell() {
    count.textContent = phrase("{n} of {all} placed.", { n: Object.keys(placed).length, all: question.cards.length });
  }

  function pill(card, bin, name) {
    const input = make("input", { type: "radio", name, value: bin.id, checked: placed[card.id] === bin.id });
    input.addEventListener("change", () => {
      placed[card.id] = bin.id;
      tell();
      answer({ ...placed });
    });
    return make("label", { className: "wf-pill" }, input, make("span", { innerHTML: bin.text, ...COURSE }));
  }

  const cards = question.cards.map((card) => {
    const name = `wf-${uuid()}`;
    const pills = make("div", { className: "wf-pills" }, ...question.bins.map((bin) => pill(card, bin, name)));
    return make("fieldset", { className: "wf-card" }, make("legend", { innerHTML: card.text, ...COURSE }), pills);
  });
  tell();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...cards, count);
}
