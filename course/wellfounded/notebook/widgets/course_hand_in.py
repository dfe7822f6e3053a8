"""On a hub: gives a lesson to its course, and looks for marks, each while the kernel goes on; says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import later, phrase, phrase_html
from wellfounded.learner.course_exchange import feedback_page, fetch_feedback, give_to_course
from wellfounded.learner.exchange_process import ExchangeProblemError
from wellfounded.learner.lessons import module_of
from wellfounded.learner.receipt import Receipt
from wellfounded.learner.receipt_file import kept_receipt
from wellfounded.learner.workspace import Workspace
from wellfounded.learner.write_errors import why
from wellfounded.render.hand_in_result import framed
from wellfounded.render.receipt_line import receipt_line

Answer = Callable[[dict[str, Any]], None]  # hears what came of it: "event", and "at", "refused" or "found"
NO_MARKS = later("There are no marks yet. Your instructor gives them out when they are ready.")


def give(workspace: Workspace, folder: Path, answer: Answer) -> None:
    """Give the lesson in `folder` to the course."""
    Thread(target=lambda: answer({"event": "handin", **_given(workspace, folder)}), daemon=True).start()


def fetch(workspace: Workspace, folder: Path, answer: Answer) -> None:
    """Look for what the course has given back of the lesson in `folder`."""
    Thread(target=lambda: answer({"event": "fetch", "found": _found(workspace, folder)}), daemon=True).start()


def result(workspace: Workspace, folder: Path, onward: Markup) -> Markup:
    """Return the result of the last hand-in that reached the course; "" before the first."""
    module = module_of(folder)
    receipt = kept_receipt(workspace, module, "exchange")
    return (
        _course_result(receipt, _marks_line(workspace, feedback_page(workspace, module)), onward)
        if receipt
        else Markup("")
    )


def _given(workspace: Workspace, folder: Path) -> dict[str, str]:
    try:
        return {"at": give_to_course(workspace, folder)[0]["at"]}
    except (OSError, ValueError, ExchangeProblemError) as error:
        return {"refused": phrase(later("Not handed in: {why}"), why=_why(error, folder))}


def _found(workspace: Workspace, folder: Path) -> str:
    try:
        page = fetch_feedback(workspace, module_of(folder))
    except (OSError, ExchangeProblemError) as error:
        return phrase(later("Not fetched: {why}"), why=_why(error, folder))
    return phrase(later("Your marks and feedback are here.")) if page else phrase(NO_MARKS)


def _why(error: Exception, folder: Path) -> str:
    return why(error, folder) if isinstance(error, OSError | ValueError) else str(error)


def _course_result(receipt: Receipt, marks: Markup, onward: Markup) -> Markup:
    """Return the result of a hand-in on a hub: the course has it; `marks` is the way to what it gives back."""
    again = phrase_html(
        "You may change answers and hand in again. The latest hand-in counts, unless your instructor says otherwise."
    )
    body = receipt_line(receipt) + fill_html("<p>{}</p>", again) + marks
    return framed(phrase_html("Your lesson is handed in"), body + onward)


def _marks_line(workspace: Workspace, page: Path | None) -> Markup:
    """Return the button that looks for marks and feedback, and the page of what was fetched, if there is one."""
    look = phrase_html("Look for marks and feedback") if page is None else phrase_html("Look for newer ones")
    button = fill_html("<button type='button' class='wf-link' data-fetch=''>{}</button>", look)
    if page is None:
        return fill_html("<p class='wf-marks'>{}</p>", button)
    words = phrase_html("Your marks and feedback")
    link = fill_html("<a href='{}' target='_blank' rel='noopener'>{}</a>", workspace.address(page), words)
    return fill_html("<p class='wf-marks'>{} {}</p>", link, button)
