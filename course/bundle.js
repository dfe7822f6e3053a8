// Makes what the widgets send to a page, in wellfounded/notebook/widgets/static/, the list of kinds, and our JupyterLab
// extension. The results are committed, so that learners and authors of cases need no Node; `node bundle.js --check` says
// which of them are stale.
//
// The bundle is sent once for each kernel: it goes without comments and white space, and keeps its names, by which
// messages.py finds what the views say. The loader goes with every widget, so it is minified whole.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build, transform } from "esbuild";

const PACKAGE = join(import.meta.dirname, "wellfounded");
const WIDGETS = join(PACKAGE, "notebook", "widgets");
const QUESTIONS = join(PACKAGE, "content", "questions");
// The style of printed pages, too.
const PALETTE = join(PACKAGE, "render", "palette.css");
const PAPERS = join(PACKAGE, "render", "papers.css");
const READING_MARKS = join(PACKAGE, "render", "reading_marks.css");
const STATIC = join(WIDGETS, "static");
const JUPYTER = join(PACKAGE, "launch", "jupyter");
const SITE = join(PACKAGE, "launch", "site");
const SCORM = join(PACKAGE, "exchange", "scorm");
const LAB_ONLY = new Set(["view.css"]); // what hides JupyterLab
const OPTIONS = /** @type {const} */ ({
  absWorkingDir: import.meta.dirname, // wherever it is called from, the same sources make the same bundle
  bundle: true,
  charset: "utf8",
  format: "esm",
  target: "es2022",
  write: false,
});

/** Return the text of the module that lists the kinds: every module in questions/ that exports `draw`. */
function kindsModule() {
  const names = filesIn(QUESTIONS, ".js")
    .filter((file) => /^export function draw\b/m.test(readFileSync(file, "utf8")))
    .map((file) => basename(file, ".js"));
  if (!names.length) throw new Error(`No module in ${QUESTIONS} exports draw.`);
  return `// @ts-check
// Made by bundle.js: every module in questions/ that exports \`draw\`, by the kind it draws.

${names.map((name) => `import * as ${name} from "../../content/questions/${name}.js";`).join("\n")}

/** @type {Record<string, { draw: (drawing: any) => HTMLElement }>} */
export const kinds = {
${names.map(entry).join("\n")}
};
`;
}

/**
 * A kind is called as its module is, with a hyphen for each underscore.
 * @param {string} name
 */
function entry(name) {
  return name.includes("_") ? `  "${name.replaceAll("_", "-")}": ${name},` : `  ${name},`;
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesIn(folder, ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => join(folder, name));
}

/**
 * @param {string} name of a module in widgets/
 * @param {{ minify?: boolean, minifyWhitespace?: boolean }} how
 */
async function script(name, how) {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [join(WIDGETS, name)], ...how });
  return outputFiles[0].text;
}

/** Return our JupyterLab extension: a script that JupyterLab loads as it is. */
async function extension() {
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: [join(JUPYTER, "lesson_view", "extension.js")],
    format: "iife",
    loader: { ".css": "text", ".svg": "text" },
  });
  return outputFiles[0].text;
}

/**
 * Return the scripts and the style of the course as plain web pages. A page's own script is minified whole: what it says is
 * noted before, for Python to translate.
 */
async function site() {
  const from = (/** @type {string} */ name) => join(SITE, "page", name);
  const modules = {
    ...OPTIONS,
    entryPoints: ["page.js", "worker.js"].map(from),
    loader: /** @type {const} */ ({ ".css": "text", ".svg": "text" }),
    outdir: SITE,
  };
  const named = await build(modules);
  const { outputFiles } = await build({ ...modules, minify: true });
  const classic = await build({
    ...OPTIONS,
    entryPoints: ["begin.js", "service_worker.js", "key_holder.js"].map(from),
    format: "iife",
    minifyWhitespace: true,
    outdir: SITE,
  });
  const lesson = filesIn(join(JUPYTER, "lesson_view"), ".css").filter((file) => !LAB_ONLY.has(basename(file)));
  const own = [...lesson, join(WIDGETS, "path_place.css"), from("page.css")].map((file) => readFileSync(file, "utf8"));
  return {
    // What runs before the page is drawn is no module, which would come after; nor is a service worker one everywhere.
    ...Object.fromEntries([...outputFiles, ...classic.outputFiles].map(({ path, text }) => [basename(path), text])),
    "page_words.js": callsOfWords(named.outputFiles[0].text),
    "zstd.wasm": zstdDecoder(),
    "manifest.json": readFileSync(from("manifest.json"), "utf8"),
    "mark.svg": readFileSync(join(JUPYTER, "lesson_view", "mark.svg"), "utf8"),
    "page.css": `${await style()}${await small(own.join(""))}`,
  };
}

