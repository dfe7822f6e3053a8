// @ts-check
// JupyterLab renders text some time after it shows a notebook.

const LATE_MS = 2000; // a text that takes longer comes when it comes

/**
 * Wait for the text of the screen that is shown.
 * @param {import("./screens.js").Screens} screens
 * @returns {Promise<void>}
 */
export function rendered({ node, current }) {
  const texts = current?.cells.filter(({ model }) => model.type === "markdown") ?? [];
  const isThere = () => texts.every((cell) => cell.node.querySelector(".jp-MarkdownOutput > *"));
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => isThere() && done());
    const done = () => {
      observer.disconnect();
      resolve();
    };
    observer.observe(node, { childList: true, subtree: true });
    setTimeout(done, isThere() ? 0 : LATE_MS);
  });
}
