"""A package of QTI 2.1, read again by another reader, question by question."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from onyx2moodle import parser

from tests.exchange.items_read import every_modules_items
from wellfounded.content.questions.passages import marked_passages
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
    alternatives,
)
from wellfounded.exchange.qti.elements import number
from wellfounded.exchange.qti.item21 import NAMESPACE, item21
from wellfounded.exchange.qti.package21 import package21

BLOCKS = {"blockquote", "div", "h4", "hr", "ol", "p", "pre", "table", "ul"}
SENTENCES = {"a", "code", "em", "h4", "hottext", "p", "span", "strong"}
HOTTEXT = f"{{{NAMESPACE}}}hottext"
INTERACTIONS = {
    ChoiceItem: "choice",
    MatchingItem: "match",
    ShortItem: "textEntry",
    NumberItem: "textEntry",
    EssayItem: "extendedText",
}


def words(html: str) -> str:
    """Return the words of HTML, without white space: a reader may lay it out anew."""
    return "".join("".join(ET.fromstring(f"<div>{html}</div>").itertext()).split())  # noqa: S314 (our own)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[ModuleItems, Path]]:
    """Return each module with its unpacked package."""
    folder = tmp_path_factory.mktemp("qti")
    for n, module in enumerate(every_modules_items()):
        zipfile.ZipFile(io.BytesIO(package21(module))).extractall(folder / str(n))
    return [(module, folder / str(n)) for n, module in enumerate(every_modules_items())]


Read = list[tuple[Item, parser.AssessmentItem]]


@pytest.fixture(scope="module")
def read(unpacked: list[tuple[ModuleItems, Path]]) -> Read:
    """Return each question with what the other reader makes of its file; no file is left over."""
    found = []
    for module, folder in unpacked:
        items = [item for item in module.items if not isinstance(item, PageItem)]
        assert {path.stem for path in (folder / "items").iterdir()} == {f"wf-{item.id}" for item in items}
        found += [(item, parser.parse_item(folder / "items" / f"wf-{item.id}.xml")) for item in items]
    return found


def test_another_reader_finds_every_question_with_its_text_options_and_key(read: Read) -> None:
    for item, there in read:
        assert (there.identifier, there.title) == (f"wf-{item.id}", item.name)
        if isinstance(item, OrderItem):  # of these it reads the right order alone; the engine plays them
            assert there.response_decls["RESPONSE"].correct_values == [step.id for step in item.steps]
            continue
        (interaction,) = there.interactions
        response = there.response_decls["RESPONSE"]
        if isinstance(item, ChoiceItem) or (isinstance(item, SeveralItem) and not item.marked):
            assert [choice.identifier for choice in interaction.choices] == [option.id for option in item.options]
            texts = [words(choice.html) for choice in interaction.choices]
            assert texts == ["".join(option.text.striptags().split()) for option in item.options]
            assert interaction.max_choices == (1 if isinstance(item, ChoiceItem) else 0)
        if isinstance(item, ChoiceItem | SeveralItem):
            assert response.correct_values == [option.id for option in item.options if option.right]
            shares = {option.id: float(option.share) * item.points for option in item.options if option.share}
            assert response.mapping == pytest.approx(shares)
        elif isinstance(item, MatchingItem):
            assert [choice.identifier for choice in interaction.match_sources] == [
                f"stem-{stem.id}" for stem in item.stems
            ]
            assert [choice.identifier for choice in interaction.match_targets] == [
                f"answer-{name}" for name in item.answers
            ]
            assert response.correct_values == [f"stem-{stem.id} answer-{stem.answer}" for stem in item.stems]
        elif isinstance(item, ShortItem):
            assert response.correct_values == [item.answers[0].text]
        elif isinstance(item, NumberItem):
            assert response.correct_values == [number(item.answers[0].value)]
        assert interaction.kind == INTERACTIONS.get(type(item), interaction.kind)
    assert len(read) > 400


def test_facts_papers_and_prompt_stand_in_each_item_and_its_feedback_after_it(read: Read) -> None:
    for item, there in read:
        body = "".join("".join(there.body_xml.itertext()).split())
        assert "".join(item.text.striptags().split()) in body
        said = ["".join(words(modal.html).split()) for modal in there.feedback]
        expected = [item.feedback]
        if isinstance(item, ChoiceItem | SeveralItem):
            expected += [option.feedback for option in item.options]
        elif isinstance(item, ShortItem | NumberItem):
            expected += [item.otherwise, *(answer.feedback for answer in item.answers)]
        if not isinstance(item, EssayItem):
            assert {"".join(html.striptags().split()) for html in expected} == set(said)


def test_every_passage_can_be_marked_where_it_stands() -> None:
    marked = [item for module in every_modules_items() for item in module.items if getattr(item, "marked", "")]
    for item in marked:
        assert isinstance(item, SeveralItem)
        root = ET.fromstring(item21(item))  # noqa: S314 (our own)
        passages = {str(text.get("identifier")): "".join(text.itertext()).split() for text in root.iter(HOTTEXT)}
        assert passages == {name: html.striptags().split() for name, html in marked_passages(item.marked)}
    assert len(marked) > 20


def test_what_only_markers_may_see_is_marked_so() -> None:
    essays = [item for module in every_modules_items() for item in module.items if isinstance(item, EssayItem)]
    for item in essays:
        root = ET.fromstring(item21(item))  # noqa: S314 (our own)
        (rubric,) = root.iter(f"{{{NAMESPACE}}}rubricBlock")
        assert rubric.get("view") == "scorer"
        assert root.find(f"{{{NAMESPACE}}}responseProcessing") is None
    assert essays


def test_the_manifest_and_the_test_name_every_item_once(unpacked: list[tuple[ModuleItems, Path]]) -> None:
    for module, folder in unpacked:
        manifest, test = (ET.parse(folder / name).getroot() for name in ("imsmanifest.xml", "test.xml"))  # noqa: S314
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xml"))
        hrefs = sorted(str(file.get("href")) for file in manifest.iter() if file.tag.endswith("}file"))
        assert [*hrefs, "imsmanifest.xml"] == [
            *(file for file in files if file != "imsmanifest.xml"),
            "imsmanifest.xml",
        ]
        names = [ref.get("identifier") for ref in test.iter(f"{{{NAMESPACE}}}assessmentItemRef")]
        items = [item for item in module.items if not isinstance(item, PageItem)]
        practice = [item for item in items if not item.graded]  # it comes first, each part in the lesson's order
        drawn = [item for group in alternatives([item for item in items if item.graded]) for item in group]
        assert names == [f"wf-{item.id}" for item in [*practice, *drawn]]


def test_no_block_stands_within_a_sentence_and_every_name_is_one() -> None:
    names = re.compile(r"[A-Za-z_][\w.-]*")  # of QTI's identifiers, what ours are made of
    for item in (item for module in every_modules_items() for item in module.items if not isinstance(item, PageItem)):
        root = ET.fromstring(item21(item))  # noqa: S314 (our own)
        for element in root.iter():
            within = {child.tag.split("}")[1] for child in element}
            tag = element.tag.split("}")[1]
            assert tag not in SENTENCES or not within & BLOCKS, (item.id, tag, within)
            assert tag not in ("ul", "ol") or within == {"li"}, item.id
            for name in ("identifier", "responseIdentifier", "outcomeIdentifier"):
                assert names.fullmatch(element.get(name, "a")), (item.id, element.get(name))
