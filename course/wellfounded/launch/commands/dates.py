"""Commands for instructors: due dates and extensions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.launch.commands.app import HERE, Course, app, out, print_list

if TYPE_CHECKING:
    from wellfounded.grading.dates.course_settings import CourseSettings
    from wellfounded.grading.dates.due_dates import ModuleDates

NEVER = ("none", "never")


@app.command()
def due(
    module: Annotated[str, typer.Argument(metavar="[MODULE]", help="Its name or number; without it, all dates.")] = "",
    date: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATE]", help="2027-02-01 23:59, and a zone if it is not yours; none takes it away."),
    ] = None,
    course: Course = HERE,
) -> None:
    """Say when a module is due, in nbgrader's gradebook and for learners; alone, list all due dates and extensions."""
    from wellfounded.grading.dates.course_settings import read_settings
    from wellfounded.grading.dates.due_dates import find_module, read_due_dates, set_due_date
    from wellfounded.grading.dates.moments import in_full, read_moment

    settings = read_settings(course)
    settings.check_gradebook()
    if not date:
        modules = read_due_dates(settings.db_url)
        for each in [find_module(modules, module)] if module else modules:
            _print_dates(each)
        return
    written = " ".join(date)
    moment = None if written.lower() in NEVER else read_moment(written)
    before, after = set_due_date(settings.db_url, module, moment)
    past = ", which has passed" if moment and moment < datetime.now(UTC) else ""
    said = f"is due on {in_full(moment)}{past}" if moment else "has no due date: nothing is late"
    out.print(f"{after.module} {said}.", markup=False)
    _print_extensions(after)
    _finish(settings, before, after)


@app.command()
def extend(
    learner: Annotated[str, typer.Argument(help="The learner's id.")],
    module: Annotated[str, typer.Argument(help="Its name or number.")],
    days: Annotated[int, typer.Argument(help="Days after the due date; 0 takes an extension away.")],
    course: Course = HERE,
) -> None:
    """Give one learner more time, in nbgrader's gradebook; several extensions do not add up."""
    from wellfounded.grading.dates.course_settings import read_settings
    from wellfounded.grading.dates.due_dates import extend as extend_for
    from wellfounded.grading.dates.moments import in_full, local_zone

    settings = read_settings(course)
    settings.check_gradebook()
    before, after = extend_for(settings.db_url, settings.course_id, learner, module, days)
    until = after.until(learner)
    said = "may hand in" if days else "has no extension, and may hand in"
    moment = in_full(until.astimezone(local_zone())) if until else ""
    out.print(f"{learner} {said} {after.module} until {moment}.", markup=False)
    _finish(settings, before, after)


def _print_dates(dates: ModuleDates) -> None:
    from wellfounded.grading.dates.moments import in_full, local_zone

    said = in_full(dates.due.astimezone(local_zone())) if dates.due else "no due date"
    out.print(f"{dates.module}: {said}", markup=False)
    _print_extensions(dates)


def _print_extensions(dates: ModuleDates) -> None:
    from wellfounded.grading.dates.moments import in_full, local_zone

    for learner in dates.extensions:
        if until := dates.until(learner):
            out.print(f"  {learner} until {in_full(until.astimezone(local_zone()))}", markup=False)


def _finish(settings: CourseSettings, before: ModuleDates, after: ModuleDates) -> None:
    """Say whose lateness changed, and show learners the new date."""
    from wellfounded.grading.dates.due_dates import changed_lateness
    from wellfounded.grading.dates.for_learners import publish, unsaid_rule

    changed = list(changed_lateness(before, after))
    print_list("Whose lateness changes:", changed)
    if changed:
        out.print(f"Their marks follow with: wellfounded grade {after.module}", markup=False)
    if rule := unsaid_rule(settings):
        out.print(rule, markup=False)
    if published := publish(settings):
        out.print(f"Learners on the hub see it from now on, in {published}.", markup=False)
