// @ts-check
// Unpacks Zstandard, which makes a fifth less of Python than gzip does, and which no browser unpacks for a script.

const [SIZE, AT] = [1, 2]; // of a buffer, as the decoder knows it: its address, its size, and how far it is used

/**
 * @param {BufferSource} decoder of the package zstddec, see bundle.js
 * @returns {Promise<() => TransformStream<Uint8Array, Uint8Array>>} what makes a stream that unpacks
 */
export async function zstdUnpacker(decoder) {
  const env = { emscripten_notify_memory_growth() {} };
  const { instance } = await WebAssembly.instantiate(decoder, { env });
  return () => unpackingStream(/** @type {any} */ (instance.exports));
}

/** @param {any} zstd what the decoder exports */
function unpackingStream(zstd) {
  const [room, step] = [zstd.ZSTD_DStreamOutSize(), zstd.ZSTD_DStreamInSize()];
  const [context, input, output, buffers] = [
    zstd.ZSTD_createDCtx(),
    zstd.malloc(step),
    zstd.malloc(room),
    zstd.malloc(24),
  ];
  const numbers = (/** @type {number} */ buffer) => new Uint32Array(zstd.memory.buffer, buffers + 12 * buffer, 3);
  let left = 1; // 0 once all has come

  /** Unpack what lies in the input, as far as the output has room; return that. */
  function unpackSome() {
    numbers(1).set([output, room, 0]);
    left = zstd.ZSTD_decompressStream(context, buffers + 12, buffers);
    if (left < 0) throw new Error("zstd-spoilt");
    return new Uint8Array(zstd.memory.buffer).slice(output, output + numbers(1)[AT]);
  }

  return new TransformStream({
    transform(chunk, controller) {
      for (let start = 0; start < chunk.length; start += step) {
        const part = chunk.subarray(start, start + step);
        new Uint8Array(zstd.memory.buffer).set(part, input);
        numbers(0).set([input, part.length, 0]);
        do controller.enqueue(unpackSome());
        while (numbers(0)[AT] < numbers(0)[SIZE] || numbers(1)[AT] === room);
      }
    },
    flush() {
      if (left) throw new Error("zstd-cut-short");
    },
  });
}
