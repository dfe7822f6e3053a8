"use strict";
(() => {
  // wellfounded/launch/jupyter/lesson_view/start.js
  var ID = "wellfounded:start";
  function startPlugin({ notebook, services, settingregistry }) {
    const commanded = /* @__PURE__ */ new Set();
    async function start(panel, settings) {
      if (!settings.get("startLessons").composite) return;
      if (!await mayStart(panel)) return;
      await notebook.NotebookActions.runCells(panel.content, panel.content.widgets, panel.sessionContext);
    }
    async function mayStart(panel) {
      const { context, sessionContext } = panel;
      const sources = () => [...context.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
      const before = sources();
      const shipped = await isGenuine(services, sessionContext.path, before);
      return shipped && !panel.isDisposed && JSON.stringify(sources()) === JSON.stringify(before);
    }
    function command(_, { id, result }) {
      if (!/restart.*run/.test(id)) return;
      commanded.add(result);
      Promise.resolve(result).finally(() => commanded.delete(result));
    }
    function follow(panel, settings) {
      let restarting = false;
      const again = (_, status) => {
        if (status === "restarting" || status === "autorestarting") restarting = true;
        else if (status === "idle" && restarting) {
          restarting = false;
          if (!commanded.size) start(panel, settings);
        }
      };
      Promise.all([panel.context.ready, panel.sessionContext.ready]).then(() => {
        if (panel.isDisposed) return;
        start(panel, settings);
        panel.sessionContext.statusChanged.connect(again);
      });
    }
    return {
      id: ID,
      autoStart: true,
      requires: [notebook.INotebookTracker, settingregistry.ISettingRegistry],
      async activate(app, tracker, settingRegistry) {
        const settings = await settingRegistry.load(ID);
        app.commands.commandExecuted.connect(command);
        tracker.widgetAdded.connect((_, panel) => follow(panel, settings));
        tracker.forEach((panel) => {
          follow(panel, settings);
        });
      }
    };
  }
  async function isGenuine(services, path, sources) {
    const settings = services.ServerConnection.makeSettings();
    const request = { method: "POST", body: JSON.stringify({ path, sources }) };
    const reply = await services.ServerConnection.makeRequest(
      `${settings.baseUrl}wellfounded/genuine`,
      request,
      settings
    );
    return reply.ok && (await reply.json()).genuine === true;
  }

  // wellfounded/launch/jupyter/lesson_view/prose.css
  var prose_default = "/* The prose of a lesson in the learner's view. */\n";

  // wellfounded/launch/jupyter/lesson_view/screens.js
  var HIDDEN = "wf-elsewhere";
  var Screens = class extends EventTarget {
    /** @param {any} notebook the JupyterLab notebook widget that shows the lesson */
    constructor(notebook) {
      super();
      this.notebook = notebook;
      this.list = split(notebook.widgets);
      this.index = 0;
      this.all = false;
      this.show(0);
    }
    get current() {
      return this.list[this.index];
    }
    /** @param {number} index of the screen that is shown from now on */
    show(index) {
      this.index = Math.min(Math.max(index, 0), this.list.length - 1);
      for (const [number, screen] of this.list.entries()) {
        for (const cell of screen.cells) cell.node.classList.toggle(HIDDEN, !this.all && number !== this.index);
      }
      this.dispatchEvent(new Event("change"));
    }
    /** @param {boolean} all whether the lesson is one page */
    showAll(all) {
      this.all = all;
      this.show(this.index);
    }
    /** @param {Element} element whose screen is shown from now on */
    reveal(element) {
      const index = this.list.findIndex(({ cells }) => cells.some((cell) => cell.node.contains(element)));
      if (index >= 0 && index !== this.index) this.show(index);
    }
  };
  function split(cells) {
    const screens = [];
    for (const cell of cells) {
      const begun = beginning(cell);
      if (begun || !screens.length) screens.push({ kind: "section", title: "", ...begun, cells: [cell] });
      else screens[screens.length - 1].cells.push(cell);
    }
    return screens;
  }
  function beginning(cell) {
    const source = cell.model.sharedModel.getSource();
    if (cell.model.type === "markdown") {
      const heading = /^#{1,2} +(.+)$/m.exec(source);
      return heading && { kind: "section", title: heading[1] };
    }
    if (/^case\(/m.test(source)) return { kind: "case", title: "" };
    return /^hand_in\(/m.test(source) ? { kind: "panel", title: "" } : null;
  }

  // wellfounded/launch/jupyter/lesson_view/view.css
  var view_default = `/* What the learner's view hides of JupyterLab. */
body[data-wf-view="lesson"] .wf-elsewhere { display: none; }
`;

  // wellfounded/launch/jupyter/lesson_view/view.js
  var ID2 = "wellfounded:view";
  function viewPlugin({ notebook, settingregistry }) {
    return {
      id: ID2,
      autoStart: true,
      requires: [notebook.INotebookTracker, settingregistry.ISettingRegistry],
      async activate(_app, tracker, settingRegistry) {
        const settings = await settingRegistry.load(ID2);
        document.head.append(Object.assign(document.createElement("style"), { textContent: view_default + prose_default }));
        const apply = () => {
          document.body.dataset.wfView = settings.get("view").composite;
        };
        settings.changed.connect(apply);
        apply();
        tracker.widgetAdded.connect((_, panel) => {
          panel.context.ready.then(() => new Screens(panel.content));
        });
      }
    };
  }

  // wellfounded/launch/jupyter/lesson_view/extension.js
  var SHARED = {
    application: "@jupyterlab/application",
    apputils: "@jupyterlab/apputils",
    notebook: "@jupyterlab/notebook",
    services: "@jupyterlab/services",
    settingregistry: "@jupyterlab/settingregistry",
    widgets: "@lumino/widgets"
  };
  var scope;
  async function load(name) {
    const versions = scope[name];
    const factory = await versions[Object.keys(versions)[0]].get();
    return factory();
  }
  async function modules() {
    const loaded = await Promise.all(Object.entries(SHARED).map(async ([key, name]) => [key, await load(name)]));
    return Object.fromEntries(loaded);
  }
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.wellfounded = {
    init(shared) {
      scope = shared;
    },
    async get() {
      const lab = await modules();
      return () => ({ __esModule: true, default: [startPlugin(lab), viewPlugin(lab)] });
    }
  };
})();
