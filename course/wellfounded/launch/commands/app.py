"""Shared by all commands: the consoles they print to, and how their errors are reported."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from wellfounded.content.mistakes import MistakesError
from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError


class CommandGroup(TyperGroup):
    """The group of all commands, which reports their errors in a sentence and ends with exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            for line in str(error).splitlines():
                err.print(escape_controls(line), markup=False)
            if isinstance(error, MistakesError):
                err.print(
                    f"{len(error.mistakes)} mistake{'s' if len(error.mistakes) > 1 else ''}; nothing was written."
                )
            raise typer.Exit(1) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has closed it
                raise
            file = f"{error.filename}: " if error.filename else ""
            err.print(f"{file}{error.strerror or error}. Mend this, then run the same again.", markup=False)
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=CommandGroup, no_args_is_help=True, pretty_exceptions_enable=False, help="The Well-Founded course."
)
out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)

Course = Annotated[Path, typer.Option(help="The root of the course, where nbgrader_config.py lies.")]
HERE = Path()


def print_list(title: str, lines: list[str]) -> None:
    """Print lines below a title; nothing if there are none."""
    for line in (title, *(f"  {line}" for line in lines)) if lines else ():
        out.print(line, markup=False)
