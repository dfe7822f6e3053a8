// @ts-check
// Ways to other places: screens of this lesson, and other lessons.

import { later, phrase } from "../../../i18n/messages.js";
import { saveFile } from "../../../notebook/widgets/save_file.js";
import { screenAt } from "../../jupyter/lesson_view/addresses.js";
import { beginReading, showHeading } from "../../jupyter/lesson_view/turning.js";
import { ROOT } from "./site_version.js";

/** @typedef {import("../../jupyter/lesson_view/screens.js").Screens} Screens */

const ON_BINDER = later(
  "Both need a network. On Binder you answer anew, or open your answers from a file; they are gone when it ends. The " +
    "downloaded lesson can be read in JupyterLab, and answered where the course is installed.",
);
const IN_JUPYTERLAB = later(
  "It needs a network. The downloaded lesson can be read in JupyterLab, and answered where the course is installed.",
);

/** @param {string} module */
export function addressOf(module) {
  return new URL(`${module}/index.html`, ROOT).href;
}

/** Return links to the same lesson for a computer, and what opens there. */
export function elsewhere() {
  const { binder } = document.body.dataset;
  const notebook = /** @type {HTMLLinkElement} */ (document.querySelector('link[type="application/x-ipynb+json"]'));
  const onBinder = { words: phrase("This lesson on Binder"), href: binder ?? "" };
  const download = { words: phrase("Download this lesson for JupyterLab"), href: notebook.href, download: "" };
  return binder
    ? { links: [onBinder, download], note: phrase(ON_BINDER) }
    : { links: [download], note: phrase(IN_JUPYTERLAB) };
}

/**
 * Show a screen, as one chose: Back leads here again.
 * @param {Screens} screens
 * @param {number} index
 */
export function goTo(screens, index) {
  if (!screens.list[index]) return;
  history.pushState({}, "", `#${encodeURIComponent(screens.list[index].name)}`);
  screens.show(index);
  beginReading(screens);
}

/**
 * Follow what views and addresses name.
 * @param {string} module the lesson that is shown
 * @param {Screens} screens
 * @param {import("./course_engine.js").CourseEngine} engine
 */
export function followLinks(module, screens, engine) {
  document.addEventListener("wellfounded-open", (event) => {
    const { path, place = "" } = /** @type {CustomEvent} */ (event).detail;
    event.preventDefault();
    const [other] = path.split("/");
    if (other === module) showPlace(screens, place);
    else location.assign(`${addressOf(other)}#${encodeURIComponent(place)}`);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[download][href^="/files/"]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    saveOwnFile(engine, decodeURIComponent(link.pathname.slice("/files/".length)));
  });
  window.addEventListener("popstate", () => showPlace(screens, screenAt()));
  if (screenAt()) showPlace(screens, screenAt());
}

/**
 * Let the reader save a file of theirs. Elsewhere a server hands it out; here Python has it.
 * @param {import("./course_engine.js").CourseEngine} engine
 * @param {string} path
 */
async function saveOwnFile(engine, path) {
  saveFile(path.split("/").at(-1) ?? "", await engine.ask("file", { path }), "application/octet-stream");
}

/**
 * Show a screen, a question ("case/question"), or a heading.
 * @param {Screens} screens
 * @param {string} place
 */
function showPlace(screens, place) {
  if (screens.showNamed(place.split("/")[0])) {
    beginReading(screens);
    screens.node.querySelector(`.wf-question[data-place$=${JSON.stringify(`/${place}`)}]`)?.scrollIntoView();
    return;
  }
  showHeading(screens, place);
}
