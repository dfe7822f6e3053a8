// @ts-check
// Draws the months in which something happens, with events to drag and a bar for each clock. It is a picture: the fields
// for dates and the clocks in words say and do the same for who does not see it.

import { COURSE, make } from "../../content/questions/elements.js";
import { dayNumber, dayOf, MONTHS } from "../../i18n/days.js";
import { locale, phrase, phraseMany } from "../../i18n/messages.js";

/** @typedef {{id: string, name: string, date: string, earliest: string, latest: string}} Event */
/** @typedef {import("./clock_runs.js").Run} Run */
/** @typedef {{dates: Record<string, string>, runs: (Run | null)[], today: string}} Shown */

const MONDAY = dayNumber("1900-01-01");

export class Calendar {
  /**
   * @param {Event[]} events
   * @param {(id: string, day: string) => void} move
   */
  constructor(events, move) {
    this.events = new Map(events.map((event) => [event.id, event]));
    this.chips = new Map(events.map((event, number) => [event.id, drawChip(event, number)]));
    this.move = move;
    this.dragged = "";
    this.months = "";
    /** @type {Map<string, HTMLElement>} */
    this.cells = new Map();
    this.element = make("div", { className: "wf-months", ariaHidden: "true" });
    this.element.onpointerdown = (event) => this.grasp(event);
    this.element.onpointermove = (event) => this.drag(event);
    this.element.onpointerup = () => this.drop();
    this.element.onpointercancel = () => this.drop();
  }

  /** @param {Shown} shown */
  draw(shown) {
    this.shown = shown;
    if (!this.dragged) this.drawMonths(monthsOf(shown)); // a month that comes or goes would move all under the finger
    for (const [day, cell] of this.cells) drawDay(cell, day, shown);
    for (const [id, chip] of this.chips) this.cells.get(shown.dates[id])?.append(chip);
  }

  /** @param {string[]} months */
  drawMonths(months) {
    if (this.months === months.join()) return;
    this.months = months.join();
    this.cells.clear();
    this.element.replaceChildren(...months.map((month, number) => this.drawMonth(month, months[number - 1])));
  }

  /**
   * @param {string} month YYYY-MM
   * @param {string | undefined} before the month that is drawn before it
   */
  drawMonth(month, before) {
    const days = daysOf(month);
    const cells = days.map(() => make("div", { className: "wf-day-cell" }));
    for (const [number, cell] of cells.entries()) {
      cell.dataset.day = days[number];
      this.cells.set(days[number], cell);
    }
    cells[0].style.gridColumnStart = String(((dayNumber(days[0]) - MONDAY) % 7) + 1);
    const [year, number] = month.split("-").map(Number);
    const name = make("p", { className: "wf-month-name" });
    name.textContent = phrase("{month} {year}", { month: phrase(MONTHS[number - 1]), year });
    const grid = make("div", { className: "wf-days" }, ...weekdays(), ...cells);
    return make("div", { className: "wf-month" }, leftOut(month, before), name, grid);
  }

  /** @param {PointerEvent} event */
  grasp(event) {
    const chip = event.target instanceof Element ? event.target.closest("[data-event]") : null;
    if (!(chip instanceof HTMLElement) || !event.isPrimary) return;
    event.preventDefault();
    this.element.setPointerCapture?.(event.pointerId);
    this.dragged = String(chip.dataset.event);
    chip.classList.add("wf-dragged");
  }

  /** @param {PointerEvent} event */
  drag({ clientX, clientY }) {
    const moved = this.events.get(this.dragged);
    if (!moved) return;
    const cell = document.elementFromPoint(clientX, clientY)?.closest("[data-day]");
    const day = cell instanceof HTMLElement && this.element.contains(cell) ? String(cell.dataset.day) : "";
    if (day >= moved.earliest && day <= moved.latest && day !== this.shown?.dates[moved.id]) this.move(moved.id, day);
  }

  drop() {
    if (!this.dragged) return;
    this.chips.get(this.dragged)?.classList.remove("wf-dragged");
    this.dragged = "";
    if (this.shown) this.draw(this.shown);
  }
}

/**
 * Return the letter by which an event is marked.
 * @param {number} number
 */
export function letter(number) {
  return String.fromCharCode("A".charCodeAt(0) + number);
}

/**
 * @param {Event} event
 * @param {number} number
 */
function drawChip({ id, name }, number) {
  const chip = make("span", { className: "wf-chip", textContent: letter(number), title: name, ...COURSE });
  chip.dataset.event = id;
  return chip;
}

/**
 * @param {HTMLElement} cell
 * @param {string} day
 * @param {Shown} shown
 */
function drawDay(cell, day, { runs, today }) {
  const strips = runs.flatMap((run, number) => (run && run.start <= day && day <= run.last ? [mark("i", number)] : []));
  const ends = runs.flatMap((run, number) => (run?.last === day ? [mark("b", number, String(number + 1))] : []));
  cell.classList.toggle("wf-today", day === today);
  const number = make("span", { className: "wf-day-number", textContent: String(Number(day.slice(8))) });
  cell.replaceChildren(number, ...ends, make("span", { className: "wf-strips" }, ...strips));
}

/**
 * Return the mark of a clock, coloured as the clock is.
 * @param {"i" | "b"} tag
 * @param {number} number
 */
function mark(tag, number, textContent = "") {
  const element = make(tag, { textContent });
  element.dataset.clock = String(number % 6);
  return element;
}

/** @param {Shown} shown */
function monthsOf({ dates, runs, today }) {
  const days = [...Object.values(dates), today, ...runs.flatMap((run) => (run ? [run.last] : []))];
  return [...new Set(days.filter(Boolean).map((day) => day.slice(0, 7)))].sort();
}

/** @param {string} month */
function daysOf(month) {
  const first = dayNumber(`${month}-01`);
  return Array.from({ length: 31 }, (_, number) => dayOf(first + number)).filter((day) => day.startsWith(month));
}

/**
 * Return what is said of months that are not drawn before one.
 * @param {string} month
 * @param {string | undefined} before
 */
function leftOut(month, before) {
  const n = before ? monthNumber(month) - monthNumber(before) - 1 : 0;
  const textContent = n ? phraseMany("{n} month is left out", "{n} months are left out", n) : "";
  return make("p", { className: "wf-months-left-out", textContent });
}

/** @param {string} month */
function monthNumber(month) {
  const [year, number] = month.split("-").map(Number);
  return 12 * year + number;
}

function weekdays() {
  const name = new Intl.DateTimeFormat(locale() ?? "en", { weekday: "narrow", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, number) =>
    make("span", { className: "wf-weekday", textContent: name.format((MONDAY + number) * 24 * 60 * 60 * 1000) }),
  );
}
