// @ts-check
// The frame that every question has: its kind's own view, what becomes of the answer, how sure the learner is, hint and
// feedback.

import { make, uuid } from "../../content/questions/elements.js";
import { later, phrase } from "../../i18n/messages.js";
import { Announcer, spokenWords } from "./announcer.js";
import { Delivery } from "./delivery.js";
import { Feedback } from "./feedback.js";
import { connect, sleep } from "./kernel.js";
import { KindView } from "./kind_view.js";
import { QuestionState } from "./question_state.js";
import { StatusLine, saved, savedAt } from "./status_line.js";
import { CheckGroup, SurenessChoice } from "./sureness.js";

/** @typedef {import("../../content/questions/question.d.ts").Question} Question */
/** @typedef {import("./kernel.js").Message} Message */

/**
 * @typedef {object} OnFile what the kernel's journal holds of a question, beside what was judged
 * @property {any} response null where there is none
 * @property {string} [at] when it was written
 * @property {string} [note] what else there is to say of it
 * @property {number} [sure]
 * @property {Record<string, number>} [selfmark]
 */

/** @typedef {OnFile & import("./feedback.js").Judged} Kept */

const WAITS = later(
  "Not saved yet. Your answer is kept in this window and will be saved when the course answers again.",
);
const LOST = later("Not saved yet: the course does not answer.");
const SILENT = later("No answer yet. What you saved is safe. If this stays, reload the page.");

