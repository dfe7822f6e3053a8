// @ts-check
// Asks for a date in one calendar; Python says which day it is in another.

import { make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { sleep } from "./kernel.js";

/** @typedef {{id: string, name: string, months: string[], start: number[]}} Calendar */

export class DateConverter {
  /**
   * @param {Calendar[]} calendars
   * @param {string} notes HTML
   * @param {(date: {calendar: string, year: string, month: string, day: string}) => void} convert
   */
  constructor(calendars, notes, convert) {
    this.calendars = calendars;
    this.calendar = make("select", {}, ...calendars.map(({ id, name }) => option(id, name)));
    this.day = make("input", { type: "number", min: "1", max: "31", inputMode: "numeric" });
    this.month = make("select");
    this.year = make("input", { type: "number", min: "1", max: "9999", inputMode: "numeric" });
    this.said = makeStatus("p", "wf-converted");
    this.calendar.onchange = () => this.begin();
    const button = make("button", { type: "submit", textContent: phrase("Show this day") });
    const fields = [
      field(phrase("Calendar"), this.calendar),
      field(phrase("Day"), this.day),
      field(phrase("Month"), this.month),
      field(phrase("Year"), this.year),
    ];
    const actions = make("div", { className: "wf-actions" }, button);
    const form = make("form", { className: "wf-converter" }, ...fields, actions);
    form.noValidate = true;
    form.onkeydown = (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      form.requestSubmit(); // in JupyterLab no form is sent by Enter
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const [year, month, day] = [this.year.value, this.month.value, this.day.value];
      convert({ calendar: this.calendar.value, year, month, day });
    };
    const summary = make("summary", { textContent: phrase("Turn a date into another calendar's") });
    this.element = make("details", { className: "wf-conversion", open: true }, summary, form, this.said);
    this.element.append(make("div", { className: "wf-calendar-notes", innerHTML: notes }));
    this.element.hidden = calendars.length < 2;
    this.begin();
  }

  /** Begin with a date of the file, in the calendar that was chosen. */
  begin() {
    const { months, start } = this.calendars[this.calendar.selectedIndex];
    this.month.replaceChildren(...months.map((name, i) => option(String(i + 1), name)));
    [this.year.value, this.month.value, this.day.value] = start.map(String);
    this.said.textContent = "";
  }

  /** @param {string} words */
  say(words) {
    this.said.textContent = words;
  }

  sleep() {
    sleep(this.element, this.said);
  }
}

/**
 * @param {string} value
 * @param {string} textContent
 */
function option(value, textContent) {
  return make("option", { value, textContent });
}

/**
 * @param {string} name
 * @param {HTMLElement} control
 */
function field(name, control) {
  return make("label", { className: "wf-field" }, make("span", { textContent: name }), control);
}
