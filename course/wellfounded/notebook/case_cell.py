"""Draws a case in a notebook and keeps its answers: what a lesson imports."""

from __future__ import annotations

import os
from pathlib import Path

from IPython.display import display
from markupsafe import Markup

from wellfounded.content.case import CASES, Case, cases_in
from wellfounded.content.release import is_release
from wellfounded.i18n.messages import attributes, phrase, phrase_html
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import find_lessons
from wellfounded.learner.sync_copies import Merged, merge_copies, other_copies
from wellfounded.learner.workspace import Workspace, find_workspace
from wellfounded.notebook.widgets.shown import show
from wellfounded.render.case import one_line, static

REMEDY_AUTOGRADE = (
    "This course is graded from answers.jsonl, without running any notebook. nbgrader is about to run one: "
    "start it in the root of the course, where nbgrader_config.py lies."
)

_homes: list[Path] = []  # of the case that was shown last


def case(case_id: str) -> None:
    """Show a case: its facts, and its questions ready to answer.

    What was answered before is there again. In a notebook without a kernel the text stays readable.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise RuntimeError(REMEDY_AUTOGRADE)
    home = find_home(case_id)
    speak_language(find_workspace(home or Path.cwd()))
    if home is None:
        told = phrase(
            "The case “{id}” is not here. Open the lesson from its own folder, beside {file}.", id=case_id, file=CASES
        )
        tell(told)
        return
    _homes[:] = [home]
    shown = cases_in(home)[case_id]
    bundle = {"text/plain": one_line(shown), "text/html": static(shown)}
    display({**bundle, **live_view(shown, home)}, raw=True)


def shown_from() -> Path:
    """Return the folder of the case that was shown last: a notebook may be opened outside its lesson's folder."""
    return next(iter(_homes), Path.cwd())


def find_home(case_id: str) -> Path | None:
    """Return the folder whose `cases.json` holds a case: this one, else one of the same copy, else one beside it."""
    here = Path.cwd()
    if case_id in cases_in(here):
        return here
    workspace = find_workspace(here)
    folders = [homes[0] for homes in find_lessons(workspace.folder if workspace else here.parent).values()]
    return next((folder for folder in folders if case_id in cases_in(folder)), None)


def live_view(shown: Case, home: Path) -> dict[str, object]:
    """Return the widget's part of the output; nothing where no kernel stands behind it."""
    from wellfounded.notebook.widgets.case import CaseView  # slow to import, and not needed to read a case

    keeps = not (home / "lesson.md").exists() and not is_release(home)
    view = CaseView(shown, home / JOURNAL if keeps else None, notice(shown, home) if keeps else "")
    return show(f"case {shown.id}", view)


def notice(shown: Case, home: Path) -> Markup:
    """Return, as HTML, what a learner must know before a case; "" for nothing.

    Before any case: that answers were found in a copy. Before the first: that the lesson lies here twice, and what it
    means to be on Binder.
    """
    workspace = find_workspace(home)
    told = [each.said() for each in _merged(home)]
    if workspace is None or shown != next(iter(cases_in(home).values())):
        return _paragraphs(told)
    told += filter(None, [other_copies(workspace, home)])
    return _paragraphs(told) + (_on_binder(workspace, home) if workspace.kind == "binder" else Markup(""))


def _merged(home: Path) -> list[Merged]:
    try:
        return merge_copies(home)
    except OSError:  # the questions themselves say what is wrong with the folder
        return []


def _paragraphs(lines: list[str]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _on_binder(workspace: Workspace, home: Path) -> Markup:
    answers = workspace.address(home / JOURNAL)
    save = Markup('<a href="{}" download>{}</a>').format(answers, phrase_html("save answers.jsonl"))
    return phrase_html(
        "<p><strong>You are on Binder.</strong> Your answers lie on Binder's server, not on your computer. They are "
        "gone when it ends, and it ends when nobody has used it for some minutes.</p><p>To take them along, once you "
        "have answered: {save}. To go on later, upload that file into this lesson's folder before you run the "
        "lesson.</p><p>Please do not write your own story here. This server is not yours, and what you type is kept "
        "on it until it ends.</p>",
        save=save,
    )


def tell(words: str) -> None:
    """Say something to the learner where a case would stand."""
    html = Markup("<p{}><strong>{}</strong></p>").format(attributes(), words)
    display({"text/plain": words, "text/html": html}, raw=True)
