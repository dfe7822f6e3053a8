var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// wellfounded/content/questions/elements.js
var COURSE = { lang: "en", dir: "ltr" };
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
function makeStatus(tag, className) {
  const element = make(tag);
  element.className = className;
  element.setAttribute("role", "status");
  return element;
}
function makeNotice(html) {
  const notice = make("div", { className: "wf wf-notice", innerHTML: html });
  notice.setAttribute("role", "note");
  return notice;
}
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) target.dataset.lmSuppressShortcuts = "true";
  });
}
function onPaper(field) {
  const text = make("div", { className: "wf-on-paper", dir: "auto" });
  const copy = () => {
    text.textContent = field.value;
  };
  for (const event of ["input", "change", "blur"]) field.addEventListener(event, copy);
  copy();
  return text;
}

// wellfounded/i18n/messages.js
var catalogue = {};
function speak(words) {
  catalogue = words;
}
function locale() {
  return catalogue.lang;
}
function markLanguage(element) {
  element.lang = catalogue.lang || "en";
  element.dir = catalogue.dir || "ltr";
}
function phrase(message, values = {}) {
  return fill(String(catalogue.messages?.[message] ?? message), values);
}
function phraseMany(one, many, n, values = {}) {
  const forms = catalogue.messages?.[one] ?? [one, many];
  const form = catalogue.plural?.[n < 100 ? n : 100 + n % 100] ?? Number(n !== 1);
  return fill(forms[form], { n, ...values });
}
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
function later(message) {
  return message;
}
function clock(at) {
  return new Date(at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
}

// wellfounded/notebook/widgets/board.js
var board_exports = {};
__export(board_exports, {
  render: () => render
});

// wellfounded/notebook/widgets/leave.js
var LEAVE_MS = 2e3;
var BLANK = "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='color-scheme' content='light dark'><title>Blank page</title><script>history.pushState(null, '')<\/script>";
function leaveQuickly() {
  document.documentElement.style.display = "none";
  const blank = URL.createObjectURL(new Blob([BLANK], { type: "text/html" }));
  const go = () => location.replace(blank);
  window.addEventListener("beforeunload", passUnasked, true);
  const steps = stepsToFirst();
  window.addEventListener("popstate", go, true);
  setTimeout(go, steps ? 300 : 0);
  if (steps) history.go(steps);
}
function passUnasked(event) {
  event.stopImmediatePropagation();
  event.returnValue = "";
}
function stepsToFirst() {
  const navigation = window.navigation;
  const first = navigation?.entries().find((entry) => entry.sameDocument);
  return first && navigation.currentEntry ? first.index - navigation.currentEntry.index : 0;
}
function leaveOnEscape() {
  if (window.wellfoundedWatchesEscape) return;
  window.wellfoundedWatchesEscape = true;
  let pressed = [];
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      pressed = [...pressed.filter((at) => event.timeStamp - at < LEAVE_MS), event.timeStamp];
      if (pressed.length === 3) leaveQuickly();
    },
    true
  );
}

// wellfounded/notebook/widgets/kernel.js
var WAIT_MS = 3e3;
var KEPT = "wellfounded-kept";
function connect(model, { heard, silent, slept }) {
  const waiting = /* @__PURE__ */ new Map();
  let asleep = false;
  const leaveKernel = onKernelEnd(model, close);
  function receive(message, buffers) {
    if (!waiting.has(message.id)) return;
    clearTimeout(waiting.get(message.id));
    heard(message, buffers);
    if (message.at || message.done) document.dispatchEvent(new CustomEvent(KEPT));
  }
  function close() {
    if (asleep) return;
    asleep = true;
    stopWaiting();
    slept();
  }
  function stopWaiting() {
    for (const timer of waiting.values()) clearTimeout(timer);
  }
  leaveOnEscape();
  model.on("msg:custom", receive);
  model.on("comm_live_update", close);
  return {
    /** @type {(message: Message, buffers?: ArrayBuffer[]) => void} */
    post(message, buffers = []) {
      if (asleep) return;
      clearTimeout(waiting.get(message.id));
      waiting.set(
        message.id,
        setTimeout(() => silent(message.id), WAIT_MS)
      );
      try {
        model.send(message, void 0, buffers);
      } catch {
        close();
      }
    },
    end() {
      leaveKernel();
      stopWaiting();
      model.off("msg:custom", receive);
      model.off("comm_live_update", close);
    }
  };
}
function onKernelEnd(model, ended) {
  const kernel = (
    /** @type {any} */
    model.widget_manager?.kernel
  );
  if (!kernel?.statusChanged) return () => {
  };
  const changed = (_, status) => {
    if (status === "dead" || status === "terminating") ended();
  };
  kernel.statusChanged.connect(changed);
  kernel.disposed.connect(ended);
  return () => {
    kernel.statusChanged.disconnect(changed);
    kernel.disposed.disconnect(ended);
  };
}
function silence() {
  return phrase("the course does not answer just now. If this stays, reload the page.");
}
function sleep(root, status) {
  const hadFocus = root.contains(document.activeElement);
  root.classList.add("wf-asleep");
  for (const control of root.querySelectorAll("input, button, select, textarea"))
    control.toggleAttribute("disabled", true);
  status.dataset.state = "asleep";
  status.textContent = phrase("This page has stopped. What you saved is safe. Reload the page to go on.");
  status.tabIndex = -1;
  if (hadFocus) status.focus();
}

// wellfounded/notebook/widgets/lesson_links.js
function followLinks(root, model) {
  const followed = /* @__PURE__ */ new Map();
  let asleep = false;
  const slept = () => {
    asleep = true;
  };
  const kernel = connect(model, { heard, silent, slept });
  function heard({ id, path, href, refused }) {
    const link = followed.get(id);
    followed.delete(id);
    if (link && refused) tell(link, refused);
    else if (link) openLesson(root, { path, href, place: link.dataset.in });
  }
  function silent(id) {
    const link = followed.get(id);
    followed.delete(id);
    if (link) openLesson(root, known(link));
  }
  function follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-lesson]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (asleep) {
      openLesson(root, known(link));
      return;
    }
    const id = uuid();
    followed.set(id, link);
    kernel.post({ id, event: "where", lesson: link.dataset.lesson });
  }
  root.addEventListener("click", follow);
  return () => {
    root.removeEventListener("click", follow);
    kernel.end();
  };
}
function openLesson(root, { path, href, place }) {
  const detail = { path, place: place || void 0 };
  if (!document.dispatchEvent(new CustomEvent("wellfounded-open", { cancelable: true, detail }))) return;
  const link = make("a", { href, hidden: true });
  if (document.body.dataset.notebook === void 0) {
    link.dataset.commandlinkerCommand = "docmanager:open";
    link.dataset.commandlinkerArgs = JSON.stringify({ path });
  }
  root.append(link);
  link.click();
  link.remove();
}
function known(link) {
  return { path: link.dataset.path ?? "", href: link.href, place: link.dataset.in };
}
function tell(link, words) {
  const shown = link.nextElementSibling;
  const status = shown?.matches(".wf-gone") ? shown : makeStatus("span", "wf-gone");
  link.after(status);
  status.textContent = words;
}

// wellfounded/notebook/widgets/board.js
function render({ model, el }) {
  const shown = make("div", { className: "wf-board" });
  const status = makeStatus("p", "wf-status");
  const spoken = makeStatus("p", "wf-spoken");
  const { post, end } = connect(model, { heard, silent, slept: () => sleep(el, status) });
  let waiting = false;
  let again = false;
  let drawn = "";
  function look() {
    if (document.hidden) return;
    again = waiting;
    if (waiting) return;
    waiting = true;
    post({ id: uuid(), event: "look" });
  }
  function heard({ html }) {
    waiting = false;
    status.textContent = "";
    show2(html);
    if (again) look();
  }
  function silent() {
    waiting = false;
    status.dataset.state = "lost";
    status.textContent = phrase("Not brought up to date: {why}", { why: silence() });
  }
  function show2(html) {
    if (html === drawn) return;
    const words = nextOf(shown);
    drawn = html;
    redraw(shown, html);
    if (words && model.get("what") === "recommend") spoken.textContent = nextOf(shown);
  }
  document.addEventListener(KEPT, look);
  document.addEventListener("visibilitychange", look);
  el.classList.add("wf");
  el.append(make("section", { className: "wf-progress" }, shown, status, spoken));
  const unlink = followLinks(shown, model);
  show2(model.get("html"));
  return () => {
    unlink();
    document.removeEventListener(KEPT, look);
    document.removeEventListener("visibilitychange", look);
    end();
  };
}
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
function nextOf(shown) {
  return shown.querySelector(".wf-next")?.textContent ?? "";
}
function foldsOf(root) {
  return [...root.querySelectorAll("details")];
}

// wellfounded/notebook/widgets/case.js
var case_exports = {};
__export(case_exports, {
  render: () => render2
});

// wellfounded/notebook/widgets/content_note.js
var ContentNote = class {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {Note} note
   * @param {HTMLElement} story what whoever opens the case reads first
   */
  constructor(model, note, story) {
    this.story = story;
    this.status = makeStatus("span", "wf-status");
    this.read = this.button(phrase("Read the case"), { event: "show" });
    this.leave = this.button(phrase("Leave this case out"), { event: "skip", response: true });
    this.back = this.button(phrase("Take it up again"), { event: "skip", response: false });
    this.element = make("div", { className: "wf-actions wf-note" }, this.read, this.leave, this.back, this.status);
    this.element.dataset.place = note.place;
    this.kernel = connect(model, {
      heard: ({ refused }) => {
        if (refused) this.status.textContent = phrase("Not saved: {why}", { why: refused });
      },
      silent: () => {
        this.status.textContent = phrase("No answer: {why}", { why: silence() });
      },
      slept: () => sleep(this.element, this.status)
    });
    this.show(note);
  }
  /**
   * @param {string} textContent
   * @param {{event: string, response?: boolean}} message
   */
  button(textContent, message) {
    return make("button", { type: "button", textContent, onclick: () => this.kernel.post({ id: uuid(), ...message }) });
  }
  /**
   * Show what can be done now. If that takes the button away that has the focus, the focus goes on: to the story, once
   * the case is open.
   * @param {Note} note
   */
  show({ state, said }) {
    const buttons = [this.read, this.leave, this.back];
    const used = buttons.find((button) => button === document.activeElement);
    this.read.hidden = state !== "closed";
    this.leave.hidden = state === "out";
    this.back.hidden = state !== "out";
    this.status.textContent = said;
    if (used?.hidden) (state === "shown" ? this.story : buttons.find((button) => !button.hidden))?.focus();
  }
  end() {
    this.kernel.end();
  }
};

// wellfounded/notebook/widgets/documents.js
var MOST_PANES = 3;
var Papers = class {
  /**
   * @param {string} name the case's, by which questions point into its papers
   * @param {Paper[]} papers
   */
  constructor(name, papers) {
    this.name = name;
    this.papers = papers;
    this.desk = make("div", { className: "wf-panes" });
    this.more = make("button", { type: "button", textContent: phrase("Lay another paper beside it") });
    this.more.onclick = () => this.add();
    this.asked = this.asked.bind(this);
    document.addEventListener("wellfounded-paper", this.asked);
    this.panes = [];
    this.addPane(0);
    this.element = this.draw();
  }
  draw() {
    const all = this.papers.map((paper) => lay(make("div", { className: "wf-paper" }), paper));
    const count = phraseMany(
      "This file holds {n} paper. It says how it writes dates.",
      "This file holds {n} papers. Each says how it writes dates.",
      this.papers.length
    );
    return make(
      "div",
      { className: "wf wf-papers" },
      make("p", { textContent: count }),
      this.desk,
      make("div", { className: "wf-actions" }, this.more),
      make("div", { className: "wf-on-paper" }, ...all)
    );
  }
  add() {
    const next = this.papers.findIndex((_, i) => !this.panes.some((pane) => pane.shown === i));
    this.addPane(Math.max(next, 0)).focus();
  }
  /** @param {number} paper */
  addPane(paper) {
    const pane = new Pane(this.papers, paper, () => this.putAway(pane));
    this.panes.push(pane);
    this.arrange();
    return pane;
  }
  /** @param {Pane} pane */
  putAway(pane) {
    this.panes.splice(this.panes.indexOf(pane), 1);
    this.arrange();
    this.panes[0].focus();
  }
  arrange() {
    const { panes, desk, more, papers } = this;
    desk.replaceChildren(...panes.map((pane) => pane.element));
    desk.dataset.panes = String(panes.length);
    more.hidden = panes.length >= Math.min(MOST_PANES, papers.length);
    for (const pane of panes) pane.away.hidden = panes.length === 1;
  }
  /**
   * A question points into a paper of its case.
   * @param {Event} event
   */
  asked(event) {
    const { detail } = (
      /** @type {CustomEvent} */
      event
    );
    const paper = this.papers.findIndex(({ id }) => id === detail.id);
    if (detail.papers === this.name) this.panes[0].open(paper, detail.back);
  }
  end() {
    document.removeEventListener("wellfounded-paper", this.asked);
  }
};
var Pane = class {
  /**
   * @param {Paper[]} papers
   * @param {number} paper the number of the first to show
   * @param {() => void} putAway
   */
  constructor(papers, paper, putAway) {
    this.papers = papers;
    const options = papers.map(({ title }) => make("option", { textContent: title, ...COURSE }));
    this.choice = make("select", { onchange: () => this.show(this.shown) }, ...options);
    this.choice.setAttribute("aria-label", phrase("Paper shown here"));
    this.away = make("button", { type: "button", textContent: phrase("Put away"), onclick: putAway });
    this.title = make("h4", { id: `wf-${uuid()}` });
    this.title.setAttribute("aria-live", "polite");
    this.paper = make("article", { className: "wf-paper", tabIndex: 0 });
    this.paper.setAttribute("aria-labelledby", this.title.id);
    this.back = make("button", { type: "button", textContent: phrase("Back to the question") });
    this.way = make("div", { className: "wf-actions wf-way-back", hidden: true }, this.back);
    const before = this.turnButton(phrase("‹ Before"), -1);
    const next = this.turnButton(phrase("Next ›"), 1);
    const tools = make("div", { className: "wf-actions" }, this.choice, before, next, this.away);
    this.element = make("section", { className: "wf-pane" }, tools, this.paper, this.way);
    this.show(paper);
  }
  get shown() {
    return this.choice.selectedIndex;
  }
  /**
   * @param {string} textContent
   * @param {number} step
   */
  turnButton(textContent, step2) {
    const count = this.papers.length;
    const onclick = () => this.show((this.shown + step2 + count) % count);
    return make("button", { type: "button", textContent, onclick });
  }
  /** @param {number} paper */
  show(paper) {
    this.choice.selectedIndex = paper;
    lay(this.paper, this.papers[paper], this.title);
    this.paper.scrollTop = 0;
  }
  focus() {
    this.choice.focus();
  }
  /**
   * @param {number} paper
   * @param {() => void} goBack
   */
  open(paper, goBack) {
    this.show(paper);
    this.way.hidden = false;
    this.back.onclick = () => {
      this.way.hidden = true;
      goBack();
    };
    this.element.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
    this.paper.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: this.besideTheQuestions() ? "nearest" : "start" });
  }
  besideTheQuestions() {
    const papers = this.element.closest(".wf-papers");
    return papers !== null && getComputedStyle(papers).position === "sticky";
  }
};
function lay(sheet, { title, form, notes, body }, heading2 = make("h4")) {
  Object.assign(sheet, COURSE).dataset.form = form;
  const about = make("div", { className: "wf-paper-notes", innerHTML: notes });
  heading2.textContent = title;
  if (heading2.parentElement !== sheet) sheet.replaceChildren(heading2);
  while (sheet.lastChild !== heading2) sheet.lastChild?.remove();
  sheet.append(about, make("div", { innerHTML: body }));
  for (const table of sheet.querySelectorAll("table")) inItsOwnWidth(table, title);
  return sheet;
}
function inItsOwnWidth(table, title) {
  const wide = make("div", { className: "wf-wide", tabIndex: 0, role: "region", ariaLabel: title });
  table.replaceWith(wide);
  wide.append(table);
}

