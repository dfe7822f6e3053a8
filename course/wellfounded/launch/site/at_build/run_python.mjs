// Runs Python for browsers, when a site is built and in tests of it:
//   node run_python.mjs compile PYODIDE FOLDER              compiles sources.zip there
//   node run_python.mjs pack PYODIDE FOLDER                 compresses each file there: NAME as NAME.zst
//   node run_python.mjs picture PYODIDE FOLDER              writes a picture of Python's memory with all of that imported
//   node run_python.mjs run PYODIDE PYTHON CODE [PICTURE]   runs a file of Python there, and prints what its last line gives

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pythonParts, settings, write } from "../page/python_start.js";
import { filesIn } from "../page/stored_zip.js";

const [doing, pyodide, ...paths] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);

/** @param {string[]} path */
function bytes(...path) {
  return new Uint8Array(readFileSync(join(...path)));
}

/**
 * Compile with the seed of hashes fixed, so that twice gives the same bytes.
 * @param {string} folder
 */
async function compile(folder) {
  const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0" } });
  const packages = python.pyimport("sysconfig").get_path("purelib");
  write(python.FS, packages, filesIn(bytes(folder, "sources.zip")));
  const { compiled } = python.pyimport("wellfounded.launch.site.at_build.compile_modules");
  const results = compiled(packages).toJs();
  ["library.zip", "packages.zip", "names.json"].forEach((name, i) => {
    writeFileSync(join(folder, name), results[i]);
  });
}

/**
 * Python for browsers has Zstandard, and the builder's own may not. The window is small: it is memory that a page needs.
 * @param {string} folder
 */
async function pack(folder) {
  const python = await loadPyodide({ indexURL: pyodide });
  python.runPython("from compression.zstd import CompressionParameter, compress");
  python.runPython("how = {CompressionParameter.compression_level: 22, CompressionParameter.window_log: 22}");
  const packed = python.runPython("lambda data: compress(data.to_bytes(), options=how)");
  for (const name of readdirSync(folder))
    writeFileSync(join(folder, `${name}.zst`), packed(bytes(folder, name)).toJs());
}

/**
 * @param {string} file the course's Python
 * @param {object} [how]
 */
async function started(file, how) {
  const parts = pythonParts(bytes(file));
  const folder = mkdtempSync(join(tmpdir(), "wellfounded-"));
  const library = join(folder, "library.zip");
  writeFileSync(library, parts.library);
  try {
    return await loadPyodide({ indexURL: pyodide, stdLibURL: library, ...settings(parts), ...how });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder */
async function picture(folder) {
  const python = await started(join(folder, "python"), { _makeSnapshot: true });
  const names = readFileSync(join(folder, "names.json"), "utf8");
  python.runPython(`import gc, importlib; [importlib.import_module(name) for name in ${names}]; gc.collect()`);
  writeFileSync(join(folder, "picture"), python.makeMemorySnapshot());
}

/**
 * @param {string} file the course's Python
 * @param {string} code
 * @param {string} [memory] a picture of it
 */
async function run(file, code, memory) {
  const python = await started(file, memory ? { _loadSnapshot: bytes(memory) } : {});
  process.stdout.write(python.runPython(readFileSync(code, "utf8")));
}

const doings = { compile, pack, picture, run };
await doings[/** @type {keyof typeof doings} */ (doing)](paths[0], paths[1], paths[2]);
