"""What Canvas takes in: read again by another reader, question by question, and scored by Canvas's own rules."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import qti2latex

from tests.exchange.items_read import every_modules_items
from tests.exchange.qti.canvas_rules import canvas_points
from tests.exchange.qti.test_qti21_scores import samples
from tests.exchange.sample_items import sample_item
from tests.places import COURSE
from wellfounded.exchange.items import (
    ChoiceItem,
    EssayItem,
    Item,
    MatchingItem,
    ModuleItems,
    NumberItem,
    OrderItem,
    PageItem,
    SeveralItem,
    ShortItem,
)
from wellfounded.exchange.qti.elements import number
from wellfounded.exchange.qti.item12 import answer_number, item12
from wellfounded.exchange.qti.package12 import package12

FILES = Path(__file__).parents[1] / "files"
TYPES = {
    ChoiceItem: "multiple_choice_question",
    SeveralItem: "multiple_answers_question",
    MatchingItem: "matching_question",
    OrderItem: "matching_question",
    ShortItem: "short_answer_question",
    NumberItem: "numerical_question",
    EssayItem: "essay_question",
}
# What Canvas scores otherwise than the course does, as docs/elsewhere.md says: (kind, response) and Canvas's points.
OTHERWISE = {
    ("assess", "{'t1-c1': 'a', 't1-c2': 'a', 't2-c1': 'a', 't2-c2': 'a'}"): 2,
    ("assess", "{'t1-c1': 'b', 't1-c2': 'b', 't2-c1': 'a', 't2-c2': 'a'}"): 3,
    ("assess", "{'t1-c2': 'b', 't2-c1': 'a', 't2-c2': 'a'}"): 3,
    ("choices", "['a', 'b', 'c']"): 1.5,
    ("classify", "{'c1': 'a', 'c2': 'a', 'c3': 'a', 'c4': 'a'}"): 2.25,
    ("classify", "{'c1': 'a', 'c4': 'b'}"): 1.5,
    ("classify", "{'c1': 'a', 'c2': 'a', 'c3': 'b', 'c4': 'b'}"): 2.25,
    ("order", "['a', 'b', 'c', 'd']"): 1.25,
    ("order", "['c', 'b', 'a', 'd']"): 2.5,
    ("order", "['b', 'c', 'd', 'a']"): 2.5,
    ("short", " The Nationalities. "): 0,
}


def files(module: ModuleItems) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(package12(module)))
    return {name: archive.read(name) for name in archive.namelist()}


def read_again(module: ModuleItems) -> dict[str, ET.Element]:
    """Return the items of a module's quizzes by their names."""
    roots = [ET.fromstring(data) for name, data in files(module).items() if name.count("/") and "meta" not in name]  # noqa: S314
    return {str(item.get("ident")): item for root in roots for item in qti2latex.findall_anyns(root, "item")}


def key_of(root: ET.Element) -> set[str]:
    """Return what the other reader takes to be right. It asks no rule whether it gives points: others are taken out."""
    (rules,) = qti2latex.findall_anyns(root, "resprocessing")
    for rule in qti2latex.findall_anyns(rules, "respcondition"):
        if not qti2latex.findall_anyns(rule, "setvar"):
            rules.remove(rule)
    key: set[str] = qti2latex.get_correct_idents(root)
    return key


def every_item() -> Iterator[tuple[Item, ET.Element]]:
    """Yield each question of the course and the gallery, with what stands of it in its quiz."""
    for module in every_modules_items():
        again = read_again(module)
        for item in module.items:
            if not isinstance(item, PageItem):
                yield item, again.pop(f"wf-{item.id}")
        assert again == {}


def test_another_reader_finds_every_question_with_its_text_points_options_and_key() -> None:
    count = 0
    for item, root in every_item():
        count += 1
        fields = qti2latex.get_qti_metadata(root)
        assert qti2latex.guess_type(fields, root) == TYPES[type(item)]
        assert float(fields["points_possible"]) == item.points
        assert qti2latex.get_item_stem(root) == item.text.strip()
        choices, key = qti2latex.get_choices(root), key_of(root)
        if isinstance(item, ChoiceItem | SeveralItem):
            assert choices == [(answer_number(item, option.id), option.text) for option in item.options]
            assert key == {answer_number(item, option.id) for option in item.options if option.right}
        elif isinstance(item, MatchingItem):
            texts = {text.striptags() for text in item.answers.values()}
            assert {text for _, text in choices} == texts
            assert key == {answer_number(item, f"answer-{stem.answer}") for stem in item.stems}
        elif isinstance(item, ShortItem):
            assert key == {answer.text for answer in item.answers if answer.share > 0}
        elif isinstance(item, NumberItem):
            assert number(item.answers[0].value) in key
    assert count > 400