// wellfounded/notebook/widgets/announcer.js
var REST_MS = 1e3;
var STAY_MS = 5e3;
var Announcer = class {
  constructor() {
    this.element = makeStatus("div", "wf-spoken");
    this.timer = void 0;
  }
  /**
   * Say this now, in place of what was to be said.
   * @param {string} words
   */
  say(words) {
    clearTimeout(this.timer);
    this.element.textContent = words;
    if (words) this.timer = setTimeout(() => this.say(""), STAY_MS);
  }
  /**
   * Say this unless something else comes soon.
   * @param {string} words
   */
  saySoon(words) {
    this.say("");
    this.timer = setTimeout(() => this.say(words), REST_MS);
  }
  end() {
    clearTimeout(this.timer);
  }
};
function spokenWords(feedback) {
  const copy = make("div", { innerHTML: feedback.innerHTML });
  for (const part of copy.querySelectorAll("details, table, ul, ol, [aria-hidden]")) part.remove();
  const words = [...copy.children].map((part) => part.textContent).join(" ");
  return words.replace(/\s+/g, " ").trim();
}

// wellfounded/notebook/widgets/unsent.js
function stored(store, key) {
  try {
    const value = JSON.parse(store().getItem(key) ?? "null");
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
function waitingAt(key) {
  const item = stored(() => sessionStorage, key);
  const whole = item?.event === "answer" && [item.id, item.wording].every((field) => typeof field === "string");
  return whole && item.response !== void 0 ? (
    /** @type {any} */
    item
  ) : null;
}
function anyWaiting(place) {
  return Object.keys(sessionStorage).some((key) => key.startsWith(`wellfounded ${place}/`) && waitingAt(key));
}
function unsent(place) {
  const key = `wellfounded ${place}`;
  const read = () => waitingAt(key);
  return {
    read,
    /** @param {Answer} answer */
    put(answer) {
      if (place) sessionStorage.setItem(key, JSON.stringify(answer));
    },
    /** @param {string} id */
    drop(id) {
      if (read()?.id === id) sessionStorage.removeItem(key);
    }
  };
}

// wellfounded/notebook/widgets/delivery.js
var RETRY_MS = 5e3;
var LONGEST_RETRY_MS = 6e4;
var Delivery = class {
  /**
   * @param {import("../../content/questions/question.d.ts").Question} question
   * @param {(message: Message) => void} post
   */
  constructor({ place, wording }, post) {
    this.wording = wording;
    this.post = post;
    this.unsent = unsent(place);
    this.current = "";
    this.patience = RETRY_MS;
    this.timer = void 0;
  }
  /** The answer that waits; null where none does. */
  get waiting() {
    return this.unsent.read();
  }
  /** @param {unknown} response */
  send(response) {
    this.current = uuid();
    const answer = { id: this.current, event: "answer", wording: this.wording, response };
    this.unsent.put(answer);
    this.post(answer);
  }
  /** Send what waits once more. Its id stays, so that it is written once. */
  sendAgain() {
    const answer = this.waiting;
    if (!answer) return;
    this.current = answer.id;
    const { id, event, wording, response } = answer;
    this.post({ id, event, wording, response, again: true });
  }
  /** Nobody answered: send what waits once more after a while. */
  sendAgainLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendAgain(), this.patience);
    this.patience = Math.min(2 * this.patience, LONGEST_RETRY_MS);
  }
  /**
   * Return whether a message is the word on the answer that was sent last.
   * @param {Message} message
   */
  acknowledged(message) {
    if (message.event === "answer" && (!message.refused || message.never)) this.unsent.drop(message.id);
    if (message.id !== this.current) return false;
    this.end();
    this.patience = RETRY_MS;
    return true;
  }
  end() {
    clearTimeout(this.timer);
  }
};

// wellfounded/notebook/widgets/part_marks.js
function markParts(view, marks) {
  for (const part of view.querySelectorAll("[data-part]")) {
    if (part instanceof HTMLElement) markPart(part, marks[part.dataset.part ?? ""]);
  }
}
function markPart(part, right) {
  part.querySelector(".wf-mark")?.remove();
  delete part.dataset.mark;
  if (right === void 0) return;
  part.dataset.mark = right ? "right" : "wrong";
  const mark = make("span", {
    className: "wf-mark",
    textContent: right ? phrase("✓ Right") : phrase("✗ Not right")
  });
  const input = part.querySelector(":scope > input");
  if (input) input.after(mark);
  else part.prepend(mark);
}

// wellfounded/notebook/widgets/part_reasons.js
function takeReasons(feedback, view) {
  const all = (
    /** @type {NodeListOf<HTMLElement>} */
    feedback.querySelectorAll("[data-reason]")
  );
  const reasons = [...all].filter((reason) => partOf(reason, view));
  for (const reason of reasons) {
    const line = reason.closest("li");
    const list2 = line?.parentElement;
    line?.remove();
    if (!list2?.childElementCount) list2?.remove();
  }
  return reasons;
}
function placeReasons(reasons, view) {
  for (const reason of reasons) partOf(reason, view)?.append(reason);
  if (reasons.length) view.firstElementChild?.dispatchEvent(new CustomEvent("wellfounded-judged"));
}
function partOf(reason, view) {
  const parts = (
    /** @type {NodeListOf<HTMLElement>} */
    view.querySelectorAll("[data-part]")
  );
  return [...parts].find((part) => part.dataset.part === reason.dataset.reason);
}

// wellfounded/notebook/widgets/rubric.js
function addSelfMarking(root, kept, changed) {
  const lines = [...root.querySelectorAll("[data-criterion]")].filter((line) => line instanceof HTMLElement);
  const last = lines.at(-1);
  if (!last) return;
  const points = { ...kept };
  const most = lines.reduce((sum, line) => sum + Number(line.dataset.most), 0);
  const total = makeStatus("p", "wf-weighed");
  const tell2 = () => {
    total.textContent = describe(points, most);
  };
  for (const line of lines) {
    const choice = pointsChoice(line, points, () => {
      tell2();
      changed({ ...points });
    });
    line.prepend(choice, " ");
  }
  last.closest("ul")?.after(total);
  tell2();
}
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
function describe(points, most) {
  if (!Object.keys(points).length) return phrase("Weigh your text yourself, line by line. This counts in no marks.");
  const sum = Object.values(points).reduce((total, each) => total + each, 0);
  return phrase("You give yourself {points} of {most}. This is your own assessment. It counts in no marks.", {
    points: sum,
    most
  });
}

// wellfounded/notebook/widgets/feedback.js
var Feedback = class {
  /**
   * @param {HTMLElement} view the kind's own, whose parts are marked
   * @param {(points: import("./rubric.js").Points) => void} weigh gets what learners give themselves by a rubric
   */
  constructor(view, weigh) {
    this.view = view;
    this.weigh = weigh;
    this.html = "";
    this.reasons = [];
    this.element = make("div", { className: "wf-told" });
  }
  /**
   * Show what is said now, nothing perhaps. The same is not drawn again: something may be chosen in it.
   * @param {Judged} judged
   * @param {import("./rubric.js").Points} [selfmark]
   */
  show({ feedback = "", marks = {} }, selfmark) {
    markParts(this.view, marks);
    if (feedback !== this.html) {
      this.html = feedback;
      this.element.innerHTML = feedback;
      addSelfMarking(this.element, selfmark, this.weigh);
      for (const reason of this.reasons) reason.remove();
      this.reasons = takeReasons(this.element, this.view);
    }
    placeReasons(this.reasons, this.view);
  }
  /** Bring all of it into view, and where that is too much, how it begins. */
  bringIntoView() {
    for (const part of [this.element, this.element.firstElementChild]) part?.scrollIntoView({ block: "nearest" });
  }
};

// wellfounded/content/questions/choice.js
var choice_exports = {};
__export(choice_exports, {
  draw: () => draw
});

// wellfounded/content/questions/options.js
function drawOptions(type, { question, response, answer, check }) {
  const name = `wf-${uuid()}`;
  const inputs = question.options.map(
    ({ id }) => make("input", { type, name, value: id, checked: (response || []).includes(id) })
  );
  const labels = question.options.map(({ id, text }, i) => {
    const words = make("span", { className: "wf-option-text", innerHTML: text, ...COURSE });
    const label = make("label", { className: "wf-option" }, inputs[i], words);
    label.dataset.part = id;
    return label;
  });
  const group = make("fieldset", {}, make("legend", { innerHTML: question.heading }), ...labels);
  group.addEventListener("change", () => {
    answer(inputs.filter((input) => input.checked).map((input) => input.value));
  });
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter") check();
  });
  return group;
}

// wellfounded/content/questions/choice.js
function draw(drawing) {
  return drawOptions("radio", drawing);
}

// wellfounded/content/questions/choices.js
var choices_exports = {};
__export(choices_exports, {
  draw: () => draw2
});
function draw2(drawing) {
  return drawOptions("checkbox", drawing);
}

// wellfounded/content/questions/classify.js
var classify_exports = {};
__export(classify_exports, {
  draw: () => draw3
});

