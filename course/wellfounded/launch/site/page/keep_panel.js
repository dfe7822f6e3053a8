// @ts-check
// On the start page: keep the whole course on this device, stop and go on, get a newer version, remove it again.

import { make, makeStatus } from "../../../content/questions/elements.js";
import { later, locale, markLanguage, phrase } from "../../../i18n/messages.js";
import { screenAt } from "../../jupyter/lesson_view/addresses.js";
import { canKeep, HostError, keep, removeKept, whatIsMissing } from "./keeping.js";
import { keptNote } from "./kept_course.js";
import { hostsVersion, ROOT, VERSION } from "./site_version.js";

/** @typedef {import("./site_version.js").VersionList} VersionList */
/** @typedef {{ words: string, act: () => unknown }} Action */

export const PANEL = "keep-offline"; // also in the address that leads here

export class KeepPanel {
  constructor() {
    this.about = make("div");
    this.status = makeStatus("p", "wf-status");
    this.progress = make("progress", { hidden: true });
    this.actions = make("div", { className: "wf-actions" });
    const heading = make("h3", { textContent: phrase("Without a network"), id: `${PANEL}-heading` });
    this.progress.setAttribute("aria-labelledby", heading.id);
    const parts = [heading, this.about, this.status, this.progress, this.actions];
    this.element = make("section", { id: PANEL, className: "wf wf-keep", tabIndex: -1 }, ...parts);
    this.element.setAttribute("aria-labelledby", heading.id);
    markLanguage(this.element);
  }

  /** Look at what is kept, and at what the host has, and say what can be done. */
  async look() {
    if (!(await canKeep())) return this.#draw([phrase(CANNOT)], []);
    const [note, list] = await Promise.all([keptNote(ROOT), hostsVersion()]);
    if (note && (!list || list.version === note.version)) this.#drawKept(note);
    else if (list) await this.#drawOffer(list, Boolean(note));
    else this.#draw([phrase("There is no network now. With one, you can keep the whole course on this device.")], []);
  }

  /** @param {VersionList} note what is kept */
  #drawKept({ size, version }) {
    const words = [
      phrase("The whole course is kept on this device, {size}. It opens without a network.", { size: megabytes(size) }),
    ];
    const open = { words: phrase("Open the newer version"), act: () => location.reload() };
    const remove = { words: phrase("Remove the course from this device"), act: () => this.#remove() };
    this.#draw(words, version === VERSION ? [remove] : [open, remove]);
  }

  /**
   * @param {VersionList} list
   * @param {boolean} newer whether another version is kept
   */
  async #drawOffer(list, newer) {
    const { bytes, started } = await whatIsMissing(list);
    const size = megabytes(list.size - bytes);
    const get = (/** @type {string} */ words) => ({ words, act: () => this.#keep(list) });
    const remove = (/** @type {string} */ words) => ({ words, act: () => this.#remove() });
    if (newer) {
      const all = phrase("Remove the course from this device");
      return this.#draw([phrase(NEWER)], [get(phrase("Get the newer version, {size}", { size })), remove(all)]);
    }
    if (started) {
      const here = phrase("{here} of {all} are on this device.", { here: megabytes(bytes), all: megabytes(list.size) });
      const actions = [get(phrase("Go on keeping the course")), remove(phrase("Remove what is here"))];
      return this.#draw([here], actions);
    }
    const hasKeys = Object.keys(list.files).some((path) => path.endsWith("/keys.json"));
    const about = [phrase(OFFER), ...(hasKeys ? [phrase(KEYS)] : [])];
    this.#draw(about, [get(phrase("Keep the course on this device, {size}", { size }))]);
  }

  /** @param {VersionList} list */
  async #keep(list) {
    const stopping = new AbortController();
    let { bytes } = await whatIsMissing(list);
    const show = () => {
      this.progress.value = bytes / list.size;
      this.progress.textContent = `${megabytes(bytes)} / ${megabytes(list.size)}`;
    };
    navigator.storage.persist(); // a browser may ask the reader: nothing waits for that
    this.progress.hidden = false;
    show();
    this.#draw([], [{ words: phrase("Stop"), act: () => stopping.abort() }]);
    this.#say(
      "saving",
      phrase("The course is being kept: {size} in all. You can go on reading.", { size: megabytes(list.size) }),
    );
    const progress = (/** @type {number} */ more) => {
      bytes += more;
      show();
    };
    /** @type {[string, string]} */
    let result = ["saved", phrase("All of it is here now.")];
    try {
      await keep(list, { signal: stopping.signal, progress });
      if (!(await navigator.storage.persisted())) result[1] += ` ${phrase(MAY_DELETE)}`;
    } catch (error) {
      result = ["lost", await whyNot(error)];
    }
    this.progress.hidden = true;
    await this.look();
    this.#say(...result);
  }

  async #remove() {
    await removeKept();
    await this.look();
    this.#say("saved", phrase("The course is removed from this device. Your answers are still here."));
  }

