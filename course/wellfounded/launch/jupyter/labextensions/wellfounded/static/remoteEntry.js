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
      this.sides = /* @__PURE__ */ new Set();
      this.mode = null;
    }
    /** Hide what is shown of it. JupyterLab adds and opens things at any time, so this is called again and again. */
    hide() {
      this.#oneDocument();
      for (const widget of this.#widgets()) {
        if (widget.isHidden) continue;
        widget.hide();
        this.hidden.add(widget);
      }
      this.#closeSides();
      this.bar?.parent?.show();
    }
    /** Show all that was hidden. Panels that were open stay closed: who wants one opens it. */
    show() {
      for (const widget of this.hidden) if (!widget.isDisposed) widget.show();
      this.hidden.clear();
      for (const side of this.sides) this.shell.toggleSideTabBarVisibility(side);
      this.sides.clear();
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
      for (const side of SIDES) {
        if (!this.shell.isSideTabBarVisible?.(side)) continue;
        this.shell.toggleSideTabBarVisibility(side);
        this.sides.add(side);
      }
    }
  };

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
body[data-wf-view="lesson"] .jp-RenderedHTMLCommon td:is([style*="right"], [align="right"]) { font-variant-numeric: tabular-nums; text-align: end; }
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

  // wellfounded/launch/jupyter/lesson_view/server.js
  async function askAbout(services, path) {
    try {
      const reply = await request(services, `wellfounded/lesson?path=${encodeURIComponent(path)}`);
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }
  function request(services, path, options = {}) {
    const settings = services.ServerConnection.makeSettings();
    return services.ServerConnection.makeRequest(`${settings.baseUrl}${path}`, options, settings);
  }

  // wellfounded/launch/jupyter/lesson_view/tables.js
  var WIDE = 3;
  function labelTables(notebook) {
    const label = () => notebook.querySelectorAll(".jp-RenderedMarkdown table:not(.wf-stacked)").forEach(labelTable);
    new MutationObserver(label).observe(notebook, { childList: true, subtree: true });
    label();
  }
  function labelTable(table) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
    if (names.length < WIDE) return;
    table.classList.add("wf-stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      for (const [column, cell] of [...row.querySelectorAll("td")].entries()) cell.dataset.label = names[column];
    }
  }

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
body[data-wf-view="lesson"] .jp-Notebook .jp-Cell:focus-visible { outline: none; }
`;

  // wellfounded/launch/jupyter/lesson_view/view.js
  var ID2 = "wellfounded:view";
  function viewPlugin(lab) {
    return {
      id: ID2,
      autoStart: true,
      requires: [lab.notebook.INotebookTracker, lab.settingregistry.ISettingRegistry],
      async activate(app, tracker, settingRegistry) {
        const settings = await settingRegistry.load(ID2);
        document.head.append(Object.assign(document.createElement("style"), { textContent: palette_default + view_default + prose_default }));
        const view = new View(lab, app, settings);
        const follow = (_, panel) => {
          view.follow(panel);
          labelTables(panel.content.node);
        };
        tracker.widgetAdded.connect(follow);
        tracker.forEach((panel) => {
          follow(tracker, panel);
        });
        view.update();
      }
    };
  }
  var View = class {
    /**
     * @param {import("./jupyterlab.d.ts").Modules} lab
     * @param {any} app
     * @param {any} settings
     */
    constructor(lab, app, settings) {
      this.lab = lab;
      this.shell = app.shell;
      this.settings = settings;
      this.frame = new Frame(app.shell, null);
      this.about = /* @__PURE__ */ new Map();
      this.restored = false;
      const update = () => this.update();
      app.restored.then(() => {
        this.restored = true;
        update();
      });
      settings.changed.connect(update);
      for (const changed of [app.shell.currentChanged, app.shell.layoutModified]) changed?.connect(update);
    }
    /** @param {any} panel that shows a notebook from now on */
    async follow(panel) {
      await panel.context.ready;
      const about = await askAbout(this.lab.services, panel.context.path);
      if (panel.isDisposed) return;
      this.about.set(panel, about);
      panel.disposed.connect(() => this.about.delete(panel));
      if (about?.lesson) this.#show(panel);
      this.update();
    }
    /** @param {any} panel that shows a lesson */
    #show(panel) {
      protect(panel);
      labelTables(panel.content.node);
      const screens = new Screens(panel.content);
      const pages = () => screens.showAll(this.settings.get("pages").composite === "all");
      this.settings.changed.connect(pages);
      panel.disposed.connect(() => this.settings.changed.disconnect(pages));
      pages();
    }
    /** Show the lesson, or JupyterLab. A document that is no lesson is shown in JupyterLab. */
    update() {
      const current = this.shell.currentWidget;
      const about = this.about.get(current);
      const other = current && (about === void 0 ? !isNotebook(current) : !about?.lesson);
      const reading = this.settings.get("view").composite === "lesson" && !other;
      document.body.dataset.wfView = reading ? "lesson" : "jupyterlab";
      muteKeys(reading);
      if (reading && this.restored) this.frame.hide();
      if (!reading) this.frame.show();
    }
  };
  function isNotebook(widget) {
    return Boolean(widget.context && widget.sessionContext);
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
