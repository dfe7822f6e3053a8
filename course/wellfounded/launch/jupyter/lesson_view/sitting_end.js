// @ts-check
// At the end of a sitting: a place to stop, with what was done in it, and what comes next.

import { COURSE, make } from "../../../content/questions/elements.js";
import { markLanguage, phrase, phraseMany } from "../../../i18n/messages.js";
import { countAnswers } from "./contents.js";
import { sittingsOf } from "./sittings.js";
import { titleOf } from "./titles.js";

/**
 * Say on the last screen of each sitting but the last that it ends, and keep that up to date.
 * @param {import("./screens.js").Screens} screens
 */
export function markSittingEnds(screens) {
  /** @type {HTMLElement[]} */
  let notes = [];
  const draw = () => {
    const { list } = screens;
    const sittings = sittingsOf(screens);
    for (const note of notes) note.remove();
    notes = sittings.slice(1).map((following, i) => {
      const note = drawEnd(list, sittings[i], following);
      list[sittings[i].last].cells.at(-1).node.append(note);
      return note;
    });
  };
  screens.addEventListener("change", draw);
  screens.node.addEventListener("wellfounded-change", draw);
  draw();
}

/**
 * @param {import("./screens.js").Screen[]} list
 * @param {import("./sittings.js").Sitting} sitting
 * @param {import("./sittings.js").Sitting} following
 */
function drawEnd(list, sitting, following) {
  const head = make("p", { className: "wf-sitting-head", textContent: phrase("A good place to stop") });
  const next = make("span", { ...COURSE, textContent: titleOf(list[following.first]) });
  const time = phraseMany("about {n} minute", "about {n} minutes", following.minutes);
  const onward = make("p", {}, phrase("The next sitting begins with:"), " ", next, ` (${time}).`);
  const kept = make("p", { textContent: phrase("Whenever you come back, the lesson opens where you stopped.") });
  const note = make("aside", { className: "wf-sitting-end" }, head, doneIn(list, sitting), onward, kept);
  const name = phrase("Sitting {n} of {all}", { n: sitting.number, all: sitting.all });
  note.setAttribute("aria-label", `${head.textContent}: ${name}`); // on one page there are several
  markLanguage(note);
  return note;
}

/**
 * Return what was done in a sitting.
 * @param {import("./screens.js").Screen[]} list
 * @param {import("./sittings.js").Sitting} sitting
 */
function doneIn(list, sitting) {
  const { all, answered } = countAnswers({
    cells: list.slice(sitting.first, sitting.last + 1).flatMap(({ cells }) => cells),
  });
  const words = phrase("This was sitting {n} of {all}.", { n: sitting.number, all: sitting.all });
  const left = all - answered;
  const rest = left
    ? phraseMany("{n} of its questions is still to answer.", "{n} of its questions are still to answer.", left)
    : phraseMany("Its {n} question is answered.", "All of its {n} questions are answered.", all);
  return make("p", { textContent: all ? `${words} ${rest}` : words });
}
