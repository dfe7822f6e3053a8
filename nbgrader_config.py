"""nbgrader's configuration. Run nbgrader here, in the root of the course: elsewhere it would run learners' code.

No submission is executed. The released notebook takes the place of the submitted one, and the answers
are scored from `answers.jsonl` by the same pure functions that the lesson uses at home.
"""

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ComputeChecksums,
    LockCells,
    OverwriteCells,
    SaveCells,
)
from nbgrader.server_extensions.formgrader.handlers import template_path

from wellfounded.grading.nbgrader.config import use_exchange
from wellfounded.grading.nbgrader.guard import GuardedExporter, GuardedFeedback, GuardedRelease
from wellfounded.grading.nbgrader.page_filters import FILTERS, EscapeNames
from wellfounded.grading.nbgrader.steps import TEMPLATES, RefuseLeaks, ReleasedNotebook, SaveMarks, ScoreJournal

c = get_config()  # noqa: F821 (traitlets provides it)

c.CourseDirectory.course_id = "well-founded"
use_exchange(c)  # on a hub, which names its own
c.ExchangeFactory.collect = "wellfounded.grading.nbgrader.checked_collect.CheckedCollect"
# Authors' files, and what editors and systems leave lying about. The list also governs what is
# copied from a submission, so it must not name answers.jsonl.
c.CourseDirectory.ignore = [
    *(".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache", ".DS_Store", "Thumbs.db"),
    *("lesson.md", "cases", "activities"),
]

# A module whose graded cells changed after submissions came is refused before its release is removed.
c.GenerateAssignment.exporter_class = GuardedRelease
c.GenerateFeedback.exporter_class = GuardedFeedback
# The build's static outputs stay, so a lesson reads as text before it was ever run: no ClearOutput.
c.GenerateAssignment.preprocessors = [
    *(LockCells, CheckCellMetadata, ComputeChecksums, SaveCells),
    RefuseLeaks,
]

# What would end, hang or fill a whole run is refused by name before nbgrader looks at the first submission. Cells are
# not checked again: they are those of the release, in which they were.
c.Autograde.exporter_class = GuardedExporter
c.Autograde.sanitize_preprocessors = [ReleasedNotebook, OverwriteCells]
c.Autograde.autograde_preprocessors = [ScoreJournal, SaveMarks, AssignLatePenalties]

# What learners typed is shown in feedback pages and in formgrader: our filters clean it once it is rendered.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = FILTERS
c.HTMLExporter.preprocessors = [EscapeNames]
# No page calls a network: our empty mathjax macro comes before nbconvert's.
c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), template_path]

# `nbgrader zip_collect`: whose a file is, by the name that Moodle or Canvas put first, and which file it is. Answers
# and times come along; by itself nbgrader takes notebooks alone. `wellfounded collect` does more, and with more care.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".jsonl", ".txt"]
c.FileNameCollectorPlugin.named_regexp = (
    r".*?[/\\]downloaded[/\\][^/\\]+[/\\]extracted[/\\](?:[^/\\]+[/\\])??(?P<student_id>[^/\\_]+)(?:_LATE)?_\d+_"
    r"(?:.*[/\\_])?(?P<file_id>[^/\\_]+?)(?:-\d+)?\.\w+$"
)
