// @ts-check
// The line of a timeline and its entries. Where it is wide the line is drawn to scale above the entries, each calendar
// with its own months; where it is narrow it runs beside them.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} name
 * @property {string} what HTML, as is the next
 * @property {string} paper
 * @property {string[]} dates in each calendar
 * @property {number} at where on the line it begins, of 100
 * @property {number} long
 * @property {boolean} exact
 */
/** @typedef {{at: number, label: string, transliterated: boolean}} Tick */

const APART = 4; // of 100: marks that are nearer than this stand in lanes, one above the other
const SIGNS = { yes: "✓", no: "✗", depends: "?" };

export class TimeLine {
  /**
   * @param {Entry[]} entries in order
   * @param {Tick[][]} ticks of each calendar
   * @param {{name: string}[]} calendars
   * @param {() => void} changed is called when other entries are chosen
   */
  constructor(entries, ticks, calendars, changed) {
    this.entries = entries;
    this.changed = changed;
    /** @type {string[]} the entries that are chosen, two at most */
    this.chosen = [];
    this.marks = drawMarks(entries);
    this.spans = make("div", { className: "wf-line-spans" });
    const [above, below] = ticks.map((each, i) => drawTicks(each, calendars[i].name));
    this.element = make("div", { className: "wf-time-line" }, above, this.marks, ...(below ? [below] : []), this.spans);
    this.element.ariaHidden = "true"; // the entries say the same
    const items = entries.map((entry, i) => this.drawEntry(entry, i + 1, calendars));
    this.list = make("ol", { className: "wf-entries" }, ...items);
  }

  /**
   * @param {Entry} entry
   * @param {number} number
   * @param {{name: string}[]} calendars
   */
  drawEntry({ id, name, what, paper, dates, exact }, number, calendars) {
    const box = make("input", { type: "checkbox", value: id });
    box.onchange = () => this.choose(id, box.checked);
    const sign = make("span", { className: "wf-entry-number", textContent: String(number) });
    const label = make(
      "label",
      { className: "wf-entry-name" },
      box,
      sign,
      make("strong", { textContent: name, ...COURSE }),
    );
    const days = dates.map((date, i) => {
      const calendar = make("dt", { textContent: calendars[i].name });
      return make("div", {}, calendar, make("dd", { textContent: date }));
    });
    const item = make("li", { className: "wf-entry" }, label, make("dl", { className: "wf-entry-dates" }, ...days));
    if (what) item.append(make("p", { innerHTML: what, ...COURSE }));
    item.append(make("p", { className: "wf-entry-paper", innerHTML: paper }));
    item.dataset.entry = id;
    item.classList.toggle("wf-soft", !exact);
    return item;
  }

  /**
   * Choose an entry, or not. Of three the one that was chosen first is let go.
   * @param {string} id
   * @param {boolean} isChosen
   */
  choose(id, isChosen) {
    const others = this.chosen.filter((other) => other !== id);
    this.chosen = isChosen ? [...others, id].slice(-2) : others;
    for (const box of this.list.querySelectorAll("input")) box.checked = this.chosen.includes(box.value);
    for (const mark of this.marks.children) mark.classList.toggle("wf-chosen", this.chosen.includes(markOf(mark)));
    this.changed();
  }

  /**
   * Mark a pair at both its entries, and on the line.
   * @param {{between: string[], answer: string}} pair
   * @param {string} words its answer
   */
  mark({ between, answer }, words) {
    const numbers = between.map((id) => this.entries.findIndex((entry) => entry.id === id) + 1);
    for (const [i, id] of between.entries()) {
      const textContent = phrase("With {number}: {answer}.", { number: numbers[1 - i], answer: words });
      const sign = make("p", { className: "wf-entry-sign", textContent });
      sign.dataset.verdict = answer;
      this.list.querySelector(`[data-entry="${id}"]`)?.append(sign);
    }
    const [from, to] = numbers.map((number) => middle(this.entries[number - 1])).sort((a, b) => a - b);
    const sign = /** @type {Record<string, string>} */ (SIGNS)[answer];
    const span = make("span", { textContent: `${sign} ${Math.min(...numbers)}–${Math.max(...numbers)}` });
    span.dataset.verdict = answer;
    place(span, from, Math.max(to - from, 1));
    this.spans.append(make("div", {}, span));
  }
}

/** @param {Element} mark */
function markOf(mark) {
  return /** @type {HTMLElement} */ (mark).dataset.entry ?? "";
}

/** @param {Entry} entry */
function middle({ at, long }) {
  return at + long / 2;
}

/** @param {Entry[]} entries */
function drawMarks(entries) {
  /** @type {number[]} where each lane is free */
  const free = [];
  const marks = entries.map((entry, i) => {
    const mark = make("span", { className: "wf-mark" }, make("b", { textContent: String(i + 1) }));
    const from = Math.min(entry.at, middle(entry) - APART / 2);
    const open = free.findIndex((end) => end <= from);
    const lane = open < 0 ? free.length : open;
    free[lane] = Math.max(entry.at + entry.long, middle(entry) + APART / 2);
    place(mark, entry.at, entry.long);
    mark.style.setProperty("--lane", String(lane));
    mark.dataset.entry = entry.id;
    mark.classList.toggle("wf-soft", !entry.exact);
    return mark;
  });
  const drawn = make("div", { className: "wf-line-marks" }, ...marks);
  drawn.style.setProperty("--lanes", String(free.length));
  return drawn;
}

/**
 * @param {Tick[]} ticks
 * @param {string} calendar
 */
function drawTicks(ticks, calendar) {
  const drawn = ticks.map(({ at, label, transliterated }) => {
    const tick = make("span", { textContent: label, ...(transliterated ? COURSE : {}) });
    place(tick, at, 0);
    return tick;
  });
  const scale = make("div", { className: "wf-line-ticks" }, ...drawn);
  return make("div", {}, make("p", { className: "wf-line-calendar", textContent: calendar }), scale);
}

/**
 * @param {HTMLElement} element
 * @param {number} at
 * @param {number} long
 */
function place(element, at, long) {
  element.style.setProperty("--at", `${at}%`);
  element.style.setProperty("--long", `${long}%`);
}
