"""What the learner's view asks of the server: which lesson a notebook is, its printable page, the language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from markupsafe import Markup
from tornado import web

from wellfounded.content.markup import fill_html
from wellfounded.i18n import messages
from wellfounded.launch.server import JUPYTER
from wellfounded.learner.language import choose_language, speak_language
from wellfounded.learner.lessons import find_lessons, notebook_of
from wellfounded.learner.workspace import Workspace, open_workspace
from wellfounded.render.page import standalone_page

LESSON_PATH, PRINT_PATH, LANGUAGE_PATH = (("wellfounded", name) for name in ("lesson", "print", "language"))
AFTER_LESSONS = "90"
VIEW = JUPYTER / "labextensions" / "wellfounded" / "static" / "remoteEntry.js"  # made by bundle.js


@dataclass(frozen=True)
class LessonName:
    """A lesson as its readers call it: its module, the number that stands before it, its title, and its notebook.

    What comes after the lessons, Review and glossary, has no number.
    """

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
            LessonName(module, number_of(module), title, self._served(notebook_of(homes[module][0], module)))
            for module, title in self.titles.items()
            if module in homes
        ]

    def name_of(self, path: str) -> LessonName | None:
        """Return the name of the lesson with this notebook; None where it is no lesson."""
        return next((name for name in self.names() if name.path == path), None)

    def _served(self, notebook: Path) -> str:
        return "/".join((*self.path, *notebook.relative_to(self.copy).parts))


def number_of(module: str) -> str:
    """Return the number by which readers call a lesson; "" for what comes after the lessons."""
    return module[:2] if module < AFTER_LESSONS else ""


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
        lesson = self.names.name_of(self.get_query_argument("path", "")) if self.names else None
        self.finish({"lesson": lesson and asdict(lesson), "lessons": [asdict(name) for name in names]} | self._words())

    def _words(self) -> dict[str, Any]:
        speak_language(open_workspace(self.names.copy) if self.names else None)
        return {
            "language": messages.chosen(),
            "languages": messages.languages(),
            "words": messages.javascript(VIEW.read_text("utf-8")),
        }


class PrintHandler(JupyterHandler):
    """GET ?path=... returns the printable page of a lesson, with the learner's answers."""

    def initialize(self, names: LessonNames | None) -> None:
        """Keep the names; without a served copy nothing is printed."""
        self.names = names

    @web.authenticated
    def get(self) -> None:
        """Answer with the page; 404 where the notebook is no lesson."""
        from wellfounded.render.lesson_page import PrintError, printed_lesson  # seldom needed

        workspace = open_workspace(self.names.copy) if self.names else None
        lesson = self.names.name_of(self.get_query_argument("path", "")) if self.names else None
        if lesson is None or workspace is None:
            raise web.HTTPError(404)
        speak_language(workspace)
        try:
            self.finish(printed_lesson(workspace, lesson.module))
        except PrintError as error:
            self.finish(standalone_page(lesson.title, fill_html("<p>{}</p>", str(error)), Markup("")))


class LanguageHandler(APIHandler):
    """PUT {"language": a code} keeps which language the learner chose, for every lesson of the served copy."""

    def initialize(self, names: LessonNames | None) -> None:
        """Keep the names; without a served copy there is nobody whose language it could be."""
        self.names = names

    @web.authenticated
    def put(self) -> None:
        """Keep the language; 400 where there is no such, 404 without a copy, 507 where it cannot be written."""
        workspace = open_workspace(self.names.copy) if self.names else None
        if workspace is None:
            raise web.HTTPError(404)
        match self.get_json_body():
            case {"language": str(language)} if language in messages.languages():
                self._keep(workspace, language)
            case _:
                raise web.HTTPError(400, "a language is required")

    def _keep(self, workspace: Workspace, language: str) -> None:
        try:
            choose_language(workspace, language)
        except OSError as error:
            raise web.HTTPError(507, "the language cannot be kept") from error
        self.finish({"language": language})


def handlers(names: LessonNames | None) -> list[tuple[tuple[str, ...], type[JupyterHandler], dict[str, Any]]]:
    """Return each path below the server's root, its handler, and what that is made with."""
    made_with = {"names": names}
    return [
        (LESSON_PATH, LessonHandler, made_with),
        (PRINT_PATH, PrintHandler, made_with),
        (LANGUAGE_PATH, LanguageHandler, made_with),
    ]
