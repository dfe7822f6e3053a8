// @ts-check
// Draws the panel that ends a lesson.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { clock, phrase, phraseMany } from "../../i18n/messages.js";
import { connect, silence, sleep } from "./kernel.js";
import { addSelfMarking } from "./rubric.js";
import { anyWaiting } from "./unsent.js";

/** @typedef {{title: string, place: string}} Unanswered a question, and where it stands */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const panel = new HandIn(model);
  el.classList.add("wf");
  el.append(panel.element);
  return () => panel.end();
}

class HandIn {
  /** @param {import("./kernel.js").Model} model */
  constructor(model) {
    this.model = model;
    this.status = makeStatus("p", "wf-status");
    this.progress = make("progress", { hidden: true, max: 1 });
    this.progress.setAttribute("aria-label", phrase("Handing in"));
    this.missing = make("div", { className: "wf-missing" });
    this.review = make("div", { className: "wf-review" });
    this.button = make("button", { type: "button", textContent: phrase("Hand in this lesson") });
    this.button.onclick = () => this.look();
    /** The id of the message that an answer is waited for. */
    this.current = "";
    this.handing = false;
    const { heard, silent } = this;
    const slept = () => sleep(this.element, this.status);
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept });
    this.reviewed = this.reviewed.bind(this);
    model.on("change:kept", this.reviewed);
    this.element = this.draw();
    this.reviewed();
  }

  draw() {
    const where = this.model.get("cohort")
      ? phrase("This writes one file, with your answers, for your instructor.")
      : phrase(
          "Your answers are marked here, on this computer, and the review follows below. You may hand in again later.",
        );
    return make(
      "section",
      { className: "wf-panel" },
      make("h3", { textContent: phrase("Hand in") }),
      make("p", { textContent: where }),
      make("div", { className: "wf-actions" }, this.button),
      this.progress,
      this.status,
      this.missing,
      this.review,
    );
  }

  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  /** @param {string} event */
  send(event) {
    this.current = uuid();
    this.kernel.post({ id: this.current, event });
  }

  look() {
    if (!anyWaiting(this.model.get("place"))) {
      this.send("look");
      return;
    }
    this.say("lost", phrase("Some answers above are not saved yet. Choose Try again there, then hand in."));
    const lost = document.querySelector(".wf-question .wf-status[data-state='lost']");
    lost?.scrollIntoView({ block: "center" });
  }

  handIn() {
    if (this.handing) return; // a double click
    this.handing = true;
    this.missing.replaceChildren();
    this.button.disabled = true;
    this.progress.hidden = false;
    this.progress.removeAttribute("value");
    this.say("saving", phrase("Handing in…"));
    this.send("handin");
  }

  /**
   * Name what is unanswered, each with a way back to it, and what was left out too much.
   * @param {Unanswered[]} unanswered
   * @param {string} beyond
   */
  name(unanswered, beyond) {
    const items = unanswered.map(({ title, place }) => {
      const link = make("button", { type: "button", className: "wf-link", textContent: title, dir: "auto" });
      link.onclick = () => goTo(place);
      return make("li", {}, link);
    });
    const anyway = make("button", { type: "button", textContent: phrase("Hand in anyway") });
    anyway.onclick = () => this.handIn();
    const lacking = phraseMany(
      "One question is not answered. Choose one to go to it, or hand in as it is.",
      "{n} questions are not answered. Choose one to go to it, or hand in as it is.",
      unanswered.length,
    );
    this.say("note", [unanswered.length ? lacking : "", beyond].filter(Boolean).join(" "));
    this.missing.replaceChildren(...(items.length ? [make("ul", {}, ...items)] : []), anyway);
  }

  /** @param {import("./kernel.js").Message} message */
  heard(message) {
    if (message.event === "selfmark") {
      if (message.refused) this.say("lost", message.refused);
      return;
    }
    if (message.id !== this.current) return;
    if (message.event === "look" && !message.refused) this.looked(message.unanswered, message.beyond);
    else this.handed(message);
  }

  /**
   * @param {Unanswered[]} unanswered
   * @param {string} beyond
   */
  looked(unanswered, beyond) {
    if (unanswered.length || beyond) this.name(unanswered, beyond);
    else this.handIn();
  }

  /**
   * Show a step of the marking.
   * @param {import("./kernel.js").Message} message
   */
  handed({ share, says, done, refused }) {
    if (share) this.progress.value = share;
    if (says) this.say(done ? "saved" : "saving", says);
    if (!done) return;
    this.handing = false;
    this.progress.hidden = true;
    this.button.disabled = false;
    if (refused) this.say("lost", refused);
    else if (!says) this.say("saved", phrase("Handed in at {time}", { time: clock(new Date()) }));
  }

  /** @param {string} id */
  silent(id) {
    if (id !== this.current) {
      this.say("lost", phrase("Not kept: {why}", { why: silence() }));
    } else if (this.handing) {
      // The kernel has the message, and acts on it as soon as it can.
      this.say(
        "saving",
        phrase("No word yet from the kernel, the lesson’s engine. The lesson is handed in as soon as it answers."),
      );
    } else {
      this.current = ""; // an answer that comes late hands nothing in
      this.say("lost", phrase("Not handed in: {why}", { why: silence() }));
    }
  }

  reviewed() {
    const html = this.model.get("kept");
    if (html) this.button.textContent = phrase("Hand in again");
    this.review.innerHTML = html;
    const written = /** @type {NodeListOf<HTMLElement>} */ (this.review.querySelectorAll("[data-written]"));
    for (const text of written) this.addSelfMarking(text, text.dataset.written ?? "");
  }

  /**
   * @param {HTMLElement} text
   * @param {string} place
   */
  addSelfMarking(text, place) {
    addSelfMarking(text, this.model.get("weighed")[place], (response) => {
      this.kernel.post({ id: uuid(), event: "selfmark", place, response });
    });
  }

  end() {
    this.model.off("change:kept", this.reviewed);
    this.kernel.end();
  }
}

/**
 * Lead to a question; to the note of its case while that is closed.
 * @param {string} place
 */
function goTo(place) {
  const question = placed(".wf-question").find((each) => each.dataset.place === place);
  const note = placed(".wf-note").find((each) => place.startsWith(`${each.dataset.place}/`));
  const target = note && !question?.checkVisibility() ? note : question;
  target?.scrollIntoView({ block: "center" });
  const control = target?.querySelector("input, select, textarea, button:not([hidden])");
  if (control instanceof HTMLElement) control.focus({ preventScroll: true });
}

/**
 * @param {string} css
 * @returns {HTMLElement[]}
 */
function placed(css) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(css))];
}
