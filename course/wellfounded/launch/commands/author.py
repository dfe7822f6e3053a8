"""Commands for authors: build, check, and begin a case or a module."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.launch.commands.app import HERE, Course, app, err, out

new = typer.Typer(no_args_is_help=True, help="Write the template of a case or a module.")
app.add_typer(new, name="new")


@app.command()
def build(
    course: Course = HERE,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if anything committed is stale.")] = False,
    watch: Annotated[str, typer.Option(metavar="NN", help="Build this module after every save.")] = "",
) -> None:
    """Build notebooks, releases and what lessons show, from lesson.md, cases/*.yaml and activities/*.yaml."""
    from wellfounded.authoring import course_build

    if watch:
        _watch(course, watch)
        return
    changes = course_build.check(course) if check else course_build.build(course)
    for line in changes:
        out.print(line, markup=False)
    if check and changes:
        err.print("Stale. Run 'wellfounded build' and commit what it changes.")
        raise typer.Exit(1)
    out.print("All built files are fresh." if check or not changes else f"{len(changes)} files written.")
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
    from wellfounded.authoring.check_report import report

    result = report(course)
    for mistake in (*result.mistakes, *result.stale):
        err.print(str(mistake), markup=False)
    for line in result.lines:
        out.print(line, markup=False)
    if result.mistakes or (release and result.stale):
        raise typer.Exit(1)


@app.command()
def site(
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the pages are written; a folder of its own.")],
    course: Course = HERE,
    keys: Annotated[bool, typer.Option(help="Let a lesson be marked where it is handed in.")] = True,
    binder: Annotated[str, typer.Option(metavar="ADDRESS", help="Where Binder builds the course.")] = "",
) -> None:
    """Build the course as plain web pages, which any web host can serve without a server of ours."""
    from wellfounded.launch.site.site_build import build_site

    build_site(
        course,
        to,
        course / "course" / "node_modules" / "pyodide",
        lambda part: out.print(part, markup=False),
        keys=keys,
        binder=binder.rstrip("/"),
    )
    out.print(f"Written: {to}. To look at it: python -m http.server --directory {to}", markup=False)


@app.command()
def law(
    source: Annotated[str, typer.Argument(help="A source: its key, or part of its title.")] = "",
    stale: Annotated[str, typer.Option(metavar="DATE", help="List the sources last checked before this day.")] = "",
    course: Course = HERE,
) -> None:
    """Show all that rests on a source, or what to read again; the weightiest first."""
    from wellfounded.authoring import source_report

    lines = source_report.stale(course, stale) if stale else source_report.resting_on(course, source)
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


@new.command("case")
def new_case(
    name: Annotated[str, typer.Argument(help="The case's id: thirty-days.")],
    module: Annotated[str, typer.Option("--in", metavar="NN", help="The module it goes into.")],
    course: Course = HERE,
) -> None:
    """Write a case that builds, and show it at the end of its lesson."""
    from wellfounded.authoring import templates

    _print_written(templates.new_case(course, module, name))


@new.command("module")
def new_module(name: Annotated[str, typer.Argument(help="04-where-to-claim")], course: Course = HERE) -> None:
    """Write a module that builds, with a lesson and a case."""
    from wellfounded.authoring import templates

    _print_written(templates.new_module(course, name))


def _watch(course: Path, only: str) -> None:
    from wellfounded.authoring import course_build

    out.print(f"Watching source/{only}*. Ctrl-C ends.")
    for result in course_build.watch(course, only):
        if isinstance(result, Exception):
            err.print(str(result), markup=False)
        else:
            out.print(f"Built; {len(result)} files changed." if result else "Built; nothing changed.")


def _print_written(path: Path) -> None:
    out.print(f"Written: {path}. Now edit it, and run 'wellfounded build'.", markup=False)
