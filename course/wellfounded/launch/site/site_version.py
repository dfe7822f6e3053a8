"""The version of a site: a folder named by all that the site holds, and a list by which a reader keeps it.

What belongs to a page lies in the folder of its version: its script, Python, the cases, the keys. So no page ever gets
them from another version, whatever a host or a browser still holds of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

SNAPSHOT = "snapshot.gz"  # what Python starts from where the course is kept: a picture of its memory
UNNAMED = "version"  # the folder, until all is written
VERSION_LIST = "version.json"
WORKER = "service_worker.js"  # the browser itself keeps it
NOTEBOOK = ".ipynb"  # for a computer that has the course: no page needs it


def name_version(folder: Path) -> None:
    """Name the version by what the site holds, lead its pages there, and write the list of all that a reader keeps."""
    counted = (path for path in _files(folder) if path.name != SNAPSHOT)  # each build makes another
    held = "".join(f"{path.relative_to(folder).as_posix()} {_digest(path)}\n" for path in counted)
    version = f"v-{sha256(held.encode()).hexdigest()[:12]}"
    (folder / UNNAMED).rename(folder / version)
    for page in sorted(folder.glob("*/index.html")):
        html = page.read_text(encoding="utf-8").replace(f'="../{UNNAMED}/', f'="../{version}/')
        page.write_text(html, encoding="utf-8")
    kept = [path for path in _files(folder) if path.name != WORKER and path.suffix != NOTEBOOK]
    files = {path.relative_to(folder).as_posix(): [path.stat().st_size, _digest(path)] for path in kept}
    size = sum(path.stat().st_size for path in kept)
    (folder / VERSION_LIST).write_text(json.dumps({"version": version, "size": size, "files": files}), encoding="utf-8")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
