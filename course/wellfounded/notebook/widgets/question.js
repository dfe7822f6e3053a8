// @ts-check
// The frame that every question has: its kind's own view, how sure the learner is, what became of the answer, hint and
// feedback, and what leads to the papers that the question points into.

import { COURSE, make, makeStatus, uuid } from "../../content/questions/elements.js";
import { clock, later, phrase } from "../../i18n/messages.js";
import { connect, silence, sleep } from "./kernel.js";
import { kinds } from "./kinds.js";
import { addSelfMarking } from "./rubric.js";
import { unsent } from "./unsent.js";

/** @typedef {import("../../content/questions/question.d.ts").Question} Question */

/**
 * @typedef {object} Kept what the kernel's journal holds of a question
 * @property {any} response null where there is none
 * @property {string} [at] when it was written
 * @property {string} [note] what else there is to say of it
 * @property {string} [feedback] HTML
 * @property {number} [sure]
 * @property {Record<string, number>} [selfmark]
 */

/** @typedef {import("./kernel.js").Message} Message */

const SURE = [later("How sure are you?"), later("I am guessing"), later("Fairly sure"), later("Sure")];

export class QuestionFrame {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {Question} question
   * @param {Kept} kept
   */
  constructor(model, question, kept) {
    this.question = question;
    this.unsent = unsent(question.place);
    this.kept = kept;
    /** The id of the answer that the status speaks of. */
    this.current = "";
    /** @type {unknown} */
    this.response = null;
    /** @type {string | null} the feedback on the page: nothing chosen in it is drawn over */
    this.shownFeedback = null;
    /** When the last event that was acknowledged here was written. */
    this.latest = "";
    this.view = make("div");
    this.status = makeStatus("span", "wf-status");
    this.again = make("button", { type: "button", textContent: phrase("Try again"), hidden: true });
    this.again.onclick = () => this.resend();
    this.sure = this.drawSure();
    this.hint = spokenPart("wf-hint");
    this.feedback = spokenPart("wf-told");
    this.element = this.drawFrame();
    const { heard, silent, slept } = this;
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept: slept.bind(this) });
    this.refresh(kept);
    this.sendWaiting();
  }

  drawFrame() {
    const actions = make("div", { className: "wf-actions" }, ...this.drawButtons(), this.sure, this.status, this.again);
    const frame = make("div", { className: "wf-question" }, this.view, actions, this.hint, this.feedback);
    frame.dataset.place = this.question.place; // the hand-in panel leads back to what is not answered
    if (this.question.papers.length) frame.prepend(drawLinks(this.question, frame));
    return frame;
  }

  drawButtons() {
    const { practice, hint } = this.question;
    const check = make("button", {
      type: "button",
      textContent: phrase("Check my answer"),
      onclick: () => this.check(),
    });
    const ask = make("button", { type: "button", textContent: phrase("Hint"), onclick: () => this.send("hint") });
    return [...(practice ? [check] : []), ...(hint ? [ask] : [])];
  }

  drawSure() {
    const options = SURE.map((words, i) => make("option", { value: i ? String(i) : "", textContent: phrase(words) }));
    const sure = make("select", { hidden: true }, ...options);
    sure.setAttribute("aria-label", phrase(SURE[0]));
    sure.onchange = () => this.send("sure", Number(sure.value) || null);
    return sure;
  }

  /**
   * Ask the kernel to write an event that leaves the answer as it is.
   * @param {string} event
   * @param {unknown} [response]
   */
  send(event, response) {
    this.post({ id: uuid(), event, wording: this.question.wording, ...(response === undefined ? {} : { response }) });
  }

  /** @param {Message} message */
  post(message) {
    this.kernel.post({ ...message, question: this.question.id });
  }

  /** @param {unknown} response */
  answer(response) {
    this.response = response;
    this.sure.hidden = false;
    this.current = uuid();
    /** @type {import("./unsent.js").Answer} */
    const answer = { id: this.current, event: "answer", wording: this.question.wording, response };
    this.unsent.put(answer);
    this.say("saving", phrase("Saving…"));
    this.post(answer);
  }

  resend() {
    const answer = this.unsent.read();
    if (!answer) return;
    this.current = answer.id;
    this.say("saving", phrase("Saving…"));
    const { id, event, wording, response } = answer;
    this.post({ id, event, wording, response, again: true });
  }

  /** An answer that the window kept over a reload or a restart goes to the kernel at once. */
  sendWaiting() {
    const answer = this.unsent.read();
    if (answer?.wording === this.question.wording) this.show(answer.response);
    this.resend();
  }

  check() {
    if (this.question.practice && this.response !== null) this.send("try", this.response);
  }

  /** @param {Message} message */
  heard(message) {
    if (message.at > this.latest) this.latest = message.at;
    if (message.hint !== undefined) this.hint.innerHTML = message.hint;
    if (message.feedback !== undefined) this.showFeedback(message.feedback);
    if (message.event === "answer" && (!message.refused || message.never)) this.unsent.drop(message.id);
    if (message.refused) this.say("lost", phrase("Not saved: {why}", { why: message.refused }));
    else if (message.id === this.current) this.say("saved", message.at ? savedAt(message.at) : message.note);
  }

  /** @param {string} id */
  silent(id) {
    const why = silence();
    this.say("lost", id === this.current ? phrase("Not saved: {why}", { why }) : phrase("No answer: {why}", { why }));
  }

  slept() {
    sleep(this.element, this.status);
    this.again.hidden = true;
    if (this.unsent.read()) {
      this.status.textContent += ` ${phrase("Your last answer waits here and will be saved then.")}`;
    }
  }

  /**
   * Show what the journal holds: at first, and when another window has answered.
   * @param {Kept} kept
   */
  refresh(kept) {
    this.kept = kept;
    // What is kept may arrive after a later answer was acknowledged: drawing it would undo that, and take the focus.
    if ((this.current && this.unsent.read()) || (kept.at || "") < this.latest) return;
    if (JSON.stringify(kept.response) !== JSON.stringify(this.response) || !this.view.hasChildNodes()) {
      this.show(kept.response);
    }
    if (kept.feedback !== this.shownFeedback) this.showFeedback(kept.feedback || "");
    this.sure.value = String(kept.sure || "");
    this.sure.hidden = this.response === null;
    if (kept.note) this.say("note", kept.note);
    else if (kept.at) this.say("saved", savedAt(kept.at));
    else this.say("open", phrase("Not answered yet"));
  }

  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
    this.again.hidden = state !== "lost" || !this.unsent.read();
  }

  /**
   * Draw the kind's view. A response that cannot be drawn counts as none, so that the question can be answered again.
   * @param {unknown} response
   */
  show(response) {
    const { question } = this;
    const { draw } = kinds[question.kind];
    const calls = { answer: this.answer.bind(this), check: this.check.bind(this) };
    this.response = response;
    try {
      this.view.replaceChildren(draw({ question, response, ...calls }));
    } catch {
      this.response = null;
      this.view.replaceChildren(draw({ question, response: null, ...calls }));
    }
  }

  /** @param {string} html */
  showFeedback(html) {
    this.shownFeedback = html;
    this.feedback.innerHTML = html;
    addSelfMarking(this.feedback, this.kept.selfmark, (points) => this.send("selfmark", points));
  }

  end() {
    this.kernel.end();
  }
}

/** @param {string} className */
function spokenPart(className) {
  const part = make("div", { className });
  part.setAttribute("aria-live", "polite");
  return part;
}

/** @param {string} at */
function savedAt(at) {
  return phrase("Saved at {time}", { time: clock(at) });
}

/**
 * Return what leads to each paper that a question points into, and back to `box`.
 * @param {Question} question
 * @param {HTMLElement} box
 */
function drawLinks(question, box) {
  const links = question.papers.map(({ id, title }) => {
    const link = make("button", { type: "button", textContent: title, ...COURSE });
    const back = () => {
      box.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    };
    link.onclick = () => {
      document.dispatchEvent(new CustomEvent("wellfounded-paper", { detail: { papers: question.case, id, back } }));
    };
    return link;
  });
  return make("div", { className: "wf-actions wf-look" }, make("span", { textContent: phrase("Look at:") }), ...links);
}
