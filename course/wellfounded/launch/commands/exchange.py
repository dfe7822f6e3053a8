"""Commands that take questions to other platforms, and from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.launch.commands.app import HERE, Course, app, out, print_list

if TYPE_CHECKING:
    from wellfounded.exchange.foreign import Foreign, NotTakenError

export = typer.Typer(no_args_is_help=True, help="Write the questions for another platform, keys and all.")
app.add_typer(export, name="export")
import_ = typer.Typer(no_args_is_help=True, help="Take in your own questions from another platform.")
app.add_typer(import_, name="import")

Modules = Annotated[
    list[str] | None, typer.Argument(metavar="[MODULE]...", help="All, unless some are named, by name or number.")
]
File = Annotated[Path, typer.Argument(help="What the other platform exported.", exists=True, dir_okay=False)]
Into = Annotated[str, typer.Option("--in", metavar="NN", help="The module that the cases go into.")]


@export.command("moodle")
def moodle(
    modules: Modules = None,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files are written.")] = Path("exported/moodle"),
    course: Course = HERE,
) -> None:
    """Write Moodle XML, one file a module, for Moodle's question bank."""
    from wellfounded.exchange.moodle_export import export_moodle

    for line in export_moodle(course, modules or [], to):
        out.print(line, markup=False)


@export.command("canvas")
def canvas(
    modules: Modules = None,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files are written.")] = Path("exported/canvas"),
    course: Course = HERE,
) -> None:
    """Write QTI 1.2, one zip a module, for Canvas's classic quizzes."""
    from wellfounded.exchange.qti_export import export_canvas

    for line in export_canvas(course, modules or [], to):
        out.print(line, markup=False)


@export.command("qti")
def qti(
    modules: Modules = None,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files are written.")] = Path("exported/qti"),
    course: Course = HERE,
) -> None:
    """Write QTI 2.1, one zip a module, for platforms that take that in."""
    from wellfounded.exchange.qti_export import export_qti

    for line in export_qti(course, modules or [], to):
        out.print(line, markup=False)


@export.command("scorm")
def scorm(
    modules: Modules = None,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files are written.")] = Path("exported/scorm"),
    course: Course = HERE,
) -> None:
    """Write each interview for practice as a SCORM 1.2 page, which platforms play."""
    from wellfounded.exchange.scorm.export import export_scorm

    for line in export_scorm(course, modules or [], to):
        out.print(line, markup=False)


@import_.command("moodle")
def import_moodle(file: File, module: Into, course: Course = HERE) -> None:
    """Take in the questions of a Moodle XML file, as cases of a module."""
    from wellfounded.exchange.moodle_import import read_moodle

    _import(course, module, read_moodle(file))


@import_.command("gift")
def import_gift(file: File, module: Into, course: Course = HERE) -> None:
    """Take in the questions of a GIFT file, as cases of a module."""
    from wellfounded.exchange.gift_import import read_gift

    _import(course, module, read_gift(file))


@import_.command("qti")
def import_qti(file: File, module: Into, course: Course = HERE) -> None:
    """Take in the questions of a QTI package or file, 1.2 as Canvas exports it or 2.1, as cases of a module."""
    from wellfounded.exchange.qti_import import read_qti

    _import(course, module, read_qti(file))


def _import(course: Path, module: str, questions: Iterator[tuple[str, Foreign | NotTakenError]]) -> None:
    from wellfounded.exchange.case_writer import write_cases

    result = write_cases(course, module, questions)
    for line in result.written:
        out.print(line, markup=False)
    print_list("Not taken:", result.left_out)
    print_list("Still to be written, before 'wellfounded build':", result.missing)
    raise typer.Exit(1 if result.left_out else 0)
