"""Builds the engine of the web pages: Python for browsers with the course in it, compressed for hosts that do not."""

from __future__ import annotations

import gzip
import json
import subprocess
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from wellfounded.i18n.errors import UserError
from wellfounded.launch.site.in_browser.rest_of_python import LIBRARY
from wellfounded.launch.site.python_zip import python_files, stored_zip
from wellfounded.launch.site.site_version import SNAPSHOT

AT_BUILD = Path(__file__).with_name("at_build")
SCRIPT, SCORES = AT_BUILD / "run_python.mjs", AT_BUILD / "sample_scores.py"
SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
NEEDED = (*SCRIPTS, "pyodide.asm.wasm", LIBRARY, "pyodide-lock.json")
LONGEST = 1000  # of a line that says what went wrong; others are of the engine's own script
WASM, PYTHON = "pyodide.asm.wasm", "python"
DECODER = Path(__file__).with_name("static") / "zstd.wasm"  # made by bundle.js
PACKED = ".zst"


class EngineError(UserError):
    """Why the engine was not built, and what to do."""


@cache  # it takes seconds, and hangs on these alone
def engine_files(pyodide: Path, holiday_places: frozenset[str]) -> dict[str, bytes]:
    """Return the files of the engine, by name, from the folder of Pyodide's package."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources.zip").write_bytes(stored_zip(python_files(holiday_places)))
        run("compile", pyodide, folder)
        (folder / PYTHON).write_bytes(_python(pyodide, folder))
        run("picture", pyodide, folder)
        scores = [run("run", pyodide, folder / PYTHON, SCORES, *picture) for picture in ([], [folder / "picture"])]
        if scores[0] != scores[1]:
            raise EngineError("Python started from a picture of its memory scores otherwise. Report this as a bug.")
        return {
            **{name: (pyodide / name).read_bytes() for name in (*SCRIPTS, LIBRARY)},
            f"{DECODER.name}.gz": compressed(DECODER.read_bytes()),
            **packed(pyodide, {WASM: (pyodide / WASM).read_bytes(), PYTHON: (folder / PYTHON).read_bytes()}),
            SNAPSHOT: compressed((folder / "picture").read_bytes()),
        }


def compressed(data: bytes) -> bytes:
    """Compress a file, so that its size does not hang on the host; the same bytes make the same."""
    return gzip.compress(data, 9, mtime=0)


def packed(pyodide: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Compress files, by their names, to a fifth less than `compressed` does: a page brings what unpacks them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        run("pack", pyodide, folder)
        return {f"{file}{PACKED}": (folder / f"{file}{PACKED}").read_bytes() for file in files}


def run(what: str, *arguments: Path) -> str:
    """Have Node run Python for browsers; return what it prints."""
    node = which("node")
    if node is None:
        raise EngineError("Node is needed to build the pages, and was not found. Install it: https://nodejs.org")
    command: list[str | Path] = [node, SCRIPT, what, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own script)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if len(line) < LONGEST]
        raise EngineError("\n".join(["Python for browsers did not run:", *lines[-20:]]))
    return done.stdout


def _python(pyodide: Path, folder: Path) -> bytes:
    """Return all that Python starts with as one file: its scripts, and the bytecode of library and packages."""
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(folder / "packages.zip") as archive:
        packages = {f"packages/{name}": archive.read(name) for name in archive.namelist()}
    return stored_zip(
        {
            **{name: (pyodide / name).read_bytes() for name in SCRIPTS},
            "library.zip": (folder / "library.zip").read_bytes(),
            "lock.json": json.dumps({"info": lock["info"], "packages": {}}).encode(),  # none is fetched from anywhere
            **packages,
        }
    )
