// @ts-check
// What becomes of a page when its host has another version: a kept course says so, and a page that cannot go on does.

import { make } from "../../../content/questions/elements.js";
import { later, phrase } from "../../../i18n/messages.js";
import { stored } from "../../../notebook/widgets/unsent.js";
import { PANEL, showPanel } from "./keep_panel.js";
import { keptNote } from "./kept_course.js";
import { addressOf } from "./links.js";
import { hostsVersion, ROOT, VERSION } from "./site_version.js";
import { reloadButton, UPDATED } from "./updated.js";

const NOT_STARTED = later(
  "The questions do not start in this browser, or the course is just being updated. You can read all of this lesson; " +
    "to answer, reload the page in a while, or try another browser.",
);
const NO_NETWORK = later(
  "There is no network, and the course is not kept on this device. You can read all of this lesson; to answer, go " +
    "online and reload the page.",
);
const LATER = "wellfounded later"; // the version that was put off, in this window

/**
 * Return what to say where the questions of a page did not start.
 * @returns {Promise<(string | Node)[]>}
 */
export async function whyNotStarted() {
  const list = await hostsVersion();
  const reason = list ? (list.version === VERSION ? NOT_STARTED : UPDATED) : NO_NETWORK;
  return [phrase(reason), " ", reloadButton()];
}

/**
 * Say once in a window that a newer version of a kept course is there, and let go of older ones that no page needs.
 * @param {string} start the module of the start page
 * @param {(...parts: (string | Node)[]) => void} say
 */
export async function sayWhatIsNewer(start, say) {
  const note = "caches" in self ? await keptNote(ROOT).catch(() => null) : null;
  if (!note) return;
  if (note.version === VERSION) navigator.serviceWorker.controller?.postMessage("delete unused");
  const list = await hostsVersion();
  if (!list || list.version === note.version || stored(() => sessionStorage, LATER)?.version === list.version) return;
  const look = make("button", { type: "button", textContent: phrase("Get it…"), onclick: () => goToPanel(start) });
  const putOff = make("button", { type: "button", textContent: phrase("Later") });
  putOff.onclick = () => {
    sessionStorage.setItem(LATER, JSON.stringify({ version: list.version }));
    say();
  };
  say(phrase("A newer version of the course is there."), " ", look, " ", putOff);
}

/** @param {string} start */
function goToPanel(start) {
  const panel = document.getElementById(PANEL);
  if (panel) showPanel(panel);
  else location.assign(`${addressOf(start)}#${PANEL}`);
}
