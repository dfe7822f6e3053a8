"""The deeds of `wellfounded marking`: shares out, makes a marker's page, takes marks, settles differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.grading.lock import lock_course
from wellfounded.grading.marking.gradebook_marks import GradebookMarks, NewMark
from wellfounded.grading.marking.marking_folder import FOLDER, Mark, MarkingFolder, read_marking
from wellfounded.grading.marking.marking_page import marking_page
from wellfounded.grading.marking.marks_file import MarksFile, read_marks
from wellfounded.grading.marking.shares import Rule, share_out
from wellfounded.grading.marking.standing import Standing, needs_marker, standings
from wellfounded.grading.marking.written_answers import AnswerKey, MarkingError, Writing, read_writing
from wellfounded.grading.names import learner_id_problem
from wellfounded.grading.reports.csv_files import make_output_folder, write_whole
from wellfounded.grading.reports.gradebook import course_directory

MAX_COMMENT = 5000  # characters


@dataclass
class Desk:
    """A course whose written answers are being marked."""

    source: Path
    book: GradebookMarks
    folder: MarkingFolder
    writing: Writing

    def standings(self) -> list[Standing]:
        """Return where each shared answer stands."""
        return [*standings(self.folder, self.writing)]


@contextmanager
def open_desk(course: Path, *, to_write: bool) -> Iterator[Desk]:
    """Read what is marked in a course; with `to_write` no other command writes to it meanwhile."""
    directory = course_directory(course)
    submitted = Path(directory.root, directory.submitted_directory)
    source = course / directory.source_directory
    book = GradebookMarks(course, directory.db_url)
    try:
        if to_write:
            with lock_course(course):
                yield _desk(course, source, submitted, book, directory.student_id_exclude)
        else:
            yield _desk(course, source, submitted, book, directory.student_id_exclude)
    finally:
        book.close()


def _desk(course: Path, source: Path, submitted: Path, book: GradebookMarks, excluded: str) -> Desk:
    modules = [name for name in book.modules() if (source / name).is_dir()]
    writing = read_writing(source, submitted, book, modules, set(excluded.split(",")))
    return Desk(source, book, read_marking(course), writing)


def share(course: Path, rule: Rule | None, modules: list[str]) -> Desk:
    """Share out what waits for a person, in these modules or in all, and keep what is shared already.

    Without a rule it is the one of last time.
    """
    with open_desk(course, to_write=True) as desk:
        rule = _checked(rule or desk.folder.shares.rule)
        known = {module for module, _, _ in desk.writing.questions}
        if unknown := sorted(set(modules) - known):
            raise MarkingError(
                f"{', '.join(unknown)}: no answer is written there, or it is no module of the gradebook."
            )
        shares, answers = desk.folder.shares, desk.writing.answers
        chosen = [
            key
            for key, answer in answers.items()
            if key in shares.answers or (needs_marker(answer) and (not modules or key.module in modules))
        ]
        desk.folder.save_shares(share_out(shares, rule, chosen, _is_marked(desk)))
        return desk


def _checked(rule: Rule) -> Rule:
    """Return a rule that can be followed; MarkingError where it cannot."""
    if not rule.markers:
        raise MarkingError("Say who marks: wellfounded marking share anna ben")
    for marker in rule.markers:
        if problem := learner_id_problem(marker):
            raise MarkingError(f"A marker's name {problem}: {marker}")
    if rule.twice and len(rule.markers) < 2:
        raise MarkingError("To mark some answers twice takes two markers or more.")
    return rule


def _is_marked(desk: Desk) -> Callable[[AnswerKey, str], bool]:
    def is_marked(key: AnswerKey, marker: str) -> bool:
        answer = desk.writing.answers.get(key)
        return answer is None or desk.folder.mark_of(marker, key, answer.digest) is not None

    return is_marked


def write_page(course: Path, marker: str, to: Path | None) -> tuple[Path, int]:
    """Write a marker's page; return where it lies and how many answers it holds."""
    with open_desk(course, to_write=False) as desk:
        names = {} if desk.folder.shares.rule.blind else desk.book.names()
        page = marking_page(marker, desk.folder, desk.writing, names, desk.source)
        path = to or course / FOLDER / f"{marker}.html"
        if to is None:
            make_output_folder(path.parent)
        return write_whole(path, page), len([*filter(desk.writing.answers.get, desk.folder.shares.of_marker(marker))])


