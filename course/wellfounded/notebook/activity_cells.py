"""The functions that show what a lesson lets one try: `deadlines`, `explore`, `path`, `predict`, `timeline`."""

from __future__ import annotations

from pathlib import Path

from wellfounded.content.activities import Activity, activity_in
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.activities.prediction import Prediction
from wellfounded.content.activities.timeline import Timeline
from wellfounded.content.release import is_release
from wellfounded.i18n.messages import phrase
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.case_cell import show_message
from wellfounded.notebook.widgets.shown import display, show


def deadlines(name: str) -> None:
    """Show events and clocks on a calendar: events to move, and the last day of each clock."""
    _show("deadlines", name)


def explore(name: str) -> None:
    """Show an exploration: facts to change, and what becomes of each outcome."""
    _show("explore", name)


def predict(name: str) -> None:
    """Show a prediction: the learner says what each row's answer is, and then sees it."""
    _show("predict", name)


def path(name: str) -> None:
    """Show a decision path, to be gone question by question."""
    _show("path", name)


def timeline(name: str) -> None:
    """Show a timeline: the dates of a file, and entries to be compared."""
    _show("timeline", name)


def static(activity: Activity) -> dict[str, str]:
    """Return an activity as text that needs no kernel."""
    return {"text/html": activity.static(), "text/plain": phrase("To try: {title}.", title=activity.title)}


def live_view(activity: Activity, name: str, home: Path) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.notebook.widgets.activity import ActivityView  # slow to import, and not needed to read a lesson
    from wellfounded.notebook.widgets.deadlines import DeadlinesView
    from wellfounded.notebook.widgets.prediction import PredictionView
    from wellfounded.notebook.widgets.timeline import TimelineView

    what = f"{activity.kind} {name}"
    is_saved = not (home / "lesson.md").exists() and not is_release(home)
    journal = home / JOURNAL if is_saved else None
    if isinstance(activity, Timeline):
        return show(what, TimelineView(activity, name, journal))
    if isinstance(activity, Prediction):
        return show(what, PredictionView(activity, name, journal))
    if isinstance(activity, Deadlines):
        return show(what, DeadlinesView(activity, name, journal))
    return show(what, ActivityView(activity))


def _show(kind: str, name: str) -> None:
    home = Path.cwd()
    speak_language(find_workspace(home))
    activity = activity_in(home, name, kind)
    if activity is None:
        show_message(phrase("“{name}” is not here. Open the lesson from its own folder.", name=name))
        return
    display({**static(activity), **live_view(activity, name, home)})
