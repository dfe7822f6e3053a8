"""Commands for several markers: share out, make a marker's page, take marks, settle, and say how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from wellfounded.i18n.errors import UserError
from wellfounded.launch.commands.app import HERE, Course, app, out, print_list

if TYPE_CHECKING:
    from wellfounded.grading.marking.marking import Taken

marking = typer.Typer(no_args_is_help=True, help="Share written answers out among markers, and take their marks.")
app.add_typer(marking, name="marking")


@marking.command()
def share(
    markers: Annotated[list[str] | None, typer.Argument(help="Who marks: anna ben. As before, unless said.")] = None,
    course: Course = HERE,
    by: Annotated[Literal["learner", "question"], typer.Option(help="What one marker has all of.")] = "learner",
    twice: Annotated[str, typer.Option(metavar="PERCENT", help="The part that two mark: 20%.")] = "0%",
    seed: Annotated[str, typer.Option(help="What chance begins with: the same seed, the same shares.")] = "1",
    blind: Annotated[bool, typer.Option(help="Markers see a code, and no name.")] = False,
    module: Annotated[list[str] | None, typer.Option(help="Only this module; may be said again.")] = None,
) -> None:
    """Share out the written answers that wait for a person; again when more came in: what is shared stays."""
    from wellfounded.grading.marking import marking as deeds
    from wellfounded.grading.marking.shares import Rule
    from wellfounded.grading.marking.state_report import state_lines

    rule = Rule(tuple(dict.fromkeys(markers)), by, _part(twice), seed, blind) if markers else None
    desk = deeds.share(course, rule, module or [])
    for line in state_lines(desk):
        out.print(line, markup=False)


@marking.command()
def pack(
    marker: Annotated[str, typer.Argument(help="Whose page.")],
    course: Course = HERE,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The page to write; marking/MARKER.html.")] = None,
) -> None:
    """Write a marker's page: one file, for any browser, without a network."""
    from wellfounded.grading.marking.marking import write_page

    path, count = write_page(course, marker, to)
    out.print(f"Written: {path}, with {count} answers. Give it to {marker} alone.", markup=False)


@marking.command()
def take(
    files: Annotated[list[Path], typer.Argument(help="Files that markers' pages saved.")], course: Course = HERE
) -> None:
    """Take marks into the gradebook; one that somebody else gave there stays."""
    from wellfounded.grading.marking.marking import take as take_files

    taken = take_files(course, files)
    for file in taken.files:
        unfinished = f"; {file.unfinished} have lines left to choose" if file.unfinished else ""
        out.print(f"{file.marker}: {len(file.marks)} marks{unfinished}.", markup=False)
        print_list("Not taken:", file.refused)
    _print_taken(taken)
    raise typer.Exit(1 if any(file.refused for file in taken.files) else 0)


@marking.command()
def settle(
    code: Annotated[str, typer.Argument(help="The answer's code, as 'wellfounded marking state' names it.")],
    points: Annotated[float, typer.Argument(help="Its mark.")],
    comment: Annotated[str, typer.Option(help="What the learner is to read; the markers' comments unless said.")] = "",
    course: Course = HERE,
) -> None:
    """Decide on the mark of an answer that two markers differ on."""
    from wellfounded.grading.marking.marking import settle as decide

    _print_taken(decide(course, code, points, comment))


@marking.command()
def answer(
    learner: Annotated[str, typer.Argument(help="Who asked for another look.")],
    question: Annotated[str, typer.Argument(help="At which question: CASE/QUESTION.")],
    words: Annotated[str, typer.Argument(help="The answer.")],
    course: Course = HERE,
) -> None:
    """Answer a learner's request for another look at a mark; the report shows both."""
    from wellfounded.grading.reports.regrade_requests import answer_request

    answer_request(course, learner, question, words)
    out.print(f"Kept for the report. Tell {learner}.", markup=False)


@marking.command()
def state(course: Course = HERE) -> None:
    """Say who has what, what is left, where two markers differ, and how far they agree."""
    from wellfounded.grading.marking.marking import open_desk
    from wellfounded.grading.marking.state_report import state_lines

    with open_desk(course, to_write=False) as desk:
        for line in state_lines(desk):
            out.print(line, markup=False)


def _part(percent: str) -> float:
    try:
        part = float(percent.removesuffix("%")) / 100
    except ValueError:
        part = -1.0
    if not 0 <= part <= 1:
        raise UserError(f"--twice {percent}: write a part in percent, for instance 20%.")
    return part


def _print_taken(taken: Taken) -> None:
    from wellfounded.grading.marking.state_report import differences, elsewhere

    out.print(f"{taken.written} marks written into the gradebook.", markup=False)
    print_list("Two markers differ:", differences(taken.standings))
    print_list("The gradebook has another mark, which stands:", elsewhere(taken.standings))
