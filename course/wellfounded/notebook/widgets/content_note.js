// Draws the way past a content note: read the case, or leave it out; live.js stands before it.

function render({ model, el }) {
  speak(model, el);
  const status = make("span", { className: "wf-status", role: "status" });
  const read = make("button", { type: "button", textContent: phrase("Read the case"), onclick: () => send({ event: "show" }) });
  const leave = make("button", { type: "button", textContent: phrase("Leave this case out"), onclick: () => skip(true) });
  const back = make("button", { type: "button", textContent: phrase("Take it up again"), onclick: () => skip(false) });
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });

  function send(message) {
    post({ id: uuid(), ...message });
  }

  function skip(response) {
    send({ event: "skip", response });
  }

  function heard(message) {
    if (message.refused) status.textContent = phrase("Not saved: {why}", { why: message.refused });
  }

  function silent() {
    status.textContent = phrase("No answer: {why}", { why: silence() });
  }

  function show() {
    const state = model.get("state");
    read.hidden = state !== "closed";
    leave.hidden = state === "out";
    back.hidden = state !== "out";
    status.textContent = model.get("said");
  }

  const changes = ["change:state", "change:said"];
  for (const change of changes) model.on(change, show);
  el.classList.add("wf");
  keepKeys(el);
  const bar = make("div", { className: "wf-actions wf-note" }, read, leave, back, status);
  bar.dataset.place = model.get("place"); // the hand-in panel leads here while the case is closed
  el.append(bar);
  show();
  return () => {
    for (const change of changes) model.off(change, show);
    end();
  };
}

export default { render };
