"""What learners get back in a marked notebook: reviews, what they wrote beside its rubric, how sure they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.scoring import CaseScore, leaving_out
from wellfounded.content.case import Case
from wellfounded.grading.nbgrader.scored_cells import graded_cells, output, subject, whole
from wellfounded.journal.file import Journal
from wellfounded.render.calibration_table import tally_table
from wellfounded.render.review_page import reviews, written_answer
from wellfounded.render.safe_html import inert


def write_feedback(nb: Any, scores: dict[str, CaseScore], counted: Journal, trouble: str) -> None:
    """Write feedback into a notebook whose points are written; `trouble` says what is wrong with the journal."""
    reviewed = reviews(scores.values(), trouble)
    for cell in graded_cells(nb):
        case, question = subject(cell)
        if not question:
            cell.outputs[0]["data"]["text/html"] = whole(reviewed[case])
    write_answers(nb, scores, counted)
    _calibrate(nb, [score.case for score in scores.values()], counted)


def write_answers(nb: Any, scores: dict[str, CaseScore], counted: Journal) -> None:
    """Write what a learner wrote into the cells that a person marks: nbgrader's own marks hang on whether it did."""
    beyond = {case.id for case in leaving_out([score.case for score in scores.values()], counted).waiting}
    for cell in graded_cells(nb):
        case, question = subject(cell)
        if question:
            _lay(cell, scores[case].case, question, counted, excused=case not in beyond)


def _lay(cell: Any, case: Case, name: str, counted: Journal, *, excused: bool) -> None:
    """Lay what was written into the cell in which a person marks it; untouched, nbgrader gives it no points."""
    (question,) = (question for question in case.written if question.id == name)
    cell.source = inert(whole(written_answer(case, question, counted, excused=excused))) or cell.source


def _calibrate(nb: Any, cases: Iterable[Case], counted: Journal) -> None:
    """Let the last cell, in which a learner handed in, show how sure they were and how often right."""
    shown = tally_table(tallies(ratings(cases, counted, by_key)))
    code = [cell for cell in nb["cells"] if cell["cell_type"] == "code"]
    if shown:
        code[-1].outputs = [output("display_data", {"text/html": shown, "text/plain": "How sure you were"})]
