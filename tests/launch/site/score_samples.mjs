// Scores every sample of every kind in Python for browsers: node score_samples.mjs ENGINE COURSE_ZIP. Writes JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, course] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(engine, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: engine });
python.unpackArchive(new Uint8Array(readFileSync(course)), "zip", { extractDir: "/lib/course" });
const scores = python.runPython(`
import json, sys
sys.path.insert(0, "/lib/course")
from wellfounded.content.questions import kinds
json.dumps({
    f"{kind}/{sample.name}/{number}": [
        sample.question.score(sample.response).points, str(sample.question.feedback(sample.response))
    ]
    for kind, question in kinds().items()
    for number, sample in enumerate(question.samples())
})
`);
process.stdout.write(scores);
