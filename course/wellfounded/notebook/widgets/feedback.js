// @ts-check
// Feedback on an answer that was checked: on the page and on each part of the answer.

import { make } from "../../content/questions/elements.js";
import { markParts } from "./part_marks.js";
import { placeReasons, takeReasons } from "./part_reasons.js";
import { addSelfMarking } from "./rubric.js";

/**
 * @typedef {object} Judged what is said of an answer that was checked
 * @property {string} [feedback] HTML
 * @property {string} [verdict] right, partly or wrong; empty where nobody can say
 * @property {Record<string, boolean>} [marks] whether each part of the answer is right
 */

export class Feedback {
  /**
   * @param {HTMLElement} view the kind's own, whose parts are marked
   * @param {(points: import("./rubric.js").Points) => void} weigh gets what learners give themselves by a rubric
   */
  constructor(view, weigh) {
    this.view = view;
    this.weigh = weigh;
    this.html = "";
    /** @type {HTMLElement[]} what is shown at the parts themselves */
    this.reasons = [];
    this.element = make("div", { className: "wf-told" });
    /** Where it stands unless its reasons stand at the parts. */
    this.home = make("div", {}, this.element);
  }

  /**
   * Show what is said now, nothing perhaps. The same is not drawn again: something may be chosen in it.
   * @param {Judged} judged
   * @param {import("./rubric.js").Points} [selfmark]
   */
  show({ feedback = "", marks = {} }, selfmark) {
    markParts(this.view, marks);
    if (feedback !== this.html) {
      this.html = feedback;
      this.element.innerHTML = feedback;
      addSelfMarking(this.element, selfmark, this.weigh);
      for (const reason of this.reasons) reason.remove();
      this.reasons = takeReasons(this.element, this.view);
    }
    this.place();
    placeReasons(this.reasons, this.view);
  }

  /** The verdict comes first: it stands above the parts if they bear the reasons. */
  place() {
    const prompt = this.reasons.length
      ? (this.view.querySelector(".wf-look") ?? this.view.querySelector("legend"))
      : null;
    if (prompt) prompt.after(this.element);
    else if (!this.home.contains(this.element)) this.home.append(this.element);
  }

  /** Bring all of it into view, and where that is too much, how it begins. */
  bringIntoView() {
    for (const part of [this.element, this.element.firstElementChild]) part?.scrollIntoView({ block: "nearest" });
  }
}
