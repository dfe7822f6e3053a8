// @ts-check
// Plays an interview: the conversation so far, how it stands, the ways to go on with a topic, and the other topics.

import { phrase, phraseMany } from "../../i18n/messages.js";
import { COURSE, make } from "./elements.js";
import { authored, drawExchange } from "./interview_bubbles.js";
import { Gauges } from "./interview_gauges.js";
import { drawTopics } from "./interview_topics.js";
import { Voice } from "./interview_voice.js";
import { beginning, isOver, offeredWays, sayWay, stepOf, walkScript, waysIn } from "./interview_walk.js";

/** @typedef {import("./interview_walk.js").Move} Move */
/** @typedef {import("./interview_walk.js").Offer} Offer */
/** @typedef {import("./interview_bubbles.js").Fields} Fields */
/** @typedef {[topic: string, way: string][]} Path */

const NARROW = "(max-width: 700px)"; // here what was said earlier is folded up, else a window holds nothing but that

/** @param {import("./question.d.ts").Drawing<Fields, Path>} drawing */
export function draw(drawing) {
  return new Interview(drawing).element;
}

class Interview {
  /** @param {import("./question.d.ts").Drawing<Fields, Path>} drawing */
  constructor({ question, response, answer, end }) {
    this.script = question;
    this.answer = answer;
    this.end = end;
    this.moves = walkScript(question, response).moves;
    this.topic = this.moves.at(-1)?.after.last[0] ?? -1;
    /** @type {Move[] | null} what going back took away, until something new is said */
    this.undone = null;
    /** The exchange that each move was drawn as. @type {WeakMap<Move, HTMLElement>} */
    this.exchanges = new WeakMap();
    this.earlier = makeTranscript();
    this.latest = makeTranscript();
    this.fold = make("details", { open: !globalThis.matchMedia?.(NARROW).matches }, make("summary"), this.earlier);
    this.fold.className = "wf-earlier";
    this.gauges = new Gauges(question);
    this.voice = new Voice();
    this.present = make("div");
    const legend = make("legend", { innerHTML: question.heading });
    this.how = make("p", { textContent: `${roleOf(question)} ${howToPlay()}` });
    const { how, fold, latest, present, voice } = this;
    this.element = make("fieldset", {}, legend, how, voice.button, fold, latest, this.gauges.element, present);
    this.show();
  }

  get state() {
    return this.moves.at(-1)?.after ?? beginning(this.script);
  }

  /**
   * Show these moves; they are the answer. In practice, what comes of an interview is told as soon as it is over.
   * @param {Move[]} moves
   * @param {Move[] | null} [undone]
   */
  go(moves, undone = null) {
    const heard = moves.length > this.moves.length;
    this.moves = moves;
    this.undone = undone;
    this.topic = this.state.last[0];
    this.show();
    if (heard) this.showReply();
    else showTop(this.present.querySelector("legend"));
    this.answer(moves.map((move) => stepOf(this.script, move)));
    if (heard && isOver(this.script, this.state)) this.end();
  }

  /** @param {Offer} offer */
  say(offer) {
    const move = sayWay(this.state, offer);
    this.go([...this.moves, move]);
    this.voice.say(move.replies);
  }

  /** @param {number} topic */
  choose(topic) {
    this.topic = topic;
    this.show();
    showTop(this.present.querySelector("legend"));
  }

  show() {
    const exchanges = this.moves.map((move, i) => this.exchangeOf(move, i + 1));
    const last = exchanges.at(-1);
    this.earlier.replaceChildren(...exchanges.slice(0, -1));
    this.latest.replaceChildren(...exchanges.slice(-1));
    this.how.hidden = exchanges.length > 0;
    this.fold.hidden = exchanges.length < 2;
    const earlier = phraseMany("{n} earlier line", "{n} earlier lines", exchanges.length - 1);
    /** @type {HTMLElement} */ (this.fold.firstChild).textContent = earlier;
    this.gauges.show(this.state);
    last?.querySelector(".wf-reply")?.append(this.gauges.element); // so that it is read out after the words
    if (!last) this.latest.after(this.gauges.element);
    this.present.replaceChildren(...this.drawPresent());
  }

