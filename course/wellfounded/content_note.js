// Draws the way past a content note: read the case, or leave it out; live.js stands before it.

const COST = "It costs no marks: it will count as the rest of the lesson does on average.";

function render({ model, el }) {
  const status = make("span", { className: "wf-status", role: "status" });
  const read = make("button", { type: "button", textContent: "Read the case", onclick: () => send({ event: "show" }) });
  const leave = make("button", { type: "button", textContent: "Leave this case out", onclick: () => skip(true) });
  const back = make("button", { type: "button", textContent: "Take it up again", onclick: () => skip(false) });
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });

  function send(message) {
    post({ id: uuid(), ...message });
  }

  function skip(response) {
    send({ event: "skip", response });
  }

  function heard(message) {
    if (message.refused) status.textContent = `Not saved: ${message.refused}`;
  }

  function silent() {
    status.textContent = `No answer: ${SILENT}`;
  }

  function show() {
    const state = model.get("state");
    const graded = model.get("graded");
    read.hidden = state !== "closed";
    leave.hidden = state === "out";
    back.hidden = state !== "out";
    status.textContent = "";
    if (state === "out") status.textContent = graded ? `You left this case out. ${COST}` : "You left this case out.";
    else if (state === "closed") status.textContent = graded ? `You may leave it out. ${COST}` : "You may leave it out.";
  }

  model.on("change:state", show);
  el.classList.add("wf");
  keepKeys(el);
  const bar = make("div", { className: "wf-actions wf-note" }, read, leave, back, status);
  bar.dataset.place = model.get("place"); // the hand-in panel leads here while the case is closed
  el.append(bar);
  show();
  return () => {
    model.off("change:state", show);
    end();
  };
}

export default { render };
