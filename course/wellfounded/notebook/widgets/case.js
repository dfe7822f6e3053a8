// @ts-check
// Draws a case: its facts, its papers, and its questions; behind its content note, if it has one.

import { make, makeNotice } from "../../content/questions/elements.js";
import { ContentNote } from "./content_note.js";
import { inItsOwnWidth, Papers } from "./documents.js";
import { QuestionFrame } from "./question.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./question.js").Kept} Kept */

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  /** @type {Question[]} */
  const questions = model.get("questions");
  /** @type {Record<string, Kept>} what the journal holds, by question */
  let kept = model.get("kept");
  const frames = questions.map((question) => new QuestionFrame(model, question, kept[question.id]));
  const papers = model.get("documents").length ? new Papers(model.get("name"), model.get("documents")) : null;
  const facts = htmlPart("wf-story", model.get("facts"));
  facts.tabIndex = -1;
  const note = model.get("note").state ? new ContentNote(model, model.get("note"), facts) : null;
  for (const table of facts.querySelectorAll("table")) inItsOwnWidth(table, model.get("name"));
  const body = make("div", { className: "wf-case-body" }, facts);
  const asked = make("div", { className: "wf-questions" }, ...frames.map(({ element }) => wrap(element)));
  body.append(...(papers ? [papers.element] : []), asked);

  function refresh() {
    const before = kept;
    kept = model.get("kept");
    for (const frame of frames) {
      const { id } = frame.question;
      if (JSON.stringify(kept[id]) !== JSON.stringify(before[id])) frame.refresh(kept[id]);
    }
  }

  function showNote() {
    if (!note) return;
    body.hidden = model.get("note").state !== "shown";
    note.show(model.get("note"));
  }

  model.on("change:kept", refresh);
  model.on("change:note", showNote);
  el.classList.add("wf-case-view");
  if (model.get("notice")) el.append(makeNotice(model.get("notice")));
  const head = htmlPart("wf-facts", model.get("head"));
  el.append(make("div", { className: "wf-case" }, head, ...(note ? [wrap(note.element)] : []), body));
  showNote();
  return () => {
    model.off("change:kept", refresh);
    model.off("change:note", showNote);
    for (const part of [...frames, papers, note]) part?.end();
  };
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
