// @ts-check
// An interview as a page of a learning platform.

import { makeStatus } from "../../content/questions/elements.js";
import { draw } from "../../content/questions/interview.js";
import { isOver, walkScript } from "../../content/questions/interview_walk.js";
import { phrase } from "../../i18n/messages.js";
import { drawDebrief, verdictOf } from "./interview_debrief.js";
import { earned } from "./interview_score.js";
import { findApi, Platform } from "./platform.js";

const RESULTS = /** @type {const} */ ({ right: "correct", partly: "neutral", wrong: "wrong" });

/** @typedef {import("./platform.js").Path} Path */

function show() {
  const question = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("interview")).textContent ?? "");
  const place = /** @type {HTMLElement} */ (document.getElementById("place"));
  const platform = new Platform(findApi(window));
  const kept = makeStatus("p", "wf-kept");
  const debrief = document.createElement("div");
  const tell = () => {
    kept.textContent = platform.keeps ? "" : notKept();
  };
  const response = platform.path();
  const debriefOf = (/** @type {Path} */ path) => {
    const { moves, state } = walkScript(question, path);
    debrief.replaceChildren(...(isOver(question, state) ? [drawDebrief(question, moves)] : []));
    return moves;
  };
  /** @type {Path} */
  let path = response;
  const answer = (/** @type {Path} */ said) => {
    path = said;
    debriefOf(path);
    platform.keepPath(path);
    tell();
  };
  const end = () => {
    const moves = debriefOf(path);
    const lines = moves.map((move, n) => ({
      id: `line-${n + 1}`,
      said: path[n].join("."),
      result: RESULTS[verdictOf(move)],
    }));
    platform.keepScore(earned(question, moves), lines);
    tell();
    /** @type {HTMLElement} */ (debrief.firstChild).focus();
  };
  place.append(draw({ question, response, answer, end, check: () => {} }), debrief, kept);
  debriefOf(response);
  tell();
  addEventListener("pagehide", () => platform.finish());
}

function notKept() {
  return phrase("Your learning platform keeps nothing of this. You can go on; close the page, and it is gone.");
}

show();
