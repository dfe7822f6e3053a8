"""What Moodle reads of an export is what the course says, question by question; how it marks is as the page says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from tests.exchange.moodle_reader import (
    GRADES,
    NEAR,
    PENALTIES,
    Read,
    chosen,
    matched,
    ordered,
    read_moodle_xml,
    typed,
)
from tests.exchange.sample_items import sample_item
from tests.modules_read import modules_of
from tests.places import COURSE, GALLERY
from wellfounded.content.case import Case
from wellfounded.content.case_file import rendered
from wellfounded.content.law import authorities
from wellfounded.content.questions import kinds
from wellfounded.content.questions.passages import marked_passages
from wellfounded.content.questions.question import Question, Sample
from wellfounded.exchange.conversion import items_of
from wellfounded.exchange.items import Item, ModuleItems
from wellfounded.exchange.moodle_xml import moodle_xml
from wellfounded.launch.commands import app

PAGE = COURSE / "docs" / "elsewhere.md"
MULTIPLE, ALIKE = "multichoice", "shortanswer"
TYPES = {
    **dict.fromkeys(("choice", "choices", "highlight"), MULTIPLE),
    **dict.fromkeys(("classify", "assess"), "matching"),
    **dict.fromkeys(("short", "date"), ALIKE),
    "order": "ordering",
    "number": "numerical",
    "written": "essay",
    "interview": "description",
}
LONGEST_NAME, LONGEST_ID = 255, 100  # of Moodle's database


@cache
def exported(course: Path) -> list[tuple[Case, Any, Read]]:
    """Return each question of a course, rendered, with what Moodle reads of it."""
    found = []
    for module in modules_of(course):
        shown = [module.cases[cell.case] for cell in module.lesson.cells if cell.case]
        items = [item for case in shown for item in items_of(module.name, case)]
        read = read_moodle_xml(moodle_xml(ModuleItems(module.name, module.lesson.title, items)))
        variants = [rendered(variant) for case in shown for variant in case.every_variant]
        questions = [
            (case, question) for case in variants for question in case.questions if _goes_along(case, question)
        ]
        found += [(case, question, there) for (case, question), there in zip(questions, read, strict=True)]
    return found


def _goes_along(case: Case, question: Question) -> bool:
    """A variant's question on what turned the answer stays, and a written one stands with the first variant."""
    return question.id != case.turn and not (case.variant and case.use == "graded" and question.by_hand)


EVERYWHERE = pytest.mark.parametrize("course", [COURSE, GALLERY], ids=["course", "gallery"])


@EVERYWHERE
def test_every_question_is_there_under_its_case_with_its_points_and_what_is_needed_to_answer_it(course: Path) -> None:
    titles = {name: case.title for module in modules_of(course) for name, case in module.cases.items()}
    for case, question, there in exported(course):
        assert there.kind == TYPES[question.kind], question.kind
        assert there.category[-1] == titles[case.id]
        assert there.leaf("idnumber") == f"{case.id}-{question.id}"
        assert float(there.leaf("defaultgrade")) == (question.points or 1)
        assert question.prompt in there.text("questiontext")
        assert case.facts in there.text("questiontext")
        assert case.content_note in there.text("questiontext")
        for document in case.documents:
            assert escape(document.title) in there.text("questiontext")


@EVERYWHERE
def test_sources_stand_in_the_feedback_and_hints_are_there_for_another_try(course: Path) -> None:
    written = [case for module in modules_of(course) for first in module.cases.values() for case in first.every_variant]
    originals = {(case.id, case.variant): case for case in written}
    for case, question, there in exported(course):
        keys = next(each.authorities for each in originals[case.id, case.variant].questions if each.id == question.id)
        for key in keys:
            assert authorities()[key].checked_on in there.text("generalfeedback")
            assert escape(authorities()[key].name()) in there.text("generalfeedback")
        no_hint = case.use == "graded" or question.kind in ("written", "interview") or not question.hint
        assert there.hints() == ([] if no_hint else [question.hint])


