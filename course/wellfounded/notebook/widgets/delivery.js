// @ts-check
// Sends the answer to a question until the kernel says that it is on disk. Meanwhile it waits in the window.

import { uuid } from "../../content/questions/elements.js";
import { unsent } from "./unsent.js";

/** How long an answer that nobody acknowledged rests before it is sent again by itself; then twice as long, and so on. */
export const RETRY_MS = 5000;
const LONGEST_RETRY_MS = 60_000;

/** @typedef {import("./kernel.js").Message} Message */

export class Delivery {
  /**
   * @param {import("../../content/questions/question.d.ts").Question} question
   * @param {(message: Message) => void} post
   * @param {"answer" | "sure"} [event] what is delivered
   */
  constructor({ place, wording }, post, event = "answer") {
    this.wording = wording;
    this.post = post;
    this.event = event;
    this.unsent = unsent(place, event);
    /** The id of the answer that was sent last. */
    this.current = "";
    this.patience = RETRY_MS;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** The answer that waits; null where none does. */
  get waiting() {
    return this.unsent.read();
  }

  /** @param {unknown} response */
  send(response) {
    this.current = uuid();
    /** @type {import("./unsent.js").Answer} */
    const answer = { id: this.current, event: this.event, wording: this.wording, response };
    this.unsent.put(answer);
    this.post(answer);
  }

  /** Send what waits once more. Its id stays, so that it is written once. */
  sendAgain() {
    const answer = this.waiting;
    if (!answer) return;
    this.current = answer.id;
    const { id, event, wording, response } = answer;
    this.post({ id, event, wording, response, again: true });
  }

  /** Nobody answered: send what waits once more after a while. */
  sendAgainLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendAgain(), this.patience);
    this.patience = Math.min(2 * this.patience, LONGEST_RETRY_MS);
  }

  /**
   * Return whether a message is the word on the answer that was sent last.
   * @param {Message} message
   */
  acknowledged(message) {
    if (message.event === this.event && (!message.refused || message.never)) this.unsent.drop(message.id);
    if (message.id !== this.current) return false;
    this.end();
    this.patience = RETRY_MS;
    return true;
  }

  end() {
    clearTimeout(this.timer);
  }
}
