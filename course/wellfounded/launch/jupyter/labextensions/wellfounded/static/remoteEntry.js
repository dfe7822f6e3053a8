"use strict";
(() => {
  // wellfounded/launch/jupyter/lesson_view/addresses.js
  function documentAt(pathname) {
    const path = /\/(?:lab|doc)(?:\/workspaces\/[^/]+)?\/tree\/(.+)$/.exec(pathname)?.[1];
    return path ? decodeURIComponent(path) : "";
  }
  function screenAt() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }
  function writeAddress(path, screen, how) {
    if (documentAt(location.pathname) !== path || screenAt() === screen) return;
    const url = `${location.pathname}#${encodeURIComponent(screen)}`;
    if (how === "push") history.pushState({}, "", url);
    else history.replaceState(history.state, "", url);
  }
  function leaveOutSteps(router) {
    const navigate = router.navigate.bind(router);
    router.navigate = (path, options = {}) => {
      const { pathname } = new URL(path, location.href);
      const [shown, asked] = [documentAt(location.pathname), documentAt(pathname)];
      if (!asked || options.hard) return navigate(path, options);
      if (asked === shown) history.replaceState(history.state, "", pathname + location.hash);
      else if (asked.endsWith(".ipynb") || document.body.dataset.wfView === "jupyterlab") navigate(path, options);
    };
  }

  // wellfounded/launch/jupyter/lesson_view/server.js
  var KERNEL = "python3";
  async function askAbout(services, path) {
    try {
      const reply = await request(services, `wellfounded/lesson?path=${encodeURIComponent(path)}`);
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }
  async function startKernel(services, path) {
    const session = { path, name: path.split("/").at(-1), type: "notebook", kernel: { name: KERNEL } };
    try {
      await request(services, "api/sessions", { method: "POST", body: JSON.stringify(session) });
    } catch {
    }
  }
  async function chooseLanguage(services, language) {
    try {
      const options = { method: "PUT", body: JSON.stringify({ language }) };
      return (await request(services, "wellfounded/language", options)).ok;
    } catch {
      return false;
    }
  }
  function printAddress(services, path) {
    return `${base(services)}wellfounded/print?path=${encodeURIComponent(path)}`;
  }
  function addressOf(services, path) {
    const folder = document.body.dataset.notebook === void 0 ? "doc/tree" : "notebooks";
    return `${base(services)}${folder}/${path.split("/").map(encodeURIComponent).join("/")}`;
  }
  async function answers(services) {
    try {
      return (await request(services, "api")).ok;
    } catch {
      return false;
    }
  }
  function request(services, path, options = {}) {
    const settings = services.ServerConnection.makeSettings();
    return services.ServerConnection.makeRequest(`${base(services)}${path}`, options, settings);
  }
  function base(services) {
    return services.ServerConnection.makeSettings().baseUrl;
  }

  // wellfounded/launch/jupyter/lesson_view/place.js
  async function askPlace(services, path) {
    try {
      const reply = await request(services, at(path));
      return reply.ok ? (await reply.json()).place : "";
    } catch {
      return "";
    }
  }
  var PlaceKeeper = class {
    /**
     * @param {any} services
     * @param {() => string} path of the notebook, which may be renamed
     */
    constructor(services, path) {
      this.services = services;
      this.path = path;
      this.place = "";
      this.kept = "";
      this.busy = false;
    }
    /** @param {string} place */
    async keep(place) {
      this.place = place;
      if (this.busy) return;
      this.busy = true;
      while (this.place !== this.kept) {
        const place2 = this.place;
        await this.#tell(place2);
        this.kept = place2;
      }
      this.busy = false;
    }
    /** @param {string} place */
    async #tell(place) {
      try {
        await request(this.services, at(this.path()), { method: "PUT", body: JSON.stringify({ place }) });
      } catch {
      }
    }
  };
  function at(path) {
    return `wellfounded/place?path=${encodeURIComponent(path)}`;
  }

  // wellfounded/launch/jupyter/lesson_view/ahead.js
  var Ahead = class {
    /** @param {any} services */
    constructor(services) {
      this.services = services;
      this.answers = /* @__PURE__ */ new Map();
    }
    /**
     * Ask now what the opening of a notebook will ask. JupyterLab takes the kernel that runs for its path.
     * @param {string} path
     */
    prepare(path) {
      if (!path || this.answers.has(path)) return;
      const answers2 = this.#ask(path);
      this.answers.set(path, answers2);
      answers2.about.then((about) => about?.lesson && startKernel(this.services, path));
    }
    /**
     * Return the answers for a notebook that opens. The next time it opens, they are asked for anew.
     * @param {string} path
     * @returns {Answers}
     */
    take(path) {
      const answers2 = this.answers.get(path) ?? this.#ask(path);
      this.answers.delete(path);
      return answers2;
    }
    /** @param {string} path */
    #ask(path) {
      return { about: askAbout(this.services, path), place: askPlace(this.services, path) };
    }
  };

  // wellfounded/launch/jupyter/lesson_view/laid_out.js
  var panels = /* @__PURE__ */ new WeakMap();
  function known(panel) {
    let entry = panels.get(panel);
    if (!entry) {
      let say2 = () => {
      };
      const laidOut = new Promise((resolve) => {
        say2 = resolve;
      });
      entry = { laidOut, say: say2 };
      panels.set(panel, entry);
    }
    return entry;
  }
  function whenLaidOut(panel) {
    return known(panel).laidOut;
  }
  function sayLaidOut(panel) {
    known(panel).say();
  }

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
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  // wellfounded/i18n/messages.js
  var catalogue = {};
  function speak(words) {
    catalogue = words;
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

  // wellfounded/launch/jupyter/lesson_view/starting.js
  var LIVE = ".jp-OutputArea-output > .lm-Widget > *";
  var QUIET_MS = 1e3;
  var LATE_MS = 2e4;
  var SAID = {
    well: "",
    starting: later("Questions are getting ready…"),
    stopped: later("The questions have not started by themselves."),
    // No button: what the changed lesson would run is out of sight here.
    refused: later("This lesson was changed, so its questions do not start here. The menu shows it in JupyterLab.")
  };
  var kept = /* @__PURE__ */ new WeakMap();
  function keepStaticForms({ notebook: { NotebookActions } }) {
    NotebookActions.executionScheduled.connect((_, { cell }) => {
      holdStaticForms([cell]);
    });
    NotebookActions.executed.connect((_, { cell }) => {
      if (!hasView(cell)) kept.get(cell)?.end();
    });
  }
  function holdStaticForms(cells) {
    for (const cell of cells) if (!kept.has(cell)) keepStaticForm(cell);
    return Promise.all(cells.map((cell) => kept.get(cell)?.ended));
  }
  function keepStaticForm(cell) {
    const output = cell.node.querySelector(".jp-Cell-outputWrapper");
    if (!output?.querySelector(".jp-OutputArea-output") || output.querySelector(LIVE)) return;
    const copy = (
      /** @type {HTMLElement} */
      output.cloneNode(true)
    );
    copy.classList.add("wf-held");
    const parts = copy.querySelectorAll("section > :not(h1, h2, h3)");
    for (const part of parts.length ? parts : [copy]) part.inert = true;
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    output.before(copy);
    output.classList.add("wf-unready");
    const observer = new MutationObserver(() => output.querySelector(LIVE) && end());
    let say2 = () => {
    };
    const end = () => {
      observer.disconnect();
      kept.delete(cell);
      copy.remove();
      output.classList.remove("wf-unready");
      output.dispatchEvent(new CustomEvent("wellfounded-change", { bubbles: true }));
      say2();
    };
    const ended = new Promise((resolve) => {
      say2 = resolve;
    });
    kept.set(cell, { end, ended });
    observer.observe(output, { childList: true, subtree: true });
  }
  function hasView(cell) {
    const outputs = cell.model.type === "code" ? cell.model.sharedModel.getOutputs() : [];
    return outputs.some(({ data }) => data?.["application/vnd.jupyter.widget-view+json"]);
  }
  function makeStartLine({ widgets }, panel) {
    const words = make("span");
    words.setAttribute("role", "status");
    words.tabIndex = -1;
    const start = make("button", { type: "button", textContent: phrase("Start the questions") });
    const line = make("div", { className: "wf-start-line", hidden: true }, words, start);
    const widget = new widgets.Widget({ node: make("div", {}, line) });
    line.dataset.state = "well";
    let begun = performance.now();
    start.onclick = () => {
      if (document.body.dataset.wfStart === "stopped") return location.reload();
      begun = performance.now();
      setTimeout(update, LATE_MS);
      panel.node.dispatchEvent(new CustomEvent("wellfounded-start"));
      update();
    };
    const update = () => {
      const state = stateOf(panel, performance.now() - begun);
      if (state === "well" || panel.isDisposed) observer.disconnect();
      if (panel.isDisposed || line.dataset.state === state) return;
      line.dataset.state = state;
      const focused = line.contains(document.activeElement);
      line.hidden = state === "well";
      start.hidden = state !== "stopped";
      if (focused) (line.hidden ? headingShown(panel) : words)?.focus({ preventScroll: true });
      words.textContent = SAID[state] ? phrase(SAID[state]) : "";
      widget.node.style.minHeight = `${line.offsetHeight}px`;
      panel.fit();
    };
    const observer = new MutationObserver(update);
    const begin = () => {
      observer.observe(panel.content.node, { childList: true, subtree: true });
      observer.observe(document.body, { attributeFilter: ["data-wf-start"] });
      update();
    };
    markLanguage(line);
    setTimeout(begin, QUIET_MS);
    setTimeout(update, LATE_MS);
    return widget;
  }
  function stateOf(panel, waited) {
    if (isAlive(panel) || hasNothingToStart(panel)) return "well";
    const { wfStart } = document.body.dataset;
    if (wfStart === "refused" || wfStart === "stopped") return wfStart;
    return waited >= LATE_MS ? "stopped" : "starting";
  }
  function headingShown(panel) {
    const headings = [.../** @type {HTMLElement} */
    panel.content.node.querySelectorAll("h1, h2, h3")];
    const heading = (
      /** @type {HTMLElement | undefined} */
      headings.find((node) => node.checkVisibility())
    );
    heading?.setAttribute("tabindex", "-1");
    return heading;
  }
  function hasNothingToStart(panel) {
    const cells = panel.content.widgets ?? [];
    return cells.length > 0 && cells.every(({ model }) => model.type !== "code");
  }
  function isAlive(panel) {
    const { node } = panel.content;
    return !node.querySelector(".wf-held") && Boolean(node.querySelector(LIVE));
  }

  // wellfounded/launch/jupyter/lesson_view/start.js
  var ID = "wellfounded:start";
  var FIRST = 3;
  var LIVE_MS = 1e3;
  function startPlugin({ notebook, services, settingregistry }) {
    const commanded = /* @__PURE__ */ new Set();
    async function start(panel, settings) {
      if (settings.get("startLessons").composite) await run(panel);
    }
    async function run(panel) {
      say("starting");
      if (!await mayStart(panel)) return say("refused");
      if (!panel.sessionContext.session?.kernel) return say("stopped");
      for (const cells of inTurn(panel.content.widgets)) {
        const live = holdStaticForms(cells);
        await notebook.NotebookActions.runCells(panel.content, cells, panel.sessionContext);
        await Promise.race([live, new Promise((resolve) => setTimeout(resolve, LIVE_MS))]);
      }
      say("started");
    }
    async function mayStart(panel) {
      const { context, sessionContext } = panel;
      const sources = () => [...context.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
      const before = sources();
      const judged = isGenuine(services, sessionContext.path, before);
      const [shipped] = await Promise.all([judged, sessionContext.ready, whenLaidOut(panel)]);
      return shipped && !panel.isDisposed && JSON.stringify(sources()) === JSON.stringify(before);
    }
    function command(_, { id, result }) {
      if (!/restart.*run/.test(id)) return;
      commanded.add(result);
      Promise.resolve(result).finally(() => {
        commanded.delete(result);
        if (document.body.dataset.wfStart === "starting") say("started");
      });
    }
    function follow(panel, settings) {
      let restarting = false;
      const again = (_, status) => {
        if (status === "restarting" || status === "autorestarting") {
          restarting = true;
          if (settings.get("startLessons").composite) say("starting");
        } else if (status === "idle" && restarting) {
          restarting = false;
          if (!commanded.size) start(panel, settings);
        }
      };
      panel.context.ready.then(() => {
        if (panel.isDisposed) return;
        start(panel, settings);
        panel.sessionContext.statusChanged.connect(again);
        panel.node.addEventListener("wellfounded-start", () => run(panel));
      });
    }
    return {
      id: ID,
      autoStart: true,
      requires: [notebook.INotebookTracker, settingregistry.ISettingRegistry],
      async activate(app, tracker, settingRegistry) {
        const settings = await settingRegistry.load(ID);
        app.commands.commandExecuted.connect(command);
        tracker.widgetAdded.connect((_, panel) => follow(panel, settings));
        tracker.forEach((panel) => {
          follow(panel, settings);
        });
      }
    };
  }
  function inTurn(cells) {
    const code = cells.filter(({ model }) => model.type === "code");
    const read = cells.findIndex(isOnScreen);
    const near = code.filter((cell) => cell !== code[0] && cells.indexOf(cell) >= read);
    const first = [...code.slice(0, 1), ...near.slice(0, FIRST)];
    return [first, cells.filter((cell) => !first.includes(cell))];
  }
  function isOnScreen({ node }) {
    if (node.hasAttribute("hidden")) return false;
    const { top, bottom } = node.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }
  function say(state) {
    document.body.dataset.wfStart = state;
  }
  async function isGenuine(services, path, sources) {
    const settings = services.ServerConnection.makeSettings();
    const request2 = { method: "POST", body: JSON.stringify({ path, sources }) };
    const reply = await services.ServerConnection.makeRequest(
      `${settings.baseUrl}wellfounded/genuine`,
      request2,
      settings
    );
    return reply.ok && (await reply.json()).genuine === true;
  }

  // wellfounded/notebook/widgets/path_place.css
  var path_place_default = "/* The place on a path that a section or a case tells of: a row of marks, the present one filled and higher, and words. */\n.wf-path-place {\n  align-items: center;\n  color: var(--wf-ink-soft);\n  display: flex;\n  flex-wrap: wrap;\n  font-family: var(--wf-sans);\n  font-size: var(--wf-small);\n  gap: 0.2em 0.8em;\n}\n.wf-path-place em { font-style: normal; }\n.wf-path-marks { align-items: center; display: inline-flex; gap: 3px; }\n.wf-path-marks > span { border-block-start: 4px solid var(--wf-line); border-radius: 1px; inline-size: 1.2rem; } /* a border, so that forced colours keep it */\n.wf-path-marks > .wf-lit { border-block-start: 12px solid var(--wf-accent); }\n";

  // wellfounded/render/palette.css
  var palette_default = `/* The look of Well-Founded, on every page: JupyterLab's, a printed lesson's and a report's. Each colour says its light
value, then its dark one. Ink stands on paper, on surface and on every soft colour at 4.5:1 or more; so do accent,
right, wrong and partly; line, which draws the edges of controls, at 3:1 (tests/render/test_palette.py). */
:root {
  color-scheme: light dark;
  --wf-ink: light-dark(#211d19, #ece7de);
  --wf-ink-soft: light-dark(#5c554c, #b8b0a4); /* what is said beside the text */
  --wf-paper: light-dark(#fffdf8, #191715);
  --wf-surface: light-dark(#f6f1e7, #24211e); /* what lies on the paper: a note, feedback */
  --wf-line: light-dark(#8b8272, #8b8377); /* the edge of a control */
  --wf-line-soft: light-dark(#ddd5c7, #413c36); /* a rule between things, which may be missed */
  --wf-accent: light-dark(#1d5672, #8fc7de);
  --wf-accent-soft: light-dark(#e2eef3, #1d3742);
  --wf-right: light-dark(#1c6540, #83d3a0);
  --wf-right-soft: light-dark(#e3f1e6, #1c3325);
  --wf-wrong: light-dark(#a3262a, #ff9f94);
  --wf-wrong-soft: light-dark(#fae8e4, #431f1d);
  --wf-partly: light-dark(#7d5200, #efc268);
  --wf-partly-soft: light-dark(#faf0d5, #3b2f14);
  --wf-focus: light-dark(#1a56db, #8fb4ff);
  /* What is read has serifs; what is done, and what is said of it, has none. */
  --wf-serif: charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", cambria, "Noto Serif", georgia, serif;
  --wf-sans: system-ui, -apple-system, "Segoe UI", roboto, "Noto Sans", sans-serif;
  --wf-zoom: 1; /* how much larger a learner wants the text */
  --wf-text: calc(1.125rem * var(--wf-zoom));
  --wf-small: calc(0.9375rem * var(--wf-zoom));
  --wf-measure: calc(30 * var(--wf-text)); /* about 66 characters */
  --wf-radius: 0.375rem;
  --wf-space: 0.5rem; /* the step of all distances */
  --wf-target: 2.75rem; /* 44 px: how high whatever is pressed is */
}
[data-jp-theme-light="true"] { color-scheme: light; }
[data-jp-theme-light="false"] { color-scheme: dark; }
@media print { :root, [data-jp-theme-light] { color-scheme: light; } }
@media (prefers-contrast: more) {
  :root {
    --wf-ink: light-dark(#000, #fff);
    --wf-ink-soft: light-dark(#2b2723, #e6e0d6);
    --wf-paper: light-dark(#fff, #000);
    --wf-line: light-dark(#000, #fff);
    --wf-line-soft: light-dark(#5c554c, #b8b0a4);
  }
}
@media (forced-colors: active) { /* drawings and shadows keep what a style sheet says: say the system's colours */
  :root {
    --wf-ink: canvastext;
    --wf-ink-soft: canvastext;
    --wf-paper: canvas;
    --wf-surface: canvas;
    --wf-line: canvastext;
    --wf-line-soft: canvastext;
    --wf-accent: highlight;
    --wf-accent-soft: canvas;
    --wf-right: canvastext;
    --wf-right-soft: canvas;
    --wf-wrong: canvastext;
    --wf-wrong-soft: canvas;
    --wf-partly: canvastext;
    --wf-partly-soft: canvas;
    --wf-focus: highlight;
  }
}
`;

  // wellfounded/render/reading_marks.css
  var reading_marks_default = '/* How a source was read: a circle filled as far as we came to its own words. The words of the mark stay in the text, for\n   those who listen, and are shown where this style is not. A letter, so that forced colours and paper keep it. */\n/* It is pointed at by its padding. A box of its own would begin a line, or leave the full stop after it to the next. */\nsmall[class^="wf-read-"] { cursor: help; font-size: 0; padding-block: 0.35rem; white-space: nowrap; }\nsmall[class^="wf-read-"]::before {\n  color: var(--wf-ink-soft, currentcolor);\n  font: 0.7rem / 1 "DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols 2", sans-serif;\n  vertical-align: 0.15em;\n}\n.wf-read-official::before { content: "●" / ""; }\n.wf-read-copy::before { content: "◕" / ""; }\n.wf-read-quoted::before { content: "◑" / ""; }\n.wf-read-summary::before { content: "◔" / ""; }\n.wf-read-unverified::before { content: "○" / ""; }\n@media print { small[class^="wf-read-"]::before { font-size: 5pt; } }\n';

  // wellfounded/launch/jupyter/lesson_view/bar.css
  var bar_default = `/* The bar above a lesson, its menu, and the line that stands in for JupyterLab's dialogs. */
#wf-bar#wf-bar { /* stronger than what JupyterLab says of its bars */
  box-sizing: border-box;
  display: flex;
  align-items: center;
  margin: 0;
  gap: calc(1.5 * var(--wf-space));
  font: 0.9375rem / 1.3 var(--wf-sans, sans-serif);
  color: var(--wf-ink);
}
body[data-wf-view="lesson"] #jp-top-panel,
body[data-wf-view="lesson"] #top-panel { display: block; height: auto; min-height: 2.75rem; padding: 0; border: 0; }
body[data-wf-view="lesson"] #top-panel-wrapper { padding: 0; border: 0; background: var(--wf-paper); }
body[data-wf-view="lesson"] #wf-bar {
  position: relative;
  inline-size: 100%;
  block-size: 2.75rem;
  padding-inline: calc(1.5 * var(--wf-space)) 0;
  background: var(--wf-paper);
  box-shadow: inset 0 -1px var(--wf-line-soft);
  overflow: visible;
}
.wf-bar :is(a, button) {
  box-sizing: border-box;
  min-block-size: 2.75rem;
  color: inherit;
  font: inherit;
  text-decoration: none;
  background: none;
  border: 0;
  cursor: pointer;
}
.wf-bar :is(a, button):focus-visible,
.wf-menu :is(a, button, input):focus-visible { outline: 3px solid var(--wf-focus); outline-offset: -3px; }
.wf-home { display: flex; align-items: center; gap: var(--wf-space); color: var(--wf-accent) !important; font-weight: 600 !important; }
.wf-bar-title { flex: 1; min-inline-size: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.wf-bar-number { margin-inline-end: 0.4em; color: var(--wf-ink-soft); font-variant-numeric: tabular-nums; }
.wf-bar-place { color: var(--wf-ink-soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.wf-menu-button { padding-inline: calc(2 * var(--wf-space)); }
.wf-menu-button:hover, .wf-menu-button[aria-expanded="true"] { background: var(--wf-surface); }
.wf-bar-progress {
  position: absolute;
  inset-block-end: 0;
  inset-inline-start: 0;
  block-size: 2px;
  background: var(--wf-accent);
}
.wf-skip {
  position: absolute;
  inset-inline-start: 0;
  padding-inline: calc(2 * var(--wf-space));
  background: var(--wf-accent) !important;
  color: var(--wf-paper) !important;
  z-index: 2;
}
@media (forced-colors: active) { .wf-skip { background: Canvas !important; color: LinkText !important; } }
.wf-skip:not(:focus) { clip-path: inset(50%); pointer-events: none; }
.wf-back { padding-inline: calc(1.5 * var(--wf-space)); color: var(--wf-accent) !important; font-weight: 600 !important; white-space: nowrap; }
body:not([data-wf-view="lesson"]) #wf-bar#wf-bar {
  flex: none;
  align-self: center;
  inline-size: auto;
  block-size: auto;
  margin-inline-start: auto;
}
body:not([data-wf-view="lesson"]) .wf-back { min-block-size: 1.5rem; }
.wf-menu {
  position: fixed;
  inset: 2.75rem 0 auto auto;
  box-sizing: border-box;
  inline-size: min(20rem, 100vw);
  max-block-size: calc(100vh - 3.5rem);
  margin: 0;
  padding: var(--wf-space);
  overflow: auto;
  color: var(--wf-ink);
  background: var(--wf-paper);
  border: 1px solid var(--wf-line);
  border-radius: var(--wf-radius);
  box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
}
.wf-menu:dir(rtl) { inset: 2.75rem auto auto 0; }
.wf-menu fieldset { margin: 0; padding: var(--wf-space); border: 0; }
.wf-menu legend { padding: 0; font-size: 0.875rem; color: var(--wf-ink-soft); }
.wf-menu label { display: flex; align-items: center; gap: var(--wf-space); min-block-size: 2.75rem; cursor: pointer; }
.wf-menu input { inline-size: 1.125rem; block-size: 1.125rem; margin: 0; accent-color: var(--wf-accent); }
.wf-menu button { min-inline-size: 2.75rem; padding-inline: calc(1.5 * var(--wf-space)); border: 1px solid var(--wf-line); border-radius: var(--wf-radius); }
.wf-menu button:hover { background: var(--wf-surface); }
.wf-menu button[aria-disabled="true"] { color: var(--wf-ink-soft); border-style: dashed; }
.wf-menu .wf-menu-action { inline-size: 100%; text-align: start; border: 0; color: var(--wf-accent); font-weight: 600; }
.wf-menu a.wf-menu-action { display: flex; align-items: center; min-block-size: 2.75rem; padding-inline: calc(1.5 * var(--wf-space)); text-decoration: none; }
.wf-menu a.wf-menu-action:hover { text-decoration: underline; }
.wf-menu-note { margin: 0; padding: 0 calc(1.5 * var(--wf-space)) var(--wf-space); color: var(--wf-ink-soft); font-size: 0.875rem; }
.wf-menu-size { display: inline-block; min-inline-size: 4.5em; text-align: center; font-variant-numeric: tabular-nums; }
.wf-trouble {
  position: fixed;
  inset-block-start: 3.25rem;
  inset-inline: var(--wf-space);
  z-index: 100;
  inline-size: fit-content;
  max-inline-size: 40rem;
  margin: 0 auto;
  padding: calc(1.5 * var(--wf-space)) calc(2 * var(--wf-space));
  font: 1rem / 1.4 var(--wf-sans, sans-serif);
  color: var(--wf-ink);
  background: var(--wf-partly-soft);
  border: 1px solid var(--wf-partly);
  border-radius: var(--wf-radius);
}
.wf-trouble:empty { padding: 0; border: 0; } /* it stays, so that a screen reader hears it change */
.wf-trouble button {
  min-block-size: 2.75rem;
  padding-inline: calc(1.5 * var(--wf-space));
  color: inherit;
  font: inherit;
  background: var(--wf-paper);
  border: 1px solid var(--wf-line);
  border-radius: var(--wf-radius);
}
@media (max-height: 25rem) { /* zoomed in */
  body[data-wf-view="lesson"] :is(#jp-top-panel, #top-panel) { min-height: 2.25rem; }
  body[data-wf-view="lesson"] #wf-bar { block-size: 2.25rem; }
  .wf-bar :is(a, button) { min-block-size: 2.25rem; }
  .wf-menu { inset-block-start: 2.25rem; max-block-size: calc(100vh - 2.25rem); }
}
@media print { #wf-bar#wf-bar, .wf-menu, .wf-trouble { display: none; } }
@media (max-width: 40rem) {
  .wf-bar { gap: var(--wf-space); }
  .wf-bar-place { display: none; } /* the foot says where one is, and the lesson's title gets the room */
  .wf-bar-name { position: absolute; clip-path: inset(50%); inline-size: 1px; overflow: hidden; white-space: nowrap; }
}
`;

  // wellfounded/launch/jupyter/lesson_view/contents.css
  var contents_default = `/* The contents of a lesson: at the side of a wide window, over the whole of a small one. */
.wf-contents-dialog {
  inset: 0 auto 0 0;
  inline-size: min(26rem, 100vw);
  max-inline-size: none;
  block-size: 100dvh;
  max-block-size: none;
  margin: 0;
  padding: 0;
  border: 0;
}
.wf-contents-dialog:dir(rtl) { inset: 0 0 0 auto; }
.wf-contents-dialog::backdrop { background: rgb(0 0 0 / 35%); }
.wf-contents {
  box-sizing: border-box;
  block-size: 100%;
  padding: 0 calc(1.5 * var(--wf-space)) calc(2 * var(--wf-space));
  overflow: auto;
  overscroll-behavior: contain;
  font: 1rem / 1.35 var(--wf-sans, sans-serif);
  color: var(--wf-ink);
  background: var(--wf-paper);
  border-inline-end: 1px solid var(--wf-line-soft);
}
@media screen { /* the room beside it is JupyterLab's to lay out */
  body[data-wf-view="lesson"] .wf-contents-beside { --wf-beside: 21rem; padding-inline-start: var(--wf-beside); }
}
.wf-contents-beside > .wf-contents { position: absolute; inset-block: 0; inset-inline-start: 0; inline-size: var(--wf-beside); font-size: 0.9375rem; }
body:not([data-wf-view="lesson"]) .wf-contents { display: none; }
@media print { .wf-contents { display: none; } }
.wf-contents header {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  display: flex;
  align-items: center;
  justify-content: space-between;
  background: var(--wf-paper);
}
.wf-contents h2 { margin: calc(1.5 * var(--wf-space)) var(--wf-space) var(--wf-space); font-size: 1.125rem; font-weight: 600; }
.wf-contents-list { margin: 0; padding: 0; list-style: none; }
.wf-contents button {
  box-sizing: border-box;
  inline-size: 100%;
  min-block-size: 2.75rem;
  padding: var(--wf-space);
  font: inherit;
  color: inherit;
  text-align: start;
  background: transparent;
  border: 0;
  border-radius: var(--wf-radius);
  cursor: pointer;
}
.wf-contents .wf-contents-close { inline-size: auto; padding-inline: calc(1.5 * var(--wf-space)); color: var(--wf-accent); font-weight: 600; }
.wf-contents button:hover { background: var(--wf-surface); }
.wf-contents button:focus-visible { outline: 3px solid var(--wf-focus); outline-offset: -3px; }
.wf-contents [aria-current] { font-weight: 600; background: var(--wf-accent-soft); box-shadow: inset 3px 0 var(--wf-accent); }
.wf-contents :is([data-kind="case"], [data-kind="activity"]) { padding-inline-start: calc(3 * var(--wf-space)); }
.wf-contents-counts { display: block; font-size: 0.875rem; font-weight: 400; color: var(--wf-ink-soft); }
@media (forced-colors: active) { .wf-contents [aria-current] { border-inline-start: 4px solid Highlight; } }
`;

  // wellfounded/launch/jupyter/lesson_view/foot.css
  var foot_default = `/* The foot under a lesson, with what it says while the questions start. */
.wf-foot {
  box-sizing: border-box;
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  gap: var(--wf-space);
  min-block-size: calc(2.75rem + 2 * var(--wf-space));
  padding: var(--wf-space) max(var(--wf-space), env(safe-area-inset-right)) max(var(--wf-space), env(safe-area-inset-bottom)) max(var(--wf-space), env(safe-area-inset-left));
  font: 0.9375rem / 1.25 var(--wf-sans, sans-serif);
  color: var(--wf-ink);
  background: var(--wf-paper);
  border-block-start: 1px solid var(--wf-line-soft);
}
@media (min-width: 2200px) { .wf-foot { padding-inline: max(var(--wf-space), (100% - 80rem) / 2); } } /* within one look */
body:not([data-wf-view="lesson"]) .wf-foot { display: none; }
.wf-foot button {
  box-sizing: border-box;
  min-inline-size: 2.75rem;
  min-block-size: 2.75rem;
  padding: 0.25rem calc(1.5 * var(--wf-space));
  font: inherit;
  color: var(--wf-ink);
  background: transparent;
  border: 1px solid transparent;
  border-radius: var(--wf-radius);
  cursor: pointer;
}
.wf-foot button[hidden] { display: block; visibility: hidden; }
.wf-foot button:disabled { color: var(--wf-ink-soft); cursor: default; opacity: 0.5; }
.wf-foot button:hover:not(:disabled) { background: var(--wf-surface); }
.wf-foot button:focus-visible { outline: 3px solid var(--wf-focus); outline-offset: -2px; }
.wf-foot-back { justify-self: start; }
.wf-foot .wf-foot-place { display: flex; flex-direction: column; align-items: center; justify-content: center; }
.wf-foot-count { font-size: 0.8125rem; color: var(--wf-ink-soft); font-variant-numeric: tabular-nums; }
.wf-foot .wf-foot-next {
  justify-self: end;
  max-inline-size: 100%;
  padding-block: 0; /* two lines fit */
  overflow: hidden;
  font-weight: 600;
  color: var(--wf-paper);
  line-height: 1.2;
  text-wrap: balance;
  background: var(--wf-accent);
}
.wf-foot .wf-foot-next:hover:not(:disabled) { background: var(--wf-accent); text-decoration: underline; }
@media (max-width: 40rem) {
  .wf-foot { grid-template-columns: auto auto 1fr; gap: 0; min-block-size: calc(3.25rem + 2 * var(--wf-space)); }
  .wf-foot .wf-foot-next { font-size: 0.8125rem; line-height: 1.2; text-wrap: balance; } /* of three lines */
}
@media (max-width: 22.5rem) { .wf-foot button { padding-inline: calc(0.75 * var(--wf-space)); } } /* three lines fit in Spanish, too */
@media (max-height: 25rem) { /* zoomed in: the window is the lesson's */
  .wf-foot { min-block-size: 2.25rem; padding-block: 0; }
  .wf-foot button { min-block-size: 2.25rem; padding-block: 0; }
  .wf-foot .wf-foot-place { flex-direction: row; gap: var(--wf-space); }
  .wf-foot-next > span:last-child { position: absolute; clip-path: inset(50%); inline-size: 1px; overflow: hidden; white-space: nowrap; }
}
@media (forced-colors: active) {
  .wf-foot button { border-color: ButtonBorder; }
  .wf-foot .wf-foot-next { background: ButtonFace; border-width: 2px; color: ButtonText; }
}
@media print { .wf-foot { display: none; } }
`;

  // wellfounded/notebook/widgets/print_page.js
  function printPage(page) {
    document.querySelector(".wf-print")?.remove();
    const frame = document.createElement("iframe");
    frame.className = "wf-print";
    frame.style.cssText = "block-size: 0; border: 0; inline-size: 0; position: fixed; visibility: hidden";
    frame.ariaHidden = "true";
    frame.tabIndex = -1;
    Object.assign(frame, page);
    const printed = new Promise((resolve) => {
      frame.addEventListener("load", () => {
        frame.contentWindow?.print();
        resolve(frame);
      });
    });
    document.body.append(frame);
    return (
      /** @type {Promise<HTMLIFrameElement>} */
      printed
    );
  }

  // wellfounded/launch/jupyter/lesson_view/frame.js
  var SIDES = ["left", "right"];
  var Frame = class {
    /**
     * @param {any} shell of JupyterLab, or of Notebook 7, which lacks some of its areas
     * @param {any} bar our own, which stays
     */
    constructor(shell, bar) {
      this.shell = shell;
      this.bar = bar;
      this.hidden = /* @__PURE__ */ new Set();
      this.isHidden = false;
      this.mode = null;
    }
    /** Hide what is shown of it. JupyterLab adds and opens things at any time, so this is called again and again. */
    hide() {
      this.isHidden = true;
      this.#oneDocument();
      for (const widget of this.#widgets()) {
        if (widget.isHidden) continue;
        widget.hide();
        this.hidden.add(widget);
      }
      this.#closeSides();
      this.bar.parent?.show();
    }
    /** Show all that was hidden. Panels that were open stay closed: who wants one opens it. */
    show() {
      if (!this.isHidden) return;
      this.isHidden = false;
      for (const widget of this.hidden) if (!widget.isDisposed) widget.show();
      this.hidden.clear();
      this.#showTabs(true);
      if (this.mode) this.shell.mode = this.mode;
      this.mode = null;
    }
    #oneDocument() {
      if (this.shell.mode !== "multiple-document") return;
      this.mode = this.shell.mode;
      this.shell.mode = "single-document";
    }
    /** @returns {Iterable<any>} the widgets of JupyterLab's frame, and the tool bar of each document */
    *#widgets() {
      for (const widget of this.shell.widgets("top")) if (widget !== this.bar) yield widget;
      for (const widget of this.shell.widgets("menu")) if (widget.parent) yield widget.parent;
      if (this.shell.menu) yield this.shell.menu;
      if (this.shell.mode) {
        for (const widget of this.shell.widgets("bottom")) if (widget.parent) yield widget.parent;
      }
      for (const widget of this.shell.widgets("main")) if (widget.toolbar) yield widget.toolbar;
    }
    #closeSides() {
      if (!this.shell.leftCollapsed) this.shell.collapseLeft();
      if (!this.shell.rightCollapsed) this.shell.collapseRight();
      if (this.shell.downCollapsed === false) this.shell.collapseDown();
      this.#showTabs(false);
    }
    /** @param {boolean} shown whether the bars of tabs at the sides are; Notebook 7 has none */
    #showTabs(shown) {
      if (!this.shell.toggleSideTabBarVisibility) return;
      for (const side of SIDES) {
        if (this.shell.isSideTabBarVisible(side) !== shown) this.shell.toggleSideTabBarVisibility(side);
      }
    }
  };

  // wellfounded/launch/jupyter/lesson_view/screens.js
  var LEAD_IN = 40;
  var CASE = /^case\(/m;
  var HAND_IN = /^hand_in\(/m;
  var HIDDEN = "onbeforematch" in document ? "until-found" : "";
  var Screens = class extends EventTarget {
    /** @param {any} notebook the JupyterLab notebook widget that shows the lesson */
    constructor(notebook) {
      super();
      this.notebook = notebook;
      this.index = 0;
      this.all = false;
      this.list = [];
      this.#split();
      this.node.addEventListener("beforematch", ({ target }) => this.reveal(
        /** @type {Element} */
        target
      ));
      this.node.addEventListener("wellfounded-reveal", ({ target }) => this.reveal(
        /** @type {Element} */
        target
      ));
      notebook.model.cells.changed.connect(() => queueMicrotask(() => notebook.isDisposed || this.#split()));
    }
    /** @returns {HTMLElement} what holds the cells */
    get node() {
      return this.notebook.node;
    }
    get current() {
      return this.list[this.index];
    }
    /** @param {number} index of the screen that is shown from now on */
    show(index) {
      this.index = Math.max(0, Math.min(index, this.list.length - 1));
      this.#update();
      this.dispatchEvent(new Event("change"));
    }
    /**
     * @param {string} name
     * @returns {boolean} whether there is a screen of this name, which is shown from now on
     */
    showNamed(name) {
      const index = this.list.findIndex((screen) => screen.name === name);
      if (index >= 0) this.show(index);
      return index >= 0;
    }
    /** @param {boolean} all whether the lesson is one page */
    showAll(all) {
      this.all = all;
      this.show(this.index);
    }
    /** @param {Element} element whose screen is shown from now on */
    reveal(element) {
      const index = this.list.findIndex(({ cells }) => cells.some((cell) => cell.node.contains(element)));
      if (index >= 0 && index !== this.index) this.show(index);
    }
    /** The cells have changed, or are seen for the first time. */
    #split() {
      const name = this.current?.name;
      this.list = split(this.notebook.widgets);
      for (const cell of this.notebook.widgets) cell.node.classList.toggle("wf-for-marking", isWritten(cell));
      const index = this.list.findIndex((screen) => screen.name === name);
      this.show(index < 0 ? this.index : index);
    }
    #update() {
      this.node.classList.toggle("wf-one-screen", !this.all);
      for (const [number, { cells }] of this.list.entries()) {
        const hidden = !this.all && number !== this.index;
        for (const { node } of cells) {
          if (hidden) node.setAttribute("hidden", HIDDEN);
          else node.removeAttribute("hidden");
        }
      }
    }
  };
  function split(cells) {
    const screens = [];
    let leading = [];
    cells.forEach((cell, i) => {
      const last = screens.at(-1);
      if (leadsOver(cell, cells[i + 1]) && last) {
        leading.push(cell);
        return;
      }
      const begun = beginning(cell, cells[i - 1], screens);
      if (begun || !last) screens.push({ ...opening(cell), ...begun, cells: [...leading, cell] });
      else last.cells.push(...leading, cell);
      leading = [];
    });
    return screens;
  }
  function opening(cell) {
    return { name: cell.model.id, title: "", kind: "section", page: 1 };
  }
  function beginning(cell, before, screens) {
    const source = sourceOf(cell);
    if (cell.model.type !== "markdown") {
      if (CASE.test(source)) return { kind: "case", title: titleInOutput(cell) };
      return HAND_IN.test(source) ? { kind: "panel" } : null;
    }
    const heading = /^#{1,2} +(.+)$/m.exec(source);
    if (heading) return { title: plain(heading[1]) };
    const section = screens.findLast(({ kind }) => kind === "section");
    const belongs = before?.model.type === "code" && !CASE.test(sourceOf(before));
    if (!section || belongs || isWritten(cell)) return null;
    return { title: section.title, page: section.page + 1 };
  }
  function leadsOver(cell, next) {
    if (cell.model.type !== "markdown" || isWritten(cell) || next?.model.type !== "code") return false;
    const source = sourceOf(cell);
    if (!(CASE.test(sourceOf(next)) || HAND_IN.test(sourceOf(next))) || /^#/m.test(source)) return false;
    return source.replace(/\]\([^)]*\)/g, "]").split(/\s+/).length <= LEAD_IN;
  }
  function isWritten(cell) {
    return cell.model.type === "markdown" && Boolean(cell.model.getMetadata("nbgrader")?.grade);
  }
  function sourceOf(cell) {
    return cell.model.sharedModel.getSource();
  }
  function titleInOutput(cell) {
    const outputs = cell.model.sharedModel.getOutputs();
    const html = outputs.flatMap((output) => output.data?.["text/html"] ?? "").join("");
    const page = new DOMParser().parseFromString(html, "text/html");
    return (page.querySelector("h3") ?? cell.node.querySelector("h3"))?.textContent?.trim() ?? "";
  }
  function plain(markdown) {
    return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "");
  }

  // wellfounded/launch/jupyter/lesson_view/activities.js
  var SHOWN = /^(?!case\()\w+\("([\w-]+)"\)$/;
  function activitiesIn({ cells }) {
    const shown = cells.filter((cell) => SHOWN.exec(sourceOf(cell).trim())?.[1] === cell.model.id);
    return shown.map((cell) => ({ cell, title: titleInOutput(cell) }));
  }
  function countRows({ cell: { node } }) {
    return { all: node.querySelectorAll(".wf-row").length, looked: node.querySelectorAll(".wf-row-answer").length };
  }
  function leadToActivity({ cell: { node } }) {
    const heading = node.querySelector("h3:not(.wf-unready *)") ?? node;
    heading.setAttribute("tabindex", "-1");
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  }

  // wellfounded/launch/jupyter/lesson_view/sittings.js
  function sittingsOf({ notebook, list }) {
    const written = notebook.model.getMetadata("sittings") ?? [];
    const starts = written.map(({ begins, minutes }) => ({ first: indexOf(list, begins), minutes })).filter(({ first }) => first >= 0);
    if (starts.length < 2) return [];
    const lasts = [...starts.slice(1).map(({ first }) => first - 1), list.length - 1];
    return starts.map((start, i) => ({ ...start, number: i + 1, all: starts.length, last: lasts[i] }));
  }
  function indexOf(list, id) {
    return list.findIndex(({ cells }) => cells.some(({ model }) => model.id === id));
  }

  // wellfounded/launch/jupyter/lesson_view/titles.js
  function titleOf({ kind, title, page, cells }) {
    if (kind === "panel") return phrase("Hand in");
    if (kind === "case") return drawnTitle(cells) || title;
    return page > 1 ? phrase("{title}, page {n}", { title, n: page }) : title;
  }
  function drawnTitle(cells) {
    const heads = cells.map(({ node }) => node.querySelector(".wf-case .wf-facts h3")?.textContent);
    return heads.find(Boolean) ?? "";
  }

  // wellfounded/launch/jupyter/lesson_view/contents.js
  var SOON_MS = 100;
  function makeContents(screens, { go, openLesson: openLesson2, chosen }, { lesson, lessons }) {
    const list = make("ol", { className: "wf-contents-list" });
    const close = make("button", { type: "button", className: "wf-contents-close", textContent: phrase("Close") });
    const heading = make("h2", { id: `wf-${uuid()}`, textContent: phrase("Contents") });
    const choose = (act) => () => {
      chosen();
      act();
    };
    const draw2 = () => {
      const sittings = sittingsOf(screens);
      const focused = [...list.querySelectorAll("button")].indexOf(
        /** @type {any} */
        document.activeElement
      );
      list.replaceChildren(
        ...entries(screens).flatMap((entry) => [
          ...drawSitting(sittings.find(({ first }) => first === entry.index)),
          drawEntry(
            entry,
            choose(() => go(entry.index))
          ),
          ...entry.activities.map(
            (activity) => drawActivity(
              activity,
              choose(() => {
                go(activity.index);
                leadToActivity(activity);
              })
            )
          )
        ])
      );
      list.querySelectorAll("button")[focused]?.focus();
      presentIn(list)?.scrollIntoView({ block: "nearest" });
    };
    const others = lessons.map(
      (other) => drawLesson(
        other,
        other.path === lesson?.path,
        choose(() => openLesson2(other))
      )
    );
    const element = make(
      "nav",
      { className: "wf-contents" },
      make("header", {}, heading, close),
      list,
      make("h2", { textContent: phrase("All lessons") }),
      make("ul", { className: "wf-contents-list" }, ...others)
    );
    markLanguage(element);
    element.setAttribute("aria-labelledby", heading.id);
    const update = () => element.isConnected && !element.closest("dialog:not([open])") && draw2();
    let waits = false;
    const updateSoon = () => {
      if (waits) return;
      waits = true;
      setTimeout(() => {
        waits = false;
        update();
      }, SOON_MS);
    };
    screens.node.addEventListener("wellfounded-change", updateSoon);
    screens.addEventListener("change", update);
    return { element, heading, close, draw: draw2, focus: () => presentIn(list)?.focus() };
  }
  function presentIn(list) {
    return list.querySelector("[aria-current]");
  }
  function entries({ list, index }) {
    const found = [];
    for (const [number, screen] of list.entries()) {
      const section = screen.page > 1 ? found.findLast((entry) => entry.screen.title === screen.title) : null;
      const activities = activitiesIn(screen).map((activity) => ({ ...activity, index: number }));
      if (section) {
        section.present ||= number === index;
        section.activities.push(...activities);
      } else found.push({ screen, index: number, present: number === index, activities });
    }
    return found;
  }
  function drawEntry({ screen, present }, onclick) {
    const button = make("button", { type: "button", onclick }, make("span", { ...COURSE, textContent: titleOf(screen) }));
    button.dataset.kind = screen.kind;
    const counts = screen.kind === "case" ? countAnswers(screen) : null;
    if (counts?.all) button.append(" ", drawCounts(counts));
    if (present) button.setAttribute("aria-current", "page");
    return make("li", {}, button);
  }
  function drawSitting(sitting) {
    if (!sitting) return [];
    const { number, all, minutes } = sitting;
    const stop = number > 1 ? [make("div", { textContent: phrase("A good place to stop") })] : [];
    const name = make("strong", { textContent: phrase("Sitting {n} of {all}", { n: number, all }) });
    const time = phraseMany("about {n} minute", "about {n} minutes", minutes);
    return [make("li", { className: "wf-contents-sitting" }, ...stop, name, `, ${time}`)];
  }
  function drawActivity(activity, onclick) {
    const title = make("span", { ...COURSE, textContent: activity.title });
    const button = make(
      "button",
      { type: "button", onclick },
      make("span", { textContent: phrase("To try:") }),
      " ",
      title
    );
    const { all, looked } = countRows(activity);
    button.dataset.kind = "activity";
    if (looked) {
      const words = phrase("{n} of {all} looked at", { n: looked, all });
      button.append(" ", make("span", { className: "wf-contents-counts", textContent: words }));
    }
    return make("li", {}, button);
  }
  function drawLesson({ number, title }, present, onclick) {
    const name = make("span", { ...COURSE, textContent: title });
    const button = make("button", { type: "button", onclick }, make("span", { textContent: number }), " ", name);
    if (present) button.setAttribute("aria-current", "true");
    return make("li", {}, button);
  }
  function countAnswers({ cells }) {
    const questions = cells.flatMap(({ node }) => [...node.querySelectorAll(".wf-question")]);
    const having = (css) => questions.filter((question) => question.matches(css)).length;
    return {
      all: questions.length,
      answered: having("[data-state='saved'], [data-state='saving']"),
      right: having("[data-verdict='right']"),
      wrong: having("[data-verdict='wrong'], [data-verdict='partly']")
    };
  }
  function drawCounts({ all, answered, right, wrong }) {
    const words = [phrase("{n} of {all} answered", { n: answered, all })];
    if (right) words.push(phrase("{n} right", { n: right }));
    if (wrong) words.push(phrase("{n} to look at again", { n: wrong }));
    const counts = make("span", { className: "wf-contents-counts", textContent: words.join(" · ") });
    counts.dataset.done = String(answered === all);
    return counts;
  }

  // wellfounded/launch/jupyter/lesson_view/contents_place.js
  var WIDE = "(min-width: 75rem)";
  var SETTING = "contents";
  var BESIDE = "wf-contents-beside";
  var ContentsPlace = class {
    /**
     * @param {any} panel JupyterLab's, that shows the lesson
     * @param {any} settings our own
     */
    constructor(panel, settings) {
      this.panel = panel;
      this.settings = settings;
      this.wide = matchMedia(WIDE);
      this.dialog = make("dialog", { className: "wf-contents-dialog" });
      this.dialog.onclick = ({ target }) => target === this.dialog && this.dialog.close();
      this.contents = null;
    }
    /** @param {import("./contents.js").Contents} contents */
    hold(contents) {
      const { dialog, panel, settings, wide } = this;
      this.contents = contents;
      dialog.setAttribute("aria-labelledby", contents.heading.id);
      dialog.append(contents.element);
      panel.node.append(dialog);
      contents.close.onclick = () => this.close();
      const arrange = () => this.arrange();
      wide.addEventListener("change", arrange);
      settings.changed.connect(arrange);
      panel.disposed.connect(() => {
        wide.removeEventListener("change", arrange);
        settings.changed.disconnect(arrange);
      });
      arrange();
    }
    get isBeside() {
      return this.wide.matches && this.settings.get(SETTING).composite === "beside";
    }
    /** Put them where they belong now. */
    arrange() {
      const { contents, dialog, isBeside, panel } = this;
      if (!contents || isBeside === panel.node.classList.contains(BESIDE)) return;
      dialog.close();
      panel.node.classList.toggle(BESIDE, isBeside);
      (isBeside ? panel.node : dialog).append(contents.element);
      panel.fit();
      if (isBeside) contents.draw();
    }
    /** Show them, and go to where one is in them. */
    async open() {
      if (this.wide.matches) {
        await this.settings.set(SETTING, "beside");
        this.arrange();
      } else {
        this.contents?.draw();
        this.dialog.showModal();
      }
      this.contents?.focus();
    }
    /** Close them for good; the focus goes to what opens them again. */
    async close() {
      this.dialog.close();
      if (!this.isBeside) return;
      await this.settings.set(SETTING, "closed");
      this.arrange();
      this.panel.node.querySelector(".wf-foot-place")?.focus();
    }
  };

  // wellfounded/launch/jupyter/lesson_view/foot.js
  function makeFoot(screens, doings, following) {
    const back = makeButton("wf-foot-back", () => doings.turn(-1));
    back.setAttribute("aria-keyshortcuts", "Alt+ArrowUp");
    const place = makeButton("wf-foot-place", doings.openContents);
    const next = makeButton("wf-foot-next", () => goOn(screens, doings, following));
    next.setAttribute("aria-keyshortcuts", "Alt+ArrowDown");
    const foot = make("nav", { className: "wf-foot" }, back, place, next);
    const draw2 = () => {
      back.textContent = phrase("Back");
      back.disabled = screens.index === 0;
      back.hidden = screens.all;
      drawPlace(place, screens);
      next.hidden = screens.all || isLast(screens) && !following;
      next.replaceChildren(...wordsOfNext(screens, following));
    };
    markLanguage(foot);
    foot.setAttribute("aria-label", phrase("Pages of this lesson"));
    screens.addEventListener("change", draw2);
    draw2();
    return foot;
  }
  function makeButton(className, onclick) {
    return make("button", { type: "button", className, onclick });
  }
  function drawPlace(place, { all, index, list }) {
    const count = all ? "" : phrase("{n} of {all}", { n: index + 1, all: list.length });
    place.replaceChildren(
      make("span", { textContent: phrase("Contents") }),
      make("span", { className: "wf-foot-count", textContent: count })
    );
  }
  function wordsOfNext(screens, following) {
    const title = isLast(screens) ? following?.title : titleOf(screens.list[screens.index + 1]);
    const words = isLast(screens) ? phrase("Next lesson:") : phrase("Next:");
    return [make("span", { textContent: words }), " ", make("span", { ...COURSE, textContent: title ?? "" })];
  }
  function goOn(screens, doings, following) {
    if (!isLast(screens)) doings.turn(1);
    else if (following) doings.openLesson(following);
  }
  function isLast({ index, list }) {
    return index === list.length - 1;
  }

  // wellfounded/launch/jupyter/lesson_view/sitting_end.js
  function markSittingEnds(screens) {
    let notes = [];
    const draw2 = () => {
      const { list } = screens;
      const sittings = sittingsOf(screens);
      for (const note of notes) note.remove();
      notes = sittings.slice(1).map((following, i) => {
        const note = drawEnd(list, sittings[i], following);
        list[sittings[i].last].cells.at(-1).node.append(note);
        return note;
      });
    };
    screens.addEventListener("change", draw2);
    screens.node.addEventListener("wellfounded-change", draw2);
    draw2();
  }
  function drawEnd(list, sitting, following) {
    const head = make("p", { className: "wf-sitting-head", textContent: phrase("A good place to stop") });
    const next = make("span", { ...COURSE, textContent: titleOf(list[following.first]) });
    const time = phraseMany("about {n} minute", "about {n} minutes", following.minutes);
    const onward = make("p", {}, phrase("The next sitting begins with:"), " ", next, ` (${time}).`);
    const kept2 = make("p", { textContent: phrase("Whenever you come back, the lesson opens where you stopped.") });
    const note = make("aside", { className: "wf-sitting-end" }, head, doneIn(list, sitting), onward, kept2);
    const name = phrase("Sitting {n} of {all}", { n: sitting.number, all: sitting.all });
    note.setAttribute("aria-label", `${head.textContent}: ${name}`);
    markLanguage(note);
    return note;
  }
  function doneIn(list, sitting) {
    const { all, answered } = countAnswers({
      cells: list.slice(sitting.first, sitting.last + 1).flatMap(({ cells }) => cells)
    });
    const words = phrase("This was sitting {n} of {all}.", { n: sitting.number, all: sitting.all });
    const left = all - answered;
    const rest = left ? phraseMany("{n} of its questions is still to answer.", "{n} of its questions are still to answer.", left) : phraseMany("Its {n} question is answered.", "All of its {n} questions are answered.", all);
    return make("p", { textContent: all ? `${words} ${rest}` : words });
  }

  // wellfounded/launch/jupyter/lesson_view/reading.js
  var MUTE = "data-lm-suppress-shortcuts";
  var OURS = "reading";
  var SPOKEN = ["role", "aria-label"];
  function muteKeys() {
    window.addEventListener(
      "keydown",
      ({ target }) => {
        if (isReading() && target instanceof Element && !target.hasAttribute(MUTE)) target.setAttribute(MUTE, OURS);
      },
      true
    );
  }
  function unmuteKeys() {
    for (const element of document.querySelectorAll(`[${MUTE}="${OURS}"]`)) element.removeAttribute(MUTE);
  }
  function isReading() {
    return document.body.dataset.wfView === "lesson";
  }
  function protect(panel) {
    const { node } = panel.content;
    for (const type of ["dblclick", "contextmenu", "lm-dragenter"]) node.addEventListener(type, keepFromJupyterLab, true);
    const clean = () => {
      if (isReading() && panel.context.model.dirty) panel.context.model.dirty = false;
    };
    panel.context.model.stateChanged.connect(clean);
    clean();
    const unname = () => isReading() && nameCells(panel, true);
    new MutationObserver(unname).observe(node, { subtree: true, attributeFilter: SPOKEN });
  }
  function nameCells(panel, reading) {
    for (const part of panel.content.node.querySelectorAll(".jp-WindowedPanel-viewport, .jp-Cell")) {
      for (const name of SPOKEN) {
        const [from, to] = reading ? [name, `data-wf-${name}`] : [`data-wf-${name}`, name];
        const value = part.getAttribute(from);
        if (value === null) continue;
        part.setAttribute(to, value);
        part.removeAttribute(from);
      }
    }
  }
  function listenToKeys({ print, save }) {
    const keys = { p: print, s: save };
    document.addEventListener("keydown", (event) => {
      const act = keys[event.key.toLowerCase()];
      if (!act || !isReading() || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      act();
    });
  }
  function keepFromJupyterLab(event) {
    if (isReading()) event.stopPropagation();
  }

  // wellfounded/launch/jupyter/lesson_view/turning.js
  var SWIPE = 60;
  var SWIPE_MS = 800;
  var CONTROLS = "a, button, input, select, textarea, label, summary, [draggable='true'], [contenteditable='true']";
  var TYPED = "input, select, textarea, [contenteditable='true']";
  function beginReading({ notebook, current, all }) {
    notebook.activeCellIndex = notebook.widgets.indexOf(current.cells[0]);
    if (all) current.cells[0].node.scrollIntoView();
    else notebook.outerNode.scrollTop = 0;
    focusHeading(current);
  }
  function showHeading(screens, name) {
    const id = JSON.stringify(name);
    const heading = (
      /** @type {HTMLElement | null} */
      name ? screens.node.querySelector(`[id=${id}], [data-jupyter-id=${id}]`) : null
    );
    if (!heading) return;
    screens.reveal(heading);
    heading.scrollIntoView();
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }
  function followLinks(screens) {
    const follow = (event) => {
      const css = ".jp-RenderedMarkdown a[href^='#']";
      const link = (
        /** @type {HTMLAnchorElement | null} */
        /** @type {Element} */
        event.target.closest(css)
      );
      if (!link || !isReading()) return;
      event.preventDefault();
      event.stopPropagation();
      history.pushState(history.state, "", location.href);
      showHeading(screens, decodeURIComponent(link.hash.slice(1)));
    };
    screens.node.addEventListener("click", follow, { capture: true });
  }
  function keepFocus(screens) {
    let focused = false;
    const { node } = screens;
    node.addEventListener("focusin", ({ target }) => {
      focused = headingOf(screens.current) === target;
    });
    new MutationObserver(() => {
      if (focused && document.activeElement === document.body && isReading()) focusHeading(screens.current);
    }).observe(node, { childList: true, subtree: true });
  }
  function focusHeading(screen) {
    const heading = headingOf(screen);
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
  function headingOf({ cells, page }) {
    const css = page > 1 ? ".jp-RenderedHTMLCommon > *" : ":is(h1, h2, h3):not(.wf-unready *)";
    for (const { node } of cells) {
      const heading = node.querySelector(css);
      if (heading) return heading;
    }
    return null;
  }
  function turnByKeys(node, turn) {
    node.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const target = (
        /** @type {Element} */
        event.target
      );
      if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isReading()) return;
      if (target.matches(TYPED) && !target.matches("[type='radio'], [type='checkbox']")) return;
      event.preventDefault();
      event.stopPropagation();
      turn(by);
    });
  }
  function turnBySwipes(node, turn) {
    let begun = null;
    node.addEventListener(
      "touchstart",
      ({ touches, target, timeStamp }) => {
        const mayTurn = touches.length === 1 && isReading() && !hasOwnSwipes(
          /** @type {Element} */
          target,
          node
        );
        begun = mayTurn ? { x: touches[0].clientX, y: touches[0].clientY, at: timeStamp } : null;
      },
      { passive: true }
    );
    node.addEventListener("touchend", ({ changedTouches: [touch], timeStamp }) => {
      if (!begun || timeStamp - begun.at > SWIPE_MS || document.getSelection()?.isCollapsed === false) return;
      const [x, y] = [touch.clientX - begun.x, touch.clientY - begun.y];
      begun = null;
      if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
      turn(x < 0 === (getComputedStyle(node).direction === "ltr") ? 1 : -1);
    });
  }
  function hasOwnSwipes(target, within) {
    if (target.closest(CONTROLS)) return true;
    for (let element = target; element !== within && element.parentElement; element = element.parentElement) {
      const scrolls = element.scrollWidth > element.clientWidth + 1;
      if (scrolls && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
    }
    return false;
  }

  // wellfounded/launch/jupyter/lesson_view/parts.js
  var SIZES = ["(max-height: 25rem)", "(max-width: 40rem)"];
  var OF_A_LESSON = "wf-of-lesson";
  function addParts(lab, panel, screens, about, settings, { go, openLesson: openLesson2 }) {
    const turn = (by) => go(screens.index + by);
    const place = new ContentsPlace(panel, settings);
    const openContents = () => place.open();
    place.hold(makeContents(screens, { go, openLesson: openLesson2, chosen: () => place.dialog.close() }, about));
    const following = about.lessons[about.lessons.findIndex(({ path }) => path === panel.context.path) + 1];
    const foot = makeFoot(screens, { turn, openContents, openLesson: openLesson2 }, following);
    for (const part of [makeStartLine(lab, panel), new lab.widgets.Widget({ node: foot })]) {
      part.addClass(OF_A_LESSON);
      panel.layout.addWidget(part);
    }
    turnByKeys(panel.node, turn);
    turnBySwipes(screens.node, turn);
    keepFocus(screens);
    fitAnew(panel);
    markSittingEnds(screens);
  }
  function showParts(panel, shown) {
    for (const part of panel.layout.widgets) if (part.hasClass(OF_A_LESSON)) part.setHidden(!shown);
  }
  function fitAnew(panel) {
    const fit = () => panel.fit();
    const sizes2 = SIZES.map((size) => matchMedia(size));
    for (const size of sizes2) size.addEventListener("change", fit);
    panel.disposed.connect(() => {
      for (const size of sizes2) size.removeEventListener("change", fit);
    });
  }

  // wellfounded/launch/jupyter/lesson_view/rendered.js
  var LATE_MS2 = 2e3;
  function rendered({ node, current }) {
    const texts = current?.cells.filter(({ model }) => model.type === "markdown") ?? [];
    const isThere = () => texts.every((cell) => cell.node.querySelector(".jp-MarkdownOutput > *"));
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => isThere() && done());
      const done = () => {
        observer.disconnect();
        resolve();
      };
      observer.observe(node, { childList: true, subtree: true });
      setTimeout(done, isThere() ? 0 : LATE_MS2);
    });
  }

  // wellfounded/launch/jupyter/lesson_view/lesson_reader.js
  var GONE_MS = 2e4;
  var HAND_IN2 = "hand-in";
  var LessonReader = class extends EventTarget {
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     * @param {object} means
     * @param {any} means.settings our own
     * @param {import("./ahead.js").Ahead} means.ahead
     * @param {(lesson: LessonName) => void} means.openLesson
     */
    constructor(lab, app, { settings, ahead, openLesson: openLesson2 }) {
      super();
      this.settings = settings;
      this.openLesson = openLesson2;
      this.lab = lab;
      this.app = app;
      this.ahead = ahead;
      this.readings = /* @__PURE__ */ new Set();
      keepStaticForms(lab);
      window.addEventListener("popstate", () => this.#followAddress());
      document.addEventListener("wellfounded-open", (event) => {
        const { path, place } = (
          /** @type {CustomEvent} */
          event.detail
        );
        if (document.body.dataset.notebook !== void 0) return;
        event.preventDefault();
        this.open(path, place);
      });
      app.shell.currentChanged?.connect(() => queueMicrotask(() => this.#nameScreen()));
    }
    /**
     * Show a lesson screen by screen, from where its reader stopped.
     * @param {any} panel
     * @param {About} about
     * @param {Promise<string>} left the screen on which it was left
     * @returns {Promise<Screens>}
     */
    async read(panel, about, left) {
      const place = await this.#placeIn(panel, left);
      const screens = new Screens(panel.content);
      const keeper = new PlaceKeeper(this.lab.services, () => panel.context.path);
      const reading = { panel, screens, keeper };
      screens.showNamed(place);
      sayLaidOut(panel);
      if (panel.isDisposed) return screens;
      this.readings.add(reading);
      panel.disposed.connect(() => this.readings.delete(reading));
      const go = (index) => this.#go(reading, index);
      addParts(this.lab, panel, screens, about, this.settings, { go, openLesson: this.openLesson });
      screens.addEventListener("change", () => this.#wentTo(reading));
      followLinks(screens);
      this.#nameScreen();
      await rendered(screens);
      panel.content.node.dataset.wfShown = "";
      this.dispatchEvent(new Event("arrival"));
      return screens;
    }
    /**
     * Return the screen that the address names, or else the one where the reader stopped. A page without a hand-in, such as
     * the start page, begins at its beginning.
     * @param {any} panel
     * @param {Promise<string>} left
     */
    async #placeIn({ context, content }, left) {
      const named = documentAt(location.pathname) === context.path ? screenAt() : "";
      const names = content.widgets.map((cell) => cell.model.id);
      if (names.includes(named)) return named;
      return names.includes(HAND_IN2) ? left : "";
    }
    /**
     * Go to a screen, as one chose: Back leads here again.
     * @param {Reading} reading
     * @param {number} index
     * @param {"push" | "replace"} [how]
     */
    #go({ panel, screens }, index, how = "push") {
      if (!screens.list[index]) return;
      writeAddress(panel.context.path, screens.list[index].name, how);
      screens.show(index);
      beginReading(screens);
    }
    /** @param {Reading} reading */
    #wentTo({ panel, screens, keeper }) {
      if (!panel.isVisible || screens.all) return;
      writeAddress(panel.context.path, screens.current.name, "replace");
      keeper.keep(screens.current.name);
    }
    /** JupyterLab has written the address of the lesson that is shown now: add its screen. */
    #nameScreen() {
      const reading = this.#readingOf(this.app.shell.currentWidget?.context?.path);
      if (reading && !reading.screens.all) {
        writeAddress(reading.panel.context.path, reading.screens.current.name, "replace");
      }
    }
    /** Show what the browser's address names, after Back or Forward, or a link within the lesson. */
    async #followAddress() {
      const path = documentAt(location.pathname);
      const name = screenAt();
      if (!path) return;
      const { screens } = await this.#show(path) ?? {};
      if (!screens) return;
      if (screens.showNamed(name)) beginReading(screens);
      else showHeading(screens, name);
    }
    /**
     * Open a lesson.
     * @param {string} path
     * @param {string} [place] a case, or case/question, that is shown
     */
    async open(path, place) {
      const isShown = this.app.shell.currentWidget?.context?.path === path;
      const reading = await this.#show(path);
      if (!reading || !place) return;
      const { screens } = reading;
      const [name] = place.split("/");
      const index = screens.list.findIndex((screen) => screen.name === name);
      this.#go(reading, index, isShown ? "push" : "replace");
      const question = screens.node.querySelector(`.wf-question[data-place$=${JSON.stringify(`/${place}`)}]`);
      question?.scrollIntoView({ block: "start" });
    }
    /**
     * @param {string} path
     * @returns {Promise<Reading | undefined>} once it is open; undefined where it is no lesson
     */
    async #show(path) {
      const { commands, shell } = this.app;
      if (shell.currentWidget?.context?.path !== path) {
        if (!this.#readingOf(path)) this.ahead.prepare(path);
        const panel = await commands.execute("docmanager:open", { path });
        await panel?.context.ready;
        await panel?.revealed;
      }
      return this.#readingOf(path) ?? this.#arrival(path);
    }
    /**
     * @param {string} path
     * @returns {Promise<Reading | undefined>} once a lesson that opens is there to read
     */
    #arrival(path) {
      return new Promise((resolve) => {
        const look = () => {
          const reading = this.#readingOf(path);
          if (reading) stop(reading);
        };
        const stop = (reading) => {
          this.removeEventListener("arrival", look);
          resolve(reading);
        };
        this.addEventListener("arrival", look);
        setTimeout(stop, GONE_MS);
      });
    }
    /** @param {string | undefined} path */
    #readingOf(path) {
      return [...this.readings].find(({ panel }) => panel.context.path === path);
    }
  };

  // wellfounded/launch/jupyter/lesson_view/open.js
  var OPEN = "docmanager:open";
  async function openLesson({ services }, app, { module, path: before }, tell) {
    const about = await askAbout(services, before);
    const path = about ? about.lessons.find((lesson) => lesson.module === module)?.path : before;
    if (!path) {
      tell(
        phrase("This lesson is not in your course folder any more. Close the course and start it again: it comes back.")
      );
      return;
    }
    const opening2 = new CustomEvent("wellfounded-open", { cancelable: true, detail: { path } });
    if (!document.dispatchEvent(opening2)) return;
    if (document.body.dataset.notebook === void 0) app.commands.execute(OPEN, { path });
    else location.assign(addressOf(services, path));
  }

  // wellfounded/launch/jupyter/lesson_view/mark.svg
  var mark_default = '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M4 20V10a8 8 0 0 1 16 0v10M9 20v-9a3 3 0 0 1 6 0v9M2 20h20"/></svg>\n';

  // wellfounded/launch/jupyter/lesson_view/bar.js
  var NAME = "Well-Founded";
  function makeBar({ widgets }) {
    const bar = new widgets.Widget({ node: make("div", { className: "wf-bar" }) });
    bar.id = "wf-bar";
    return bar;
  }
  function drawLesson2({ node }, { address, about, menu, skip, open }) {
    const place = make("span", { className: "wf-bar-place" });
    const progress = make("span", { className: "wf-bar-progress" });
    const past = make("button", { className: "wf-skip", type: "button", textContent: phrase("Skip to the lesson") });
    past.addEventListener("click", skip);
    const lesson = about?.lesson;
    const number = make("span", { className: "wf-bar-number", textContent: lesson?.number ?? "" });
    const title = make(
      "span",
      { className: "wf-bar-title" },
      number,
      make("span", { ...COURSE, textContent: lesson?.title ?? "" })
    );
    markLanguage(node);
    node.replaceChildren(past, home(address, about, open), title, place, ...menu, progress);
    return (screens) => {
      place.textContent = screens.all ? "" : placeIn(screens);
      progress.style.inlineSize = screens.all ? "0" : `${100 * (screens.index + 1) / screens.list.length}%`;
    };
  }
  function drawBack({ node }, words, back) {
    const button = make("button", { className: "wf-back", type: "button", textContent: words });
    button.addEventListener("click", back);
    markLanguage(node);
    node.replaceChildren(button);
  }
  function home(address, about, open) {
    const start = about?.lessons[0];
    const href = address(start?.path ?? "");
    const name = make("span", { className: "wf-bar-name", textContent: NAME });
    const link = make("a", { className: "wf-home", href, title: phrase("Start page") }, name);
    link.insertAdjacentHTML("afterbegin", mark_default);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (start) open(start);
    });
    return link;
  }
  function placeIn({ list, index }) {
    if (list[index]?.kind !== "case") return "";
    const cases = list.filter(({ kind }) => kind === "case");
    return phrase("Case {n} of {all}", { n: cases.indexOf(list[index]) + 1, all: cases.length });
  }

  // wellfounded/launch/jupyter/lesson_view/page_title.js
  function nameWindow(lesson) {
    const name = () => {
      const shown = lesson();
      const title = shown && `${[shown.number, shown.title].filter(Boolean).join(" ")} · ${NAME}`;
      if (title && document.title !== title) document.title = title;
    };
    new MutationObserver(name).observe(document.head, { childList: true, characterData: true, subtree: true });
    return name;
  }

  // wellfounded/launch/jupyter/lesson_view/path_marks.js
  var PLACE = /, (\d+) of (\d+): /;
  function drawPathMarks(notebook) {
    const places = ".jp-RenderedMarkdown h2 + p > em:only-child:has(> a[href^='#']:first-child)";
    const draw2 = () => notebook.querySelectorAll(places).forEach(drawPlace2);
    new MutationObserver(draw2).observe(notebook, { childList: true, subtree: true });
    draw2();
  }
  function drawPlace2(words) {
    const [, here, all] = words.textContent?.match(PLACE) ?? [];
    if (!here) return;
    const row = document.createElement("span");
    row.className = "wf-path-marks";
    for (let number = 1; number <= Number(all); number++) {
      const mark = document.createElement("span");
      if (number === Number(here)) mark.className = "wf-lit";
      row.append(mark);
    }
    words.before(row);
    words.parentElement?.classList.add("wf-path-place");
  }

  // wellfounded/launch/jupyter/lesson_view/settings.js
  var LIGHT = "JupyterLab Light";
  var DARK = "JupyterLab Dark";
  function applySize(size) {
    const { style } = document.documentElement;
    if (size === 1) style.removeProperty("--wf-zoom");
    else style.setProperty("--wf-zoom", String(size));
  }
  function themeOf(themes) {
    if (themes.get("adaptive-theme").composite) return "system";
    return themes.get("theme").composite === DARK ? "dark" : "light";
  }
  async function applyTheme(themes, theme) {
    await themes.set("adaptive-theme", theme === "system");
    if (theme !== "system") await themes.set("theme", theme === "dark" ? DARK : LIGHT);
  }

  // wellfounded/launch/jupyter/lesson_view/tables.js
  var WIDE2 = 3;
  var SHORT = 12;
  function labelTables(notebook) {
    const label = () => notebook.querySelectorAll(".jp-RenderedMarkdown table:not(.wf-stacked)").forEach(labelTable);
    new MutationObserver(label).observe(notebook, { childList: true, subtree: true });
    label();
  }
  function labelTable(table) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
    const words = [...table.querySelectorAll("td + td")].some(({ textContent }) => (textContent ?? "").length > SHORT);
    if (names.length < WIDE2 || !words) return;
    table.classList.add("wf-stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      for (const [column, cell] of [...row.querySelectorAll("td")].entries()) cell.dataset.label = names[column];
    }
  }

  // wellfounded/notebook/widgets/leave.js
  var LEAVING = "wellfounded-leave";
  var BLANK = "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='color-scheme' content='light dark'><title>Blank page</title><script>history.pushState(null, '')<\/script>";
  function leaveQuickly() {
    document.dispatchEvent(new CustomEvent(LEAVING));
    const go = goBlank();
    window.addEventListener("beforeunload", passUnasked, true);
    const steps = stepsToFirst();
    window.addEventListener("popstate", go, true);
    setTimeout(go, steps ? 300 : 0);
    if (steps) history.go(steps);
  }
  function goBlank() {
    document.documentElement.style.display = "none";
    const blank = URL.createObjectURL(new Blob([BLANK], { type: "text/html" }));
    return () => location.replace(blank);
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

  // wellfounded/launch/jupyter/lesson_view/menu.js
  var SIZES2 = [0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];
  function makeMenu(doings) {
    const menu = make("div", { id: "wf-menu", className: "wf-menu", popover: "auto" });
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", phrase("Menu"));
    const button = make("button", { className: "wf-menu-button", type: "button", textContent: phrase("Menu") });
    button.setAttribute("aria-controls", menu.id);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => menu.togglePopover());
    const closeOnEscape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      menu.hidePopover();
      button.focus();
    };
    menu.addEventListener("beforetoggle", (event) => {
      const opening2 = (
        /** @type {ToggleEvent} */
        event.newState === "open"
      );
      button.setAttribute("aria-expanded", String(opening2));
      if (opening2) draw(menu, doings());
      if (opening2) document.addEventListener("keydown", closeOnEscape, true);
      else document.removeEventListener("keydown", closeOnEscape, true);
    });
    menu.addEventListener("toggle", (event) => {
      if (
        /** @type {ToggleEvent} */
        event.newState === "open"
      ) menu.querySelector("button")?.focus();
    });
    return [button, menu];
  }
  function draw(menu, { print, showJupyterLab, language, size, theme, pages, elsewhere }) {
    const languages = Object.entries(language.all).map(([value, label]) => ({ value, label, lang: value }));
    const themes = [
      { value: "system", label: phrase("As this device") },
      { value: "light", label: phrase("Light") },
      { value: "dark", label: phrase("Dark") }
    ];
    const parts = [
      { value: "one", label: phrase("One part at a time") },
      { value: "all", label: phrase("All on one page") }
    ];
    menu.replaceChildren(
      action(menu, phrase("Print this lesson"), print),
      action(menu, phrase("Leave now"), leaveQuickly),
      radios("language", phrase("Language of the buttons"), languages, language),
      sizes(size),
      radios("theme", phrase("Light or dark"), themes, theme),
      radios("pages", phrase("How a lesson is shown"), parts, pages),
      ...showJupyterLab ? [action(menu, phrase("Show JupyterLab"), showJupyterLab)] : [],
      ...(elsewhere?.links ?? []).map(
        ({ words, ...link }) => make("a", { className: "wf-menu-action", ...link, textContent: words })
      ),
      ...elsewhere ? [make("p", { className: "wf-menu-note", textContent: elsewhere.note })] : []
    );
  }
  function action(menu, words, act) {
    const button = make("button", { className: "wf-menu-action", type: "button", textContent: words });
    button.addEventListener("click", () => {
      menu.hidePopover();
      act();
    });
    return button;
  }
  function radios(name, legend, choices, { chosen, choose }) {
    const labels = choices.map(({ value, label, lang = "" }) => {
      const input = make("input", { type: "radio", name: `wf-menu-${name}`, value, checked: value === chosen });
      input.addEventListener("change", () => choose(value));
      const words = make("span", { textContent: label });
      if (lang) words.lang = lang;
      return make("label", {}, input, words);
    });
    return make("fieldset", {}, make("legend", { textContent: legend }), ...labels);
  }
  function sizes({ chosen, choose }) {
    const said = make("output", { className: "wf-menu-size" });
    let index = Math.max(
      SIZES2.findLastIndex((size) => size <= chosen),
      0
    );
    const smaller = make("button", { type: "button", textContent: phrase("Smaller") });
    const larger = make("button", { type: "button", textContent: phrase("Larger") });
    const step = (by) => {
      const next = SIZES2[index + by];
      if (!next) return;
      index += by;
      say2();
      choose(next);
    };
    const say2 = () => {
      said.textContent = `${Math.round(100 * SIZES2[index])} %`;
      smaller.setAttribute("aria-disabled", String(index === 0));
      larger.setAttribute("aria-disabled", String(index === SIZES2.length - 1));
    };
    smaller.addEventListener("click", () => step(-1));
    larger.addEventListener("click", () => step(1));
    say2();
    return make("fieldset", {}, make("legend", { textContent: phrase("Size of the text") }), smaller, said, larger);
  }

  // wellfounded/launch/jupyter/lesson_view/top_bar.js
  var RANK = 1e3;
  var TopBar = class {
    /** @type {unknown} what the bar is drawn for */
    #drawn = null;
    /**
     * @param {Means} means
     * @param {() => void} print prints the lesson
     */
    constructor({ lab, app, settings, themes, trouble, openLesson: openLesson2 }, print) {
      this.lab = lab;
      this.app = app;
      this.settings = settings;
      this.themes = themes;
      this.trouble = trouble;
      this.openLesson = openLesson2;
      this.print = print;
      this.bar = makeBar(lab);
      app.shell.add(this.bar, "top", { rank: RANK });
    }
    /**
     * Draw the bar, if it is not drawn for what is shown.
     * @param {boolean} reading whether a lesson is shown to be read
     * @param {Known | undefined} known what is known of the notebook
     */
    draw(reading, known2) {
      const shown = reading ? known2?.about ?? "lesson" : known2?.about?.lesson ? "back" : "away";
      if (this.#drawn === shown || this.#drawn && shown === "lesson") return;
      this.#drawn = shown;
      if (reading) this.#drawLesson(known2);
      else if (shown === "back") drawBack(this.bar, phrase("Back to the lesson"), () => this.#show("lesson"));
      else drawBack(this.bar, phrase("Back to the course"), () => this.#toCourse());
    }
    /** @param {Known | undefined} known */
    #drawLesson(known2) {
      const { services } = this.lab;
      const about = known2?.about ?? null;
      const skip = () => firstShown(this.app.shell.currentWidget)?.focus();
      const menu = about ? makeMenu(() => this.#doings(about)) : [];
      const address = (path) => addressOf(services, path);
      const say2 = drawLesson2(this.bar, { address, about, menu, skip, open: this.openLesson });
      const screens = known2?.screens;
      if (!screens) return;
      screens.addEventListener("change", () => say2(screens));
      say2(screens);
    }
    /**
     * @param {import("./server.js").About} about
     * @returns {import("./menu.js").Doings}
     */
    #doings({ language, languages }) {
      const { settings, themes } = this;
      const chosen = (name) => settings.get(name).composite;
      const set = (name) => (value) => settings.set(name, value);
      return {
        print: this.print,
        showJupyterLab: () => this.#show("jupyterlab"),
        language: { chosen: language, all: languages, choose: (code) => this.#speak(code) },
        size: { chosen: chosen("textSize"), choose: set("textSize") },
        theme: { chosen: themeOf(themes), choose: (theme) => applyTheme(themes, theme) },
        pages: { chosen: chosen("pages"), choose: set("pages") }
      };
    }
    /** @param {string} language in which the page is drawn anew */
    async #speak(language) {
      if (await chooseLanguage(this.lab.services, language)) location.reload();
      else this.trouble.note(phrase("The language could not be changed."));
    }
    async #toCourse() {
      const about = await askAbout(this.lab.services, "");
      const start = about?.lessons[0];
      if (start) this.openLesson(start);
      await this.#show("lesson");
    }
    /** @param {"lesson" | "jupyterlab"} view */
    #show(view) {
      return this.settings.set("view", view);
    }
  };
  function firstShown(panel) {
    const nodes = panel?.content.widgets.map((cell) => cell.node);
    return nodes?.find((node) => !node.hasAttribute("hidden"));
  }

  // wellfounded/launch/jupyter/lesson_view/trouble.js
  var AGAIN = 2e3;
  var RESTART = "hub:restart";
  var BRIEFLY = 4e3;
  var Trouble = class {
    /** @type {"" | "stopped" | "unreachable"} */
    #state = "";
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     */
    constructor({ apputils, services }, app) {
      this.services = services;
      this.commands = app.commands;
      this.line = makeStatus("p", "wf-trouble");
      document.body.append(this.line);
      app.serviceManager.connectionFailure.connect(() => this.#unreachable());
      apputils.Dialog.tracker.widgetAdded.connect((_, dialog) => {
        if (isReading()) queueMicrotask(() => dialog.reject());
      });
    }
    /** @param {any} panel that shows a lesson: the server starts its kernel again if that dies */
    follow({ sessionContext }) {
      sessionContext.statusChanged.connect((_, status) => {
        if (status === "autorestarting" && this.#state === "") {
          this.#say(
            "stopped",
            phrase("The questions have stopped, and start again by themselves. Your answers are safe.")
          );
        } else if (status === "idle" && this.#state === "stopped") this.#say("");
      });
    }
    /** Say something that needs no answer. @param {string} words */
    note(words) {
      if (this.#state) return;
      this.#say("", words);
      setTimeout(() => this.line.textContent === words && this.#say(""), BRIEFLY);
    }
    async #unreachable() {
      if (this.#state === "unreachable") return;
      const words = phrase("The course does not answer. Your answers are kept here, and saved when it answers again.");
      this.#say("unreachable", words);
      if (this.commands.hasCommand(RESTART)) this.line.append(" ", this.#restart());
      do
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      while (!await answers(this.services));
      this.#say("");
    }
    /** On a hub a server that was not used for long is ended, and its owner starts it again. */
    #restart() {
      const button = make("button", { type: "button", textContent: phrase("Start the course again") });
      button.addEventListener("click", () => this.commands.execute(RESTART));
      return button;
    }
    /**
     * @param {"" | "stopped" | "unreachable"} state
     * @param {string} [words]
     */
    #say(state, words = "") {
      this.#state = state;
      markLanguage(this.line);
      this.line.textContent = words;
    }
  };

  // wellfounded/launch/jupyter/lesson_view/learners_view.js
  var COMMAND = "wellfounded:show-lesson";
  var LearnersView = class {
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     * @param {any} settings our own
     * @param {any} themes JupyterLab's settings of its theme
     * @param {import("./ahead.js").Ahead} ahead
     */
    constructor(lab, app, settings, themes, ahead) {
      this.lab = lab;
      this.app = app;
      this.settings = settings;
      this.themes = themes;
      this.ahead = ahead;
      this.trouble = new Trouble(lab, app);
      this.openLesson = (lesson) => openLesson(lab, app, lesson, (words) => this.trouble.note(words));
      this.top = new TopBar(this, () => this.print());
      this.frame = new Frame(app.shell, this.top.bar);
      this.reader = new LessonReader(lab, app, { settings, ahead, openLesson: this.openLesson });
      this.known = /* @__PURE__ */ new Map();
      this.restored = false;
      this.nameWindow = nameWindow(() => isReading() ? this.#current()?.about?.lesson : null);
      this.#connect();
    }
    #connect() {
      const { app, settings } = this;
      const update = () => this.update();
      app.restored.then(() => {
        this.restored = true;
        update();
      });
      settings.changed.connect(update);
      for (const changed of [app.shell.currentChanged, app.shell.layoutModified]) changed?.connect(update);
      muteKeys();
      listenToKeys({
        print: () => this.print(),
        save: () => this.trouble.note(phrase("Your answers are saved by themselves."))
      });
      app.commands.addCommand(COMMAND, {
        label: () => phrase("Show as a lesson"),
        isToggled: isReading,
        execute: () => settings.set("view", "lesson")
      });
    }
    /** @param {any} panel that shows a notebook from now on */
    async follow(panel) {
      try {
        await this.#follow(panel);
      } finally {
        sayLaidOut(panel);
      }
    }
    /** @param {any} panel */
    async #follow(panel) {
      await panel.context.ready;
      const answers2 = this.ahead.take(panel.context.path);
      const about = await answers2.about;
      if (panel.isDisposed) return;
      if (about) speak(about.words);
      const screens = about?.lesson ? await this.#show(panel, about, answers2.place) : null;
      if (panel.isDisposed) return;
      this.known.set(panel, { about, screens });
      panel.disposed.connect(() => this.known.delete(panel));
      this.update();
    }
    /**
     * @param {any} panel that shows a lesson
     * @param {import("./server.js").About} about
     * @param {Promise<string>} place
     */
    #show(panel, about, place) {
      protect(panel);
      labelTables(panel.content.node);
      drawPathMarks(panel.content.node);
      this.trouble.follow(panel);
      return this.reader.read(panel, about, place);
    }
    /** Show what is chosen: the lesson, or JupyterLab. */
    update() {
      const reading = this.#chosen("view") === "lesson" && !this.#isOther();
      document.body.dataset.wfView = reading ? "lesson" : "jupyterlab";
      if (!reading) unmuteKeys();
      applySize(this.#chosen("textSize"));
      for (const [panel, { screens }] of this.known) {
        nameCells(panel, reading);
        showParts(panel, reading);
        if (screens && screens.all !== this.#allOnOnePage()) screens.showAll(this.#allOnOnePage());
      }
      this.top.draw(reading, this.#current());
      this.nameWindow();
      if (reading && this.restored) this.frame.hide();
      if (!reading) this.frame.show();
      if (this.restored && !this.#isExpected()) document.body.dataset.wfSettled = "";
    }
    print() {
      const { context } = this.app.shell.currentWidget;
      if (this.#current()?.about?.lesson) printPage({ src: printAddress(this.lab.services, context.path) });
    }
    /** Whether the document is shown that is no lesson. What is not known yet may be one. */
    #isOther() {
      const current = this.app.shell.currentWidget;
      if (!current) return false;
      const known2 = this.#current();
      return known2 ? !known2.about?.lesson : !(current.context && current.sessionContext);
    }
    /** Whether a notebook is shown of which the server has not yet said what it is. */
    #isExpected() {
      const current = this.app.shell.currentWidget;
      return Boolean(current?.sessionContext) && !this.#current();
    }
    #allOnOnePage() {
      return this.#chosen("pages") === "all";
    }
    #current() {
      return this.known.get(this.app.shell.currentWidget);
    }
    /** @param {string} name of a setting */
    #chosen(name) {
      return this.settings.get(name).composite;
    }
  };

  // wellfounded/launch/jupyter/lesson_view/prose.css
  var prose_default = '/* The prose of a lesson in the learner\'s view, set as a book is. JupyterLab says size, colour and face in variables. */\n/* On a large screen all of it grows, and the measure with it: lengths are in rem. */\n@media (min-width: 2200px) { :root:has(body[data-wf-view="lesson"]) { font-size: 125%; } }\n@media (min-width: 3200px) { :root:has(body[data-wf-view="lesson"]) { font-size: 175%; } }\nbody[data-wf-view="lesson"] {\n  background: var(--wf-paper);\n  color: var(--wf-ink);\n}\nbody[data-wf-view="lesson"] .jp-NotebookPanel { /* not body: JupyterLab reads its colours there, and not these */\n  --jp-content-font-family: var(--wf-serif);\n  --jp-content-font-size1: var(--wf-text);\n  --jp-content-line-height: 1.6;\n  --jp-content-font-color0: var(--wf-ink);\n  --jp-content-font-color1: var(--wf-ink);\n  --jp-content-font-color2: var(--wf-ink-soft);\n  --jp-content-link-color: var(--wf-accent);\n  --jp-content-heading-line-height: 1.2;\n  --jp-content-heading-font-weight: 600;\n  --jp-cell-editor-background: var(--wf-surface);\n  --jp-layout-color0: var(--wf-paper);\n  --jp-layout-color1: var(--wf-paper);\n  --jp-layout-color2: var(--wf-surface);\n  --jp-border-color2: var(--wf-line-soft);\n}\nbody[data-wf-view="lesson"] :is(.jp-NotebookPanel, .jp-Notebook, .jp-WindowedPanel-outer) { background: var(--wf-paper); box-shadow: none; }\nbody[data-wf-view="lesson"] .jp-RenderedMarkdown summary { padding-block: 0.5rem; } /* 44 px to press */\n/* One column, as wide as a line that is easily read. A comparison of countries, and papers beside a question, take more. */\nbody[data-wf-view="lesson"] .jp-Notebook { padding: 0; }\nbody[data-wf-view="lesson"] .jp-Notebook .jp-WindowedPanel-outer { padding: 0 !important; } /* it scrolls, margins and all */\nbody[data-wf-view="lesson"] .jp-Notebook .jp-WindowedPanel-viewport {\n  box-sizing: border-box;\n  padding: calc(2 * var(--wf-space)) clamp(0.4rem, 3vw, 2rem);\n}\nbody[data-wf-view="lesson"] .jp-Notebook :is(\n  .jp-Cell, .jp-InputArea, .jp-Cell-inputArea, .jp-Cell-outputArea, .jp-OutputArea-child, .jp-OutputArea-output\n) {\n  border: 0;\n  margin: 0;\n  max-width: none;\n  padding: 0;\n}\nbody[data-wf-view="lesson"] .jp-Notebook :is(.jp-RenderedHTMLCommon, .wf, .wf-notice) {\n  box-sizing: border-box;\n  margin-inline: auto;\n  max-width: calc(var(--wf-measure) + 10px);\n  padding-inline: 5px; /* room for focus rings */\n  width: 100%; /* in a grid, too */\n}\nbody[data-wf-view="lesson"] .jp-Notebook .wf-compare { max-width: 60rem; }\nbody[data-wf-view="lesson"] .jp-Notebook .jp-RenderedMarkdown { background: none; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon {\n  hanging-punctuation: first;\n  hyphens: manual;\n  overflow-wrap: break-word;\n  text-wrap: pretty;\n}\nbody[data-wf-view="lesson"] .jp-Notebook .jp-WindowedPanel-outer::after { display: none; } /* nothing to scroll to past the end */\n/* A scale of type: each step a fourth above the last but one. */\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(h1, h2, h3, h4, h5) { margin: 1.8em 0 0.5em; text-wrap: balance; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon h1 { font-size: 2.1em; letter-spacing: -0.01em; margin-top: 0.6em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon h2 { border: 0; font-size: 1.5em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon h3 { font-size: 1.2em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(h4, h5) { font-size: 1em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon > :is(h1, h2, h3):first-child { margin-top: 0.3em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon .jp-InternalAnchorLink { display: none; } /* the sign of a paragraph */\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(p, ul, ol, table, blockquote) { margin: 0 0 1em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon li { margin: 0.3em 0; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon a { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.15em; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon a:hover { text-decoration-thickness: 2px; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon a:focus-visible { outline: 3px solid var(--wf-focus); outline-offset: 2px; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon blockquote {\n  border-inline-start: 3px solid var(--wf-accent);\n  color: var(--wf-ink);\n  padding: 0 0 0 1.1em;\n}\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon code { background: var(--wf-surface); border-radius: var(--wf-radius); padding: 0.1em 0.3em; }\n/* A figure is seen whole, with the words that it belongs to. */\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon img { display: block; height: auto; margin: 1.2em auto; max-height: 60vh; max-width: 100%; }\n@media screen and (max-width: 40rem) { /* on a phone it has all of the window, so that its words can be read */\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon img {\n    --wf-gutter: calc(5px + clamp(0.4rem, 3vw, 2rem)); /* what stands at each side of the text */\n    margin-inline: calc(-1 * var(--wf-gutter));\n    max-height: none;\n    max-width: none;\n    width: calc(100% + 2 * var(--wf-gutter));\n  }\n  body[data-wf-view="lesson"] .jp-MarkdownCell:has(img) :is(.jp-InputArea, .jp-RenderedHTMLCommon) { overflow: visible; }\n}\n/* A table is as wide as the text. In a narrow window each row is a block, and tables.js has said whose column it was. */\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon table {\n  border: 0;\n  border-block: 2px solid var(--wf-ink);\n  border-collapse: collapse;\n  font-family: var(--wf-sans);\n  font-size: var(--wf-small);\n  line-height: 1.45;\n  margin-inline: 0;\n  table-layout: auto;\n  width: 100%;\n}\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td) {\n  border: 0;\n  border-bottom: 1px solid var(--wf-line-soft);\n  max-width: none;\n  padding: 0.5em 1em 0.5em 0;\n  text-align: start;\n  vertical-align: top;\n  white-space: normal;\n}\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td):last-child { padding-inline-end: 0; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon tr:is(:nth-child(odd), :nth-child(even), :hover) { background: none; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon thead { border-bottom: 1px solid var(--wf-ink); vertical-align: bottom; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon tr:last-child td { border-bottom: 0; }\nbody[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td):is([style*="right"], [align="right"]) { font-variant-numeric: tabular-nums; text-align: end; white-space: nowrap; }\n@media screen and (max-width: 40rem) {\n  body[data-wf-view="lesson"] .wf-stacked, body[data-wf-view="lesson"] .wf-stacked :is(tbody, tr, td) { display: block; }\n  body[data-wf-view="lesson"] .wf-stacked thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked tr { border-bottom: 1px solid var(--wf-line); padding: 0.6em 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked tr:last-child { border-bottom: 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked td { border: 0; padding: 0.15em 0; text-align: start; }\n  body[data-wf-view="lesson"] .wf-stacked td:first-child { font-weight: 600; }\n  body[data-wf-view="lesson"] .wf-stacked td:not(:first-child)::before { color: var(--wf-ink-soft); content: attr(data-label) ": "; }\n}\n@media screen and (max-width: 22rem) { /* zoomed in, a table of numbers still fits */\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon table:not(.wf-stacked) { font-size: 0.75rem; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon table:not(.wf-stacked) :is(th, td) { padding-inline-end: 0.4em; }\n}\n@media print {\n  /* The whole lesson, in two columns, as the page of `wellfounded print` has it (render/page.css). */\n  body[data-wf-view="lesson"] .jp-NotebookPanel {\n    --jp-content-font-size1: 9.5pt;\n    --jp-content-line-height: 1.32;\n    --wf-small: 7.8pt;\n    --wf-space: 3pt;\n    --wf-target: 0;\n  }\n  body[data-wf-view="lesson"] .wf-elsewhere { display: block !important; }\n  body[data-wf-view="lesson"] .jp-Notebook { column-gap: 8mm; columns: 2; padding: 0 !important; }\n  body[data-wf-view="lesson"] .jp-Notebook :is(.jp-RenderedHTMLCommon, .wf, .wf-notice) { max-width: none; padding: 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(h1, h2, h3, h4, h5) { margin: 1em 0 0.3em; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(p, ul, ol, table, blockquote) { margin: 0.45em 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon li { margin: 0.1em 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td) { padding: 0.2em 0.5em 0.2em 0; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon img { margin: 0.6em auto; max-height: 11cm; }\n  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon table:has(th:nth-child(5)) { column-span: all; }\n}\n';

  // wellfounded/launch/jupyter/lesson_view/screens.css
  var screens_default = `/* One screen at a time: the cells of the others are out of sight, and yet found by the browser's own search. */
/* JupyterLab's own parts come and go while it opens: nothing is seen before the lesson has its place. */
body[data-wf-view="lesson"]:not([data-wf-settled]) #main,
body[data-wf-view="lesson"] .jp-Notebook:not([data-wf-shown]) { visibility: hidden; animation: wf-late 0s 8s forwards; }
@keyframes wf-late { to { visibility: visible; } }
body[data-wf-view="lesson"] .jp-Cell[hidden] { margin: 0; padding: 0; border: 0; min-block-size: 0; }
body[data-wf-view="lesson"] .jp-Cell[hidden=""] { display: none; }
/* JupyterLab measures each cell that it runs: what is not drawn costs nothing. */
body[data-wf-view="lesson"][data-wf-start="starting"] .wf-one-screen .jp-Cell[hidden] { display: none; }
body:not([data-wf-view="lesson"]) .jp-Cell[hidden] { content-visibility: visible; }
body[data-wf-view="lesson"] .wf-one-screen [tabindex="-1"]:focus { outline: none; } /* the heading, which is read first */
/* A swipe to the side turns a page of the lesson, and not of the browser's history. What scrolls sideways still does. */
html:has(body[data-wf-view="lesson"]), body[data-wf-view="lesson"] { overscroll-behavior-x: none; }
body[data-wf-view="lesson"] .jp-WindowedPanel-outer { touch-action: pan-y pinch-zoom; }
body[data-wf-view="lesson"] :is(.wf-run-hint, .wf-for-marking) { display: none; } /* nothing for who reads */
@media print { .jp-Cell[hidden] { content-visibility: visible; } }
`;

  // wellfounded/launch/jupyter/lesson_view/sittings.css
  var sittings_default = '/* The end of a sitting, and where sittings begin in the contents. */\n.wf-sitting-end {\n  max-inline-size: var(--wf-measure, 38rem);\n  margin: calc(4 * var(--wf-space)) auto calc(2 * var(--wf-space));\n  padding: calc(1.5 * var(--wf-space)) calc(2 * var(--wf-space));\n  font: 1rem / 1.45 var(--wf-sans, sans-serif);\n  color: var(--wf-ink);\n  background: var(--wf-surface);\n  border-block-start: 3px double var(--wf-line);\n  border-radius: var(--wf-radius);\n}\n.wf-sitting-end p { margin: 0 0 calc(0.5 * var(--wf-space)); }\n.wf-sitting-end .wf-sitting-head { font-weight: 600; }\nbody:not([data-wf-view="lesson"]) .wf-sitting-end { display: none; }\n.wf-contents-sitting { margin: calc(1.5 * var(--wf-space)) var(--wf-space) calc(0.5 * var(--wf-space)); font-size: 0.875rem; color: var(--wf-ink-soft); }\n.wf-contents-sitting:not(:first-child) { padding-block-start: var(--wf-space); border-block-start: 1px dashed var(--wf-line); }\n.wf-contents-sitting strong { color: var(--wf-ink); }\n@media print { .wf-sitting-end { display: none; } }\n';

  // wellfounded/launch/jupyter/lesson_view/starting.css
  var starting_default = `/* A lesson while its questions start. */
body[data-wf-view="lesson"] .wf-unready { position: absolute; inline-size: 100%; block-size: 0; overflow: hidden; visibility: hidden; contain: strict; }
body:not([data-wf-view="lesson"]) .wf-held { display: none; }
.wf-start-line {
  box-sizing: border-box;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: center;
  gap: var(--wf-space) calc(2 * var(--wf-space));
  padding: var(--wf-space);
  font: 0.9375rem / 1.3 var(--wf-sans, sans-serif);
  color: var(--wf-ink-soft);
  background: var(--wf-surface);
}
.wf-start-line[hidden], body:not([data-wf-view="lesson"]) .wf-start-line { display: none; }
.wf-start-line button {
  min-block-size: 2.75rem;
  padding-inline: calc(2 * var(--wf-space));
  font: inherit;
  color: var(--wf-paper);
  background: var(--wf-accent);
  border: 1px solid transparent;
  border-radius: var(--wf-radius);
  cursor: pointer;
}
@media (forced-colors: active) { .wf-start-line button { background: ButtonFace; border-color: ButtonBorder; color: ButtonText; } }
@media print { .wf-start-line { display: none; } }
body[data-wf-view="lesson"] .wf-held { margin-block-start: 5px !important; } /* as JupyterLab's own has while it holds something */
`;

  // wellfounded/launch/jupyter/lesson_view/view.css
  var view_default = `/* What the learner's view hides of JupyterLab's notebook. What is around the notebook is hidden by frame.js; here only
   until that has run. */
body[data-wf-view="lesson"] :is(
  #jp-menu-panel, #jp-bottom-panel, #jp-left-stack, #jp-right-stack, #jp-down-stack, .jp-SideBar,
  .jp-skiplink-wrapper, .jp-NotebookPanel-toolbar,
  .jp-CodeCell > .jp-Cell-inputWrapper, .jp-Cell-inputCollapser, .jp-Cell-outputCollapser, .jp-InputPrompt,
  .jp-OutputPrompt, .jp-OutputArea-promptOverlay, .jp-Placeholder, .jp-cell-toolbar, .jp-Notebook-footer,
  .jp-InternalAnchorLink, .jp-collapseHeadingButton, .jp-CellHeader, .jp-CellFooter
) { display: none !important; }
body[data-wf-view="lesson"] .jp-MarkdownCell:has(.wf-marked-here) { display: none; } /* a person marks a text in it */
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell { border: 0; padding-inline: 0; }
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell .jp-MarkdownOutput { border: 0 !important; } /* forced colours would show it */
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell:focus { outline: none !important; box-shadow: none !important; }
body[data-wf-view="lesson"][data-notebook] :is(.jp-Notebook, .jp-WindowedPanel-viewport) { margin: 0; box-shadow: none !important; }
body[data-wf-view="lesson"] :is(#spacer-widget-top, #spacer-widget-bottom) { display: none; }
`;

  // wellfounded/launch/jupyter/lesson_view/view.js
  var ID2 = "wellfounded:view";
  var THEMES = "@jupyterlab/apputils-extension:themes";
  function viewPlugin(lab, ahead) {
    return {
      id: ID2,
      autoStart: true,
      requires: [lab.notebook.INotebookTracker, lab.settingregistry.ISettingRegistry],
      optional: [lab.application.IRouter],
      async activate(app, tracker, settingRegistry, router) {
        if (router) leaveOutSteps(router);
        document.head.append(
          Object.assign(document.createElement("style"), {
            textContent: [
              palette_default,
              view_default,
              bar_default,
              prose_default,
              screens_default,
              foot_default,
              contents_default,
              sittings_default,
              starting_default,
              path_place_default,
              reading_marks_default
            ].join("")
          })
        );
        const [settings, themes] = await Promise.all([settingRegistry.load(ID2), settingRegistry.load(THEMES)]);
        const view = new LearnersView(lab, app, settings, themes, ahead);
        const follow = (_, panel) => view.follow(panel);
        tracker.widgetAdded.connect(follow);
        tracker.forEach((panel) => {
          follow(tracker, panel);
        });
        view.update();
      }
    };
  }

  // wellfounded/launch/jupyter/lesson_view/extension.js
  var SHARED = {
    application: "@jupyterlab/application",
    apputils: "@jupyterlab/apputils",
    notebook: "@jupyterlab/notebook",
    services: "@jupyterlab/services",
    settingregistry: "@jupyterlab/settingregistry",
    widgets: "@lumino/widgets"
  };
  var scope;
  async function load(name) {
    const versions = scope[name];
    const factory = await versions[Object.keys(versions)[0]].get();
    return factory();
  }
  async function modules() {
    const loaded = await Promise.all(Object.entries(SHARED).map(async ([key, name]) => [key, await load(name)]));
    return Object.fromEntries(loaded);
  }
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.wellfounded = {
    init(shared) {
      scope = shared;
    },
    async get() {
      const lab = await modules();
      const ahead = new Ahead(lab.services);
      ahead.prepare(documentAt(location.pathname));
      return () => ({ __esModule: true, default: [startPlugin(lab), viewPlugin(lab, ahead)] });
    }
  };
})();
