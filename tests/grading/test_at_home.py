"""A hand-in at home: the review in the lesson and nbgrader's gradebook say the same, and nothing is lost."""

import json
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.commands import command
from tests.full_disk import room
from tests.grading.submissions import ANSWERS, CASE, MODULE, NOTEBOOK, WORTH
from tests.places import SAMPLE, copy_course
from wellfounded.assessment.handed_in import MARKED
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.grading import at_home, marked_lesson
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import HIDDEN, REVIEW, Workspace, find_workspace
from wellfounded.notebook.widgets.marking import marked


@pytest.fixture(scope="module")
def home_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("home") / "course"
    copy_course(SAMPLE, root)
    build(root)
    return root


@pytest.fixture
def home_lesson(home_course: Path, tmp_path: Path) -> Path:
    lay_out(home_course, tmp_path / "my-course", "home")
    return tmp_path / "my-course" / MODULE


def answer(course: Path, lesson: Path, answers: dict[str, Any], **changed: Any) -> None:
    for asked in read_module(course / "source" / MODULE)[CASE].questions:
        if asked.id in answers:
            told = {"wording": asked.wording, "response": answers[asked.id], **changed}
            append(lesson / JOURNAL, new_event("answer", CASE, asked.id, **told))


def hand_in(lesson: Path) -> list[dict[str, Any]]:
    """Hand in as the panel does, but for the seconds that Python takes to start."""
    (lesson.parent / HIDDEN).mkdir(exist_ok=True)
    done = command("wellfounded.grading.at_home", lesson.parent, str(lesson.parent), str(lesson))
    return [json.loads(line) for line in done.stdout.splitlines()]


def handins(lesson: Path) -> list[dict[str, Any]]:
    return [event for event in replay(lesson / JOURNAL).events if event["event"] == "handin"]


def perfect(course: Path) -> dict[str, Any]:
    return {asked.id: asked.key() for asked in read_module(course / "source" / MODULE)[CASE].questions}


def test_lesson_and_gradebook_agree_the_first_time_and_the_second(home_course: Path, home_lesson: Path) -> None:
    answer(home_course, home_lesson, ANSWERS)
    first = hand_in(home_lesson)
    assert f"<h3>Your review: {WORTH:g} of 6 points</h3>" in first[0]["html"]
    assert first[0]["at"] == handins(home_lesson)[0]["at"]
    assert first[-1] == {"done": True, "recorded": [WORTH, 6]}
    answer(home_course, home_lesson, perfect(home_course))
    second = hand_in(home_lesson)
    assert "<h3>Your review: 6 of 6 points, after the answers had been shown</h3>" in second[0]["html"]
    assert f": {WORTH:g} of 6 points</li>" in second[0]["html"]
    assert second[-1] == {"done": True, "recorded": [6, 6]}
    assert len(first) == len(second) == 2  # the marks, and that they are recorded: nothing else is said


def test_handed_in_again_with_nothing_answered_since_it_is_the_same_hand_in(
    home_course: Path, home_lesson: Path
) -> None:
    answer(home_course, home_lesson, ANSWERS)
    first, second = hand_in(home_lesson), hand_in(home_lesson)
    assert second[0]["html"] == first[0]["html"]
    assert second[-1] == first[-1]
    assert len(handins(home_lesson)) == len(noted(home_lesson)) == 1


@pytest.mark.parametrize("what", ["journal", "review"])
def test_what_cannot_be_written_is_refused_and_leaves_neither_hand_in_nor_key(
    home_course: Path, home_lesson: Path, what: str
) -> None:
    answer(home_course, home_lesson, ANSWERS)
    hidden = home_lesson.parent / HIDDEN / MODULE
    if what == "review":
        hidden.mkdir(parents=True)
        (hidden / f"{REVIEW}.new").mkdir()  # stands where the review would be written
    with (home_lesson / JOURNAL).open("ab") as file:
        file.write(b"\n" * 200_000)  # more than the review
    keep = (home_lesson / JOURNAL).read_bytes()
    full = room(len(keep) + 10) if what == "journal" else nullcontext()
    with full, pytest.raises(marked_lesson.NotHandedInError, match="Not handed in: "):
        next(at_home.steps(workspace(home_lesson), home_lesson))
    assert (home_lesson / JOURNAL).read_bytes() == keep
    assert not (hidden / REVIEW).exists()


def test_an_answer_to_an_earlier_wording_is_kept_shown_and_not_scored(home_course: Path, home_lesson: Path) -> None:
    answer(home_course, home_lesson, perfect(home_course), wording="0123456789ab")
    steps = hand_in(home_lesson)
    assert "You answered an earlier wording" in steps[0]["html"]
    assert steps[-1]["recorded"] == [0, 6]