/** Return the decoder in the package zstddec, which has it as text: a page may run no such text, and fetches a file. */
function zstdDecoder() {
  const module = readFileSync(
    join(import.meta.dirname, "node_modules", "zstddec", "dist", "zstddec-stream.mjs"),
    "utf8",
  );
  const [, text] = /^const wasm = "([^"]+)"/m.exec(module) ?? [];
  if (!text) throw new Error("zstddec keeps its decoder elsewhere now.");
  return Buffer.from(text, "base64");
}

/**
 * Return the calls by which a script says words, as messages.py finds them, a line each.
 * @param {string} source
 */
function callsOfWords(source) {
  const text = String.raw`"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*`;
  const call = new RegExp(String.raw`\b(?:phrase|later)\(\s*${text}|\bphraseMany\(\s*${text},\s*${text}`, "g");
  const calls = [...source.matchAll(call)].map(([words]) => `${words.replace(/\s*\n\s*/g, " ")})\n`);
  return [...new Set(calls)].sort().join("");
}

/** Return the script and the style of an interview as a page of another platform. */
async function interviewPage() {
  const entryPoints = [join(SCORM, "page.js")];
  const { outputFiles } = await build({ ...OPTIONS, entryPoints, format: "iife", minifyWhitespace: true });
  const sheets = [join(WIDGETS, "question.css"), join(QUESTIONS, "interview.css"), join(SCORM, "page.css")];
  const text = [PALETTE, PAPERS, READING_MARKS, ...sheets].map((file) => readFileSync(file, "utf8")).join("");
  return { "page.js": outputFiles[0].text, "page.css": await small(text) };
}

/** @param {string} style */
async function small(style) {
  return (await transform(style, { loader: "css", charset: "utf8", minifyWhitespace: true })).code;
}

/** Return every style sheet: colours and sizes, what all views share, then those of single views and kinds. */
async function style() {
  const shared = join(WIDGETS, "question.css");
  const others = [...filesIn(WIDGETS, ".css"), ...filesIn(QUESTIONS, ".css")].filter((file) => file !== shared);
  const text = [PALETTE, PAPERS, READING_MARKS, shared, ...others].map((file) => readFileSync(file, "utf8")).join("");
  return small(text);
}

/**
 * @param {string} folder
 * @param {Record<string, string>} files
 */
function within(folder, files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
}

/** @param {Record<string, string | Buffer>} files */
function write(files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** @param {Record<string, string | Buffer>} files */
function check(files) {
  const stale = Object.entries(files).filter(
    ([file, content]) => !existsSync(file) || !readFileSync(file).equals(Buffer.from(content)),
  );
  for (const [file] of stale) console.error(`${relative(import.meta.dirname, file)} is stale. Run: make bundle`);
  if (stale.length) process.exitCode = 1;
}

const keep = process.argv.includes("--check") ? check : write;
keep({ [join(WIDGETS, "kinds.js")]: kindsModule() });
keep({
  [join(STATIC, "views.js")]: await script("views.js", { minifyWhitespace: true }),
  [join(STATIC, "loader.js")]: await script("loader.js", { minify: true }),
  [join(STATIC, "views.css")]: await style(),
  ...within(join(SITE, "static"), await site()),
  ...within(join(SCORM, "static"), await interviewPage()),
  [join(JUPYTER, "labextensions", "wellfounded", "static", "remoteEntry.js")]: await extension(),
});
