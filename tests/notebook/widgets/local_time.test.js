// @ts-check
// A due date is said in the reader's own time, with the name of its zone; in UTC it stays as its title.

import { sayLocalTimes } from "../../../course/wellfounded/notebook/widgets/local_time.js";
import { find } from "../../widget_model.js";

/** @param {string} form @param {string} [at] */
function said(form, at = "2027-02-01T22:59:00Z") {
  const root = document.createElement("p");
  root.innerHTML = `<time datetime="${at}" data-local="${form}">1 February 2027, 22:59 UTC</time>`;
  sayLocalTimes(root);
  sayLocalTimes(root); // drawn again, it stays
  const time = find(root, "time");
  return { words: time.textContent ?? "", title: time.title };
}

beforeEach(() => {
  vi.stubEnv("TZ", "Europe/Berlin");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test("in a lesson the day, the time and the zone's name are written out", () => {
  const { words, title } = said("long");
  for (const part of ["Monday", "February", "2027", "11:59", "Central European Standard Time"]) {
    expect(words).toContain(part);
  }
  expect(title).toBe("1 February 2027, 22:59 UTC");
});

test("on the map it is short, and still names the zone", () => {
  expect(said("short").words).toMatch(/Feb.*11:59.*GMT\+1/);
});

test("what is no time stays as it is", () => {
  expect(said("long", "soon")).toEqual({ words: "1 February 2027, 22:59 UTC", title: "" });
});
