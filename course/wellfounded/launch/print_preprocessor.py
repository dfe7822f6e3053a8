"""Prepares a lesson that JupyterLab prints (File, Print, or Ctrl and P): its text, and each case with the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_output

from wellfounded.content.activities.activity import unfolded
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import module_of
from wellfounded.learner.workspace import find_workspace
from wellfounded.render.answers import answered_case
from wellfounded.render.lesson_page import PrintError, cases_of, journal_of

# nbconvert's page puts each output in a scrolling box, which a printer cuts off at the end of a sheet.
STYLE = """<style>
.jp-OutputArea, .jp-OutputArea-child, .jp-OutputArea-output {
  break-inside: auto !important; display: block !important; overflow: visible !important;
}
h1, h2, h3, h4, h5 { break-after: avoid; }
h4, h5 { font-weight: 600 !important; }
.wf-asked, .wf-given, li, tr { break-inside: avoid; }
.wf-given { border-inline-start: 4px solid; padding-inline-start: 0.8em; }
.wf-own-words { border: 1px solid; contain: paint; padding: 0 0.3em; }
</style>"""


class PrintAnswers(Preprocessor):  # type: ignore[misc]  # nbconvert is untyped here
    """Replaces the output of each case by the learner's answers, opens what is folded, and removes hidden code."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Change a notebook that is about to be printed, unless it is outside a learner's copy."""
        folder = Path(resources.get("metadata", {}).get("path", ""))
        workspace = find_workspace(folder)
        speak_language(workspace)
        if workspace is None:
            return nb, resources
        try:
            cases = cases_of(folder)
        except PrintError:
            cases = {}
        journal, _ = journal_of(workspace.folders(module_of(folder)) or [folder])
        style = STYLE
        named_cells = [(cell, cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in nb.cells]
        for cell, name in named_cells:
            if cell.cell_type == "code" and name in cases:
                cell.outputs = [
                    new_output("display_data", {"text/html": f"{style}{answered_case(cases[name], journal)}"})
                ]
                style = ""
            elif cell.cell_type == "code":
                _unfold(cell.outputs)
            if cell.metadata.get("jupyter", {}).get("source_hidden"):
                cell.metadata["transient"] = {"remove_source": True}
        # Named text cells are for markers.
        nb.cells = [cell for cell, name in named_cells if cell.cell_type == "code" or not name]
        return nb, resources


def _unfold(outputs: list[Any]) -> None:
    """Open what is folded in the outputs of a cell, such as the answers of a prediction."""
    for output in outputs:
        if "text/html" in output.get("data", {}):
            output.data["text/html"] = unfolded(output.data["text/html"])
