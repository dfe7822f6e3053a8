// @ts-check
// Draws deadlines: events that the learner moves, by a date or on the calendar, and the last day of each clock; and the
// days to be played, if there are any, whose choices move events.

import { COURSE, make, makeStatus, uuid } from "../../content/questions/elements.js";
import { dayNumber } from "../../i18n/days.js";
import { phrase } from "../../i18n/messages.js";
import { drawActivity, drawWords } from "./activity.js";
import { Calendar, letter } from "./calendar.js";
import { ClockCard } from "./clock_card.js";
import { runsOf } from "./clock_runs.js";
import { connect, silence } from "./kernel.js";
import { Path } from "./steps.js";

/** @typedef {import("./calendar.js").Event} Event */
/** @typedef {import("./clock_runs.js").Clock} Clock */
/** @typedef {import("./steps.js").Way & {sets: Record<string, string>}} Choice */
/** @typedef {import("./steps.js").Node & {date: string}} Day */
/** @typedef {{node: Day, way: Choice}} Step */

const PAUSE_MS = 800; // after the last change, before a screen reader is told what became of it

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const activity = model.get("activity");
  const deadlines = new Deadlines(activity, model.get("tables"), model.get("rules"));
  const status = makeStatus("p", "wf-status");
  status.textContent = model.get("note");
  const kernel = connect(model, {
    heard: ({ at, refused }) => say(refused, at && phrase("Your choices are kept.")),
    silent: () => say(silence()),
    slept() {},
  });

  /**
   * @param {string} why a choice was not kept, if it was not
   * @param {string} [otherwise]
   */
  function say(why, otherwise = "") {
    const words = why ? phrase("This choice is not kept: {why}", { why }) : otherwise;
    if (status.textContent !== words) status.textContent = words;
  }

  const days = activity.days.length ? drawDays(activity, model.get("kept"), deadlines, kernel) : [];
  const words = model.get("words");
  const parts = [...days, status, deadlines.fields, deadlines.calendar.element, deadlines.list, deadlines.said];
  drawActivity(el, { activity, about: model.get("about"), words }, ...parts, drawWords(words));
  return () => {
    deadlines.end();
    kernel.end();
  };
}

/**
 * Return the days that are played; each choice moves events, and is kept.
 * @param {{days: Day[], outcomes: import("./steps.js").End[]}} activity
 * @param {number[]} kept
 * @param {Deadlines} deadlines
 * @param {ReturnType<typeof connect>} kernel
 */
function drawDays({ days, outcomes }, kept, deadlines, kernel) {
  const path = new Path(days, outcomes, (taken) => {
    deadlines.play(/** @type {Step[]} */ (taken), path.here);
    const response = taken.map(({ node, way }) => node.answers.indexOf(way));
    kernel.post({ id: uuid(), event: "play", response });
  });
  path.resume(kept);
  deadlines.play(/** @type {Step[]} */ (path.taken), path.here);
  return [path.element];
}

class Deadlines {
  /**
   * @param {{events: Event[], clocks: Clock[], days: Day[]}} activity
   * @param {Record<string, import("./clock_runs.js").Table>} tables
   * @param {Record<string, string>} rules
   */
  constructor({ events, clocks, days }, tables, rules) {
    this.events = events;
    this.clocks = clocks;
    this.tables = tables;
    this.dayDates = new Map(days.map(({ id, date }) => [id, date]));
    this.dates = Object.fromEntries(events.map(({ id, date }) => [id, date]));
    this.today = "";
    this.cards = clocks.map((clock, number) => new ClockCard(clock, number, rules[clock.id]));
    this.inputs = new Map(events.map((event) => [event.id, this.drawInput(event)]));
    this.calendar = new Calendar(events, (id, day) => this.move(id, day));
    const labels = events.map(({ id, name }, number) => drawField(name, number, this.inputs.get(id)));
    this.fields = make("div", { className: "wf-inputs wf-events" }, ...labels);
    this.list = make("div", { className: "wf-clocks" }, ...this.cards.map(({ element }) => element));
    this.said = makeStatus("p", "wf-said");
    this.show();
    this.heard = this.cards.map(({ words }) => words);
  }

  /** @param {Event} event */
  drawInput({ id, date, earliest, latest }) {
    const input = make("input", { type: "date", min: earliest, max: latest, required: Boolean(date) });
    input.onchange = () => {
      if (input.checkValidity() && input.value !== this.dates[id]) this.move(id, input.value);
    };
    return input;
  }

  /**
   * Move an event; "" is a day that has not come yet.
   * @param {string} id
   * @param {string} day
   */
  move(id, day) {
    this.dates[id] = day;
    this.show();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.say(), PAUSE_MS);
  }

  /**
   * Stand on a day that is played, with all that was chosen before it.
   * @param {Step[]} taken
   * @param {string} here the id of a day, or of an outcome
   */
  play(taken, here) {
    const start = Object.fromEntries(this.events.map(({ id, date }) => [id, date]));
    this.dates = Object.assign(start, ...taken.map(({ way }) => way.sets));
    this.today = this.dayDates.get(here) ?? taken.at(-1)?.node.date ?? "";
    this.show();
    this.heard = this.cards.map(({ words }) => words); // the day has the focus, and is read
  }

  show() {
    const runs = runsOf(this.clocks, this.tables, this.dates);
    const row = this.clocks.map(({ id }) => runs[id]);
    const scale = scaleOf([...Object.values(this.dates), this.today, ...row.map((run) => run?.last ?? "")]);
    for (const [number, card] of this.cards.entries()) card.show(row[number], this.dates, this.today, scale);
    for (const [id, input] of this.inputs) if (input.value !== this.dates[id]) input.value = this.dates[id];
    this.calendar.draw({ dates: this.dates, runs: row, today: this.today });
  }

  say() {
    const words = this.cards.map((card) => card.words);
    const changed = words.filter((text, number) => text !== this.heard[number]);
    this.said.textContent = changed.join(" ") || phrase("Nothing changes.");
    this.heard = words;
  }

  end() {
    clearTimeout(this.pause);
  }
}

/**
 * @param {string} name
 * @param {number} number
 * @param {HTMLInputElement | undefined} input
 */
function drawField(name, number, input) {
  const sign = make("span", { className: "wf-chip", textContent: letter(number), ariaHidden: "true" });
  const text = make("span", { textContent: name, ...COURSE });
  return make("label", { className: "wf-input wf-day" }, make("span", {}, sign, " ", text), input ?? "");
}

/**
 * Return the first of some days, and how many there are to the last.
 * @param {string[]} days
 */
function scaleOf(days) {
  const numbers = days.filter(Boolean).map(dayNumber);
  return { from: Math.min(...numbers), days: Math.max(1, Math.max(...numbers) - Math.min(...numbers)) };
}
