"""Tells JupyterLab's page which lesson a notebook is, where the others lie, and the words of the learner's view."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from tornado import web

from wellfounded.i18n import messages
from wellfounded.launch.server import JUPYTER
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import find_lessons, notebook_of
from wellfounded.learner.workspace import open_workspace

LESSON_PATH = ("wellfounded", "lesson")
VIEW = JUPYTER / "labextensions" / "wellfounded" / "static" / "remoteEntry.js"  # made by bundle.js


@dataclass(frozen=True)
class LessonName:
    """A lesson as its readers call it: its module, the number that stands before it, its title, and its notebook."""

    module: str
    number: str
    title: str
    path: str  # of the notebook, from the server's root


@dataclass(frozen=True)
class LessonNames:
    """The names of a release's lessons, and the served copy in which their notebooks are looked for."""

    copy: Path
    path: tuple[str, ...]  # of the copy, from the server's root
    titles: dict[str, str]

    def names(self) -> list[LessonName]:
        """Return the released lessons that lie in the copy now, in the order of the course."""
        homes = find_lessons(self.copy)
        return [
            LessonName(module, module[:2], title, self._served(notebook_of(homes[module][0], module)))
            for module, title in self.titles.items()
            if module in homes
        ]

    def _served(self, notebook: Path) -> str:
        return "/".join((*self.path, *notebook.relative_to(self.copy).parts))


def read_names(copy: Path, path: tuple[str, ...], lessons: Iterable[Path]) -> LessonNames:
    """Read the titles of released lessons."""
    return LessonNames(copy, path, {lesson.name: _title(lesson / f"{lesson.name}.ipynb") for lesson in lessons})


def _title(notebook: Path) -> str:
    try:
        return str(json.loads(notebook.read_bytes())["metadata"]["title"])
    except (OSError, ValueError, KeyError, TypeError):  # of an early release
        return notebook.stem[3:].replace("-", " ").capitalize()


class LessonHandler(APIHandler):
    """GET ?path=... returns {"lesson", "lessons", "language", "languages", "words"}.

    `path` is a notebook's from the server's root, and `lesson` its name, null where it is no lesson of the served copy.
    """

    def initialize(self, names: LessonNames | None) -> None:
        """Keep the names; without a served copy there is no lesson."""
        self.names = names

    @web.authenticated
    def get(self) -> None:
        """Answer which lesson a notebook is."""
        names = self.names.names() if self.names else []
        path = self.get_query_argument("path", "")
        lesson = next((name for name in names if name.path == path), None)
        self.finish({"lesson": lesson and asdict(lesson), "lessons": [asdict(name) for name in names]} | self._words())

    def _words(self) -> dict[str, Any]:
        speak_language(open_workspace(self.names.copy) if self.names else None)
        return {
            "language": messages.chosen(),
            "languages": messages.languages(),
            "words": messages.javascript(VIEW.read_text("utf-8")),
        }
