// @ts-check
// Where the contents of a lesson stand: over it until one has chosen; in a wide window beside it, until they are closed.

import { make } from "../../../content/questions/elements.js";

const WIDE = "(min-width: 75rem)"; // contents.css knows it too: the text, and a column beside it
const SETTING = "contents"; // "beside" or "closed"
const BESIDE = "wf-contents-beside";

export class ContentsPlace {
  /**
   * @param {any} panel JupyterLab's, that shows the lesson
   * @param {any} settings our own
   */
  constructor(panel, settings) {
    this.panel = panel;
    this.settings = settings;
    this.wide = matchMedia(WIDE);
    this.dialog = make("dialog", { className: "wf-contents-dialog" });
    this.dialog.onclick = ({ target }) => target === this.dialog && this.dialog.close(); // beside the contents
    /** @type {import("./contents.js").Contents | null} */
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
    panel.fit(); // what JupyterLab lays out gets the room that is left
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
}
