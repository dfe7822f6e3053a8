// @ts-check
// The part of the desk that makes the completion record: one page, to print or to keep.

import { make } from "../../content/questions/elements.js";
import { later, phrase } from "../../i18n/messages.js";
import { bytesOf } from "./desk_kernel.js";
import { DeskPart, labelled } from "./desk_part.js";
import { printPage } from "./print_page.js";
import { saveFile } from "./save_file.js";

const RECORD = later(
  "Says on one page what you did in each lesson, and when. It is a record of self-study, and no certificate. Your name " +
    "stands on it only if you write it here; it is not kept.",
);

/** @param {import("./desk_kernel.js").DeskKernel} kernel */
export function recordPart(kernel) {
  const name = make("input", { type: "text", autocomplete: "off", maxLength: 100 });
  const print = make("button", { type: "button", textContent: phrase("Print the record") });
  const save = make("button", { type: "button", textContent: phrase("Save the record as a file") });
  const naming = labelled(phrase("The name on it"), name);
  const actions = make("div", { className: "wf-actions" }, print, save);
  const part = new DeskPart(phrase("Completion record"), phrase(RECORD), naming, actions);
  const busy = phrase("Writing the record…");
  const ask = async () => {
    const made = await kernel.ask(part, { event: "record", whose: name.value });
    return { file: made.name, bytes: bytesOf(made.buffers[0]) };
  };
  print.onclick = part.doing(busy, async () => {
    await printPage({ srcdoc: new TextDecoder().decode((await ask()).bytes) });
    return "";
  });
  save.onclick = part.doing(busy, async () => {
    const { file, bytes } = await ask();
    saveFile(file, bytes, "text/html");
    return phrase("Saved as {name}. Open it in a browser, to read or to print.", { name: file });
  });
  return part.element;
}
