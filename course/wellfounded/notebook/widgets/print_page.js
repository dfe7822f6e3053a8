// @ts-check
// Prints a page of its own, with the learner's answers, which Python makes.

/**
 * @param {{ src: string } | { srcdoc: string }} page its address, or all of it
 * @returns {Promise<HTMLIFrameElement>} the frame in which it was printed
 */
export function printPage(page) {
  document.querySelector(".wf-print")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "wf-print";
  frame.style.cssText = "block-size: 0; border: 0; inline-size: 0; position: fixed; visibility: hidden";
  frame.ariaHidden = "true";
  frame.tabIndex = -1;
  Object.assign(frame, page);
  const printed = new Promise((resolve) => {
    frame.addEventListener("load", () => {
      frame.contentWindow?.print();
      resolve(frame);
    });
  });
  document.body.append(frame);
  return /** @type {Promise<HTMLIFrameElement>} */ (printed);
}
