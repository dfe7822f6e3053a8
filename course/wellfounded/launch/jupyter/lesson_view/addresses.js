// @ts-check
// The address of a lesson's screen, so that the browser's Back and Forward lead through screens and lessons.
//
// JupyterLab's address names the document that is shown, but going back to an address shows nothing else. So we do.

/**
 * Return the path of the document that an address names; "" where it names none.
 * @param {string} pathname
 */
export function documentAt(pathname) {
  const path = /\/(?:lab|doc)(?:\/workspaces\/[^/]+)?\/tree\/(.+)$/.exec(pathname)?.[1];
  return path ? decodeURIComponent(path) : "";
}

/** Return the name of the screen in the browser's address. */
export function screenAt() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * Write the screen of a document into the browser's address, if that names the document.
 * @param {string} path
 * @param {string} screen
 * @param {"push" | "replace"} how a step that Back undoes, or none
 */
export function writeAddress(path, screen, how) {
  if (documentAt(location.pathname) !== path || screenAt() === screen) return;
  const url = `${location.pathname}#${encodeURIComponent(screen)}`;
  if (how === "push") history.pushState({}, "", url);
  else history.replaceState(history.state, "", url);
}

/**
 * Leave out the steps of JupyterLab that no reader takes. It compares its path with the browser's whole address, finds
 * them different, and writes the same path again: that would end Forward, and lose the screen. And while a lesson opens,
 * it writes the address of the folder: Back would lead to nothing there.
 * @param {any} router JupyterLab's
 */
export function leaveOutSteps(router) {
  const navigate = router.navigate.bind(router);
  router.navigate = (/** @type {string} */ path, /** @type {any} */ options = {}) => {
    const { pathname } = new URL(path, location.href);
    const [shown, asked] = [documentAt(location.pathname), documentAt(pathname)];
    if (!asked || options.hard) return navigate(path, options);
    if (asked === shown) history.replaceState(history.state, "", pathname + location.hash);
    else if (asked.endsWith(".ipynb") || document.body.dataset.wfView === "jupyterlab") navigate(path, options);
  };
}
