"""What a learner of a cohort sees first after handing in: the file, what to do with it, and where to go from here."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.release import about_kit
from wellfounded.i18n.messages import later, phrase_html
from wellfounded.journal import clock
from wellfounded.learner.receipt import Receipt
from wellfounded.learner.workspace import IN_BROWSER, Workspace
from wellfounded.render.hand_in_result import framed
from wellfounded.render.receipt_line import receipt_line


def file_result(workspace: Workspace, file: Path, receipt: Receipt, onward: Markup, *, clock_errors: int) -> Markup:
    """Return what to do with the file that was written, and where to go from here."""
    link = fill_html("<a href='{}' download>{}</a>", workspace.address(file), file.name)
    steps = (
        phrase_html("Save this file: {link}", link=link),
        phrase_html("Give it to your instructor in the way they told you, by your course’s page or by email."),
    )
    again = phrase_html(
        "You may change answers and hand in again. The latest file counts, unless your instructor says otherwise."
    )
    kept = phrase_html("Every such file is also kept in the folder “hand-in” of your course.")
    righted = fill_html("<p>{}</p>", clock.correction_message(clock_errors)) if clock_errors else Markup("")
    done = phrase_html("Well done. All your answers to this lesson are in one file. Two steps are left:")
    body = (
        fill_html("<p>{}</p>", done)
        + fill_html("<ol>{}</ol>", join_html(fill_html("<li>{}</li>", step) for step in steps))
        + receipt_line(receipt)
        + from_instructor(workspace.course)
        + fill_html("<p>{}</p>", again if IN_BROWSER else join_html([again, kept], " "))
        + righted
    )
    return framed(phrase_html("Your lesson is ready to give in"), body + onward)


def from_instructor(course: Path) -> Markup:
    """Return what the kit of a cohort says of when to hand in and where marks will come; "" if nothing."""
    about = about_kit(course)
    known = {"due": later("When to hand in: {words}"), "marks": later("Your marks: {words}")}
    lines = [(known[name], words) for name in known if isinstance(words := about.get(name), str) and words]
    return join_html(fill_html("<p>{}</p>", phrase_html(message, words=words)) for message, words in lines)
