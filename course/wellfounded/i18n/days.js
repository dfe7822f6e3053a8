// @ts-check
// Days and their names. A day is written YYYY-MM-DD, and counted by its number from 1 January 1970.

import { later, phrase } from "./messages.js";

const MS = 24 * 60 * 60 * 1000;

export const MONTHS = [
  ...[later("January"), later("February"), later("March"), later("April"), later("May"), later("June")],
  ...[later("July"), later("August"), later("September"), later("October"), later("November"), later("December")],
];
export const WEEKDAYS = [
  ...[later("Sunday"), later("Monday"), later("Tuesday"), later("Wednesday")],
  ...[later("Thursday"), later("Friday"), later("Saturday")],
];

/** @param {string} day */
export function dayNumber(day) {
  return Date.parse(day) / MS;
}

/** @param {number} number */
export function dayOf(number) {
  return new Date(number * MS).toISOString().slice(0, 10);
}

/** @param {{year: number, month: number, day: number}} day */
export function longDate({ year, month, day }) {
  return phrase("{day} {month} {year}", { day, month: phrase(MONTHS[month - 1]), year });
}

/** @param {string} iso */
export function longDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const weekday = phrase(WEEKDAYS[new Date(iso).getUTCDay()]);
  return phrase("{weekday} {day} {month} {year}", { weekday, day, month: phrase(MONTHS[month - 1]), year });
}
