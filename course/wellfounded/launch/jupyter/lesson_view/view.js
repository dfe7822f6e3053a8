// @ts-check
// The learner's view: a lesson as pages to read, with JupyterLab's own tools out of sight until they are asked for.

import pathPlace from "../../../notebook/widgets/path_place.css";
import palette from "../../../render/palette.css";
import readingMarks from "../../../render/reading_marks.css";
import { leaveOutSteps } from "./addresses.js";
import bar from "./bar.css";
import contents from "./contents.css";
import foot from "./foot.css";
import { LearnersView } from "./learners_view.js";
import prose from "./prose.css";
import screens from "./screens.css";
import sittings from "./sittings.css";
import starting from "./starting.css";
import style from "./view.css";

const ID = "wellfounded:view";
const THEMES = "@jupyterlab/apputils-extension:themes";

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @param {import("./ahead.js").Ahead} ahead
 * @returns {import("./jupyterlab.d.ts").Plugin}
 */
export function viewPlugin(lab, ahead) {
  return {
    id: ID,
    autoStart: true,
    requires: [lab.notebook.INotebookTracker, lab.settingregistry.ISettingRegistry],
    optional: [lab.application.IRouter],
    async activate(app, tracker, settingRegistry, router) {
      if (router) leaveOutSteps(router); // at once: JupyterLab soon writes the address of what it opens
      document.head.append(
        Object.assign(document.createElement("style"), {
          textContent: [
            palette,
            style,
            bar,
            prose,
            screens,
            foot,
            contents,
            sittings,
            starting,
            pathPlace,
            readingMarks,
          ].join(""),
        }),
      );
      const [settings, themes] = await Promise.all([settingRegistry.load(ID), settingRegistry.load(THEMES)]);
      const view = new LearnersView(lab, app, settings, themes, ahead);
      const follow = (/** @type {unknown} */ _, /** @type {any} */ panel) => view.follow(panel);
      tracker.widgetAdded.connect(follow);
      tracker.forEach((/** @type {any} */ panel) => {
        follow(tracker, panel); // opened before this extension was
      });
      view.update();
    },
  };
}
