"""Commands for instructors: kit, roster, collect, grade, report, and a demonstration."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wellfounded.i18n.errors import UserError
from wellfounded.launch.commands.app import HERE, Course, app, err, out, print_list

if TYPE_CHECKING:
    from wellfounded.grading.collect.class_list import Roster


Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help="Of a dask scheduler, whose workers do the work.")
]

Store = Annotated[
    str,
    typer.Option(
        "--store", metavar="URL", help="Where workers share no folder: an object store, as s3://bucket/folder."
    ),
]


@app.command()
def demo(course: Course = HERE) -> None:
    """Put four made-up learners through the whole nbgrader pipeline, in a scratch folder."""
    from wellfounded.grading.demo_class import run_demo

    run_demo(Path(tempfile.mkdtemp(prefix="wellfounded-demo-")), course)


@app.command()
def kit(
    course: Course = HERE,
    to: Annotated[Path, typer.Option(help="The zip file to write.")] = Path("well-founded-kit.zip"),
    due: Annotated[str, typer.Option(metavar="TEXT", help="When to hand in, in your own words.")] = "",
    marks: Annotated[str, typer.Option(metavar="TEXT", help="Where marks will come, in your own words.")] = "",
) -> None:
    """Write the learner's kit for a cohort: one zip with lessons, lock and start scripts, and no key."""
    from wellfounded.launch.kit_zip import due_lines, gradebook_dates
    from wellfounded.launch.kit_zip import kit as write_kit

    with err.status("Packing the course, and looking through every file for keys: some seconds…"):
        path = write_kit(course, to, due, marks)
    out.print(f"Written: {path}. Give it to your learners.", markup=False)
    print_list("Learners see these due dates:", due_lines(gradebook_dates(course)))


@app.command()
def collect(
    paths: Annotated[list[Path], typer.Argument(help="Downloads from an LMS, hand-in files, folders.")],
    course: Course = HERE,
    roster: Annotated[
        Path | None, typer.Option(help="A CSV file: id, and name, sortable name, lms_id or email.")
    ] = None,
    pattern: Annotated[str, typer.Option(help="Who is whose: '{learner}_{lms_id}_*', or a regular expression.")] = "",
    module: Annotated[str, typer.Option(metavar="NN", help="The module, where answers do not say it.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would be placed.")] = False,
) -> None:
    """Lay what learners handed in into submitted/, for nbgrader, and say what could not be placed and why."""
    from wellfounded.grading.collect.collection import collect as collect_for

    try:
        report = collect_for(course, paths, roster, pattern, module, dry_run=dry_run)
    except OSError as error:
        raise UserError(f"{error}. What was placed before stays. Mend this, then run the same again.") from error
    for line in report.lines(dry_run=dry_run):
        out.print(line, markup=False)
    raise typer.Exit(1 if report.unplaced or report.lacking else 0)


@app.command()
def grade(
    modules: Annotated[list[str] | None, typer.Argument(help="Modules to grade; all that were handed in.")] = None,
    learner: Annotated[list[str] | None, typer.Option(help="Only this learner; may be said again.")] = None,
    course: Course = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show whose mark would change; write nothing.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that read and score; 0: one a core.")] = 0,
    no_notebooks: Annotated[
        bool, typer.Option("--no-notebooks", help="Store no graded notebooks; 'wellfounded notebooks' makes them.")
    ] = False,
    scheduler: Scheduler = "",
    store: Store = "",
) -> None:
    """Grade what lies in submitted/ into nbgrader's gradebook; no submitted code is run."""
    from wellfounded.grading.batch.grade import grade_cohort
    from wellfounded.grading.dates.course_settings import read_settings
    from wellfounded.grading.dates.for_learners import publish

    options: dict[str, Any] = {"dry": dry_run, "jobs": jobs, "notebooks": not no_notebooks}
    options |= {"scheduler": scheduler, "store": store}
    status = grade_cohort(course, modules or [], learner or [], out, err, **options)
    if not status and not dry_run:
        publish(read_settings(course))  # who handed in for the first time now finds an extension of theirs
    raise typer.Exit(status)


@app.command()
def report(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[MODULE]...", help="All, unless some are named.")
    ] = None,
    course: Course = HERE,
    output: Annotated[Path | None, typer.Option(help="The folder to write into; reports/ unless named.")] = None,
    roster: Annotated[Path | None, typer.Option(help="A class list: of these learners alone, such as a group.")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Only a page for the hour before teaching a module.")] = False,
    scheduler: Scheduler = "",
    store: Store = "",
) -> None:
    """Write what a cohort's marks and answers tell: a page, tables, and marks for Canvas and Moodle."""
    from rich.progress import track

    from wellfounded.grading.collect.roster_file import read_roster
    from wellfounded.grading.reports.gradebook import course_directory
    from wellfounded.grading.reports.report import write_report
    from wellfounded.grading.workers.choice import choose_workers

    def show_progress(items: list[Any], activity: str) -> Iterable[Any]:
        return track(items, activity, console=err)

    only = {learner.id for learner in read_roster(roster).learners} if roster else None
    if brief:
        from wellfounded.grading.reports.brief_page import write_brief

        for line in write_brief(course, modules or [], output or course / "reports", show_progress, only):
            out.print(line, markup=False)
        return
    workers = None
    if scheduler or store:
        directory = course_directory(course)
        shared = [Path(directory.root), Path(directory.root, directory.submitted_directory)]
        workers = choose_workers(scheduler, 0, shared, store=store)
    folder = output or course / "reports"
    lines, left_out = write_report(course, modules or [], folder, show_progress, only, workers)
    for line in lines:
        out.print(line, markup=False)
    print_list("To look at:", left_out)
    raise typer.Exit(1 if left_out else 0)


