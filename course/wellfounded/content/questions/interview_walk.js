// @ts-check
// The walk through an interview, as interview_walk.py does it: a test has both walk the same paths.

const MOST_TRUST = 10;
/** Stands for the topic in a step of a path, where something was said that belongs to none. */
const ASIDE = "any";

/**
 * @typedef {object} Gate when something may be said
 * @property {number} trust_least
 * @property {number} trust_most
 * @property {string[]} after tokens that must be open
 * @property {string[]} without tokens that must not
 */
/** @typedef {{text: string, when: Gate, opens: string[]}} Reply */
/**
 * @typedef {object} Way
 * @property {string} id
 * @property {string} text
 * @property {number} trust
 * @property {number} minutes
 * @property {boolean} repairs
 * @property {Gate} when
 * @property {Reply[]} replies
 * @property {Reply[]} adds
 */
/** @typedef {{scene: string, when: Gate, ways: Way[]}} Step */
/** @typedef {{id: string, title: string, closes: boolean, when: Gate, steps: Step[]}} Topic */
/** @typedef {{trust: number, minutes: number, topics: Topic[], asides: Way[]}} Script */
/**
 * @typedef {object} State
 * @property {number} trust
 * @property {number} minutes that are left
 * @property {number[]} reached the step of each topic that comes next
 * @property {Set<string>} open
 * @property {Set<string>} said ways, by topic
 * @property {[topic: number, step: number]} last what was said last within a topic
 * @property {number} lost how much trust the last move cost
 */
/** @typedef {{topic: number, step: number, way: Way}} Offer a way to speak; -1 where it belongs to no topic */
/** @typedef {Offer & {replies: Reply[], before: State, after: State}} Move */

/**
 * @param {Gate} gate
 * @param {State} state
 */
function gateHolds(gate, { trust, open }) {
  return (
    gate.trust_least <= trust &&
    trust <= gate.trust_most &&
    gate.after.every((token) => open.has(token)) &&
    !gate.without.some((token) => open.has(token))
  );
}

/**
 * Return the state in which an interview begins.
 * @param {Script} script
 * @returns {State}
 */
export function beginning({ trust, minutes, topics }) {
  return { trust, minutes, reached: topics.map(() => 0), open: new Set(), said: new Set(), last: [-1, -1], lost: 0 };
}

/**
 * Return the step of a topic that comes next; -1 where there is nothing to ask, or not yet.
 * @param {Script} script
 * @param {State} state
 * @param {number} topic
 */
export function followingStep(script, state, topic) {
  const { when, steps } = script.topics[topic];
  if (!gateHolds(when, state)) return -1;
  return steps.findIndex((step, i) => i >= state.reached[topic] && gateHolds(step.when, state));
}

/**
 * Return the ways to go on with a topic.
 * @param {Script} script
 * @param {State} state
 * @param {number} topic
 * @returns {Offer[]}
 */
export function waysIn(script, state, topic) {
  const step = followingStep(script, state, topic);
  const ways = step < 0 ? [] : script.topics[topic].steps[step].ways;
  const there = ways.filter((way) => !state.said.has(`${topic},${way.id}`) && gateHolds(way.when, state));
  return there.map((way) => ({ topic, step, way }));
}

/**
 * Tell whether the interview has ended: by the clock, by its closing, or because all is asked.
 * @param {Script} script
 * @param {State} state
 */
export function isOver(script, state) {
  if (state.minutes <= 0) return true;
  const isClosed = script.topics.some(
    ({ closes }, topic) => closes && state.reached[topic] > 0 && followingStep(script, state, topic) < 0,
  );
  return isClosed || !script.topics.some((_, topic) => waysIn(script, state, topic).length > 0);
}

/**
 * Return all that can be said now: what goes on with each topic, then what belongs to none.
 * @param {Script} script
 * @param {State} state
 * @returns {Offer[]}
 */
export function offeredWays(script, state) {
  if (isOver(script, state)) return [];
  const within = script.topics.flatMap((_, topic) => waysIn(script, state, topic));
  const asides = script.asides.filter((way) => gateHolds(way.when, state) && (state.lost > 0 || !way.repairs));
  return [...within, ...asides.map((way) => ({ topic: -1, step: -1, way }))];
}

/**
 * @param {State} state
 * @param {Offer} offer
 * @returns {Move}
 */
export function sayWay(state, { topic, step, way }) {
  const regained = way.repairs ? Math.ceil(state.lost / 2) : 0;
  const trust = Math.min(MOST_TRUST, Math.max(0, state.trust + way.trust + regained));
  const { reached, said, last } = state;
  /** @type {State} */
  const after = {
    trust,
    minutes: state.minutes - way.minutes,
    reached: [...reached],
    open: new Set(state.open),
    said: new Set(said),
    last,
    lost: Math.max(0, state.trust - trust),
  };
  const first = way.replies.find((reply) => gateHolds(reply.when, after));
  const replies = [];
  for (const reply of [...(first ? [first] : []), ...way.adds]) {
    if (!gateHolds(reply.when, after)) continue;
    replies.push(reply);
    for (const token of reply.opens) after.open.add(token);
  }
  if (topic >= 0) {
    after.reached[topic] = step + 1;
    after.said.add(`${topic},${way.id}`);
    after.last = [topic, step];
  } else if (way.repairs && last[0] >= 0) after.reached[last[0]] = last[1];
  return { topic, step, way, replies, before: state, after };
}

/**
 * Return a move, or an offer, as a step of a path.
 * @param {Script} script
 * @param {Offer} offer
 * @returns {[topic: string, way: string]}
 */
export function stepOf(script, { topic, way }) {
  return [topic < 0 ? ASIDE : script.topics[topic].id, way.id];
}

/**
 * Walk a path as far as it can be walked.
 * @param {Script} script
 * @param {unknown} path of steps: topic, way
 */
export function walkScript(script, path) {
  const moves = [];
  let state = beginning(script);
  for (const step of Array.isArray(path) ? path : []) {
    const said = offeredWays(script, state).find((offer) => String(stepOf(script, offer)) === String(step));
    if (!said) break;
    const move = sayWay(state, said);
    moves.push(move);
    state = move.after;
  }
  return { moves, state };
}
