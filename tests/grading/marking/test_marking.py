"""From shared answers to marks in the gradebook: nobody's mark is lost, and none is overwritten."""

import json
import shutil
from pathlib import Path

import pytest

from tests.grading.marking.marked_class import LEARNERS, POINTS, TEXTS, TYPED, Class
from wellfounded.grading.marking.marking_folder import RECORD, read_marking

FULL = {"a": 1.0, "b": 2.0, "c": 1.0}


def test_written_answers_are_shared_out_and_what_is_left_is_said(school: Class) -> None:
    said = school.marking("share", "anna", "ben")
    assert set(school.shares()) == set(TEXTS)  # and not who wrote nothing
    assert "anna: 6 answers to 1 question, 6 left to mark." in said
    assert "ben: 6 answers to 1 question, 6 left to mark." in said
    school.hand_in("more", "A text that came later.")
    school.grade()
    assert "1 answers came since, and nobody has them" in school.marking("state")
    before = school.shares()
    school.marking("share")
    after = school.shares()
    assert {learner: share for learner, share in after.items() if learner != "more"} == before
    assert len(after["more"].markers) == 1
    assert (school.course / "marking").stat().st_mode & 0o777 == 0o700


def test_marks_and_comments_go_into_the_gradebook_and_outlive_a_later_grading(school: Class) -> None:
    school.marking("share", "anna")
    file = school.marks_file("anna", dict.fromkeys(LEARNERS, POINTS), "The *risk* is yours to show.")
    said = school.marking("take", file)
    assert "anna: 11 marks." in said
    assert "11 marks written into the gradebook." in said
    assert school.book("learner-03") == (3, False, "The *risk* is yours to show.")
    assert school.book("mallory")[:2] == (None, True)
    assert "0 marks written" in school.marking("take", file)
    school.hand_in("learner-03", TEXTS["learner-03"])  # the same text again, which changes the journal
    school.grade()
    assert school.book("learner-03")[:2] == (3, True)  # nbgrader's own rule: look at it again
    assert "1 marks written" in school.marking("take", file)
    assert school.book("learner-03")[:2] == (3, False)


def test_a_mark_counts_for_the_text_that_was_marked_and_for_no_other(school: Class) -> None:
    school.marking("share", "anna")
    file = school.marks_file("anna", {"learner-03": POINTS})
    school.hand_in("learner-03", "Another text, which nobody has read.")
    school.grade()
    said = school.marking("take", file, code=1)
    assert "another text since" in said
    assert school.book("learner-03")[:2] == (None, True)
    again = school.marks_file("anna", {"learner-03": FULL})
    school.marking("take", again)
    assert school.book("learner-03")[:2] == (4, False)


def test_two_marks_that_agree_count_and_two_that_differ_wait_to_be_settled(school: Class) -> None:
    school.marking("share", "anna", "ben", "--twice", "100%", "--blind")
    assert "12 answers go to two markers; names are hidden" in school.marking("state")
    school.marking("take", school.marks_file("anna", dict.fromkeys(LEARNERS, POINTS), "From Anna."))
    assert school.book("learner-03")[0] is None
    ben = {**dict.fromkeys(LEARNERS, POINTS), "learner-05": {"a": 0.0, "b": 0.0, "c": 0.0}, "learner-06": FULL}
    said = school.marking("take", school.marks_file("ben", ben, "From Ben."))
    assert school.book("learner-03") == (3, False, "From Anna.\n\nFrom Ben.")
    code = school.shares()["learner-05"].code
    assert f"{code}, written-graded q2: anna 3 (a 1, b 2, c 0); ben 0 (a 0, b 0, c 0)" in said
    assert school.book("learner-05")[:2] == (None, True)
    assert "1 marks written" in school.marking("settle", code, 2, "--comment", "Between the two.")
    assert school.book("learner-05") == (2, False, "Between the two.")
    later = school.marks_file("ben", {"learner-06": POINTS}, at="2027-01-02T10:00:00.000Z")
    assert "1 marks written" in school.marking("take", later)
    assert school.book("learner-06")[:2] == (3, False)
    assert "Weighted kappa is not given: too few to tell: 11 of at least 20." in school.marking("state")


