// @ts-check
// Where a reader stopped in a lesson: our server keeps it, so that any device opens the lesson there.

import { request } from "./server.js";

/**
 * Return the name of the screen on which the lesson was left; "" where none is known.
 * @param {any} services
 * @param {string} path of the notebook
 * @returns {Promise<string>}
 */
export async function askPlace(services, path) {
  try {
    const reply = await request(services, at(path));
    return reply.ok ? (await reply.json()).place : "";
  } catch {
    return "";
  }
}

/** Tells the server where one is: the last place wins, however fast one goes on. */
export class PlaceKeeper {
  /**
   * @param {any} services
   * @param {() => string} path of the notebook, which may be renamed
   */
  constructor(services, path) {
    this.services = services;
    this.path = path;
    this.place = "";
    this.kept = "";
    this.busy = false;
  }

  /** @param {string} place */
  async keep(place) {
    this.place = place;
    if (this.busy) return;
    this.busy = true;
    while (this.place !== this.kept) {
      const place = this.place;
      await this.#tell(place);
      this.kept = place; // where that failed, the next screen is told
    }
    this.busy = false;
  }

  /** @param {string} place */
  async #tell(place) {
    try {
      await request(this.services, at(this.path()), { method: "PUT", body: JSON.stringify({ place }) });
    } catch {
      // The server does not answer, which the bar says.
    }
  }
}

/** @param {string} path */
function at(path) {
  return `wellfounded/place?path=${encodeURIComponent(path)}`;
}
