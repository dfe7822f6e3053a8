// @ts-check
// The desk's talk with the kernel: each message is answered, and a file is sent in pieces.

import { uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { connect, silence } from "./kernel.js";

/** @typedef {import("./kernel.js").Message & {buffers: DataView[]}} Answer */
/** @typedef {{say: import("./desk_part.js").Say, confirm: import("./desk_part.js").Confirm}} Asker a part of the desk */
/** @typedef {{part: Asker, resolve: (answer: Answer) => void, reject: (error: Error) => void}} Pending */

const PIECE = 2 ** 20; // bytes of a file that are sent at once: a Jupyter server takes no message of ten MiB

export class DeskKernel {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {() => void} slept
   */
  constructor(model, slept) {
    /** @type {Map<string, Pending>} what waits for an answer, by id */
    this.pending = new Map();
    const silent = (/** @type {string} */ id) => {
      this.pending.get(id)?.part.say("lost", phrase("Not done yet: {why}", { why: silence() }));
    };
    this.kernel = connect(model, { heard: this.heard.bind(this), silent, slept });
  }

  /**
   * @param {import("./kernel.js").Message} message
   * @param {DataView[]} buffers
   */
  heard(message, buffers) {
    if (message.more) return;
    const waiting = this.pending.get(message.id);
    if (message.refused) waiting?.reject(new Error(message.refused));
    else waiting?.resolve({ ...message, buffers });
  }

  /**
   * Send a message, and return its answer; an error with words for the learner where it is refused.
   * @param {Asker} part what says that no answer comes
   * @param {Record<string, unknown>} message
   * @param {ArrayBuffer[]} [buffers]
   * @returns {Promise<Answer>}
   */
  ask(part, message, buffers) {
    const id = uuid();
    /** @type {Promise<Answer>} */
    const answer = new Promise((resolve, reject) => {
      this.pending.set(id, { part, resolve, reject });
      this.kernel.post({ ...message, id }, buffers);
    });
    return answer.finally(() => this.pending.delete(id));
  }

  /**
   * Return all answers as bytes.
   * @param {Asker} part
   */
  async takeAll(part) {
    return bytesOf((await this.ask(part, { event: "save" })).buffers[0]);
  }

  /**
   * Send a file of answers, which the kernel merges; return what was new. It asks first where newer answers would take
   * the place of others.
   * @param {Asker} part
   * @param {Uint8Array} bytes
   */
  async bring(part, bytes) {
    const file = uuid();
    for (let start = 0; ; start += PIECE) {
      const last = start + PIECE >= bytes.length;
      const piece = new Uint8Array(bytes.slice(start, start + PIECE)).buffer;
      const reply = await this.ask(part, { event: "piece", file, start, last }, [piece]);
      if (last) return reply.asks ? this.agree(part, file, reply.asks) : reply.says;
      part.say("saving", phrase("Reading the file: {share} %", { share: Math.round((100 * start) / bytes.length) }));
    }
  }

  /**
   * @param {Asker} part
   * @param {string} file
   * @param {string} asks
   */
  async agree(part, file, asks) {
    part.say("note", "");
    await new Promise((resolve, reject) => {
      const no = () => reject(new Error(phrase("The file was not opened. Nothing was changed here.")));
      part.confirm(asks, phrase("Yes, open the file"), () => resolve(undefined), no);
    });
    return (await this.ask(part, { event: "open", file })).says;
  }

  end() {
    this.kernel.end();
  }
}

/**
 * @param {DataView} view
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}
