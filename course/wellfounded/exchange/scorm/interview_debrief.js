// @ts-check
// Shows what came of an interview: what it amounts to, what a colleague makes of the record, each line, and the facts.

import { COURSE, make } from "../../content/questions/elements.js";
import { phrase, phraseMany } from "../../i18n/messages.js";
import { carried, earned, judged, learned, SOUND } from "./interview_score.js";

/** @typedef {import("./interview_score.js").Script} Script */
/** @typedef {import("./interview_score.js").Move} Move */

const SIGNS = { right: "✓", partly: "◐", wrong: "✗" };

/**
 * Return whether what was said met standards, missed some, or both.
 * @param {Move} move
 * @returns {"right" | "partly" | "wrong"}
 */
export function verdictOf(move) {
  const { meets, misses } = judged(move);
  if (!misses.length) return "right";
  return meets.length ? "partly" : "wrong";
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
export function drawDebrief(script, moves) {
  const debrief = make("section", { className: "wf-debrief", tabIndex: -1 });
  debrief.setAttribute("aria-label", phrase("What came of the interview"));
  debrief.append(drawResults(script, moves), drawDecision(script, moves), drawLines(script, moves));
  debrief.append(drawRecord(script, moves), drawStandards(script));
  return debrief;
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
function drawResults(script, moves) {
  const hundredths = Math.round(100 * earned(script, moves));
  const reached = script.bands.filter(({ least }) => least <= hundredths).sort((a, b) => b.least - a.least);
  const levels = Array.from(learned(script, moves).values());
  const all = levels.length;
  const marks = moves.map(judged);
  const met = marks.reduce((sum, { meets }) => sum + meets.length, 0);
  const missed = marks.reduce((sum, { misses }) => sum + misses.length, 0);
  const trust = moves.at(-1)?.after.trust ?? script.trust;
  const onRecord = levels.filter((level) => level > 0).length;
  const sound = levels.filter((level) => level === SOUND).length;
  return make(
    "div",
    {},
    make("p", {}, make("strong", { innerHTML: reached[0]?.text ?? "", ...COURSE })),
    drawList([
      phrase("{n} of 100 points.", { n: hundredths }),
      phrase("Facts on the record: {n} of {all}.", { n: onRecord, all }),
      phrase("In words that can be relied on: {n} of {all}.", { n: sound, all }),
      phrase("Standards met: {n}; missed: {missed}.", { n: met, missed }),
      phrase("Trust at the end: {n} of 10; it began at {start}.", { n: trust, start: script.trust }),
    ]),
    make("p", { textContent: phrase("Nothing here says whether the account is true.") }),
  );
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
function drawDecision(script, moves) {
  const { decision, reader } = script;
  if (!decision.length) return make("div");
  const points = decision.map((point) => {
    const verdict = carried(script, moves, point);
    const words = { right: point.carried, partly: point.unsure, wrong: point.missing }[verdict];
    const head = make("strong", { innerHTML: `${SIGNS[verdict]} ${point.title}`, ...COURSE });
    return drawJudged(verdict, head, " ", make("span", { innerHTML: words, ...COURSE }));
  });
  return make(
    "div",
    {},
    make("h2", { innerHTML: phrase("{reader} reads your record", { reader }) }),
    make("ul", {}, ...points),
  );
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
function drawLines(script, moves) {
  const lines = moves.map((move) => {
    const { feedback } = /** @type {import("./interview_score.js").JudgedWay} */ (move.way);
    const { meets, misses } = judged(move);
    const marks = [
      meets.length ? phrase("Met: {standards}.", { standards: namesOf(script, meets) }) : "",
      misses.length ? phrase("Missed: {standards}.", { standards: namesOf(script, misses) }) : "",
      phraseMany("It took {n} minute.", "It took {n} minutes.", move.way.minutes),
    ];
    const said = make("strong", { innerHTML: `${SIGNS[verdictOf(move)]} ${move.way.text}`, ...COURSE });
    const why = make("div", { innerHTML: feedback, ...COURSE });
    return drawJudged(verdictOf(move), make("p", {}, said), why, drawList(marks.filter(Boolean)));
  });
  const head = make("summary", { textContent: phrase("What was said, line by line") });
  return make("details", {}, head, make("ol", {}, ...lines));
}

/**
 * @param {Script} script
 * @param {string[]} ids
 */
function namesOf({ standards }, ids) {
  return standards
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(", ");
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
function drawRecord(script, moves) {
  const record = learned(script, moves);
  const parts = [
    { head: phrase("What you learned"), holds: (/** @type {number} */ level) => level === SOUND },
    { head: phrase("What is unsure"), holds: (/** @type {number} */ level) => level > 0 && level < SOUND },
    { head: phrase("What you never learned"), holds: (/** @type {number} */ level) => level === 0 },
  ];
  const groups = parts.map(({ head, holds }) => {
    const facts = script.facts.filter(({ id }) => holds(record.get(id) ?? 0));
    if (!facts.length) return make("div");
    return make("div", {}, make("h3", { textContent: head }), drawList(facts.map(({ text }) => text)));
  });
  return make("details", {}, make("summary", { textContent: phrase("The facts") }), ...groups);
}

/** @param {Script} script */
function drawStandards({ standards }) {
  const lines = drawList(standards.map(({ name, text }) => `<strong>${name}.</strong> ${text}`));
  return make("details", {}, make("summary", { textContent: phrase("The standards") }), lines);
}

/**
 * @param {"right" | "partly" | "wrong"} verdict
 * @param {...(Node | string)} parts
 */
function drawJudged(verdict, ...parts) {
  const line = make("li", {}, ...parts);
  line.dataset.verdict = verdict;
  return line;
}

/** @param {string[]} lines HTML */
function drawList(lines) {
  return make("ul", {}, ...lines.map((innerHTML) => make("li", { innerHTML })));
}
