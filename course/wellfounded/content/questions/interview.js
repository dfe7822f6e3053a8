// @ts-check
// Plays an interview: what was said so far, then the present turn, its ways to speak as native radio buttons.

import { phrase } from "../../i18n/messages.js";
import { COURSE, make, makeStatus, uuid } from "./elements.js";
import { beginning, followingTurn, offeredWays, sayWay, walkScript } from "./interview_walk.js";

const CALM = 7; // trust of so much and more shows as calm
const CLOSED = 3; // of so much and less as closed

/** @typedef {import("./interview_walk.js").Move} Move */
/** @typedef {import("./interview_walk.js").Offer} Offer */
/** @typedef {import("./interview_walk.js").Script & {name: string, role: string}} Fields */
/** @typedef {[turn: string, way: string][]} Path */

/** @param {import("./question.d.ts").Drawing<Fields, Path>} drawing */
export function draw(drawing) {
  return new Interview(drawing).element;
}

class Interview {
  /** @param {import("./question.d.ts").Drawing<Fields, Path>} drawing */
  constructor({ question, response, answer }) {
    this.script = question;
    this.answer = answer;
    this.moves = walkScript(question, response).moves;
    /** @type {Move[] | null} what going back took away, until something new is said */
    this.undone = null;
    this.saidEnough = false; // a second way in the same turn was left unsaid
    this.transcript = make("ol", { className: "wf-transcript" });
    this.transcript.setAttribute("role", "list"); // without numbers, some browsers would no longer call it one
    this.heard = make("div", { className: "wf-heard" });
    this.mood = make("p");
    this.present = make("div");
    // One announcement: the words just heard, unseen because they stand above, and how the person now seems.
    const announced = makeStatus("div", "wf-mood");
    announced.append(this.heard, this.mood);
    const how = make("p", { textContent: `${roleOf(question)} ${howToPlay()}` });
    const legend = make("legend", { innerHTML: question.heading });
    this.element = make("fieldset", {}, legend, how, this.transcript, announced, this.present);
    this.show();
  }

  get state() {
    return this.moves.at(-1)?.after ?? beginning(this.script);
  }

  /**
   * Show these moves; they are the answer, unless the learner only said enough.
   * @param {Move[]} moves
   * @param {{undone?: Move[] | null, saidEnough?: boolean}} [how]
   */
  go(moves, { undone = null, saidEnough = false } = {}) {
    this.moves = moves;
    this.undone = undone;
    this.saidEnough = saidEnough;
    this.show();
    this.present.querySelector("legend")?.focus();
    if (!saidEnough) this.answer(moves.map(({ turn, way }) => [this.script.turns[turn].id, way.id]));
  }

  show() {
    const { moves, transcript } = this;
    const rows = [...transcript.children];
    const same = rows.findIndex((row, i) => rowMoves.get(row) !== moves[i]);
    for (const row of rows.slice(same < 0 ? rows.length : same)) row.remove();
    for (const move of moves.slice(transcript.children.length)) transcript.append(this.drawMove(move));
    const last = moves.at(-1);
    this.heard.innerHTML = last ? spoken(this.script, last) : "";
    this.mood.innerHTML = demeanour(this.script.name, this.state);
    this.present.replaceChildren(this.drawPresent());
  }

  /** @param {Move} move */
  drawMove(move) {
    const place = this.moves.indexOf(move);
    const title = authored(this.script.turns[move.turn].title);
    const where = make("p", {
      className: "wf-where",
      innerHTML: phrase("Turn {n}: {title}", { n: move.turn + 1, title }),
    });
    const back = make("button", { type: "button", textContent: phrase("Go back to here") });
    back.onclick = () => this.go(this.moves.slice(0, place), { undone: this.moves });
    back.setAttribute("aria-label", phrase("Go back to here: {turn}", { turn: where.textContent }));
    const said = make("p", { innerHTML: `<strong>${phrase("You:")}</strong> ${authored(move.way.text)}` });
    const replies = make("div", { innerHTML: spoken(this.script, move) });
    const row = make("li", {}, where, said, replies, make("div", { className: "wf-actions" }, back));
    rowMoves.set(row, move);
    return row;
  }

