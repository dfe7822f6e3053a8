// @ts-check
// Messages to the kernel, and the word on each.

import { connect, KEPT, WAIT_MS } from "../../../course/wellfounded/notebook/widgets/kernel.js";
import { Model } from "../../widget_model.js";

function connected(model = new Model()) {
  const listener = { heard: vi.fn(), silent: vi.fn(), slept: vi.fn() };
  return { model, ...listener, ...connect(model, listener) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("each of two views on one model hears the word on its own messages alone", () => {
  const model = new Model();
  const [one, other] = [connected(model), connected(model)];
  one.post({ id: "1", event: "look" });
  model.acknowledge(model.last, { html: "" });
  expect(one.heard).toHaveBeenCalledOnce();
  expect(other.heard).not.toHaveBeenCalled();
});

test("silence is told once, after the wait and not before", () => {
  const { post, silent } = connected();
  post({ id: "1" });
  vi.advanceTimersByTime(WAIT_MS - 1);
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10 * WAIT_MS);
  expect(silent.mock.calls).toEqual([["1"]]);
});

test("a model that says how long it may take is waited for so long", () => {
  const { post, silent } = connected(Object.assign(new Model(), { patience: 20_000 }));
  post({ id: "1" });
  vi.advanceTimersByTime(19_999);
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(silent).toHaveBeenCalledOnce();
});

test("a message that was answered in time brings no silence", () => {
  const { model, post, silent } = connected();
  post({ id: "1" });
  model.acknowledge({ id: "1" }, { at: "now" });
  vi.advanceTimersByTime(WAIT_MS);
  expect(silent).not.toHaveBeenCalled();
});

test("a message that is posted again is waited for anew", () => {
  const { post, silent } = connected();
  post({ id: "1" });
  vi.advanceTimersByTime(WAIT_MS - 1);
  post({ id: "1", again: true });
  vi.advanceTimersByTime(WAIT_MS - 1);
  expect(silent).not.toHaveBeenCalled();
});

test.each([
  [{ at: "now" }, 1],
  [{ done: true }, 1],
  [{ refused: "no." }, 0],
])("the page learns that something was kept from %o", (reply, times) => {
  const { model, post } = connected();
  const kept = vi.fn();
  document.addEventListener(KEPT, kept);
  post({ id: "1" });
  model.acknowledge({ id: "1" }, reply);
  document.removeEventListener(KEPT, kept);
  expect(kept).toHaveBeenCalledTimes(times);
});

test("once the kernel has stopped nothing is sent and nothing is waited for", () => {
  const { model, post, silent, slept } = connected();
  post({ id: "1" });
  model.stop();
  post({ id: "2" });
  vi.advanceTimersByTime(WAIT_MS);
  expect(slept).toHaveBeenCalledOnce();
  expect(silent).not.toHaveBeenCalled();
  expect(model.sent).toEqual([{ id: "1" }]);
});

test("a view that ended hears nothing more", () => {
  const { model, post, heard, silent, end } = connected();
  post({ id: "1" });
  end();
  model.acknowledge({ id: "1" }, { at: "now" });
  vi.advanceTimersByTime(WAIT_MS);
  expect(heard).not.toHaveBeenCalled();
  expect(silent).not.toHaveBeenCalled();
});

test.each(
  /** @type {["statusChanged" | "disposed", string?][]} */ ([
    ["statusChanged", "dead"],
    ["statusChanged", "terminating"],
    ["disposed"],
  ]),
)("a kernel that is shut down is known at once: %s %s", (name, value) => {
  const model = new Model();
  const kernel = model.haveKernel();
  const { slept } = connected(model);
  kernel.give("statusChanged", "busy");
  expect(slept).not.toHaveBeenCalled();
  kernel.give(name, value);
  expect(slept).toHaveBeenCalledOnce();
  model.stop();
  expect(slept).toHaveBeenCalledOnce();
});

test("what cannot be sent throws nothing: the kernel is then known to be gone", () => {
  const { model, post, slept, silent } = connected();
  model.send = () => {
    throw new Error("Cannot send");
  };
  expect(() => post({ id: "1" })).not.toThrow();
  expect(slept).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(WAIT_MS);
  expect(silent).not.toHaveBeenCalled();
});

test("a view that ended listens to its kernel no longer", () => {
  const model = new Model();
  const { signals } = model.haveKernel();
  const { end } = connected(model);
  expect(signals.disposed.size + signals.statusChanged.size).toBe(2);
  end();
  expect(signals.disposed.size + signals.statusChanged.size).toBe(0);
});
