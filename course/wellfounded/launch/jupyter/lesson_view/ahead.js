// @ts-check
// What a lesson needs of the server, asked for while JupyterLab itself still loads: by the time its page is drawn, it is
// known what the lesson is and where its reader stopped, and its kernel runs.

import { askPlace } from "./place.js";
import { askAbout, startKernel } from "./server.js";

/** @typedef {{ about: Promise<import("./server.js").About | null>, place: Promise<string> }} Answers */

export class Ahead {
  /** @param {any} services */
  constructor(services) {
    this.services = services;
    /** @type {Map<string, Answers>} by the path of the notebook */
    this.answers = new Map();
  }

  /**
   * Ask now what the opening of a notebook will ask. JupyterLab takes the kernel that runs for its path.
   * @param {string} path
   */
  prepare(path) {
    if (!path || this.answers.has(path)) return;
    const answers = this.#ask(path);
    this.answers.set(path, answers);
    answers.about.then((about) => about?.lesson && startKernel(this.services, path));
  }

  /**
   * Return the answers for a notebook that opens. The next time it opens, they are asked for anew.
   * @param {string} path
   * @returns {Answers}
   */
  take(path) {
    const answers = this.answers.get(path) ?? this.#ask(path);
    this.answers.delete(path);
    return answers;
  }

  /** @param {string} path */
  #ask(path) {
    return { about: askAbout(this.services, path), place: askPlace(this.services, path) };
  }
}