  drawPresent() {
    const { script, state, undone } = this;
    const next = followingTurn(script, state);
    const ways = offeredWays(script, state);
    const more = this.saidEnough ? [] : ways.filter(({ turn }) => turn === state.turn);
    const undo = undone ? [makeButton(phrase("Undo going back"), () => this.go(undone))] : [];
    if (more.length) {
      const enough = makeButton(phrase("Say no more on this"), () => this.go(this.moves, { saidEnough: true }));
      const scene = make("p", { textContent: phrase("You may say one thing more here.") });
      return this.drawTurn(state.turn, more, scene, [enough, ...undo]);
    }
    if (next < 0) return this.drawEnd(undo);
    const scene = make("p", { innerHTML: script.turns[next].scene, ...COURSE });
    const fresh = ways.filter(({ turn }) => turn === next);
    return this.drawTurn(next, fresh, scene, undo);
  }

  /**
   * @param {number} turn
   * @param {Offer[]} ways
   * @param {HTMLElement} scene
   * @param {HTMLElement[]} buttons
   */
  drawTurn(turn, ways, scene, buttons) {
    const name = `wf-${uuid()}`;
    const inputs = ways.map(({ way }) => make("input", { type: "radio", name, value: way.id }));
    const labels = ways.map(({ way }, i) => drawWay(inputs[i], way.text));
    const missing = makeStatus("span", "wf-unsaid");
    const say = () => {
      const chosen = inputs.findIndex((input) => input.checked);
      if (chosen < 0) missing.textContent = phrase("Choose what to say first.");
      else this.go([...this.moves, sayWay(this.state, ways[chosen])]);
    };
    const actions = make("div", { className: "wf-actions" }, makeButton(phrase("Say this"), say), ...buttons, missing);
    const group = make("fieldset", { className: "wf-turn" }, this.drawTitle(turn), scene, ...labels, actions);
    group.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && inputs.some((input) => input === target)) say();
    });
    return group;
  }

  /** @param {number} turn */
  drawTitle(turn) {
    const { turns } = this.script;
    const values = { n: turn + 1, all: turns.length, title: authored(turns[turn].title) };
    return make("legend", { innerHTML: phrase("Turn {n} of {all}: {title}", values), tabIndex: -1 });
  }

  /** @param {HTMLElement[]} buttons */
  drawEnd(buttons) {
    const again = makeButton(phrase("Start again"), () => this.go([], { undone: this.moves }));
    return make(
      "fieldset",
      { className: "wf-turn" },
      make("legend", { textContent: phrase("The interview is over"), tabIndex: -1 }),
      make("p", { textContent: phrase("You may go back to a turn above, or start again.") }),
      make("div", { className: "wf-actions" }, again, ...buttons),
    );
  }
}

/** Which move each row of a transcript shows. @type {WeakMap<Element, Move>} */
const rowMoves = new WeakMap();

/**
 * @param {HTMLInputElement} input
 * @param {string} text
 */
function drawWay(input, text) {
  return make("label", { className: "wf-option" }, input, make("span", { innerHTML: text, ...COURSE }));
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 */
function makeButton(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}

/**
 * @param {string} name
 * @param {{trust: number}} state
 */
function demeanour(name, { trust }) {
  if (trust >= CALM) return phrase("{name} seems calm.", { name });
  return trust <= CLOSED ? phrase("{name} seems closed.", { name }) : phrase("{name} seems guarded.", { name });
}

/** @param {{role: string}} question */
function roleOf({ role }) {
  return role === "officer" ? phrase("You are the officer.") : phrase("You are the representative.");
}

/**
 * @param {{name: string}} script
 * @param {Move} move
 */
function spoken({ name }, { replies }) {
  return replies.map(({ text }) => `<p lang="en" dir="ltr"><strong>${name}:</strong> ${text}</p>`).join("");
}

/** @param {string} html */
function authored(html) {
  return `<span lang="en" dir="ltr">${html}</span>`;
}

function howToPlay() {
  return phrase("Choose what to say, then say it. “Go back to here” takes away what was said from there on.");
}
