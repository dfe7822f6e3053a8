"""Lets JupyterLab's page open a lesson where its reader stopped."""

from __future__ import annotations

from typing import Any

from jupyter_server.base.handlers import APIHandler
from tornado import web

from wellfounded.launch.lesson_handlers import LessonNames
from wellfounded.learner.bookmark import MAX_PAGE, keep_bookmark, next_case, read_bookmark
from wellfounded.learner.lessons import find_lessons

PLACE_PATH = ("wellfounded", "place")


class PlaceHandler(APIHandler):
    """GET ?path=... returns {"place": "…"}, PUT {"place": "…"} keeps it: a page by the id of its cell, "" for none.

    `path` is a lesson's notebook, from the server's root; 404 where it is none.
    """

    def initialize(self, names: LessonNames | None) -> None:
        """Keep where the lessons lie; without a served copy there is none."""
        self.names = names

    @web.authenticated
    def get(self) -> None:
        """Answer where the reader stopped, or else what comes after the last answer."""
        names, module = self._lesson()
        try:
            place = read_bookmark(names.copy, module) or next_case(find_lessons(names.copy)[module])
        except OSError:
            place = ""
        self.finish({"place": place})

    @web.authenticated
    def put(self) -> None:
        """Keep where the reader is now."""
        names, module = self._lesson()
        body: Any = self.get_json_body()
        place = body.get("place") if isinstance(body, dict) else None
        if not isinstance(place, str) or not 0 < len(place) <= MAX_PAGE:
            raise web.HTTPError(400, "place is required")
        try:
            keep_bookmark(names.copy, module, place)
        except OSError as error:
            raise web.HTTPError(507, "the place could not be kept") from error
        self.set_status(204)
        self.finish()

    def _lesson(self) -> tuple[LessonNames, str]:
        """Return where the lessons lie, and the module of the one that is asked about."""
        lesson = self.names.name_of(self.get_query_argument("path", "")) if self.names else None
        if self.names is None or lesson is None:
            raise web.HTTPError(404)
        return self.names, lesson.module