def test_what_is_said_of_each_option_and_to_all_is_there() -> None:
    for item, root in every_item():
        feedbacks = qti2latex.findall_anyns(root, "itemfeedback")
        said = {feedback.get("ident"): "".join(feedback.itertext()) for feedback in feedbacks}
        shown = {rule.get("linkrefid") for rule in qti2latex.findall_anyns(root, "displayfeedback")}
        assert shown >= set(said) or isinstance(item, EssayItem)
        assert item.feedback in said["general_fb"]
        if isinstance(item, ChoiceItem | SeveralItem):
            for option in item.options:
                assert said[f"{answer_number(item, option.id)}_fb"] == option.feedback
        elif isinstance(item, ShortItem | NumberItem):
            assert said["correct_fb"] == item.answers[0].feedback
            wrong = [answer.feedback for answer in item.answers if answer.share <= 0]
            assert all(feedback in said["general_incorrect_fb"] for feedback in (item.otherwise, *wrong))
        elif isinstance(item, EssayItem):
            assert item.grader in said["general_fb"]


def test_every_sample_scores_the_same_in_canvas_but_for_what_the_docs_say() -> None:
    otherwise = {}
    for sample in samples():
        item = sample_item(sample.question.kind)
        points = canvas_points(item12(item), item, sample.response)
        if points != pytest.approx(sample.points):
            otherwise[sample.question.kind, str(sample.response)] = round(points, 4)
    assert otherwise == OTHERWISE


def test_a_second_export_names_everything_as_the_first_did() -> None:
    module = every_modules_items()[1]
    assert files(module) == files(module)
    names = [root.get("ident") for root in read_again(module).values()]
    assert len(names) == len(set(names))
    chosen = [item for item in module.items if isinstance(item, ChoiceItem | SeveralItem)]
    numbers = [answer_number(item, option.id) for item in chosen for option in item.options]
    assert len(numbers) == len(set(numbers))


def test_a_graded_quiz_shows_nothing_before_its_teacher_does_and_practice_shows_all() -> None:
    read = files(every_modules_items()[1])
    roots = [ET.fromstring(data) for name, data in read.items() if name.endswith("meta.xml")]  # noqa: S314 (our own)
    graded, practice = ({child.tag.split("}")[1]: child.text for child in root} for root in roots)
    assert (graded["quiz_type"], graded["hide_results"]) == ("assignment", "always")
    assert (practice["quiz_type"], practice["hide_results"]) == ("practice_quiz", None)
    assert {graded["available"], practice["available"]} == {"false"}


def test_the_page_says_of_each_kind_that_differs_by_how_much_at_most() -> None:
    page = (COURSE / "docs" / "elsewhere.md").read_text("utf-8")
    table = page[page.index("### Where Canvas gives other points") : page.index("## To other platforms")]
    said = dict(re.findall(r"^\| `(\w+)` .*\| ([\d.]+ / [\d.]+ of \d+) \|$", table, re.MULTILINE))
    most: dict[str, tuple[float, str]] = {}
    for sample in samples():
        kind, points = sample.question.kind, OTHERWISE.get((sample.question.kind, str(sample.response)))
        if points is not None:
            shown = f"{sample.points:g} / {points:g} of {sample.question.points:g}"
            most[kind] = max(most.get(kind, (0, "")), (abs(sample.points - points), shown))
    assert said == {kind: shown for kind, (_, shown) in most.items()}


def test_items_are_made_of_what_text2qti_writes_for_canvas() -> None:
    archive = zipfile.ZipFile(FILES / "quiz.zip")
    (name,) = [name for name in archive.namelist() if name.endswith(".xml") and "meta" not in name and "/" in name]
    quiz = ET.fromstring(archive.read(name))  # noqa: S314 (a file of ours)
    theirs = {shape for item in qti2latex.findall_anyns(quiz, "item") for shape in shapes(item)}
    known = [root for item, root in every_item() if not isinstance(item, MatchingItem | OrderItem)]
    ours = {shape for root in known for shape in shapes(root)}
    assert ours - theirs == set()


def shapes(root: ET.Element, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each element's place, by the names from the item down, with the names of its attributes."""
    place = f"{above}/{qti2latex.extract_tag(root)}"
    yield place, " ".join(sorted(root.attrib))
    for child in root:
        yield from shapes(child, place)
