"""A class with variants: each learner is marked by their own key; a report counts variants apart and together."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.commands import nbgrader
from tests.places import SAMPLE, copy_course
from wellfounded.assessment.own_variant import own_variant
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.grading.reports import marks, questions, read, reliability
from wellfounded.grading.reports.variant_statistics import variants
from wellfounded.journal.file import JOURNAL, new_event, parse
from wellfounded.launch.commands import app

MODULE, CASE = "01-sample", "graded-this"
LEARNERS = [f"learner-{number:02}" for number in range(60)]
TURNED = (
    ("text: Beta\n        correct: true\n", "text: Beta\n"),
    ("text: Gamma\n", "text: Gamma\n        correct: true\n"),
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a course whose one graded case has a harder variant, and let a class hand in and be graded."""
    root = copy_course(SAMPLE, tmp_path_factory.mktemp("variants") / "course")
    text = (root / f"source/{MODULE}/cases/{CASE}.yaml").read_text()
    for old, new in TURNED:
        assert old in text
        text = text.replace(old, new)
    (root / f"source/{MODULE}/cases/{CASE}.b.yaml").write_text(text)
    build(root)
    assert nbgrader(root, "generate_assignment", MODULE, "--force").returncode == 0
    for learner in LEARNERS:
        hand_in(root, learner)
    done = CliRunner().invoke(app, ["grade", "--course", str(root)])
    assert done.exit_code == 0, done.output
    return root


def hand_in(root: Path, learner: str) -> None:
    """Answer one's own variant: all of the first rightly, of the other the first question as it was right there."""
    case = read_module(root / "source" / MODULE)[CASE]
    told = [{**new_event("seed", response=learner), "at": "2026-11-19T08:00:00.000000Z"}]
    mine = own_variant(case, parse(lines(told)))
    for question in mine.questions:
        response = ["b"] if question.id.endswith("q1") else question.key()
        event = new_event("answer", CASE, question.id, wording=question.wording, response=response)
        told.append({**event, "at": f"2026-11-19T09:00:0{len(told)}.000000Z"})
    folder = shutil.copytree(root / "release" / MODULE, root / "submitted" / learner / MODULE)
    (folder / JOURNAL).write_bytes(lines(told))


def lines(events: list[dict[str, object]]) -> bytes:
    return "".join(f"{json.dumps(event)}\n" for event in events).encode()


def letters(course: Path) -> dict[str, str]:
    case = read_module(course / "source" / MODULE)[CASE]
    journals = {learner: course / "submitted" / learner / MODULE / JOURNAL for learner in LEARNERS}
    return {learner: own_variant(case, parse(path.read_bytes())).variant for learner, path in journals.items()}


def test_each_learner_is_marked_by_the_key_of_their_own_variant(course: Path) -> None:
    own = letters(course)
    found = marks(course).set_index("learner")["mark"].to_dict()
    assert found == {learner: 4 if own[learner] else 6 for learner in LEARNERS}


def test_nbgraders_own_run_gives_the_same_gradebook(course: Path, tmp_path: Path) -> None:
    other = tmp_path / "course"
    shutil.copytree(course, other, ignore=shutil.ignore_patterns("autograded", "gradebook.db", ".graded.db"))
    some = LEARNERS[:6]
    for path in (other / "submitted").iterdir():
        if path.name not in some:
            shutil.rmtree(path)
    assert nbgrader(other, "generate_assignment", MODULE, "--force").returncode == 0
    done = nbgrader(other, "autograde", MODULE)
    assert done.returncode == 0, done.stderr
    ours, theirs = (marks(root).set_index("learner")["mark"] for root in (course, other))
    assert {learner: ours[learner] for learner in some} == theirs.to_dict()


def test_a_report_counts_variants_apart_and_together_and_says_which_is_harder(course: Path) -> None:
    own = letters(course)
    counts = {"a": sum(not letter for letter in own.values()), "b": sum(bool(letter) for letter in own.values())}
    assert min(counts.values()) >= 20
    table = variants(course).set_index(["question", "variant"])
    for letter, difficulty in (("a", 1.0), ("b", 0.0)):
        assert table.loc[("q1", letter), ["n", "difficulty"]].tolist() == [counts[letter], difficulty]
        assert table.loc[("q2", letter), ["n", "difficulty"]].tolist() == [counts[letter], 1.0]
    assert table.loc[("q1", "all"), "n"] == 60
    assert table.loc[("q1", "all"), "p"] < 0.01
    assert table.loc[("q1", "all"), "note"] == "one variant is harder, which is hardly chance"
    assert table.loc[("q2", "all"), "p"] == 1
    assert table.loc[("q2", "all"), "note"] == "the difference may be chance"


def test_who_has_another_variant_was_not_asked_and_reliability_takes_variants_as_one(course: Path) -> None:
    cohort, own = read(course), letters(course)
    table = questions(cohort).set_index("question")
    assert table.loc["q1", "handed"] == sum(not letter for letter in own.values())
    assert table.loc["bq1", "handed"] == sum(bool(letter) for letter in own.values())
    (row,) = reliability(cohort).to_dict("records")
    assert (row["n"], row["questions"]) == (60, 3)


def test_the_page_and_a_file_have_the_variants(course: Path) -> None:
    done = CliRunner().invoke(app, ["report", "--course", str(course), "--output", str(course / "reports")])
    assert done.exit_code == 0, done.output
    assert "one variant is harder" in (course / "reports" / "report.html").read_text()
    table = pd.read_csv(course / "reports" / "variants.csv")
    assert table["variant"].tolist() == ["a", "b", "all"] * 3
