// @ts-check
// Opens a lesson in this window, wherever the learner has put it since the page was drawn.

import { phrase } from "../../../i18n/messages.js";
import { addressOf, askAbout } from "./server.js";

const OPEN = "docmanager:open"; // JupyterLab's command; in Notebook 7 it would open another window

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @param {any} app
 * @param {import("./server.js").LessonName} lesson as it was when the page was drawn
 * @param {(words: string) => void} tell says what went wrong
 */
export async function openLesson({ services }, app, { module, path: before }, tell) {
  const about = await askAbout(services, before);
  const path = about ? about.lessons.find((lesson) => lesson.module === module)?.path : before;
  if (!path) {
    tell(
      phrase("This lesson is not in your course folder any more. Close the course and start it again: it comes back."),
    );
    return;
  }
  const opening = new CustomEvent("wellfounded-open", { cancelable: true, detail: { path } });
  if (!document.dispatchEvent(opening)) return; // somebody else has opened it
  if (document.body.dataset.notebook === undefined) app.commands.execute(OPEN, { path });
  else location.assign(addressOf(services, path));
}
