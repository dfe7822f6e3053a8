"""Says in lines who has what to mark, what is left, where markers differ, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wellfounded.grading.marking.agreement import Agreement, agreements
from wellfounded.grading.marking.marking import Desk
from wellfounded.grading.marking.marking_folder import Mark
from wellfounded.grading.marking.standing import Standing, unshared
from wellfounded.grading.reports.spreadsheet_text import escape_hidden


def state_lines(desk: Desk) -> list[str]:
    """Return all of it, as lines that are safe to print."""
    standings = desk.standings()
    lines = [*_shares(desk, standings), *_unshared(desk)]
    for title, part in (
        (
            "Two markers differ. Let one of them mark anew, or decide: wellfounded marking settle CODE POINTS",
            differences,
        ),
        ("The gradebook has another mark, which stands:", elsewhere),
    ):
        if found := part(standings):
            lines += [title, *(f"  {line}" for line in found)]
    lines += map(_agreement, agreements(standings))
    return [escape_hidden(line) for line in lines]


def _shares(desk: Desk, standings: list[Standing]) -> Iterator[str]:
    rule, twice = desk.folder.shares.rule, sum(len(s.markers) > 1 for s in desk.folder.shares.answers.values())
    if not rule.markers:
        yield "Nothing is shared out yet. Say who marks: wellfounded marking share anna ben"
        return
    names = "names are hidden" if rule.blind else "names are shown"
    yield f"Shared out by {rule.by}, seed {rule.seed}; {twice} answers go to two markers; {names}."
    for marker in sorted({*rule.markers, *(m for share in desk.folder.shares.answers.values() for m in share.markers)}):
        keys = [key for key in desk.folder.shares.of_marker(marker) if key in desk.writing.answers]
        left = sum(marker in standing.missing and standing.state != "elsewhere" for standing in standings)
        questions = len({key[:3] for key in keys})
        of_questions = f"{questions} question{'' if questions == 1 else 's'}"
        yield f"{marker}: {len(keys)} answers to {of_questions}, {left} left to mark."


def _unshared(desk: Desk) -> Iterator[str]:
    if new := unshared(desk.folder, desk.writing):
        yield f"{len(new)} answers came since, and nobody has them: wellfounded marking share"
    if desk.writing.elsewhere:
        reasons = "left out for a content note, or to an earlier wording"
        yield f"{len(desk.writing.elsewhere)} wait in formgrader, without a text to weigh: {reasons}."
    if ungraded := sorted({*desk.writing.ungraded}):
        yield f"{len(ungraded)} hand-ins are not graded yet, and not shared out: wellfounded grade"


def differences(standings: Iterable[Standing]) -> list[str]:
    """Return each answer on which two markers differ, with what each gave."""
    differing = [standing for standing in standings if standing.state == "differs"]
    return [f"{_about(standing)}: {'; '.join(map(_given, standing.marks))}" for standing in differing]


def elsewhere(standings: Iterable[Standing]) -> list[str]:
    """Return each answer that has another mark in the gradebook than its markers gave."""
    others = [standing for standing in standings if standing.state == "elsewhere" and standing.marks]
    return [
        f"{_about(standing)}: {standing.answer.cell.manual:g} there; {'; '.join(map(_given, standing.marks))}"
        for standing in others
    ]


def _about(standing: Standing) -> str:
    return f"{standing.code}, {standing.answer.key.case} {standing.answer.key.question}"


def _given(mark: Mark) -> str:
    lines = ", ".join(f"{line} {points:g}" for line, points in mark.points.items())
    return f"{mark.marker} {mark.total:g} ({lines})"


def _agreement(found: Agreement) -> str:
    module, case, question = found.question
    low, high = found.same_interval
    plain = (
        f"{module} {case} {question}: {found.same} of {found.n} marked twice have the same mark "
        f"(95 % interval {low:.2f} to {high:.2f}); they lie {found.mean_distance:.1f} points apart on average. "
    )
    if found.kappa != found.kappa:
        return f"{plain}Weighted kappa is not given: {found.note}."
    if found.note:
        return f"{plain}Quadratic weighted kappa {found.kappa:.2f}: {found.note}."
    low, high = found.interval
    return f"{plain}Quadratic weighted kappa {found.kappa:.2f} (95 % interval {low:.2f} to {high:.2f})."
