// @ts-check
// The kind `classify`: cards that are dealt one at a time and put into bins.

import { draw } from "../../../course/wellfounded/content/questions/classify.js";
import { button, drawn, find, press } from "../../widget_model.js";

const FIELDS = {
  cards: ["c1", "c2", "c3"].map((id) => ({ id, text: `Card ${id}` })),
  bins: ["x", "y"].map((id) => ({ id, text: `Bin <em>${id}</em>` })),
};
const ALL = { c1: "x", c2: "y", c3: "x" };

beforeAll(() => {
  Element.prototype.scrollIntoView = () => {}; // jsdom lays nothing out
});

afterAll(() => Reflect.deleteProperty(Element.prototype, "scrollIntoView"));

/** @param {any} [response] */
function classified(response) {
  const { element, answer } = drawn(draw, FIELDS, response);
  const face = find(element, ".wf-card");
  const list = find(element, ".wf-card-list");
  const bin = (/** @type {string} */ id) => find(element, `.wf-bin[value=${id}]`);
  const card = () => (list.hidden ? face.textContent : "all");
  const strip = () => Array.from(element.querySelectorAll(".wf-strip button"), (each) => each.textContent);
  const rows = () => Array.from(list.querySelectorAll("li"), (row) => row.querySelector(".wf-place")?.textContent);
  return { element, answer, face, list, bin, card, strip, rows };
}

test("a card that is put somewhere is part of the answer, and the next one comes by itself, with the focus", () => {
  const { answer, face, bin, card, strip } = classified();
  expect(card()).toBe("Card 1 of 3Card c1");
  bin("y").click();
  expect(answer.mock.calls).toEqual([[{ c1: "y" }]]);
  expect(card()).toBe("Card 2 of 3Card c2");
  expect(document.activeElement).toBe(face);
  expect(strip()).toEqual(["1B", "2", "3"]);
});

test("the first card that is not placed comes first, and the strip says in words where each lies", () => {
  const { element, card } = classified({ c1: "x" });
  expect(card()).toBe("Card 2 of 3Card c2");
  const labels = Array.from(element.querySelectorAll(".wf-strip button"), (each) => each.getAttribute("aria-label"));
  expect(labels).toEqual(["Card 1: Bin x", "Card 2: not placed yet", "Card 3: not placed yet"]);
  expect(find(element, "[aria-current]").textContent).toBe("2");
});

test("any card is taken again by the strip, and then those that are left come", () => {
  const { element, answer, bin, card } = classified({ c1: "x", c2: "y" });
  button(element, "2B").click();
  expect(card()).toBe("Card 2 of 3Card c2");
  expect(bin("y").getAttribute("aria-pressed")).toBe("true");
  expect(bin("x").getAttribute("aria-pressed")).toBe("false");
  bin("x").click();
  expect(answer.mock.calls).toEqual([[{ c1: "x", c2: "x" }]]);
  expect(card()).toBe("Card 3 of 3Card c3");
});

test("after the last card all are listed with their bins, and the focus is there", () => {
  const { list, bin, card, rows } = classified({ c1: "x", c2: "y" });
  bin("x").click();
  expect(card()).toBe("all");
  expect(rows()).toEqual(["Bin x", "Bin y", "Bin x"]);
  expect(document.activeElement).toBe(find(list, ".wf-placed"));
  expect(document.activeElement?.textContent).toBe("3 of 3 placed.");
});

test("a card that is changed in the list leads back to its row", () => {
  const { answer, list, bin, card, rows } = classified(ALL);
  expect(card()).toBe("all");
  list.querySelectorAll("button")[1].click();
  expect(card()).toBe("Card 2 of 3Card c2");
  bin("x").click();
  expect(answer.mock.calls).toEqual([[{ ...ALL, c2: "x" }]]);
  expect(card()).toBe("all");
  expect(rows()).toEqual(["Bin x", "Bin x", "Bin x"]);
  expect(document.activeElement).toBe(find(list, "[data-part=c2]"));
});

test("a card that stays where it was is no new answer", () => {
  const { answer, list, bin } = classified(ALL);
  list.querySelectorAll("button")[1].click();
  bin("y").click();
  expect(answer).not.toHaveBeenCalled();
});

test("a double click places one card", () => {
  const { answer, bin } = classified();
  bin("x").dispatchEvent(new MouseEvent("click", { detail: 1 }));
  bin("x").dispatchEvent(new MouseEvent("click", { detail: 2 }));
  expect(answer.mock.calls).toEqual([[{ c1: "x" }]]);
});

test("arrow keys go from bin to bin, and place nothing", () => {
  const { answer, bin } = classified();
  bin("x").focus();
  press(bin("x"), "ArrowDown");
  expect(document.activeElement).toBe(bin("y"));
  press(bin("y"), "ArrowRight");
  expect(document.activeElement).toBe(bin("x"));
  press(bin("x"), "ArrowUp");
  expect(document.activeElement).toBe(bin("y"));
  expect(answer).not.toHaveBeenCalled();
});

test("all cards can be seen at any time, and are once they are judged", () => {
  const { element, card, rows } = classified({ c1: "x" });
  button(element, "See all cards").click();
  expect(rows()).toEqual(["Bin x", "Not placed yet", "Not placed yet"]);
  find(element, "[data-part=c2] button").click();
  expect(card()).toBe("Card 2 of 3Card c2");
  element.dispatchEvent(new CustomEvent("wellfounded-judged"));
  expect(card()).toBe("all");
});

test("drawing a question takes the focus from nobody", () => {
  classified({ c1: "x" });
  expect(document.activeElement).toBe(document.body);
});

test.each([[{ c1: "gone" }], [{ c9: "x" }], [7], [["x"]]])(
  "of %o, which no card here allows, nothing is placed",
  (odd) => {
    const { element, card, strip } = classified(odd);
    expect(card()).toBe("Card 1 of 3Card c1");
    expect(strip()).toEqual(["1", "2", "3"]);
    expect(element.querySelectorAll("[aria-pressed=true]")).toHaveLength(0);
  },
);

test("on paper, where all cards are shown, each lies where it was put", () => {
  const { bin, rows } = classified({ c1: "x" });
  expect(rows()).toEqual(["Bin x", "Not placed yet", "Not placed yet"]);
  bin("y").click();
  expect(rows()).toEqual(["Bin x", "Bin y", "Not placed yet"]);
});
