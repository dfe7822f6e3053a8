// @ts-check
// Draws sample texts, each with the rubric below it: for each criterion its levels as radio buttons, from low to high.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make, uuid } from "./elements.js";

/** @typedef {{id: string, text: string, levels: {id: string, text: string}[]}} Criterion */
/** @typedef {{id: string, title: string, body: string}} SampleText */
/** @typedef {Record<string, string>} Marks by line, `t1-c2`: the level */
/** @typedef {import("./question.d.ts").Drawing<{criteria: Criterion[], texts: SampleText[]}, Marks>} Drawing */

/** @param {Drawing} drawing */
export function draw({ question, response, answer, check }) {
  const { criteria, texts, heading } = question;
  const marks = knownMarks(criteria, texts, response);
  const count = make("p", { className: "wf-marked" });
  const tell = () => {
    const all = criteria.length * texts.length;
    count.textContent = phrase("{n} of {all} lines are marked.", { n: Object.keys(marks).length, all });
  };
  /** @type {(line: string, level: string) => void} */
  const mark = (line, level) => {
    marks[line] = level;
    tell();
    answer({ ...marks });
  };
  tell();
  const samples = texts.map((text) => drawSample(text, criteria, marks, mark));
  const group = make("fieldset", { className: "wf-assess" }, make("legend", { innerHTML: heading }), ...samples, count);
  group.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") check();
  });
  return group;
}

/**
 * Return what a response says of the lines and levels that there are.
 * @param {Criterion[]} criteria
 * @param {SampleText[]} texts
 * @param {Marks | null} response
 */
function knownMarks(criteria, texts, response) {
  /** @type {Marks} */
  const known = {};
  for (const text of texts) {
    for (const criterion of criteria) {
      const level = response?.[lineId(text, criterion)] ?? "";
      if (criterion.levels.some(({ id }) => id === level)) known[lineId(text, criterion)] = level;
    }
  }
  return known;
}

/**
 * @param {SampleText} text
 * @param {Criterion} criterion
 */
function lineId(text, criterion) {
  return `${text.id}-${criterion.id}`;
}

/**
 * @param {SampleText} text
 * @param {Criterion[]} criteria
 * @param {Marks} marks
 * @param {(line: string, level: string) => void} mark
 */
function drawSample(text, criteria, marks, mark) {
  const title = make("h5", { id: `wf-${uuid()}`, innerHTML: text.title, ...COURSE });
  const words = make("blockquote", { className: "wf-sample-text", innerHTML: text.body, ...COURSE });
  const lines = criteria.map((criterion) => {
    const line = lineId(text, criterion);
    return drawLine(line, criterion, marks[line], (level) => mark(line, level));
  });
  const sample = make("section", { className: "wf-sample" }, make("div", {}, title, words), make("div", {}, ...lines));
  sample.setAttribute("aria-labelledby", title.id);
  return sample;
}

/**
 * @param {string} line
 * @param {Criterion} criterion
 * @param {string | undefined} marked
 * @param {(level: string) => void} mark
 */
function drawLine(line, { text, levels }, marked, mark) {
  const name = `wf-${uuid()}`;
  const options = levels.map(({ id, text: words }) => {
    const input = make("input", { type: "radio", name, value: id, checked: id === marked, onchange: () => mark(id) });
    const option = make(
      "label",
      { className: "wf-option" },
      input,
      make("span", { className: "wf-option-text", innerHTML: words, ...COURSE }),
    );
    option.dataset.part = `${line}-${id}`;
    return option;
  });
  const group = make(
    "fieldset",
    { className: "wf-rubric-line" },
    make("legend", { innerHTML: text, ...COURSE }),
    ...options,
  );
  group.dataset.part = line;
  return group;
}
