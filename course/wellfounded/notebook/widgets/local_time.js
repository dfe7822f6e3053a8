// @ts-check
// Says moments in the reader's own time, with the name of its zone: Python, perhaps on a hub, knows theirs in UTC alone.

import { locale } from "../../i18n/messages.js";

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMS = {
  long: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "long",
  },
  short: { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
};

/**
 * Say each moment below an element in the reader's time; in UTC it stays as its title.
 * @param {HTMLElement} root
 */
export function sayLocalTimes(root) {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll("time[data-local]"))) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.valueOf()) || time.title) continue;
    time.title = time.textContent ?? "";
    time.textContent = at.toLocaleString(locale(), FORMS[time.dataset.local ?? "long"]);
  }
}
