"use strict";
(() => {
  // wellfounded/launch/jupyter/lesson_view/start.js
  var ID = "wellfounded:start";
  function startPlugin({ notebook, services, settingregistry }) {
    const commanded = /* @__PURE__ */ new Set();
    async function start(panel, settings) {
      if (!settings.get("startLessons").composite) return;
      say("starting");
      if (!await mayStart(panel)) return say("refused");
      await notebook.NotebookActions.runCells(panel.content, panel.content.widgets, panel.sessionContext);
      say("started");
    }
    async function mayStart(panel) {
      const { context, sessionContext } = panel;
      const sources = () => [...context.model.cells].filter((cell) => cell.type === "code").map((cell) => cell.sharedModel.getSource());
      const before = sources();
      const shipped = await isGenuine(services, sessionContext.path, before);
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
      Promise.all([panel.context.ready, panel.sessionContext.ready]).then(() => {
        if (panel.isDisposed) return;
        start(panel, settings);
        panel.sessionContext.statusChanged.connect(again);
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
@media (min-width: 2200px) { :root { --wf-zoom: 1.25; } }
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
body[data-wf-view="lesson"] #top-panel { min-height: 2.75rem; height: auto; border: 0; display: block; }
body[data-wf-view="lesson"] #wf-bar {
  position: relative;
  inline-size: 100%;
  block-size: 2.75rem;
  padding-inline: calc(1.5 * var(--wf-space)) 0;
  background: var(--wf-paper);
  border-block-end: 1px solid var(--wf-line-soft);
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
.wf-menu :is(button, input):focus-visible { outline: 3px solid var(--wf-focus); outline-offset: -3px; }
.wf-home { display: flex; align-items: center; gap: var(--wf-space); color: var(--wf-accent) !important; font-weight: 600 !important; }
.wf-bar-title { flex: 1; min-inline-size: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.wf-bar-number { margin-inline-end: 0.4em; color: var(--wf-ink-soft); font-variant-numeric: tabular-nums; }
.wf-bar-place { color: var(--wf-ink-soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.wf-menu-button { padding-inline: calc(2 * var(--wf-space)); }
.wf-menu-button:hover, .wf-menu-button[aria-expanded="true"] { background: var(--wf-surface); }
.wf-bar-progress {
  position: absolute;
  inset-block-end: -1px;
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
.wf-print { position: fixed; inline-size: 0; block-size: 0; border: 0; visibility: hidden; }
@media (max-width: 40rem) {
  .wf-bar { gap: var(--wf-space); }
  .wf-bar-name { position: absolute; clip-path: inset(50%); inline-size: 1px; overflow: hidden; white-space: nowrap; }
  .wf-menu label { min-block-size: 2.75rem; }
}
`;

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
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
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

  // wellfounded/notebook/widgets/lesson_links.js
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

  // wellfounded/launch/jupyter/lesson_view/mark.svg
  var mark_default = '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M4 20V10a8 8 0 0 1 16 0v10M9 20v-9a3 3 0 0 1 6 0v9M2 20h20"/></svg>\n';

  // wellfounded/launch/jupyter/lesson_view/server.js
  async function askAbout(services, path) {
    try {
      const reply = await request(services, `wellfounded/lesson?path=${encodeURIComponent(path)}`);
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
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

  // wellfounded/launch/jupyter/lesson_view/bar.js
  var NAME = "Well-Founded";
  function makeBar({ widgets }) {
    const bar = new widgets.Widget({ node: make("div", { className: "wf-bar" }) });
    bar.id = "wf-bar";
    return bar;
  }
  function drawLesson({ node }, { services, about, menu, skip }) {
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
    node.replaceChildren(past, home(services, about), title, place, ...menu, progress);
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
  function home(services, about) {
    const path = about?.lessons[0]?.path ?? "";
    const href = addressOf(services, path);
    const name = make("span", { className: "wf-bar-name", textContent: NAME });
    const link = make("a", { className: "wf-home", href, title: phrase("Start page") }, name);
    link.insertAdjacentHTML("afterbegin", mark_default);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openLesson(document.body, { path, href });
    });
    return link;
  }
  function placeIn({ list, index }) {
    if (list[index]?.kind !== "case") return "";
    const cases = list.filter(({ kind }) => kind === "case");
    return phrase("Case {n} of {all}", { n: cases.indexOf(list[index]) + 1, all: cases.length });
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

  // wellfounded/launch/jupyter/lesson_view/menu.js
  var SIZES = [0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];
  function makeMenu(doings) {
    const menu = make("div", { id: "wf-menu", className: "wf-menu", popover: "auto" });
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", phrase("Menu"));
    const button = make("button", { className: "wf-menu-button", type: "button", textContent: phrase("Menu") });
    button.setAttribute("aria-controls", menu.id);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => menu.togglePopover());
    menu.addEventListener("beforetoggle", (event) => {
      const opening = (
        /** @type {ToggleEvent} */
        event.newState === "open"
      );
      button.setAttribute("aria-expanded", String(opening));
      if (opening) draw(menu, doings());
    });
    menu.addEventListener("toggle", (event) => {
      if (
        /** @type {ToggleEvent} */
        event.newState === "open"
      ) menu.querySelector("button")?.focus();
    });
    return [button, menu];
  }
  function draw(menu, { print, showJupyterLab, language, size, theme, pages }) {
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
      radios("language", phrase("Language of the buttons"), languages, language),
      sizes(size),
      radios("theme", phrase("Light or dark"), themes, theme),
      radios("pages", phrase("How a lesson is shown"), parts, pages),
      action(menu, phrase("Show JupyterLab"), showJupyterLab)
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
      SIZES.findLastIndex((size) => size <= chosen),
      0
    );
    const smaller = make("button", { type: "button", textContent: phrase("Smaller") });
    const larger = make("button", { type: "button", textContent: phrase("Larger") });
    const step = (by) => {
      const next = SIZES[index + by];
      if (!next) return;
      index += by;
      say2();
      choose(next);
    };
    const say2 = () => {
      said.textContent = `${Math.round(100 * SIZES[index])} %`;
      smaller.setAttribute("aria-disabled", String(index === 0));
      larger.setAttribute("aria-disabled", String(index === SIZES.length - 1));
    };
    smaller.addEventListener("click", () => step(-1));
    larger.addEventListener("click", () => step(1));
    say2();
    return make("fieldset", {}, make("legend", { textContent: phrase("Size of the text") }), smaller, said, larger);
  }

  // wellfounded/launch/jupyter/lesson_view/page_title.js
  function nameWindow(lesson) {
    const name = () => {
      const shown = lesson();
      const title = shown && `${shown.number} ${shown.title} · ${NAME}`;
      if (title && document.title !== title) document.title = title;
    };
    new MutationObserver(name).observe(document.head, { childList: true, characterData: true, subtree: true });
    return name;
  }

  // wellfounded/launch/jupyter/lesson_view/print.js
  function printPage(address) {
    document.querySelector(".wf-print")?.remove();
    const frame = document.createElement("iframe");
    frame.className = "wf-print";
    frame.ariaHidden = "true";
    frame.tabIndex = -1;
    frame.src = address;
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

  // wellfounded/launch/jupyter/lesson_view/reading.js
  var SUPPRESS = "data-lm-suppress-shortcuts";
  function muteKeys(reading) {
    document.body.toggleAttribute(SUPPRESS, reading);
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

  // wellfounded/launch/jupyter/lesson_view/screens.js
  var HIDDEN = "wf-elsewhere";
  var Screens = class extends EventTarget {
    /** @param {any} notebook the JupyterLab notebook widget that shows the lesson */
    constructor(notebook) {
      super();
      this.notebook = notebook;
      this.list = split(notebook.widgets);
      this.index = 0;
      this.all = false;
      this.show(0);
    }
    get current() {
      return this.list[this.index];
    }
    /** @param {number} index of the screen that is shown from now on */
    show(index) {
      this.index = Math.min(Math.max(index, 0), this.list.length - 1);
      for (const [number, screen] of this.list.entries()) {
        for (const cell of screen.cells) cell.node.classList.toggle(HIDDEN, !this.all && number !== this.index);
      }
      this.dispatchEvent(new Event("change"));
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
  };
  function split(cells) {
    const screens = [];
    for (const cell of cells) {
      const begun = beginning(cell);
      if (begun || !screens.length) screens.push({ kind: "section", title: "", ...begun, cells: [cell] });
      else screens[screens.length - 1].cells.push(cell);
    }
    return screens;
  }
  function beginning(cell) {
    const source = cell.model.sharedModel.getSource();
    if (cell.model.type === "markdown") {
      const heading = /^#{1,2} +(.+)$/m.exec(source);
      return heading && { kind: "section", title: heading[1] };
    }
    if (/^case\(/m.test(source)) return { kind: "case", title: "" };
    return /^hand_in\(/m.test(source) ? { kind: "panel", title: "" } : null;
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
  var WIDE = 3;
  var SHORT = 12;
  function labelTables(notebook) {
    const label = () => notebook.querySelectorAll(".jp-RenderedMarkdown table:not(.wf-stacked)").forEach(labelTable);
    new MutationObserver(label).observe(notebook, { childList: true, subtree: true });
    label();
  }
  function labelTable(table) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
    const words = [...table.querySelectorAll("td + td")].some(({ textContent }) => (textContent ?? "").length > SHORT);
    if (names.length < WIDE || !words) return;
    table.classList.add("wf-stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      for (const [column, cell] of [...row.querySelectorAll("td")].entries()) cell.dataset.label = names[column];
    }
  }

  // wellfounded/launch/jupyter/lesson_view/trouble.js
  var AGAIN = 2e3;
  var BRIEFLY = 4e3;
  var Trouble = class {
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     */
    constructor({ apputils, services }, app) {
      this.services = services;
      this.line = makeStatus("p", "wf-trouble");
      document.body.append(this.line);
      this.lost = false;
      app.serviceManager.connectionFailure.connect(() => this.#unreachable());
      apputils.Dialog.tracker.widgetAdded.connect((_, dialog) => {
        if (isReading()) queueMicrotask(() => dialog.reject());
      });
    }
    /** @param {any} panel that shows a lesson: a kernel of it that has died is started again by the server */
    follow({ sessionContext }) {
      sessionContext.statusChanged.connect((_, status) => {
        if (this.lost) return;
        if (status === "autorestarting")
          this.#say(phrase("The questions have stopped, and start again by themselves. Your answers are safe."));
        else if (status === "idle") this.#say("");
      });
    }
    /** Say something that needs no answer. @param {string} words */
    note(words) {
      if (this.lost) return;
      this.#say(words);
      setTimeout(() => this.line.textContent === words && this.#say(""), BRIEFLY);
    }
    async #unreachable() {
      if (this.lost) return;
      this.lost = true;
      this.#say(phrase("The course does not answer. Your answers are kept here, and saved when it answers again."));
      do
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      while (!await answers(this.services));
      this.lost = false;
      this.#say("");
    }
    /** @param {string} words */
    #say(words) {
      markLanguage(this.line);
      this.line.textContent = words;
    }
  };

  // wellfounded/launch/jupyter/lesson_view/learners_view.js
  var RANK = 1e3;
  var COMMAND = "wellfounded:show-lesson";
  var LearnersView = class {
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     * @param {any} settings our own
     * @param {any} themes JupyterLab's settings of its theme
     */
    constructor(lab, app, settings, themes) {
      this.lab = lab;
      this.app = app;
      this.settings = settings;
      this.themes = themes;
      this.bar = makeBar(lab);
      this.frame = new Frame(app.shell, this.bar);
      this.trouble = new Trouble(lab, app);
      this.known = /* @__PURE__ */ new Map();
      this.drawn = null;
      this.restored = false;
      this.#connect();
    }
    #connect() {
      const { app, settings } = this;
      const update = () => this.update();
      app.shell.add(this.bar, "top", { rank: RANK });
      app.restored.then(() => {
        this.restored = true;
        update();
      });
      settings.changed.connect(update);
      for (const changed of [app.shell.currentChanged, app.shell.layoutModified]) changed?.connect(update);
      listenToKeys({
        print: () => this.print(),
        save: () => this.trouble.note(phrase("Your answers are saved by themselves."))
      });
      nameWindow(() => isReading() ? this.#current()?.about?.lesson : null);
      app.commands.addCommand(COMMAND, {
        label: () => phrase("Show as a lesson"),
        isToggled: isReading,
        execute: () => this.#choose("lesson")
      });
    }
    /** @param {any} panel that shows a notebook from now on */
    async follow(panel) {
      await panel.context.ready;
      const about = await askAbout(this.lab.services, panel.context.path);
      if (panel.isDisposed) return;
      if (about) speak(about.words);
      this.known.set(panel, { about, screens: about?.lesson ? this.#show(panel) : null });
      panel.disposed.connect(() => this.known.delete(panel));
      this.update();
    }
    /** @param {any} panel that shows a lesson */
    #show(panel) {
      protect(panel);
      labelTables(panel.content.node);
      this.trouble.follow(panel);
      return new Screens(panel.content);
    }
    /** Show what is chosen: the lesson, or JupyterLab. */
    update() {
      const reading = this.#chosen("view") === "lesson" && !this.#isOther();
      document.body.dataset.wfView = reading ? "lesson" : "jupyterlab";
      muteKeys(reading);
      applySize(this.#chosen("textSize"));
      for (const { screens } of this.known.values()) {
        if (screens && screens.all !== this.#allOnOnePage()) screens.showAll(this.#allOnOnePage());
      }
      this.#drawBar(reading);
      if (reading && this.restored) this.frame.hide();
      if (!reading) this.frame.show();
    }
    print() {
      const lesson = this.#current()?.about?.lesson;
      if (lesson) printPage(printAddress(this.lab.services, lesson.path));
    }
    /** Draw the bar, if it is not drawn for what is shown. @param {boolean} reading */
    #drawBar(reading) {
      const known = this.#current();
      const shown = reading ? known?.about ?? "lesson" : known?.about?.lesson ? "back" : "away";
      if (this.drawn === shown) return;
      this.drawn = shown;
      if (reading) this.#drawLessonBar(known);
      else if (shown === "back") drawBack(this.bar, phrase("Back to the lesson"), () => this.#choose("lesson"));
      else drawBack(this.bar, phrase("Back to the course"), () => this.#toCourse());
    }
    /** @param {Known | undefined} known */
    #drawLessonBar(known) {
      const { services } = this.lab;
      const about = known?.about ?? null;
      const skip = () => firstShown(this.app.shell.currentWidget)?.focus();
      const say2 = drawLesson(this.bar, { services, about, menu: about ? makeMenu(() => this.#doings(about)) : [], skip });
      const screens = known?.screens;
      if (!screens) return;
      screens.addEventListener("change", () => say2(screens));
      say2(screens);
    }
    /**
     * @param {import("./server.js").About} about
     * @returns {import("./menu.js").Doings}
     */
    #doings({ language, languages }) {
      const set = (name) => (value) => this.settings.set(name, value);
      return {
        print: () => this.print(),
        showJupyterLab: () => this.#choose("jupyterlab"),
        language: { chosen: language, all: languages, choose: (code) => this.#speak(code) },
        size: { chosen: this.#chosen("textSize"), choose: set("textSize") },
        theme: { chosen: themeOf(this.themes), choose: (theme) => applyTheme(this.themes, theme) },
        pages: { chosen: this.#chosen("pages"), choose: set("pages") }
      };
    }
    /** @param {string} language in which the page is drawn anew */
    async #speak(language) {
      if (await chooseLanguage(this.lab.services, language)) location.reload();
      else this.trouble.note(phrase("The language could not be changed."));
    }
    async #toCourse() {
      const about = await askAbout(this.lab.services, "");
      const path = about?.lessons[0]?.path;
      if (path) openLesson(document.body, { path, href: addressOf(this.lab.services, path) });
      await this.#choose("lesson");
    }
    /** Whether the document is shown that is no lesson. What is not known yet may be one. */
    #isOther() {
      const current = this.app.shell.currentWidget;
      if (!current) return false;
      const known = this.#current();
      return known ? !known.about?.lesson : !(current.context && current.sessionContext);
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
    /** @param {"lesson" | "jupyterlab"} view */
    #choose(view) {
      return this.settings.set("view", view);
    }
  };
  function firstShown(panel) {
    return panel?.content.widgets.map((cell) => cell.node).find((node) => node.checkVisibility());
  }

  // wellfounded/launch/jupyter/lesson_view/prose.css
  var prose_default = `/* The prose of a lesson in the learner's view, set as a book is. JupyterLab says size, colour and face in variables. */
body[data-wf-view="lesson"] {
  --jp-content-font-family: var(--wf-serif);
  --jp-content-font-size1: var(--wf-text);
  --jp-content-line-height: 1.6;
  --jp-content-font-color0: var(--wf-ink);
  --jp-content-font-color1: var(--wf-ink);
  --jp-content-font-color2: var(--wf-ink-soft);
  --jp-content-link-color: var(--wf-accent);
  --jp-content-heading-line-height: 1.2;
  --jp-content-heading-font-weight: 600;
  --jp-cell-editor-background: var(--wf-surface);
  --jp-layout-color0: var(--wf-paper);
  --jp-layout-color1: var(--wf-paper);
  --jp-layout-color2: var(--wf-surface);
  --jp-border-color2: var(--wf-line-soft);
  background: var(--wf-paper);
  color: var(--wf-ink);
}
body[data-wf-view="lesson"] :is(.jp-NotebookPanel, .jp-Notebook, .jp-WindowedPanel-outer) { background: var(--wf-paper); box-shadow: none; }
/* One column, as wide as a line that is easily read. A comparison of countries, and papers beside a question, take more. */
body[data-wf-view="lesson"] .jp-Notebook { padding: calc(4 * var(--wf-space)) clamp(0.4rem, 3vw, 2rem); }
body[data-wf-view="lesson"] .jp-Notebook :is(
  .jp-Cell, .jp-InputArea, .jp-Cell-inputArea, .jp-Cell-outputArea, .jp-OutputArea-child, .jp-OutputArea-output
) {
  border: 0;
  margin: 0;
  max-width: none;
  padding: 0;
}
body[data-wf-view="lesson"] .jp-Notebook :is(.jp-RenderedHTMLCommon, .wf, .wf-notice) {
  box-sizing: border-box;
  margin-inline: auto;
  max-width: calc(var(--wf-measure) + 10px);
  padding-inline: 5px; /* room for focus rings */
}
body[data-wf-view="lesson"] .jp-Notebook .wf-compare { max-width: 60rem; }
body[data-wf-view="lesson"] .jp-Notebook .jp-RenderedMarkdown { background: none; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon {
  hanging-punctuation: first;
  hyphens: manual;
  overflow-wrap: break-word;
  text-wrap: pretty;
}
/* A scale of type: each step a fourth above the last but one. */
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(h1, h2, h3, h4, h5) { margin: 1.8em 0 0.5em; text-wrap: balance; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon h1 { font-size: 2.1em; letter-spacing: -0.01em; margin-top: 0.6em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon h2 { border: 0; font-size: 1.5em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon h3 { font-size: 1.2em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(h4, h5) { font-size: 1em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon > :is(h1, h2, h3):first-child { margin-top: 0.3em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .jp-InternalAnchorLink { display: none; } /* the sign of a paragraph */
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(p, ul, ol, table, blockquote) { margin: 0 0 1em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon li { margin: 0.3em 0; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon a { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon a:hover { text-decoration-thickness: 2px; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon a:focus-visible { outline: 3px solid var(--wf-focus); outline-offset: 2px; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon blockquote {
  border-inline-start: 3px solid var(--wf-accent);
  color: var(--wf-ink);
  padding: 0 0 0 1.1em;
}
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon code { background: var(--wf-surface); border-radius: var(--wf-radius); padding: 0.1em 0.3em; }
/* A figure is seen whole, with the words that it belongs to. */
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon img { display: block; height: auto; margin: 1.2em auto; max-height: 60vh; max-width: 100%; }
/* A table is as wide as the text. In a narrow window each row is a block, and tables.js has said whose column it was. */
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon table {
  border: 0;
  border-block: 2px solid var(--wf-ink);
  border-collapse: collapse;
  font-family: var(--wf-sans);
  font-size: var(--wf-small);
  line-height: 1.45;
  margin-inline: 0;
  table-layout: auto;
  width: 100%;
}
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td) {
  border: 0;
  border-bottom: 1px solid var(--wf-line-soft);
  max-width: none;
  padding: 0.5em 1em 0.5em 0;
  text-align: start;
  vertical-align: top;
  white-space: normal;
}
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td):last-child { padding-inline-end: 0; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon tr:is(:nth-child(odd), :nth-child(even), :hover) { background: none; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon thead { border-bottom: 1px solid var(--wf-ink); vertical-align: bottom; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon tr:last-child td { border-bottom: 0; }
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon :is(th, td):is([style*="right"], [align="right"]) { font-variant-numeric: tabular-nums; text-align: end; }
@media screen and (max-width: 40rem) {
  body[data-wf-view="lesson"] .wf-stacked, body[data-wf-view="lesson"] .wf-stacked :is(tbody, tr, td) { display: block; }
  body[data-wf-view="lesson"] .wf-stacked thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked tr { border-bottom: 1px solid var(--wf-line); padding: 0.6em 0; }
  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked tr:last-child { border-bottom: 0; }
  body[data-wf-view="lesson"] .jp-RenderedHTMLCommon .wf-stacked td { border: 0; padding: 0.15em 0; text-align: start; }
  body[data-wf-view="lesson"] .wf-stacked td:first-child { font-weight: 600; }
  body[data-wf-view="lesson"] .wf-stacked td:not(:first-child)::before { color: var(--wf-ink-soft); content: attr(data-label) ": "; }
}
`;

  // wellfounded/launch/jupyter/lesson_view/view.css
  var view_default = `/* What the learner's view hides of JupyterLab's notebook. What is around the notebook is hidden by frame.js; here only
   until that has run. */
body[data-wf-view="lesson"] .wf-elsewhere { display: none; }
body[data-wf-view="lesson"] :is(
  #jp-menu-panel, #jp-bottom-panel, #jp-left-stack, #jp-right-stack, #jp-down-stack, .jp-SideBar,
  .jp-skiplink-wrapper, .jp-NotebookPanel-toolbar,
  .jp-CodeCell > .jp-Cell-inputWrapper, .jp-Cell-inputCollapser, .jp-Cell-outputCollapser, .jp-InputPrompt,
  .jp-OutputPrompt, .jp-OutputArea-promptOverlay, .jp-Placeholder, .jp-cell-toolbar, .jp-Notebook-footer,
  .jp-InternalAnchorLink, .jp-collapseHeadingButton, .jp-CellHeader, .jp-CellFooter
) { display: none !important; }
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell { border: 0; padding-inline: 0; }
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell .jp-MarkdownOutput { border-color: transparent !important; }
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell:focus { outline: none; box-shadow: none; }
`;

  // wellfounded/launch/jupyter/lesson_view/view.js
  var ID2 = "wellfounded:view";
  var THEMES = "@jupyterlab/apputils-extension:themes";
  function viewPlugin(lab) {
    return {
      id: ID2,
      autoStart: true,
      requires: [lab.notebook.INotebookTracker, lab.settingregistry.ISettingRegistry],
      async activate(app, tracker, settingRegistry) {
        document.head.append(
          Object.assign(document.createElement("style"), { textContent: palette_default + view_default + bar_default + prose_default })
        );
        const [settings, themes] = await Promise.all([settingRegistry.load(ID2), settingRegistry.load(THEMES)]);
        const view = new LearnersView(lab, app, settings, themes);
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
      return () => ({ __esModule: true, default: [startPlugin(lab), viewPlugin(lab)] });
    }
  };
})();
