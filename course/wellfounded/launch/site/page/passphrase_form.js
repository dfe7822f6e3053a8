// @ts-check
// Asks for the passphrase of encrypted answers, before any of them can be shown. The lesson is read meanwhile.

import { make } from "../../../content/questions/elements.js";
import { later, phrase } from "../../../i18n/messages.js";
import { DeskPart, labelled } from "../../../notebook/widgets/desk_part.js";
import { drawButtons, passwordField } from "../../../notebook/widgets/passphrase_fields.js";
import { forgetMark } from "./answers_mark.js";

const ABOUT = later("Your answers in this browser are encrypted. Nobody can open them without your passphrase.");
const FORGOTTEN = later(
  "Nobody can tell you what the passphrase was. Without it these answers stay closed for good. Delete them, and begin " +
    "anew? What you saved as a file can be opened at your desk then.",
);
const WRONG = later("This passphrase does not open your answers. Nothing was changed here.");

/**
 * Return once the passphrase was given.
 * @param {import("./course_engine.js").CourseEngine} engine
 * @param {import("./notice.js").Notice} notice
 * @returns {Promise<void>}
 */
export function askForPassphrase(engine, notice) {
  const form = make("div");
  const field = passwordField();
  const part = new DeskPart(phrase("Your answers are locked"), phrase(ABOUT), form);
  return new Promise((resolve) => {
    const open = part.doing(phrase("Opening your answers…"), async () => {
      const passphrase = field.value;
      field.value = "";
      if (!(await engine.ask("unlock", { passphrase }))) throw new Error(phrase(WRONG));
      notice.close();
      resolve();
      return "";
    });
    const remove = async () => {
      await engine.ask("forget");
      forgetMark();
      location.reload();
    };
    const forgotten = make("button", { type: "button", textContent: phrase("I do not know it any more…") });
    forgotten.onclick = () => part.confirm(phrase(FORGOTTEN), phrase("Yes, delete my answers"), remove);
    const line = labelled(phrase("Your passphrase"), field);
    form.append(line, drawButtons(form, open, phrase("Open my answers"), forgotten));
    notice.show(part.element);
  });
}
