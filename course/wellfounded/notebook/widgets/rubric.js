// @ts-check
// A rubric: beside each line whose `data-most` says what it is worth, a learner chooses what their text earns.

import { make, makeStatus } from "../../content/questions/elements.js";
import { phrase } from "../../i18n/messages.js";

/** @typedef {Record<string, number>} Points by criterion */

/**
 * Put a choice of points before each line of a rubric within `root`; nothing where there is none.
 * @param {HTMLElement} root
 * @param {Points | undefined} kept
 * @param {(points: Points) => void} changed gets all of them after each choice
 */
export function addSelfMarking(root, kept, changed) {
  const lines = [...root.querySelectorAll("[data-criterion]")].filter((line) => line instanceof HTMLElement);
  const last = lines.at(-1);
  if (!last) return;
  /** @type {Points} */
  const points = { ...kept };
  const most = lines.reduce((sum, line) => sum + Number(line.dataset.most), 0);
  const total = makeStatus("p", "wf-weighed");
  const tell = () => {
    total.textContent = describe(points, most);
  };
  for (const line of lines) {
    const choice = pointsChoice(line, points, () => {
      tell();
      changed({ ...points });
    });
    line.prepend(choice, " ");
  }
  last.closest("ul")?.after(total);
  tell();
}

/**
 * @param {HTMLElement} line
 * @param {Points} points
 * @param {() => void} chosen
 */
function pointsChoice(line, points, chosen) {
  const criterion = line.dataset.criterion ?? "";
  const worth = [...Array(Math.floor(Number(line.dataset.most)) + 1).keys()].map(String);
  const options = worth.map((n) => make("option", { value: n, textContent: n }));
  const choice = make("select", {}, make("option", { value: "", textContent: "–" }), ...options);
  choice.value = String(points[criterion] ?? "");
  choice.setAttribute("aria-label", phrase("My points for: {line}", { line: line.textContent }));
  choice.onchange = () => {
    if (choice.value === "") delete points[criterion];
    else points[criterion] = Number(choice.value);
    chosen();
  };
  return choice;
}

/**
 * @param {Points} points
 * @param {number} most
 */
function describe(points, most) {
  if (!Object.keys(points).length) return phrase("Weigh your text yourself, line by line. This counts in no marks.");
  const sum = Object.values(points).reduce((total, each) => total + each, 0);
  return phrase("You give yourself {points} of {most}. This is your own assessment. It counts in no marks.", {
    points: sum,
    most,
  });
}
