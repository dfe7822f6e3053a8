"""Commands that reach a learning platform: connect it, send marks, take its class list."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.i18n.errors import UserError
from wellfounded.launch.commands.app import HERE, Course, app, err, out, print_list

if TYPE_CHECKING:
    from wellfounded.grading.collect.class_list import Roster

marks = typer.Typer(no_args_is_help=True, help="Marks to a learning platform, such as Moodle or Canvas.")
app.add_typer(marks, name="marks")
Verbose = Annotated[bool, typer.Option("--verbose", help="Show each request: its address, and what was answered.")]


@marks.command("connect")
def connect(
    moodle: Annotated[str, typer.Option(metavar="ADDRESS", help="Your Moodle course, as your browser shows it.")] = "",
    canvas: Annotated[str, typer.Option(metavar="ADDRESS", help="Your Canvas course, as your browser shows it.")] = "",
    client_id: Annotated[str, typer.Option(help="The platform's name for this tool.")] = "",
    deployment: Annotated[str, typer.Option(help="Moodle's “Deployment ID” of this tool.")] = "",
    token_url: Annotated[str, typer.Option(help="Another platform's access token address.")] = "",
    line_items: Annotated[str, typer.Option(help="Another platform's line items address of your course.")] = "",
    members: Annotated[str, typer.Option(help="Another platform's memberships address of your course.")] = "",
    hub: Annotated[str, typer.Option(metavar="ADDRESS", help="Your JupyterHub, for what to type.")] = "",
    course: Course = HERE,
    verbose: Verbose = False,
) -> None:
    """Make the key that a platform knows this course by, say what to type there, and try the connection."""
    _check_installed()
    from wellfounded.grading.lms import connect as lms
    from wellfounded.grading.lms.connection import canvas_connection, moodle_connection, other_connection

    if len([name for name in (moodle, canvas, token_url) if name]) > 1:
        raise UserError("Name one platform: --moodle, --canvas, or --token-url with --line-items and --members.")
    if moodle:
        connection = moodle_connection(moodle, client_id, deployment)
    elif canvas:
        connection = canvas_connection(canvas, client_id)
    elif token_url or line_items or members:
        connection = other_connection(client_id, token_url, line_items, members)
    else:
        for line in lms.key_lines(course, hub):
            out.print(line, markup=False)
        return
    for line in lms.connect(course, connection, _log(verbose)):
        out.print(line, markup=False)


@marks.command("send")
def send(
    modules: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MODULE]...", help="All that somebody handed in, unless some are named."),
    ] = None,
    course: Course = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Send nothing; say what would be sent.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Send, too, where another mark stands that was not sent from here.")
    ] = False,
    rate: Annotated[float, typer.Option(min=0.1, max=1000, help="Requests a second, at most.")] = 10.0,
    verbose: Verbose = False,
) -> None:
    """Send marks to the connected platform: what is graded, once, and nothing that waits for a person."""
    _check_installed()
    from wellfounded.grading.lms.send import SendOptions, send_marks

    options = SendOptions(dry_run, overwrite, rate)
    raise typer.Exit(send_marks(course, modules or [], options, out, err, _log(verbose)))


def enrol_from_platform(course: Path, id_source: str) -> tuple[Roster, list[str]]:
    """Put the platform's class list into the gradebook, print what is new and what is to be looked at, return both."""
    _check_installed()
    from wellfounded.grading.lms.enrolment import ID_SOURCES, as_roster, enrol_members
    from wellfounded.grading.lms.polite_session import Pace
    from wellfounded.grading.lms.send import connect_platform

    if id_source not in ID_SOURCES:
        raise UserError(f"--id {id_source}: there is no such; choose {', '.join(ID_SOURCES)}.")
    members = connect_platform(course, Pace(rate=10), _log(False)).learners()
    enrolment = enrol_members(course, members, id_source)
    print_list("New:", enrolment.news)
    print_list("Not written, and to look at:", enrolment.problems)
    out.print(f"{len(enrolment.students)} of {len(members)} learners are in the gradebook, with the platform's number.")
    return as_roster(enrolment.students), enrolment.problems


def _log(verbose: bool) -> Callable[[str], None]:
    return (lambda line: err.print(line, markup=False)) if verbose else (lambda _line: None)


def _check_installed() -> None:
    if not find_spec("pylti1p3"):
        raise UserError("For this a library is missing that few need. Install it: pip install 'pylti1p3next>=2.0.2'")
