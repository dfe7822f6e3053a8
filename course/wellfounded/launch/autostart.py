"""Tells JupyterLab which lesson it shows, and whether that may start by itself: a server extension.

The server learns from its environment, set by `wellfounded learn` or Binder, where the release is and which copy of it
is served. It trusts no file among the learner's own for this.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from wellfounded.content import release
from wellfounded.content.activities import ACTIVITIES
from wellfounded.content.case import CASES
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.launch import lesson_handlers
from wellfounded.launch.export_formats import FORMATS_PATH, ExportFormatsHandler
from wellfounded.launch.lesson_handlers import LessonNames, read_names
from wellfounded.launch.place_handler import PLACE_PATH, PlaceHandler
from wellfounded.launch.server import COPY, COURSE, PROOF_PATH, proof
from wellfounded.learner.lessons import find_lessons, notebook_of

GENUINE_PATH = ("wellfounded", "genuine")
Homes = dict[str, list[Path]]  # by module, the folders that hold its lesson; see lessons.py


@dataclass(frozen=True)
class ReleasedLesson:
    """A lesson as it was released: the source of each code cell, and the files that its cells show."""

    code: list[str]
    shown: list[bytes | None]


@dataclass(frozen=True)
class ServedCopy:
    """A served copy, its path from the server's root, and the release as it was when the server started."""

    copy: Path
    path: tuple[str, ...]
    lessons: Mapping[str, ReleasedLesson]

    def is_genuine(self, path: str, sources: list[str]) -> bool:
        """Return whether a notebook is a lesson of this release in the served copy.

        JupyterLab runs the cells that it shows, so these are compared, not the file. Cells may be missing, and the
        notebook may have been moved or renamed. A copy beside the lesson itself is not genuine.
        """
        code = [source.strip() for source in sources if source.strip()]
        try:
            notebook = self.copy / "/".join(_path_below(path, self.path))
            homes = find_lessons(self.copy)
            return bool(code) and self._shows_what_was_released(homes) and self._is_lesson(notebook, code, homes)
        except (OSError, ValueError):  # a name that no file can have
            return False

    def _shows_what_was_released(self, homes: Homes) -> bool:
        """Return whether what every lesson shows is the release's: some lessons show cases of others."""
        in_copy = ((lesson, homes.get(name, [])) for name, lesson in self.lessons.items())
        return all(_shown(folder) == lesson.shown for lesson, folders in in_copy for folder in folders[:1])

    def _is_lesson(self, notebook: Path, code: list[str], homes: Homes) -> bool:
        """Return whether a path is the notebook of a lesson with these cells; of several folders the first counts."""
        if notebook != notebook.resolve():
            return False
        names = [name for name, folders in homes.items() if notebook_of(folders[0], name) == notebook]
        return any(name in self.lessons and _is_subsequence(code, self.lessons[name].code) for name in names)


def read_served(copy: Path, course: Path, root: Path) -> ServedCopy:
    """Read the release of `course`; ValueError if the copy is not in the folder that the server serves."""
    copy = copy.resolve()
    lessons = {
        path.name: ReleasedLesson(_code(path / f"{path.name}.ipynb"), _shown(path)) for path in release.lessons(course)
    }
    return ServedCopy(copy, copy.relative_to(root.resolve()).parts, lessons)


def _path_below(path: str, above: tuple[str, ...]) -> list[str]:
    """Return the parts of a path below the copy; ValueError if it does not lead there directly."""
    parts = path.split("/")
    below = parts[len(above) :]
    if tuple(parts[: len(above)]) != above or not below or {"", ".", ".."} & {*below}:
        raise ValueError(path)
    return below


class GenuineHandler(APIHandler):
    """POST {"path": from the server's root, "sources": [of each code cell]} returns {"genuine": true or false}."""

    def initialize(self, served: ServedCopy | None) -> None:
        """Keep the served copy; without one, no notebook is genuine."""
        self.served = served

    @web.authenticated
    def post(self) -> None:
        """Answer whether a notebook is genuine."""
        path, sources = self._read_request()
        self.finish({"genuine": self.served is not None and self.served.is_genuine(path, sources)})

    def _read_request(self) -> tuple[str, list[str]]:
        try:
            body = self.get_json_body()
        except UnicodeDecodeError:
            body = None
        match body:
            case {"path": str(path), "sources": list(sources)} if all(isinstance(source, str) for source in sources):
                return path, sources
        raise web.HTTPError(400, "path and sources are required")


class ProofHandler(APIHandler):
    """GET ?challenge=... returns a proof that needs the token, by which `learn` recognises its own server."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer with the proof; 404 if the server has no token."""
        token = getattr(self.identity_provider, "token", "")
        if not token:
            raise web.HTTPError(404)
        self.finish(proof(token, self.get_query_argument("challenge", "")), set_content_type="text/plain")


def _code(notebook: Path) -> list[str]:
    code = (cell["source"].strip() for cell in release.cells(notebook) if cell["cell_type"] == "code")
    return [source for source in code if source]


def _shown(folder: Path) -> list[bytes | None]:
    """Return the bytes of a lesson's cases and of its activities."""
    return [_bytes(folder / name) for name in (CASES, ACTIVITIES)]


def _bytes(path: Path) -> bytes | None:
    """Return what a file holds; None if there is none, b"" for what is no plain file, such as a pipe."""
    try:
        return read_plain(path)
    except FileNotFoundError:
        return None
    except UntrustedError:
        return b""


def _is_subsequence(some: list[str], complete: list[str]) -> bool:
    rest = iter(complete)
    return all(source in rest for source in some)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "wellfounded.launch.autostart"}]


def _load_jupyter_server_extension(app: Any) -> None:
    settings = app.web_app.settings
    served: ServedCopy | None = None
    names: LessonNames | None = None
    try:
        copy, course = (Path(os.environ[name]) for name in (COPY, COURSE))
        served = read_served(copy, course, Path(settings["server_root_dir"]).expanduser())
        names = read_names(served.copy, served.path, release.lessons(course))
    except (KeyError, ValueError, OSError):
        app.log.warning("Well-Founded: this server serves no copy of the course, so no lesson starts by itself.")
    every = [
        (GENUINE_PATH, GenuineHandler, {"served": served}),
        (PLACE_PATH, PlaceHandler, {"names": names}),
        (FORMATS_PATH, ExportFormatsHandler, {}),
        (PROOF_PATH, ProofHandler, {}),
        *lesson_handlers.handlers(names),
    ]
    urls = [(url_path_join(settings["base_url"], *path), handler, options) for path, handler, options in every]
    app.web_app.add_handlers(".*$", urls)
