// @ts-check
import { Ahead } from "../../../../course/wellfounded/launch/jupyter/lesson_view/ahead.js";

const PATH = "02-two/02-two.ipynb";

/**
 * JupyterLab's services, whose server knows one lesson, and the requests that it gets.
 * @param {boolean} [alive]
 */
function services(alive = true) {
  /** @type {string[]} */
  const requests = [];
  const answer = (/** @type {string} */ url) => {
    if (url.includes("wellfounded/place")) return { place: "a-case" };
    return { lesson: url.includes("02-two") ? { module: "02-two" } : null };
  };
  const ServerConnection = {
    makeSettings: () => ({ baseUrl: "/" }),
    makeRequest: async (/** @type {string} */ url, /** @type {RequestInit} */ { method = "GET", body = "" }) => {
      requests.push([method, url, body].join(" ").trim());
      if (!alive) throw new TypeError("no network");
      return { ok: true, json: async () => answer(url) };
    },
  };
  return { requests, asServices: { ServerConnection } };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a lesson that opens is known, and its kernel has been started, before its page asks", async () => {
  const { requests, asServices } = services();
  const ahead = new Ahead(asServices);
  ahead.prepare(PATH);
  await settled();
  const session = { path: PATH, name: "02-two.ipynb", type: "notebook", kernel: { name: "python3" } };
  expect(requests.at(-1)).toBe(`POST /api/sessions ${JSON.stringify(session)}`);
  const before = requests.length;
  const { about, place } = ahead.take(PATH);
  expect((await about)?.lesson?.module).toBe("02-two");
  expect(await place).toBe("a-case");
  expect(requests).toHaveLength(before);
});

test("a notebook that is no lesson gets no kernel from us", async () => {
  const { requests, asServices } = services();
  const ahead = new Ahead(asServices);
  ahead.prepare("notes.ipynb");
  ahead.prepare("");
  await settled();
  expect(requests.filter((line) => line.startsWith("POST"))).toEqual([]);
  expect((await ahead.take("notes.ipynb").about)?.lesson).toBeNull();
});

test("what was asked ahead serves one opening: the next asks anew", async () => {
  const { requests, asServices } = services();
  const ahead = new Ahead(asServices);
  ahead.prepare(PATH);
  ahead.prepare(PATH);
  await settled();
  expect(requests).toHaveLength(3);
  await ahead.take(PATH).place;
  await ahead.take(PATH).place;
  expect(requests).toHaveLength(5);
});

test("a server that does not answer is no error", async () => {
  const { asServices } = services(false);
  const ahead = new Ahead(asServices);
  ahead.prepare(PATH);
  const { about, place } = ahead.take(PATH);
  expect(await about).toBeNull();
  expect(await place).toBe("");
});
