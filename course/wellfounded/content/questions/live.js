// What every live view shares: words, elements, ids, the clock, and messages that the kernel must acknowledge.
// It stands before the view's own file; see `view` in __init__.py.

const WAIT_MS = 3000; // no word from the kernel for so long: tell the learner
const KEPT = "wellfounded-kept"; // said on the document when an answer is on disk, or a lesson was handed in
const COURSE = { lang: "en", dir: "ltr" }; // properties of an element that holds what authors wrote

// The words of the learner's language, as words.py gives them; empty for English.
let catalogue = {};

// Every view calls this before it says anything.
function speak(model, el) {
  catalogue = model.get("words") || {};
  el.lang = catalogue.lang || "en";
  el.dir = catalogue.dir || "ltr";
}

// A message in the learner's language. It is written as one string, or as several joined by +: words.py finds it so.
function phrase(message, values = {}) {
  return filled(catalogue.messages?.[message] ?? message, values);
}

function phraseMany(one, many, n, values = {}) {
  const forms = catalogue.messages?.[one] ?? [one, many];
  const form = catalogue.plural?.[n < 100 ? n : 100 + (n % 100)] ?? Number(n !== 1);
  return filled(forms[form], { n, ...values });
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// For a constant: the message stays as it is, and `phrase` says it.
function later(message) {
  return message;
}

const silence = () => phrase("the kernel, the lesson’s engine, does not answer. If this stays, choose Kernel, then "
  + "Restart Kernel and Run All Cells.");

// What a browser keeps under a key, if it is an object; null for all else: every page of this origin can write there.
function stored(store, key) {
  try {
    const found = JSON.parse(store().getItem(key));
    return found && typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

// The answer that waits under a key of `sessionStorage`, see question.js; null where there is none.
function waitingAt(key) {
  const item = stored(() => sessionStorage, key);
  const whole = item?.event === "answer" && [item.id, item.wording].every((each) => typeof each === "string");
  return whole && item.response !== undefined ? item : null;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function uuid() {
  // crypto.randomUUID is missing where JupyterLab is served over plain http from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function clock(at) {
  return new Date(at).toLocaleTimeString(catalogue.lang || [], { hour: "2-digit", minute: "2-digit" });
}

// Post messages with an id and have each acknowledged. `heard(message)` gets the acknowledgements of ours, also one
// that comes late; `silent(id)` is called after WAIT_MS without a word, `slept()` once the kernel is gone.
function connect(model, { heard, silent, slept }) {
  const waiting = new Map(); // id -> timer
  let asleep = false;

  function receive(message, buffers) {
    if (!waiting.has(message.id)) return; // another view's
    clearTimeout(waiting.get(message.id));
    heard(message, buffers);
    if (message.at || message.done) document.dispatchEvent(new CustomEvent(KEPT));
  }

  function close() { // this view was drawn alive, so an update of `comm_live` is its end
    asleep = true;
    waiting.forEach(clearTimeout);
    slept();
  }

  watchEscape();
  model.on("msg:custom", receive);
  model.on("comm_live_update", close);
  return {
    post(message, buffers = []) {
      if (asleep) return;
      clearTimeout(waiting.get(message.id));
      waiting.set(message.id, setTimeout(() => silent(message.id), WAIT_MS));
      model.send(message, undefined, buffers);
    },
    end() {
      waiting.forEach(clearTimeout);
      model.off("msg:custom", receive);
      model.off("comm_live_update", close);
    },
  };
}

// JupyterLab takes arrow keys and Enter for its own unless the very element that has the focus says otherwise.
function keepKeys(el) {
  el.addEventListener("focusin", (event) => { event.target.dataset.lmSuppressShortcuts = "true"; });
}

// A rubric: beside each line whose `data-most` says what it is worth, a learner chooses what their text earns.
// `kept` maps criteria to points; `changed` gets all of them after each choice.
function weighOneself(root, kept, changed) {
  const lines = [...root.querySelectorAll("[data-criterion]")];
  if (!lines.length) return;
  const given = { ...kept };
  const most = lines.reduce((sum, line) => sum + Number(line.dataset.most), 0);
  const total = make("p", { className: "wf-weighed" });
  total.setAttribute("role", "status");

  function tell() {
    const points = Object.values(given).reduce((sum, each) => sum + each, 0);
    total.textContent = Object.keys(given).length
      ? phrase("You give yourself {points} of {most}. This is your own assessment. It counts in no marks.", { points, most })
      : phrase("Weigh your text yourself, line by line. This counts in no marks.");
  }

  for (const line of lines) {
    const { criterion } = line.dataset;
    const worth = [...Array(Math.floor(Number(line.dataset.most)) + 1).keys()];
    const choice = make("select", { onchange: () => {
      given[criterion] = Number(choice.value);
      if (choice.value === "") delete given[criterion];
      tell();
      changed({ ...given });
    } }, make("option", { value: "", textContent: "–" }), ...worth.map((n) => make("option", { value: n, textContent: n })));
    choice.value = given[criterion] ?? "";
    choice.setAttribute("aria-label", phrase("My points for: {line}", { line: line.textContent }));
    line.prepend(choice, " ");
  }
  lines.at(-1).closest("ul").after(total);
  tell();
}

// A field cuts off on paper what does not fit into it. Beside it stands the same text, for paper alone.
function onPaper(field) {
  const text = make("div", { className: "wf-on-paper", dir: "auto" });
  const copy = () => { text.textContent = field.value; };
  for (const event of ["input", "change", "blur"]) field.addEventListener(event, copy);
  copy();
  return text;
}

// A view without its kernel must not look alive.
function sleep(el, status) {
  el.classList.add("wf-asleep");
  for (const each of el.querySelectorAll("input, button, select, textarea")) each.disabled = true;
  status.dataset.state = "asleep";
  status.textContent =
    phrase("Asleep: the kernel, the lesson’s engine, has stopped. Choose Run, then Run All Cells, to go on.");
}

// Escape three times within two seconds leaves the lesson for an empty page, whatever has the focus. It deletes nothing.
const LEAVE_MS = 2000;
const BLANK = "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='color-scheme' content='light dark'>"
  + "<title>Blank page</title><script>history.pushState(null, '')</script>"; // which ends what Forward would lead to

function leaveQuickly() {
  document.documentElement.style.display = "none";
  const blank = URL.createObjectURL(new Blob([BLANK], { type: "text/html" }));
  const go = () => location.replace(blank);
  // JupyterLab asks whether to leave what it has not saved; Chromium calls its listener before this one, others after.
  window.addEventListener("beforeunload", (event) => {
    event.stopImmediatePropagation();
    event.returnValue = "";
  }, true);
  // JupyterLab writes a step into the browser's history for all it opens: only its first is replaced by the blank page.
  const first = window.navigation?.entries().find((each) => each.sameDocument);
  const steps = first ? first.index - window.navigation.currentEntry.index : 0;
  window.addEventListener("popstate", go, true);
  setTimeout(go, steps ? 300 : 0);
  if (steps) history.go(steps);
}

function watchEscape() {
  if (window.wellfoundedWatchesEscape) return; // another view does
  window.wellfoundedWatchesEscape = true;
  let pressed = [];
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    pressed = [...pressed.filter((at) => event.timeStamp - at < LEAVE_MS), event.timeStamp];
    if (pressed.length === 3) leaveQuickly();
  }, true);
}
