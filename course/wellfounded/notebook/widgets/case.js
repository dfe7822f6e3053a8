// @ts-check
// Draws a case: its facts, its papers, and its questions; behind its content note, if it has one. Of a case with
// variants it draws one at a time.

import { make, makeNotice } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { AnotherVariant } from "./another_variant.js";
import { ContentNote } from "./content_note.js";
import { inItsOwnWidth, Papers } from "./documents.js";
import { QuestionFrame } from "./question.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./question.js").Kept} Kept */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  el.classList.add("wf-case-view");
  if (model.get("notice")) el.append(makeNotice(model.get("notice")));
  const home = make("div", { className: "wf-case" });
  el.append(home);
  let drawn = new DrawnCase(model, home);

  /** Another variant: whoever asked for it begins with its story. */
  function redraw() {
    const hadFocus = home.contains(document.activeElement);
    drawn.end();
    drawn = new DrawnCase(model, home);
    home.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true })); // other questions, none answered yet
    if (hadFocus) drawn.facts.focus();
  }

  model.on("change:variant", redraw);
  return () => {
    model.off("change:variant", redraw);
    drawn.end();
  };
}

/** One variant of a case. */
class DrawnCase {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {HTMLElement} home
   */
  constructor(model, home) {
    this.model = model;
    /** @type {Record<string, Kept>} what the journal holds, by question */
    this.kept = model.get("kept");
    /** @type {QuestionFrame[]} */
    this.frames = [];
    this.asked = make("div", { className: "wf-questions" });
    this.ask();
    this.papers = model.get("documents").length ? new Papers(model.get("name"), model.get("documents")) : null;
    this.facts = htmlPart("wf-story", model.get("facts"));
    this.facts.tabIndex = -1;
    this.note = model.get("note").state ? new ContentNote(model, model.get("note"), this.facts) : null;
    const words = this.note ? phrase("Take another version, without this") : phrase("Another like it");
    this.another = model.get("another") ? new AnotherVariant(model, words) : null;
    for (const table of this.facts.querySelectorAll("table")) inItsOwnWidth(table, model.get("name"));
    this.body = this.drawBody();
    const head = htmlPart("wf-facts", model.get("head"));
    const beside = this.note ? [wrap(this.note.element)] : [];
    const another = this.another ? [wrap(this.another.element)] : [];
    home.replaceChildren(head, ...beside, ...(this.note ? another : []), this.body, ...(this.note ? [] : another));
    this.refresh = this.refresh.bind(this);
    this.showNote = this.showNote.bind(this);
    this.ask = this.ask.bind(this);
    model.on("change:questions", this.ask);
    model.on("change:kept", this.refresh);
    model.on("change:note", this.showNote);
    this.showNote();
  }

  drawBody() {
    const papers = this.papers ? [this.papers.element] : [];
    return make("div", { className: "wf-case-body" }, this.facts, ...papers, this.asked);
  }

  /** Draw the questions; once all are answered there may be one more, on what turned the answer. */
  ask() {
    /** @type {Question[]} */
    const questions = this.model.get("questions");
    const drawn = this.frames.map(({ question }) => question.id);
    if (!drawn.every((id, number) => questions[number]?.id === id)) return; // another variant is about to be drawn
    for (const question of questions.slice(drawn.length)) {
      const frame = new QuestionFrame(this.model, question, this.model.get("kept")[question.id]);
      this.frames.push(frame);
      this.asked.append(wrap(frame.element));
    }
  }

  refresh() {
    const before = this.kept;
    this.kept = this.model.get("kept");
    for (const frame of this.frames) {
      const { id } = frame.question;
      const kept = this.kept[id]; // none where another variant is about to be drawn
      if (kept && JSON.stringify(kept) !== JSON.stringify(before[id])) frame.refresh(kept);
    }
  }

  showNote() {
    if (!this.note || !this.model.get("note").state) return;
    this.body.hidden = this.model.get("note").state !== "shown";
    this.note.show(this.model.get("note"));
  }

  end() {
    this.model.off("change:questions", this.ask);
    this.model.off("change:kept", this.refresh);
    this.model.off("change:note", this.showNote);
    for (const part of [...this.frames, this.papers, this.note, this.another]) part?.end();
  }
}

/**
 * @param {string} className
 * @param {string} innerHTML
 */
function htmlPart(className, innerHTML) {
  return make("div", { className: `wf ${className}`, innerHTML });
}

/** @param {HTMLElement} element */
function wrap(element) {
  return make("div", { className: "wf" }, element);
}
