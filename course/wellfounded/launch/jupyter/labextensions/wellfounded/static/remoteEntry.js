// Runs the cells of a course lesson when it is opened, and again after its kernel restarted. A prebuilt JupyterLab
// extension, written by hand: JupyterLab calls `init` with what it shares, then `get`.
//
// JupyterLab's own trust is no guard: a notebook without outputs counts as trusted. So the server (launch/autostart.py) is
// asked whether every code cell is one that this release shipped, in a workspace that it laid out.

(() => {
  const ID = "wellfounded:start";
  let shared;

  async function load(name) {
    const versions = shared[name];
    const factory = await versions[Object.keys(versions)[0]].get();
    return factory();
  }

  async function genuine(services, path, sources) {
    const settings = services.ServerConnection.makeSettings();
    const request = { method: "POST", body: JSON.stringify({ path, sources }) };
    const reply = await services.ServerConnection.makeRequest(
      `${settings.baseUrl}wellfounded/genuine`,
      request,
      settings,
    );
    return reply.ok && (await reply.json()).genuine === true;
  }

  async function plugin() {
    const [notebook, registry, services] = await Promise.all(
      ["@jupyterlab/notebook", "@jupyterlab/settingregistry", "@jupyterlab/services"].map(load),
    );

    async function start(panel, settings) {
      if (!settings.get("startLessons").composite) return;
      if (!(await mayStart(panel))) return;
      // Not runAll: that makes the last cell the active one, and the reader would begin at the lesson's end.
      await notebook.NotebookActions.runCells(panel.content, panel.content.widgets, panel.sessionContext);
    }

    async function mayStart(panel) {
      const { context, sessionContext } = panel;
      const cells = () =>
        [...context.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
      const before = cells();
      const shipped = await genuine(services, sessionContext.path, before);
      // What is run is what was judged: nothing may have changed, nor the panel been closed, while the server looked.
      return shipped && !panel.isDisposed && JSON.stringify(cells()) === JSON.stringify(before);
    }

    const commanded = new Set(); // “Restart Kernel and Run All Cells”, while it lasts, runs them itself

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
      requires: [notebook.INotebookTracker, registry.ISettingRegistry],
      async activate(app, tracker, settingRegistry) {
        const settings = await settingRegistry.load(ID);
        app.commands.commandExecuted.connect(command);
        tracker.widgetAdded.connect((_, panel) => follow(panel, settings));
        tracker.forEach((panel) => {
          follow(panel, settings); // opened before this extension was
        });
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.wellfounded = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const made = await plugin();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
