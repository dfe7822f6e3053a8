// @ts-check
// The mark of answers that were kept: it tells that some are gone, and nothing else does.

import {
  forgetMark,
  isMarked,
  lostSince,
  writeMark,
} from "../../../course/wellfounded/launch/site/page/answers_mark.js";

afterEach(() => localStorage.clear());

test("nothing is missed where nothing was kept, and all that was kept is", () => {
  expect([isMarked(), lostSince(0)]).toEqual([false, false]);
  writeMark(7);
  expect([isMarked(), lostSince(7), lostSince(8), lostSince(6), lostSince(0)]).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
  forgetMark();
  expect([isMarked(), lostSince(0)]).toEqual([false, false]);
});

test.each(["null", "[", '{"last": "many"}', '{"last": null}'])(
  "what another page left there is no mark: %s",
  (left) => {
    localStorage.setItem("wellfounded answers", left);
    expect([isMarked(), lostSince(0)]).toEqual([false, false]);
  },
);
