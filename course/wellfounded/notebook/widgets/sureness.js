// @ts-check
// How sure a learner is of an answer: in practice one touch says so and checks; what is graded has a quiet choice.

import { make, uuid } from "../../content/questions/elements.js";
import { later, phrase } from "../../i18n/messages.js";

const LEVELS = [later("I am guessing"), later("Fairly sure"), later("Sure")]; // 1, 2, 3 in the journal

/**
 * What leads to feedback in practice. Where it is asked how sure one is, there is a button for each level.
 */
export class CheckGroup {
  /**
   * @param {boolean} rated whether it can be asked at all
   * @param {{check: (level: number) => void, choose: (asks: boolean) => void}} calls `choose` says whether to ask
   */
  constructor(rated, { check, choose }) {
    this.rated = rated;
    const question = phrase("Check my answer: how sure are you?");
    this.levels = LEVELS.map((words, i) => makeButton(phrase(words), () => check(i + 1)));
    this.plain = makeButton(phrase("Check my answer"), () => check(0));
    const unwanted = makeQuietButton(phrase("Do not ask me this"), () => choose(false));
    this.asking = make(
      "div",
      { className: "wf-asking" },
      make("p", { textContent: question }),
      make("div", { className: "wf-actions" }, ...this.levels, unwanted),
    );
    this.asking.setAttribute("role", "group");
    this.asking.setAttribute("aria-label", question);
    this.unasked = make("div", { className: "wf-actions" }, this.plain);
    if (rated) this.unasked.append(makeQuietButton(phrase("Ask me how sure I am"), () => choose(true)));
    this.element = make("div", { className: "wf-check" }, this.asking, this.unasked);
    this.ask(true);
  }

  /**
   * Ask how sure one is, or no longer. The focus stays with what checks.
   * @param {boolean} asks
   */
  ask(asks) {
    const hadFocus = this.element.contains(document.activeElement);
    this.asking.hidden = !(asks && this.rated);
    this.unasked.hidden = !this.asking.hidden;
    if (hadFocus) this.focus();
  }

  /** Whether there is a button for each level. */
  get asks() {
    return !this.asking.hidden;
  }

  focus() {
    (this.asks ? this.levels[0] : this.plain).focus();
  }

  /**
   * Show which level was said of the answer that was checked; 0 for none.
   * @param {number} level
   */
  show(level) {
    for (const [i, button] of this.levels.entries()) button.setAttribute("aria-pressed", String(i + 1 === level));
  }
}

/** How sure one is of a graded answer; shown once there is one. */
export class SurenessChoice {
  /** @param {(level: number) => void} choose */
  constructor(choose) {
    const name = `wf-${uuid()}`;
    this.inputs = LEVELS.map((_, i) => {
      return make("input", { type: "radio", name, value: `sure-${i + 1}`, onchange: () => choose(i + 1) });
    });
    const labels = LEVELS.map((words, i) => make("label", {}, this.inputs[i], phrase(words)));
    const legend = make("legend", { textContent: phrase("How sure are you?") });
    this.element = make("fieldset", { className: "wf-sure-choice", hidden: true }, legend, ...labels);
  }

  /** @param {number} level 0 for none */
  show(level) {
    for (const [i, input] of this.inputs.entries()) input.checked = i + 1 === level;
  }
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 */
function makeButton(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 */
function makeQuietButton(textContent, onclick) {
  return make("button", { type: "button", className: "wf-quiet", textContent, onclick });
}
