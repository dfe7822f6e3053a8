// @ts-check
// Pieces of answers in the browser's database: encrypted, they say nothing, and only their key opens them.

import { opens, packed, unpacked } from "../../../course/wellfounded/launch/site/page/sealed_pieces.js";
import { keyFrom, newSalt, seal } from "../../../course/wellfounded/notebook/widgets/cipher.js";

const PIECE = { path: "01-one/answers.jsonl", data: new TextEncoder().encode('{"response": "b"}\nno\n'), whole: false };

test("without a key a piece is kept as it is", async () => {
  expect(await unpacked(null, await packed(null, PIECE))).toEqual(PIECE);
});

test("with a key it comes back whole, and nothing of it can be read before", async () => {
  const key = await keyFrom("four words of mine", newSalt());
  const kept = /** @type {any} */ (await packed(key, PIECE));
  expect(Object.keys(kept)).toEqual(["iv", "data"]);
  const seen = new TextDecoder("latin1").decode(kept.data);
  for (const word of ["answers", "response", "whole"]) expect(seen).not.toContain(word);
  const back = await unpacked(key, kept);
  expect([back.path, back.whole, ...back.data]).toEqual([PIECE.path, false, ...PIECE.data]);
});

test("another passphrase, or the same with another salt, opens nothing", async () => {
  const salt = newSalt();
  const key = await keyFrom("four words of mine", salt);
  const lock = { salt, ...(await seal(key, new Uint8Array())) };
  expect(await opens(key, lock)).toBe(true);
  expect(await opens(await keyFrom("four words of yours", salt), lock)).toBe(false);
  expect(await opens(await keyFrom("four words of mine", newSalt()), lock)).toBe(false);
  await expect(unpacked(await keyFrom("x", salt), await packed(key, PIECE))).rejects.toThrow();
});