// wellfounded/content/questions/classify_card.js
function drawDeal({ bins, cards }, { put, take, see }) {
  const count = make("p", { className: "wf-card-count" });
  const text = make("p", { className: "wf-card-text", ...COURSE });
  const face = make("div", { className: "wf-card", tabIndex: -1 }, count, text);
  const places = bins.map((bin, i) => drawBin(letter(i), bin, put));
  const all = make("button", { type: "button", textContent: phrase("See all cards"), onclick: see });
  const strip = cards.map((_, number) => make("button", { type: "button", onclick: () => take(number) }));
  const list2 = make("ol", { className: "wf-strip" }, ...strip.map((button) => make("li", {}, button)));
  const element = make("div", {}, list2, face, drawBins(places), make("div", { className: "wf-actions" }, all));
  function show2(current, placed2) {
    const { id } = cards[current];
    count.textContent = phrase("Card {n} of {all}", { n: current + 1, all: cards.length });
    text.innerHTML = cards[current].text;
    for (const button of places) button.setAttribute("aria-pressed", String(button.value === placed2[id]));
    for (const [number, button] of strip.entries()) {
      const bin = bins.findIndex((each) => each.id === placed2[cards[number].id]);
      button.textContent = `${number + 1}${bin < 0 ? "" : letter(bin)}`;
      button.classList.toggle("wf-has-bin", bin >= 0);
      button.setAttribute("aria-label", describe2(number, bins[bin]?.text));
      if (number === current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }
  return { element, face, show: show2 };
}
function drawBin(name, { id, text }, put) {
  const words = make("span", { innerHTML: text, ...COURSE });
  const sign = make("span", { className: "wf-bin-letter", textContent: name, ariaHidden: "true" });
  const bin = make("button", { type: "button", className: "wf-bin", value: id }, sign, words);
  bin.onclick = ({ detail }) => {
    if (detail < 2) put(id);
  };
  return bin;
}
function drawBins(places) {
  const bins = make("div", { className: "wf-bins", role: "group" }, ...places);
  bins.setAttribute("aria-label", phrase("Where does this card belong?"));
  bins.addEventListener("keydown", (event) => {
    const step2 = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const from = places.findIndex((place) => place.matches(":focus"));
    if (!step2 || from < 0) return;
    event.preventDefault();
    places[(from + step2 + places.length) % places.length].focus();
  });
  return bins;
}
function describe2(number, bin) {
  const n = number + 1;
  if (bin === void 0) return phrase("Card {n}: not placed yet", { n });
  return phrase("Card {n}: {bin}", { n, bin: make("span", { innerHTML: bin }).textContent });
}
function letter(number) {
  return String.fromCharCode(65 + number);
}

// wellfounded/content/questions/classify_list.js
function drawList({ bins, cards }, take) {
  const heading2 = make("p", { className: "wf-placed", tabIndex: -1 });
  const places = cards.map(() => make("p", { className: "wf-place", ...COURSE }));
  const rows = cards.map(({ id, text }, number) => {
    const change = make("button", { type: "button", textContent: phrase("Change"), onclick: () => take(number) });
    change.setAttribute("aria-label", phrase("Change card {n}", { n: number + 1 }));
    const words = make("p", { innerHTML: text, ...COURSE });
    const row = make("li", { tabIndex: -1 }, words, places[number], change);
    row.dataset.part = id;
    return row;
  });
  const element = make("div", { className: "wf-card-list" }, heading2, make("ol", {}, ...rows));
  function show2(placed2) {
    heading2.textContent = phrase("{n} of {all} placed.", { n: Object.keys(placed2).length, all: cards.length });
    for (const [number, { id }] of cards.entries()) {
      const bin = bins.find((each) => each.id === placed2[id]);
      places[number].innerHTML = bin ? bin.text : phrase("Not placed yet");
      places[number].classList.toggle("wf-unplaced", !bin);
    }
  }
  return { element, heading: heading2, rows, show: show2 };
}

// wellfounded/content/questions/classify.js
function draw3(drawing) {
  return new Cards(drawing).element;
}
var Cards = class {
  /** @param {import("./question.d.ts").Drawing<Fields, Placed>} drawing */
  constructor({ question, response, answer }) {
    const bins = new Set(question.bins.map((bin) => bin.id));
    const known2 = question.cards.filter((card) => bins.has(response?.[card.id] ?? ""));
    this.cards = question.cards;
    this.answer = answer;
    this.placed = Object.fromEntries(known2.map((card) => [card.id, response?.[card.id] ?? ""]));
    this.current = 0;
    this.mended = false;
    this.deal = drawDeal(question, {
      put: (bin) => this.put(bin),
      take: (number) => this.take(number),
      see: () => this.showList(this.list.heading)
    });
    this.list = drawList(question, (number) => this.take(number, true));
    const legend = make("legend", { innerHTML: question.heading });
    this.element = make("fieldset", { className: "wf-classify" }, legend, this.deal.element, this.list.element);
    this.element.addEventListener("wellfounded-judged", () => this.showList());
    this.list.show(this.placed);
    const next = this.nextToPlace();
    if (next < 0) this.showList();
    else this.take(next);
  }
  /** Return the number of the next card that lies in no bin; -1 where all do. */
  nextToPlace() {
    const numbers = this.cards.map((_, i) => (this.current + i) % this.cards.length);
    return numbers.find((number) => !this.placed[this.cards[number].id]) ?? -1;
  }
  /**
   * Put the current card into a bin, and go on.
   * @param {string} bin
   */
  put(bin) {
    const { id } = this.cards[this.current];
    const changed = this.placed[id] !== bin;
    this.placed[id] = bin;
    this.list.show(this.placed);
    const next = this.nextToPlace();
    if (this.mended || next < 0) this.showList(this.mended ? this.list.rows[this.current] : this.list.heading);
    else this.take(next);
    if (changed) this.answer({ ...this.placed });
  }
  /**
   * Take a card up. The focus goes to it, unless the question is only being drawn.
   * @param {number} number
   * @param {boolean} [mended]
   */
  take(number, mended = false) {
    this.current = number;
    this.mended = mended;
    this.deal.show(number, this.placed);
    this.showOne(this.deal, this.deal.face);
  }
  /** @param {HTMLElement} [focused] */
  showList(focused) {
    this.showOne(this.list, focused);
  }
  /**
   * @param {{element: HTMLElement}} shown
   * @param {HTMLElement} [focused]
   */
  showOne(shown, focused) {
    for (const part of [this.deal, this.list]) part.element.hidden = part !== shown;
    focused?.focus({ preventScroll: true });
    focused?.scrollIntoView({ block: "nearest" });
  }
};

// wellfounded/content/questions/date.js
var date_exports = {};
__export(date_exports, {
  draw: () => draw4,
  readDate: () => readDate
});

// wellfounded/content/questions/typed.js
var TYPING_MS = 400;
var MOST_CHARACTERS = 200;
function drawTyped(manner, { question, response, answer, check }) {
  const { read, show: show2, inputMode = "text", guide = () => "" } = manner;
  const value = response === null ? "" : show2(response);
  const field = drawField(value, inputMode);
  const unit = make("span", { innerHTML: question.unit || "", ...COURSE });
  const words = makeStatus("p", "wf-read");
  words.id = `wf-${uuid()}`;
  words.textContent = guide(response);
  field.setAttribute("aria-describedby", words.id);
  const choices = make("div", { className: "wf-actions" });
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", phrase("Which do you mean?"));
  let last = response;
  function settle({ value: found, words: said, choices: offered = [] }) {
    const known2 = found !== void 0;
    words.style.minHeight = `${words.offsetHeight}px`;
    words.textContent = known2 ? said : `${said} ${whatStands(last, show2)}`;
    field.setAttribute("aria-invalid", String(!known2));
    choices.replaceChildren(...offered.map(({ label: label2, text }) => choiceButton(label2, () => choose(text))));
    if (!known2) return;
    last = found;
    answer(found);
  }
  function choose(text) {
    field.value = text;
    field.focus();
    settle(read(text, unit.textContent));
  }
  const keep = keepAfterPause(field, () => settle(read(field.value, unit.textContent)));
  field.addEventListener("input", () => choices.replaceChildren());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    keep();
    if (field.value.trim() && field.getAttribute("aria-invalid") !== "true") check();
  });
  const named = make("span", { textContent: phrase("Your answer") });
  const label = make("label", { className: "wf-typed" }, named, field, onPaper(field), unit);
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), label, words, choices);
}
function drawField(value, inputMode) {
  const field = { type: "text", maxLength: MOST_CHARACTERS, inputMode, value, dir: "auto" };
  return make("input", { ...field, autocomplete: "off" });
}
function keepAfterPause(field, end) {
  let timer = null;
  function keep() {
    if (timer === null || !field.isConnected) return;
    clearTimeout(timer);
    timer = null;
    end();
  }
  field.addEventListener("input", () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(keep, TYPING_MS);
  });
  field.addEventListener("blur", keep);
  return keep;
}
function whatStands(last, show2) {
  if (last === null) return phrase("Nothing is saved yet.");
  return phrase("Your last answer, {answer}, stays.", { answer: show2(last) });
}
function choiceButton(label, onclick) {
  return make("button", { type: "button", textContent: label, onclick });
}

// wellfounded/content/questions/date.js
var MONTHS = [
  ...[later("January"), later("February"), later("March"), later("April"), later("May"), later("June")],
  ...[later("July"), later("August"), later("September"), later("October"), later("November"), later("December")]
];
var WEEKDAYS = [
  ...[later("Sunday"), later("Monday"), later("Tuesday"), later("Wednesday")],
  ...[later("Thursday"), later("Friday"), later("Saturday")]
];
var AROUND_DAY = later("st nd rd th of the");
function draw4(drawing) {
  return drawTyped(
    { read: readDate, show, guide: (iso) => iso === null ? wholeDate() : readDate(show(iso)).words },
    drawing
  );
}
function show(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return longDate({ year, month, day });
}
function wholeDate() {
  return phrase("Write day, month and year, for example 31 January 2024 or 2024-01-31.");
}
function readDate(text) {
  const tokens = withoutWeekday(text.toLowerCase().trim()).match(/\d+|[\p{L}\p{M}]+/gu) || [];
  const around = `${AROUND_DAY} ${phrase(AROUND_DAY)}`.split(" ");
  const numbers = tokens.filter((token) => /\d/.test(token));
  const names = tokens.filter((token) => !/\d/.test(token) && !around.includes(token));
  const years = numbers.filter((number) => /^[1-9]\d{3}$/.test(number));
  const others = numbers.filter((number) => /^\d{1,2}$/.test(number)).map(Number);
  const month = monthOf(names[0]);
  if (names.length === 1 && !month) {
    return { words: phrase("“{name}” is not the name of a month.", { name: names[0] }) };
  }
  if (names.length + numbers.length !== 3 || names.length > 1) return mend(phrase("Not a whole date."));
  if (!years.length) return mend(phrase("Write the year with four digits."));
  if (others.length !== numbers.length - 1) return mend(phrase("Not a date."));
  return readingOf(possibleDays(Number(years[0]), numbers.indexOf(years[0]), others, month));
}
function mend(problem) {
  return { words: `${problem} ${wholeDate()}` };
}
function possibleDays(year, place, [a, b], month) {
  if (month) return [{ year, month, day: a }];
  if (place === 0) return [{ year, month: a, day: b }];
  return [
    { year, month: b, day: a, first: "day" },
    { year, month: a, day: b, first: "month" }
  ];
}
function monthOf(name = "") {
  if (name.length < 3) return 0;
  const begins = (month) => month.toLowerCase().startsWith(name);
  return MONTHS.findIndex((month) => begins(phrase(month))) + 1 || MONTHS.findIndex(begins) + 1;
}
function withoutWeekday(text) {
  const names = [...WEEKDAYS.map((day) => phrase(day)), ...WEEKDAYS].map((name) => name.toLowerCase());
  const found = names.find((name) => text.startsWith(name) && !/^[\p{L}\p{M}]/u.test(text.slice(name.length)));
  return found ? text.slice(found.length) : text;
}
function readingOf(possible) {
  const real = possible.filter(exists);
  if (real.length === 2 && real[0].day !== real[0].month) {
    const choices = real.map((day2) => ({ label: labelOf(day2), text: longDate(day2) }));
    return { words: phrase("This can be two dates. Choose the one that you mean."), choices };
  }
  if (!real.length) return { words: whyNot(possible.find(({ month: month2 }) => MONTHS[month2 - 1]) || possible[0]) };
  const { year, month, day } = real[0];
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const value = [year, month, day].map((number) => String(number).padStart(2, "0")).join("-");
  return { value, words: phrase("Read as {weekday}, {date}.", { weekday: phrase(weekday), date: longDate(real[0]) }) };
}
function labelOf(day) {
  const date = longDate(day);
  return day.first === "day" ? phrase("{date} (day first)", { date }) : phrase("{date} (month first)", { date });
}
function exists({ year, month, day }) {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
function whyNot({ year, month, day }) {
  const name = MONTHS[month - 1];
  if (!name) return phrase("There is no month {month}.", { month });
  return phrase("{month} {year} has no day {day}.", { month: phrase(name), year, day });
}
function longDate({ year, month, day }) {
  return phrase("{day} {month} {year}", { day, month: phrase(MONTHS[month - 1]), year });
}

// wellfounded/content/questions/highlight.js
var highlight_exports = {};
__export(highlight_exports, {
  draw: () => draw5
});
var MARK = /\[\[([a-z][0-9]*|[0-9]+): (.*?)\]\]/gs;
function draw5({ question, response, answer }) {
  const html = question.text.replace(MARK, '<label class="wf-passage"><input type="checkbox" value="$1">$2</label>');
  const text = make("div", { className: "wf-text", innerHTML: html, ...COURSE });
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */
  text.querySelectorAll(".wf-passage > input")];
  const marked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const count = makeStatus("p", "wf-marked");
  const tell2 = () => {
    count.textContent = describe3(marked().length);
  };
  for (const box of boxes) {
    box.checked = (response || []).includes(box.value);
    if (box.parentElement) box.parentElement.dataset.part = box.value;
    box.addEventListener("change", () => {
      tell2();
      answer(marked());
    });
  }
  tell2();
  const how = make("p", {
    className: "wf-how",
    textContent: phrase("Choose the words that are underlined to mark them.")
  });
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), how, text, count);
}
function describe3(marked) {
  return marked ? phraseMany("{n} passage marked.", "{n} passages marked.", marked) : phrase("No passage marked.");
}

// wellfounded/content/questions/interview.js
var interview_exports = {};
__export(interview_exports, {
  draw: () => draw6
});

// wellfounded/content/questions/interview_bubbles.js
var CALM = 7;
var CLOSED = 3;
function drawExchange({ name, turns }, move, goBack) {
  const title = authored(turns[move.turn].title);
  const turn = make("p", {
    className: "wf-where",
    innerHTML: phrase("Turn {n}: {title}", { n: move.turn + 1, title })
  });
  const back = make("button", { type: "button", textContent: phrase("Go back to here"), onclick: goBack });
  back.setAttribute("aria-label", phrase("Go back to here: {turn}", { turn: turn.textContent }));
  const reply = make("div", { className: "wf-reply", tabIndex: -1 });
  reply.append(...move.replies.map(({ text }) => drawBubble(authored(name), text)));
  return make(
    "li",
    {},
    make("div", { className: "wf-actions" }, turn, back),
    drawBubble(phrase("You"), move.way.text, "wf-own"),
    reply
  );
}
function drawBubble(speaker, words, side = "wf-other") {
  const label = make("strong", { innerHTML: `${speaker}:` });
  return make("p", { className: `wf-bubble ${side}` }, label, " ", make("span", { innerHTML: words, ...COURSE }));
}
function demeanour(name, { trust }) {
  if (trust >= CALM) return phrase("{name} seems calm.", { name });
  return trust <= CLOSED ? phrase("{name} seems closed.", { name }) : phrase("{name} seems guarded.", { name });
}
function authored(html) {
  return `<span lang="en" dir="ltr">${html}</span>`;
}

// wellfounded/content/questions/interview_walk.js
function gateHolds(gate, { trust, open }) {
  return gate.trust_least <= trust && trust <= gate.trust_most && gate.after.every((token) => open.has(token)) && !gate.without.some((token) => open.has(token));
}
function beginning({ trust }) {
  return { trust, open: /* @__PURE__ */ new Set(), turn: -1, again: [] };
}
function followingTurn(script, state) {
  return script.turns.findIndex((turn, i) => i > state.turn && gateHolds(turn.when, state));
}
function offeredWays(script, state) {
  const next = followingTurn(script, state);
  const again = state.again.length ? script.turns[state.turn].ways.filter((way) => state.again.includes(way.id)) : [];
  const fresh = next < 0 ? [] : script.turns[next].ways;
  const offers = [...again.map((way) => ({ turn: state.turn, way })), ...fresh.map((way) => ({ turn: next, way }))];
  return offers.filter(({ way }) => gateHolds(way.when, state));
}
function sayWay(state, { turn, way }) {
  const trust = Math.min(10, Math.max(0, state.trust + way.trust));
  const after = { trust, open: new Set(state.open), turn, again: [] };
  const first = way.replies.find((reply) => gateHolds(reply.when, after));
  const replies = [];
  for (const reply of [...first ? [first] : [], ...way.adds]) {
    if (!gateHolds(reply.when, after)) continue;
    replies.push(reply);
    for (const token of reply.opens) after.open.add(token);
    if (turn !== state.turn) after.again.push(...reply.again);
  }
  return { turn, way, replies, before: state, after };
}
function walkScript(script, path) {
  const moves = [];
  let state = beginning(script);
  for (const step2 of Array.isArray(path) ? path : []) {
    const said = offeredWays(script, state).find(
      ({ turn, way }) => `${script.turns[turn].id},${way.id}` === String(step2)
    );
    if (!said) break;
    const move = sayWay(state, said);
    moves.push(move);
    state = move.after;
  }
  return { moves, state };
}

