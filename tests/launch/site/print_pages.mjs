// Prints lessons and the completion record in Python for browsers: node print_pages.mjs ENGINE VERSION KEPT writes JSON.
// VERSION is the folder of the site that is named by its version; KEPT is a file of JSON: by its path in a learner's copy, the text of each journal.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pythonParts, write } from "../../../course/wellfounded/launch/site/page/python_start.js";
import { filesIn } from "../../../course/wellfounded/launch/site/page/stored_zip.js";
import { unpacked } from "./unpacked.mjs";

const [engineFolder, version, kept] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(engineFolder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: engineFolder });
const file = (name) => new Uint8Array(readFileSync(join(version, name)));
const unpack = (name, extractDir) => python.unpackArchive(file(name), "zip", { extractDir });
const { packages } = pythonParts(await unpacked(join(version, "engine/python.zst")));
write(python.FS, python.pyimport("sysconfig").get_path("purelib"), packages);
write(python.FS, "/course", filesIn(await unpacked(join(version, "engine/lessons.zst"))));
const engine = python.pyimport("wellfounded.launch.site.in_browser.lesson_engine");
const journals = Object.entries(JSON.parse(readFileSync(kept, "utf8")));
engine.lay_out(python.toPy(new Map(journals.map(([path, text]) => [path, new TextEncoder().encode(text)]))));
const prints = python.pyimport("wellfounded.launch.site.in_browser.lesson_print");
const pages = {};
for (const module of readdirSync(version).filter((name) => /^\d\d-/.test(name))) {
  unpack(`${module}/print.zip`, String(prints.folder_of(module)));
  pages[module] = prints.printed(module);
}
pages.record = python.runPython(`
from wellfounded.launch.site.in_browser.lesson_engine import COPY
from wellfounded.learner.workspace import open_workspace
from wellfounded.render.completion_record import record_page
str(record_page(open_workspace(COPY), "Sokha Vann"))
`);
process.stdout.write(JSON.stringify(pages));
