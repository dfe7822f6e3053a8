// @ts-check
// A service worker that serves nothing: it holds the key of encrypted answers from the end of one page to the beginning of
// the next, in memory alone.

import { tellKey } from "./key_channel.js";

const HOLD_MS = 10_000; // how long a page may take to begin

/** @type {import("./key_channel.js").Known | null} */
let held = null;

tellKey(() => held);

self.addEventListener("message", (event) => {
  const { known } = /** @type {MessageEvent} */ (event).data;
  held = known;
  const over = new Promise((resolve) => setTimeout(resolve, HOLD_MS)).then(() => {
    if (held === known) held = null;
  });
  /** @type {any} */ (event).waitUntil(over); // or the browser may end this worker before
});
