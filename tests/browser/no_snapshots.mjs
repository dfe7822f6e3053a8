// Loaded into playwright's driver before its own code. Whenever it finds that what is expected is not there yet, it
// would describe the whole page, to have something to say if that never comes: in a lesson a fifth of all that the page
// does, while its questions are drawn. The value that it found instead is said all the same.

import { registerHooks } from "node:module";

const DESCRIBES = "ariaSnapshotForExpectFailure(element, options) {";

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith("/coreBundle.js")) return loaded;
    return { ...loaded, source: String(loaded.source).replace(DESCRIBES, `${DESCRIBES} return undefined;`) };
  },
});
