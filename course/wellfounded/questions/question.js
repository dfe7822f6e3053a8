// Draws the frame every question has: its kind's own view, what became of the answer, hint and feedback.
// The kind's file, appended to this one, defines one function:
//   draw({question, response, answer, check}) -> element
// which calls answer(response) whenever the learner changes the answer, and check() when the learner
// has plainly finished (in practice that asks for feedback at once).

const WAIT_MS = 3000; // no word from the kernel for so long: say that the answer is not saved

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function uuid() {
  // crypto.randomUUID is missing where JupyterLab is served over plain http from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function render({ model, el }) {
  const question = model.get("question");
  const kept = model.get("kept");
  const practice = model.get("practice");
  const waiting = new Map(); // event id -> timer
  let response = kept.response;

  const status = make("span", { className: "wf-status", role: "status" });
  const told = make("div", { className: "wf-told", innerHTML: kept.told || "" });
  told.setAttribute("aria-live", "polite");

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function send(event, fields) {
    const id = uuid();
    waiting.set(id, setTimeout(() => {
      waiting.delete(id);
      say("lost", "Not saved: the kernel does not answer. Choose Kernel, then Restart, and run the lesson again.");
    }, WAIT_MS));
    model.send({ id, event, ...fields });
  }

  function answer(next) {
    response = next;
    say("saving", "Saving…");
    send("answer", { response });
  }

  function check() {
    if (practice && response !== null) send("try", { response });
  }

  function receive(message) {
    clearTimeout(waiting.get(message.id));
    if (!waiting.delete(message.id)) return; // another view's
    if (message.refused) say("lost", message.refused);
    else if (message.event === "answer") say("saved", message.at ? `Saved at ${clock(message.at)}` : message.note);
    if (message.told !== undefined) told.innerHTML = message.told;
  }

  const actions = make("div", { className: "wf-actions" });
  if (practice) actions.append(make("button", { type: "button", textContent: "Check my answer", onclick: check }));
  if (model.get("has_hint")) {
    actions.append(make("button", { type: "button", textContent: "Hint", onclick: () => send("hint", {}) }));
  }
  actions.append(status);
  if (kept.at) say("saved", `Saved at ${clock(kept.at)}`);
  else if (kept.note) say("note", kept.note);
  else say("open", "Not answered yet");

  model.on("msg:custom", receive);
  el.classList.add("wf");
  // Else JupyterLab takes arrow keys and Enter for its own; it asks the very element that has the focus.
  el.addEventListener("focusin", (event) => { event.target.dataset.lmSuppressShortcuts = "true"; });
  el.append(make("div", { className: "wf-question" }, draw({ question, response, answer, check }), actions, told));
  return () => model.off("msg:custom", receive);
}

export default { render };
