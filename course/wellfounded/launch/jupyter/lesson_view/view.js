// @ts-check
// The learner's view: a lesson as pages to read, with JupyterLab's own tools out of sight until they are asked for.

import palette from "../../../render/palette.css";
import prose from "./prose.css";
import { Screens } from "./screens.js";
import style from "./view.css";

const ID = "wellfounded:view";

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @returns {import("./jupyterlab.d.ts").Plugin}
 */
export function viewPlugin({ notebook, settingregistry }) {
  return {
    id: ID,
    autoStart: true,
    requires: [notebook.INotebookTracker, settingregistry.ISettingRegistry],
    async activate(_app, tracker, settingRegistry) {
      const settings = await settingRegistry.load(ID);
      document.head.append(Object.assign(document.createElement("style"), { textContent: palette + style + prose }));
      const apply = () => {
        document.body.dataset.wfView = settings.get("view").composite;
      };
      settings.changed.connect(apply);
      apply();
      tracker.widgetAdded.connect((/** @type {unknown} */ _, /** @type {any} */ panel) => {
        panel.context.ready.then(() => new Screens(panel.content));
      });
    },
  };
}
