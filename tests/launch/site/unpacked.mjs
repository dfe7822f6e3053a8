// Unpacks what the build packed, as a page does: node unpacked.mjs FILE writes what it holds.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { zstdUnpacker } from "../../../course/wellfounded/launch/site/page/zstd.js";

const DECODER = new URL("../../../course/wellfounded/launch/site/static/zstd.wasm", import.meta.url);

/** @param {string} file */
export async function unpacked(file) {
  const unpackingStream = await zstdUnpacker(readFileSync(DECODER));
  const stream = new Blob([readFileSync(file)]).stream().pipeThrough(unpackingStream());
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(await unpacked(process.argv[2]));
}
