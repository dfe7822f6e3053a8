"""Packs the items of a module for Canvas: a quiz for practice and one that is graded, each with its settings."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from wellfounded.exchange.items import Item, ModuleItems, PageItem, alternatives
from wellfounded.exchange.packed_files import packed
from wellfounded.exchange.qti.elements import document, element, number
from wellfounded.exchange.qti.item12 import identifier, item12

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
SETTINGS = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


@dataclass(frozen=True)
class Quiz:
    """One quiz of a module."""

    name: str  # the same whenever it is exported: by it, Canvas finds the quiz again
    title: str
    graded: bool
    groups: list[list[Item]]  # of each, every student gets one question


def package12(module: ModuleItems) -> bytes:
    """Return the zip of a module's questions; what no question can hold is left out."""
    files: dict[str, bytes | str] = {"imsmanifest.xml": _manifest(module)}
    for quiz in quizzes(module):
        files |= {_file(quiz): _assessment(quiz), _settings_file(quiz): _settings(quiz)}
    return packed(files)


def quizzes(module: ModuleItems) -> list[Quiz]:
    """Return a module's quizzes: practice, then what is graded; of either none without a question."""
    found = []
    for graded, name in ((False, "practice"), (True, "graded")):
        items = [item for item in module.items if item.graded is graded and not isinstance(item, PageItem)]
        if items:
            groups = alternatives(items) if graded else [[item] for item in items]
            found.append(Quiz(f"wf-{module.module}-{name}", f"{module.title}: {name}", graded, groups))
    return found


def _file(quiz: Quiz) -> str:
    return f"{quiz.name}/{quiz.name}.xml"


def _settings_file(quiz: Quiz) -> str:
    return f"{quiz.name}/assessment_meta.xml"


def _assessment(quiz: Quiz) -> bytes:
    attempts = element(
        "qtimetadatafield",
        {},
        element("fieldlabel", {}, "cc_maxattempts"),
        element("fieldentry", {}, "1" if quiz.graded else "unlimited"),
    )
    section = element("section", {"ident": "root_section"}, *map(_drawn, quiz.groups))
    assessment = element(
        "assessment",
        {"ident": quiz.name, "title": quiz.title},
        element("qtimetadata", {}, attempts),
        section,
    )
    return document(element("questestinterop", {}, assessment), QTI)


def _drawn(group: list[Item]) -> ET.Element:
    """Return a question; of several that are alike, the group from which Canvas draws one for each student."""
    first, *others = group
    if not others:
        return item12(first)
    how_many = element("selection_number", {}, "1")
    worth = element("selection_extension", {}, element("points_per_item", {}, number(first.points)))
    return element(
        "section",
        {"ident": f"{identifier(first)}-group", "title": first.name},
        element("selection_ordering", {}, element("selection", {}, how_many, worth)),
        *map(item12, group),
    )


def _settings(quiz: Quiz) -> bytes:
    """Return the settings of a quiz: unpublished; of a graded one nothing is shown until its teacher says so."""
    settings = {
        "title": quiz.title,
        "description": "",
        "shuffle_answers": "false",  # the options' order is the author's
        "scoring_policy": "keep_highest",
        "hide_results": "always" if quiz.graded else "",
        "quiz_type": "assignment" if quiz.graded else "practice_quiz",
        "points_possible": number(sum(group[0].points for group in quiz.groups)),
        "show_correct_answers": "false" if quiz.graded else "true",
        "allowed_attempts": "1" if quiz.graded else "-1",
        "one_question_at_a_time": "false",
        "cant_go_back": "false",
        "available": "false",
    }
    root = element("quiz", {"identifier": quiz.name}, *(element(name, {}, text) for name, text in settings.items()))
    return document(root, CANVAS)


def _manifest(module: ModuleItems) -> bytes:
    resources: list[ET.Element] = []
    for quiz in quizzes(module):
        settings = f"{quiz.name}-settings"
        resources += [
            element(
                "resource",
                {"identifier": quiz.name, "type": "imsqti_xmlv1p2"},
                element("file", {"href": _file(quiz)}),
                element("dependency", {"identifierref": settings}),
            ),
            element(
                "resource",
                {"identifier": settings, "type": SETTINGS, "href": _settings_file(quiz)},
                element("file", {"href": _settings_file(quiz)}),
            ),
        ]
    schema = element("schema", {}, "IMS Content")
    root = element(
        "manifest",
        {"identifier": f"wf-package-{module.module}"},
        element("metadata", {}, schema, element("schemaversion", {}, "1.1.3")),
        element("organizations"),
        element("resources", {}, *resources),
    )
    return document(root, PACKAGING)
