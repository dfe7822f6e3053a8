// @ts-check
// Plays an interview: the conversation so far, then the present turn, whose ways to speak are buttons.

import { phrase, phraseMany } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";
import { authored, demeanour, drawExchange } from "./interview_bubbles.js";
import { beginning, followingTurn, offeredWays, sayWay, walkScript } from "./interview_walk.js";

/** @typedef {import("./interview_walk.js").Move} Move */
/** @typedef {import("./interview_walk.js").Offer} Offer */
/** @typedef {import("./interview_bubbles.js").Fields} Fields */
/** @typedef {[turn: string, way: string][]} Path */

const NARROW = "(max-width: 700px)"; // here the earlier turns are folded up, else a window holds nothing but them

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
    /** The exchange that each move was drawn as. @type {WeakMap<Move, HTMLElement>} */
    this.exchanges = new WeakMap();
    this.earlier = makeTranscript();
    this.latest = makeTranscript();
    this.fold = make("details", { open: !globalThis.matchMedia?.(NARROW).matches }, make("summary"), this.earlier);
    this.fold.className = "wf-earlier";
    this.mood = make("p", { className: "wf-mood" });
    this.present = make("div");
    const legend = make("legend", { innerHTML: question.heading });
    this.how = make("p", { textContent: `${roleOf(question)} ${howToPlay()}` });
    this.element = make("fieldset", {}, legend, this.how, this.fold, this.latest, this.mood, this.present);
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
    const heard = moves.length > this.moves.length;
    this.moves = moves;
    this.undone = undone;
    this.saidEnough = saidEnough;
    this.show();
    if (heard) this.showReply();
    else showTop(this.present.querySelector("legend"));
    if (!saidEnough) this.answer(moves.map(({ turn, way }) => [this.script.turns[turn].id, way.id]));
  }

  show() {
    const exchanges = this.moves.map((move) => this.exchangeOf(move));
    const last = exchanges.at(-1);
    this.earlier.replaceChildren(...exchanges.slice(0, -1));
    this.latest.replaceChildren(...exchanges.slice(-1));
    this.how.hidden = exchanges.length > 0;
    this.fold.hidden = exchanges.length < 2;
    const earlier = phraseMany("{n} earlier turn", "{n} earlier turns", exchanges.length - 1);
    /** @type {HTMLElement} */ (this.fold.firstChild).textContent = earlier;
    this.mood.innerHTML = demeanour(this.script.name, this.state);
    last?.querySelector(".wf-reply")?.append(this.mood); // so that it is read out after the words
    if (!last) this.latest.after(this.mood);
    this.present.replaceChildren(this.drawPresent());
  }

  /** @param {Move} move */
  exchangeOf(move) {
    const goBack = () => this.go(this.moves.slice(0, this.moves.indexOf(move)), { undone: this.moves });
    const exchange = this.exchanges.get(move) ?? drawExchange(this.script, move, goBack);
    this.exchanges.set(move, exchange);
    return exchange;
  }

  /** Go to the reply that was just heard; what was said before it, too, is shown where the next way then fits in. */
  showReply() {
    const exchange = /** @type {HTMLElement} */ (this.latest.firstChild);
    const reply = /** @type {HTMLElement} */ (exchange.querySelector(".wf-reply"));
    const way = this.present.querySelector(".wf-way") ?? this.present;
    const height = way.getBoundingClientRect().bottom - exchange.getBoundingClientRect().top;
    showTop(reply, height < 0.8 * innerHeight ? exchange : reply);
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
    const { turns } = this.script;
    const values = { n: turn + 1, all: turns.length, title: authored(turns[turn].title) };
    const legend = make("legend", { innerHTML: phrase("Turn {n} of {all}: {title}", values), tabIndex: -1 });
    const cards = ways.map((offer) => this.drawWay(offer));
    return make(
      "fieldset",
      { className: "wf-turn" },
      legend,
      scene,
      ...cards,
      make("div", { className: "wf-actions" }, ...buttons),
    );
  }

  /** @param {Offer} offer */
  drawWay(offer) {
    const card = make("button", { type: "button", className: "wf-way", value: offer.way.id, ...COURSE });
    card.innerHTML = offer.way.text;
    card.onclick = ({ detail }) => {
      if (detail < 2) this.go([...this.moves, sayWay(this.state, offer)]); // else a double click would say two things
    };
    return card;
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

function makeTranscript() {
  const transcript = make("ol", { className: "wf-transcript" });
  transcript.setAttribute("role", "list"); // without numbers, some browsers would no longer call it one
  return transcript;
}

/**
 * Give the focus to an element, and bring it, or what stands around it, to the top of the window.
 * @param {HTMLElement | null} element
 * @param {HTMLElement | null} [around]
 */
function showTop(element, around = element) {
  element?.focus({ preventScroll: true });
  const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  around?.scrollIntoView?.({ block: "start", behavior: still ? "auto" : "smooth" });
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 */
function makeButton(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}

/** @param {{role: string}} question */
function roleOf({ role }) {
  return role === "officer" ? phrase("You are the officer.") : phrase("You are the representative.");
}

function howToPlay() {
  return phrase("Choose what to say. “Go back to here” takes away what was said from there on.");
}
