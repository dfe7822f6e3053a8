"""What became of a submission: its mark before and after, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.grading.batch.ledger import Record
from wellfounded.grading.batch.module_template import Template
from wellfounded.grading.batch.writer import Written


@dataclass(frozen=True)
class Outcome:
    """`before` is None for a new submission; `mark` is None if it was refused, or nothing had changed."""

    module: str
    learner: str
    before: float | None = None
    mark: float | None = None
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: str = ""

    @property
    def changed(self) -> bool:
        """Return whether the mark is another than before."""
        return self.mark is not None and self.mark != self.before


def outcome(written: Written, template: Template, record: Record) -> Outcome:
    """Return what became of one submission."""
    marked, after = written.marked, written.after
    task = marked.task
    if marked.refused or after is None:
        return Outcome(task.module, task.learner, refused=marked.refused)
    before = written.before.mark if written.before else None
    reasons = tuple(_reasons(written, template, record)) if after.mark != before else ()
    return Outcome(task.module, task.learner, before, after.mark, reasons, marked.remarks)


def _reasons(written: Written, template: Template, record: Record) -> list[str]:
    marked, before, after = written.marked, written.before, written.after
    if before is None or after is None:
        return ["new submission"]
    found = []
    rest, keys = record.keys(marked.task.setting)
    if marked.task.journal and marked.journal.partition(":")[0] != marked.task.journal.partition(":")[0]:
        found.append("other answers were handed in")
    for name, now in after.grades.items():
        was, case = before.grades[name], name.partition("--")[0]
        if was.score != now.score:
            other = case in keys and keys[case] != template.keys.get(case)
            found.append(f"{name} {was.score:g} → {now.score:g}" + (": its key changed" if other else ""))
    if (before.penalty or 0) != (after.penalty or 0):
        found.append(f"late penalty {before.penalty or 0:g} → {after.penalty or 0:g}")
    if keys and rest != template.rest:
        found.append("notebook, configuration or program changed")
    return found if keys else [*found, "not on record: graded by nbgrader, or by an earlier release"]
