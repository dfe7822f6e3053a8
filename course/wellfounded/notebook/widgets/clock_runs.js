// @ts-check
// Which day is a clock's last, and whether it was met. Days are not counted here: Python's table has each last day.

import { dayNumber, dayOf } from "../../i18n/days.js";
import { phrase, phraseMany } from "../../i18n/messages.js";

/**
 * @typedef {object} Clock
 * @property {string} id
 * @property {string} name
 * @property {"person" | "office" | "gate"} binds
 * @property {string[]} starts
 * @property {"first" | "last"} takes
 * @property {string} only_after
 * @property {string} met_by
 * @property {string} says
 * @property {string} missed
 * @property {string} extended
 * @property {string[]} sources
 */
/** @typedef {{first: string, counted: number[], last: number[], closed: string[]}} Table */
/** @typedef {{start: string, counted: string, last: string, closed: boolean}} Run */
/** @typedef {Record<string, string>} Dates by event, "" where it has not happened */

/**
 * Return each clock's run by its id; null of one that nothing has started.
 * @param {Pick<Clock, "id" | "starts" | "takes" | "only_after">[]} clocks
 * @param {Record<string, Table>} tables
 * @param {Dates} dates
 */
export function runsOf(clocks, tables, dates) {
  const known = { ...dates };
  /** @type {Record<string, Run | null>} */
  const runs = {};
  for (const clock of clocks) {
    const days = clock.starts.map((name) => known[name]).filter((day) => day && day > clock.only_after);
    const start = days.sort().at(clock.takes === "first" ? 0 : -1);
    runs[clock.id] = start ? runFrom(start, tables[clock.id]) : null;
    known[clock.id] = runs[clock.id]?.last ?? "";
  }
  return runs;
}

/**
 * @param {string} start
 * @param {Table} table
 */
function runFrom(start, { first, counted, last, closed }) {
  const row = dayNumber(start) - dayNumber(first);
  const day = dayOf(dayNumber(start) + last[row]);
  return { start, counted: dayOf(dayNumber(start) + counted[row]), last: day, closed: closed.includes(day) };
}

/**
 * Return what is to be said of a run: whether it was met, or how much is left; null where there is nothing to say.
 * @param {Clock} clock
 * @param {Run} run
 * @param {Dates} dates
 * @param {string} today "" where no day is played
 * @returns {{verdict: "right" | "wrong" | "", words: string} | null}
 */
export function standing({ binds, met_by }, run, dates, today) {
  const done = dates[met_by];
  if (binds === "gate") return done || today ? gateStanding(dayNumber(done || today) - dayNumber(run.last)) : null;
  if (done) return doneStanding(dayNumber(run.last) - dayNumber(done));
  return today ? openStanding(dayNumber(run.last) - dayNumber(today)) : null;
}

/** @param {number} over days since the gate may open */
function gateStanding(over) {
  if (over >= 0) return /** @type {const} */ ({ verdict: "right", words: phrase("It may be open by then.") });
  const n = -over;
  return /** @type {const} */ ({
    verdict: "wrong",
    words: phraseMany("Too early by {n} day.", "Too early by {n} days.", n),
  });
}

/** @param {number} left */
function doneStanding(left) {
  if (left < 0)
    return /** @type {const} */ ({
      verdict: "wrong",
      words: phraseMany("Too late by {n} day.", "Too late by {n} days.", -left),
    });
  if (left === 0) return /** @type {const} */ ({ verdict: "right", words: phrase("In time, on the last day.") });
  const words = phraseMany("In time, {n} day before the last.", "In time, {n} days before the last.", left);
  return /** @type {const} */ ({ verdict: "right", words });
}

/** @param {number} left */
function openStanding(left) {
  if (left < 0)
    return /** @type {const} */ ({
      verdict: "wrong",
      words: phraseMany("It ended {n} day ago.", "It ended {n} days ago.", -left),
    });
  if (left === 0) return /** @type {const} */ ({ verdict: "", words: phrase("Today is the last day.") });
  return /** @type {const} */ ({ verdict: "", words: phraseMany("{n} day is left.", "{n} days are left.", left) });
}
