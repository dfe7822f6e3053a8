// @ts-check
// The name of the window: that of the lesson, whatever JupyterLab calls it.

import { NAME } from "./bar.js";

/**
 * Keep the window's name. Return what looks at it at once.
 * @param {() => import("./server.js").LessonName | null | undefined} lesson that is shown; none: JupyterLab's own name
 */
export function nameWindow(lesson) {
  const name = () => {
    const shown = lesson();
    // The browser takes off spaces at either end: with one, the window would never have the name that we gave it.
    const title = shown && `${[shown.number, shown.title].filter(Boolean).join(" ")} · ${NAME}`;
    if (title && document.title !== title) document.title = title;
  };
  new MutationObserver(name).observe(document.head, { childList: true, characterData: true, subtree: true });
  return name;
}
