// @ts-check
// Draws the panel that ends a lesson.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { clock, phrase } from "../../i18n/messages.js";
import { AskAgain } from "./ask_again.js";
import { connect, silence, sleep } from "./kernel.js";
import { followLinks } from "./lesson_links.js";
import { sayLocalTimes } from "./local_time.js";
import { drawMissing, lackInWords } from "./missing_answers.js";
import { focusMarks, followResult } from "./result_links.js";
import { leadTo } from "./reveal.js";
import { addSelfMarking } from "./rubric.js";
import { anyWaiting } from "./unsent.js";

/** @typedef {import("./missing_answers.js").Unanswered} Unanswered */

const LOST = ".wf-question:is([data-state='lost'], :has(.wf-status[data-state='lost']))";

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
    this.result = make("div", { className: "wf-result" });
    this.status = makeStatus("p", "wf-status");
    this.progress = make("progress", { hidden: true });
    this.progress.setAttribute("aria-label", phrase("Handing in"));
    this.words = make("p", { ariaHidden: "true" }); // the status says them
    this.waiting = make("div", { className: "wf-waiting", hidden: true }, this.words, this.progress);
    this.missing = make("div", { className: "wf-missing" });
    this.review = make("div", { className: "wf-review" });
    this.full = make("details", { className: "wf-full", hidden: true });
    this.full.append(make("summary", { textContent: phrase("The full review, question by question") }), this.review);
    this.title = make("h3");
    this.about = make("p");
    this.due = make("div");
    this.button = make("button", { type: "button", onclick: () => this.look() });
    /** The id of the message that an answer is waited for. */
    this.current = "";
    this.handing = false;
    /** The id of the message that the learner came near the button; "" before that. */
    this.came = "";
    const { heard, silent } = this;
    const slept = () => sleep(this.form, this.status);
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept });
    this.form = make("section", { className: "wf-hand-in" }, this.title, this.due, this.about);
    const actions = make("div", { className: "wf-actions" }, this.button);
    for (const event of ["pointerenter", "focusin"]) this.form.addEventListener(event, () => this.near());
    this.form.append(actions, this.status, this.missing);
    this.askAgain = new AskAgain((place, response) => {
      this.say("saving", phrase("Writing your request…"));
      this.kernel.post({ id: uuid(), event: "regrade", place, response });
    });
    const parts = [this.waiting, this.result, this.form, this.askAgain.element, this.full];
    this.element = make("section", { className: "wf-panel" }, ...parts);
    this.unlink = followLinks(this.result, model);
    const note = (/** @type {string} */ words) => this.say("note", words);
    followResult(this.result, model.get("place"), { note, lookForMarks: () => this.lookForMarks() });
    this.due.innerHTML = model.get("due");
    sayLocalTimes(this.due);
    this.shown = this.shown.bind(this);
    model.on("change:kept", this.shown);
    model.on("change:result", this.shown);
    model.on("change:subjects", this.shown);
    this.shown();
  }

  /** Show the last hand-in, if there is one, before the button that hands in. */
  shown() {
    const result = this.model.get("result");
    const again = Boolean(result);
    this.result.innerHTML = result;
    this.result.hidden = !again || !this.waiting.hidden;
    this.title.textContent = again ? phrase("Changed an answer?") : phrase("Hand in");
    this.about.textContent = this.describe(again);
    this.button.textContent = again ? phrase("Hand in again") : phrase("Hand in this lesson");
    this.showReview(this.model.get("kept"));
    this.askAgain.show(this.model.get("subjects") ?? []);
  }

  /** @param {boolean} again */
  describe(again) {
    if (again && this.model.get("way") === "exchange") return phrase("You may hand this lesson in again.");
    if (again) return phrase("You may hand this lesson in again. Your first result stays on record beside it.");
    const way = this.model.get("way");
    if (way === "file") return phrase("This writes one file, with your answers, for your instructor.");
    if (way === "exchange")
      return phrase("This gives your answers to your course. You see here when they have arrived.");
    return phrase(
      "Your answers are marked here, on this computer, and you see at once what went well. You may hand in again later.",
    );
  }

  /** @param {string} html */
  showReview(html) {
    this.full.hidden = !html;
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

  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
    this.words.textContent = this.waiting.hidden ? "" : text;
  }

  /** @param {string} event */
  send(event) {
    this.current = uuid();
    this.kernel.post({ id: this.current, event });
  }

  /** What will mark starts now, and the learner need not wait for that. */
  near() {
    if (this.came) return;
    this.came = uuid();
    this.kernel.post({ id: this.came, event: "near" });
  }

  look() {
    if (this.handing) return; // the button stays where it is, for the focus is on it
    if (anyWaiting(this.model.get("place"))) {
      this.say("lost", phrase("Some answers are not saved yet. Choose Try again there, then hand in."));
      leadTo(document.querySelector(LOST));
      return;
    }
    this.say("saving", phrase("Looking through your answers…"));
    this.send("look");
  }

  handIn() {
    if (this.handing) return; // a double click
    this.busy(true);
    this.button.focus({ preventScroll: true }); // what had the focus goes with what was missing
    this.missing.replaceChildren();
    this.wait(true);
    this.say("saving", phrase("Handing in…"));
    this.element.scrollIntoView({ block: "start" });
    this.send("handin");
  }

  /** @param {boolean} handing */
  busy(handing) {
    this.handing = handing;
    this.button.setAttribute("aria-disabled", String(handing));
  }

  /**
   * Keep a screen for the result, where it is waited for: when it comes, nothing that one reads is pushed away.
   * @param {boolean} waiting
   */
  wait(waiting) {
    this.element.classList.add("wf-fresh");
    this.waiting.hidden = this.progress.hidden = !waiting;
    this.result.hidden = waiting || !this.model.get("result");
  }

  /** @param {import("./kernel.js").Message} message */
  heard(message) {
    if (message.event === "selfmark") {
      if (message.refused) this.say("lost", message.refused);
      return;
    }
    if (message.event === "regrade") {
      this.asked(message);
      return;
    }
    if (message.id !== this.current) return;
    if (message.event === "fetch") this.fetched(message);
    else if (message.event === "look" && !message.refused) this.looked(message.unanswered, message.beyond);
    else this.handed(message);
  }

  /**
   * @param {Unanswered[]} unanswered
   * @param {string} beyond
   */
  looked(unanswered, beyond) {
    if (!unanswered.length && !beyond) {
      this.handIn();
      return;
    }
    this.say("note", [lackInWords(unanswered), beyond].filter(Boolean).join(" "));
    this.missing.replaceChildren(...drawMissing(unanswered, () => this.handIn()));
  }

  /** @param {import("./kernel.js").Message} message */
  fetched({ done, found }) {
    if (!done) return;
    this.say("note", found);
    focusMarks(this.result);
  }

  /**
   * Hear of a hand-in: first that the result is there, then that it is recorded too, of which nobody need know.
   * @param {import("./kernel.js").Message} message
   */
  handed({ at, done, refused, unrecorded }) {
    if (at) {
      this.wait(false);
      this.say("saved", phrase("Handed in at {time}", { time: clock(at) }));
      leadTo(this.result.querySelector(".wf-result-title"));
    }
    if (!done) return;
    this.busy(false);
    if (refused) this.refuse(refused);
    if (unrecorded) this.say("note", unrecorded);
  }

  /** @param {import("./kernel.js").Message} message */
  asked({ refused }) {
    if (refused) {
      this.say("lost", refused);
      return;
    }
    this.askAgain.sent();
    this.say("saved", phrase("Your request is written down. One step is left: give its file to your instructor."));
    leadTo(this.result.querySelector(".wf-result-title"));
  }

  /** @param {string} why */
  refuse(why) {
    this.wait(false);
    this.element.classList.remove("wf-fresh");
    this.say("lost", why);
    this.status.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} id */
  silent(id) {
    if (id === this.came) return;
    if (id !== this.current) {
      this.say("lost", phrase("Not kept: {why}", { why: silence() }));
    } else if (this.handing) {
      // The kernel has the message, and acts on it as soon as it can.
      this.say(
        "saving",
        phrase("Still waiting. Your answers are safe, and the lesson is handed in as soon as it can be."),
      );
    } else {
      this.current = ""; // an answer that comes late hands nothing in
      this.say("lost", phrase("Not handed in: {why}", { why: silence() }));
    }
  }

  /** Look for the marks that a course has given back. */
  lookForMarks() {
    if (this.handing) return;
    this.say("saving", phrase("Looking…"));
    this.send("fetch");
  }

  end() {
    this.model.off("change:kept", this.shown);
    this.model.off("change:result", this.shown);
    this.model.off("change:subjects", this.shown);
    this.unlink();
    this.kernel.end();
  }
}