// wellfounded/content/questions/interview.js
var NARROW = "(max-width: 700px)";
function draw6(drawing) {
  return new Interview(drawing).element;
}
var Interview = class {
  /** @param {import("./question.d.ts").Drawing<Fields, Path>} drawing */
  constructor({ question, response, answer }) {
    this.script = question;
    this.answer = answer;
    this.moves = walkScript(question, response).moves;
    this.undone = null;
    this.saidEnough = false;
    this.exchanges = /* @__PURE__ */ new WeakMap();
    this.earlier = makeTranscript();
    this.latest = makeTranscript();
    this.fold = make("details", { open: !globalThis.matchMedia?.(NARROW).matches }, make("summary"), this.earlier);
    this.fold.className = "wf-earlier";
    this.mood = make("p", { className: "wf-mood" });
    this.present = make("div");
    const legend = make("legend", { innerHTML: question.heading });
    this.how = make("p", { textContent: `${roleOf(question)} ${howToPlay()}` });
    this.element = make("fieldset", {}, legend, this.how, this.fold, this.latest, this.mood, this.present);
    this.show();
  }
  get state() {
    return this.moves.at(-1)?.after ?? beginning(this.script);
  }
  /**
   * Show these moves; they are the answer, unless the learner only said enough.
   * @param {Move[]} moves
   * @param {{undone?: Move[] | null, saidEnough?: boolean}} [how]
   */
  go(moves, { undone = null, saidEnough = false } = {}) {
    const heard = moves.length > this.moves.length;
    this.moves = moves;
    this.undone = undone;
    this.saidEnough = saidEnough;
    this.show();
    if (heard) this.showReply();
    else showTop(this.present.querySelector("legend"));
    if (!saidEnough) this.answer(moves.map(({ turn, way }) => [this.script.turns[turn].id, way.id]));
  }
  show() {
    const exchanges = this.moves.map((move) => this.exchangeOf(move));
    const last = exchanges.at(-1);
    this.earlier.replaceChildren(...exchanges.slice(0, -1));
    this.latest.replaceChildren(...exchanges.slice(-1));
    this.how.hidden = exchanges.length > 0;
    this.fold.hidden = exchanges.length < 2;
    const earlier = phraseMany("{n} earlier turn", "{n} earlier turns", exchanges.length - 1);
    this.fold.firstChild.textContent = earlier;
    this.mood.innerHTML = demeanour(this.script.name, this.state);
    last?.querySelector(".wf-reply")?.append(this.mood);
    if (!last) this.latest.after(this.mood);
    this.present.replaceChildren(this.drawPresent());
  }
  /** @param {Move} move */
  exchangeOf(move) {
    const goBack = () => this.go(this.moves.slice(0, this.moves.indexOf(move)), { undone: this.moves });
    const exchange = this.exchanges.get(move) ?? drawExchange(this.script, move, goBack);
    this.exchanges.set(move, exchange);
    return exchange;
  }
  /** Go to the reply that was just heard; what was said before it, too, is shown where the next way then fits in. */
  showReply() {
    const exchange = (
      /** @type {HTMLElement} */
      this.latest.firstChild
    );
    const reply = (
      /** @type {HTMLElement} */
      exchange.querySelector(".wf-reply")
    );
    const way = this.present.querySelector(".wf-way") ?? this.present;
    const height = way.getBoundingClientRect().bottom - exchange.getBoundingClientRect().top;
    showTop(reply, height < 0.8 * innerHeight ? exchange : reply);
  }
  drawPresent() {
    const { script, state, undone } = this;
    const next = followingTurn(script, state);
    const ways = offeredWays(script, state);
    const more = this.saidEnough ? [] : ways.filter(({ turn }) => turn === state.turn);
    const undo = undone ? [makeButton(phrase("Undo going back"), () => this.go(undone))] : [];
    if (more.length) {
      const enough = makeButton(phrase("Say no more on this"), () => this.go(this.moves, { saidEnough: true }));
      const scene2 = make("p", { textContent: phrase("You may say one thing more here.") });
      return this.drawTurn(state.turn, more, scene2, [enough, ...undo]);
    }
    if (next < 0) return this.drawEnd(undo);
    const scene = make("p", { innerHTML: script.turns[next].scene, ...COURSE });
    const fresh = ways.filter(({ turn }) => turn === next);
    return this.drawTurn(next, fresh, scene, undo);
  }
  /**
   * @param {number} turn
   * @param {Offer[]} ways
   * @param {HTMLElement} scene
   * @param {HTMLElement[]} buttons
   */
  drawTurn(turn, ways, scene, buttons) {
    const { turns } = this.script;
    const values = { n: turn + 1, all: turns.length, title: authored(turns[turn].title) };
    const legend = make("legend", { innerHTML: phrase("Turn {n} of {all}: {title}", values), tabIndex: -1 });
    const cards = ways.map((offer) => this.drawWay(offer));
    return make(
      "fieldset",
      { className: "wf-turn" },
      legend,
      scene,
      ...cards,
      make("div", { className: "wf-actions" }, ...buttons)
    );
  }
  /** @param {Offer} offer */
  drawWay(offer) {
    const card = make("button", { type: "button", className: "wf-way", value: offer.way.id, ...COURSE });
    card.innerHTML = offer.way.text;
    card.onclick = ({ detail }) => {
      if (detail < 2) this.go([...this.moves, sayWay(this.state, offer)]);
    };
    return card;
  }
  /** @param {HTMLElement[]} buttons */
  drawEnd(buttons) {
    const again = makeButton(phrase("Start again"), () => this.go([], { undone: this.moves }));
    return make(
      "fieldset",
      { className: "wf-turn" },
      make("legend", { textContent: phrase("The interview is over"), tabIndex: -1 }),
      make("p", { textContent: phrase("You may go back to a turn above, or start again.") }),
      make("div", { className: "wf-actions" }, again, ...buttons)
    );
  }
};
function makeTranscript() {
  const transcript = make("ol", { className: "wf-transcript" });
  transcript.setAttribute("role", "list");
  return transcript;
}
function showTop(element, around = element) {
  element?.focus({ preventScroll: true });
  const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  around?.scrollIntoView?.({ block: "start", behavior: still ? "auto" : "smooth" });
}
function makeButton(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}
function roleOf({ role }) {
  return role === "officer" ? phrase("You are the officer.") : phrase("You are the representative.");
}
function howToPlay() {
  return phrase("Choose what to say. “Go back to here” takes away what was said from there on.");
}

// wellfounded/content/questions/number.js
var number_exports = {};
__export(number_exports, {
  draw: () => draw7,
  readNumber: () => readNumber
});
var LARGEST = 1e15;
var PLAIN = /^(?<sign>[-+]?)(?<whole>\d*)[.,]?(?<fraction>\d*)$/;
var GROUPED = /^(?<sign>[-+]?)(?<whole>[1-9]\d{0,2}(?<gap>[ .,])\d{3}(?:\k<gap>\d{3})*)(?:(?!\k<gap>)[.,](?<fraction>\d+))?$/;
function draw7(drawing) {
  return drawTyped({ read: readNumber, show: String, inputMode: "decimal" }, drawing);
}
function readNumber(text, unit) {
  const written = bare(text, unit);
  const plain = written.match(PLAIN);
  const grouped = written.match(GROUPED);
  if (plain && grouped) return { words: twoWays(written) };
  const { sign = "", whole = "", fraction = "" } = (plain || grouped)?.groups || {};
  if (!whole && !fraction) return { words: phrase("Not a number. Write only digits, for example 1234 or 2.5.") };
  const value = Number(`${sign}${whole.replace(/\D/g, "") || 0}.${fraction || 0}`);
  if (Math.abs(value) > LARGEST) return { words: phrase("This number is too large.") };
  if (text === String(value)) return { value, words: "" };
  return { value, words: phrase("Read as {answer}.", { answer: `${value} ${unit}`.trim() }) };
}
function twoWays(written) {
  const values = { written, thousands: written.replace(/[.,]/, ""), fraction: `${written}0` };
  return phrase(
    "{written} can be read in two ways. If you mean thousands, write {thousands}. If you mean a fraction, write {fraction}.",
    values
  );
}
function bare(text, unit) {
  const written = text.trim().replace(/\s+/g, " ").replace(/[−–]/, "-");
  const doubled = unit && written.toLowerCase().endsWith(unit.toLowerCase());
  return doubled ? written.slice(0, -unit.length).trim() : written;
}

// wellfounded/content/questions/order.js
var order_exports = {};
__export(order_exports, {
  draw: () => draw8
});
function draw8({ question, response, answer }) {
  const ids = Array.isArray(response) ? response : question.items.map((item) => item.id);
  const sorted = [...question.items].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const list2 = make("ol", { className: "wf-order" });
  const said = makeStatus("p", "wf-moved");
  function moved(row) {
    disableEnds(list2);
    const rows = rowsOf(list2);
    said.textContent = phrase("Moved to place {n} of {all}.", { n: rows.indexOf(row) + 1, all: rows.length });
    answer(rows.map((each) => each.dataset.id ?? ""));
  }
  list2.append(...sorted.map((item) => drawItem(item, moved)));
  disableEnds(list2);
  allowDragging(list2, moved);
  const how = make("p", { className: "wf-how", textContent: howToMove() });
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), how, list2, said);
}
function howToMove() {
  return phrase("Move each with its buttons, with Alt and an arrow key on a button, or by dragging it.");
}
function rowsOf(list2) {
  return [...list2.children].filter((row) => row instanceof HTMLElement);
}
function drawItem(item, moved) {
  const text = make("span", { innerHTML: item.text, ...COURSE });
  const row = make("li", { draggable: true });
  const named = { item: text.textContent };
  const up = moveButton(phrase("Up"), phrase("Move up: {item}", named), () => step(row, true, moved));
  const down = moveButton(phrase("Down"), phrase("Move down: {item}", named), () => step(row, false, moved));
  row.dataset.id = item.id;
  row.dataset.part = item.id;
  row.append(make("div", {}, text, make("span", { className: "wf-moves" }, up, down)));
  row.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    step(row, event.key === "ArrowUp", moved);
  });
  return row;
}
function moveButton(word, label, onclick) {
  const button = make("button", { type: "button", textContent: word, onclick });
  button.setAttribute("aria-label", label);
  return button;
}
function step(row, up, moved) {
  const neighbour = up ? row.previousSibling : row.nextSibling;
  if (!neighbour) return;
  row[up ? "after" : "before"](neighbour);
  moved(row);
}
function disableEnds(list2) {
  for (const row of list2.children) {
    const [up, down] = row.querySelectorAll("button");
    const isFirst = row === list2.firstChild;
    const isLast = row === list2.lastChild;
    if (!isFirst) up.disabled = false;
    if (!isLast) down.disabled = false;
    if (isFirst) disable(up, down);
    if (isLast) disable(down, up);
  }
}
function disable(button, twin) {
  if (button === document.activeElement) twin.focus();
  button.disabled = true;
}
function allowDragging(list2, moved) {
  let dragged = null;
  function mark(target) {
    for (const row of rowsOf(list2)) row.classList.toggle("wf-target", row === target && row !== dragged);
  }
  list2.addEventListener("dragstart", (event) => {
    const row = event.target;
    const awake = !list2.closest(".wf-asleep");
    dragged = awake && row instanceof HTMLElement && row.parentNode === list2 ? row : null;
    if (!dragged) event.preventDefault();
    if (!event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged?.textContent ?? "");
  });
  list2.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(rowUnder(event));
  });
  list2.addEventListener("drop", (event) => {
    event.preventDefault();
    const target = rowUnder(event);
    if (!dragged || !target || target === dragged) return;
    const rows = rowsOf(list2);
    target[rows.indexOf(dragged) < rows.indexOf(target) ? "after" : "before"](dragged);
    moved(dragged);
  });
  list2.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
}
function rowUnder({ target }) {
  return target instanceof Element ? target.closest(".wf-order > li") : null;
}

// wellfounded/content/questions/short.js
var short_exports = {};
__export(short_exports, {
  draw: () => draw9
});
function draw9(drawing) {
  return drawTyped({ read: readShort, show: String }, drawing);
}
function readShort(text) {
  const full = text.length >= MOST_CHARACTERS;
  return { value: text, words: full ? phrase("No more than {n} characters fit here.", { n: MOST_CHARACTERS }) : "" };
}

