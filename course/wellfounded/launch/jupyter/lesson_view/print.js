// @ts-check
// Prints a lesson: its own printable page, with the learner's answers, which our server makes.

/**
 * @param {string} address of the page
 * @returns {Promise<HTMLIFrameElement>} the frame in which it was printed
 */
export function printPage(address) {
  document.querySelector(".wf-print")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "wf-print";
  frame.ariaHidden = "true";
  frame.tabIndex = -1;
  frame.src = address;
  const printed = new Promise((resolve) => {
    frame.addEventListener("load", () => {
      frame.contentWindow?.print();
      resolve(frame);
    });
  });
  document.body.append(frame);
  return /** @type {Promise<HTMLIFrameElement>} */ (printed);
}
