// @ts-check
// Our JupyterLab extension: it starts lessons by themselves, and shows them as pages to read. It is put together by
// bundle.js as JupyterLab wants a prebuilt extension: JupyterLab calls `init` with what it shares, then `get`.

import { documentAt } from "./addresses.js";
import { Ahead } from "./ahead.js";
import { startPlugin } from "./start.js";
import { viewPlugin } from "./view.js";

const SHARED = {
  application: "@jupyterlab/application",
  apputils: "@jupyterlab/apputils",
  notebook: "@jupyterlab/notebook",
  services: "@jupyterlab/services",
  settingregistry: "@jupyterlab/settingregistry",
  widgets: "@lumino/widgets",
};

/** @type {Record<string, Record<string, { get(): Promise<() => any> }>>} by name and version */
let scope;

/** @param {string} name */
async function load(name) {
  const versions = scope[name];
  const factory = await versions[Object.keys(versions)[0]].get();
  return factory();
}

/** @returns {Promise<import("./jupyterlab.d.ts").Modules>} */
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
    const ahead = new Ahead(lab.services);
    ahead.prepare(documentAt(location.pathname));
    return () => ({ __esModule: true, default: [startPlugin(lab), viewPlugin(lab, ahead)] });
  },
};