  /** @param {string} state @param {string} words */
  #say(state, words) {
    this.status.dataset.state = state;
    this.status.textContent = words;
  }

  /** @param {string[]} paragraphs @param {Action[]} actions */
  #draw(paragraphs, actions) {
    const hadFocus = this.element.contains(document.activeElement);
    this.about.replaceChildren(...paragraphs.map((textContent) => make("p", { textContent })));
    const buttons = actions.map(({ words, act }) =>
      make("button", { type: "button", textContent: words, onclick: act }),
    );
    this.actions.replaceChildren(...buttons);
    if (hadFocus) (buttons[0] ?? this.element).focus();
  }
}

/**
 * Add the panel to the first screen of the start page; show it to whoever was led here for it.
 * @param {import("../../jupyter/lesson_view/screens.js").Screens} screens
 */
export async function addPanel(screens) {
  const panel = new KeepPanel();
  await panel.look();
  screens.list[0].cells.at(-1).node.append(panel.element);
  if (screenAt() === PANEL) showPanel(panel.element);
}

/** @param {HTMLElement} panel */
export function showPanel(panel) {
  panel.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
  panel.scrollIntoView();
  panel.focus();
}

const CANNOT = later(
  "This browser does not let the course be kept on this device. In a private window none does, nor where an address " +
    "does not begin with https. A page that is open goes on without a network.",
);
const OFFER = later(
  "You can keep the whole course on this device: all lessons, the Review and the glossary. Then it opens without a " +
    "network, and you can answer and hand in. Whoever uses this device can see that it is here. You can remove it at any " +
    "time; “Forget me” at your desk removes it too.",
);
const KEYS = later(
  "What lessons are marked by is kept with them, so that you see your marks at once. No page shows it before you hand in.",
);
const NEWER = later(
  "A newer version of the course is there. Until you get all of it, you go on with the one that is kept. Your answers " +
    "stay in either.",
);
const MAY_DELETE = later("The browser may delete it when the device runs out of room.");

/**
 * Return in words why the course is not kept.
 * @param {unknown} error
 */
async function whyNot(error) {
  const { name } = /** @type {Error} */ (error);
  if (name === "AbortError") return phrase("Stopped. What is here stays, and you can go on at any time.");
  if (name === "SecurityError") return phrase(CANNOT);
  if (name === "QuotaExceededError") return phrase("There is not enough room on this device.");
  if (error instanceof HostError)
    return phrase("Not all of the course could be fetched: it is being updated just now. Please try again later.");
  return phrase("The network went away. What is here stays; go on when it is back.");
}

/** @param {number} bytes */
function megabytes(bytes) {
  const unit = { style: "unit", unit: "megabyte", maximumFractionDigits: bytes < 1e6 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), /** @type {Intl.NumberFormatOptions} */ (unit)).format(bytes / 1e6);
}
