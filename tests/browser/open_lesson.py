"""A lesson that one test leaves open for the next: to load JupyterLab takes longer than most tests."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.lesson import Lesson
from tests.browser.page_fixtures import Window
from tests.browser.shared_server import SharedServer

FORGET = """() => {
  for (const kept of [localStorage, sessionStorage])
    for (const name of Object.keys(kept).filter((each) => each.startsWith("wellfounded"))) kept.removeItem(name);
}"""
TO_THE_TOP = """() => {
  document.activeElement?.blur();
  for (const node of document.querySelectorAll(".jp-WindowedPanel-outer")) node.scrollTop = 0;
}"""


@dataclass(frozen=True)
class OpenLesson:
    """The lesson, its window, and the choices with which it was opened."""

    choices: tuple[object, ...]
    server: SharedServer
    window: Window
    lesson: Lesson

    @property
    def page(self) -> Page:
        return self.lesson.page

    def begin_anew(self) -> None:
        """Lay the lesson out as it is shipped; its kernel, and all that it draws, begin anew on the same page."""
        for page in self.window.context.pages:
            if page != self.page:
                page.close()
        self.page.set_viewport_size(self.window.size)
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
        self.page.evaluate(FORGET)
        with self.lesson.drawn_anew():
            self.server.begin_anew_in_place(f"{self.lesson.folder.name}/{self.lesson.folder.name}.ipynb")
        self.page.evaluate(TO_THE_TOP)


class Shelf:
    """Where a test leaves its lesson."""

    left: OpenLesson | None = None

    def take(self, choices: tuple[object, ...] | None) -> OpenLesson | None:
        """Return the lesson that the last test left, if it was opened with these choices; close any other."""
        left, self.left = self.left, None
        if left is None or left.choices == choices:
            return left
        left.window.close()
        return None
