// @ts-check
// Reads replies aloud with a voice of this computer, where the learner asks for it. What is said always stands in the
// transcript too. A voice that comes over the network would send what is read to strangers: it is never used.

import { phrase } from "../../i18n/messages.js";
import { make } from "./elements.js";

export class Voice {
  constructor() {
    this.speech = globalThis.speechSynthesis;
    this.isOn = false;
    this.button = make("button", { type: "button", textContent: phrase("Read replies aloud"), hidden: true });
    this.button.onclick = () => this.turn(!this.isOn);
    this.turn(false);
    this.offer();
    this.speech?.addEventListener?.("voiceschanged", () => this.offer()); // voices may be known only later
  }

  /** The voice to read with: one of this computer, in the language of the course. */
  get voice() {
    return this.speech?.getVoices().find(({ localService, lang }) => localService && /^en\b/i.test(lang));
  }

  offer() {
    this.button.hidden = !this.voice;
  }

  /** @param {boolean} on */
  turn(on) {
    this.isOn = on;
    this.button.setAttribute("aria-pressed", String(on));
    if (!on) this.speech?.cancel();
  }

  /**
   * Say the words of a reply; what is told of gestures, in italics, is left out.
   * @param {{text: string}[]} replies HTML
   */
  say(replies) {
    const { voice } = this;
    if (!this.isOn || !voice) return;
    this.speech.cancel();
    for (const { text } of replies) {
      const words = make("div", { innerHTML: text });
      for (const gesture of words.querySelectorAll("em")) gesture.remove();
      const utterance = new SpeechSynthesisUtterance(words.textContent ?? "");
      utterance.voice = voice;
      utterance.lang = voice.lang;
      this.speech.speak(utterance);
    }
  }
}
