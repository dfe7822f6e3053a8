// @ts-check
import { Choices, KEY } from "../../../course/wellfounded/launch/site/page/choices.js";

afterEach(() => localStorage.clear());

test.each(["null", "[", '"x"', '{"textSize":"huge","spoken":7,"pages":null}'])(
  "what another page left under our name breaks nothing: %s",
  (left) => {
    localStorage.setItem(KEY, left);
    const choices = new Choices();
    expect(choices.get("textSize").composite).toBe(1);
    expect(choices.get("spoken").composite).toEqual({ words: {}, language: "en", languages: {} });
    expect(choices.get("pages").composite).toBe("one");
  },
);

test("what was chosen is there on the next page", async () => {
  await new Choices().set("theme", "dark");
  expect(new Choices().get("theme").composite).toBe("dark");
});
