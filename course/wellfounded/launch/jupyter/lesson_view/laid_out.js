// @ts-check
// Which panels are laid out, screen by screen if they show a lesson: it starts with what is on the screen.

/** @type {WeakMap<object, { laidOut: Promise<void>, say: () => void }>} */
const panels = new WeakMap();

/** @param {object} panel */
function known(panel) {
  let entry = panels.get(panel);
  if (!entry) {
    let say = () => {};
    const laidOut = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
      say = resolve;
    });
    entry = { laidOut, say };
    panels.set(panel, entry);
  }
  return entry;
}

/** Wait until a panel is laid out. @param {object} panel */
export function whenLaidOut(panel) {
  return known(panel).laidOut;
}

/** Say that a panel is laid out, or that nothing will be. @param {object} panel */
export function sayLaidOut(panel) {
  known(panel).say();
}
