// @ts-check
// Finds learners in the marks of a large cohort: this page holds them as columns of text, and shows fifty at a time.

const SHOWN = 50;

/**
 * What the page holds. A column has a value for each learner, parted by commas; "" stands for none.
 * @typedef {{max: string, columns: Record<string, string>, states: string, notes: Record<string, string>}} Module
 * @typedef {{learners: string[], names: string[], states: string[], modules: Record<string, Module>}} Marks
 */

const root = /** @type {HTMLElement} */ (document.getElementById("marks"));
const data = /** @type {Marks} */ (JSON.parse(document.getElementById("marks-data")?.textContent ?? ""));
const words = data.learners.map((learner, i) => `${learner} ${data.names[i]}`.toLowerCase());
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
const body = /** @type {HTMLElement} */ (root.querySelector("tbody"));
const count = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
const [back, on] = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll("button[data-step]")]);
const view = { first: 0, sort: "learner", down: false };
/** @type {Map<string, Record<string, string[]>>} */
const read = new Map();

/** Returns the columns of the chosen module; each is cut into values once. */
function columns() {
  const name = String(new FormData(form).get("module"));
  const module = data.modules[name];
  if (!read.has(name)) {
    const cut = Object.entries(module.columns).map(([key, text]) => [key, text.split(",")]);
    const note = data.learners.map((_, i) => module.notes[i] ?? "");
    const state = [...module.states].map((n) => data.states[Number(n)]);
    const max = data.learners.map(() => module.max);
    read.set(name, { ...Object.fromEntries(cut), learner: data.learners, name: data.names, state, max, note });
  }
  return /** @type {Record<string, string[]>} */ (read.get(name));
}

/** Returns the learners who are looked for, in order. */
function found() {
  const asked = String(new FormData(form).get("search")).toLowerCase().trim();
  const state = String(new FormData(form).get("state"));
  const table = columns();
  const values = table[view.sort];
  const numeric = !["learner", "name", "state", "note"].includes(view.sort);
  const rows = data.learners.map((_, i) => i);
  const kept = rows.filter((i) => (!state || table.state[i] === state) && (!asked || words[i].includes(asked)));
  const order = numeric
    ? (/** @type {number} */ a, /** @type {number} */ b) => Number(values[a] || -1) - Number(values[b] || -1)
    : (/** @type {number} */ a, /** @type {number} */ b) =>
        values[a] < values[b] ? -1 : Number(values[a] > values[b]);
  kept.sort((a, b) => (view.down ? order(b, a) : order(a, b)) || a - b);
  return kept;
}

/** Draws the rows that are looked at, and says how many there are. */
function draw() {
  const [table, rows] = [columns(), found()];
  view.first = Math.max(0, Math.min(view.first, SHOWN * Math.floor((rows.length - 1) / SHOWN)));
  const shown = rows.slice(view.first, view.first + SHOWN);
  const heads = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("th[data-column]")]);
  for (const head of heads) {
    const sorted = head.dataset.column === view.sort ? (view.down ? "descending" : "ascending") : "none";
    head.setAttribute("aria-sort", sorted);
  }
  body.replaceChildren(
    ...shown.map((i) => {
      const row = document.createElement("tr");
      for (const head of heads) {
        const cell = document.createElement(head.dataset.column === "learner" ? "th" : "td");
        cell.className = head.className;
        cell.textContent = table[head.dataset.column ?? ""][i];
        if (cell.tagName === "TH") cell.setAttribute("scope", "row");
        row.append(cell);
      }
      return row;
    }),
  );
  const last = view.first + shown.length;
  count.textContent = shown.length ? `${view.first + 1} to ${last} of ${rows.length}` : "Nobody.";
  back.disabled = view.first === 0;
  on.disabled = last >= rows.length;
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  view.first = 0;
  draw();
});
root.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  const column = button?.closest("th")?.dataset.column;
  if (column) {
    view.down = column === view.sort && !view.down;
    view.sort = column;
    view.first = 0;
  }
  view.first += SHOWN * Number(button?.dataset.step ?? 0);
  if (button) draw();
});
root.hidden = false;
draw();
