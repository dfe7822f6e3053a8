// @ts-check
// Runs the cells of a course lesson when it is opened, and again after its kernel restarted.
//
// JupyterLab's own trust is no guard: a notebook without outputs counts as trusted. So the server (launch/autostart.py) is
// asked whether every code cell is one that this release shipped, in a workspace that it laid out.

import { whenLaidOut } from "./laid_out.js";

const ID = "wellfounded:start";

/**
 * @param {import("./jupyterlab.d.ts").Modules} lab
 * @returns {import("./jupyterlab.d.ts").Plugin}
 */
export function startPlugin({ notebook, services, settingregistry }) {
  const commanded = new Set(); // “Restart Kernel and Run All Cells”, while it lasts, runs them itself

  /**
   * @param {any} panel
   * @param {any} settings
   */
  async function start(panel, settings) {
    if (settings.get("startLessons").composite) await run(panel);
  }

  /** @param {any} panel whose cells are run if the server says that they are this release's */
  async function run(panel) {
    say("starting");
    if (!(await mayStart(panel))) return say("refused");
    // Without a kernel JupyterLab clears what cells show, and runs none.
    if (!panel.sessionContext.session?.kernel) return say("stopped");
    // Not runAll: that makes the last cell the active one, and the reader would begin at the lesson's end.
    for (const cells of inTurn(panel.content.widgets))
      await notebook.NotebookActions.runCells(panel.content, cells, panel.sessionContext);
    say("started");
  }

  /** @param {any} panel */
  async function mayStart(panel) {
    const { context, sessionContext } = panel;
    const sources = () =>
      [...context.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
    const before = sources();
    const judged = isGenuine(services, sessionContext.path, before);
    const [shipped] = await Promise.all([judged, sessionContext.ready, whenLaidOut(panel)]);
    // What is run is what was judged: nothing may have changed, nor the panel been closed, in the meantime.
    return shipped && !panel.isDisposed && JSON.stringify(sources()) === JSON.stringify(before);
  }

  /**
   * @param {unknown} _
   * @param {{ id: string, result: unknown }} command
   */
  function command(_, { id, result }) {
    if (!/restart.*run/.test(id)) return;
    commanded.add(result);
    Promise.resolve(result).finally(() => {
      commanded.delete(result);
      if (document.body.dataset.wfStart === "starting") say("started");
    });
  }

  /**
   * @param {any} panel
   * @param {any} settings
   */
  function follow(panel, settings) {
    let restarting = false;
    const again = (/** @type {unknown} */ _, /** @type {string} */ status) => {
      if (status === "restarting" || status === "autorestarting") {
        restarting = true;
        if (settings.get("startLessons").composite) say("starting");
      } else if (status === "idle" && restarting) {
        restarting = false;
        if (!commanded.size) start(panel, settings);
      }
    };
    panel.context.ready.then(() => {
      if (panel.isDisposed) return;
      start(panel, settings);
      panel.sessionContext.statusChanged.connect(again);
      panel.node.addEventListener("wellfounded-start", () => run(panel)); // the learner's own wish, see starting.js
    });
  }

  return {
    id: ID,
    autoStart: true,
    requires: [notebook.INotebookTracker, settingregistry.ISettingRegistry],
    async activate(app, tracker, settingRegistry) {
      const settings = await settingRegistry.load(ID);
      app.commands.commandExecuted.connect(command);
      tracker.widgetAdded.connect((/** @type {unknown} */ _, /** @type {any} */ panel) => follow(panel, settings));
      tracker.forEach((/** @type {any} */ panel) => {
        follow(panel, settings); // opened before this extension was
      });
    },
  };
}

/**
 * Return the cells in the order in which they come alive: what all others import, with what is on the screen; the others.
 * @param {any[]} cells
 * @returns {any[][]}
 */
function inTurn(cells) {
  const first = cells.find(({ model }) => model.type === "code");
  const shown = cells.filter((cell) => cell === first || !cell.node.hasAttribute("hidden"));
  return [shown, cells.filter((cell) => !shown.includes(cell))];
}

/**
 * Say on the page what became of the start of a lesson.
 * @param {"starting" | "started" | "refused" | "stopped"} state
 */
function say(state) {
  document.body.dataset.wfStart = state;
}

/**
 * @param {any} services
 * @param {string} path
 * @param {string[]} sources
 */
async function isGenuine(services, path, sources) {
  const settings = services.ServerConnection.makeSettings();
  const request = { method: "POST", body: JSON.stringify({ path, sources }) };
  const reply = await services.ServerConnection.makeRequest(
    `${settings.baseUrl}wellfounded/genuine`,
    request,
    settings,
  );
  return reply.ok && (await reply.json()).genuine === true;
}
