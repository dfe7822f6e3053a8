"""Every question of the course: its key earns all its points, no answer earns none, all is shown."""

import re
from dataclasses import replace

import pytest

from tests.modules_read import every_module
from tests.places import COURSE, GALLERY
from wellfounded.assessment.scoring import score_case
from wellfounded.content.case import Case, from_public, public_part
from wellfounded.content.case_file import read_case, rendered
from wellfounded.journal.file import Journal, new_event

MODULES = every_module()
CASES = [case for module in MODULES for case in module.cases.values()]
QUESTIONS = [
    pytest.param(case, number, id=f"{case.id}-{q.id}") for case in CASES for number, q in enumerate(case.questions)
]


@pytest.mark.parametrize(("case", "number"), QUESTIONS)
def test_solved_passes_and_unsolved_fails(case: Case, number: int) -> None:
    question = case.questions[number]
    assert question.score(question.key()).points == question.scored
    assert question.score(None).points == question.score([]).points == 0


@pytest.mark.parametrize(("case", "number"), QUESTIONS)
def test_every_question_is_shown_statically_from_its_public_part_alone(case: Case, number: int) -> None:
    whole = rendered(case)
    public = from_public(public_part(whole)).questions[number]
    assert public.static() == whole.questions[number].static()


@pytest.mark.parametrize("case", [case for case in CASES if case.use == "graded"], ids=lambda case: case.id)
def test_a_solved_case_earns_all_its_points_and_a_blank_one_none(case: Case) -> None:
    def answer(question: object) -> dict[str, object]:
        told = {"wording": question.wording, "response": question.key()}  # type: ignore[attr-defined]
        return {**new_event("answer", case.id, question.id, **told), "at": "2026-11-23T09:00:00.000000Z"}  # type: ignore[attr-defined]

    whole = rendered(case)
    assert score_case(whole, Journal([answer(each) for each in whole.questions])).points == case.points
    assert score_case(whole, Journal()).points == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_text_is_left_unrendered(case: Case) -> None:
    for question in rendered(case).questions:
        assert "](authority:" not in question.review(question.key())
        assert "**" not in question.static()


@pytest.mark.parametrize(
    ("name", "module", "there"),
    [
        ("vance", "05-evidence", "vance"),
        ("marlow", "06-interviews", "marlow"),
        ("interview-practice", "06-interviews", "twice-on-the-form"),
    ],
)
def test_the_gallery_and_the_course_tell_the_same_case(name: str, module: str, there: str) -> None:
    shown = read_case(GALLERY / "source/01-gallery/cases" / f"{name}.yaml")
    taught = read_case(COURSE / "source" / module / "cases" / f"{there}.yaml")
    assert replace(shown, id="", objectives=[]) == replace(taught, id="", objectives=[])


WRITTEN = [
    *COURSE.glob("source/*/lesson.md"),
    *COURSE.glob("source/*/cases/*.yaml"),
    *COURSE.glob("course/wellfounded/content/law/*.yaml"),
]


@pytest.mark.parametrize(
    "retracted",
    [
        r"two nationalities cannot",  # Australia repealed that bar from 24 June 2023
        r"applies from 1 July 2026|line at 1 July 2026|before or after 1 July",  # 12 June, as corrected
        r"genital cutting aside",  # K-E-S-G- leaves such claims untouched
        r"suspended while the courts|use was suspended",  # the Dutch minister suspended the whole list
        r"discreetly only from fear",  # HJ does not ask that fear be the only reason
    ],
)
def test_a_statement_of_law_that_was_wrong_does_not_come_back(retracted: str) -> None:
    assert len(WRITTEN) > 100
    for each in WRITTEN:
        said = re.search(retracted, " ".join(each.read_text("utf-8").replace("> ", "").split()))
        assert not said, f"{each.relative_to(COURSE)} says again: {said and said.group()}"


def test_the_fifteen_days_of_the_form_are_never_told_without_their_extension() -> None:
    """The Regulations still say fifteen days; since 9 September 2024 the Board's notice makes them forty-five."""
    for each in WRITTEN:
        for paragraph in each.read_text("utf-8").split("\n\n"):
            said = " ".join(paragraph.lower().split())
            if re.search(r"fifteen days?\]\(authority:irpr-159-8\)|basis of claim[^.]*(fifteen|15) ", said):
                assert "irb-pnpi-2" in said, f"{each.relative_to(COURSE)}: {said}"


def test_a_european_case_says_that_the_procedure_regulation_governs_it() -> None:
    """Regulation (EU) 2024/1348 is for applications lodged from 12 June 2026: Article 79(3)."""
    for case in CASES:
        cited = {key for question in case.questions for key in question.authorities}
        if case.jurisdiction in {"eu", "de", "fr", "ie", "nl"} and any(key.startswith("apr-") for key in cited):
            assert re.search(r"(?:July|August|September|October|autumn of) 2026", case.facts), case.id


def test_no_source_is_written_down_twice() -> None:
    """YAML would take the later one without a word."""
    keys = re.findall(
        r"^([^\s#][^:]*):$", (COURSE / "course/wellfounded/content/law/authorities.yaml").read_text("utf-8"), re.M
    )
    assert len(keys) > 400
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
