// @ts-check
import { nameWindow } from "../../../../course/wellfounded/launch/jupyter/lesson_view/page_title.js";

test("a window with a lesson that has no number is named once, as the browser keeps the name", async () => {
  const lesson = { module: "98-review", number: "", title: "Review", path: "98-review/98-review.ipynb" };
  let looks = 0;
  nameWindow(() => {
    looks += 1;
    return looks < 9 ? lesson : null; // a name that the browser changes would be written without end
  })();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.title).toBe("Review · Well-Founded");
  expect(looks).toBeLessThan(9);
});
