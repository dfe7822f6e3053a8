"""Tells JupyterLab whether a lesson may start by itself. A server extension, asked by `jupyter/labextensions/`.

What a release is, and which copy of it this server was started for, the server learns from its own environment, which
`wellfounded learn` or Binder set: never from a file that lies among the learner's.
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
from wellfounded.content.case import CASES
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.launch.server import COPY, COURSE, PROOF, proof
from wellfounded.learner.lessons import find_lessons, notebook_of

Homes = dict[str, list[Path]]  # by module: the folders that hold its lesson, see lessons.py


@dataclass(frozen=True)
class Lesson:
    """A lesson as it was released: the source of each code cell, and `cases.json`, which its page is drawn from."""

    code: list[str]
    cases: bytes | None


@dataclass(frozen=True)
class Served:
    """The release, as it was when the server started, and the copy of it that is served: its path from the root."""

    copy: Path
    path: tuple[str, ...]
    lessons: Mapping[str, Lesson]

    def genuine(self, path: str, sources: list[str]) -> bool:
        """Return whether a notebook is a lesson of this release, in the copy that is served.

        JupyterLab runs what it shows: so what it shows is judged, not the file. It may lack cells, and a learner may
        have moved or renamed it. What stands beside the lesson that it was copied from does not start.
        """
        code = [each.strip() for each in sources if each.strip()]
        try:
            place = self.copy / "/".join(_below(path, self.path))
            here = find_lessons(self.copy)
            return bool(code) and self._drawn_from_release(here) and self._lies(place, code, here)
        except (OSError, ValueError):  # a name that no file can have
            return False

    def _drawn_from_release(self, here: Homes) -> bool:
        """Return whether the cases of every lesson are the release's: some pages draw those of others."""
        homes = ((lesson, here.get(name, [])) for name, lesson in self.lessons.items())
        return all(_cases(folder) == lesson.cases for lesson, folders in homes for folder in folders[:1])

    def _lies(self, place: Path, code: list[str], here: Homes) -> bool:
        """Return whether a lesson with these cells lies at this place, and is the first if there are several."""
        there = [name for name, folders in here.items() if notebook_of(folders[0], name) == place == place.resolve()]
        return any(name in self.lessons and _in_order(code, self.lessons[name].code) for name in there)


def read_served(copy: Path, course: Path, root: Path) -> Served:
    """Read what was released from `course`; ValueError where the copy does not lie in what the server serves."""
    copy = copy.resolve()
    lessons = {path.name: Lesson(_code(path / f"{path.name}.ipynb"), _cases(path)) for path in release.lessons(course)}
    return Served(copy, copy.relative_to(root.resolve()).parts, lessons)


def _below(path: str, above: tuple[str, ...]) -> list[str]:
    """Return the parts of a path from the server's root, below the copy; ValueError where it is no plain path there."""
    parts = path.split("/")
    below = parts[len(above) :]
    if tuple(parts[: len(above)]) != above or not below or {"", ".", ".."} & {*below}:
        raise ValueError(path)
    return below


class GenuineHandler(APIHandler):
    """POST {"path": from the server's root, "sources": [of each code cell]} gives {"genuine": true or false}."""

    def initialize(self, served: Served | None) -> None:
        """Judge by what is served; without it nothing is genuine."""
        self.served = served

    @web.authenticated
    def post(self) -> None:
        """Judge a notebook."""
        path, sources = self._asked()
        self.finish({"genuine": self.served is not None and self.served.genuine(path, sources)})

    def _asked(self) -> tuple[str, list[str]]:
        try:
            asked = self.get_json_body()
        except UnicodeDecodeError:
            asked = None
        match asked:
            case {"path": str(path), "sources": list(sources)} if all(isinstance(each, str) for each in sources):
                return path, sources
        raise web.HTTPError(400, "path and sources are asked for")


class ProofHandler(APIHandler):
    """GET ?challenge=... gives what only who knows the token can say, so that `learn` knows its own server."""

    @allow_unauthenticated
    def get(self) -> None:
        """Prove it, if there is a token."""
        token = getattr(self.identity_provider, "token", "")
        if not token:
            raise web.HTTPError(404)
        self.finish(proof(token, self.get_query_argument("challenge", "")), set_content_type="text/plain")


def _code(notebook: Path) -> list[str]:
    code = (cell["source"].strip() for cell in release.cells(notebook) if cell["cell_type"] == "code")
    return [source for source in code if source]


def _cases(folder: Path) -> bytes | None:
    """Return the bytes of a lesson's cases, None where there are none; nothing else is read, a pipe for instance."""
    try:
        return read_plain(folder / CASES)
    except FileNotFoundError:
        return None
    except UntrustedError:
        return b""


def _in_order(some: list[str], all_of_them: list[str]) -> bool:
    rest = iter(all_of_them)
    return all(each in rest for each in some)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "wellfounded.launch.autostart"}]


def _load_jupyter_server_extension(app: Any) -> None:
    settings = app.web_app.settings
    try:
        copy, course = (Path(os.environ[name]) for name in (COPY, COURSE))
        served = read_served(copy, course, Path(settings["server_root_dir"]).expanduser())
    except (KeyError, ValueError, OSError):
        app.log.warning("Well-Founded: no copy of the course is served here, so no lesson starts by itself.")
        served = None
    genuine, ours = (url_path_join(settings["base_url"], *path) for path in (("wellfounded", "genuine"), PROOF))
    app.web_app.add_handlers(".*$", [(genuine, GenuineHandler, {"served": served}), (ours, ProofHandler)])