  /**
   * @param {Move} move
   * @param {number} number
   */
  exchangeOf(move, number) {
    const goBack = () => this.go(this.moves.slice(0, this.moves.indexOf(move)), this.moves);
    const exchange = this.exchanges.get(move) ?? drawExchange(this.script, move, number, goBack);
    this.exchanges.set(move, exchange);
    return exchange;
  }

  /** Go to the reply that was just heard; what was said before it, too, is shown where the next way then fits in. */
  showReply() {
    const exchange = /** @type {HTMLElement} */ (this.latest.firstChild);
    const reply = /** @type {HTMLElement} */ (exchange.querySelector(".wf-reply"));
    const way = this.present.querySelector("button") ?? this.present;
    const height = way.getBoundingClientRect().bottom - exchange.getBoundingClientRect().top;
    showTop(reply, height < 0.8 * innerHeight ? exchange : reply);
  }

  drawPresent() {
    const { script, state, undone } = this;
    const undo = undone ? [makeButton(phrase("Undo going back"), () => this.go(undone))] : [];
    if (isOver(script, state)) return [this.drawEnd(undo)];
    const ways = this.topic < 0 ? [] : waysIn(script, state, this.topic);
    const asides = offeredWays(script, state).filter(({ topic }) => topic < 0);
    const due = asides.filter(({ way }) => way.repairs).map((offer) => this.drawWay(offer));
    const others = asides.filter(({ way }) => !way.repairs).map((offer) => this.drawWay(offer));
    const choose = this.choose.bind(this);
    return [
      ...(ways.length ? [this.drawStep(ways)] : []),
      ...(due.length ? [make("div", { className: "wf-asides" }, ...due)] : []),
      ...(undo.length ? [make("div", { className: "wf-actions" }, ...undo)] : []),
      drawTopics(script, state, ways.length ? this.topic : -1, choose),
      ...(others.length ? [make("details", { className: "wf-asides" }, drawAnyTime(), ...others)] : []),
    ];
  }

  /** @param {Offer[]} ways */
  drawStep(ways) {
    const { title, steps } = this.script.topics[ways[0].topic];
    const legend = make("legend", { innerHTML: authored(title), tabIndex: -1 });
    const scene = make("p", { innerHTML: steps[ways[0].step].scene, ...COURSE });
    const cards = ways.map((offer) => this.drawWay(offer));
    return make("fieldset", { className: "wf-turn" }, legend, scene, ...cards);
  }

  /** @param {Offer} offer */
  drawWay(offer) {
    const { way } = offer;
    const minutes = phraseMany("{n} minute", "{n} minutes", way.minutes);
    const words = make("span", { innerHTML: way.text, ...COURSE });
    const time = make("small", { textContent: minutes });
    const card = make("button", { type: "button", className: "wf-way", value: way.id }, words, " ", time);
    card.onclick = ({ detail }) => {
      if (detail < 2) this.say(offer); // else a double click would say two things
    };
    return card;
  }

  /** @param {HTMLElement[]} buttons */
  drawEnd(buttons) {
    const again = makeButton(phrase("Start again"), () => this.go([], this.moves));
    const isLate = this.state.minutes <= 0;
    const how = phrase("You may go back to a line above, or start again.");
    return make(
      "fieldset",
      { className: "wf-turn" },
      make("legend", { textContent: phrase("The interview is over"), tabIndex: -1 }),
      make("p", { textContent: isLate ? `${phrase("The time is up.")} ${how}` : how }),
      make("div", { className: "wf-actions" }, again, ...buttons),
    );
  }
}

function drawAnyTime() {
  return make("summary", { textContent: phrase("At any time") });
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
  return phrase(
    "Choose a topic, then what to say. Each way takes time. “Go back to here” takes away what was said from there on.",
  );
}
