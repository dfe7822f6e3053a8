// @ts-check
// Links of a view to lessons: where one lies now is asked of the kernel, for learners rename and move what is theirs.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { connect } from "./kernel.js";

/** @typedef {{path: string, href: string, place?: string}} Target a lesson, by path and address; a question in it */

/**
 * Let the links in `root` open lessons. Return how to end.
 * @param {HTMLElement} root
 * @param {import("./kernel.js").Model} model
 */
export function followLinks(root, model) {
  /** @type {Map<string, HTMLAnchorElement>} the links that were followed, by the id of their message */
  const followed = new Map();
  let asleep = false;
  const slept = () => {
    asleep = true;
  };
  const kernel = connect(model, { heard, silent, slept });

  /** @param {import("./kernel.js").Message} message */
  function heard({ id, path, href, refused }) {
    const link = followed.get(id);
    followed.delete(id);
    if (link && refused) tell(link, refused);
    else if (link) openLesson(root, { path, href, place: link.dataset.in });
  }

  /** @param {string} id */
  function silent(id) {
    const link = followed.get(id);
    followed.delete(id); // a word that comes late opens nothing
    if (link) openLesson(root, known(link));
  }

  /** @param {MouseEvent} event */
  function follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-lesson]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (asleep) {
      openLesson(root, known(link));
      return;
    }
    const id = uuid();
    followed.set(id, link);
    kernel.post({ id, event: "where", lesson: link.dataset.lesson });
  }

  root.addEventListener("click", follow);
  return () => {
    root.removeEventListener("click", follow);
    kernel.end();
  };
}

/**
 * Open a lesson: by the page, if it knows how; else by JupyterLab, which runs no command from outside a lesson that it
 * trusts, so from within `root`; in Notebook 7, which does not know the command, by its address.
 * @param {HTMLElement} root
 * @param {Target} target
 */
export function openLesson(root, { path, href, place }) {
  const detail = { path, place: place || undefined };
  if (!document.dispatchEvent(new CustomEvent("wellfounded-open", { cancelable: true, detail }))) return;
  const link = make("a", { href, hidden: true });
  if (document.body.dataset.notebook === undefined) {
    link.dataset.commandlinkerCommand = "docmanager:open";
    link.dataset.commandlinkerArgs = JSON.stringify({ path });
  }
  root.append(link);
  link.click();
  link.remove();
}

/** @param {HTMLAnchorElement} link */
function known(link) {
  return { path: link.dataset.path ?? "", href: link.href, place: link.dataset.in };
}

/**
 * Say after a link why it leads nowhere.
 * @param {HTMLAnchorElement} link
 * @param {string} words
 */
function tell(link, words) {
  const shown = link.nextElementSibling;
  const status = shown?.matches(".wf-gone") ? shown : makeStatus("span", "wf-gone");
  link.after(status);
  status.textContent = words;
}
