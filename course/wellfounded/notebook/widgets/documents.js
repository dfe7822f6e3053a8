// Draws the papers of a case file: leaf through them in one pane, or lay up to three side by side. live.js stands before.

const MOST_PANES = 3;

function lay(sheet, { title, form, notes, body }) {
  Object.assign(sheet, COURSE).dataset.form = form;
  sheet.replaceChildren(make("h4", { textContent: title }), make("div", { className: "wf-paper-notes", innerHTML: notes }),
    make("div", { innerHTML: body }));
  for (const table of sheet.querySelectorAll("table")) inItsOwnWidth(table, title);
  return sheet;
}

// A table that is wider than a narrow window is moved sideways by itself, with the arrow keys too.
function inItsOwnWidth(table, title) {
  const wide = make("div", { className: "wf-wide", tabIndex: 0, role: "region", ariaLabel: title });
  table.replaceWith(wide);
  wide.append(table);
}

function render({ model, el }) {
  speak(model, el);
  const papers = model.get("documents");
  const desk = make("div", { className: "wf-panes" });
  const more = make("button", { type: "button", textContent: phrase("Lay another paper beside it"), onclick: add });
  const panes = [];

  function add() {
    const next = papers.findIndex((_, i) => !panes.some((pane) => pane.shown() === i));
    panes.push(pane(Math.max(next, 0)));
    arrange();
    panes.at(-1).focus();
  }

  function arrange() {
    desk.replaceChildren(...panes.map((each) => each.element));
    desk.dataset.panes = panes.length;
    more.hidden = panes.length >= Math.min(MOST_PANES, papers.length);
    for (const each of panes) each.alone(panes.length === 1);
  }

  function pane(index) {
    const choice = make("select", { onchange: () => show(choice.selectedIndex) },
      ...papers.map(({ title }) => make("option", { textContent: title, ...COURSE })));
    choice.setAttribute("aria-label", phrase("Paper shown here"));
    const turn = (label, step) => make("button", {
      type: "button", textContent: label, onclick: () => show((choice.selectedIndex + step + papers.length) % papers.length),
    });
    const away = make("button", { type: "button", textContent: phrase("Put away"), onclick: () => {
      panes.splice(panes.indexOf(made), 1);
      arrange();
      panes[0].focus();
    } });
    const back = make("button", { type: "button", textContent: phrase("Back to the question"), hidden: true });
    const [before, next] = [turn(phrase("‹ Before"), -1), turn(phrase("Next ›"), 1)];
    const tools = make("div", { className: "wf-actions" }, before, choice, next, away, back);
    const paper = make("article", { className: "wf-paper" });
    paper.setAttribute("aria-live", "polite");

    function show(at) {
      choice.selectedIndex = at;
      lay(paper, papers[at]);
    }

    const made = {
      element: make("section", { className: "wf-pane" }, tools, paper),
      shown: () => choice.selectedIndex,
      focus: () => choice.focus(),
      alone: (is) => { away.hidden = is; },
      open(at, goBack) {
        show(at);
        back.hidden = false;
        back.onclick = () => { back.hidden = true; goBack(); };
        choice.focus({ preventScroll: true });
        made.element.scrollIntoView({ block: "start" });
      },
    };
    show(index);
    return made;
  }

  function asked({ detail }) { // a question points into a paper of its case
    if (detail.papers !== model.get("name")) return;
    panes[0].open(papers.findIndex(({ id }) => id === detail.id), detail.back);
  }

  document.addEventListener("wellfounded-paper", asked);
  el.classList.add("wf", "wf-papers");
  keepKeys(el);
  panes.push(pane(0));
  arrange();
  const all = papers.map((each) => lay(make("div", { className: "wf-paper" }), each)); // on paper nobody leafs
  const count = make("p", { textContent: phraseMany("This file holds {n} paper. It says how it writes dates.",
    "This file holds {n} papers. Each says how it writes dates.", papers.length) });
  el.append(count, desk, make("div", { className: "wf-actions" }, more),
    make("div", { className: "wf-on-paper" }, ...all));
  return () => document.removeEventListener("wellfounded-paper", asked);
}

export default { render };
