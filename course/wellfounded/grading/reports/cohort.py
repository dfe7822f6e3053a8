"""Reads all that a report is made of: marks from the gradebook, answers from the journals, keys from `source/`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from wellfounded.assessment.scoring import QuestionScore, left_out, score_question
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.mistakes import nearest
from wellfounded.content.questions import Question
from wellfounded.grading.collect.copied_journals import copy_remark, learners_who_share, sample
from wellfounded.grading.collect.sender_register import RegisterError, read_register
from wellfounded.grading.collect.stray_files import shared_name_messages, stray_file_messages
from wellfounded.grading.reports.gradebook import Gradebook, ReportError, directory, read_gradebook
from wellfounded.grading.reports.spreadsheet_text import plain
from wellfounded.grading.submission import read_journal
from wellfounded.journal.file import Journal

QUESTION = ["module", "case", "question"]
ASKED = [*QUESTION, "kind", "prompt", "points", "by_hand", "chosen_from"]
ANSWERS = [*QUESTION, "learner", "state", "points"]
PICKS = [*QUESTION, "part", "option", "text", "right", "misconception"]
# Of an answer: it counts; it counts and earned nothing; it counts for nothing in the statistics of its question.
COUNTED = ("answered", "unanswered", "unreadable")
Tracked = Callable[[list[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Cohort:
    """What was read of a course. Frames are tidy; text is as learners and authors wrote it, made harmless nowhere."""

    modules: list[str]
    gradebook: Gradebook
    handed: pd.DataFrame  # module, learner, trouble: each folder in submitted/, and what is wrong with its journal
    asked: pd.DataFrame  # ASKED, one row a graded question
    offered: pd.DataFrame  # PICKS, one row for all there is to pick from
    answers: pd.DataFrame  # ANSWERS, one row a question and hand-in
    picks: pd.DataFrame  # PICKS and learner
    named: pd.DataFrame  # QUESTION and misconception: what a question can tell of
    strays: list[str] = field(default_factory=list)  # what lies in submitted/ and was not read, or is nobody's own


@dataclass(frozen=True)
class Asked:
    """A graded question, in its place."""

    module: str
    case: Case
    question: Question

    @cached_property
    def place(self) -> tuple[str, str, str]:
        """Return what names it: module, case, question."""
        return self.module, self.case.id, self.question.id


def untracked(items: list[Any], _doing: str) -> Iterable[Any]:
    """Go through items, and show nothing."""
    return items


def read(
    course: Path | str,
    modules: Iterable[str] = (),
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
) -> Cohort:
    """Read a cohort of the course in this folder: all modules of its gradebook and of `submitted/`, or those named.

    Learners are all but those in nbgrader's `student_id_exclude`, and of them `only` some, a group for instance.
    `tracked` is given the submissions and what is done with them, and yields them, for instance to draw a bar.
    ReportError where there is no course, no gradebook or no such module; MistakesError where a case file is wrong.
    """
    course = Path(course)
    at = directory(course)
    excluded = set(at.student_id_exclude.split(","))
    gradebook = read_gradebook(course, at.db_url).of(lambda learner: _counts(learner, excluded, only))
    folders = sorted(each for each in _folders(at) if _counts(each[1], excluded, only))
    submitted = Path(at.root, at.submitted_directory)
    known = sorted({*gradebook.modules["module"], *(module for module, _, _ in folders)})
    chosen = _chosen(list(modules), known)
    asked = [each for module in chosen for each in _asked(course / at.source_directory / module)]
    rows: dict[str, list[tuple[Any, ...]]] = {"handed": [], "answers": [], "picks": []}
    ids: list[tuple[str, str, frozenset[bytes]]] = []
    for module, learner, folder in tracked([each for each in folders if each[0] in chosen], "Reading answers"):
        journal, trouble = read_journal(folder)
        rows["handed"].append((module, learner, trouble))
        ids.append((module, learner, sample(event["id"] for event in journal.events)))
        _answers(rows, [each for each in asked if each.module == module], learner, journal)
    return Cohort(
        modules=chosen,
        gradebook=gradebook,
        handed=pd.DataFrame(_with_notes(rows["handed"], ids, submitted), columns=["module", "learner", "trouble"]),
        asked=pd.DataFrame(list(map(_about, asked)), columns=ASKED),
        offered=pd.DataFrame([row for each in asked for row in _rows(each, each.question.choices())], columns=PICKS),
        answers=_with_marks(pd.DataFrame(rows["answers"], columns=ANSWERS), gradebook.written),
        picks=pd.DataFrame(rows["picks"], columns=[*PICKS, "learner"]),
        named=pd.DataFrame(
            [(*each.place, name) for each in asked for name in sorted(set(_named(each.question)))],
            columns=[*QUESTION, "misconception"],
        ),
        strays=[
            *stray_file_messages(submitted, only or ()),
            *shared_name_messages(submitted, {learner for _, learner, _ in folders}),
        ],
    )


def _counts(learner: str, excluded: Collection[str], only: Collection[str] | None) -> bool:
    return learner not in excluded and (only is None or learner in only)


def _with_notes(
    handed: list[tuple[Any, ...]], ids: list[tuple[str, str, frozenset[bytes]]], submitted: Path
) -> list[tuple[Any, ...]]:
    """Add to what is wrong with each hand-in whose entries it holds, too, and whether Canvas called it late."""
    try:
        register = read_register(submitted)
    except RegisterError as error:
        raise ReportError(str(error)) from error
    copies = {
        module: learners_who_share((learner, mine) for of, learner, mine in ids if of == module)
        for module, _, _ in handed
    }
    found = []
    for module, learner, trouble in handed:
        others = copies[module].get(learner)
        late = "Canvas says: late" if register.is_late(learner, module) else ""
        notes = [trouble, copy_remark(others) if others else "", late]
        found.append((module, learner, "; ".join(filter(None, notes))))
    return found


def _folders(at: Any) -> Iterator[tuple[str, str, Path]]:
    """Yield module, learner and folder of each submission."""
    for path in Path(at.root, at.submitted_directory).glob("*/*"):
        if path.is_dir() and not path.name.startswith(".") and not path.parent.name.startswith("."):
            yield path.name, path.parent.name, path


def _chosen(named: list[str], known: list[str]) -> list[str]:
    for each in named:
        if each not in known:
            remedy = nearest(each, known) if known else "nothing was handed in yet"
            raise ReportError(f"{each}: no such module is in the gradebook or in submitted/; {remedy}.")
    return list(dict.fromkeys(named)) or known


def _asked(folder: Path) -> list[Asked]:
    cases = [rendered(case) for case in read_module(folder).values() if case.use == "graded"]
    return [Asked(folder.name, case, question) for case in cases for question in case.questions]


def _about(each: Asked) -> tuple[Any, ...]:
    question = each.question
    chosen_from = hasattr(question, "options")  # each option is there to tempt: one that nobody takes does no work
    return (*each.place, question.kind, plain(question.prompt), question.points, question.by_hand, chosen_from)


def _rows(each: Asked, picks: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for pick in picks:
        yield (*each.place, pick.part, pick.id, plain(pick.text), pick.right, pick.misconception)


def _named(item: Any) -> Iterator[str]:
    """Yield every misconception that a question's author named, at any depth."""
    if is_dataclass(item):
        yield from filter(None, [getattr(item, "misconception", "")])
        for f in fields(item):
            yield from _named(getattr(item, f.name))
    elif isinstance(item, list):
        for each in item:
            yield from _named(each)


