// @ts-check
// Starts Python with the course in it: in a page's worker, and when a site is built.

import { filesIn } from "./stored_zip.js";

const PACKAGES = "packages/";

/**
 * Return what `python.zst` holds: Pyodide's scripts; the library, a file for it to fetch; what it is to know of packages
 * that it could fetch, which are none; and our packages.
 * @param {Uint8Array} zip
 */
export function pythonParts(zip) {
  const files = filesIn(zip);
  const file = (/** @type {string} */ name) => /** @type {Uint8Array<ArrayBuffer>} */ (files.get(name));
  const packages = [...files].filter(([name]) => name.startsWith(PACKAGES));
  return {
    file,
    library: file("library.zip"),
    lock: JSON.parse(new TextDecoder().decode(file("lock.json"))),
    packages: packages.map(([name, data]) => /** @type {const} */ ([name.slice(PACKAGES.length), data])),
  };
}

/**
 * Return how Pyodide is to be started.
 * @param {ReturnType<typeof pythonParts>} parts
 */
export function settings({ lock, packages }) {
  return {
    lockFileContents: lock,
    env: { HOME: "/home", LANG: "C.UTF-8" },
    fsInit: async (/** @type {any} */ FS, /** @type {{ sitePackages: string }} */ { sitePackages }) =>
      write(FS, sitePackages, packages),
  };
}

/**
 * @param {any} FS Python's files
 * @param {string} folder
 * @param {Iterable<readonly [string, Uint8Array]>} files by their path in it
 */
export function write(FS, folder, files) {
  const folders = new Set();
  for (const [name, data] of files) {
    const path = `${folder}/${name}`;
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(parent)) FS.mkdirTree(parent);
    folders.add(parent);
    FS.writeFile(path, data, { canOwn: true });
  }
}
