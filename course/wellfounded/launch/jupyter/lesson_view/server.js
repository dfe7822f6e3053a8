// @ts-check
// What the learner's view asks of our part of Jupyter's server, see launch/lesson_handlers.py.

const KERNEL = "python3"; // ours, in jupyter/kernels

/** @typedef {{ module: string, number: string, title: string, path: string }} LessonName */
/**
 * @typedef {object} About what the server says of a notebook
 * @property {LessonName | null} lesson which lesson it is
 * @property {LessonName[]} lessons all lessons, where they lie now
 * @property {string} language
 * @property {Record<string, string>} languages the name of each, by its code
 * @property {import("../../../i18n/messages.js").Catalogue} words
 */

/**
 * Return what our server says of a notebook; null where the server is not ours, or does not answer.
 * @param {import("./jupyterlab.d.ts").Modules["services"]} services
 * @param {string} path
 * @returns {Promise<About | null>}
 */
export async function askAbout(services, path) {
  try {
    const reply = await request(services, `wellfounded/lesson?path=${encodeURIComponent(path)}`);
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}

/**
 * Start the kernel of a lesson, unless one runs for its path.
 * @param {any} services
 * @param {string} path
 */
export async function startKernel(services, path) {
  const session = { path, name: path.split("/").at(-1), type: "notebook", kernel: { name: KERNEL } };
  try {
    await request(services, "api/sessions", { method: "POST", body: JSON.stringify(session) });
  } catch {
    // JupyterLab starts one, or says why there is none.
  }
}

/**
 * Write down on the server which language the learner chose; return whether that was done.
 * @param {any} services
 * @param {string} language
 */
export async function chooseLanguage(services, language) {
  try {
    const options = { method: "PUT", body: JSON.stringify({ language }) };
    return (await request(services, "wellfounded/language", options)).ok;
  } catch {
    return false;
  }
}

/**
 * Return where a lesson is printed from.
 * @param {any} services
 * @param {string} path of its notebook
 */
export function printAddress(services, path) {
  return `${base(services)}wellfounded/print?path=${encodeURIComponent(path)}`;
}

/**
 * Return the address of a lesson, in JupyterLab or in Notebook 7.
 * @param {any} services
 * @param {string} path of its notebook
 */
export function addressOf(services, path) {
  const folder = document.body.dataset.notebook === undefined ? "doc/tree" : "notebooks";
  return `${base(services)}${folder}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * Return whether the server answers now.
 * @param {import("./jupyterlab.d.ts").Modules["services"]} services
 */
export async function answers(services) {
  try {
    return (await request(services, "api")).ok;
  } catch {
    return false;
  }
}

/**
 * @param {any} services
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
export function request(services, path, options = {}) {
  const settings = services.ServerConnection.makeSettings();
  return services.ServerConnection.makeRequest(`${base(services)}${path}`, options, settings);
}

/** @param {any} services */
function base(services) {
  return services.ServerConnection.makeSettings().baseUrl;
}
