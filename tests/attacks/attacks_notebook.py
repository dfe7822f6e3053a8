"""Attacks on the notebook: its cells, its metadata, the file itself."""

import os
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.attacks.attack import NOTEBOOK, Handed, attack, grade_cell

CELLS, FILE = "Cells of the notebook", "The notebook as a file"
SAME = "The mark is the journal's; nothing runs."


@attack(CELLS, SAME)
def added_cell(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.insert(0, new_code_cell(handed.code)))


@attack(CELLS, SAME)
def magic_cell(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.insert(0, new_code_cell(f"%%bash\ntouch '{handed.mark}'")))


@attack(CELLS, SAME)
def changed_grade_cell(handed: Handed) -> None:
    handed.edit(lambda nb: grade_cell(nb).update(source=f"{handed.code}6.0"))


@attack(CELLS, SAME)
def cell_that_overrides_the_check(handed: Handed) -> None:
    equal = "type('A', (int,), {'__eq__': lambda *a: True})()"
    code = f"{handed.code}import builtins\nbuiltins.case = lambda *a: 6.0\nanswer = {equal}"
    handed.edit(lambda nb: nb.cells.insert(-1, new_code_cell(code)))


@attack(CELLS, SAME)
def duplicated_cells(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.extend(nb.cells[:]))


@attack(CELLS, SAME)
def reordered_cells(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.reverse())


@attack(CELLS, SAME)
def retyped_cells(handed: Handed) -> None:
    handed.edit(lambda nb: [cell.update(cell_type="markdown") for cell in nb.cells])


@attack(CELLS, SAME)
def deleted_cells(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.clear())


@attack(CELLS, SAME)
def forged_output(handed: Handed) -> None:
    forged = new_output("execute_result", {"text/plain": "900"}, execution_count=1)
    handed.edit(lambda nb: grade_cell(nb).update(outputs=[forged]))


def told(handed: Handed, **changed: Any) -> None:
    handed.edit(lambda nb: grade_cell(nb).metadata.nbgrader.update(**changed))


@attack(CELLS, SAME)
def edited_points(handed: Handed) -> None:
    told(handed, points=900, grade=True, locked=False)


@attack(CELLS, SAME)
def negative_points(handed: Handed) -> None:
    told(handed, points=-1)


@attack(CELLS, SAME)
def text_in_points(handed: Handed) -> None:
    told(handed, points="many")


@attack(CELLS, SAME)
def unmarked_grade_cell(handed: Handed) -> None:
    told(handed, grade=False, solution=True)


@attack(CELLS, SAME)
def edited_grade_id(handed: Handed) -> None:
    told(handed, grade_id="practise-this")


@attack(CELLS, SAME)
def hostile_grade_id(handed: Handed) -> None:
    told(handed, grade_id="../../../<script>x</script>'; DROP TABLE grade; --")


@attack(CELLS, SAME)
def future_nbgrader_schema(handed: Handed) -> None:
    told(handed, schema_version=9)


@attack(CELLS, SAME)
def foreign_kernel(handed: Handed) -> None:
    handed.edit(lambda nb: nb.metadata.update(kernelspec={"name": "../../evil", "display_name": "x", "language": "x"}))


@attack(CELLS, SAME)
def endless_cell(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.insert(0, new_code_cell(f"{handed.code}import os\nos._exit(1)")))


@attack(CELLS, SAME)
def markup_in_cells(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.append(new_markdown_cell("<script>document.title='ran'</script>")))


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def not_json(handed: Handed) -> None:
    handed.notebook.write_text("this is not a notebook")


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def not_utf8(handed: Handed) -> None:
    handed.notebook.write_bytes(b"\xff\xfe\x00\xd8" * 100)


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def empty_notebook(handed: Handed) -> None:
    handed.notebook.write_bytes(b"")


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def list_for_a_notebook(handed: Handed) -> None:
    handed.notebook.write_text("[]")


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def numbers_for_cells(handed: Handed) -> None:
    handed.notebook.write_text('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1, null, {"a": []}]}')


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def old_format(handed: Handed) -> None:
    handed.notebook.write_text('{"nbformat": 2, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": []}]}')


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def future_format(handed: Handed) -> None:
    handed.edit(lambda nb: nb.update(nbformat=9))


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def huge_number_in_notebook(handed: Handed) -> None:
    text = handed.notebook.read_text()
    handed.notebook.write_text(text.replace('"nbformat": 4', f'"nbformat": {"9" * 10_000}'))


@attack(FILE, "The mark is the journal's, or the notebook is refused by name.")
def deep_notebook(handed: Handed) -> None:
    handed.notebook.write_text("[" * 100_000 + "]" * 100_000)


@attack(FILE, "The notebook is refused by name, and is not read: 200 MB.")
def notebook_of_200_mb(handed: Handed) -> None:
    os.truncate(handed.notebook, 200 * 10**6)  # nothing is written: the file has a hole


@attack(FILE, "The notebook is refused by name, and is not read.", stock=False)  # it takes minutes and gigabytes
def million_cells(handed: Handed) -> None:
    cell = b'{"cell_type":"raw","metadata":{},"source":""}'
    with handed.notebook.open("wb") as file:
        file.write(b'{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[')
        file.writelines(b",".join([cell] * 1000) + b"," for _ in range(999))
        file.write(b",".join([cell] * 1000) + b"]}")


@attack(FILE, "The mark is the journal's, or the second notebook is refused by name; nothing of it runs.")
def second_notebook(handed: Handed) -> None:
    handed.edit(lambda nb: nb.cells.insert(0, new_code_cell(handed.code)))
    handed.notebook.rename(handed.folder / "second.ipynb")
    handed.notebook.write_bytes((handed.course / "release" / NOTEBOOK[:-6] / NOTEBOOK).read_bytes())


@attack(FILE, "Refused by name: there is no notebook.")
def no_notebook(handed: Handed) -> None:
    handed.notebook.unlink()


@attack(FILE, "Refused by name: the notebook is a folder.")
def folder_for_a_notebook(handed: Handed) -> None:
    handed.notebook.unlink()
    handed.notebook.mkdir()


@attack(FILE, "The mark is the journal's, or refused by name: nobody waits for the pipe.")
def pipe_for_a_notebook(handed: Handed) -> None:
    handed.notebook.unlink()
    os.mkfifo(handed.notebook)