// wellfounded/content/questions/written.js
var written_exports = {};
__export(written_exports, {
  draw: () => draw10
});
var PAUSE_MS = 800;
var MOST_CHARACTERS2 = 2e4;
function draw10({ question, response, answer }) {
  const id = `wf-${uuid()}`;
  const field = make("textarea", {
    className: "wf-written",
    rows: 8,
    value: response || "",
    maxLength: MOST_CHARACTERS2,
    dir: "auto"
  });
  const length = make("span");
  const bar = make("progress", { max: question.most });
  bar.setAttribute("aria-hidden", "true");
  const count = make("p", { className: "wf-count", id }, length, bar);
  field.setAttribute("aria-describedby", id);
  field.setAttribute("aria-label", phrase("Your reasons"));
  const tell2 = () => {
    const words = countWords(field.value);
    length.textContent = describeLength(words, question);
    bar.value = Math.min(words, question.most);
    growBy(field);
  };
  field.addEventListener("input", tell2);
  keepAfterPause2(field, answer);
  tell2();
  return make("fieldset", {}, make("legend", { innerHTML: question.heading }), field, onPaper(field), count);
}
function keepAfterPause2(field, keep) {
  let timer = null;
  function end() {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    keep(field.value);
  }
  field.addEventListener("input", () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(end, PAUSE_MS);
  });
  field.addEventListener("blur", end);
  document.addEventListener("visibilitychange", function leave() {
    if (field.isConnected) end();
    else document.removeEventListener("visibilitychange", leave);
  });
}
function growBy(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
function countWords(text) {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}
function describeLength(words, { least, most }) {
  const guide = { least, most };
  return phraseMany("{n} word. Write {least} to {most}.", "{n} words. Write {least} to {most}.", words, guide);
}

// wellfounded/notebook/widgets/kinds.js
var kinds = {
  choice: choice_exports,
  choices: choices_exports,
  classify: classify_exports,
  date: date_exports,
  highlight: highlight_exports,
  interview: interview_exports,
  number: number_exports,
  order: order_exports,
  short: short_exports,
  written: written_exports
};

// wellfounded/notebook/widgets/kind_view.js
var KindView = class {
  /**
   * @param {Question} question
   * @param {{answer: (response: unknown) => void, check: () => void}} calls
   */
  constructor(question, calls) {
    this.question = question;
    this.calls = calls;
    this.element = make("div");
    this.response = null;
  }
  /**
   * Draw a response. One that cannot be drawn counts as none, so that the question can be answered again.
   * @param {unknown} response
   */
  show(response) {
    this.response = response;
    try {
      this.draw();
    } catch {
      this.response = null;
      this.draw();
    }
  }
  draw() {
    const { question, response, calls } = this;
    this.element.replaceChildren(kinds[question.kind].draw({ question, response, ...calls }));
  }
  /**
   * Draw a response unless it is there already: the controls, and the focus in them, then stay.
   * @param {unknown} response
   */
  update(response) {
    const same = JSON.stringify(response) === JSON.stringify(this.response);
    if (!same || !this.element.hasChildNodes()) this.show(response);
  }
};

// wellfounded/notebook/widgets/paper_links.js
function drawPaperLinks({ papers, case: name }) {
  const links = papers.map(({ id, title }) => {
    const link = make("button", { type: "button", textContent: title, ...COURSE });
    const back = () => {
      link.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
      link.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
    };
    link.onclick = () => {
      document.dispatchEvent(new CustomEvent("wellfounded-paper", { detail: { papers: name, id, back } }));
    };
    return link;
  });
  return make("div", { className: "wf-actions wf-look" }, make("span", { textContent: phrase("Look at:") }), ...links);
}

// wellfounded/notebook/widgets/status_line.js
var StatusLine = class {
  /** @param {() => void} sendAgain */
  constructor(sendAgain) {
    this.status = make("span", { className: "wf-status", tabIndex: -1 });
    this.again = make("button", { type: "button", textContent: phrase("Try again"), hidden: true, onclick: sendAgain });
  }
  /**
   * @param {string} state
   * @param {string} text
   * @param {boolean} [offersAgain] whether it can be sent again
   */
  say(state, text, offersAgain = false) {
    this.status.dataset.state = state;
    this.status.textContent = text;
    if (!offersAgain && this.again === document.activeElement) this.status.focus();
    this.again.hidden = !offersAgain;
  }
};
function savedAt(at) {
  return phrase("Saved at {time}", { time: clock(at) });
}

// wellfounded/notebook/widgets/sureness.js
var LEVELS = [later("I am guessing"), later("Fairly sure"), later("Sure")];
var CheckGroup = class {
  /**
   * @param {boolean} rated whether it can be asked at all
   * @param {{check: (level: number) => void, choose: (asks: boolean) => void}} calls `choose` says whether to ask
   */
  constructor(rated, { check, choose }) {
    this.rated = rated;
    const question = phrase("Check my answer: how sure are you?");
    this.levels = LEVELS.map((words, i) => makeButton2(phrase(words), () => check(i + 1)));
    this.plain = makeButton2(phrase("Check my answer"), () => check(0));
    const unwanted = makeQuietButton(phrase("Do not ask me this"), () => choose(false));
    this.asking = make(
      "div",
      { className: "wf-asking" },
      make("p", { textContent: question }),
      make("div", { className: "wf-actions" }, ...this.levels, unwanted)
    );
    this.asking.setAttribute("role", "group");
    this.asking.setAttribute("aria-label", question);
    this.unasked = make("div", { className: "wf-actions" }, this.plain);
    if (rated) this.unasked.append(makeQuietButton(phrase("Ask me how sure I am"), () => choose(true)));
    this.element = make("div", { className: "wf-check" }, this.asking, this.unasked);
    this.ask(true);
  }
  /**
   * Ask how sure one is, or no longer. The focus stays with what checks.
   * @param {boolean} asks
   */
  ask(asks) {
    const hadFocus = this.element.contains(document.activeElement);
    this.asking.hidden = !(asks && this.rated);
    this.unasked.hidden = !this.asking.hidden;
    if (hadFocus) (this.asking.hidden ? this.plain : this.levels[0]).focus();
  }
  /**
   * Show which level was said of the answer that was checked; 0 for none.
   * @param {number} level
   */
  show(level) {
    for (const [i, button] of this.levels.entries()) button.setAttribute("aria-pressed", String(i + 1 === level));
  }
};
var SurenessChoice = class {
  /** @param {(level: number) => void} choose */
  constructor(choose) {
    const name = `wf-${uuid()}`;
    this.inputs = LEVELS.map((_, i) => {
      return make("input", { type: "radio", name, value: `sure-${i + 1}`, onchange: () => choose(i + 1) });
    });
    const labels = LEVELS.map((words, i) => make("label", {}, this.inputs[i], phrase(words)));
    const legend = make("legend", { textContent: phrase("How sure are you?") });
    this.element = make("fieldset", { className: "wf-sure-choice", hidden: true }, legend, ...labels);
  }
  /** @param {number} level 0 for none */
  show(level) {
    for (const [i, input] of this.inputs.entries()) input.checked = i + 1 === level;
  }
};
function makeButton2(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}
function makeQuietButton(textContent, onclick) {
  return make("button", { type: "button", className: "wf-quiet", textContent, onclick });
}

// wellfounded/notebook/widgets/question.js
var WAITS = later(
  "Not saved yet. Your answer is kept in this window and will be saved when the course answers again."
);
var LOST = later("Not saved yet: the course does not answer.");
var SILENT = later("No answer yet. What you saved is safe. If this stays, reload the page.");
var QuestionFrame = class {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {Question} question
   * @param {Kept} kept
   */
  constructor(model, question, kept) {
    this.model = model;
    this.question = question;
    this.kept = kept;
    this.tried = "";
    this.latest = "";
    this.view = new KindView(question, { answer: this.answer.bind(this), check: () => this.check() });
    this.delivery = new Delivery(question, (message) => this.post(message));
    this.line = new StatusLine(() => this.resend());
    this.announcer = new Announcer();
    this.feedback = new Feedback(this.view.element, (points) => this.send("selfmark", points));
    this.sureness = this.drawSureness();
    this.hint = make("div", { className: "wf-hint" });
    this.hint.setAttribute("aria-live", "polite");
    this.element = this.drawFrame();
    const { heard, silent, slept } = this;
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept: slept.bind(this) });
    this.ask = this.ask.bind(this);
    model.on("change:asks", this.ask);
    this.ask();
    this.refresh(kept);
    this.sendWaiting();
  }
  drawSureness() {
    const { practice, rated } = this.question;
    if (!practice) return new SurenessChoice((level) => this.send("sure", level));
    const choose = (asks) => this.kernel.post({ id: uuid(), event: "asks", response: asks });
    return new CheckGroup(rated, { check: (level) => this.check(level), choose });
  }
  drawFrame() {
    const { question, view, line, hint, feedback } = this;
    const ask = make("button", { type: "button", textContent: phrase("Hint"), onclick: () => this.send("hint") });
    const actions = make("div", { className: "wf-actions" }, ...question.hint ? [ask] : [], line.status, line.again);
    const sureness = question.practice || question.rated ? [this.sureness.element] : [];
    const spoken = this.announcer.element;
    const frame = make(
      "div",
      { className: "wf-question" },
      view.element,
      ...sureness,
      actions,
      hint,
      feedback.element,
      spoken
    );
    frame.dataset.place = question.place;
    if (question.papers.length) frame.prepend(drawPaperLinks(question));
    return frame;
  }
  /** Ask how sure one is, unless the learner does not want to be asked. */
  ask() {
    if (this.sureness instanceof CheckGroup) this.sureness.ask(this.model.get("asks") !== false);
  }
  /**
   * Ask the kernel to write an event that leaves the answer as it is. Return the id of the message.
   * @param {string} event
   * @param {unknown} [response]
   */
  send(event, response) {
    const id = uuid();
    this.post({ id, event, wording: this.question.wording, ...response === void 0 ? {} : { response } });
    return id;
  }
  /** @param {Message} message */
  post(message) {
    this.kernel.post({ ...message, question: this.question.id });
  }
  /**
   * Take an answer; what was said of the one before goes.
   * @param {unknown} response
   */
  answer(response) {
    this.view.response = response;
    this.tried = "";
    this.judge({});
    this.showSureness(this.question.practice ? 0 : this.kept.sure ?? 0);
    this.tell("saving", phrase("Saving…"), "");
    this.delivery.send(response);
  }
  resend() {
    if (this.delivery.waiting) this.tell("saving", phrase("Saving…"), "");
    this.delivery.sendAgain();
  }
  /** An answer that the window kept over a reload or a restart goes to the kernel at once. */
  sendWaiting() {
    const answer = this.delivery.waiting;
    if (answer?.wording === this.question.wording) this.view.show(answer.response);
    this.resend();
  }
  /** @param {number} [level] how sure the learner says they are: written first, so that it counts as said before */
  check(level = 0) {
    if (!this.question.practice) return;
    const { response } = this.view;
    if (response === null) this.tell("open", phrase("Answer first, then check."));
    else if (this.feedback.html) this.feedback.bringIntoView();
    else {
      if (level) this.send("sure", level);
      this.showSureness(level);
      this.tried = this.send("try", response);
    }
  }
  /** @param {Message} message */
  heard(message) {
    const isAnswer = this.delivery.acknowledged(message);
    if (message.at > this.latest) this.latest = message.at;
    if (message.hint !== void 0) this.hint.innerHTML = message.hint;
    if (message.id === this.tried) this.checked(message);
    if (message.refused) this.tell("lost", phrase("Not saved: {why}", { why: message.refused }));
    else if (isAnswer) {
      this.say("saved", message.at ? savedAt(message.at) : message.note);
      this.announcer.saySoon(message.at ? phrase("Saved.") : message.note);
    } else if (this.line.status.textContent === phrase(SILENT)) this.sayKept();
  }
  /** @param {Message} message */
  checked({ at, feedback, verdict, marks }) {
    if (at && !this.delivery.waiting) this.say("saved", savedAt(at));
    this.judge({ feedback, verdict, marks });
    this.announcer.say(spokenWords(this.feedback.element));
    this.feedback.bringIntoView();
  }
  /** @param {string} id */
  silent(id) {
    const { waiting, current } = this.delivery;
    if (waiting && id === current) this.delivery.sendAgainLater();
    if (waiting) this.tell("lost", phrase(WAITS));
    else if (id === current) this.tell("lost", phrase(LOST));
    else {
      this.line.say("note", phrase(SILENT));
      this.announcer.say(phrase(SILENT));
    }
  }
  slept() {
    const { status, again } = this.line;
    this.delivery.end();
    sleep(this.element, status);
    again.hidden = true;
    if (this.delivery.waiting) {
      status.textContent += ` ${phrase("Your last answer waits here and will be saved then.")}`;
      this.setState("state", "lost");
    }
    this.announcer.say(status.textContent ?? "");
  }
  /**
   * Show what the journal holds: at first, and when another window has answered.
   * @param {Kept} kept
   */
  refresh(kept) {
    this.kept = kept;
    if (this.delivery.current && this.delivery.waiting || (kept.at || "") < this.latest) return;
    this.view.update(kept.response);
    this.judge(kept);
    this.showSureness(this.question.practice && !kept.feedback ? 0 : kept.sure ?? 0);
    this.sayKept();
  }
  sayKept() {
    const { note, at } = this.kept;
    if (note) this.say("note", note);
    else if (at) this.say("saved", savedAt(at));
    else this.say("open", phrase("Not answered yet"));
  }
  /** @param {import("./feedback.js").Judged} judged */
  judge(judged) {
    this.feedback.show(judged, this.kept.selfmark);
    this.setState("verdict", judged.verdict ?? "");
  }
  /** @param {number} level 0 for none */
  showSureness(level) {
    this.sureness.show(level);
    if (!this.question.practice) this.sureness.element.hidden = this.view.response === null;
  }
  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.line.say(state, text, state === "lost" && this.delivery.waiting !== null);
    this.setState("state", state);
  }
  /**
   * Say it to a screen reader at once, too; that nobody answers only once.
   * @param {string} state
   * @param {string} text
   * @param {string} [spoken]
   */
  tell(state, text, spoken = text) {
    const again = state === "lost" && this.line.status.textContent === text;
    this.say(state, text);
    if (!again) this.announcer.say(spoken);
  }
  /**
   * Whatever stands around a question and counts what is answered and right hears of each change.
   * @param {"state" | "verdict"} name
   * @param {string} value
   */
  setState(name, value) {
    const { dataset } = this.element;
    if ((dataset[name] ?? "") === value) return;
    dataset[name] = value;
    if (!value) delete dataset[name];
    this.element.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true }));
  }
  end() {
    this.delivery.end();
    this.announcer.end();
    this.model.off("change:asks", this.ask);
    this.kernel.end();
  }
};

// wellfounded/notebook/widgets/case.js
function render2({ model, el }) {
  const questions = model.get("questions");
  let kept = model.get("kept");
  const frames = questions.map((question) => new QuestionFrame(model, question, kept[question.id]));
  const papers = model.get("documents").length ? new Papers(model.get("name"), model.get("documents")) : null;
  const facts = htmlPart("wf-story", model.get("facts"));
  facts.tabIndex = -1;
  const note = model.get("note").state ? new ContentNote(model, model.get("note"), facts) : null;
  for (const table of facts.querySelectorAll("table")) inItsOwnWidth(table, model.get("name"));
  const body = make("div", { className: "wf-case-body" }, facts);
  const asked = make("div", { className: "wf-questions" }, ...frames.map(({ element }) => wrap(element)));
  body.append(...papers ? [papers.element] : [], asked);
  function refresh() {
    const before = kept;
    kept = model.get("kept");
    for (const frame of frames) {
      const { id } = frame.question;
      if (JSON.stringify(kept[id]) !== JSON.stringify(before[id])) frame.refresh(kept[id]);
    }
  }
  function showNote() {
    if (!note) return;
    body.hidden = model.get("note").state !== "shown";
    note.show(model.get("note"));
  }
  model.on("change:kept", refresh);
  model.on("change:note", showNote);
  el.classList.add("wf-case-view");
  if (model.get("notice")) el.append(makeNotice(model.get("notice")));
  const head = htmlPart("wf-facts", model.get("head"));
  el.append(make("div", { className: "wf-case" }, head, ...note ? [wrap(note.element)] : [], body));
  showNote();
  return () => {
    model.off("change:kept", refresh);
    model.off("change:note", showNote);
    for (const part of [...frames, papers, note]) part?.end();
  };
}
function htmlPart(className, innerHTML) {
  return make("div", { className: `wf ${className}`, innerHTML });
}
function wrap(element) {
  return make("div", { className: "wf" }, element);
}

