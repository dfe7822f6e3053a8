// @ts-check
// The learner's view: a lesson as pages to read, with JupyterLab's own tools out of sight until they are asked for.

import palette from "../../../render/palette.css";
import { Frame } from "./frame.js";
import prose from "./prose.css";
import { muteKeys, protect } from "./reading.js";
import { Screens } from "./screens.js";
import { askAbout } from "./server.js";
import { labelTables } from "./tables.js";
import style from "./view.css";

const ID = "wellfounded:view";

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @returns {import("./jupyterlab.d.ts").Plugin}
 */
export function viewPlugin(lab) {
  return {
    id: ID,
    autoStart: true,
    requires: [lab.notebook.INotebookTracker, lab.settingregistry.ISettingRegistry],
    async activate(app, tracker, settingRegistry) {
      const settings = await settingRegistry.load(ID);
      document.head.append(Object.assign(document.createElement("style"), { textContent: palette + style + prose }));
      const view = new View(lab, app, settings);
      const follow = (/** @type {unknown} */ _, /** @type {any} */ panel) => {
        view.follow(panel);
        labelTables(panel.content.node);
      };
      tracker.widgetAdded.connect(follow);
      tracker.forEach((/** @type {any} */ panel) => {
        follow(tracker, panel); // opened before this extension was
      });
      view.update();
    },
  };
}

class View {
  /**
   * @param {import("./jupyterlab.d.ts").Modules} lab
   * @param {any} app
   * @param {any} settings
   */
  constructor(lab, app, settings) {
    this.lab = lab;
    this.shell = app.shell;
    this.settings = settings;
    this.frame = new Frame(app.shell, null);
    /** @type {Map<any, import("./server.js").About | null>} by the panel that shows the notebook */
    this.about = new Map();
    this.restored = false;
    const update = () => this.update();
    app.restored.then(() => {
      this.restored = true;
      update();
    });
    settings.changed.connect(update);
    for (const changed of [app.shell.currentChanged, app.shell.layoutModified]) changed?.connect(update);
  }

  /** @param {any} panel that shows a notebook from now on */
  async follow(panel) {
    await panel.context.ready;
    const about = await askAbout(this.lab.services, panel.context.path);
    if (panel.isDisposed) return;
    this.about.set(panel, about);
    panel.disposed.connect(() => this.about.delete(panel));
    if (about?.lesson) this.#show(panel);
    this.update();
  }

  /** @param {any} panel that shows a lesson */
  #show(panel) {
    protect(panel);
    labelTables(panel.content.node);
    const screens = new Screens(panel.content);
    const pages = () => screens.showAll(this.settings.get("pages").composite === "all");
    this.settings.changed.connect(pages);
    panel.disposed.connect(() => this.settings.changed.disconnect(pages));
    pages();
  }

  /** Show the lesson, or JupyterLab. A document that is no lesson is shown in JupyterLab. */
  update() {
    const current = this.shell.currentWidget;
    const about = this.about.get(current);
    const other = current && (about === undefined ? !isNotebook(current) : !about?.lesson);
    const reading = this.settings.get("view").composite === "lesson" && !other;
    document.body.dataset.wfView = reading ? "lesson" : "jupyterlab";
    muteKeys(reading);
    if (reading && this.restored) this.frame.hide();
    if (!reading) this.frame.show();
  }
}

/** @param {any} widget */
function isNotebook(widget) {
  return Boolean(widget.context && widget.sessionContext);
}