def test_a_mark_that_was_given_in_formgrader_stands(school: Class) -> None:
    school.marking("share", "anna")
    file = school.marks_file("anna", {"learner-03": POINTS, "learner-04": POINTS})
    school.in_formgrader("learner-03", 1.5)
    said = school.marking("take", file)
    assert school.book("learner-03")[:2] == (1.5, False)
    assert "1.5 there; anna 3" in said
    assert "given in formgrader" in school.marking("settle", school.shares()["learner-03"].code, 2, code=1)
    school.in_formgrader("learner-04", 4)
    assert "4 there; anna 3" in school.marking("take", file)
    assert school.book("learner-04")[:2] == (4, False)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ({"points": {"a": 9}}, "none of its rubric's"),
        ({"points": {"a": True, "b": 1, "c": 1}}, "none of its rubric's"),
        ({"points": {"z": 1}}, "none of its rubric's"),
        ({"points": [1]}, "none of its rubric's"),
        ({"comment": "x" * 5001}, "too long"),
        ({"comment": None}, "too long"),
        ({"code": "QQQQQQ"}, "was not given this answer"),
        ({"code": 7}, "without a code"),
        ({"at": "yesterday"}, "when it was marked"),
    ],
)
def test_a_spoilt_entry_is_named_and_the_others_are_taken(school: Class, spoil: dict[str, object], reason: str) -> None:
    school.marking("share", "anna")
    file = school.marks_file("anna", {"learner-03": POINTS, "learner-04": POINTS})
    data = json.loads(file.read_text())
    data["marks"][0].update(spoil)
    file.write_text(json.dumps(data))
    said = school.marking("take", file, code=1)
    assert reason in said
    assert "anna: 1 marks" in said
    assert (school.book("learner-03")[0], school.book("learner-04")[0]) == (None, 3)


def test_an_unfinished_entry_is_counted_and_waits(school: Class) -> None:
    school.marking("share", "anna")
    file = school.marks_file("anna", {"learner-03": {"a": 1}, "learner-04": POINTS})
    assert "anna: 1 marks; 1 have lines left to choose." in school.marking("take", file)
    assert school.book("learner-03")[:2] == (None, True)


def test_what_is_no_file_of_marks_or_of_nobody_here_is_refused(school: Class, tmp_path: Path) -> None:
    assert "Say who marks" in school.marking("share", code=1)
    assert "takes two markers" in school.marking("share", "anna", "--twice", "20%", code=1)
    assert "A marker's name" in school.marking("share", "../anna", code=1)
    assert "in percent" in school.marking("share", "anna", "ben", "--twice", "some", code=1)
    school.marking("share", "anna")
    assert "nothing to mark" in school.marking("pack", "ben", code=1)
    (tmp_path / "other.json").write_text('{"wellfounded": "marks", "v": 1, "marks": []}')
    assert "is not a file of marks" in school.marking("take", tmp_path / "other.json", code=1)
    (tmp_path / "ben.json").write_text('{"wellfounded": "marks", "v": 1, "marker": "ben", "marks": []}')
    assert "who has nothing to mark here" in school.marking("take", tmp_path / "ben.json", code=1)
    assert "no such file" in school.marking("take", tmp_path / "gone.json", code=1)
    assert "no such answer" in school.marking("settle", "AAAAAA", 2, code=1)


def test_the_page_escapes_what_was_typed_and_hides_names_where_it_is_blind(school: Class) -> None:
    school.marking("share", "anna", "--blind")
    school.marking("pack", "anna")
    page = (school.course / "marking" / "anna.html").read_text()
    assert TYPED not in page
    assert "&lt;script&gt;" in page
    assert [learner for learner in TEXTS if learner in page] == []
    school.marking("share", "anna")
    school.marking("pack", "anna")
    assert "learner-03" in (school.course / "marking" / "anna.html").read_text()


def test_comments_that_were_used_are_offered_and_a_remark_for_one_is_not_shown_to_others(school: Class) -> None:
    school.marking("share", "anna", "ben")
    mine = school.of_marker("anna")
    school.marking("take", school.marks_file("anna", dict.fromkeys(mine[:2], POINTS), "Name the risk."))
    school.marking("take", school.marks_file("anna", {mine[2]: POINTS}, "Well done, Lea."))
    pages = {
        marker: (school.marking("pack", marker), school.course / "marking" / f"{marker}.html")
        for marker in ("anna", "ben")
    }
    assert "Well done, Lea." in pages["anna"][1].read_text()
    assert "Name the risk." in pages["ben"][1].read_text()
    assert "Well done, Lea." not in pages["ben"][1].read_text()


def test_a_line_that_was_torn_when_the_machine_stopped_costs_nothing(school: Class) -> None:
    school.marking("share", "anna")
    school.marking("take", school.marks_file("anna", {"learner-03": POINTS}))
    record = school.course / "marking" / RECORD
    record.write_bytes(record.read_bytes() + b'{"kind": "mark", "key": ["01-')
    school.marking("take", school.marks_file("anna", {"learner-04": POINTS}))
    kinds = [(mark.kind, mark.key.learner) for mark in read_marking(school.course).record]
    assert kinds == [(kind, learner) for learner in ("learner-03", "learner-04") for kind in ("mark", "written")]


def test_who_was_excluded_or_is_not_graded_is_not_shared_out(school: Class) -> None:
    config = school.course / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.student_id_exclude = 'learner-03'\n")
    school.hand_in("later", "Not graded yet.")
    said = school.marking("share", "anna")
    assert {"learner-03", "later"} & set(school.shares()) == set()
    assert "1 hand-ins are not graded yet" in said
    shutil.rmtree(school.course / "submitted" / "learner-04")
    assert "anna: 10 answers" in school.marking("state")
