"""Writes items as Moodle XML, the format in which Moodle's question bank takes them in.

Moodle shows feedback once a question is answered, and `graderinfo` to those who mark. The order of options is the
course's. A graded question earns nothing by a second try after feedback, as here; a practice question loses nothing.
"""

from __future__ import annotations

from functools import singledispatch
from xml.dom.minidom import Document, Element

from markupsafe import Markup

from wellfounded.content.markup import fill_html
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
from wellfounded.exchange.moodle_grades import percent

COURSE = "Well-Founded"  # the category above the modules'
LONGEST_ID = 100  # characters; Moodle's database holds no more
NODES = Document()  # makes the nodes of any file
ON_A_PAGE = "This interview is held on a page of its own."
ANYTHING = "*"  # as an answer: whatever was not named
VERDICTS = {
    "correctfeedback": "Right.",
    "partiallycorrectfeedback": "Partly right.",
    "incorrectfeedback": "Not right.",
}


def moodle_xml(module: ModuleItems) -> bytes:
    """Return a module's items as one file: a category for each case, and in it the case's questions."""
    quiz = NODES.createElement("quiz")
    case = ""
    for item in module.items:
        if item.case != case:
            case = item.case
            _category(quiz, module, item)
        _question(quiz, item)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + quiz.toprettyxml(indent="  ", encoding="utf-8")


def _category(quiz: Element, module: ModuleItems, item: Item) -> None:
    """Write what makes Moodle put the questions that follow into the case's category, in the bank chosen there."""
    names = ["top", COURSE, f"{module.module[:2]} {module.title}", item.case_title]
    category = _element(quiz, "question", type="category")
    _text(category, "category", "/".join(name.replace("/", "//") for name in names))
    _leaf(category, "idnumber", f"{module.module}/{item.case}"[:LONGEST_ID])


def _question(quiz: Element, item: Item) -> None:
    question = _element(quiz, "question")
    _text(question, "name", item.name)
    note = fill_html("<p>{}</p>", ON_A_PAGE) if isinstance(item, PageItem) else Markup("")
    _html(question, "questiontext", item.text + note)
    _html(question, "generalfeedback", item.feedback)
    _leaf(question, "defaultgrade", f"{item.points:.7f}")
    _leaf(question, "penalty", "1.0000000" if item.graded else "0.0000000")
    _leaf(question, "hidden", "0")
    _leaf(question, "idnumber", item.id[:LONGEST_ID])
    _fill(item, question)
    if item.hint and not isinstance(item, EssayItem | PageItem):
        _html(question, "hint", item.hint)


@singledispatch
def _fill(item: Item, _question: Element) -> None:
    raise NotImplementedError(f"Say here how Moodle writes a {type(item).__name__}.")


@_fill.register
def _choice(item: ChoiceItem, question: Element) -> None:
    question.setAttribute("type", "multichoice")
    _options(item, question, single="true")


@_fill.register
def _several(item: SeveralItem, question: Element) -> None:
    question.setAttribute("type", "multichoice")
    _options(item, question, single="false")


def _options(item: ChoiceItem | SeveralItem, question: Element, single: str) -> None:
    _leaf(question, "single", single)
    _leaf(question, "shuffleanswers", "false")
    _leaf(question, "answernumbering", "abc")
    _verdicts(question)
    for option in item.options:
        answer = _html(question, "answer", option.text, fraction=percent(option.share))
        _html(answer, "feedback", option.feedback)


@_fill.register
def _matching(item: MatchingItem, question: Element) -> None:
    question.setAttribute("type", "matching")
    _leaf(question, "shuffleanswers", "false")
    _verdicts(question)
    names = {name: text.striptags() for name, text in item.answers.items()}
    pairs = [(stem.text, names[stem.answer]) for stem in item.stems]
    fitting = {stem.answer for stem in item.stems}
    # An answer without a question is one that fits nowhere.
    for text, name in [*pairs, *((Markup(""), name) for key, name in names.items() if key not in fitting)]:
        _text(_html(question, "subquestion", text), "answer", name)


@_fill.register
def _order(item: OrderItem, question: Element) -> None:
    question.setAttribute("type", "ordering")
    _leaf(question, "layouttype", "VERTICAL")
    _leaf(question, "selecttype", "ALL")
    _leaf(question, "selectcount", "0")
    _leaf(question, "gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT")  # pairs that stand rightly, of all pairs
    _leaf(question, "showgrading", "HIDE")
    _leaf(question, "numberingstyle", "none")
    _leaf(question, "shownumcorrect", "0")  # without it, Moodle 4.5 makes up hints, and then cannot store them
    _verdicts(question)
    for number, step in enumerate(item.steps, start=1):
        _html(question, "answer", step.text, fraction=str(number))


@_fill.register
def _short(item: ShortItem, question: Element) -> None:
    question.setAttribute("type", "shortanswer")
    _leaf(question, "usecase", "0")
    for answer in item.answers:
        typed = _answer(question, answer.text.replace(ANYTHING, f"\\{ANYTHING}"), percent(answer.share))
        _html(typed, "feedback", answer.feedback)
    _html(_answer(question, ANYTHING, "0"), "feedback", item.otherwise)


@_fill.register
def _number(item: NumberItem, question: Element) -> None:
    question.setAttribute("type", "numerical")
    for answer in item.answers:
        typed = _answer(question, f"{answer.value:.15g}", percent(answer.share))
        _html(typed, "feedback", answer.feedback)
        _leaf(typed, "tolerance", f"{answer.tolerance:.15g}")
    other = _answer(question, ANYTHING, "0")
    _html(other, "feedback", item.otherwise)
    _leaf(other, "tolerance", "0")
    _leaf(question, "showunits", "3")  # no unit is typed: the prompt says what is counted


@_fill.register
def _essay(item: EssayItem, question: Element) -> None:
    question.setAttribute("type", "essay")
    _leaf(question, "responseformat", "editor")
    _leaf(question, "responserequired", "1")
    _leaf(question, "responsefieldlines", "15")
    _leaf(question, "attachments", "0")
    _html(question, "graderinfo", item.grader)
    _html(question, "responsetemplate", Markup(""))


@_fill.register
def _page(_item: PageItem, question: Element) -> None:
    question.setAttribute("type", "description")


def _verdicts(question: Element) -> None:
    for name, words in VERDICTS.items():
        _html(question, name, fill_html("<p>{}</p>", words))


def _answer(question: Element, text: str, fraction: str) -> Element:
    return _text(question, "answer", text, fraction=fraction, format="plain_text")


def _html(parent: Element, name: str, html: Markup, **attributes: str) -> Element:
    return _text(parent, name, html, **attributes, format="html")


def _text(parent: Element, name: str, text: str, **attributes: str) -> Element:
    element = _element(parent, name, **attributes)
    _leaf(element, "text", text)
    return element


def _leaf(parent: Element, name: str, text: str) -> None:
    """Write a text as it is where that can be: of an escaped one, Moodle loses the spaces between two tags."""
    leaf = _element(parent, name)
    if text:
        as_it_is = set("<>&") & set(text) and "]]>" not in text
        leaf.appendChild(NODES.createCDATASection(text) if as_it_is else NODES.createTextNode(text))


def _element(parent: Element, name: str, **attributes: str) -> Element:
    element = NODES.createElement(name)
    parent.appendChild(element)
    for attribute, value in attributes.items():
        element.setAttribute(attribute, value)
    return element
