"""Reports on a cohort, for instructors: marks, questions, options, misconceptions, reliability.

In a notebook:

    from wellfounded.grading.reports import marks, questions, read

    cohort = read("path/to/course")
    questions(cohort)

Every table is a tidy pandas DataFrame; each function also takes the course's folder itself.
"""

from wellfounded.grading.reports.attention import concerns
from wellfounded.grading.reports.cohort import Cohort, read
from wellfounded.grading.reports.gradebook import ReportError
from wellfounded.grading.reports.question_statistics import misconceptions, options, questions, reliability
from wellfounded.grading.reports.tables import alike, answers, marks, requests

__all__ = [
    "Cohort",
    "ReportError",
    "alike",
    "answers",
    "concerns",
    "marks",
    "misconceptions",
    "options",
    "questions",
    "read",
    "reliability",
    "requests",
]
