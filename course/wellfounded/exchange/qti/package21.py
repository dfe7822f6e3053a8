"""Packs the items of a module as QTI 2.1: each a file, a test that names them in order, and the manifest."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from wellfounded.exchange.items import Item, ModuleItems, PageItem, alternatives
from wellfounded.exchange.packed_files import packed
from wellfounded.exchange.qti.elements import document, element
from wellfounded.exchange.qti.item21 import NAMESPACE, identifier, item21

TEST = "test.xml"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
PARTS = {"practice": False, "graded": True}


def package21(module: ModuleItems) -> bytes:
    """Return the zip of a module's questions; what no question can hold is left out."""
    items = questions(module)
    return packed(
        {
            "imsmanifest.xml": _manifest(module, items),
            TEST: _test(module, items),
            **{_file(item): item21(item) for item in items},
        }
    )


def questions(module: ModuleItems) -> list[Item]:
    """Return the items that are questions elsewhere, too."""
    return [item for item in module.items if not isinstance(item, PageItem)]


def _file(item: Item) -> str:
    return f"items/{identifier(item)}.xml"


def _manifest(module: ModuleItems, items: list[Item]) -> bytes:
    resources = [
        element(
            "resource",
            {"identifier": identifier(item), "type": "imsqti_item_xmlv2p1", "href": _file(item)},
            element("file", {"href": _file(item)}),
        )
        for item in items
    ]
    test = element(
        "resource",
        {"identifier": f"wf-{module.module}", "type": "imsqti_test_xmlv2p1", "href": TEST},
        element("file", {"href": TEST}),
        *(element("dependency", {"identifierref": identifier(item)}) for item in items),
    )
    schema = element("schema", {}, "QTIv2.1 Package")
    root = element(
        "manifest",
        {"identifier": f"wf-package-{module.module}"},
        element("metadata", {}, schema, element("schemaversion", {}, "1.0.0")),
        element("organizations"),
        element("resources", {}, test, *resources),
    )
    return document(root, PACKAGING)


def _test(module: ModuleItems, items: list[Item]) -> bytes:
    sections = []
    for name, graded in PARTS.items():
        asked = [item for item in items if item.graded is graded]
        groups = alternatives(asked) if graded else [[item] for item in asked]
        how = {"identifier": name, "title": name.capitalize(), "visible": "true"}
        sections.append(element("assessmentSection", how, *map(_drawn, groups)))
    part = element(
        "testPart", {"identifier": "lesson", "navigationMode": "nonlinear", "submissionMode": "individual"}, *sections
    )
    total = element("setOutcomeValue", {"identifier": "SCORE"}, element("sum", {}, _all_scores()))
    score = element("outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"})
    root = element(
        "assessmentTest",
        {"identifier": f"wf-{module.module}", "title": module.title},
        score,
        part,
        element("outcomeProcessing", {}, total),
    )
    return document(root, NAMESPACE)


def _drawn(group: list[Item]) -> ET.Element:
    """Return a reference to a question; of several that are alike, the section of which one is drawn."""
    refs = [element("assessmentItemRef", {"identifier": identifier(item), "href": _file(item)}) for item in group]
    if len(refs) == 1:
        return refs[0]
    how = {"identifier": f"{identifier(group[0])}-group", "title": group[0].name, "visible": "false"}
    return element("assessmentSection", how, element("selection", {"select": "1"}), *refs)


def _all_scores() -> ET.Element:
    return element("testVariables", {"variableIdentifier": "SCORE"})
