// @ts-check
// Draws stops that lead from one to the next: the steps that were taken, the question where one stands, and at last the
// outcome. A decision path is made of them, and days that are played.

import { COURSE, make, uuid } from "../../content/questions/elements.js";
import { phrase, phraseMany } from "../../i18n/messages.js";
import { drawSources, drawStatement } from "./activity.js";
import { leadTo } from "./reveal.js";

/** @typedef {{text: string, to: string, means: string, sources: string[]}} Way */
/** @typedef {{id: string, name: string, question: string, answers: Way[], section?: string}} Node */
/** @typedef {import("./activity.js").Statement & {id: string, name: string, section?: string}} End */
/** @typedef {{node: Node, way: Way}} Step */

export class Path {
  /**
   * @param {Node[]} nodes
   * @param {End[]} ends
   * @param {(taken: Step[]) => void} [went] is told of each step forward or back
   */
  constructor(nodes, ends, went = () => {}) {
    this.went = went;
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.ends = new Map(ends.map((end) => [end.id, end]));
    /** @type {Step[]} */
    this.taken = [];
    this.start = nodes[0].id;
    this.element = make("ol", { className: "wf-path" });
    this.draw();
  }

  /** The id of the node or outcome where one stands. */
  get here() {
    return this.taken.at(-1)?.way.to ?? this.start;
  }

  /**
   * Go on by a way, or back to where a step was taken.
   * @param {Step[]} taken
   */
  go(taken) {
    this.taken = taken;
    this.draw();
    this.went(taken);
    const heading = /** @type {HTMLElement} */ (this.element.querySelector("[aria-current] h4"));
    heading.focus();
    heading.scrollIntoView?.({ block: "nearest" });
  }

  /**
   * Stand where these choices lead, each by its place among the answers.
   * @param {number[]} choices
   */
  resume(choices) {
    for (const choice of choices) {
      const node = /** @type {Node} */ (this.nodes.get(this.here));
      this.taken.push({ node, way: node.answers[choice] });
    }
    this.draw();
  }

  draw() {
    const end = this.ends.get(this.here);
    const steps = this.taken.map((step, number) => this.drawStep(step, number));
    const place = end ? this.drawEnd(end) : this.drawNode(/** @type {Node} */ (this.nodes.get(this.here)));
    place.setAttribute("aria-current", "step");
    this.element.replaceChildren(...steps, place);
    this.describe(place);
  }

  /**
   * Let who hears that one stands here hear what the last answer means, which is above, and what is asked or said here.
   * @param {HTMLElement} place
   */
  describe(place) {
    const means = [...this.element.querySelectorAll(".wf-step > .wf-means")].at(-1);
    const said = place.querySelector(".wf-path-question, strong");
    const parts = [...(means?.textContent ? [means] : []), ...(said ? [said] : [])];
    for (const part of parts) part.id ||= uuid();
    place.querySelector("h4")?.setAttribute("aria-describedby", parts.map(({ id }) => id).join(" "));
  }

  /**
   * @param {Step} step
   * @param {number} number
   */
  drawStep({ node, way }, number) {
    const name = make("strong", { textContent: node.name, ...COURSE });
    const answer = make("span", { textContent: way.text, ...COURSE });
    const means = make("p", { className: "wf-means", innerHTML: way.means, hidden: !way.means, ...COURSE });
    const back = drawButton(phrase("Change this answer"), () => this.go(this.taken.slice(0, number)));
    back.setAttribute("aria-label", phrase("Change this answer: {name}", { name: node.name }));
    const line = make("p", {}, name, ": ", answer);
    const actions = make("div", { className: "wf-actions" }, back);
    return make("li", { className: "wf-step" }, line, means, ...drawSources(way.sources), actions);
  }

  /** @param {Node} node */
  drawNode(node) {
    const ahead = this.ahead(node.id) - 1;
    const left = ahead
      ? phraseMany("After this, at most {n} question.", "After this, at most {n} questions.", ahead)
      : phrase("This is the last question.");
    const ways = node.answers.map((way) => drawButton(way.text, () => this.go([...this.taken, { node, way }]), COURSE));
    const question = make("p", { className: "wf-path-question", innerHTML: node.question, ...COURSE });
    const answers = make("div", { className: "wf-actions" }, ...ways);
    const place = make("li", { className: "wf-here" }, heading(node.name), question, ...drawSection(node), answers);
    place.append(make("p", { className: "wf-path-left", textContent: left }));
    return place;
  }

  /** @param {End} end */
  drawEnd(end) {
    const again = drawButton(phrase("Begin again"), () => this.go([]));
    const actions = make("div", { className: "wf-actions" }, again);
    return make(
      "li",
      { className: "wf-here wf-end" },
      heading(end.name),
      drawStatement(end),
      ...drawSection(end),
      actions,
    );
  }

  /**
   * Return how many questions are asked at most from a place on; the build sees that every way ends.
   * @param {string} id
   * @returns {number}
   */
  ahead(id) {
    const node = this.nodes.get(id);
    return node ? 1 + Math.max(...node.answers.map(({ to }) => this.ahead(to))) : 0;
  }
}

/** @param {string} textContent */
function heading(textContent) {
  return make("h4", { textContent, tabIndex: -1, ...COURSE });
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 * @param {Partial<HTMLButtonElement>} [language]
 */
function drawButton(textContent, onclick, language = {}) {
  return make("button", { type: "button", textContent, onclick, ...language });
}

/**
 * Return a link to the section of the lesson that tells more; nothing where there is none. In the learner's view the
 * browser follows it, so that its Back leads here again; plain JupyterLab does not know where a heading is.
 * @param {{section?: string}} place
 */
function drawSection({ section }) {
  if (!section) return [];
  const name = section.replaceAll(" ", "-"); // as Jupyter names headings
  const link = make("a", { href: `#${name}`, textContent: section, ...COURSE });
  link.onclick = (event) => {
    if (document.body.dataset.wfView === "lesson") return;
    const target = document.querySelector(`[id=${JSON.stringify(name)}], [data-jupyter-id=${JSON.stringify(name)}]`);
    if (!target) return;
    event.preventDefault();
    target.setAttribute("tabindex", "-1");
    leadTo(target);
  };
  return [make("p", { className: "wf-path-section" }, phrase("In this lesson:"), " ", link)];
}
