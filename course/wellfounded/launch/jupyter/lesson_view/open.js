// @ts-check
// Opens a lesson in this window.

import { addressOf } from "./server.js";

const OPEN = "docmanager:open"; // JupyterLab's command; in Notebook 7 it would open another window

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @param {any} app
 * @param {string} path of its notebook
 */
export function openLesson({ services }, app, path) {
  const opening = new CustomEvent("wellfounded-open", { cancelable: true, detail: { path } });
  if (!document.dispatchEvent(opening)) return; // somebody else has opened it
  if (document.body.dataset.notebook === undefined) app.commands.execute(OPEN, { path });
  else location.assign(addressOf(services, path));
}
