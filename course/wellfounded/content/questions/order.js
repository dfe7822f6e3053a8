// Draws a numbered list. An item is moved by its two buttons, by Alt and an arrow key on them, or by dragging it.

function draw({ question, response, answer }) {
  const given = Array.isArray(response) ? response : question.items.map((item) => item.id);
  const sorted = [...question.items].sort((a, b) => given.indexOf(a.id) - given.indexOf(b.id));
  const list = make("ol", { className: "wf-order" }, ...sorted.map((item) => drawItem(item, step)));
  const said = make("p", { className: "wf-moved" });
  said.setAttribute("role", "status");

  // The neighbour is what moves: the item stays in the page, and so keeps the focus.
  function step(row, up) {
    const neighbour = up ? row.previousSibling : row.nextSibling;
    if (!neighbour) return;
    row[up ? "after" : "before"](neighbour);
    moved(row);
  }

  function moved(row) {
    disableEnds(list);
    const rows = [...list.children];
    said.textContent = phrase("Moved to place {n} of {all}.", { n: rows.indexOf(row) + 1, all: rows.length });
    answer(rows.map((each) => each.dataset.id));
  }

  disableEnds(list);
  allowDragging(list, moved);
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }),
    make("p", { className: "wf-how", textContent: howToMove() }), list, said);
}

function howToMove() {
  return phrase("Move each with its buttons, with Alt and an arrow key on a button, or by dragging it.");
}

function drawItem(item, step) {
  const text = make("span", { innerHTML: item.text, ...COURSE });
  const row = make("li", { draggable: true });
  const named = { item: text.textContent };
  const buttons = [
    [phrase("Up"), phrase("Move up: {item}", named), true],
    [phrase("Down"), phrase("Move down: {item}", named), false],
  ].map(([word, label, up]) => {
    const button = make("button", { type: "button", textContent: word, onclick: () => step(row, up) });
    button.setAttribute("aria-label", label);
    return button;
  });
  row.dataset.id = item.id;
  row.append(make("div", {}, text, make("span", { className: "wf-moves" }, ...buttons)));
  row.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    step(row, event.key === "ArrowUp");
  });
  return row;
}

// A button that cannot move its item any further is disabled; if it has the focus, its twin takes that over.
function disableEnds(list) {
  for (const row of list.children) {
    const [up, down] = row.querySelectorAll("button");
    const ends = [[up, down, row === list.firstChild], [down, up, row === list.lastChild]];
    for (const [each, , end] of ends) if (!end) each.disabled = false;
    for (const [each, twin, end] of ends) {
      if (end && each === document.activeElement) twin.focus();
      if (end) each.disabled = true;
    }
  }
}

// An item that is dropped on another takes its place.
function allowDragging(list, moved) {
  let dragged = null;
  const under = (event) => event.target.closest(".wf-order > li");

  function mark(target) {
    for (const row of list.children) row.classList.toggle("wf-target", row === target && row !== dragged);
  }

  list.addEventListener("dragstart", (event) => {
    const awake = !list.closest(".wf-asleep"); // a view without its kernel keeps nothing
    dragged = awake && event.target.parentNode === list ? event.target : null; // and not a link or words in an item
    if (!dragged) event.preventDefault();
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", event.target.textContent); // without data some browsers drag nothing
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return; // what is dragged comes from elsewhere
    event.preventDefault();
    mark(under(event));
  });
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    const target = under(event);
    if (!dragged || !target || target === dragged) return;
    const rows = [...list.children];
    target[rows.indexOf(dragged) < rows.indexOf(target) ? "after" : "before"](dragged);
    moved(dragged);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
}
