"""How long a lesson takes: the words that are read in each of its cells, and the thinking that each question asks for.

Words: all of the text and its tables; of a case its facts, papers, prompts and options, and the feedback that a right
answer gets, which is what most learners read in the end; of an activity all that it can show, and of a path, or of days
that are played, the longest way. Addresses, and sources that are folded, are not counted. Adults read 238 words of
non-fiction a minute on average (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language
109, 2019); law, and a language that is not one's own, are slower. Thinking is each kind's own estimate
(`Question.thinking`): nobody has measured learners of this course yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wellfounded.authoring.comparison import comparison_data
from wellfounded.authoring.lesson import HAND_IN, LessonCell
from wellfounded.content.activities import Activity
from wellfounded.content.case import Case
from wellfounded.content.reading_mark import MARK
from wellfounded.notebook.compare_cell import static as compared
from wellfounded.render.case import static

READ_A_MINUTE = 200  # words
TRYING = 60  # seconds that a learner plays with an activity: an estimate
HANDING_IN = 120  # seconds in which a result is read: an estimate
TAG = re.compile(r"<[^>]*>")
SOURCES = re.compile(r"<p><small>.*?</small></p>", re.DOTALL)  # of a statement: folded on the page
NO_KERNEL = re.compile(r"<p class='wf-run-hint'>.*?</p>")  # it is not there once the case can be answered
ADDRESS = re.compile(r"\]\([^)]*\)")
Cases = Mapping[str, Case]
Activities = Mapping[str, Activity]


def seconds(cell: LessonCell, cases: Cases, activities: Activities) -> float:
    """Return the seconds that a cell takes; `cases` and `activities` are rendered."""
    if cell.kind == "markdown":
        return _reading(ADDRESS.sub("]", cell.source))
    if cell.case:
        return _case_seconds(cases[cell.case])
    if cell.activity:
        activity = activities[cell.activity]
        return _reading(SOURCES.sub("", activity.framed(activity.gone_through()))) + TRYING
    if cell.compared_countries:
        return _reading(compared(comparison_data(), cell.compared_countries)["text/html"])
    return HANDING_IN if cell.source == HAND_IN else 0.0


def _case_seconds(case: Case) -> float:
    feedback = sum(_reading(question.feedback(question.key())) for question in case.questions)
    return _reading(NO_KERNEL.sub("", static(case))) + feedback + sum(question.seconds() for question in case.questions)


def _reading(text: str) -> float:
    """Return the seconds in which a text is read, Markdown or HTML."""
    return 60 * len(TAG.sub(" ", MARK.sub("", text)).split()) / READ_A_MINUTE
