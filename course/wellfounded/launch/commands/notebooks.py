"""The command for graded notebooks that grading did not store."""

from __future__ import annotations

from typing import Annotated

import typer

from wellfounded.launch.commands.app import HERE, Course, app, out, print_list


@app.command()
def notebooks(
    module: Annotated[str, typer.Argument(help="The module, by name or number.")],
    learners: Annotated[list[str] | None, typer.Argument(metavar="[LEARNER]...", help="All, unless named.")] = None,
    course: Course = HERE,
) -> None:
    """Make the graded notebooks that 'grade --no-notebooks' did not store, for formgrader and for feedback."""
    from wellfounded.grading.batch.stored_notebooks import store_notebooks
    from wellfounded.grading.collect.course_modules import read_modules

    made, left_out = store_notebooks(course, read_modules(course).find(module) or module, learners or [])
    out.print(f"{made} made.", markup=False)
    print_list("Not made:", left_out)
    raise typer.Exit(1 if left_out else 0)
