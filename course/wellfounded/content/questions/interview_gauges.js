// @ts-check
// Shows how an interview stands: how the person seems, and how much time is left; in words, with a bar beside them.

import { phrase } from "../../i18n/messages.js";
import { make } from "./elements.js";

const MOST_TRUST = 10;
const CALM = 7; // trust of so much and more shows as calm
const CLOSED = 3; // of so much and less as closed
const LITTLE = 0.2; // of the time, or less: then it is said that little is left

export class Gauges {
  /** @param {import("./interview_bubbles.js").Fields} script */
  constructor(script) {
    this.script = script;
    this.mood = make("p", { className: "wf-mood" });
    this.clock = make("p", { className: "wf-time-left" });
    this.trust = makeMeter(MOST_TRUST);
    this.time = makeMeter(script.minutes);
    const trust = make("div", {}, this.mood, this.trust);
    this.element = make("div", { className: "wf-gauges" }, trust, make("div", {}, this.clock, this.time));
  }

  /** @param {import("./interview_walk.js").State} state */
  show({ trust, minutes }) {
    const { script } = this;
    const left = Math.max(0, minutes);
    const values = { n: left, all: script.minutes };
    this.mood.innerHTML = demeanour(script.name, trust);
    this.trust.value = trust;
    const isLittle = left <= LITTLE * script.minutes;
    this.clock.textContent = isLittle
      ? phrase("Little time: {n} of {all} minutes left.", values)
      : phrase("{n} of {all} minutes left.", values);
    this.clock.classList.toggle("wf-little", isLittle);
    this.time.value = left;
  }
}

/**
 * A bar says nothing that the words beside it do not say.
 * @param {number} max
 */
function makeMeter(max) {
  const meter = make("meter", { min: 0, max });
  meter.setAttribute("aria-hidden", "true");
  return meter;
}

/**
 * Say in words how the person seems.
 * @param {string} name HTML
 * @param {number} trust
 */
function demeanour(name, trust) {
  if (trust >= CALM) return phrase("{name} seems calm.", { name });
  return trust <= CLOSED ? phrase("{name} seems closed.", { name }) : phrase("{name} seems guarded.", { name });
}