// wellfounded/notebook/widgets/comparison.js
var comparison_exports = {};
__export(comparison_exports, {
  render: () => render3
});
function render3({ model, el }) {
  const { rows, countries } = model.get("known");
  const chosen = new Set(model.get("chosen"));
  const shown = make("div");
  const said = makeStatus("p", "");
  function show2() {
    const picked = countries.filter(({ code }) => chosen.has(code));
    shown.replaceChildren(...rows.map((row) => drawRow(row, picked)));
    const names = picked.map(({ name }) => name).join(", ");
    said.textContent = picked.length ? phrase("Side by side: {names}.", { names }) : phrase("Choose a country.");
  }
  const choices = countries.map(({ code, name }) => {
    const input = make("input", { type: "checkbox", checked: chosen.has(code) });
    input.onchange = () => {
      if (input.checked) chosen.add(code);
      else chosen.delete(code);
      show2();
    };
    return make("label", { className: "wf-country" }, input, make("span", { textContent: name, ...COURSE }));
  });
  const legend = make("legend", { textContent: phrase("Countries to compare") });
  el.classList.add("wf", "wf-compare");
  el.append(make("fieldset", {}, legend, ...choices), said, shown);
  show2();
}
function drawRow(row, countries) {
  const cells = countries.map(({ name, cells: cells2 }) => {
    const known2 = cells2[row.id];
    const text = known2 ? { innerHTML: known2, ...COURSE } : { textContent: phrase("Not known to us.") };
    return make("div", { className: "wf-cell" }, make("h5", { textContent: name, ...COURSE }), make("div", text));
  });
  const title = make("h4", { textContent: row.name, ...COURSE });
  return make("section", {}, title, make("div", { className: "wf-side" }, ...cells));
}

// wellfounded/notebook/widgets/decision_path.js
var decision_path_exports = {};
__export(decision_path_exports, {
  render: () => render4
});

// wellfounded/notebook/widgets/activity.js
function drawActivity(el, { activity, about, words }, ...live) {
  const title = make("h3", { textContent: activity.title, ...COURSE });
  const facts = make("div", { className: "wf-activity-facts", innerHTML: activity.facts, ...COURSE });
  const prompt = make("p", { className: "wf-activity-prompt", innerHTML: activity.prompt, ...COURSE });
  const paper = make("div", { className: "wf-on-paper", innerHTML: words });
  for (const details of paper.querySelectorAll("details")) details.open = true;
  el.classList.add("wf", "wf-activity");
  el.append(title, make("div", { innerHTML: about }), facts, prompt);
  el.append(make("div", { className: "wf-live" }, ...live), paper);
}
function drawWords(words) {
  const summary = make("summary", { textContent: phrase("All of it in words") });
  return make("details", { className: "wf-words" }, summary, make("div", { innerHTML: words }));
}
function drawStatement({ verdict, says, why, sources }) {
  const text = make("div", {}, make("strong", { innerHTML: says, ...COURSE }), " ");
  text.append(make("span", { innerHTML: why, ...COURSE }));
  const statement = make("div", { className: "wf-statement" }, text, ...drawSources(sources));
  statement.dataset.verdict = verdict;
  return statement;
}
function drawSources(sources) {
  if (!sources.length) return [];
  const items = sources.map((source) => make("li", { innerHTML: source, ...COURSE }));
  const summary = make("summary", { textContent: phrase("Sources ({n})", { n: sources.length }) });
  return [make("details", { className: "wf-activity-sources" }, summary, make("ul", {}, ...items))];
}
var groups = 0;
function drawPicks(legend, options, chosen, choose) {
  groups += 1;
  const name = `wf-picks-${groups}`;
  const picks = options.map(({ id, text }) => {
    const input = make("input", { type: "radio", name, value: id, checked: id === chosen });
    input.onchange = () => choose(id);
    return make("label", { className: "wf-pick" }, input, make("span", { textContent: text, ...COURSE }));
  });
  const group = make("div", { className: "wf-picks" }, ...picks);
  return make("fieldset", {}, make("legend", {}, legend), group);
}

// wellfounded/notebook/widgets/decision_path.js
function render4({ model, el }) {
  const activity = model.get("activity");
  const words = model.get("words");
  const path = new Path(activity.nodes, activity.outcomes);
  drawActivity(el, { activity, about: model.get("about"), words }, path.element, drawWords(words));
}
var Path = class {
  /**
   * @param {Node[]} nodes
   * @param {End[]} ends
   */
  constructor(nodes, ends) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.ends = new Map(ends.map((end) => [end.id, end]));
    this.taken = [];
    this.start = nodes[0].id;
    this.element = make("ol", { className: "wf-path" });
    this.draw();
  }
  /** The id of the node or outcome where one stands. */
  get here() {
    return this.taken.at(-1)?.way.to ?? this.start;
  }
  /**
   * Go on by a way, or back to where a step was taken.
   * @param {{node: Node, way: Way}[]} taken
   */
  go(taken) {
    this.taken = taken;
    this.draw();
    const heading2 = (
      /** @type {HTMLElement} */
      this.element.querySelector("[aria-current] h4")
    );
    heading2.focus();
    heading2.scrollIntoView?.({ block: "nearest" });
  }
  draw() {
    const end = this.ends.get(this.here);
    const steps = this.taken.map((step2, number) => this.drawStep(step2, number));
    const place = end ? this.drawEnd(end) : this.drawNode(
      /** @type {Node} */
      this.nodes.get(this.here)
    );
    place.setAttribute("aria-current", "step");
    this.element.replaceChildren(...steps, place);
  }
  /**
   * @param {{node: Node, way: Way}} step
   * @param {number} number
   */
  drawStep({ node, way }, number) {
    const name = make("strong", { textContent: node.name, ...COURSE });
    const answer = make("span", { textContent: way.text, ...COURSE });
    const means = make("p", { innerHTML: way.means, hidden: !way.means, ...COURSE });
    const back = drawButton(phrase("Change this answer"), () => this.go(this.taken.slice(0, number)));
    back.setAttribute("aria-label", phrase("Change this answer: {name}", { name: node.name }));
    const line = make("p", {}, name, ": ", answer);
    const actions = make("div", { className: "wf-actions" }, back);
    return make("li", { className: "wf-step" }, line, means, ...drawSources(way.sources), actions);
  }
  /** @param {Node} node */
  drawNode(node) {
    const ahead = this.ahead(node.id) - 1;
    const left = ahead ? phraseMany("After this, at most {n} question.", "After this, at most {n} questions.", ahead) : phrase("This is the last question.");
    const ways = node.answers.map((way) => drawButton(way.text, () => this.go([...this.taken, { node, way }]), COURSE));
    const question = make("p", { className: "wf-path-question", innerHTML: node.question, ...COURSE });
    const answers = make("div", { className: "wf-actions" }, ...ways);
    const place = make("li", { className: "wf-here" }, heading(node.name), question, answers);
    place.append(make("p", { className: "wf-path-left", textContent: left }));
    return place;
  }
  /** @param {End} end */
  drawEnd(end) {
    const again = drawButton(phrase("Begin again"), () => this.go([]));
    const actions = make("div", { className: "wf-actions" }, again);
    return make("li", { className: "wf-here wf-end" }, heading(end.name), drawStatement(end), actions);
  }
  /**
   * Return how many questions are asked at most from a place on; the build sees that every way ends.
   * @param {string} id
   * @returns {number}
   */
  ahead(id) {
    const node = this.nodes.get(id);
    return node ? 1 + Math.max(...node.answers.map(({ to }) => this.ahead(to))) : 0;
  }
};
function heading(textContent) {
  return make("h4", { textContent, tabIndex: -1, ...COURSE });
}
function drawButton(textContent, onclick, language = {}) {
  return make("button", { type: "button", textContent, onclick, ...language });
}

// wellfounded/notebook/widgets/desk_panel.js
var desk_panel_exports = {};
__export(desk_panel_exports, {
  render: () => render5
});

// wellfounded/notebook/widgets/desk_part.js
var DeskPart = class {
  /**
   * @param {string} title
   * @param {string} words
   * @param {...Node} children
   */
  constructor(title, words, ...children) {
    this.status = makeStatus("p", "wf-status");
    this.questions = make("div");
    const heading2 = make("h4", { textContent: title });
    const about = make("p", { textContent: words });
    this.element = make("section", {}, heading2, about, ...children, this.questions, this.status);
    this.say = this.say.bind(this);
    this.confirm = this.confirm.bind(this);
  }
  /** @type {Say} */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }
  /**
   * Return what does something when it is called, and says what became of it.
   * @param {string} busy
   * @param {() => Promise<string>} act
   */
  doing(busy, act) {
    return async (event) => {
      event?.preventDefault();
      this.say("saving", busy);
      try {
        this.say("saved", await act());
      } catch (error) {
        this.say("lost", error instanceof Error ? error.message : String(error));
      }
    };
  }
  /**
   * Show what the learner must read: it takes the focus.
   * @param {string} label
   * @param {...Node} inside
   */
  show(label, ...inside) {
    const shown = make("div", { className: "wf-confirm", tabIndex: -1 }, ...inside);
    shown.setAttribute("role", "group");
    shown.setAttribute("aria-label", label);
    this.questions.replaceChildren(shown);
    shown.focus();
  }
  /** @type {Confirm} */
  confirm(about, yes, act, no = () => {
  }) {
    const before = document.activeElement;
    const close = (then) => () => {
      this.questions.replaceChildren();
      if (before instanceof HTMLElement) before.focus();
      then();
    };
    const inside = typeof about === "string" ? [make("p", { textContent: about })] : about;
    const agree = make("button", { type: "button", textContent: yes, onclick: close(act) });
    const keep = make("button", { type: "button", textContent: phrase("No, keep everything"), onclick: close(no) });
    this.show(phrase("Are you sure?"), ...inside, make("div", { className: "wf-actions" }, agree, keep));
  }
};
function labelled(words, control) {
  return make("p", {}, make("label", {}, `${words} `, control));
}

// wellfounded/notebook/widgets/encryption.js
var COPY = "wellfounded copy";
var ITERATIONS = 6e5;
var WRONG = later(
  "This passphrase does not open the copy, or the copy was changed by somebody. Nothing was changed here."
);
var PARTS = ["salt", "iv", "data", "at"];
function canEncrypt() {
  return Boolean(globalThis.crypto?.subtle && globalThis.CompressionStream);
}
function keptCopy() {
  const copy = stored(() => localStorage, COPY);
  const whole = copy && PARTS.every((part) => typeof copy[part] === "string");
  return whole ? (
    /** @type {any} */
    copy
  ) : null;
}
async function keepCopy(passphrase, bytes) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const packed = await through(new CompressionStream("gzip"), bytes);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyFrom(passphrase, salt, "encrypt"), packed);
  const parts = { salt: toText(salt), iv: toText(iv), data: toText(new Uint8Array(data)) };
  try {
    localStorage.setItem(COPY, JSON.stringify({ v: 1, ...parts, at: (/* @__PURE__ */ new Date()).toISOString() }));
  } catch {
    throw new Error(phrase("The browser has no room for the copy. Save your answers as a file instead."));
  }
}
async function openCopy(passphrase) {
  const { salt, iv, data } = keptCopy() ?? { salt: "", iv: "", data: "" };
  try {
    const key = await keyFrom(passphrase, toBytes(salt), "decrypt");
    const packed = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(data));
    return await through(new DecompressionStream("gzip"), packed);
  } catch {
    throw new Error(phrase(WRONG));
  }
}
async function through(transform, bytes) {
  const stream = (
    /** @type {ReadableStream} */
    new Response(bytes).body
  );
  return new Uint8Array(await new Response(stream.pipeThrough(transform)).arrayBuffer());
}
async function keyFrom(passphrase, salt, use) {
  const raw = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}
