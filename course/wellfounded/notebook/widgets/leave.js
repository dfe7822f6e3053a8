// @ts-check
// Leaves the lesson for an empty page. It deletes nothing.

/** The event on the document that says: the learner leaves now. */
export const LEAVING = "wellfounded-leave";

const LEAVE_MS = 2000; // within which Escape is pressed three times
const BLANK =
  "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='color-scheme' content='light dark'>" +
  "<title>Blank page</title><script>history.pushState(null, '')</script>"; // which ends what Forward would lead to

export function leaveQuickly() {
  document.dispatchEvent(new CustomEvent(LEAVING));
  const go = goBlank();
  // JupyterLab asks whether to leave what it has not saved; Chromium calls its listener before this one, others after.
  window.addEventListener("beforeunload", passUnasked, true);
  const steps = stepsToFirst();
  window.addEventListener("popstate", go, true);
  setTimeout(go, steps ? 300 : 0);
  if (steps) history.go(steps);
}

/** Show nothing any more; return how to let a blank page take the place of this one. */
export function goBlank() {
  document.documentElement.style.display = "none";
  const blank = URL.createObjectURL(new Blob([BLANK], { type: "text/html" }));
  return () => location.replace(blank);
}

/** @param {BeforeUnloadEvent} event */
function passUnasked(event) {
  event.stopImmediatePropagation();
  event.returnValue = "";
}

/** JupyterLab writes a step into the browser's history for all it opens: only its first is replaced by the blank page. */
function stepsToFirst() {
  const navigation = window.navigation;
  const first = navigation?.entries().find((entry) => entry.sameDocument);
  return first && navigation.currentEntry ? first.index - navigation.currentEntry.index : 0;
}

/** Leave when Escape is pressed three times, whatever has the focus. */
export function leaveOnEscape() {
  if (window.wellfoundedWatchesEscape) return; // another view does
  window.wellfoundedWatchesEscape = true;
  /** @type {number[]} */
  let pressed = [];
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      pressed = [...pressed.filter((at) => event.timeStamp - at < LEAVE_MS), event.timeStamp];
      if (pressed.length === 3) leaveQuickly();
    },
    true,
  );
}
