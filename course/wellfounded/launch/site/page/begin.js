// @ts-check
// Before anything is drawn: the page is a lesson to be read, in the colours and the size that its reader chose. And where
// the host has another version by now, so that a part of this page does not come, the page says so. This file is the one
// script that stays at its address.

import { makeStatus } from "../../../content/questions/elements.js";
import { markLanguage, phrase, speak } from "../../../i18n/messages.js";
import { leaveOnEscape } from "../../../notebook/widgets/leave.js";
import { applySize } from "../../jupyter/lesson_view/settings.js";
import { applyTheme, Choices } from "./choices.js";
import { stayAway } from "./left.js";
import { reloadButton, UPDATED } from "./updated.js";

// Opened as a file, a page runs no module: it is read as where nothing runs.
const runs = location.protocol !== "file:";
if (runs) document.documentElement.classList.add("wf-begun");
leaveOnEscape();
const choices = new Choices();
applyTheme(choices.get("theme").composite);
applySize(choices.get("textSize").composite);
stayAway();
if (runs) document.head.addEventListener("error", ({ target }) => isNeeded(target) && whenRead(sayUpdated), true);

/** @param {EventTarget | null} target */
function isNeeded(target) {
  return target instanceof Element && target.matches('script, link[rel="stylesheet"]');
}

/** @param {() => void} act */
function whenRead(act) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act, { once: true });
  else act();
}

function sayUpdated() {
  if (document.querySelector(".wf-trouble")) return;
  document.documentElement.classList.remove("wf-begun"); // all of the lesson can be read
  speak(choices.get("spoken").composite.words);
  const line = makeStatus("p", "wf-trouble");
  markLanguage(line);
  document.body.prepend(line);
  line.append(phrase(UPDATED), " ", reloadButton());
}
