// @ts-check
// What the build packs with Zstandard comes out whole, however it comes in; and what is no longer whole is refused.

// @ts-expect-error (Node's own types are not here: the course's scripts run in browsers)
import { readFileSync } from "node:fs";
import { zstdUnpacker } from "../../../course/wellfounded/launch/site/page/zstd.js";

const DECODER = "wellfounded/launch/site/static/zstd.wasm"; // from where the tests are run
const TEXT = "A well-founded fear of being persecuted. ".repeat(4000);
const BYTES = new Uint8Array([...new TextEncoder().encode(TEXT), ...[0, 1, 2].flatMap(() => [...Array(256).keys()])]);
// BYTES, as `zstd -19` writes them
const PACKED = Uint8Array.from(
  atob(
    "KLUv/QRojAEAkoIJEMDrYNcSaTq2jCz/m/yDcE4O98XKVTqy0XNiXKdx9P2ULYLMN4sBAKH+Z7kqA3UIAAQQAAECAwQFBgcICQoLDA0ODxAREhMUFRYX" +
      "GBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1u" +
      "b3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TF" +
      "xsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/wIAAP0DS51OANNVEPc5izU=",
  ),
  (letter) => letter.charCodeAt(0),
);

/** @param {Uint8Array} packed @param {number} step bytes that come at a time */
async function unpacked(packed, step = packed.length) {
  const parts = Array.from({ length: Math.ceil(packed.length / step) }, (_, i) =>
    packed.slice(i * step, (i + 1) * step),
  );
  const from = /** @type {(parts: Uint8Array[]) => ReadableStream} */ (/** @type {any} */ (ReadableStream).from);
  const stream = from(parts).pipeThrough((await zstdUnpacker(readFileSync(DECODER)))());
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test.each([1, 7, 1000])("what comes %i bytes at a time comes out whole", async (step) => {
  expect(await unpacked(PACKED, step)).toEqual(BYTES);
});

test("what lacks its end is refused", async () => {
  await expect(unpacked(PACKED.slice(0, -20), 50)).rejects.toThrow();
});

test("what was spoilt on its way is refused", async () => {
  await expect(unpacked(PACKED.with(-1, 1))).rejects.toThrow(); // in the checksum
  await expect(unpacked(PACKED.with(6, 255))).rejects.toThrow();
});