def _check_options(question: Any, there: Read) -> None:
    options = [(option.text, option.feedback) for option in question.options]
    assert [(answer.text, answer.feedback) for answer in there.answers()] == options
    assert [answer.fraction > 0 for answer in there.answers()] == [option.correct for option in question.options]


def _check_passages(question: Any, there: Read) -> None:
    words = [words for _, words in marked_passages(question.text)]
    assert all(word in answer.text for word, answer in zip(words, there.answers(), strict=True))
    by_id = {passage.id: passage for passage in question.passages}
    passages = [by_id[name] for name, _ in marked_passages(question.text)]
    assert [answer.feedback for answer in there.answers()] == [passage.feedback for passage in passages]
    assert [answer.fraction > 0 for answer in there.answers()] == [passage.shows for passage in passages]
    for number, word in enumerate(words, start=1):
        assert f"<strong>[{number}]</strong> {word}" in there.text("questiontext")


def _check_cards(question: Any, there: Read) -> None:
    names = {bin_.id: bin_.text.striptags() for bin_ in question.bins}
    pairs = [(card.text, names[card.bin]) for card in question.cards]
    assert there.pairs()[: len(pairs)] == pairs
    assert {name for _, name in there.pairs()} == set(names.values())
    assert all(not stem for stem, _ in there.pairs()[len(pairs) :])
    for card in question.cards:
        assert card.feedback in there.text("generalfeedback")
        assert all(wrong.feedback in there.text("generalfeedback") for wrong in card.misplaced)


def _check_steps(question: Any, there: Read) -> None:
    places = {item.text: item.place for item in question.items}
    assert [places[answer.text] for answer in there.answers()] == sorted(places.values())
    assert all(item.feedback in there.text("generalfeedback") for item in question.items)


def _check_lines(question: Any, there: Read) -> None:
    assert [answer for stem, answer in there.pairs() if stem] == list(question.key().values())
    for text in question.texts:
        assert text.body in there.text("questiontext")
        assert all(mark.feedback in there.text("generalfeedback") for mark in text.marks)


def _check_typed(question: Any, there: Read) -> None:
    assert typed(there, str(question.key())) == (1.0, question.why)
    assert typed(there, "1234567")[1] == question.otherwise
    for wrong in question.wrong:
        for text in getattr(wrong, "forms", None) or [str(wrong.value)]:
            assert typed(there, text) == (0.0, wrong.feedback)


def _check_rubric(question: Any, there: Read) -> None:
    assert question.model in there.text("graderinfo")
    assert all(line.text in there.text("graderinfo") for line in question.rubric)
    assert question.model not in there.text("questiontext") + there.text("generalfeedback")


def _check_page(question: Any, there: Read) -> None:
    assert there.kind == TYPES[question.kind]
    assert not there.answers()


CHECKS: dict[str, Callable[[Any, Read], None]] = {
    "choice": _check_options,
    "choices": _check_options,
    "highlight": _check_passages,
    "classify": _check_cards,
    "order": _check_steps,
    "assess": _check_lines,
    "short": _check_typed,
    "date": _check_typed,
    "number": _check_typed,
    "written": _check_rubric,
    "interview": _check_page,
}


@EVERYWHERE
def test_keys_and_feedback_are_the_courses_for_each_option(course: Path) -> None:
    for _, question, there in exported(course):
        CHECKS[question.kind](question, there)
    if course == GALLERY:
        assert {question.kind for _, question, _ in exported(course)} == set(kinds())


@EVERYWHERE
def test_moodle_takes_every_question_as_it_is(course: Path) -> None:
    names = [(there.category[-1], there.leaf("idnumber")) for _, _, there in exported(course)]
    assert len(set(names)) == len(names)
    for _, _, there in exported(course):
        assert len(there.text("name")) <= LONGEST_NAME
        assert len(there.leaf("idnumber")) <= LONGEST_ID
        assert min(abs(float(there.leaf("penalty")) - known) for known in PENALTIES) < NEAR
        fractions = [answer.fraction for answer in there.answers()] if there.kind != "ordering" else []
        assert all(min(abs(abs(fraction) - known) for known in GRADES) < NEAR for fraction in fractions)
        if there.kind == MULTIPLE:
            assert round(sum(fraction for fraction in fractions if fraction > 0), 2) == 1
        assert all(len(answer) <= LONGEST_NAME for _, answer in there.pairs())


