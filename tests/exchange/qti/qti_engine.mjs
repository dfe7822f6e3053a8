// Scores answers to QTI items as another engine does, @citolab/qti-components: reads [{item, answers}] as JSON, and
// writes for each answer its score and the feedback that is shown. jsdom lacks what that engine draws with.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.argv[2]); // where its packages lie
const { JSDOM, VirtualConsole } = require("jsdom");
const engine = require.resolve("@citolab/qti-components/package.json").replace("package.json", "cdn/index.global.js");

const { window } = new JSDOM("<!DOCTYPE html>", {
  pretendToBeVisual: true,
  runScripts: "outside-only",
  url: "http://localhost/",
  virtualConsole: new VirtualConsole(), // it talks while it reckons
});
const internals = {
  states: new Set(),
  validity: { valid: true },
  setFormValue() {},
  setValidity() {},
  checkValidity: () => true,
  reportValidity: () => true,
};
window.HTMLElement.prototype.attachInternals = () => internals;
window.CSSStyleSheet.prototype.replaceSync = () => {};
window.ResizeObserver = window.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.eval(readFileSync(engine, "utf8"));

/** Draw an item anew: an answer before it would count as an attempt. */
async function drawn(xml) {
  const place = window.document.createElement("div");
  place.innerHTML = xml.replace(/<\?.*?\?>/g, "").replace(/<([\w-]+)([^<>]*)\/>/g, "<$1$2></$1>");
  window.document.body.replaceChildren(place);
  const item = place.querySelector("qti-assessment-item");
  await item.updateComplete;
  return item;
}

const scored = [];
for (const { item: xml, answers } of JSON.parse(readFileSync(0, "utf8"))) {
  for (const answer of answers) {
    const item = await drawn(xml);
    item.updateResponseVariable("RESPONSE", answer);
    item.processResponse();
    scored.push([Number(item.getOutcome("SCORE").value), [item.getOutcome("FEEDBACK")?.value ?? []].flat()]);
  }
}
process.stdout.write(JSON.stringify(scored), () => process.exit());
