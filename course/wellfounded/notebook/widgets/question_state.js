// @ts-check
// What became of an answer, told in the line below its question, to a screen reader, and to whatever stands around the
// question and counts what is answered and right.

export class QuestionState {
  /**
   * @param {HTMLElement} element the question's
   * @param {import("./status_line.js").StatusLine} line
   * @param {import("./announcer.js").Announcer} announcer
   * @param {() => boolean} waits whether an answer waits that can be sent again
   */
  constructor(element, line, announcer, waits) {
    this.element = element;
    this.line = line;
    this.announcer = announcer;
    this.waits = waits;
  }

  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.line.say(state, text, state === "lost" && this.waits());
    this.set("state", state);
  }

  /**
   * Say it to a screen reader at once, too; that nobody answers only once.
   * @param {string} state
   * @param {string} text
   * @param {string} [spoken]
   */
  tell(state, text, spoken = text) {
    const again = state === "lost" && this.line.status.textContent === text;
    this.say(state, text);
    if (!again) this.announcer.say(spoken);
  }

  /**
   * Whoever counts hears of each change.
   * @param {"state" | "verdict"} name
   * @param {string} value
   */
  set(name, value) {
    const { dataset } = this.element;
    if ((dataset[name] ?? "") === value) return;
    dataset[name] = value;
    if (!value) delete dataset[name];
    this.element.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true }));
  }
}