def test_a_release_with_other_cells_gets_a_gradebook_of_its_own(
    home_course: Path, home_lesson: Path, tmp_path: Path
) -> None:
    hand_in(home_lesson)
    changed = tmp_path / "course"
    shutil.copytree(home_course, changed)
    written = changed / "source" / MODULE / "lesson.md"
    written.write_text(written.read_text().replace('```{code-cell} ipython3\ncase("practise-this")\n```\n', ""))
    (changed / "source" / MODULE / "cases" / "practise-this.yaml").unlink()
    build(changed)
    lay_out(changed, home_lesson.parent, "home")
    assert "recorded" in hand_in(home_lesson)[-1]
    found = find_workspace(home_lesson)
    assert found is not None
    assert len(list(found.hidden(MODULE).glob("*/gradebook.db"))) == 2


def test_the_journal_alone_says_what_each_hand_in_earned(home_course: Path, home_lesson: Path) -> None:
    answer(home_course, home_lesson, ANSWERS)
    hand_in(home_lesson)
    (first,) = noted(home_lesson)
    worth = {f"{CASE}/q1": [2, 2], f"{CASE}/q2": [1.5, 3], f"{CASE}/q3": [1, 1]}
    assert first["questions"] == worth
    assert first["objectives"] == {"first": [WORTH, 6, 3], "second": [WORTH, 6, 3]}
    assert (first["module"], first["number"], first["points"], first["most"]) == (MODULE, 1, WORTH, 6)
    cases = at_home.graded(workspace(home_lesson), home_lesson, MODULE)
    marked_lesson.note_marks(home_lesson, MODULE, cases)  # once is enough
    assert noted(home_lesson) == [first]
    answer(home_course, home_lesson, perfect(home_course))
    append(home_lesson / JOURNAL, new_event("handin", module=MODULE))
    marked_lesson.note_marks(home_lesson, MODULE, cases)
    assert [each["points"] for each in noted(home_lesson)] == [WORTH, 6]


def test_marks_that_cannot_be_noted_stop_nothing_and_are_noted_with_the_next(
    home_lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    cases = at_home.graded(workspace(home_lesson), home_lesson, MODULE)
    append(home_lesson / JOURNAL, new_event("handin", module=MODULE))
    with monkeypatch.context() as patch:
        patch.setattr(marked_lesson, "append", full)
        marked_lesson.note_marks(home_lesson, MODULE, cases)
    assert noted(home_lesson) == []
    append(home_lesson / JOURNAL, new_event("handin", module=MODULE))
    marked_lesson.note_marks(home_lesson, MODULE, cases)
    assert [each["number"] for each in noted(home_lesson)] == [1, 2]


def workspace(lesson: Path) -> Workspace:
    found = find_workspace(lesson)
    assert found is not None
    return found


def noted(lesson: Path) -> list[dict[str, Any]]:
    return [event for event in replay(lesson / JOURNAL).events if event["event"] == MARKED]


@pytest.mark.parametrize(
    ("damage", "kind", "words"),
    [
        (
            lambda course: (course / "source" / MODULE / "cases" / f"{CASE}.yaml").unlink(),
            "refused",
            "could not be marked",
        ),
        (
            lambda course: (course / "nbgrader_config.py").write_text("c = 1 / 0"),
            "unrecorded",
            "this result stands",
        ),
    ],
    ids=["no key", "broken configuration"],
)
def test_what_fails_is_said_in_words(home_course: Path, tmp_path: Path, damage: Any, kind: str, words: str) -> None:
    changed = tmp_path / "course"
    shutil.copytree(home_course, changed)
    lay_out(changed, tmp_path / "my-course", "home")
    damage(changed)
    lesson = tmp_path / "my-course" / MODULE
    *_, last = steps = hand_in(lesson)
    assert last["done"]
    assert words in last[kind]
    assert [*last] == ["done", kind]
    assert len(handins(lesson)) == len(steps) - 1  # the hand-in stands where only its record failed
    for machine in ("Traceback", "nbgrader", "gradebook", ".yaml"):
        assert machine not in json.dumps(last)
    assert (lesson / NOTEBOOK).exists()


def test_in_another_language_the_review_speaks_it_and_the_gradebook_records_the_same(
    home_course: Path, home_lesson: Path
) -> None:
    lay_out(home_course, home_lesson.parent, "home", language="es")
    answer(home_course, home_lesson, ANSWERS)
    said = list(marked(home_lesson.parent, home_lesson))  # as the panel itself does
    assert f"<h3>Su revisión: {WORTH:g} de 6 puntos</h3>" in said[0]["html"]
    assert said[-1] == {"done": True, "recorded": [WORTH, 6]}
