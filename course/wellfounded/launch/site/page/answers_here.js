// @ts-check
// What becomes of answers in this browser, said where a reader needs to know: before the first answer what a private window
// means, and later that the browser keeps nothing, deleted what was there, or may delete it.

import { make } from "../../../content/questions/elements.js";
import { later, phrase } from "../../../i18n/messages.js";
import { KEPT } from "../../../notebook/widgets/kernel.js";
import { saveFile } from "../../../notebook/widgets/save_file.js";
import { forgetMark, isMarked, lostSince, writeMark } from "./answers_mark.js";
import { endHandover, handKeyOn } from "./key_handover.js";
import { Notice } from "./notice.js";
import { askForPassphrase } from "./passphrase_form.js";
import { forgetPlaces } from "./place.js";

/** @typedef {import("./course_engine.js").CourseEngine} CourseEngine */
/** @typedef {import("./course_engine.js").KeptAnswers} KeptAnswers */

const FIRST = later(
  "Your answers will lie in this browser, on this device, and nowhere else. A private window loses them when it is " +
    "closed: before that, save them as one file at your desk, on the start page.",
);
const NOTHING_KEPT = later(
  "This browser keeps nothing for these pages. You can read and answer, but your answers are gone when this page is " +
    "closed or left. Save them as a file before: it opens in another browser, or in the course on a computer.",
);
const GONE = later(
  "Answers that you gave here before are gone: the browser deleted them, or somebody did. If you saved them as a file, " +
    "open it at your desk, on the start page.",
);
export const NOT_PROMISED = later(
  "This browser has not promised to keep your answers: it may delete them when the device runs out of room, or when you " +
    "have not been here for some weeks.",
);
const SAVE_THEM = later("Save them as one file now and then, at your desk on the start page.");

export class AnswersHere {
  /**
   * @param {CourseEngine} engine
   * @param {import("./choices.js").Choices} choices
   * @param {HTMLElement} lesson what the notice stands before
   */
  constructor(engine, choices, lesson) {
    this.engine = engine;
    this.choices = choices;
    this.notice = new Notice(lesson);
    /** @type {KeptAnswers | null} */
    this.kept = null;
    /** @type {import("./key_channel.js").Known | null} */
    this.known = null;
    if (!choices.get("toldFirst").composite && !isMarked()) this.#sayFirst();
    engine.addEventListener("kept", (event) => this.markKept(/** @type {CustomEvent} */ (event).detail));
    engine.addEventListener("changed", (event) => this.#begin(/** @type {CustomEvent} */ (event).detail));
    engine.addEventListener("forgotten", () => this.#forget());
    document.addEventListener(KEPT, () => this.#askToKeep(), { once: true });
  }

  /**
   * Return what Python drew, once a passphrase was given where one is needed.
   * @param {Promise<any>} opening
   * @param {() => Promise<any>} again asks Python once more
   */
  async opened(opening, again) {
    let drawn = await opening;
    if (drawn.kept.locked) {
      await askForPassphrase(this.engine, this.notice);
      drawn = await again();
    }
    this.kept = drawn.kept;
    this.#say(drawn.kept);
    this.holdKey(drawn.kept.known);
    return drawn;
  }

  /** @param {import("./key_channel.js").Known | null} known the key, from now on; null where nothing is encrypted */
  holdKey(known) {
    if (known && !this.known) handKeyOn(() => this.known);
    if (this.known && !known) endHandover();
    this.known = known;
  }

  #sayFirst() {
    this.notice.say(
      phrase(FIRST),
      this.#button(phrase("All right"), () => this.choices.set("toldFirst", true)),
    );
  }

  /** @param {KeptAnswers} kept */
  #say({ last, refused }) {
    if (refused) this.#sayNothingKept();
    else if (lostSince(last))
      this.notice.say(
        phrase(GONE),
        this.#button(phrase("All right"), () => writeMark(last)),
      );
    else if (last) writeMark(last);
  }

  #sayNothingKept() {
    document.body.dataset.wfKeeps = "nothing"; // of which the views speak
    const save = make("button", { type: "button", textContent: phrase("Save all my answers as one file") });
    const status = make("p", { role: "status" });
    save.onclick = async () => {
      const [name, says, data] = await this.engine.ask("save");
      status.textContent = says;
      if (data.length) saveFile(name, data, "application/x-ndjson");
    };
    this.notice.say(phrase(NOTHING_KEPT), save, status);
  }

  /** @param {string} words @param {() => void} act */
  #button(words, act) {
    const onclick = () => {
      this.notice.close();
      act();
    };
    return make("button", { type: "button", textContent: words, onclick });
  }

  /** @param {number} last */
  markKept(last) {
    if (this.kept && !this.kept.refused && !lostSince(last)) writeMark(last);
  }

  /** Ask the browser, once there is something to keep and at most once a day, not to delete it; say what a no means. */
  async #askToKeep() {
    const today = new Date().toDateString();
    if (this.kept?.refused || this.choices.get("askedToKeep").composite === today) return;
    this.choices.set("askedToKeep", today);
    if (await isPromised(() => navigator.storage.persist())) return;
    if (this.choices.get("toldMayDelete").composite) return;
    const told = () => this.choices.set("toldMayDelete", true);
    this.notice.say(`${phrase(NOT_PROMISED)} ${phrase(SAVE_THEM)}`, this.#button(phrase("All right"), told));
  }

  /**
   * Begin this page anew: another window did something to all answers.
   * @param {string} what
   */
  #begin(what) {
    if (what === "forgotten") {
      forgetMark();
      const own = Object.keys(sessionStorage).filter((key) => key.startsWith("wellfounded "));
      for (const key of own) sessionStorage.removeItem(key);
    }
    location.reload();
  }

  /** The desk deletes what lies in the browser: nothing of it is to be written again from here. */
  #forget() {
    forgetPlaces();
    this.choices.forget();
    this.kept = null;
    this.holdKey(null);
  }
}

/**
 * Return whether the browser has promised to keep what lies here; one that knows no such promise has not.
 * @param {() => Promise<boolean>} ask
 */
export async function isPromised(ask) {
  try {
    return await ask();
  } catch {
    return false;
  }
}