def _answers(rows: dict[str, list[tuple[Any, ...]]], asked: list[Asked], learner: str, journal: Journal) -> None:
    counted = journal.counted()
    for each in asked:
        score = score_question(each.case, each.question, counted)
        state, points = ("left out", 0.0) if left_out(each.case, counted) else _judged(score)
        rows["answers"].append((*each.place, learner, state, points))
        if state == "answered":
            rows["picks"] += [(*row, learner) for row in _rows(each, each.question.chosen(score.response))]


def _judged(score: QuestionScore) -> tuple[str, float]:
    """Return what an answer is, and its points; one that says nothing is none."""
    blank = score.response in (None, [], {}) or (isinstance(score.response, str) and not score.response.strip())
    if blank and score.state != "earlier wording":
        return "unanswered", 0.0
    return score.state, score.points if score.state == "answered" else 0.0


def _with_marks(answers: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Give what a person marks its points, or the state `waiting`; and points to nothing that does not count."""
    cells = written["cell"].str.extract(r"^(?P<case>.*?)--(?P<question>.*)$")  # see cases.written_cell
    place = [*QUESTION, "learner"]
    marked = written.join(cells).set_index(place)[["score", "needs_manual_grade"]]
    found = answers.join(marked, on=place)
    answered = answers["state"].eq("answered") & found["score"].notna()
    waits = answered & found["needs_manual_grade"].eq(True)  # missing is neither
    state = answers["state"].mask(waits, "waiting")
    points = answers["points"].mask(answered, found["score"]).astype(float)
    return answers.assign(state=state, points=points.where(state.isin(COUNTED)))
