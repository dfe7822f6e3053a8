// @ts-check
// What an interview earned, as debrief.py reckons it: a test has both reckon the same paths.

import { walkScript } from "../../content/questions/interview_walk.js";

/** @typedef {import("../../content/questions/interview_walk.js").Move} Move */
/** @typedef {import("../../content/questions/interview_walk.js").Way} Way */
/** @typedef {import("../../content/questions/interview_walk.js").Reply} Reply */
/** @typedef {{meets: string[], misses: string[]}} Judged */
/** @typedef {Way & Judged & {form: string | null, partly: string[], feedback: string}} JudgedWay */
/** @typedef {Reply & Judged & {misrendered: string}} JudgedReply */
/** @typedef {{id: string, text: string, bears_on: string, adverse: boolean}} Fact */
/** @typedef {{title: string, needs: string[], carried: string, unsure: string, missing: string}} Point */
/**
 * @typedef {object} Key what an interview is judged by
 * @property {{id: string, name: string, text: string}[]} standards
 * @property {Fact[]} facts
 * @property {Point[]} decision
 * @property {string} reader
 * @property {{least: number, text: string}[]} bands
 * @property {[topic: string, way: string][]} sound
 */
/** @typedef {import("../../content/questions/interview_bubbles.js").Fields & Key} Script */

export const SOUND = 1;
export const UNSURE = 0.5;
const BORROWED = ["leading", "compound"]; // what comes in reply to these rests on the words of who asked
const WEIGHTS = { facts: 0.3, reliability: 0.2, trust: 0.1, conduct: 0.4 };
const COUNTS_FROM = 0.25; // of the sound interview's conduct; below it nothing counts
const COUNTS_FULLY = 0.5;

/** @param {Move} move */
const wayOf = (move) => /** @type {JudgedWay} */ (move.way);

/** @param {Move} move */
const repliesOf = (move) => /** @type {JudgedReply[]} */ (move.replies);

/**
 * Return the standards that a move met, and those it missed, in what was said or in when.
 * @param {Move} move
 * @returns {Judged}
 */
export function judged(move) {
  const parts = [wayOf(move), ...repliesOf(move)];
  return { meets: parts.flatMap(({ meets }) => meets), misses: parts.flatMap(({ misses }) => misses) };
}

/**
 * Return how far each fact is on the record: 1 in the person's words, 0.5 unsure, 0 not at all.
 * @param {Script} script
 * @param {Move[]} moves
 */
export function learned({ facts }, moves) {
  const record = new Map(facts.map(({ id }) => [id, 0]));
  const note = (/** @type {string} */ fact, /** @type {number} */ level) => {
    const before = record.get(fact);
    if (before !== undefined) record.set(fact, Math.max(before, level));
  };
  for (const move of moves) {
    for (const fact of wayOf(move).partly) note(fact, UNSURE);
    for (const reply of repliesOf(move)) {
      const isBorrowed = BORROWED.includes(wayOf(move).form ?? "") || Boolean(reply.misrendered);
      for (const fact of reply.opens) note(fact, isBorrowed ? UNSURE : SOUND);
    }
  }
  return record;
}

/**
 * Return the standards met, less those missed. What is met counts once, however often the same is said.
 * @param {Move[]} moves
 */
function conduct(moves) {
  const said = new Set(moves.flatMap((move) => [wayOf(move), ...repliesOf(move)]));
  const met = Array.from(said).reduce((sum, { meets }) => sum + meets.length, 0);
  return moves.reduce((sum, move) => sum - judged(move).misses.length, met);
}

/**
 * Return what each part earned, as a share of what the sound interview has.
 * @param {Script} script
 * @param {Move[]} moves
 */
function shares(script, moves) {
  const levels = Array.from(learned(script, moves).values());
  const sound = walkScript(script, script.sound).moves;
  const [mostConduct, mostTrust] = [conduct(sound), gained(script, sound)];
  const count = Math.max(1, levels.length);
  return {
    facts: levels.filter((level) => level > 0).length / count,
    reliability: levels.filter((level) => level === SOUND).length / count,
    trust: mostTrust > 0 ? Math.min(1, Math.max(0, gained(script, moves)) / mostTrust) : 0,
    conduct: mostConduct > 0 ? Math.min(1, Math.max(-1, conduct(moves) / mostConduct)) : 0,
  };
}

/**
 * @param {Script} script
 * @param {Move[]} moves
 */
function gained({ trust }, moves) {
  const last = moves.at(-1);
  return last ? last.after.trust - trust : 0;
}

/**
 * Return the share of the points that an interview earned: its parts, weighed, as far as its conduct counts.
 * @param {Script} script
 * @param {Move[]} moves
 */
export function earned(script, moves) {
  const parts = shares(script, moves);
  const sum =
    WEIGHTS.facts * parts.facts +
    WEIGHTS.reliability * parts.reliability +
    WEIGHTS.trust * parts.trust +
    WEIGHTS.conduct * parts.conduct;
  const counts = (parts.conduct - COUNTS_FROM) / (COUNTS_FULLY - COUNTS_FROM);
  return Math.min(1, Math.max(0, sum)) * Math.min(1, Math.max(0, counts));
}

/**
 * Return whether the record carries a point of the decision.
 * @param {Script} script
 * @param {Move[]} moves
 * @param {Point} point
 * @returns {"right" | "partly" | "wrong"}
 */
export function carried(script, moves, { needs }) {
  const record = learned(script, moves);
  const least = Math.min(...needs.map((need) => record.get(need) ?? standardLevel(moves, need)));
  if (least === SOUND) return "right";
  return least > 0 ? "partly" : "wrong";
}

/**
 * @param {Move[]} moves
 * @param {string} standard
 */
function standardLevel(moves, standard) {
  if (!moves.some((move) => judged(move).meets.includes(standard))) return 0;
  return moves.some((move) => judged(move).misses.includes(standard)) ? UNSURE : SOUND;
}
