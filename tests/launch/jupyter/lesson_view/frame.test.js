// @ts-check
import { Frame } from "../../../../course/wellfounded/launch/jupyter/lesson_view/frame.js";

/** A widget as JupyterLab's are, as far as the frame goes. */
class Part {
  isHidden = false;
  isDisposed = false;
  /** @type {Part | null} */
  parent = null;
  hide() {
    this.isHidden = true;
  }
  show() {
    this.isHidden = false;
  }
}

function makeShell() {
  const parts = { logo: new Part(), title: new Part(), bar: new Part(), menus: new Part(), status: new Part() };
  const toolbar = new Part();
  const inPanel = (/** @type {Part} */ parent) => Object.assign(new Part(), { parent });
  const areas = {
    top: [parts.logo, parts.title, parts.bar],
    menu: [inPanel(parts.menus)],
    bottom: [inPanel(parts.status)],
    main: [Object.assign(new Part(), { toolbar })],
  };
  const shell = {
    mode: "multiple-document",
    leftCollapsed: false,
    rightCollapsed: true,
    tabs: { left: true, right: true },
    collapsed: /** @type {string[]} */ ([]),
    widgets: (/** @type {keyof typeof areas} */ area) => areas[area],
    collapseLeft() {
      shell.leftCollapsed = true;
      shell.collapsed.push("left");
    },
    collapseRight() {
      shell.collapsed.push("right");
    },
    isSideTabBarVisible: (/** @type {"left" | "right"} */ side) => shell.tabs[side],
    toggleSideTabBarVisibility(/** @type {"left" | "right"} */ side) {
      shell.tabs[side] = !shell.tabs[side];
    },
  };
  return { shell, parts, toolbar };
}

test("all of JupyterLab's frame is hidden but our bar, and comes back as it was", () => {
  const { shell, parts, toolbar } = makeShell();
  parts.title.hide(); // by JupyterLab itself
  const frame = new Frame(shell, parts.bar);
  frame.hide();
  const { bar, ...others } = parts;
  expect(Object.values(others).map(({ isHidden }) => isHidden)).toEqual([true, true, true, true]);
  expect([toolbar.isHidden, bar.isHidden]).toEqual([true, false]);
  expect([shell.mode, shell.tabs, shell.collapsed]).toEqual([
    "single-document",
    { left: false, right: false },
    ["left"],
  ]);
  frame.show();
  expect([parts.logo, parts.title, parts.menus, parts.status].map(({ isHidden }) => isHidden)).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect([shell.mode, shell.tabs]).toEqual(["multiple-document", { left: true, right: true }]);
});

test("what is opened or added meanwhile is hidden too, and a closed panel is not closed again", () => {
  const { shell, parts } = makeShell();
  const frame = new Frame(shell, parts.bar);
  frame.hide();
  frame.hide();
  expect(shell.collapsed).toEqual(["left"]);
  parts.title.show();
  shell.leftCollapsed = false;
  frame.hide();
  expect([parts.title.isHidden, shell.collapsed]).toEqual([true, ["left", "left"]]);
});

test("JupyterLab that was never hidden is left as it is", () => {
  const { shell, parts } = makeShell();
  shell.tabs.left = false; // as its user likes it
  new Frame(shell, parts.bar).show();
  expect([shell.tabs.left, shell.mode]).toEqual([false, "multiple-document"]);
});

test("JupyterLab's side bars come back even if it remembers from before a reload that they were hidden", () => {
  const { shell, parts } = makeShell();
  shell.tabs = { left: false, right: false };
  const frame = new Frame(shell, parts.bar);
  frame.hide();
  frame.show();
  expect(shell.tabs).toEqual({ left: true, right: true });
});