@EVERYWHERE
def test_html_stands_in_the_file_as_it_is_so_that_no_space_between_tags_is_lost(course: Path) -> None:
    """Moodle 4.5.6 read `<strong>a</strong> <em>b</em>` without its space where the signs were written as `&lt;`."""
    module = modules_of(course)[-1]
    items = [item for case in module.cases.values() for item in items_of(module.name, case)]
    written = moodle_xml(ModuleItems(module.name, module.lesson.title, items))
    assert b"<![CDATA[<p>" in written
    assert b"&lt;" not in written


def _moodle_points(question: Question, item: Item, there: Read, response: Any) -> float:
    """Return the points that Moodle gives for what a learner here would have answered."""
    fraction = 0.0
    if there.kind == MULTIPLE:
        ids = [option.id for option in item.options]  # type: ignore[attr-defined]
        fraction = chosen(there, [ids.index(name) for name in response])
    elif there.kind == "matching":
        stems = [stem.id for stem in item.stems]  # type: ignore[attr-defined]
        words = item.answers  # type: ignore[attr-defined]
        fraction = matched(there, {stems.index(name): words[put] for name, put in response.items()})
    elif there.kind == "ordering":
        texts = {step.id: step.text for step in item.steps}  # type: ignore[attr-defined]
        fraction = ordered(there, [texts[name] for name in response])
    elif there.kind in (ALIKE, "numerical"):
        fraction = typed(there, str(response))[0]
    return question.points * fraction


def _differences() -> dict[str, tuple[float, float, float]]:
    """Return of each kind that is marked otherwise the sample that differs most: points here, there, of how many."""
    found: dict[str, tuple[float, float, float]] = {}
    for kind, question_class in kinds().items():
        item = sample_item(kind)
        there = read_moodle_xml(moodle_xml(ModuleItems("01-sample", "Sample", [item])))[0]
        for sample in filter(_is_an_answer, question_class.samples()):
            points = _moodle_points(sample.question, item, there, sample.response)
            apart = abs(points - sample.points)
            most = abs(found[kind][0] - found[kind][1]) if kind in found else 0.0001
            if apart > most:
                found[kind] = (sample.points, points, sample.question.points)
    return found


def _is_an_answer(sample: Sample) -> bool:
    return sample.response is not None and sample.question.score(sample.response).readable


def test_samples_of_every_kind_are_marked_alike_or_the_page_says_how_they_differ() -> None:
    section = PAGE.read_text("utf-8").partition("### Where Moodle gives other points")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([\d.]+) / ([\d.]+) of ([\d.]+) \|$", section, re.MULTILINE)
    written = {kind: (float(here), float(there), float(most)) for kind, here, there, most in rows}
    differences = {kind: tuple(round(n, 2) for n in numbers) for kind, numbers in _differences().items()}
    assert written == differences


def test_the_command_writes_a_file_for_each_module_named_and_says_what_became_of_which_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app(["export", "moodle", "01", "--course", str(GALLERY), "--to", str(tmp_path / "out")], standalone_mode=False)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["01-gallery.xml"]
    assert len(read_moodle_xml((tmp_path / "out" / "01-gallery.xml").read_bytes())) == len(exported(GALLERY))
    said = capsys.readouterr().out
    assert "became a matching question" in said
    assert "wellfounded export scorm" in said


def test_nothing_is_written_where_learners_are_given_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app(["export", "moodle", "--course", str(tmp_path), "--to", str(tmp_path / "release" / "keys")])
    assert "holds keys" in capsys.readouterr().err
    assert not (tmp_path / "release").exists()
