// Draws the frame every question has: its kind's own view, what became of the answer, hint and feedback.
// The frame also asks how sure the learner is, and leads to the papers that a question points into.
// The kind's file, appended to this one, defines one function:
//   draw({question, response, answer, check}) -> element
// which calls answer(response) whenever the learner changes the answer, and check() when the learner
// has plainly finished (in practice that asks for feedback at once).

const SURE = [later("How sure are you?"), later("I am guessing"), later("Fairly sure"), later("Sure")];

// The answer to one question that is not yet known to be on disk. It outlives a restart and a reload, not the window.
function unsent(place) {
  const key = `wellfounded ${place}`;
  const read = () => waitingAt(key);
  return {
    read,
    put: (item) => place && sessionStorage.setItem(key, JSON.stringify(item)),
    drop: (id) => { if (read()?.id === id) sessionStorage.removeItem(key); },
  };
}

// What leads to each paper that a question points into, and back.
function papers(question, box) {
  const links = question.papers.map(({ id, title }) => {
    const link = make("button", { type: "button", textContent: title, ...COURSE, onclick: () => {
      const back = () => { box.scrollIntoView({ block: "center" }); link.focus({ preventScroll: true }); };
      document.dispatchEvent(new CustomEvent("wellfounded-paper", { detail: { papers: question.case, id, back } }));
    } });
    return link;
  });
  return make("div", { className: "wf-actions wf-look" }, make("span", { textContent: phrase("Look at:") }), ...links);
}

function render({ model, el }) {
  speak(model, el);
  const question = model.get("question");
  const practice = model.get("practice");
  const store = unsent(model.get("place"));
  let current = null; // the id of the answer that the status speaks of
  let response = null;
  let shownTold = null; // what feedback is on the page, so that nothing chosen in it is drawn over
  let latest = ""; // when the last event that was acknowledged here was written

  const view = make("div");
  const status = make("span", { className: "wf-status", role: "status" });
  const again = make("button", { type: "button", textContent: phrase("Try again"), hidden: true, onclick: resend });
  const hint = make("div", { className: "wf-hint" });
  const told = make("div", { className: "wf-told" });
  const sure = make("select", { hidden: true, onchange: () => {
    post({ id: uuid(), event: "sure", wording: question.wording, response: Number(sure.value) || null });
  } }, ...SURE.map((words, i) => make("option", { value: i || "", textContent: phrase(words) })));
  sure.setAttribute("aria-label", phrase(SURE[0]));
  for (const spoken of [hint, told]) spoken.setAttribute("aria-live", "polite");
  const { post, end } = connect(model, { heard, silent, slept });

  function slept() {
    sleep(el, status);
    again.hidden = true;
    if (store.read()) status.textContent += ` ${phrase("Your last answer waits here and will be saved then.")}`;
  }

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
    again.hidden = state !== "lost" || !store.read();
  }

  function show(next) {
    response = next;
    view.replaceChildren(drawn(next));
  }

  function drawn(next) { // a response that cannot be drawn counts as none, so that the question can be answered again
    try {
      return draw({ question, response: next, answer, check });
    } catch {
      response = null;
      return draw({ question, response, answer, check });
    }
  }

  function tell(html) {
    shownTold = html;
    told.innerHTML = html;
    const mark = (given) => post({ id: uuid(), event: "selfmark", wording: question.wording, response: given });
    weighOneself(told, model.get("kept").selfmark, mark);
  }

  function answer(next) {
    response = next;
    sure.hidden = false;
    current = uuid();
    const item = { id: current, event: "answer", wording: question.wording, response };
    store.put(item);
    say("saving", phrase("Saving…"));
    post(item);
  }

  function resend() {
    const item = store.read();
    current = item.id;
    say("saving", phrase("Saving…"));
    const { id, event, wording, response: given } = item;
    post({ id, event, wording, response: given, again: true });
  }

  function check() {
    if (practice && response !== null) post({ id: uuid(), event: "try", wording: question.wording, response });
  }

  function heard(message) {
    if (message.at > latest) latest = message.at;
    if (message.hint !== undefined) hint.innerHTML = message.hint;
    if (message.told !== undefined) tell(message.told);
    if (message.event === "answer" && (!message.refused || message.never)) store.drop(message.id);
    if (message.refused) say("lost", phrase("Not saved: {why}", { why: message.refused }));
    else if (message.id === current) say("saved", message.at ? savedAt(message.at) : message.note);
  }

  function silent(id) {
    const why = silence();
    say("lost", id === current ? phrase("Not saved: {why}", { why }) : phrase("No answer: {why}", { why }));
  }

  function refresh() { // what the journal holds: at first, and when another window has answered
    const kept = model.get("kept");
    // What is kept may arrive after a later answer was acknowledged: drawing it would undo that, and take the focus.
    if ((current && store.read()) || (kept.at || "") < latest) return;
    if (JSON.stringify(kept.response) !== JSON.stringify(response) || !view.hasChildNodes()) show(kept.response);
    if (kept.told !== shownTold) tell(kept.told || "");
    sure.value = kept.sure || "";
    sure.hidden = response === null;
    if (kept.note) say("note", kept.note);
    else if (kept.at) say("saved", savedAt(kept.at));
    else say("open", phrase("Not answered yet"));
  }

  const actions = make("div", { className: "wf-actions" });
  if (practice) actions.append(make("button", { type: "button", textContent: phrase("Check my answer"), onclick: check }));
  if (model.get("has_hint")) {
    const ask = () => post({ id: uuid(), event: "hint", wording: question.wording });
    actions.append(make("button", { type: "button", textContent: phrase("Hint"), onclick: ask }));
  }
  actions.append(sure, status, again);
  model.on("change:kept", refresh);
  el.classList.add("wf");
  keepKeys(el);
  const box = make("div", { className: "wf-question" }, view, actions, hint, told);
  if (question.papers.length) box.prepend(papers(question, box));
  box.dataset.place = model.get("place"); // the hand-in panel leads back to what is not answered
  el.append(box);
  refresh();
  const left = store.read();
  if (left) {
    if (left.wording === question.wording) show(left.response);
    resend();
  }
  return () => {
    model.off("change:kept", refresh);
    end();
  };
}

function savedAt(at) {
  return phrase("Saved at {time}", { time: clock(at) });
}

export default { render };
