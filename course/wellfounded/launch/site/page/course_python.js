// @ts-check
// Starts the course's Python in a page's worker, from files that the build made.

import { bytesOf, ENGINE, serve, unpack, unpacked, unpackedBytes } from "./engine_files.js";
import { pythonParts, settings, write } from "./python_start.js";
import { filesIn } from "./stored_zip.js";

const LESSON_ENGINE = "wellfounded.launch.site.in_browser.lesson_engine";

/**
 * Start from a picture of Python's memory, where the reader keeps one on this device; else, or where that fails, anew.
 * @returns {Promise<{ python: any, engine: any }>} Pyodide, and the module lesson_engine.py
 */
export async function startCourse() {
  const files = Promise.all([unpackedBytes("python.zst"), unpackedBytes("lessons.zst")]);
  let wasm = wasmFile();
  try {
    const memory = await keptPicture();
    if (memory) return await start(files, wasm, { _loadSnapshot: memory });
  } catch (error) {
    console.error(error);
    wasm = wasmFile(); // the first may be read already
  }
  return start(files, wasm);
}

function wasmFile() {
  return unpacked("pyodide.asm.wasm.zst", "application/wasm");
}

/** Return the picture of memory, if it is kept on this device with all of the course: it is larger than all else. */
async function keptPicture() {
  const kept = await self.caches?.match(new URL("snapshot.gz", ENGINE));
  return kept && bytesOf(await unpack(kept));
}

/**
 * @param {Promise<Uint8Array[]>} files
 * @param {Promise<Response>} wasm
 * @param {object} [how]
 */
async function start(files, wasm, how) {
  const [packed, lessons] = await files;
  const parts = pythonParts(packed);
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    script(parts, "pyodide.mjs"),
    script(parts, "pyodide.asm.mjs"),
  ]);
  serve({ "pyodide.asm.wasm": wasm, "library.zip": new Response(parts.library) });
  const stdLibURL = new URL("library.zip", ENGINE).href;
  const python = await loadPyodide({
    indexURL: ENGINE.href,
    stdLibURL,
    createPyodideModule,
    ...settings(parts),
    ...how,
  });
  performance.mark(how ? "Python started from a picture" : "Python started");
  write(python.FS, "/course", filesIn(lessons));
  return { python, engine: python.pyimport(LESSON_ENGINE) };
}

/**
 * Import one of Pyodide's scripts. Where the host forbids a page to run what it has unpacked, it is fetched as it is.
 * @param {ReturnType<typeof pythonParts>} parts
 * @param {string} name
 */
async function script(parts, name) {
  const address = URL.createObjectURL(new Blob([parts.file(name)], { type: "text/javascript" }));
  try {
    return await import(address);
  } catch {
    return import(new URL(name, ENGINE).href);
  } finally {
    URL.revokeObjectURL(address);
  }
}
