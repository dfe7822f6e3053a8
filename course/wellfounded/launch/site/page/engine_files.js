// @ts-check
// Fetches what Python is made of. The build has compressed it, since many a host compresses nothing.

import { zstdUnpacker } from "./zstd.js";

export const ENGINE = new URL("engine/", self.location.href);
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
/** @type {Promise<() => TransformStream<Uint8Array, Uint8Array>>} */
const unpacker = unpackedBytes("zstd.wasm.gz").then(zstdUnpacker);
unpacker.catch(() => {}); // who needs it hears of it

/**
 * Fetch a compressed file of the engine; what it holds comes while it is fetched.
 * @param {string} name
 * @param {string} [type] the MIME type of what it holds
 */
export async function unpacked(name, type) {
  return unpack(await fetched(name), type);
}

/** @param {string} name from the engine's folder on */
export async function fetched(name) {
  const reply = await fetch(new URL(name, ENGINE));
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  return reply;
}

/** @param {string} name */
export async function unpackedBytes(name) {
  return bytesOf(await unpacked(name));
}

/**
 * @param {Response} reply
 * @param {string} [type]
 */
export async function unpack({ body }, type = "application/octet-stream") {
  if (!body) throw new Error("nothing came");
  const [probe, whole] = body.tee();
  const reader = probe.getReader();
  const { value: head = [] } = await reader.read();
  reader.cancel();
  const isPacked = (/** @type {number[]} */ by) => by.every((byte, i) => head[i] === byte); // the browser may have unpacked it
  const content = isPacked(ZSTD)
    ? whole.pipeThrough((await unpacker)())
    : isPacked(GZIP)
      ? whole.pipeThrough(new DecompressionStream("gzip"))
      : whole;
  return new Response(content, { headers: { "Content-Type": type } });
}

/** @param {Response} reply */
export async function bytesOf(reply) {
  return new Uint8Array(await reply.arrayBuffer());
}

/**
 * Answer what Pyodide fetches by these names in the engine's folder: once, since a reply is read once.
 * @param {Record<string, Promise<Response> | Response>} replies
 */
export function serve(replies) {
  const { fetch } = self;
  const byAddress = new Map(Object.entries(replies).map(([name, reply]) => [new URL(name, ENGINE).href, reply]));
  self.fetch = async (what, how) => byAddress.get(String(what)) ?? fetch(what, how);
}
