// @ts-check
// Runs the course's Python away from the page, and keeps in the browser what it writes before the page hears of it.

import { keyFrom } from "../../../notebook/widgets/cipher.js";
import { Answers } from "./answers.js";
import { startCourse } from "./course_python.js";
import { bytesOf, fetched } from "./engine_files.js";
import { askForKey, tellKey } from "./key_channel.js";

/** @typedef {{ id: number, event: string, [field: string]: any }} Wish what the page asks for */

const NO_ROOM = 28; // ENOSPC, which Python tells the learner of

self.postMessage({}); // it has begun

/** @type {any} */
let python;
/** @type {any} the module lesson_engine.py */
let engine;
const starting = startCourse(); // before the page has said which lesson it is
const answers = new Answers((changed) => self.postMessage({ changed }));
const sayChanged = tellKey(
  () => kept().known,
  () => self.postMessage({ changed: "locked" }),
);
/** Whether Python has what the browser keeps. */
let laidOut = false;
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
  /** Start Python, and draw the parts of a lesson; or say that a passphrase is needed first. */
  async open({ module, calls, reader }) {
    await start();
    if (answers.locked) return { kept: kept() };
    return alone(async () => {
      const drawn = engine.open_lesson(module, JSON.stringify(calls), reader);
      return { ...JSON.parse(drawn), kept: kept() };
    });
  },
  /** Take a passphrase; return whether it opens the answers. */
  async unlock({ passphrase }) {
    return Boolean(answers.lock && (await answers.unlock(await keyFrom(passphrase, answers.lock.salt))));
  },
  /** Encrypt the answers under a passphrase; with none, no longer. */
  async encrypt({ passphrase }) {
    return alone(async () => {
      await answers.encrypt(passphrase);
      if (passphrase) await answers.overwriteDeleted();
      sayChanged(); // and then there is time to tell others the key
      return kept();
    });
  },
  /** Delete all answers: nobody knows their passphrase. */
  async forget() {
    await forget();
  },
  /** Return all answers as one file. */
  async save() {
    return alone(async () => toScript(engine.take_along()));
  },
  /** Let a view hear something. */
  async hear({ view, content, buffers }) {
    return alone(async () => {
      const said = hear(view, content, buffers);
      if (!(await keep())) return refused(() => hear(view, content, buffers));
      if (said.some((/** @type {any} */ { content }) => content?.event === "forget" && content.done)) await forget();
      return said;
    });
  },
  /** Return the bytes of a file of the learner's. */
  async file({ path }) {
    return toScript(engine.read_file(path));
  },
  /** Return the page of a lesson to print, with what was answered. */
  async print({ module }) {
    const prints = python.pyimport("wellfounded.launch.site.in_browser.lesson_print");
    const extractDir = String(prints.folder_of(module));
    python.unpackArchive(await bytesOf(await fetched(`../${module}/print.zip`)), "zip", { extractDir });
    return alone(async () => prints.printed(module));
  },
  /** Return the name of each language that can be chosen, by its code. */
  async languages() {
    return JSON.parse(engine.languages());
  },
  /** Speak another language, and return its words; null where that could not be kept. */
  async speak({ language }) {
    return alone(async () => {
      const words = JSON.parse(engine.speak(language));
      return (await keep()) ? words : null;
    });
  },
};

/** Open the answers, and ask at once for the key of encrypted ones: it is not held for as long as Python may start. */
async function openAnswers() {
  await answers.open();
  const told = answers.lock && (await askForKey(answers.lock.salt));
  if (told) await answers.unlock(told);
}

async function start() {
  if (engine) return;
  const [course] = await Promise.all([starting, openAnswers()]);
  ({ python, engine } = course);
}

async function forget() {
  await answers.forget();
  await answers.overwriteDeleted();
}

/** What the page says of the answers that are kept. */
function kept() {
  const { last, locked, refused, lock, key } = answers;
  return { last, locked, refused, known: lock && key && { salt: lock.salt, key } };
}

/**
 * Do something while no other window writes, with all that others have written.
 * @template Result
 * @param {() => Promise<Result>} deed
 * @returns {Promise<Result>}
 */
function alone(deed) {
  return answers.alone(async (news) => {
    if (!laidOut) engine.lay_out(toPython(news));
    else if (news.size) engine.bring(toPython(news));
    laidOut = true;
    return deed();
  });
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
  self.postMessage({ last: answers.last });
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
