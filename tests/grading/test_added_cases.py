"""A graded case that was added after submissions had come is named wherever it matters, and nothing is lost."""

from pathlib import Path

from tests.commands import nbgrader, wellfounded
from tests.grading.course_pair import made
from tests.grading.submissions import MODULE
from wellfounded.authoring.templates import new_case
from wellfounded.grading.demo_class import hand_in


def add_graded_case(course: Path, name: str) -> None:
    path = new_case(course, MODULE, name)
    practice = path.read_text().replace("    hint: One line that helps and does not tell.\n", "")
    path.write_text(
        practice.replace("use: practice", "use: graded").replace("    prompt:", "    points: 1\n    prompt:")
    )


def test_build_grade_and_nbgrader_name_the_case_and_the_remedy(tmp_path: Path) -> None:
    course = made(tmp_path / "course")
    hand_in(course, MODULE, "ada", [])
    assert wellfounded(course, "grade").returncode == 0
    add_graded_case(course, "one-more")
    built = wellfounded(course, "build")
    released = sorted((course / "release" / MODULE).iterdir())
    refused = [
        wellfounded(course, "grade", MODULE),
        nbgrader(course, "autograde", MODULE, "--force"),
        nbgrader(course, "generate_assignment", MODULE, "--force"),
    ]
    assert built.returncode == 0
    for done in (built, *refused):
        said = " ".join((done.stdout + done.stderr).split())
        assert f"{MODULE}: one-more was added after 1 submission had come" in said
        assert "let them be 'use: practice', or begin the next cohort with an empty gradebook" in said
        assert "Traceback" not in said
    assert all(done.returncode for done in refused)
    assert sorted((course / "release" / MODULE).iterdir()) == released
