"""The command line, `wellfounded …`: each command is a few lines that call what does the work."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from wellfounded.content.mistakes import MistakesError
from wellfounded.i18n.messages import phrase


class Commands(TyperGroup):
    """The commands; where one could not read or write something and says no more of it, this does."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command, and end it with a sentence where the system refused it something."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads what we print has had enough
                raise
            what = f"{error.filename}: " if error.filename else ""
            err.print(f"{what}{error.strerror or error}. Mend this, then run the same again.", markup=False)
            raise typer.Exit(1) from error


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False, help="The Well-Founded course.")
new = typer.Typer(no_args_is_help=True, help="Write the template of a case or a module.")
app.add_typer(new, name="new")
out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)

Course = Annotated[Path, typer.Option(help="The root of the course, where nbgrader_config.py lies.")]
HERE = Path()


@app.command()
def learn(
    course: Course = HERE,
    workspace: Annotated[Path, typer.Option(help="The learner's own copy.")] = Path("my-course"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port JupyterLab listens on.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    language: Annotated[str, typer.Option(metavar="CODE", help="The language of buttons and messages: en, es.")] = "",
) -> None:
    """Lay out your own copy of the lessons and open JupyterLab on the first."""
    from wellfounded.launch.jupyterlab import learn as start

    raise typer.Exit(start(course, workspace, port, browser=browser, language=language))


@app.command("print")
def print_(
    number: Annotated[str, typer.Argument(metavar="[NN]", help="The lesson's number: 01.")] = "",
    workspace: Annotated[Path, typer.Option(help="The learner's own copy.")] = Path("my-course"),
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The page to write, FILE.html.")] = None,
    record: Annotated[bool, typer.Option("--record", help="Write the record of all modules instead.")] = False,
    name: Annotated[str, typer.Option(help="The name to write on the record.")] = "",
) -> None:
    """Write a lesson with your answers, or the record of what you did, as one page to print or keep."""
    from wellfounded.render import lesson_page
    from wellfounded.render.completion_record import print_record

    try:
        if bool(number) == record or (name and not record):
            told = phrase("Name a lesson, for instance 01, or write --record; --name goes with --record.")
            raise lesson_page.PrintError(told)
        path = print_record(workspace, to, name) if record else lesson_page.print_lesson(workspace, number, to)
    except lesson_page.PrintError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    out.print(phrase("Written: {path}. Open it in a browser, to read or to print.", path=path), markup=False)


@app.command()
def forget(
    workspace: Annotated[Path, typer.Option(help="The learner's own copy.")] = Path("my-course"),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete every trace of a learner from a copy of the lessons, and say what was deleted."""
    from wellfounded.learner import erase as forgetting
    from wellfounded.learner.workspace import open_workspace

    found = open_workspace(workspace)
    if found is None:
        err.print(f"{workspace.resolve()} is no copy of the lessons. Name yours: --workspace FOLDER.", markup=False)
        raise typer.Exit(1)
    nothing = phrase("nothing: there is no trace of you here")
    _listed(phrase("This deletes, for good:"), forgetting.look(found).named() or [nothing])
    if not yes:
        typer.confirm(phrase("Delete all of this?"), abort=True)
    done = forgetting.forget(found)
    _listed(phrase("Deleted:"), done.deleted)
    _listed(phrase("As released again:"), done.restored)
    _listed(phrase("Left, since it is yours and not the course’s:"), done.own)
    _listed(phrase("Not deleted:"), done.failed)
    out.print(phrase(forgetting.ELSEWHERE), markup=False)
    raise typer.Exit(bool(done.failed))


@app.command()
def build(
    course: Course = HERE,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if anything committed is stale.")] = False,
    watch: Annotated[str, typer.Option(metavar="NN", help="Build this module after every save.")] = "",
) -> None:
    """Build notebooks, cases.json and releases from lesson.md and cases/*.yaml."""
    from wellfounded.authoring import course_build as building

    if watch:
        _watch(course, watch)
        return
    try:
        found = building.check(course) if check else building.build(course)
    except MistakesError as error:
        raise _end(error) from error
    for line in found:
        out.print(line, markup=False)
    if check and found:
        err.print("Stale. Run 'wellfounded build' and commit what it changes.")
        raise typer.Exit(1)
    out.print("All built files are fresh." if check or not found else f"{len(found)} files written.")
    if (course / "gradebook.db").is_file():
        from wellfounded.grading.nbgrader.grade_cells import changed_cells

        for notebook in sorted(course.glob("source/*/*.ipynb")):
            if problem := changed_cells(f"sqlite:///{course.resolve() / 'gradebook.db'}", notebook):
                err.print(f"Look at this before you go on: {problem}.", markup=False)


@app.command()
def check(
    course: Course = HERE,
    release: Annotated[bool, typer.Option("--release", help="Fail, too, where law is over a year old.")] = False,
) -> None:
    """Check lessons and cases against the content rules; report how each lesson reads."""
    from wellfounded.authoring.check_report import Report, report

    try:
        found: Report = report(course)
    except MistakesError as error:
        raise _end(error) from error
    for mistake in (*found.broken, *found.stale):
        err.print(str(mistake), markup=False)
    for line in found.lines:
        out.print(line, markup=False)
    if found.broken or (release and found.stale):
        raise typer.Exit(1)


@new.command("case")
def new_case(
    name: Annotated[str, typer.Argument(help="The case's id: thirty-days.")],
    module: Annotated[str, typer.Option("--in", metavar="NN", help="The module it goes into.")],
    course: Course = HERE,
) -> None:
    """Write a case that builds, and show it at the end of its lesson."""
    from wellfounded.authoring import templates as templates

    _written(lambda: templates.new_case(course, module, name))


@new.command("module")
def new_module(name: Annotated[str, typer.Argument(help="04-where-to-claim")], course: Course = HERE) -> None:
    """Write a module that builds, with a lesson and a case."""
    from wellfounded.authoring import templates as templates

    _written(lambda: templates.new_module(course, name))


@app.command()
def demo(course: Course = HERE) -> None:
    """Put four made-up learners through the whole nbgrader pipeline, in a scratch folder."""
    from wellfounded.grading.demo_class import demo as show

    show(Path(tempfile.mkdtemp(prefix="wellfounded-demo-")), course)


@app.command()
def kit(
    course: Course = HERE,
    to: Annotated[Path, typer.Option(help="The zip file to write.")] = Path("well-founded-kit.zip"),
    due: Annotated[str, typer.Option(metavar="TEXT", help="When to hand in, in your own words.")] = "",
    marks: Annotated[str, typer.Option(metavar="TEXT", help="Where marks will come, in your own words.")] = "",
) -> None:
    """Write the learner's kit for a cohort: one zip with lessons, lock and start scripts, and no key."""
    from wellfounded.launch import kit_zip as making

    try:
        out.print(f"Written: {making.kit(course, to, due, marks)}. Give it to your learners.", markup=False)
    except making.KitError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error


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
    from wellfounded.grading.collect import collect

    try:
        report = collect.collect(course, paths, roster, pattern, module, dry_run=dry_run)
    except collect.TROUBLES as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    except OSError as error:
        err.print(f"{error}. What was placed before stays. Mend this, then run the same again.", markup=False)
        raise typer.Exit(1) from error
    for line in report.lines(dry_run=dry_run):
        out.print(line, markup=False)
    raise typer.Exit(1 if report.unplaced else 0)


@app.command()
def grade(
    modules: Annotated[list[str] | None, typer.Argument(help="Modules to grade; all that were handed in.")] = None,
    learner: Annotated[list[str] | None, typer.Option(help="Only this learner; may be said again.")] = None,
    course: Course = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show whose mark would change; write nothing.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that read and score; 0: one a core.")] = 0,
) -> None:
    """Grade what lies in submitted/ into nbgrader's gradebook; no submitted code is run."""
    from wellfounded.grading.batch.grade import run

    raise typer.Exit(run(course, modules or [], learner or [], out, err, dry=dry_run, jobs=jobs))


@app.command()
def report(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[MODULE]...", help="All, unless some are named.")
    ] = None,
    course: Course = HERE,
    output: Annotated[Path | None, typer.Option(help="The folder to write into; reports/ unless named.")] = None,
    roster: Annotated[Path | None, typer.Option(help="A class list: of these learners alone, such as a group.")] = None,
) -> None:
    """Write what a cohort's marks and answers tell: a page, tables, and marks for Canvas and Moodle."""
    from rich.progress import track

    from wellfounded.grading.collect.roster_file import RosterError, read_roster
    from wellfounded.grading.reports import ReportError
    from wellfounded.grading.reports.spreadsheet_text import visible
    from wellfounded.grading.reports.write import report as make

    def tracked(items: list[Any], doing: str) -> Iterable[Any]:
        return track(items, doing, console=err)

    try:
        only = {each.id for each in read_roster(roster).learners} if roster else None
        lines, left_out = make(course, modules or [], output or course / "reports", tracked, only)
    except MistakesError as error:
        raise _end(error) from error
    except (ReportError, RosterError) as error:
        err.print(visible(error), markup=False)
        raise typer.Exit(1) from error
    for line in lines:
        out.print(line, markup=False)
    _listed("To look at:", left_out)
    raise typer.Exit(1 if left_out else 0)


@app.command("roster")
def roster_(
    file: Annotated[Path, typer.Argument(help="A class list, as a spreadsheet, Moodle or Canvas wrote it.")],
    to: Annotated[Path, typer.Option(help="The file to write, for 'nbgrader db student import'.")],
) -> None:
    """Write a class list as nbgrader reads it, whatever its encoding, its columns and what divides them."""
    from wellfounded.grading.collect.roster_file import RosterError, for_nbgrader, read_roster

    try:
        found = read_roster(file)
        to.write_text(for_nbgrader(found), encoding="utf-8", newline="")
    except RosterError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    except OSError as error:
        err.print(f"{to}: cannot be written ({error.strerror}). Choose another with --to.", markup=False)
        raise typer.Exit(1) from error
    out.print(f"{len(found.learners)} learners written to {to}. Now: nbgrader db student import {to}", markup=False)


def _listed(title: str, lines: list[str]) -> None:
    for line in (title, *(f"  {each}" for each in lines)) if lines else ():
        out.print(line, markup=False)


def _watch(course: Path, only: str) -> None:
    from wellfounded.authoring import course_build as building

    out.print(f"Watching source/{only}*. Ctrl-C ends.")
    for result in building.watch(course, only):
        if isinstance(result, Exception):
            err.print(str(result), markup=False)
        else:
            out.print(f"Built; {len(result)} files changed." if result else "Built; nothing changed.")


def _written(write: object) -> None:
    try:
        path = write()  # type: ignore[operator]
    except MistakesError as error:
        raise _end(error) from error
    out.print(f"Written: {path}. Now edit it, and run 'wellfounded build'.", markup=False)


def _end(error: MistakesError) -> typer.Exit:
    err.print(str(error), markup=False)
    count = len(error.mistakes)
    err.print(f"{count} mistake{'s' if count > 1 else ''}; nothing was written.")
    return typer.Exit(1)
