// @ts-check
// Runs the cells of a course lesson when it is opened, and again after its kernel restarted.
//
// JupyterLab's own trust is no guard: a notebook without outputs counts as trusted. So the server (launch/autostart.py) is
// asked whether every code cell is one that this release shipped, in a workspace that it laid out.

import { whenLaidOut } from "./laid_out.js";
import { holdStaticForms } from "./starting.js";

const ID = "wellfounded:start";
const FIRST = 3; // cells that come alive before the others, besides the one that imports
const LIVE_MS = 1000; // for which the others wait at most

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
    for (const cells of inTurn(panel.content.widgets)) {
      const live = holdStaticForms(cells);
      await notebook.NotebookActions.runCells(panel.content, cells, panel.sessionContext);
      await Promise.race([live, new Promise((resolve) => setTimeout(resolve, LIVE_MS))]);
    }
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
 * Return the cells in the order in which they come alive: what all others import, with what is read or comes next; then the
 * others. The first are few: while JupyterLab takes up what many cells show, the browser draws none of them.
 * @param {any[]} cells
 * @returns {any[][]}
 */
export function inTurn(cells) {
  const code = cells.filter(({ model }) => model.type === "code");
  const read = cells.findIndex(isOnScreen);
  const near = code.filter((cell) => cell !== code[0] && cells.indexOf(cell) >= read);
  const first = [...code.slice(0, 1), ...near.slice(0, FIRST)];
  return [first, cells.filter((cell) => !first.includes(cell))];
}

/** @param {any} cell */
function isOnScreen({ node }) {
  if (node.hasAttribute("hidden")) return false;
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
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
