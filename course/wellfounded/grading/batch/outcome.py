"""The outcome of grading a submission: its mark before and after, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.grading.batch.gradebook_writer import SubmissionChange
from wellfounded.grading.batch.ledger import Ledger
from wellfounded.grading.batch.module_template import ModuleTemplate


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
        """Return whether the mark differs from the one before."""
        return self.mark is not None and self.mark != self.before


def describe_change(change: SubmissionChange, template: ModuleTemplate, ledger: Ledger) -> Outcome:
    """Return the outcome of one submission."""
    marked, after = change.marked, change.after
    task = marked.task
    if marked.refused or after is None:
        return Outcome(task.module, task.learner, refused=marked.refused)
    before = change.before.mark if change.before else None
    reasons = tuple(_reasons(change, template, ledger)) if after.mark != before else ()
    return Outcome(task.module, task.learner, before, after.mark, reasons, marked.remarks)


def _reasons(change: SubmissionChange, template: ModuleTemplate, ledger: Ledger) -> list[str]:
    marked, before, after = change.marked, change.before, change.after
    if before is None or after is None:
        return ["new submission"]
    reasons = []
    rest, keys = ledger.keys(marked.task.setting)
    if marked.task.journal and marked.journal.partition(":")[0] != marked.task.journal.partition(":")[0]:
        reasons.append("other answers were handed in")
    for name, grade in after.grades.items():
        old, case = before.grades[name], name.partition("--")[0]
        if old.score != grade.score:
            key_changed = case in keys and keys[case] != template.keys.get(case)
            reasons.append(f"{name} {old.score:g} → {grade.score:g}" + (": its key changed" if key_changed else ""))
    if (before.penalty or 0) != (after.penalty or 0):
        reasons.append(f"late penalty {before.penalty or 0:g} → {after.penalty or 0:g}")
    if keys and rest != template.rest:
        reasons.append("notebook, configuration or program changed")
    return reasons if keys else [*reasons, "not on record: graded by nbgrader, or by an earlier release"]