export class QuestionFrame {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {Question} question
   * @param {Kept} kept
   */
  constructor(model, question, kept) {
    this.model = model;
    this.question = question;
    this.kept = kept;
    /** The id of the try for which feedback is awaited. */
    this.tried = "";
    /** When the last event that was acknowledged here was written. */
    this.latest = "";
    const calls = { answer: this.answer.bind(this), check: () => this.finish(), end: () => this.check() };
    this.view = new KindView(question, calls);
    this.delivery = new Delivery(question, (message) => this.post(message));
    this.sureDelivery = new Delivery(question, (message) => this.post(message), "sure");
    this.line = new StatusLine(() => this.resend());
    this.announcer = new Announcer();
    this.feedback = new Feedback(this.view.element, (points) => this.send("selfmark", points));
    this.sureness = this.drawSureness();
    this.hint = make("div", { className: "wf-hint" });
    this.hint.setAttribute("aria-live", "polite");
    this.element = this.drawFrame();
    this.state = new QuestionState(this.element, this.line, this.announcer, () => this.delivery.waiting !== null);
    const { heard, silent, slept } = this;
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept: slept.bind(this) });
    this.ask = this.ask.bind(this);
    model.on("change:asks", this.ask);
    this.ask();
    this.refresh(kept);
    this.sendWaiting();
  }

  drawSureness() {
    const { practice, rated } = this.question;
    if (!practice) return new SurenessChoice((level) => this.sureDelivery.send(level));
    const choose = (/** @type {boolean} */ asks) => this.kernel.post({ id: uuid(), event: "asks", response: asks });
    return new CheckGroup(rated, { check: (level) => this.check(level), choose });
  }

  drawFrame() {
    const { question, view, line, hint, feedback } = this;
    const ask = make("button", { type: "button", textContent: phrase("Hint"), onclick: () => this.send("hint") });
    const actions = make("div", { className: "wf-actions" }, ...(question.hint ? [ask] : []), line.status, line.again);
    const sureness = question.practice || question.rated ? [this.sureness.element] : [];
    const spoken = this.announcer.element;
    const frame = make(
      "div",
      { className: "wf-question" },
      view.element,
      ...sureness,
      actions,
      hint,
      feedback.home,
      spoken,
    );
    frame.dataset.place = question.place; // the hand-in panel leads back to what is not answered
    return frame;
  }

  /** Ask how sure one is, unless the learner does not want to be asked. */
  ask() {
    if (this.sureness instanceof CheckGroup) this.sureness.ask(this.model.get("asks") !== false);
  }

  /**
   * Ask the kernel to write an event that leaves the answer as it is. Return the id of the message.
   * @param {string} event
   * @param {unknown} [response]
   */
  send(event, response) {
    const id = uuid();
    this.post({ id, event, wording: this.question.wording, ...(response === undefined ? {} : { response }) });
    return id;
  }

  /** @param {Message} message */
  post(message) {
    this.kernel.post({ ...message, question: this.question.id });
  }

  /**
   * Take an answer; what was said of the one before goes.
   * @param {unknown} response
   */
  answer(response) {
    this.view.response = response;
    this.tried = "";
    this.judge({});
    this.showSureness(this.question.practice ? 0 : (this.kept.sure ?? 0));
    this.state.tell("saving", phrase("Saving…"), "");
    this.delivery.send(response);
  }

  resend() {
    if (this.delivery.waiting) this.state.tell("saving", phrase("Saving…"), "");
    this.delivery.sendAgain();
  }

  /** An answer that the window kept over a reload or a restart goes to the kernel at once. */
  sendWaiting() {
    const answer = this.delivery.waiting;
    if (answer?.wording === this.question.wording) this.view.show(answer.response);
    this.resend();
    const sure = this.sureDelivery.waiting;
    if (sure?.wording === this.question.wording) this.showSureness(Number(sure.response));
    this.sureDelivery.sendAgain();
  }

  /** Enter says that the learner has finished: it leads to the buttons that check, or checks where there is but one. */
  finish() {
    const { sureness, feedback, view } = this;
    if (sureness instanceof CheckGroup && sureness.asks && view.response !== null && !feedback.html) sureness.focus();
    else this.check();
  }

  /** @param {number} [level] how sure the learner says they are: written first, so that it counts as said before */
  check(level = 0) {
    if (!this.question.practice) return;
    const { response } = this.view;
    if (response === null) this.state.tell("open", phrase("Answer first, then check."));
    else if (this.feedback.html) this.feedback.bringIntoView();
    else {
      if (level) this.sureDelivery.send(level);
      this.showSureness(level);
      this.tried = this.send("try", response);
    }
  }

  /** @param {Message} message */
  heard(message) {
    const isAnswer = this.delivery.acknowledged(message);
    this.sureDelivery.acknowledged(message);
    if (message.at > this.latest) this.latest = message.at;
    if (message.hint !== undefined) this.hint.innerHTML = message.hint;
    if (message.id === this.tried) this.checked(message);
    if (message.refused) this.state.tell("lost", phrase("Not saved: {why}", { why: message.refused }));
    else if (isAnswer) {
      this.state.say("saved", message.at ? savedAt(message.at) : message.note);
      this.announcer.saySoon(message.at ? saved() : message.note);
    } else if (this.line.status.textContent === phrase(SILENT)) this.sayKept();
  }

  /** @param {Message} message */
  checked({ at, feedback, verdict, marks }) {
    if (at && !this.delivery.waiting) this.state.say("saved", savedAt(at));
    this.judge({ feedback, verdict, marks });
    this.announcer.say(...spokenWords(this.feedback.element));
    this.feedback.bringIntoView();
  }

  /** @param {string} id */
  silent(id) {
    const { waiting, current } = this.delivery;
    if (waiting && id === current) this.delivery.sendAgainLater();
    if (waiting) this.state.tell("lost", phrase(WAITS));
    else if (id === current) this.state.tell("lost", phrase(LOST));
    else {
      this.line.say("note", phrase(SILENT)); // the answer is where it was
      this.announcer.say(phrase(SILENT));
    }
  }

  slept() {
    const { status, again } = this.line;
    this.delivery.end();
    sleep(this.element, status);
    again.hidden = true;
    if (this.delivery.waiting) {
      status.textContent += ` ${phrase("Your last answer waits here and will be saved then.")}`;
      this.state.set("state", "lost");
    }
    this.announcer.say(status.textContent ?? "");
  }

  /**
   * Show what the journal holds: at first, and when another window has answered.
   * @param {Kept} kept
   */
  refresh(kept) {
    this.kept = kept;
    // What is kept may arrive after a later answer was acknowledged: drawing it would undo that, and take the focus.
    if ((this.delivery.current && this.delivery.waiting) || (kept.at || "") < this.latest) return;
    this.view.update(kept.response);
    this.judge(kept);
    this.showSureness(this.question.practice && !kept.feedback ? 0 : (kept.sure ?? 0));
    this.sayKept();
  }

  sayKept() {
    const { note, at } = this.kept;
    if (note) this.state.say("note", note);
    else if (at) this.state.say("saved", savedAt(at));
    else this.state.say("open", phrase("Not answered yet"));
  }

  /** @param {import("./feedback.js").Judged} judged */
  judge(judged) {
    this.feedback.show(judged, this.kept.selfmark);
    this.state.set("verdict", judged.verdict ?? "");
  }

  /** @param {number} level 0 for none */
  showSureness(level) {
    this.sureness.show(level);
    if (!this.question.practice) this.sureness.element.hidden = this.view.response === null;
  }

  end() {
    this.delivery.end();
    this.announcer.end();
    this.model.off("change:asks", this.ask);
    this.kernel.end();
  }
}
