// @ts-check
// The walk through an interview, as script.py does it: a test has both walk the same paths.

/**
 * @typedef {object} Gate when something may be said
 * @property {number} trust_least
 * @property {number} trust_most
 * @property {string[]} after tokens that must be open
 * @property {string[]} without tokens that must not
 */
/** @typedef {{text: string, when: Gate, opens: string[], again: string[]}} Reply */
/** @typedef {{id: string, text: string, trust: number, when: Gate, replies: Reply[], adds: Reply[]}} Way */
/** @typedef {{id: string, title: string, scene: string, when: Gate, ways: Way[]}} Turn */
/** @typedef {{trust: number, turns: Turn[]}} Script */
/** @typedef {{trust: number, open: Set<string>, turn: number, again: string[]}} State */
/** @typedef {{turn: number, way: Way}} Offer a way to speak, and the turn it belongs to */
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
export function beginning({ trust }) {
  return { trust, open: new Set(), turn: -1, again: [] };
}

/**
 * Return the number of the turn that comes next; -1 where none does.
 * @param {Script} script
 * @param {State} state
 */
export function followingTurn(script, state) {
  return script.turns.findIndex((turn, i) => i > state.turn && gateHolds(turn.when, state));
}

/**
 * @param {Script} script
 * @param {State} state
 * @returns {Offer[]}
 */
export function offeredWays(script, state) {
  const next = followingTurn(script, state);
  const again = state.again.length ? script.turns[state.turn].ways.filter((way) => state.again.includes(way.id)) : [];
  const fresh = next < 0 ? [] : script.turns[next].ways;
  const offers = [...again.map((way) => ({ turn: state.turn, way })), ...fresh.map((way) => ({ turn: next, way }))];
  return offers.filter(({ way }) => gateHolds(way.when, state));
}

/**
 * @param {State} state
 * @param {Offer} offer
 * @returns {Move}
 */
export function sayWay(state, { turn, way }) {
  const trust = Math.min(10, Math.max(0, state.trust + way.trust));
  /** @type {State} */
  const after = { trust, open: new Set(state.open), turn, again: [] };
  const first = way.replies.find((reply) => gateHolds(reply.when, after));
  const replies = [];
  for (const reply of [...(first ? [first] : []), ...way.adds]) {
    if (!gateHolds(reply.when, after)) continue;
    replies.push(reply);
    for (const token of reply.opens) after.open.add(token);
    if (turn !== state.turn) after.again.push(...reply.again);
  }
  return { turn, way, replies, before: state, after };
}

/**
 * Walk a path as far as it can be walked.
 * @param {Script} script
 * @param {unknown} path of steps: turn, way
 */
export function walkScript(script, path) {
  const moves = [];
  let state = beginning(script);
  for (const step of Array.isArray(path) ? path : []) {
    const said = offeredWays(script, state).find(
      ({ turn, way }) => `${script.turns[turn].id},${way.id}` === String(step),
    );
    if (!said) break;
    const move = sayWay(state, said);
    moves.push(move);
    state = move.after;
  }
  return { moves, state };
}
