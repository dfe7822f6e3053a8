"""What a question becomes elsewhere holds what the question holds: every kind, of the gallery and of the course."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.exchange.sample_items import sample_item
from tests.places import GALLERY, SAMPLE, copy_course
from wellfounded.content.case_file import read_case, read_module
from wellfounded.content.law import authorities
from wellfounded.content.questions import kinds
from wellfounded.exchange.conversion import items_of
from wellfounded.exchange.course_items import course_items
from wellfounded.exchange.items import ChoiceItem, Item, MatchingItem, OrderItem, SeveralItem
from wellfounded.i18n.errors import UserError

WITHOUT_KEYS = '{"lessons": []}'


@cache
def gallery() -> dict[str, Item]:
    """Return the gallery's items by kind, of several the last."""
    cases = read_module(GALLERY / "source" / "01-gallery").values()
    return {item.kind: item for case in cases for item in items_of("01-gallery", case)}


def test_every_kind_becomes_an_item() -> None:
    assert set(gallery()) == set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_an_item_stands_alone_and_names_its_sources_with_how_they_were_read(kind: str) -> None:
    item = gallery()[kind]
    case = read_module(GALLERY / "source" / "01-gallery")[item.case]
    question = next(question for question in case.questions if question.id == item.question)
    for document in case.documents:
        assert document.title in item.text.unescape()
    assert "[[" not in item.text
    for key in question.authorities:
        assert authorities()[key].address in item.feedback.unescape()
        assert authorities()[key].checked_on in item.feedback


def test_shares_of_several_options_are_what_the_course_gives_for_them() -> None:
    question = kinds()["choices"].samples()[0].question
    item = sample_item("choices")
    assert isinstance(item, SeveralItem)
    assert [option.share for option in item.options] == [Fraction(1, 2)] * 2 + [Fraction(-1, 3)] * 3
    for sample in kinds()["choices"].samples():
        if question.score(sample.response).readable:
            shares = sum((option.share for option in item.options if option.id in sample.response), Fraction(0))
            assert question.points * float(max(Fraction(0), shares)) == pytest.approx(sample.points)


def test_a_matching_keeps_each_cards_place_and_an_order_its_places() -> None:
    matching, order, choice = (sample_item(kind) for kind in ("classify", "order", "choice"))
    assert isinstance(matching, MatchingItem)
    assert {stem.id: stem.answer for stem in matching.stems} == {"c1": "a", "c2": "a", "c3": "a", "c4": "b"}
    assert isinstance(order, OrderItem)
    assert [step.id for step in order.steps] == ["c", "b", "d", "a"]
    assert isinstance(choice, ChoiceItem)
    assert [option.id for option in choice.options if option.right] == ["b"]


def test_variants_come_after_their_case_without_what_makes_no_sense_alone(tmp_path: Path) -> None:
    """A variant's own questions are exported; not the one on what turned the answer, nor a written one again."""
    graded = copy_course(SAMPLE, tmp_path / "course") / "source" / "01-sample" / "cases" / "graded-this.yaml"
    written = yaml.safe_load(graded.read_text("utf-8"))
    asked = written["questions"][0]
    by_hand = {"id": "q8", "kind": "written", "points": 1, "prompt": "Why?", "authorities": asked["authorities"]}
    by_hand |= {"least": 5, "most": 9, "model": "So.", "rubric": [{"id": "a", "text": "Why", "points": 1}]}
    written["questions"].append(by_hand)
    graded.write_text(yaml.safe_dump(written), "utf-8")
    written |= {"title": "Another like it", "turn": "q9"}
    written["questions"][0] = {**asked, "points": 1}
    written["questions"].append({**asked, "points": 1, "id": "q9", "prompt": "What turned it?"})
    graded.with_name("graded-this.b.yaml").write_text(yaml.safe_dump(written), "utf-8")
    items = items_of("01-sample", read_case(graded))
    assert [item.question for item in items if item.kind == "written"] == ["q8"]
    assert {item.question: item.case_title for item in items if item.question.startswith("b")} == dict.fromkeys(
        ["bq1", "bq2", "bq3"], "Another like it"
    )
    assert not any(item.hint for item in items)
    assert not any("turned" in item.text for item in items)
    assert len({item.id for item in items}) == len(items)


def test_a_kit_is_refused_and_an_unknown_module_is_named(tmp_path: Path) -> None:
    (tmp_path / "kit.json").write_text(WITHOUT_KEYS)
    with pytest.raises(UserError, match="learner's kit"):
        course_items(tmp_path, [])
    with pytest.raises(UserError, match="'77'"):
        course_items(GALLERY, ["77"])