function toText(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
function toBytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

// wellfounded/notebook/widgets/browser_copy.js
var SHORTEST = 12;
var ABOUT_COPY = later(
  "Binder ends, and your answers with it. You may keep a copy of them in this browser, encrypted under a passphrase of yours. Whatever else you open on Binder could see that there is a copy, not what is in it. Do not keep one on a computer that others use."
);
var NO_CRYPTO = later("Not possible here: a browser encrypts only on pages that came over https. Nothing is kept.");
var CopyPart = class {
  /** @param {import("./desk_kernel.js").DeskKernel} kernel */
  constructor(kernel) {
    this.kernel = kernel;
    const possible = canEncrypt();
    this.form = make("div");
    this.turn = make("input", { type: "checkbox", disabled: !possible, onchange: () => this.turned() });
    const label = make("label", {}, this.turn, ` ${phrase("Keep an encrypted copy in this browser")}`);
    const title = phrase("A copy in this browser");
    this.part = new DeskPart(title, phrase(ABOUT_COPY), make("p", {}, label), this.form);
    if (possible) this.draw();
    else this.part.say("note", phrase(NO_CRYPTO));
  }
  draw() {
    const copy = keptCopy();
    this.turn.checked = this.turn.checked || Boolean(copy);
    if (copy) this.drawKept(copy.at);
    else if (this.turn.checked) this.drawFresh();
    else this.form.replaceChildren();
  }
  /** Draw the form while there is no copy yet. */
  drawFresh() {
    const first = passwordField();
    const second = passwordField();
    const keep = this.part.doing(phrase("Encrypting…"), async () => {
      if (first.value.length < SHORTEST) {
        throw new Error(phrase("Take at least {n} characters, for instance four words.", { n: SHORTEST }));
      }
      if (first.value !== second.value) throw new Error(phrase("The two passphrases differ. Write them again."));
      await this.keep(first.value);
      return phrase("A copy is kept, as of now. Renew it when you have answered more.");
    });
    const lost = make("p");
    lost.textContent = phrase("Nobody can open the copy without the passphrase, and nobody can tell you what it was.");
    const lines = [labelled(phrase("A passphrase"), first), labelled(phrase("The same again"), second)];
    this.form.replaceChildren(...lines, lost, this.drawButtons(keep, phrase("Keep a copy")));
  }
  /** @param {string} passphrase */
  async keep(passphrase) {
    await keepCopy(passphrase, await this.kernel.takeAll(this.part));
    this.draw();
  }
  /**
   * Draw the form while there is a copy.
   * @param {string} at when it was made
   */
  drawKept(at) {
    const field = passwordField();
    const take = () => {
      const { value } = field;
      field.value = "";
      return value;
    };
    const open = this.part.doing(phrase("Opening the copy…"), async () => this.bring(take()));
    const renew = this.part.doing(phrase("Renewing the copy…"), async () => {
      const passphrase = take();
      const said = await this.bring(passphrase);
      await this.keep(passphrase);
      return phrase("The copy is renewed, and holds all that is here. What was in it: {said}", { said });
    });
    const time = new Date(at).toLocaleString(locale());
    const about = make("p", { textContent: phrase("A copy is kept here, as of {time}.", { time }) });
    const other = make("button", { type: "button", textContent: phrase("Renew the copy"), onclick: renew });
    const line = labelled(phrase("Your passphrase"), field);
    this.form.replaceChildren(about, line, this.drawButtons(open, phrase("Open the copy"), other));
  }
  /** @param {string} passphrase */
  async bring(passphrase) {
    return this.kernel.bring(this.part, await openCopy(passphrase));
  }
  /**
   * The first button does what Enter in a field does: in JupyterLab no form is sent by it.
   * @param {(event: Event) => void} act
   * @param {string} words
   * @param {...Node} others
   */
  drawButtons(act, words, ...others) {
    this.form.onkeydown = (event) => {
      const inField = event.target instanceof HTMLInputElement && event.target.type === "password";
      if (event.key === "Enter" && inField) act(event);
    };
    const first = make("button", { type: "button", textContent: words, onclick: act });
    return make("div", { className: "wf-actions" }, first, ...others);
  }
  turned() {
    this.part.say("", "");
    if (this.turn.checked || !keptCopy()) {
      this.draw();
      return;
    }
    const sure = phrase("Delete the copy in this browser? Your answers in the course stay as they are.");
    const keep = () => {
      this.turn.checked = true;
    };
    this.part.confirm(sure, phrase("Delete the copy"), () => this.remove(), keep);
  }
  remove() {
    localStorage.removeItem(COPY);
    this.draw();
    this.part.say("saved", phrase("The copy is deleted."));
  }
  forgotten() {
    this.turn.checked = false;
    this.draw();
  }
};
function passwordField() {
  return make("input", { type: "password", autocomplete: "off" });
}

// wellfounded/notebook/widgets/desk_kernel.js
var PIECE = 2 ** 20;
var DeskKernel = class {
  /**
   * @param {import("./kernel.js").Model} model
   * @param {() => void} slept
   */
  constructor(model, slept) {
    this.pending = /* @__PURE__ */ new Map();
    const silent = (id) => {
      this.pending.get(id)?.part.say("lost", phrase("Not done yet: {why}", { why: silence() }));
    };
    this.kernel = connect(model, { heard: this.heard.bind(this), silent, slept });
  }
  /**
   * @param {import("./kernel.js").Message} message
   * @param {DataView[]} buffers
   */
  heard(message, buffers) {
    if (message.more) return;
    const waiting = this.pending.get(message.id);
    if (message.refused) waiting?.reject(new Error(message.refused));
    else waiting?.resolve({ ...message, buffers });
  }
  /**
   * Send a message, and return its answer; an error with words for the learner where it is refused.
   * @param {Asker} part what says that no answer comes
   * @param {Record<string, unknown>} message
   * @param {ArrayBuffer[]} [buffers]
   * @returns {Promise<Answer>}
   */
  ask(part, message, buffers) {
    const id = uuid();
    const answer = new Promise((resolve, reject) => {
      this.pending.set(id, { part, resolve, reject });
      this.kernel.post({ ...message, id }, buffers);
    });
    return answer.finally(() => this.pending.delete(id));
  }
  /**
   * Return all answers as bytes.
   * @param {Asker} part
   */
  async takeAll(part) {
    return bytesOf((await this.ask(part, { event: "save" })).buffers[0]);
  }
  /**
   * Send a file of answers, which the kernel merges; return what was new. It asks first where newer answers would take
   * the place of others.
   * @param {Asker} part
   * @param {Uint8Array} bytes
   */
  async bring(part, bytes) {
    const file = uuid();
    for (let start = 0; ; start += PIECE) {
      const last = start + PIECE >= bytes.length;
      const piece = new Uint8Array(bytes.slice(start, start + PIECE)).buffer;
      const reply = await this.ask(part, { event: "piece", file, start, last }, [piece]);
      if (last) return reply.asks ? this.agree(part, file, reply.asks) : reply.says;
      part.say("saving", phrase("Reading the file: {share} %", { share: Math.round(100 * start / bytes.length) }));
    }
  }
  /**
   * @param {Asker} part
   * @param {string} file
   * @param {string} asks
   */
  async agree(part, file, asks) {
    part.say("note", "");
    await new Promise((resolve, reject) => {
      const no = () => reject(new Error(phrase("The file was not opened. Nothing was changed here.")));
      part.confirm(asks, phrase("Yes, open the file"), () => resolve(void 0), no);
    });
    return (await this.ask(part, { event: "open", file })).says;
  }
  end() {
    this.kernel.end();
  }
};
function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

// wellfounded/notebook/widgets/desk_panel.js
var OURS = "wellfounded ";
var LEAVE = later(
  "Shows a blank page at once; pressing Escape three times does the same in any lesson. Your answers stay, and the browser’s history may still name the course."
);
var FILE = later(
  "One file holds the answers of all lessons. Opened on another computer, it adds what is missing there, and asks before it replaces an answer."
);
var FORGET = later(
  "Deletes every trace of you from this copy of the course: answers, reviews, what you handed in. It asks once more before it does."
);
var LANGUAGE = later("Buttons and messages change. Lessons and cases stay English.");
var AFTER = later(
  "Now close this window and every other window of the course: they still show what they had read before."
);
function render5({ model, el }) {
  const asleep = makeStatus("p", "wf-status");
  const desk = make("div");
  const kernel = new DeskKernel(model, () => sleep(desk, asleep));
  const copy = model.get("binder") ? new CopyPart(kernel) : null;
  const forget = forgetPart(kernel, () => copy?.forgotten());
  desk.append(
    asleep,
    languagePart(model, kernel),
    filePart(model, kernel),
    ...copy ? [copy.part.element] : [],
    forget
  );
  const title = make("h3", { textContent: phrase("Your desk") });
  if (model.get("notice")) el.append(makeNotice(model.get("notice")));
  el.append(make("div", { className: "wf" }, make("section", { className: "wf-desk" }, title, leavePart(), desk)));
  return () => kernel.end();
}
function leavePart() {
  const leave = make("button", { type: "button", className: "wf-leave", textContent: phrase("Leave now") });
  leave.onclick = leaveQuickly;
  return new DeskPart(phrase("Leave quickly"), phrase(LEAVE), make("div", { className: "wf-actions" }, leave)).element;
}
function languagePart(model, kernel) {
  const languages = Object.entries(model.get("languages"));
  const options = languages.map(([code, name]) => make("option", { value: code, textContent: name, lang: code }));
  const choose = make("select", {}, ...options);
  choose.value = model.get("language");
  const english = make("span", { textContent: "Language of the buttons", ...COURSE });
  const spanish = make("span", { textContent: "Idioma de los botones", lang: "es", dir: "ltr" });
  const label = make("label", {}, english, " / ", spanish, " ", choose);
  const part = new DeskPart(phrase("Language"), phrase(LANGUAGE), make("p", {}, label));
  choose.onchange = part.doing("…", async () => {
    return (await kernel.ask(part, { event: "language", language: choose.value })).says;
  });
  return part.element;
}
function filePart(model, kernel) {
  const save = make("button", { type: "button", textContent: phrase("Save all my answers as one file") });
  const choose = make("input", { type: "file" });
  const actions = make("div", { className: "wf-actions" }, save);
  const opening = labelled(phrase("Open such a file"), choose);
  const part = new DeskPart(phrase("Take your answers along"), phrase(FILE), actions, opening);
  save.onclick = part.doing(phrase("Collecting your answers…"), async () => {
    const { name, says, buffers } = await kernel.ask(part, { event: "save" });
    if (buffers[0].byteLength) download(name, bytesOf(buffers[0]));
    return says;
  });
  choose.onchange = part.doing(phrase("Reading the file…"), async () => {
    const file = choose.files?.[0];
    if (!file) return "";
    const bytes = await readFile(file, model.get("limit"));
    choose.value = "";
    return kernel.bring(part, bytes);
  });
  return part.element;
}
async function readFile(file, limit) {
  if (!file.size) throw new Error(phrase("This file is empty."));
  if (file.size > limit) {
    throw new Error(phrase("This file is far larger than any file of answers. It was not opened."));
  }
  return new Uint8Array(await file.arrayBuffer());
}
function download(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/x-ndjson" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 6e4);
}
function forgetPart(kernel, forgotten) {
  const button = make("button", { type: "button", textContent: phrase("Forget me…") });
  const part = new DeskPart(phrase("Forget me"), phrase(FORGET), make("div", { className: "wf-actions" }, button));
  const forget = part.doing(phrase("Deleting…"), async () => {
    const done = await kernel.ask(part, { event: "forget" });
    const here = inBrowser();
    for (const { store, key } of here) store.removeItem(key);
    forgotten();
    showForgotten(part, done, [...done.deleted, ...here.map(({ words }) => words)]);
    return done.failed.length ? phrase("Not all could be deleted; see above.") : phrase("You are forgotten here.");
  });
  button.onclick = part.doing(phrase("Looking for what is kept of you…"), async () => {
    const { traces, own } = await kernel.ask(part, { event: "look" });
    const all = [...traces, ...inBrowser().map(({ words }) => words)];
    const about = [
      ...list(phrase("This deletes, for good:"), all.length ? all : [phrase("nothing: there is no trace of you here")]),
      ...list(phrase("This is left, since it is yours and not the course’s:"), own)
    ];
    part.confirm(about, phrase("Yes, delete all of this"), forget);
    return "";
  });
  return part.element;
}
function showForgotten(part, done, deleted) {
  part.show(
    phrase("What was deleted"),
    ...list(phrase("Deleted:"), deleted),
    ...list(phrase("As released again:"), done.restored),
    ...list(phrase("Left, since it is yours:"), done.own),
    ...list(phrase("Not deleted:"), done.failed),
    make("p", { textContent: done.elsewhere }),
    make("p", { textContent: phrase(AFTER) })
  );
}
function list(title, items) {
  if (!items.length) return [];
  const lines = items.map((item) => make("li", { textContent: item }));
  return [make("p", { textContent: title }), make("ul", {}, ...lines)];
}
function inBrowser() {
  const copy = phrase("in this browser: the encrypted copy of your answers");
  const answer = phrase("in this browser: an answer that had not been sent");
  return [sessionStorage, localStorage].flatMap((store) => {
    const keys = Object.keys(store).filter((key) => key.startsWith(OURS));
    return keys.map((key) => ({ store, key, words: key === COPY ? copy : answer }));
  });
}

// wellfounded/notebook/widgets/exploration.js
var exploration_exports = {};
__export(exploration_exports, {
  render: () => render6,
  ruleOf: () => ruleOf
});

// wellfounded/notebook/widgets/exploration_inputs.js
function drawInput(input, change) {
  const draw11 = { slider: drawSlider, switch: drawSwitch, choice: drawChoice, date: drawDate }[input.kind];
  return draw11(input, change);
}
function drawSlider({ name, start, lowest, highest, step: step2, unit }, change) {
  const value = make("output", { className: "wf-slider-value" });
  const ends = { min: String(lowest), max: String(highest), step: String(step2) };
  const range = make("input", { type: "range", ...ends, value: String(start) });
  const show2 = () => {
    value.textContent = unit ? `${range.value} ${unit}` : range.value;
    range.setAttribute("aria-valuetext", value.textContent);
  };
  value.setAttribute("aria-live", "off");
  range.oninput = () => {
    show2();
    change(Number(range.value));
  };
  show2();
  const label = make("span", { textContent: name, ...COURSE });
  return make("label", { className: "wf-input wf-slider" }, label, value, range);
}
function drawSwitch({ name, start }, change) {
  const box = make("input", { type: "checkbox", checked: start === true });
  box.setAttribute("role", "switch");
  box.onchange = () => change(box.checked);
  return make("label", { className: "wf-input wf-switch" }, box, make("span", { textContent: name, ...COURSE }));
}
function drawChoice({ name, start, options }, change) {
  const picks = drawPicks(make("span", { textContent: name, ...COURSE }), options, String(start), change);
  picks.classList.add("wf-input");
  return picks;
}
function drawDate({ name, start, lowest, highest }, change) {
  const ends = { min: String(lowest), max: String(highest) };
  const date = make("input", { type: "date", ...ends, value: String(start) });
  date.onchange = () => {
    if (date.value && date.checkValidity()) change(date.value);
  };
  return make("label", { className: "wf-input wf-day" }, make("span", { textContent: name, ...COURSE }), date);
}

// wellfounded/notebook/widgets/exploration.js
var PAUSE_MS2 = 800;
function render6({ model, el }) {
  const activity = model.get("activity");
  const values = Object.fromEntries(activity.inputs.map(({ id, start }) => [id, start]));
  const said = makeStatus("p", "wf-said");
  const cards = activity.outcomes.map(drawCard);
  let heard = cards.map(({ show: show2 }) => show2(values));
  let pause;
  function change(id, value) {
    values[id] = value;
    const now = cards.map(({ show: show2 }) => show2(values));
    clearTimeout(pause);
    pause = setTimeout(() => {
      const changed = activity.outcomes.filter((_, i) => now[i] !== heard[i]);
      said.textContent = changed.map((outcome) => inWords(outcome, values)).join(" ") || phrase("Nothing changes.");
      heard = now;
    }, PAUSE_MS2);
  }
  const inputs = activity.inputs.map((input) => drawInput(input, (value) => change(input.id, value)));
  const words = model.get("words");
  const outcomes = make("div", { className: "wf-outcomes" }, ...cards.map(({ element }) => element));
  const facts = make("div", { className: "wf-inputs" }, ...inputs);
  drawActivity(el, { activity, about: model.get("about"), words }, facts, outcomes, said, drawWords(words));
  return () => clearTimeout(pause);
}
function drawCard(outcome) {
  const element = make("section", { className: "wf-outcome" });
  const name = make("h4", { textContent: outcome.name, ...COURSE });
  let shown = -1;
  return {
    element,
    /** @param {Record<string, Value>} values returns the number of the rule that counts */
    show(values) {
      const number = ruleOf(outcome, values);
      if (number !== shown) element.replaceChildren(name, drawStatement(outcome.rules[number]));
      shown = number;
      return number;
    }
  };
}
function ruleOf(outcome, values) {
  return outcome.rules.findIndex(
    ({ when }) => Object.entries(when).every(([name, condition]) => holds(condition, values[name]))
  );
}
function holds(condition, value) {
  if (Array.isArray(condition)) return condition.includes(String(value));
  if (typeof condition === "boolean") return condition === value;
  const { at_least, over, below } = condition;
  return !(at_least !== null && value < at_least || over !== null && value <= over || below !== null && value >= below);
}
function inWords(outcome, values) {
  const { says } = outcome.rules[ruleOf(outcome, values)];
  return `${outcome.name}: ${make("span", { innerHTML: says }).textContent}`;
}

// wellfounded/notebook/widgets/hand_in_panel.js
var hand_in_panel_exports = {};
__export(hand_in_panel_exports, {
  render: () => render7
});

// wellfounded/notebook/widgets/reveal.js
var REVEAL = "wellfounded-reveal";
function leadTo(element) {
  if (!(element instanceof HTMLElement)) return;
  element.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
  const controls = element.matches("[tabindex]") ? [element] : [...element.querySelectorAll(CONTROLS)];
  const first = controls.find((control) => control.checkVisibility());
  element.scrollIntoView({ block: element.matches("[tabindex]") ? "start" : "center" });
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}
var CONTROLS = "input, select, textarea, button, summary";
function leadToQuestion(place) {
  const question = placed(".wf-question").find((each) => each.dataset.place === place);
  question?.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
  const note = placed(".wf-note").find((each) => place.startsWith(`${each.dataset.place}/`));
  leadTo(note && !question?.checkVisibility() ? note : question);
}
function placed(css) {
  return [.../** @type {NodeListOf<HTMLElement>} */
  document.querySelectorAll(css)];
}

// wellfounded/notebook/widgets/missing_answers.js
function lackInWords(unanswered) {
  if (!unanswered.length) return "";
  return phraseMany(
    "One question is not answered. Choose one to go to it, or hand in as it is.",
    "{n} questions are not answered. Choose one to go to it, or hand in as it is.",
    unanswered.length
  );
}
function drawMissing(unanswered, handIn) {
  const items = unanswered.map(({ title, place }) => {
    const link = make("button", { type: "button", className: "wf-link", textContent: title, dir: "auto" });
    link.onclick = () => leadToQuestion(place);
    return make("li", {}, link);
  });
  const anyway = make("button", { type: "button", textContent: phrase("Hand in anyway"), onclick: handIn });
  return [...items.length ? [make("ul", {}, ...items)] : [], anyway];
}

// wellfounded/notebook/widgets/hand_in_panel.js
var LOST2 = ".wf-question:is([data-state='lost'], :has(.wf-status[data-state='lost']))";
function render7({ model, el }) {
  const panel = new HandIn(model);
  el.classList.add("wf");
  el.append(panel.element);
  return () => panel.end();
}
var HandIn = class {
  /** @param {import("./kernel.js").Model} model */
  constructor(model) {
    this.model = model;
    this.result = make("div", { className: "wf-result" });
    this.status = makeStatus("p", "wf-status");
    this.progress = make("progress", { hidden: true });
    this.progress.setAttribute("aria-label", phrase("Handing in"));
    this.missing = make("div", { className: "wf-missing" });
    this.review = make("div", { className: "wf-review" });
    this.full = make("details", { className: "wf-full", hidden: true });
    this.full.append(make("summary", { textContent: phrase("The full review, question by question") }), this.review);
    this.title = make("h3");
    this.about = make("p");
    this.button = make("button", { type: "button", onclick: () => this.look() });
    this.current = "";
    this.handing = false;
    this.came = "";
    const { heard, silent } = this;
    const slept = () => sleep(this.form, this.status);
    this.kernel = connect(model, { heard: heard.bind(this), silent: silent.bind(this), slept });
    this.form = make("section", { className: "wf-hand-in" }, this.title, this.about);
    const actions = make("div", { className: "wf-actions" }, this.button);
    for (const event of ["pointerenter", "focusin"]) this.form.addEventListener(event, () => this.near());
    this.form.append(actions, this.progress, this.status, this.missing);
    this.element = make("section", { className: "wf-panel" }, this.result, this.form, this.full);
    this.unlink = followLinks(this.result, model);
    this.result.onclick = (event) => this.goTo(event);
    this.shown = this.shown.bind(this);
    model.on("change:kept", this.shown);
    model.on("change:result", this.shown);
    this.shown();
  }
  /** Show the last hand-in, if there is one, before the button that hands in. */
  shown() {
    const result = this.model.get("result");
    const again = Boolean(result);
    this.result.innerHTML = result;
    this.result.hidden = !again;
    this.title.textContent = again ? phrase("Changed an answer?") : phrase("Hand in");
    this.about.textContent = this.describe(again);
    this.button.textContent = again ? phrase("Hand in again") : phrase("Hand in this lesson");
    this.showReview(this.model.get("kept"));
  }
  /** @param {boolean} again */
  describe(again) {
    if (again) return phrase("You may hand this lesson in again. Your first result stays on record beside it.");
    if (this.model.get("cohort")) return phrase("This writes one file, with your answers, for your instructor.");
    return phrase(
      "Your answers are marked here, on this computer, and you see at once what went well. You may hand in again later."
    );
  }
  /** @param {string} html */
  showReview(html) {
    this.full.hidden = !html;
    this.review.innerHTML = html;
    const written = (
      /** @type {NodeListOf<HTMLElement>} */
      this.review.querySelectorAll("[data-written]")
    );
    for (const text of written) this.addSelfMarking(text, text.dataset.written ?? "");
  }
  /**
   * @param {HTMLElement} text
   * @param {string} place
   */
  addSelfMarking(text, place) {
    addSelfMarking(text, this.model.get("weighed")[place], (response) => {
      this.kernel.post({ id: uuid(), event: "selfmark", place, response });
    });
  }
  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }
  /** @param {string} event */
  send(event) {
    this.current = uuid();
    this.kernel.post({ id: this.current, event });
  }
  /** What will mark starts now, and the learner need not wait for that. */
  near() {
    if (this.came) return;
    this.came = uuid();
    this.kernel.post({ id: this.came, event: "near" });
  }
  look() {
    if (this.handing) return;
    if (anyWaiting(this.model.get("place"))) {
      this.say("lost", phrase("Some answers are not saved yet. Choose Try again there, then hand in."));
      leadTo(document.querySelector(LOST2));
      return;
    }
    this.say("saving", phrase("Looking through your answers…"));
    this.send("look");
  }
  handIn() {
    if (this.handing) return;
    this.busy(true);
    this.button.focus({ preventScroll: true });
    this.missing.replaceChildren();
    this.say("saving", phrase("Handing in…"));
    this.send("handin");
  }
  /** @param {boolean} handing */
  busy(handing) {
    this.handing = handing;
    this.progress.hidden = !handing;
    this.button.setAttribute("aria-disabled", String(handing));
  }
  /** @param {import("./kernel.js").Message} message */
  heard(message) {
    if (message.event === "selfmark") {
      if (message.refused) this.say("lost", message.refused);
      return;
    }
    if (message.id !== this.current) return;
    if (message.event === "look" && !message.refused) this.looked(message.unanswered, message.beyond);
    else this.handed(message);
  }
  /**
   * @param {Unanswered[]} unanswered
   * @param {string} beyond
   */
  looked(unanswered, beyond) {
    if (!unanswered.length && !beyond) {
      this.handIn();
      return;
    }
    this.say("note", [lackInWords(unanswered), beyond].filter(Boolean).join(" "));
    this.missing.replaceChildren(...drawMissing(unanswered, () => this.handIn()));
  }
  /**
   * Hear of a hand-in: first that the result is there, then that it is recorded too, of which nobody need know.
   * @param {import("./kernel.js").Message} message
   */
  handed({ at, done, refused, unrecorded }) {
    if (at) {
      this.progress.hidden = true;
      this.say("saved", phrase("Handed in at {time}", { time: clock(at) }));
      leadTo(this.result.querySelector(".wf-result-title"));
    }
    if (!done) return;
    this.busy(false);
    if (refused) this.say("lost", refused);
    if (unrecorded) this.say("note", unrecorded);
  }
  /** @param {string} id */
  silent(id) {
    if (id === this.came) return;
    if (id !== this.current) {
      this.say("lost", phrase("Not kept: {why}", { why: silence() }));
    } else if (this.handing) {
      this.say(
        "saving",
        phrase("Still waiting. Your answers are safe, and the lesson is handed in as soon as it can be.")
      );
    } else {
      this.current = "";
      this.say("lost", phrase("Not handed in: {why}", { why: silence() }));
    }
  }
  /** @param {MouseEvent} event */
  goTo({ target }) {
    const link = target instanceof Element ? target.closest("[data-goto]") : null;
    if (link instanceof HTMLElement) leadToQuestion(`${this.model.get("place")}/${link.dataset.goto}`);
  }
  end() {
    this.model.off("change:kept", this.shown);
    this.model.off("change:result", this.shown);
    this.unlink();
    this.kernel.end();
  }
};

