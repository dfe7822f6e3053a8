// Draws the panel that ends a lesson; live.js stands before it.

function render({ model, el }) {
  speak(model, el);
  const status = make("p", { className: "wf-status", role: "status" });
  const progress = make("progress", { hidden: true, max: 1 });
  progress.setAttribute("aria-label", phrase("Handing in"));
  const missing = make("div", { className: "wf-missing" });
  const shown = make("div", { className: "wf-review" });
  const button = make("button", { type: "button", textContent: phrase("Hand in this lesson"), onclick: look });
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });
  let current = null;
  let handing = false;

  function say(state, text) {
    status.dataset.state = state;
    status.textContent = text;
  }

  function send(event) {
    current = uuid();
    post({ id: current, event });
  }

  function look() {
    const waiting = Object.keys(sessionStorage).filter((key) => key.startsWith(`wellfounded ${model.get("place")}/`) && waitingAt(key));
    if (waiting.length) {
      say("lost", phrase("Some answers above are not saved yet. Choose Try again there, then hand in."));
      document.querySelector(".wf-question .wf-status[data-state='lost']")?.scrollIntoView({ block: "center" });
      return;
    }
    send("look");
  }

  function handIn() {
    if (handing) return; // a double click
    handing = true;
    missing.replaceChildren();
    button.disabled = true;
    progress.hidden = false;
    progress.removeAttribute("value");
    say("saving", phrase("Handing in…"));
    send("handin");
  }

  function name(unanswered, beyond) { // what is unanswered, each with a way back to it; what was left out too much
    const items = unanswered.map(({ title, place }) => make("li", {}, make("button", {
      type: "button", className: "wf-link", textContent: title, dir: "auto", onclick: () => goTo(place),
    })));
    const anyway = make("button", { type: "button", textContent: phrase("Hand in anyway"), onclick: handIn });
    const lacking = phraseMany("One question is not answered. Choose one to go to it, or hand in as it is.",
      "{n} questions are not answered. Choose one to go to it, or hand in as it is.", unanswered.length);
    say("note", [unanswered.length ? lacking : "", beyond].filter(Boolean).join(" "));
    missing.replaceChildren(...(items.length ? [make("ul", {}, ...items)] : []), anyway);
  }

  function goTo(place) {
    const question = [...document.querySelectorAll(".wf-question")].find((each) => each.dataset.place === place);
    const note = [...document.querySelectorAll(".wf-note")].find((each) => place.startsWith(`${each.dataset.place}/`));
    const found = note && !question?.checkVisibility() ? note : question; // a closed case is opened at its note
    found?.scrollIntoView({ block: "center" });
    found?.querySelector("input, select, textarea, button:not([hidden])")?.focus({ preventScroll: true });
  }

  function show(html) {
    shown.innerHTML = html;
    for (const written of shown.querySelectorAll("[data-written]")) {
      const place = written.dataset.written;
      const mark = (response) => post({ id: uuid(), event: "selfmark", place, response });
      weighOneself(written, model.get("weighed")[place], mark);
    }
  }

  function heard(message) {
    if (message.event === "selfmark") {
      if (message.refused) say("lost", message.refused);
      return;
    }
    if (message.id !== current) return;
    if (message.event === "look" && !message.refused) {
      if (message.unanswered.length || message.beyond) name(message.unanswered, message.beyond);
      else handIn();
      return;
    }
    if (message.share) progress.value = message.share;
    if (message.says) say(message.done ? "saved" : "saving", message.says);
    if (!message.done) return;
    rest();
    if (message.refused) say("lost", message.refused);
    else if (!message.says) say("saved", phrase("Handed in at {time}", { time: clock(new Date()) }));
  }

  function rest() {
    handing = false;
    progress.hidden = true;
    button.disabled = false;
  }

  function silent(id) {
    if (id !== current) {
      say("lost", phrase("Not kept: {why}", { why: silence() }));
    } else if (handing) { // the kernel has the message, and acts on it as soon as it can
      say("saving", phrase("No word yet from the kernel, the lesson’s engine. The lesson is handed in as soon as it answers."));
    } else {
      current = null; // an answer that comes late hands nothing in
      say("lost", phrase("Not handed in: {why}", { why: silence() }));
    }
  }

  function reviewed() {
    if (model.get("kept")) button.textContent = phrase("Hand in again");
    show(model.get("kept"));
  }

  model.on("change:kept", reviewed);
  reviewed();
  const where = model.get("cohort")
    ? phrase("This writes one file, with your answers, for your instructor.")
    : phrase("Your answers are marked here, on this computer, and the review follows below. You may hand in again later.");
  el.classList.add("wf");
  keepKeys(el);
  el.append(make("section", { className: "wf-panel" },
    make("h3", { textContent: phrase("Hand in") }), make("p", { textContent: where }),
    make("div", { className: "wf-actions" }, button), progress, status, missing, shown));
  return () => {
    model.off("change:kept", reviewed);
    end();
  };
}

export default { render };
