"""Questions of QTI become case files that build once what is missing is written; hostile files do no harm."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.exchange.items_read import every_modules_items
from tests.places import GALLERY, copy_course
from wellfounded.content.case_file import read_case
from wellfounded.exchange.case_writer import write_cases
from wellfounded.exchange.foreign import Foreign, NotTakenError
from wellfounded.exchange.html_to_markdown import markdown_of
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
from wellfounded.exchange.packed_files import packed
from wellfounded.exchange.qti.item12 import item12
from wellfounded.exchange.qti.package12 import package12
from wellfounded.exchange.qti.package21 import package21
from wellfounded.exchange.qti.read12 import question12
from wellfounded.exchange.qti_import import read_qti
from wellfounded.i18n.errors import UserError

FILES = Path(__file__).parents[1] / "files"
GALLERY_ITEMS = every_modules_items()[-1]
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><assessmentItem title="&b;"/>'
)
STRANGER = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><assessmentItem title="&a;"/>'


def zipped(tmp_path: Path, files: Mapping[str, bytes | str]) -> Path:
    path = tmp_path / "questions.zip"
    path.write_bytes(packed(files))
    return path


def read(tmp_path: Path, package: bytes) -> dict[str, Foreign]:
    path = tmp_path / "questions.zip"
    path.write_bytes(package)
    questions = dict(read_qti(path))
    assert not [question for question in questions.values() if isinstance(question, NotTakenError)]
    return {name: question for name, question in questions.items() if isinstance(question, Foreign)}


def key_of(item: Item) -> list[tuple[str, str, bool]]:
    """Return what an import has to find of an item: stem, answer, and whether it is right."""
    if isinstance(item, ChoiceItem | SeveralItem):
        return [("", line(option.text), option.right) for option in item.options]
    if isinstance(item, MatchingItem):
        return [(line(stem.text), line(item.answers[stem.answer]), True) for stem in item.stems]
    if isinstance(item, OrderItem):
        return [("", line(step.text), True) for step in item.steps]
    if isinstance(item, ShortItem):
        return [("", answer.text, True) for answer in item.answers if answer.share > 0]
    if isinstance(item, NumberItem):
        return [("", f"{item.answers[0].value:g}", True)]
    return []


def is_marked(item: Item) -> bool:
    """Return whether passages of a text are marked: in 2.1 the text stands twice, with numbers and to mark."""
    return isinstance(item, SeveralItem) and bool(item.marked)


def line(html: str) -> str:
    return " ".join(markdown_of(html).split())


def found_in(question: Foreign) -> list[tuple[str, str, bool]]:
    """Return the same of a question that was read; an answer that fits no stem is none of them."""
    named = [answer for answer in question.answers if answer.text != "*"]
    if question.type == "matching":
        return [(line_of(answer.stem), line_of(answer.text), True) for answer in named if answer.stem]
    return [("", line_of(answer.text), answer.fraction > 0) for answer in named]


def line_of(markdown: str) -> str:
    return " ".join(markdown.split())


@pytest.mark.parametrize("package", [package12, package21], ids=["Canvas", "2.1"])
def test_what_was_exported_comes_back_with_its_text_key_points_and_feedback(package: object, tmp_path: Path) -> None:
    assert callable(package)
    back = read(tmp_path, package(GALLERY_ITEMS))
    items = [item for item in GALLERY_ITEMS.items if not isinstance(item, PageItem)]
    assert set(back) == {item.name for item in items}
    for item in items:
        question = back[item.name]
        assert question.points == item.points
        assert line(item.text).split()[-3:] == line_of(question.text).split()[-3:] or is_marked(item)
        if package is package12 and isinstance(item, OrderItem):
            assert question.type == "matching"  # in Canvas it is one
            continue
        if package is package21 and is_marked(item):
            assert [right for _, _, right in found_in(question)] == [right for _, _, right in key_of(item)]
        elif isinstance(item, ShortItem) and package is package21:
            assert found_in(question)[:1] == key_of(item)[:1]  # the one that QTI calls correct
        else:
            assert sorted(found_in(question)) == sorted(key_of(item))
        if isinstance(item, ChoiceItem | SeveralItem):
            assert [answer.feedback for answer in question.answers] == [markdown_of(o.feedback) for o in item.options]
        if isinstance(item, NumberItem):
            assert question.answers[0].tolerance == item.answers[0].tolerance
        if isinstance(item, EssayItem) and package is package21:
            assert question.for_grader == markdown_of(item.grader)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_course(GALLERY, tmp_path_factory.mktemp("import") / "course")


def test_an_imported_question_builds_once_what_is_missing_is_written(course: Path, tmp_path: Path) -> None:
    item = next(item for item in GALLERY_ITEMS.items if isinstance(item, ChoiceItem))
    path = zipped(tmp_path, {"one.xml": package_of(item)})
    result = write_cases(course, "01", read_qti(path))
    assert result.left_out == []
    assert any("cites no authority" in line for line in result.missing)
    assert any("jurisdiction" in line for line in result.missing)
    (written,) = [Path(line.split("Written: ")[1].split(", from")[0]) for line in result.written if "Written" in line]
    fields = yaml.safe_load(written.read_text("utf-8"))
    fields |= {"jurisdiction": "any", "law_as_of": "2026-06-25"}
    fields["questions"][0]["authorities"] = ["convention-1a2"]
    written.write_text(yaml.safe_dump(fields))
    (question,) = read_case(written).questions
    assert question.score(["b"]).points + question.score(["a"]).points + question.score(["c"]).points == item.points


def package_of(item: Item) -> bytes:
    """Return a file of version 1.2 with one item."""
    archive = zipfile.ZipFile(io.BytesIO(package12(ModuleItems("01-one", "One", [item]))))
    (name,) = [name for name in archive.namelist() if name.count("/") and "meta" not in name]
    return archive.read(name)


def test_a_question_without_counterpart_stops_no_other(tmp_path: Path) -> None:
    unknown = """<assessmentItem title="Draw"><itemBody><drawingInteraction responseIdentifier="R"/></itemBody>
    <responseDeclaration identifier="R" cardinality="single" baseType="file"/></assessmentItem>"""
    item = next(item for item in GALLERY_ITEMS.items if isinstance(item, ChoiceItem))
    path = zipped(tmp_path, {"a.xml": unknown, "b.xml": package_of(item), "c.xml": "<no xml"})
    (drawing, _), (name, choice) = read_qti(path)
    assert drawing == "Draw"
    assert name == item.name
    assert isinstance(choice, Foreign)
    result = dict(read_qti(path))
    assert isinstance(result["Draw"], Foreign)
    with pytest.raises(NotTakenError, match="drawingInteraction"):
        result["Draw"].fields()


DECLARED = '<?xml version="1.0"?><!DOCTYPE assessmentItem SYSTEM "http://127.0.0.1:9/a.dtd"><assessmentItem title="A"/>'


@pytest.mark.parametrize("text", [BOMB, STRANGER, DECLARED], ids=["entities", "a file of this machine", "a type alone"])
def test_a_file_that_declares_a_document_type_is_not_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(text)
    for path in (tmp_path / "one.xml", zipped(tmp_path, {"one.xml": text})):
        with pytest.raises(UserError, match="declares a document type"):
            list(read_qti(path))


def test_a_package_with_a_path_out_of_it_or_a_bomb_in_it_is_not_read(tmp_path: Path) -> None:
    hostile: dict[str, bytes] = {"../../one.xml": b"<a/>", "/one.xml": b"<a/>", "bomb.xml": b" " * 15_000_000}
    for name, data in hostile.items():
        with pytest.raises(UserError, match=r"Nothing was read"):
            list(read_qti(zipped(tmp_path, {name: data})))
    assert [path.name for path in tmp_path.rglob("*")] == ["questions.zip"]
    assert not any((folder / "one.xml").exists() for folder in (*tmp_path.parents[:2], Path("/")))


def test_what_is_no_qti_at_all_is_refused_in_a_sentence(tmp_path: Path) -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    for number, data in enumerate([b"", b"PK\x03\x04 broken", b"<quiz/>", b"\xff\xfe", deep.encode()]):
        path = tmp_path / str(number)
        path.write_bytes(data)
        with pytest.raises(UserError):
            list(read_qti(path))


def test_an_item_of_another_program_is_read_by_its_structure() -> None:
    item = next(item for item in GALLERY_ITEMS.items if isinstance(item, SeveralItem))
    root = item12(item)
    for fields in root.findall("itemmetadata"):
        root.remove(fields)
    question = question12(root, "A")
    assert question.type == "several"
    assert [answer.fraction > 0 for answer in question.answers] == [option.right for option in item.options]


def test_a_package_that_text2qti_wrote_is_read_with_its_keys_and_feedback() -> None:
    read_here = {name: question for name, question in read_qti(FILES / "quiz.zip") if isinstance(question, Foreign)}
    assert {name: question.type for name, question in read_here.items()} == {
        "Who decides": "choice",
        "Grounds": "several",
        "Days": "number",
        "Word": "short",
        "Reasons": "essay",
    }
    who = read_here["Who decides"]
    assert (who.points, who.feedback) == (2, "The Refugee Protection Division hears it first.")
    assert [(answer.fraction, answer.feedback) for answer in who.answers] == [
        (0, "The minister takes part, and decides nothing."),
        (1, "It holds the hearing."),
        (0, "It reviews, and comes later."),
    ]
    assert [answer.fraction for answer in read_here["Grounds"].answers] == [1, 0, 1]
    (days,) = read_here["Days"].answers
    assert (float(days.text), days.tolerance) == (14, 1)
    assert [answer.text for answer in read_here["Word"].answers] == ["non-refoulement", "nonrefoulement"]


@pytest.mark.parametrize("bound", ["Infinity", "NaN", "1e999999999", "many", ""])
def test_a_number_without_end_is_not_taken(bound: str, tmp_path: Path) -> None:
    item = next(item for item in GALLERY_ITEMS.items if isinstance(item, NumberItem))
    tests = re.compile(rb"(<(?:varequal|vargte|varlte) [^>]*>)[^<]*")
    (tmp_path / "one.xml").write_bytes(tests.sub(rb"\g<1>" + bound.encode(), package_of(item)))
    ((_, question),) = read_qti(tmp_path / "one.xml")
    with pytest.raises(NotTakenError):
        raise question if isinstance(question, NotTakenError) else AssertionError(question.fields())
