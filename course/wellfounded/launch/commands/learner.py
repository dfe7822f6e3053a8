"""Commands for learners: open the course, print a lesson, be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import phrase
from wellfounded.launch.commands.app import HERE, Course, app, out, print_list


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
    from wellfounded.render.completion_record import print_record
    from wellfounded.render.lesson_page import print_lesson

    if bool(number) == record or (name and not record):
        raise UserError(phrase("Name a lesson, for instance 01, or write --record; --name goes with --record."))
    path = print_record(workspace, to, name) if record else print_lesson(workspace, number, to)
    out.print(phrase("Written: {path}. Open it in a browser, to read or to print.", path=path), markup=False)


@app.command()
def receipt(
    files: Annotated[list[Path], typer.Argument(help="Receipts, or folders with receipts.")],
    place: Annotated[
        Path | None, typer.Option("--in", metavar="PATH", help="A hand-in file, or a folder such as submitted/.")
    ] = None,
    workspace: Annotated[Path, typer.Option(help="The learner's own copy, where --in names nothing else.")] = Path(
        "my-course"
    ),
    course: Course = HERE,
) -> None:
    """Say whether the answers that a receipt names are there as they were handed in, changed, or missing."""
    from wellfounded.grading.collect.receipt_match import check
    from wellfounded.learner.language import speak_language
    from wellfounded.learner.workspace import open_workspace

    speak_language(None if place else open_workspace(workspace))
    lines, complete = check(files, place, workspace, course)
    for line in lines:
        out.print(line, markup=False)
    raise typer.Exit(0 if complete else 1)


@app.command()
def forget(
    workspace: Annotated[Path, typer.Option(help="The learner's own copy.")] = Path("my-course"),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete every trace of a learner from a copy of the lessons, and say what was deleted."""
    from wellfounded.learner import erase
    from wellfounded.learner.language import speak_language
    from wellfounded.learner.workspace import open_workspace

    copy = open_workspace(workspace)
    speak_language(copy)
    if copy is None:
        raise UserError(f"{workspace.resolve()} is no copy of the lessons. Name yours: --workspace FOLDER.")
    nothing = phrase("nothing: there is no trace of you here")
    print_list(phrase("This deletes, for good:"), erase.contents_of(copy).named() or [nothing])
    if not yes:
        typer.confirm(phrase("Delete all of this?"), abort=True)
    result = erase.forget(copy)
    print_list(phrase("Deleted:"), result.deleted)
    print_list(phrase("As released again:"), result.restored)
    print_list(phrase("Left, since it is yours and not the course’s:"), result.own)
    print_list(phrase("Not deleted:"), result.failed)
    out.print(phrase(erase.ELSEWHERE), markup=False)
    raise typer.Exit(bool(result.failed))
