// @ts-check
// Feedback that is about a part of an answer stands at that part.

import { Feedback } from "../../../course/wellfounded/notebook/widgets/feedback.js";
import { find } from "../../widget_model.js";

const TOLD = `<p>Partly right.</p><ul>
  <li>✓ Right. <em>One</em><div data-reason="c1"><p>Because.</p></div></li>
  <li>✗ Not there. <em>Two</em><div data-reason="c2"><p>No.</p></div></li></ul>`;

function view() {
  const root = document.createElement("div");
  root.innerHTML = '<fieldset><ol><li data-part="c1">One</li><li data-part="c2">Two</li></ol></fieldset>';
  const judged = vi.fn();
  find(root, "fieldset").addEventListener("wellfounded-judged", judged);
  const feedback = new Feedback(root, () => {});
  const part = (/** @type {string} */ id) => find(root, `[data-part=${id}]`).textContent;
  return { root, feedback, judged, part };
}

test("each reason is shown at its part, which is marked, and stands in no list below", () => {
  const { feedback, judged, part } = view();
  feedback.show({ feedback: TOLD, marks: { c1: true, c2: false } });
  expect(part("c1")).toBe("✓ RightOneBecause.");
  expect(part("c2")).toBe("✗ Not rightTwoNo.");
  expect(feedback.element.textContent?.trim()).toBe("Partly right.");
  expect(feedback.element.querySelector("ul, li")).toBeNull();
  expect(judged).toHaveBeenCalledOnce();
});

test("reasons go with the feedback", () => {
  const { feedback, part, judged } = view();
  feedback.show({ feedback: TOLD, marks: { c1: true, c2: false } });
  feedback.show({});
  expect([part("c1"), part("c2")]).toEqual(["One", "Two"]);
  expect(judged).toHaveBeenCalledOnce();
});

test("reasons come back where the view was drawn anew", () => {
  const { root, feedback, part } = view();
  const html = root.innerHTML;
  feedback.show({ feedback: TOLD, marks: {} });
  root.innerHTML = html;
  feedback.show({ feedback: TOLD, marks: {} });
  expect(part("c1")).toBe("OneBecause.");
});

test("the verdict stands before the parts that bear its reasons, and below the answer where none does", () => {
  const { root, feedback } = view();
  find(root, "fieldset").insertAdjacentHTML("afterbegin", "<legend>Where?</legend>");
  document.body.replaceChildren(root, feedback.home);
  feedback.show({ feedback: TOLD, marks: {} });
  expect(find(root, "legend").nextElementSibling).toBe(feedback.element);
  feedback.show({ feedback: "<p>Right.</p>", marks: {} });
  expect(feedback.home.firstElementChild).toBe(feedback.element);
});

test("a reason whose part is not shown stays in the feedback", () => {
  const { root, feedback } = view();
  find(root, "[data-part=c2]").remove();
  feedback.show({ feedback: TOLD, marks: {} });
  expect(feedback.element.textContent).toContain("Not there. TwoNo.");
  expect(feedback.element.textContent).not.toContain("Because.");
});
