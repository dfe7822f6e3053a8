// @ts-check
// Speaks with a learning platform by SCORM 1.2: what was said before, what is said now, and what it earned.

const FARTHEST = 20; // windows up, lest two that hold each other be searched for ever
const LONGEST = 255; // characters of a response, and no more than that of any other text but the path
const MOST_KEPT = 4096; // characters of suspend_data

/**
 * @typedef {object} Api what a platform offers; all values are text
 * @property {(nothing: "") => string} LMSInitialize
 * @property {(name: string) => string} LMSGetValue
 * @property {(name: string, value: string) => string} LMSSetValue
 * @property {(nothing: "") => string} LMSCommit
 * @property {(nothing: "") => string} LMSFinish
 */
/** @typedef {[topic: string, way: string][]} Path */
/** @typedef {{id: string, said: string, result: "correct" | "wrong" | "neutral"}} Line */

/**
 * Return the platform's own object: it lies in a window that holds this one, or in the one that opened it.
 * @param {Window} from
 * @returns {Api | null}
 */
export function findApi(from) {
  let at = from;
  for (let n = 0; n < FARTHEST; n += 1) {
    try {
      const { API } = /** @type {any} */ (at);
      if (API) return API;
    } catch {
      break; // a page of another host
    }
    if (at.parent === at) break;
    at = at.parent;
  }
  return from.opener && from.opener !== from ? findApi(from.opener) : null;
}

export class Platform {
  /** @param {Api | null} api */
  constructor(api) {
    this.api = api?.LMSInitialize("") === "true" ? api : null;
    this.began = Date.now();
    this.keeps = this.api !== null;
    this.isFinished = false;
    if (!this.api) return;
    const status = this.api.LMSGetValue("cmi.core.lesson_status");
    if (!["completed", "passed", "failed"].includes(status)) this.set("cmi.core.lesson_status", "incomplete");
    this.set("cmi.core.exit", "suspend"); // else what was said would be gone when the page is opened again
    this.api.LMSCommit("");
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    if (this.api && this.api.LMSSetValue(name, value) !== "true") this.keeps = false;
  }

  /** @returns {Path} what was said when the page was last left */
  path() {
    const kept = this.api?.LMSGetValue("cmi.suspend_data") ?? "";
    const steps = kept.split(" ").map((step) => step.split("."));
    return steps.filter((step) => step.length === 2).map(([topic, way]) => [topic, way]);
  }

  /** @param {Path} path */
  keepPath(path) {
    this.set(
      "cmi.suspend_data",
      path
        .map((step) => step.join("."))
        .join(" ")
        .slice(0, MOST_KEPT),
    );
    this.commit();
  }

  /**
   * Report an interview that is over. Of several, the best counts.
   * @param {number} share of the points, 0 to 1
   * @param {Line[]} lines
   */
  keepScore(share, lines) {
    const hundredths = Math.round(100 * share);
    const before = this.api?.LMSGetValue("cmi.core.score.raw") ?? "";
    this.set("cmi.core.score.min", "0");
    this.set("cmi.core.score.max", "100");
    if (before === "" || Number(before) < hundredths) this.set("cmi.core.score.raw", String(hundredths));
    this.set("cmi.core.lesson_status", "completed");
    this.keepLines(lines);
    this.commit();
  }

  /** @param {Line[]} lines */
  keepLines(lines) {
    const first = Number(this.api?.LMSGetValue("cmi.interactions._count") || 0); // a platform may only add to them
    lines.forEach(({ id, said, result }, n) => {
      const line = `cmi.interactions.${first + n}`;
      this.set(`${line}.id`, id);
      this.set(`${line}.type`, "fill-in");
      this.set(`${line}.student_response`, said.slice(0, LONGEST));
      this.set(`${line}.result`, result);
    });
  }

  commit() {
    if (this.api && this.api.LMSCommit("") !== "true") this.keeps = false;
  }

  /** The page is left. */
  finish() {
    if (this.isFinished || !this.api) return;
    this.isFinished = true;
    this.set("cmi.core.session_time", timespan(Date.now() - this.began));
    this.api.LMSCommit("");
    this.api.LMSFinish("");
  }
}

/**
 * Return a time as SCORM 1.2 writes it, `0000:05:09`.
 * @param {number} milliseconds
 */
export function timespan(milliseconds) {
  const seconds = Math.min(Math.floor(milliseconds / 1000), 9999 * 3600);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = String(Math.floor(seconds / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
