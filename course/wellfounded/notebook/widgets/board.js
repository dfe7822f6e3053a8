// @ts-check
// Shows progress or advice, and asks for it anew when something was kept, here or in another lesson of this window.

import { make, makeStatus, uuid } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";
import { connect, KEPT, silence, sleep } from "./kernel.js";
import { followLinks } from "./lesson_links.js";
import { sayLocalTimes } from "./local_time.js";

/** @param {import("@anywidget/types").RenderProps<any>} props */
export function render({ model, el }) {
  const shown = make("div", { className: "wf-board" });
  const status = makeStatus("p", "wf-status");
  const spoken = makeStatus("p", "wf-spoken");
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });
  let waiting = false; // for an answer of the kernel
  let again = false; // something was kept meanwhile
  let drawn = ""; // the HTML that is shown

  function look() {
    if (document.hidden) return; // there will be another look when the page is seen
    again = waiting;
    if (waiting) return;
    waiting = true;
    post({ id: uuid(), event: "look" });
  }

  /** @param {import("./kernel.js").Message} message */
  function heard({ html }) {
    waiting = false;
    status.textContent = "";
    show(html);
    if (again) look();
  }

  function silent() {
    waiting = false;
    status.dataset.state = "lost";
    status.textContent = phrase("Not brought up to date: {why}", { why: silence() });
  }

  /** @param {string} html */
  function show(html) {
    if (html === drawn) return;
    const words = nextOf(shown);
    drawn = html;
    redraw(shown, html);
    sayLocalTimes(shown);
    // A change of advice is spoken, and nothing else that changes with it.
    if (words && model.get("what") === "recommend") spoken.textContent = nextOf(shown);
  }

  document.addEventListener(KEPT, look);
  document.addEventListener("visibilitychange", look);
  el.classList.add("wf");
  el.append(make("section", { className: "wf-progress" }, shown, status, spoken));
  const unlink = followLinks(shown, model);
  show(model.get("html"));
  return () => {
    unlink();
    document.removeEventListener(KEPT, look);
    document.removeEventListener("visibilitychange", look);
    end();
  };
}

/**
 * Draw HTML anew: what was open stays open, and what has the focus keeps it.
 * @param {HTMLElement} shown
 * @param {string} html
 */
function redraw(shown, html) {
  const wasOpen = new Map(foldsOf(shown).map((fold) => [fold.dataset.key, fold.open]));
  const focused = shown.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest("[data-key]")?.getAttribute("data-key");
  shown.innerHTML = html;
  for (const fold of foldsOf(shown)) fold.open = wasOpen.get(fold.dataset.key) ?? fold.open;
  if (!key) return;
  const same = [...shown.querySelectorAll("[data-key]")].find((each) => each.getAttribute("data-key") === key);
  const target = focused?.tagName === "SUMMARY" ? same?.querySelector("summary") : same;
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus({ preventScroll: true });
}

/**
 * Return what the board advises.
 * @param {HTMLElement} shown
 */
function nextOf(shown) {
  return shown.querySelector(".wf-next")?.textContent ?? "";
}

/** @param {HTMLElement} root */
function foldsOf(root) {
  return [...root.querySelectorAll("details")];
}
