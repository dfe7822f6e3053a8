// @ts-check
// Runs the course's Python away from the page, and keeps in the browser what it writes before the page hears of it.

import { Answers } from "./answers.js";
import { bringMore, startCourse } from "./course_python.js";

/** @typedef {{ id: number, event: string, [field: string]: any }} Wish what the page asks for */

const LOCK = "wellfounded"; // one window at a time writes
const MORE_MS = 5000; // after the start: by then a lesson is alive
const NO_ROOM = 28; // ENOSPC, which Python tells the learner of

/** @type {any} */
let python;
/** @type {any} the module lesson_engine.py */
let engine;
const answers = new Answers();
const starting = startCourse(); // before the page has said which lesson it is
/** @type {Promise<void> | undefined} Python has all that this browser keeps */
let started;
/** Wishes are granted one after the other, in their order. */
let last = Promise.resolve();

self.onmessage = ({ data }) => {
  last = last.then(() => grant(data));
};

/** @param {Wish} wish */
async function grant(wish) {
  try {
    const reply = await DOINGS[wish.event](wish);
    self.postMessage({ id: wish.id, event: wish.event, reply });
  } catch (error) {
    self.postMessage({ id: wish.id, event: wish.event, error: String(error) });
  }
}

/** @type {Record<string, (wish: any) => Promise<any>>} */
const DOINGS = {
  /** Draw parts of a lesson, once Python has started. */
  async open({ module, calls }) {
    started ??= start();
    await started;
    return alone(async () => JSON.parse(engine.open_lesson(module, JSON.stringify(calls))));
  },
  /** Let a view hear something. */
  async hear({ view, content, buffers }) {
    return alone(async () => {
      const said = hear(view, content, buffers);
      if (await keep()) return said;
      return refused(() => hear(view, content, buffers));
    });
  },
  /** Return the bytes of a file of the learner's. */
  async file({ path }) {
    return toScript(engine.read_file(path));
  },
  /** Speak another language, and return its words; null where that could not be kept. */
  async speak({ language }) {
    return alone(async () => {
      const words = JSON.parse(engine.speak(language));
      return (await keep()) ? words : null;
    });
  },
};

async function start() {
  const [course, kept] = await Promise.all([starting, answers.open()]);
  ({ python, engine } = course);
  engine.lay_out(toPython(kept));
  setTimeout(() => bringMore(python), MORE_MS);
}

/**
 * Do something while no other window writes, with all that others have written.
 * @template Result
 * @param {() => Promise<Result>} deed
 * @returns {Promise<Result>}
 */
function alone(deed) {
  const whole = async () => {
    const news = await answers.news();
    if (news.size) engine.bring(toPython(news));
    return deed();
  };
  return navigator.locks ? navigator.locks.request(LOCK, whole) : whole();
}

/**
 * @param {string} view
 * @param {object} content
 * @param {ArrayBuffer[]} buffers
 */
function hear(view, content, buffers) {
  const said = engine.hear(view, JSON.stringify(content), python.toPy(buffers.map((each) => new Uint8Array(each))));
  return toScript(said).map((/** @type {[string, Uint8Array[]]} */ [text, parts]) => ({
    ...JSON.parse(text),
    buffers: parts.map((part) => part.slice().buffer),
  }));
}

/** Keep what Python wrote; return whether the browser has it now. */
async function keep() {
  const changes = toScript(engine.changed_files());
  try {
    await answers.keep(changes);
  } catch {
    engine.take_back();
    return false;
  }
  engine.kept();
  return true;
}

/**
 * The browser has no room, or refuses: let Python hear that of its own files, so that it says so as on any disk.
 * @template Result
 * @param {() => Result} deed
 */
function refused(deed) {
  engine.refuse_writing(NO_ROOM);
  try {
    return deed();
  } finally {
    engine.refuse_writing(0);
    engine.take_back();
  }
}

/** @param {Map<string, Uint8Array>} files */
function toPython(files) {
  return python.toPy(files);
}

/** @param {any} proxy */
function toScript(proxy) {
  const value = proxy.toJs();
  proxy.destroy();
  return value;
}
