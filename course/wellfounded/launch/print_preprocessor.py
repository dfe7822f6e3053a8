"""What JupyterLab prints of a lesson (File, Print, or Ctrl and P): its text, and each case with what was answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_output

from wellfounded.learner.lessons import module_of
from wellfounded.learner.workspace import find_workspace
from wellfounded.render.answers import drawn
from wellfounded.render.lesson_page import PrintError, cases_of, journal_of

# nbconvert's page gives each output a window of its own, which is cut where a sheet ends.
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


class Answered(Preprocessor):  # type: ignore[misc]  # nbconvert is untyped here
    """Puts what was answered in the place of a case, and takes away the code that a lesson hides."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Change a copy of a notebook that is about to be drawn as one page; a stranger's stays as it is."""
        folder = Path(resources.get("metadata", {}).get("path", ""))
        workspace = find_workspace(folder)
        if workspace is None:
            return nb, resources
        try:
            cases = cases_of(folder)
        except PrintError:
            cases = {}
        journal, _ = journal_of(workspace.folders(module_of(folder)) or [folder])
        style = STYLE
        named = [(cell, cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in nb.cells]
        for cell, name in named:
            if cell.cell_type == "code" and name in cases:
                cell.outputs = [new_output("display_data", {"text/html": style + drawn(cases[name], journal)})]
                style = ""
            if cell.metadata.get("jupyter", {}).get("source_hidden"):
                cell.metadata["transient"] = {"remove_source": True}
        nb.cells = [cell for cell, name in named if cell.cell_type == "code" or not name]  # the rest is for markers
        return nb, resources
