"""A lesson open in JupyterLab, as a test reads and works it."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from wellfounded.journal.file import JOURNAL, Journal, replay

START, MODULE = "00-start-here", "01-refugee-definition"
expect.set_options(timeout=60_000)  # a kernel starts slowly on a busy machine
IDLE = "Python 3 (ipykernel) | Idle"  # in JupyterLab's status bar; before a kernel is there, JupyterLab runs nothing


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def at(address: str, module: str) -> str:
    """Return the address of a module's lesson on the server that says it is ready at `address`."""
    return at_path(address, f"{module}/{module}.ipynb")


def at_path(address: str, path: str) -> str:
    """Return the address of any notebook on that server, by its path in the workspace."""
    return re.sub(r"/[^/]+/[^/]+\.ipynb", f"/{path}", address)


def wait_for_start(page: Page, state: Literal["starting", "started", "refused", "stopped"]) -> None:
    """Wait until the page says this of the start of its lesson."""
    expect(page.locator("body")).to_have_attribute("data-wf-start", state)


def handed_in(page: Page) -> Locator:
    """Wait until the lesson is marked, and recorded too; return the panel that hands it in."""
    panel = page.locator(".wf-panel")
    expect(panel.locator(".wf-result-title")).to_have_text(re.compile(r"^Lesson \d\d is handed in$"))
    expect(panel.get_by_role("button", name="Hand in again")).to_be_enabled()
    return panel


class Lesson:
    """The page, and the folder in which its answers are kept."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page, self.address, self.folder = page, address, folder

    def open(self) -> None:
        """Open the lesson, which starts by itself, and wait for its last cell."""
        self.page.goto(self.address)
        self.started()

    def open_and_run(self) -> None:
        """Open the lesson in JupyterLab, where it does not start by itself, and run it by JupyterLab's menu."""
        self.page.goto(self.address)
        self.page.get_by_text(IDLE).wait_for()
        self.run_all()

    def started(self) -> None:
        """Wait until every cell has run, and what the last one draws is there."""
        wait_for_start(self.page, "started")
        self.page.locator(".wf-panel, .wf-board").last.wait_for()
        expect(self.page.locator(".wf-held")).to_have_count(0)  # the static forms, kept until the live ones are there

    @contextmanager
    def drawn_anew(self) -> Iterator[None]:
        """Wait after a `with` block, in which the kernel is restarted, until new views stand in place of the old."""
        self.questions().evaluate_all("all => all.forEach((each) => { each.dataset.before = 'yes'; })")
        yield
        expect(self.page.locator(".wf-question[data-before]")).to_have_count(0)
        self.started()

    def read_all(self) -> None:
        """Open every case that has a content note."""
        for button in self.page.locator(".wf-note button", has_text="Read the case").all():
            if button.is_visible():  # one with an answer in it is open
                button.click()
                expect(self.page.locator(".wf-story:focus")).to_have_count(1)  # the button that had it is gone
            expect(button).to_be_hidden()

    def run_all(self) -> None:
        """Run the lesson by JupyterLab's menu."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.locator(".lm-Menu").get_by_text("Run All Cells", exact=True).click()
        self.questions().first.wait_for()
        self.page.locator(".wf-panel, .wf-board").last.wait_for()  # a kernel is idle between cells, too
        expect(self.page.get_by_text(IDLE)).to_be_visible()

    def questions(self) -> Locator:
        return self.page.locator(".wf-question")

    def question(self, words: str) -> Locator:
        """Return the question whose prompt holds `words`, in view."""
        found = self.questions().filter(has=self.page.locator("legend", has_text=words))
        found.scroll_into_view_if_needed()
        return found

    def option(self, question: str, words: str) -> Locator:
        return self.question(question).locator(".wf-option", has_text=words)

    def check(self, question: str, sure: str = "Sure") -> Locator:
        """Check what was chosen, and say in the same touch how sure one is; return the feedback."""
        self.question(question).get_by_role("button", name=sure, exact=True).click()
        feedback = self.question(question).locator(".wf-told")
        expect(feedback).not_to_be_empty()
        return feedback

    def status(self, question: str) -> Locator:
        return self.question(question).locator(".wf-status")

    def journal(self) -> Journal:
        """Return what the learner did: the seed by which graded variants are theirs is left aside."""
        kept = replay(self.folder / JOURNAL)
        return Journal([event for event in kept.events if event["event"] != "seed"], kept.skipped, kept.newer)
