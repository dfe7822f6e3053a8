// @ts-check
// A learner in a browser that is killed at any moment: two windows keep one line after the other, and say each that is on
// disk. The store is the pages' own, as is the turn that one window takes at a time; as there, it is a worker's.

import { Answers } from "../../../course/wellfounded/launch/site/page/answers.js";
import { keyFrom } from "../../../course/wellfounded/notebook/widgets/cipher.js";

const JOURNAL = "01-gallery/answers.jsonl";
const LATEST = "latest.json"; // the last 20 lines, replaced whole in the transaction of each
const PASSPHRASE = "nine grey herons wait";
const about = new URLSearchParams(location.search);
const life = about.get("life");
const encrypted = about.get("encrypted");

/** @param {string} path @param {string} body */
async function say(path, body) {
  return (await fetch(path, { method: "POST", body })).text();
}

class LearnersWindow {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.answers = new Answers(() => {});
  }

  /** @param {string} path */
  text(path) {
    return new TextDecoder().decode(this.answers.files.get(path));
  }

  async open() {
    await this.answers.open();
    const { lock } = this.answers;
    if (lock) await this.answers.unlock(await keyFrom(PASSPHRASE, lock.salt));
  }

  /** Say what is there, and do what is asked. */
  async begin() {
    const { answers } = this;
    const reply = await say(
      "/found",
      await answers.alone(async () => JSON.stringify([JOURNAL, LATEST].map((path) => this.text(path)))),
    );
    if (reply === "forget") await answers.alone(async () => answers.forget());
    if (encrypted && !answers.lock) await answers.alone(async () => answers.encrypt(PASSPHRASE));
  }

  /** @param {number} number */
  async answer(number) {
    const id = `${life}-${this.name}-${number}`;
    await this.answers.alone(async () => {
      const line = new TextEncoder().encode(`${JSON.stringify({ id, response: "x".repeat((number * 97) % 700) })}\n`);
      const start = this.answers.files.get(JOURNAL)?.length ?? 0;
      const latest = new TextEncoder().encode(
        JSON.stringify([...JSON.parse(this.text(LATEST) || "[]").slice(-19), id]),
      );
      await this.answers.keep([
        [JOURNAL, start, line],
        [LATEST, 0, latest],
      ]);
    });
    await say("/saved", id);
  }

  async go() {
    for (let number = 0; ; number++) await this.answer(number);
  }
}

async function live() {
  self.postMessage("alive");
  const [first, second] = ["first", "second"].map((name) => new LearnersWindow(name));
  await first.open();
  await first.begin();
  const goes = first.go();
  await second.open();
  await Promise.all([goes, second.go()]);
}

live().catch((error) => say("/failed", String(error.stack ?? error)));
