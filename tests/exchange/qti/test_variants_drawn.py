"""Of a graded question's variants each student gets one; in practice all stand one after the other."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

from tests.exchange.sample_items import sample_item
from wellfounded.exchange.items import Item, ModuleItems, alternatives
from wellfounded.exchange.qti.package12 import package12
from wellfounded.exchange.qti.package21 import package21

FIRST, OTHER = sample_item("choice"), sample_item("number")
SECOND = replace(FIRST, variant="b", question=f"b{FIRST.question}")
GRADED = [FIRST, OTHER, SECOND]
PRACTICE = [replace(item, graded=False) for item in GRADED]


def root_of(package: bytes, ending: str) -> ET.Element:
    archive = zipfile.ZipFile(io.BytesIO(package))
    (name,) = [name for name in archive.namelist() if name.endswith(ending)]
    return ET.fromstring(archive.read(name))  # noqa: S314 (our own)


def module(items: list[Item]) -> ModuleItems:
    return ModuleItems("01-one", "One", items)


def names(root: ET.Element, tag: str, name: str) -> list[str | None]:
    return [element.get(name) for element in root.findall(f"{{*}}{tag}")]


def test_variants_are_one_group_unless_they_earn_other_points() -> None:
    assert alternatives(GRADED) == [[FIRST, SECOND], [OTHER]]
    assert alternatives([FIRST, replace(SECOND, points=9)]) == [[FIRST]]


def test_canvas_draws_one_question_of_a_group_and_counts_it_once() -> None:
    root = root_of(package12(module(GRADED)), "graded.xml")
    section = root.find(".//{*}section")
    assert section is not None
    (group,) = section.findall("{*}section")
    assert group.findtext(".//{*}selection_number") == "1"
    assert float(group.findtext(".//{*}points_per_item") or 0) == FIRST.points
    assert names(group, "item", "ident") == [f"wf-{FIRST.id}", f"wf-{SECOND.id}"]
    assert names(section, "item", "ident") == [f"wf-{OTHER.id}"]
    settings = root_of(package12(module(GRADED)), "meta.xml")
    assert float(settings.findtext("{*}points_possible") or 0) == FIRST.points + OTHER.points
    practice = root_of(package12(module(PRACTICE)), "practice.xml")
    assert names(practice.find(".//{*}section") or practice, "item", "ident") == [f"wf-{item.id}" for item in PRACTICE]


def test_a_test_of_qti_draws_one_question_of_a_group() -> None:
    _, graded = root_of(package21(module(GRADED)), "test.xml").findall("{*}testPart/{*}assessmentSection")
    (group,) = graded.findall("{*}assessmentSection")
    assert group.find("{*}selection[@select='1']") is not None
    assert names(group, "assessmentItemRef", "identifier") == [f"wf-{FIRST.id}", f"wf-{SECOND.id}"]
    practice, _ = root_of(package21(module(PRACTICE)), "test.xml").findall("{*}testPart/{*}assessmentSection")
    assert len(names(practice, "assessmentItemRef", "identifier")) == len(PRACTICE)
