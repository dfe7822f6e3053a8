// @ts-check
// Draws a clock: its last day in words, whether it was met, and its bar on the scale that all of them share.

import { COURSE, make } from "../../content/questions/elements.js";
import { dayNumber, longDay } from "../../i18n/days.js";
import { later, phrase } from "../../i18n/messages.js";
import { drawSources } from "./activity.js";
import { standing } from "./clock_runs.js";

/** @typedef {import("./clock_runs.js").Clock} Clock */
/** @typedef {import("./clock_runs.js").Run} Run */

const BINDS = { person: later("Your clock"), office: later("The office’s clock"), gate: later("A gate") };
const ENDS = { person: later("Last day"), office: later("Meant to be by"), gate: later("Not before") };
const MISSED = {
  person: later("If you miss it: {what}"),
  office: later("If the office misses it: {what}"),
  gate: later("Before it: {what}"),
};

export class ClockCard {
  /**
   * @param {Clock} clock
   * @param {number} number
   * @param {string} rule HTML
   */
  constructor(clock, number, rule) {
    this.clock = clock;
    this.end = make("p", { className: "wf-clock-end" });
    this.standing = make("p", { className: "wf-verdict" });
    this.note = make("p", { className: "wf-clock-note" });
    this.bar = make("span", { className: "wf-clock-bar" });
    const sign = make("span", { className: "wf-clock-number", textContent: String(number + 1), ariaHidden: "true" });
    const name = make("h4", {}, sign, make("span", { textContent: clock.name, ...COURSE }));
    const track = make("div", { className: "wf-clock-track", ariaHidden: "true" }, this.bar);
    const says = make("p", { innerHTML: clock.says, ...COURSE });
    const how = make("p", { className: "wf-clock-rule", innerHTML: `${phrase(BINDS[clock.binds])}. ${rule}` });
    this.missed = phrased(phrase(MISSED[clock.binds]), clock.missed, "wf-clock-missed");
    const extended = clock.extended ? [phrased(phrase("More time: {how}"), clock.extended, "wf-clock-extended")] : [];
    const answer = make("div", {}, this.end, this.standing, this.note);
    const text = [says, ...extended, this.missed, how, ...drawSources(clock.sources)];
    this.element = make("section", { className: "wf-clock" }, name, answer, track, ...text);
    this.element.dataset.clock = String(number % 6);
  }

  /** Return what a screen reader is told of it. */
  get words() {
    return `${this.clock.name}: ${[this.end, this.standing].map((part) => part.textContent).join(" ")}`.trim();
  }

  /**
   * @param {Run | null} run
   * @param {Record<string, string>} dates
   * @param {string} today
   * @param {{from: number, days: number}} scale
   */
  show(run, dates, today, scale) {
    const stands = run && standing(this.clock, run, dates, today);
    const end = run && `${phrase(ENDS[this.clock.binds])}: ${longDay(run.last)}.`;
    this.end.textContent = end ?? phrase("Nothing has started this clock.");
    this.standing.textContent = stands?.words ?? "";
    this.standing.dataset.verdict = stands?.verdict ?? "";
    this.note.textContent = run && this.clock.binds === "person" ? noteOf(run) : "";
    this.element.dataset.state = stands?.verdict === "wrong" ? "missed" : "";
    this.drawBar(run, scale);
  }

  /**
   * @param {Run | null} run
   * @param {{from: number, days: number}} scale
   */
  drawBar(run, { from, days }) {
    this.bar.hidden = !run;
    if (!run) return;
    const [first, last] = [run.start, run.last].map(dayNumber).sort((a, b) => a - b);
    this.bar.style.insetInlineStart = `${(100 * (first - from)) / days}%`;
    this.bar.style.inlineSize = `${(100 * (last - first)) / days}%`;
  }
}

/** @param {Run} run */
function noteOf({ counted, last, closed }) {
  if (counted !== last)
    return phrase("Counted, it would be {day}, which is no working day.", { day: longDay(counted) });
  return closed ? phrase("That is no working day. We read no rule that moves it: act on the working day before.") : "";
}

/**
 * Return a paragraph of a message with what an author wrote in place of its placeholder.
 * @param {string} message
 * @param {string} html
 * @param {string} className
 */
function phrased(message, html, className) {
  const [before, after] = message.split(/\{\w+\}/);
  return make("p", { className }, before, make("span", { innerHTML: html, ...COURSE }), after);
}
