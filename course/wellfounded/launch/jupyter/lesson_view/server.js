// @ts-check
// What the learner's view asks of our part of Jupyter's server, see launch/lesson_handlers.py.

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
function request(services, path, options = {}) {
  const settings = services.ServerConnection.makeSettings();
  return services.ServerConnection.makeRequest(`${settings.baseUrl}${path}`, options, settings);
}
