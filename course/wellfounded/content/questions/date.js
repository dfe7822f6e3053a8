// @ts-check
// Draws a field for a date, and reads it however a learner's country writes it.

import { longDate, MONTHS, WEEKDAYS } from "../../i18n/days.js";
import { later, phrase } from "../../i18n/messages.js";
import { drawTyped } from "./typed.js";

/** @typedef {{year: number, month: number, day: number, first?: "day" | "month"}} Day */
/** @typedef {import("./typed.js").Reading<string>} Reading of a date as YYYY-MM-DD */

// For translators: what may stand around the day or month of a date, parted by spaces: de, del.
const AROUND_DAY = later("st nd rd th of the");

/** @param {import("./typed.js").Drawing<string>} drawing */
export function draw(drawing) {
  return drawTyped(
    { read: readDate, show, guide: (iso) => (iso === null ? wholeDate() : readDate(show(iso)).words) },
    drawing,
  );
}

/** @param {string} iso */
function show(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return longDate({ year, month, day });
}

function wholeDate() {
  return phrase("Write day, month and year, for example 31 January 2024 or 2024-01-31.");
}

/**
 * A month may be a number, or a name in the learner's language or in English; 03/04/2025 is two dates until someone
 * says which.
 * @param {string} text
 * @returns {Reading}
 */
export function readDate(text) {
  const tokens = withoutWeekday(text.toLowerCase().trim()).match(/\d+|[\p{L}\p{M}]+/gu) || [];
  const around = `${AROUND_DAY} ${phrase(AROUND_DAY)}`.split(" ");
  const numbers = tokens.filter((token) => /\d/.test(token));
  const names = tokens.filter((token) => !/\d/.test(token) && !around.includes(token));
  const years = numbers.filter((number) => /^[1-9]\d{3}$/.test(number));
  const others = numbers.filter((number) => /^\d{1,2}$/.test(number)).map(Number);
  const month = monthOf(names[0]);
  if (names.length === 1 && !month) {
    return { words: phrase("“{name}” is not the name of a month.", { name: names[0] }) };
  }
  if (names.length + numbers.length !== 3 || names.length > 1) return mend(phrase("Not a whole date."));
  if (!years.length) return mend(phrase("Write the year with four digits."));
  if (others.length !== numbers.length - 1) return mend(phrase("Not a date."));
  return readingOf(possibleDays(Number(years[0]), numbers.indexOf(years[0]), others, month));
}

/** @param {string} problem */
function mend(problem) {
  return { words: `${problem} ${wholeDate()}` };
}

/**
 * What a year at its place among the numbers, and one or two other numbers, can mean.
 * @param {number} year
 * @param {number} place
 * @param {number[]} others
 * @param {number} month 0 where none was named
 * @returns {Day[]}
 */
function possibleDays(year, place, [a, b], month) {
  if (month) return [{ year, month, day: a }];
  if (place === 0) return [{ year, month: a, day: b }];
  return [
    { year, month: b, day: a, first: "day" },
    { year, month: a, day: b, first: "month" },
  ];
}

/** Return the number of the month whose name begins so; 0 where there is none. */
function monthOf(name = "") {
  if (name.length < 3) return 0;
  const begins = (/** @type {string} */ month) => month.toLowerCase().startsWith(name);
  return MONTHS.findIndex((month) => begins(phrase(month))) + 1 || MONTHS.findIndex(begins) + 1;
}

/** @param {string} text */
function withoutWeekday(text) {
  const names = [...WEEKDAYS.map((day) => phrase(day)), ...WEEKDAYS].map((name) => name.toLowerCase());
  const found = names.find((name) => text.startsWith(name) && !/^[\p{L}\p{M}]/u.test(text.slice(name.length)));
  return found ? text.slice(found.length) : text;
}

/**
 * @param {Day[]} possible
 * @returns {Reading}
 */
function readingOf(possible) {
  const real = possible.filter(exists);
  if (real.length === 2 && real[0].day !== real[0].month) {
    const choices = real.map((day) => ({ label: labelOf(day), text: longDate(day) }));
    return { words: phrase("This can be two dates. Choose the one that you mean."), choices };
  }
  if (!real.length) return { words: whyNot(possible.find(({ month }) => MONTHS[month - 1]) || possible[0]) };
  const { year, month, day } = real[0];
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const value = [year, month, day].map((number) => String(number).padStart(2, "0")).join("-");
  return { value, words: phrase("Read as {weekday}, {date}.", { weekday: phrase(weekday), date: longDate(real[0]) }) };
}

/** @param {Day} day */
function labelOf(day) {
  const date = longDate(day);
  return day.first === "day" ? phrase("{date} (day first)", { date }) : phrase("{date} (month first)", { date });
}

/** @param {Day} day */
function exists({ year, month, day }) {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @param {Day} day */
function whyNot({ year, month, day }) {
  const name = MONTHS[month - 1];
  if (!name) return phrase("There is no month {month}.", { month });
  return phrase("{month} {year} has no day {day}.", { month: phrase(name), year, day });
}
