"""The platform's class list becomes nbgrader's: learners who are known stay themselves, and no two become one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.grading.lms.conftest import Run, new_class
from tests.grading.lms.marked_class import MODULE, Marked
from tests.grading.lms.platform_server import ROLE, Platform
from wellfounded.grading.lms.enrolment import enrol
from wellfounded.grading.lms.learner_marks import Student, read_students
from wellfounded.grading.lms.platform import Member
from wellfounded.grading.reports import marks, read
from wellfounded.grading.reports.csv_files import canvas_csv


def students(course: Path) -> dict[str, Student]:
    return {student.id: student for student in read_students(course)}


def test_a_class_comes_from_all_pages_into_a_gradebook_that_was_not_there(
    run: Run, platform: Platform, course: Path
) -> None:
    (course / "gradebook.db").unlink()
    platform.learner("30", "Tom Each", email="tom@example.org", roles=[ROLE + "Instructor"])
    platform.learner("31", "In Active", email="in@example.org", status="Inactive")
    platform.learner("32", "Ella Ö", email="ELLA@Example.org", roles=["Learner"])
    done = run("roster", "--from-lms", "--to", "class.csv")
    assert done.exit_code == 0, done.output
    listed = (course / "class.csv").read_text().splitlines()
    assert listed[0] == "id,first_name,last_name,email,lms_user_id"
    assert "ella@example.org,Ella,Ö,ELLA@Example.org,32" in listed
    assert "5 of 5 learners are in the gradebook" in done.output
    assert sorted(students(course)) == [*(f"{name}@example.org" for name in ("anna", "bo", "chen", "dora", "ella"))]
    ella = students(course)["ella@example.org"]
    assert (ella.user, ella.first, ella.last, ella.email) == ("32", "Ella", "Ö", "ELLA@Example.org")


def test_who_is_known_keeps_the_id_and_gets_the_number_and_then_the_mark(
    run: Run, platform: Platform, course: Path
) -> None:
    new_class(course, platform, [Marked("anna", "", 7.0, email="Anna@example.org"), Marked("bo", "old", 5.0)])
    platform.members.clear()
    platform.learner("11", "Anna Ek", email="anna@example.org", lis_person_sourcedid="a-1")
    platform.learner("12", "Bo Lund", lis_person_sourcedid="bo")
    platform.learner("13", "Chen Wu", lis_person_sourcedid="c-3")
    done = run("roster", "--from-lms", "--id", "number")
    assert done.exit_code == 0, done.output
    assert {one.id: one.user for one in students(course).values()} == {"anna": "11", "bo": "12", "c-3": "13"}
    assert "bo: number old → 12" in done.output
    assert "c-3: new" in done.output
    assert students(course)["bo"].first == "Bo"
    again = run("roster", "--from-lms", "--id", "number")
    assert "New:" not in again.output
    run("marks", "send")
    assert platform.marks(MODULE) == {"11": 7.0, "12": 5.0}


def enrolled(known: list[Student], *members: Member, by: str = "email") -> tuple[list[str], list[str]]:
    result = enrol(members, known, by)
    return [f"{student.id} {student.user}" for student in result.students], result.problems


def test_nobody_is_taken_for_somebody_else() -> None:
    known = [Student("anna", "11", "anna@example.org", "Anna", "Ek"), Student("b@example.org")]
    other = Member("11", "eve@example.org", "Eve", "Low")
    written, problems = enrolled(known, other)
    assert written == []
    assert problems == [
        "Eve Low eve@example.org: anna in the gradebook has the same number or id, and is Anna Ek anna@example.org"
    ]
    shared = [Member("21", "b@example.org", "Bea", "One"), Member("22", "b@example.org", "Ben", "Two")]
    written, problems = enrolled(known, *shared)
    assert written == []
    assert [problem.split(": ")[1] for problem in problems] == [
        "the platform has 2 learners with the email b@example.org"
    ] * 2
    written, problems = enrolled([known[0], Student("chen", "", "anna@example.org")], Member("11"), shared[0])
    assert (written, problems) == (["anna 11", "b@example.org 21"], [])


def test_who_takes_anothers_address_does_not_get_their_marks() -> None:
    known = [Student("anna", "11", "anna@example.org", "Anna", "Ek")]
    thief = Member("66", "anna@example.org", "Anna", "Ek")
    for anna in (Member("11", "new@example.org", "Anna", "Ek"), Member("11", "anna@example.org", "Anna", "Ek")):
        for members in ([thief, anna], [anna, thief]):
            written, (problem,) = enrolled(known, *members)
            assert written == ["anna 11"]
            assert problem.startswith("Anna Ek anna@example.org: ")


@pytest.mark.parametrize(
    ("member", "by", "told"),
    [
        (Member("11", "", "Anna", "Ek"), "email", "does not tell us the email. Allow it there, or use --id number"),
        (Member("11", "a+b@example.org"), "email", "may hold letters, digits"),
        (Member("11", "a@example.org", number="../x"), "number", "may hold letters, digits"),
        (Member("aux", "a@example.org"), "user", "a name that Windows keeps for itself"),
    ],
)
def test_an_id_that_cannot_be_a_folder_is_named(member: Member, by: str, told: str) -> None:
    written, (problem,) = enrolled([], member, by=by)
    assert written == []
    assert told in problem


def test_who_left_the_platform_is_named_and_stays(run: Run, platform: Platform, course: Path) -> None:
    platform.members.pop()
    done = run("roster", "--from-lms")
    assert "dora: in the gradebook, and not in the platform's course" in done.output
    assert "dora" in students(course)


def test_a_file_and_the_platform_are_not_taken_at_once(run: Run, course: Path) -> None:
    (course / "class.csv").write_text("id,name\nanna,Anna Ek\n")
    for words in (["class.csv", "--from-lms"], ["class.csv"], []):
        done = run("roster", *words)
        assert done.exit_code == 1, words
        assert "Say which" in done.output
    assert run("roster", "class.csv", "--to", "ours.csv").exit_code == 0


def test_a_number_that_canvas_does_not_import_is_left_out_of_its_file(course: Path) -> None:
    table = marks(read(course))
    table["lms_user_id"] = ["11", "9f0c-1", None, "14"]
    assert [row[1] for row in csv.reader(canvas_csv(table).splitlines()[2:])] == ["11", "", "", "14"]