@dataclass(frozen=True)
class Taken:
    """What came of the marks that were taken: the files, how many marks went into the gradebook, how all stands now."""

    files: list[MarksFile]
    written: int
    standings: list[Standing]


def take(course: Path, paths: list[Path]) -> Taken:
    """Take marks from files, and write into the gradebook every mark that is agreed on."""
    with open_desk(course, to_write=True) as desk:
        files = [read_marks(path, desk.folder, desk.writing) for path in paths]
        desk.folder.add(mark for file in files for mark in file.marks if _is_later(desk.folder, mark))
        return Taken(files, *_write_agreed(desk))


def _is_later(folder: MarkingFolder, mark: Mark) -> bool:
    before = folder.mark_of(mark.marker, mark.key, mark.answer)
    return before is None or mark.at > before.at


def settle(course: Path, code: str, points: float, comment: str) -> Taken:
    """Decide on the mark of an answer, whatever its markers gave, and write it into the gradebook."""
    with open_desk(course, to_write=True) as desk:
        key = desk.folder.shares.key_of(code.upper())
        answer = desk.writing.answers.get(key) if key else None
        if key is None or answer is None:
            raise MarkingError(
                f"{code}: no such answer is shared out. 'wellfounded marking state' names those that differ."
            )
        if any(s.answer is answer and s.state == "elsewhere" for s in desk.standings()):
            raise MarkingError(
                f"{code}: the gradebook has {answer.cell.manual:g}, given in formgrader. Change it there."
            )
        most = desk.writing.question(key).points
        if not 0 <= points <= most or len(comment) > MAX_COMMENT:
            raise MarkingError(
                f"{code}: the mark lies between 0 and {most:g}; a comment has {MAX_COMMENT} characters at most."
            )
        decided = Mark(
            "settled", key, answer.digest, points, comment=comment, at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        )
        desk.folder.add([decided])
        return Taken([], *_write_agreed(desk))


def _write_agreed(desk: Desk) -> tuple[int, list[Standing]]:
    """Write each mark that is agreed on and not in the gradebook; return how many, and how all stands then."""
    open_marks = [s for s in desk.standings() if s.mark and not _is_written(desk.folder, s)]
    wanted = [_new_mark(desk.folder, s) for s in open_marks]
    done = desk.book.write(wanted)
    written = []
    for standing, new, is_written in zip(open_marks, wanted, done, strict=True):
        if is_written:
            cell = standing.answer.cell
            cell.manual, cell.waits, cell.comment = new.points, False, new.comment or cell.comment
            about = (standing.answer.key, standing.answer.digest, new.points)
            written.append(Mark("written", *about, comment=new.comment))
    desk.folder.add(written)
    return len(written), desk.standings()


def _is_written(folder: MarkingFolder, standing: Standing) -> bool:
    before, cell = folder.written(standing.answer.key), standing.answer.cell
    same_comment = before is not None and before.comment == _comment(standing)
    return before is not None and same_comment and cell.manual == standing.mark.total and not cell.waits  # type: ignore[union-attr]


def _new_mark(folder: MarkingFolder, standing: Standing) -> NewMark:
    before = folder.written(standing.answer.key)
    return NewMark(
        standing.answer.cell,
        standing.mark.total,  # type: ignore[union-attr]
        _comment(standing),
        before.total if before else None,
        before.comment if before else "",
    )


def _comment(standing: Standing) -> str:
    """Return what the learner is to read: the comment of who decided, or else those of the markers."""
    if standing.mark and standing.mark.kind == "settled" and standing.mark.comment:
        return standing.mark.comment
    return "\n\n".join(dict.fromkeys(mark.comment for mark in standing.marks if mark.comment))
