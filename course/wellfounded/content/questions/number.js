// @ts-check
// Draws a field for a number, and reads it however a learner's country writes it.

import { phrase } from "../../i18n/messages.js";
import { drawTyped } from "./typed.js";

const LARGEST = 1e15; // number.py knows it too
const PLAIN = /^(?<sign>[-+]?)(?<whole>\d*)[.,]?(?<fraction>\d*)$/;
const GROUPED =
  /^(?<sign>[-+]?)(?<whole>[1-9]\d{0,2}(?<gap>[ .,])\d{3}(?:\k<gap>\d{3})*)(?:(?!\k<gap>)[.,](?<fraction>\d+))?$/;

/** @param {import("./typed.js").Drawing<number>} drawing */
export function draw(drawing) {
  return drawTyped({ read: readNumber, show: String, inputMode: "decimal" }, drawing);
}

/**
 * Point, comma or space may part thousands; point or comma may begin a fraction. 1.234 can be either.
 * @param {string} text
 * @param {string} unit
 * @returns {import("./typed.js").Reading<number>}
 */
export function readNumber(text, unit) {
  const written = bare(text, unit);
  const plain = written.match(PLAIN);
  const grouped = written.match(GROUPED);
  if (plain && grouped) return { words: twoWays(written) };
  const { sign = "", whole = "", fraction = "" } = (plain || grouped)?.groups || {};
  if (!whole && !fraction) return { words: phrase("Not a number. Write only digits, for example 1234 or 2.5.") };
  const value = Number(`${sign}${whole.replace(/\D/g, "") || 0}.${fraction || 0}`);
  if (Math.abs(value) > LARGEST) return { words: phrase("This number is too large.") };
  if (text === String(value)) return { value, words: "" };
  return { value, words: phrase("Read as {answer}.", { answer: `${value} ${unit}`.trim() }) };
}

/** @param {string} written */
function twoWays(written) {
  const values = { written, thousands: written.replace(/[.,]/, ""), fraction: `${written}0` };
  return phrase(
    "{written} can be read in two ways. If you mean thousands, write {thousands}. " +
      "If you mean a fraction, write {fraction}.",
    values,
  );
}

/**
 * A learner may well type the unit that stands beside the field.
 * @param {string} text
 * @param {string} unit
 */
function bare(text, unit) {
  const written = text.trim().replace(/\s+/g, " ").replace(/[−–]/, "-");
  const doubled = unit && written.toLowerCase().endsWith(unit.toLowerCase());
  return doubled ? written.slice(0, -unit.length).trim() : written;
}
