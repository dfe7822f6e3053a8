// @ts-check
// What a page reports to a learning platform, here one that others made and that checks every value by SCORM 1.2.

// @ts-expect-error (its types lie elsewhere)
import { Scorm12API } from "../../../course/node_modules/scorm-again/dist/esm/scorm12.js";
import { findApi, Platform, timespan } from "../../../course/wellfounded/exchange/scorm/platform.js";

const LINES = /** @type {const} */ ([
  { id: "line-1", said: "t1.a1", result: "correct" },
  { id: "line-2", said: "t2.b1", result: "wrong" },
]);

/** A platform that keeps what it is told, from one visit to the next. */
class Lms {
  kept = {};

  visit() {
    const api = new Scorm12API({ autocommit: false, logLevel: 5 });
    api.loadFromJSON(this.kept);
    const close = () => {
      this.kept = JSON.parse(api.renderCMIToJSONString());
    };
    return { api, close, value: (/** @type {string} */ name) => api.LMSGetValue(name) };
  }
}

test("a first visit is incomplete, and what was said is there at the next", () => {
  const lms = new Lms();
  const first = lms.visit();
  const platform = new Platform(first.api);
  expect(platform.path()).toEqual([]);
  expect(first.value("cmi.core.lesson_status")).toBe("incomplete");
  platform.keepPath([
    ["t1", "a1"],
    ["any", "r"],
  ]);
  expect(platform.keeps).toBe(true);
  first.close();
  const second = new Platform(lms.visit().api);
  expect(second.path()).toEqual([
    ["t1", "a1"],
    ["any", "r"],
  ]);
});

test("an interview that is over is completed, with its score and its lines; of several the best counts", () => {
  const { api, value } = new Lms().visit();
  const platform = new Platform(api);
  platform.keepScore(0.654, [...LINES]);
  expect(platform.keeps).toBe(true); // no value was refused
  expect(value("cmi.core.lesson_status")).toBe("completed");
  expect(value("cmi.core.score.raw")).toBe("65");
  expect([value("cmi.core.score.min"), value("cmi.core.score.max")]).toEqual(["0", "100"]);
  expect(value("cmi.interactions._count")).toBe("2");
  platform.keepScore(0.3, [...LINES]);
  expect(value("cmi.core.score.raw")).toBe("65");
  platform.keepScore(1, []);
  expect(value("cmi.core.score.raw")).toBe("100");
  expect(platform.keeps).toBe(true);
});

test("a page that is opened again after its end stays completed", () => {
  const lms = new Lms();
  const first = lms.visit();
  new Platform(first.api).keepScore(0.5, []);
  first.close();
  const again = lms.visit();
  new Platform(again.api);
  expect(again.value("cmi.core.lesson_status")).toBe("completed");
});

test("leaving says once how long it took", () => {
  const { api } = new Lms().visit();
  const platform = new Platform(api);
  const set = vi.spyOn(api, "LMSSetValue");
  platform.finish();
  platform.finish();
  expect(set.mock.calls).toEqual([["cmi.core.session_time", "0000:00:00"]]);
  expect(set.mock.results[0].value).toBe("true");
});

test("times are written as SCORM has them", () => {
  expect(timespan(0)).toBe("0000:00:00");
  expect(timespan(((2 * 60 + 5) * 60 + 9) * 1000 + 999)).toBe("0002:05:09");
});

test("without a platform, or with one that refuses, nothing is said to be kept", () => {
  const none = new Platform(findApi(window));
  none.keepScore(1, [...LINES]);
  none.finish();
  expect(none.path()).toEqual([]);
  expect(none.keeps).toBe(false);
  const { api } = new Lms().visit();
  const refusing = new Platform(api);
  expect(refusing.keeps).toBe(true);
  vi.spyOn(api, "LMSSetValue").mockReturnValue("false");
  refusing.keepPath([["t1", "a1"]]);
  expect(refusing.keeps).toBe(false);
});

test("the platform is found above the page, and in the window that opened it", () => {
  const api = new Lms().visit().api;
  const top = /** @type {any} */ ({ API: api });
  top.parent = top;
  const between = { parent: top };
  expect(findApi(/** @type {any} */ ({ parent: between }))).toBe(api);
  /** @type {any} */
  const alone = { opener: { parent: between } };
  alone.parent = alone;
  expect(findApi(alone)).toBe(api);
  /** @type {any} */
  const lost = { opener: null };
  lost.parent = lost;
  expect(findApi(lost)).toBe(null);
});