@app.command()
def feedback(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[MODULE]...", help="Modules, by name or number; all that are graded.")
    ] = None,
    learner: Annotated[list[str] | None, typer.Option(help="Only this learner; may be said again.")] = None,
    course: Course = HERE,
    for_lms: Annotated[
        str, typer.Option("--for-lms", metavar="MODULE", help="Write this module's, and pack it for Moodle or Canvas.")
    ] = "",
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where a zip is written; feedback/ unless named.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that make pages; 0: one a core.")] = 0,
    scheduler: Scheduler = "",
    store: Store = "",
) -> None:
    """Write what learners get back into feedback/, as nbgrader would; pack it for Moodle or Canvas."""
    from wellfounded.grading.collect.course_modules import read_modules
    from wellfounded.grading.feedback.feedback import write_cohort

    if for_lms and (modules or learner):
        raise UserError("Say which: wellfounded feedback MODULE, or wellfounded feedback --for-lms MODULE.")
    released = read_modules(course)
    named = [released.find(module) or module for module in ([for_lms] if for_lms else modules or [])]
    workers: dict[str, Any] = {"jobs": jobs, "scheduler": scheduler, "store": store}
    if not for_lms:
        raise typer.Exit(write_cohort(course, named, learner or [], out, err, **workers))
    _pack_for_lms(course, named[0], to, workers)


def _pack_for_lms(course: Path, module: str, to: Path | None, workers: dict[str, Any]) -> None:
    """Write what is missing of a module's feedback, then a zip for each platform; who is in none is named."""
    from wellfounded.grading.batch.ledger import LEDGER
    from wellfounded.grading.collect.feedback_zip import pack_feedback
    from wellfounded.grading.feedback.feedback import write_cohort
    from wellfounded.grading.reports.gradebook import course_directory

    directory = course_directory(course)
    folders = {
        name: Path(directory.root, getattr(directory, f"{name}_directory"))
        for name in ("submitted", "autograded", "feedback")
    }
    if (course / LEDGER).exists() or any(folders["autograded"].glob(f"*/{module}/{module}.ipynb")):
        write_cohort(course, [module], [], out, err, **workers)
    excluded = set(directory.student_id_exclude.split(","))
    written, left_out = pack_feedback(module, folders, to or folders["feedback"], excluded)
    for line in written:
        out.print(line, markup=False)
    print_list("In no zip:", left_out)
    raise typer.Exit(1 if left_out else 0)


@app.command("roster")
def roster_(
    file: Annotated[
        Path | None, typer.Argument(help="A class list, as a spreadsheet, Moodle or Canvas wrote it.")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="The class list to write, as nbgrader reads it.")] = None,
    from_lms: Annotated[
        bool, typer.Option("--from-lms", help="Take the connected platform's list into the gradebook.")
    ] = False,
    id_source: Annotated[
        str, typer.Option("--id", help="Of the platform's list, what becomes a new learner's id: email, number, user.")
    ] = "email",
    course: Course = HERE,
) -> None:
    """Take a class list to nbgrader: write a file as it reads it, or put the platform's into its gradebook."""
    from wellfounded.grading.collect.roster_file import read_roster

    if from_lms == bool(file) or (file and not to):
        raise UserError("Say which: wellfounded roster FILE --to FILE, or wellfounded roster --from-lms.")
    if file and to:
        class_list = read_roster(file)
        _write_roster(class_list, to)
        out.print(
            f"{len(class_list.learners)} learners written to {to}. Now: nbgrader db student import {to}", markup=False
        )
        return
    from wellfounded.launch.commands.lms import enrol_from_platform

    class_list, problems = enrol_from_platform(course, id_source)
    if to:
        _write_roster(class_list, to)
        out.print(f"Written: {to}.", markup=False)
    raise typer.Exit(1 if problems else 0)


def _write_roster(class_list: Roster, to: Path) -> None:
    from wellfounded.grading.collect.roster_file import for_nbgrader

    try:
        to.write_text(for_nbgrader(class_list), encoding="utf-8", newline="")
    except OSError as error:
        raise UserError(f"{to}: cannot be written ({error.strerror}). Choose another with --to.") from error
