"""`case`, which a lesson calls: shows a case in a notebook and saves its answers."""

from __future__ import annotations

import os
from pathlib import Path

from markupsafe import Markup

from wellfounded.content.case import Case, case_in, ids_in
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.release import is_release
from wellfounded.i18n.messages import language_attributes, phrase, phrase_html
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import find_lessons
from wellfounded.learner.seed import keep_seed
from wellfounded.learner.sync_copies import Merged, merge_copies, other_copies
from wellfounded.learner.workspace import IN_BROWSER, Workspace, find_workspace
from wellfounded.notebook.widgets.shown import display, show
from wellfounded.render.case import one_line, static

REMEDY_AUTOGRADE = (
    "This course is graded from answers.jsonl, without running any notebook. nbgrader is about to run one: "
    "start it in the root of the course, where nbgrader_config.py lies."
)

_last_home: list[Path] = []  # the folder of the case that was shown last; [] before the first


def case(case_id: str) -> None:
    """Show a case: its facts, and its questions ready to answer.

    Earlier answers are shown again. The text is readable without a kernel too.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise RuntimeError(REMEDY_AUTOGRADE)
    home, shown_case = find_case(case_id) or (None, None)
    speak_language(find_workspace(home or Path.cwd()))
    if home is None or shown_case is None:
        message = phrase(
            "The case “{id}” is missing here. Your answers are safe. Close the course and start it again.",
            id=case_id,
        )
        show_message(message)
        return
    _last_home[:] = [home]
    bundle = {"text/plain": one_line(shown_case), "text/html": static(shown_case)}
    display({**bundle, **live_view(shown_case, home)})


def last_case_folder() -> Path:
    """Return the folder of the case that was shown last: a notebook may be outside its lesson's folder."""
    return next(iter(_last_home), Path.cwd())


def find_case(case_id: str) -> tuple[Path, Case] | None:
    """Return a case, and the folder that holds it: this one, else a lesson's of its copy, else one beside it."""
    here = Path.cwd()
    if case := case_in(here, case_id):
        return here, case
    workspace = find_workspace(here)
    folders = [homes[0] for homes in find_lessons(workspace.folder if workspace else here.parent).values()]
    return next(((folder, case) for folder in folders if (case := case_in(folder, case_id))), None)


def live_view(case: Case, home: Path) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.notebook.widgets.case import CaseView  # slow to import, and not needed to read a case

    is_saved = not (home / "lesson.md").exists() and not is_release(home)
    if is_saved:
        keep_seed(case, home)
    view = CaseView(case, home / JOURNAL if is_saved else None, notice(case, home) if is_saved else "")
    return show(f"case {case.id}", view)


def notice(case: Case, home: Path) -> Markup:
    """Return the messages that a learner needs before a case, as HTML; "" if there are none.

    Before any case: answers were found in a copy of the lesson. Before the first case: there are several copies of the
    lesson, and how Binder works. On a web page there is neither.
    """
    workspace = find_workspace(home)
    messages = [merged.said() for merged in _merged(home)]
    if workspace is None or IN_BROWSER or [case.id] != ids_in(home)[:1]:
        return _paragraphs(messages)
    messages += filter(None, [other_copies(workspace, home)])
    return _paragraphs(messages) + (_on_binder(workspace, home) if workspace.kind == "binder" else Markup(""))


def _merged(home: Path) -> list[Merged]:
    try:
        return merge_copies(home)
    except OSError:  # the questions themselves report the problem with the folder
        return []


def _paragraphs(lines: list[str]) -> Markup:
    return join_html(fill_html("<p>{}</p>", line) for line in lines)


def _on_binder(workspace: Workspace, home: Path) -> Markup:
    url = workspace.address(home / JOURNAL)
    save = fill_html('<a href="{}" download>{}</a>', url, phrase_html("save the answers of this lesson"))
    return phrase_html(
        "<p><strong>You are on Binder.</strong> Your answers lie on a computer of Binder's, not on yours. They are "
        "gone when it ends, and it ends when nobody has used it for some minutes.</p><p>To take them along, once you "
        "have answered: {save}. To go on another day, open that file at your desk on the start page.</p><p>Please do "
        "not write your own story here. That computer is not yours, and what you type is kept on it until it ends.</p>",
        save=save,
    )


def show_message(message: str) -> None:
    """Show a message in the place of a case."""
    html = fill_html("<p{}><strong>{}</strong></p>", language_attributes(), message)
    display({"text/plain": message, "text/html": html})