// wellfounded/notebook/widgets/prediction.js
var prediction_exports = {};
__export(prediction_exports, {
  render: () => render8
});
function render8({ model, el }) {
  const activity = model.get("activity");
  const predicted = { ...model.get("kept") };
  const status = makeStatus("p", "wf-status");
  const tally = make("p", { className: "wf-tally" });
  const closing = make("div", { className: "wf-closing", innerHTML: activity.closing, ...COURSE });
  const kernel = connect(model, {
    heard: ({ at, refused }) => say(refused, at && phrase("Your predictions are kept.")),
    silent: () => say(silence()),
    slept() {
    }
  });
  function say(why, otherwise = "") {
    const words = why ? phrase("This prediction is not kept: {why}", { why }) : otherwise;
    if (status.textContent !== words) status.textContent = words;
  }
  function count() {
    const looked = activity.rows.filter(({ id }) => id in predicted);
    const right = looked.filter(({ id, answer }) => predicted[id] === answer).length;
    tally.textContent = looked.length ? phrase("{right} of {n} as you predicted.", { right, n: looked.length }) : "";
    closing.hidden = looked.length < activity.rows.length;
  }
  function commit(row, answer) {
    predicted[row.id] = answer;
    kernel.post({ id: uuid(), event: "predict", row: row.id, response: answer });
    count();
  }
  const rows = activity.rows.map((row) => new PredictedRow(row, activity.answers, commit));
  for (const row of rows) if (predicted[row.row.id]) row.show(predicted[row.row.id]);
  status.textContent = model.get("note");
  count();
  const shown = { activity, about: model.get("about"), words: model.get("words") };
  drawActivity(el, shown, ...rows.map(({ element }) => element), tally, closing, status);
  return () => kernel.end();
}
var PredictedRow = class {
  /**
   * @param {Row} row
   * @param {Answer[]} answers
   * @param {(row: Row, answer: string) => void} commit
   */
  constructor(row, answers, commit) {
    this.row = row;
    this.answers = answers;
    this.chosen = "";
    this.button = make("button", { type: "button", textContent: phrase("Look at the answer"), disabled: true });
    this.button.onclick = () => {
      commit(row, this.chosen);
      this.show(this.chosen).focus();
    };
    const name = make("h4", { textContent: row.name, ...COURSE });
    this.picks = drawPicks(name, answers, "", (id) => {
      this.chosen = id;
      this.button.disabled = false;
    });
    this.actions = make("div", { className: "wf-actions" }, this.button);
    this.element = make("section", { className: "wf-row" }, this.picks, this.actions);
    this.element.dataset.row = row.id;
  }
  /**
   * Show the row's answer beside what was predicted; return the element that tells it.
   * @param {string} predicted
   */
  show(predicted) {
    const { answer, why, sources } = this.row;
    const right = predicted === answer;
    for (const input of this.picks.querySelectorAll("input")) {
      input.disabled = true;
      input.checked = input.value === predicted;
      input.closest("label")?.classList.toggle("wf-is-answer", input.value === answer);
      input.closest("label")?.classList.toggle("wf-missed", input.checked && !right);
    }
    const verdict = make("p", { className: "wf-verdict", textContent: this.verdict(predicted) });
    verdict.dataset.verdict = right ? "right" : "wrong";
    const own = make("strong", { textContent: `${this.text(answer)}.`, ...COURSE });
    const reason = make("p", {}, own, " ", make("span", { innerHTML: why, ...COURSE }));
    const told = make("div", { tabIndex: -1 }, verdict, reason);
    this.actions.replaceWith(make("div", { className: "wf-row-answer" }, told, ...drawSources(sources)));
    return told;
  }
  /** @param {string} predicted */
  verdict(predicted) {
    if (predicted === this.row.answer) return phrase("As you predicted.");
    return phrase("Not as you predicted: you said “{answer}”.", { answer: this.text(predicted) });
  }
  /** @param {string} id */
  text(id) {
    return this.answers.find((answer) => answer.id === id)?.text ?? id;
  }
};

// wellfounded/notebook/widgets/text.js
var text_exports = {};
__export(text_exports, {
  render: () => render9
});
function render9({ model, el }) {
  el.classList.add("wf", ...model.get("classes"));
  el.innerHTML = model.get("html");
  return followLinks(el, model);
}

// wellfounded/notebook/widgets/views.js
var views = {
  board: board_exports,
  case: case_exports,
  comparison: comparison_exports,
  decision_path: decision_path_exports,
  desk_panel: desk_panel_exports,
  exploration: exploration_exports,
  hand_in_panel: hand_in_panel_exports,
  prediction: prediction_exports,
  text: text_exports
};
function render10(props) {
  markLanguage(props.el);
  keepKeys(props.el);
  return views[props.model.get("view")].render(props);
}
export {
  render10 as render,
  speak
};
