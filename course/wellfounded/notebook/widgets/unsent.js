// @ts-check
// Answers, and how sure one was of them, that are not yet known to be on disk. They outlive a restart and a reload, not the window.

/** @typedef {{id: string, event: "answer" | "sure", wording: string, response: unknown}} Answer */

/**
 * Return what a browser keeps under a key, if it is an object; null for all else: every page of this origin can write
 * there.
 * @param {() => Storage} store
 * @param {string} key
 * @returns {Record<string, unknown> | null}
 */
export function stored(store, key) {
  try {
    const value = JSON.parse(store().getItem(key) ?? "null");
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/**
 * Return the answer that waits under a key of `sessionStorage`; null where there is none.
 * @param {string} key
 * @returns {Answer | null}
 */
function waitingAt(key) {
  const item = stored(() => sessionStorage, key);
  const whole =
    ["answer", "sure"].includes(String(item?.event)) &&
    [item?.id, item?.wording].every((field) => typeof field === "string");
  return whole && item?.response !== undefined ? /** @type {any} */ (item) : null;
}

function keysInWindow() {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return []; // the browser refuses it
  }
}

/**
 * Return whether any answer of a lesson waits.
 * @param {string} place the lesson's workspace and folder
 */
export function anyWaiting(place) {
  return keysInWindow().some((key) => key.startsWith(`wellfounded ${place}/`) && waitingAt(key));
}

/**
 * Return where the answer to one question waits, or how sure one was.
 * @param {string} place the question's; empty where nothing is kept
 * @param {Answer["event"]} event
 */
export function unsent(place, event) {
  const key = event === "answer" ? `wellfounded ${place}` : `wellfounded ${place} ${event}`;
  const read = () => waitingAt(key);
  return {
    read,
    /** @param {Answer} answer */
    put(answer) {
      if (!place) return;
      try {
        sessionStorage.setItem(key, JSON.stringify(answer));
      } catch {
        // The browser keeps nothing, or has no room: the answer is sent all the same.
      }
    },
    /** @param {string} id */
    drop(id) {
      if (read()?.id === id) sessionStorage.removeItem(key);
    },
  };
}
