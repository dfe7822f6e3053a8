"""Reads an item of QTI 2.0 to 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wellfounded.exchange.foreign import ANYTHING, Foreign, ForeignAnswer, NotTakenError, number_of
from wellfounded.exchange.html_to_markdown import escaped
from wellfounded.exchange.qti.names import markdown_within

INTERACTIONS = (
    *("choiceInteraction", "orderInteraction", "matchInteraction", "textEntryInteraction", "extendedTextInteraction"),
    *("hottextInteraction", "inlineChoiceInteraction", "associateInteraction", "gapMatchInteraction"),
    *("uploadInteraction", "hotspotInteraction", "sliderInteraction", "customInteraction", "drawingInteraction"),
    *("graphicOrderInteraction", "graphicAssociateInteraction", "graphicGapMatchInteraction", "mediaInteraction"),
    *("selectPointInteraction", "positionObjectInteraction", "endAttemptInteraction"),
)
MARKERS = ("rubricBlock",)


def question21(item: Element, name: str) -> Foreign:
    """Return a question; NotTakenError where this course has none such."""
    body = item.find("itemBody")
    asked = [] if body is None else [part for part in body.iter() if part.tag in INTERACTIONS]
    if len(asked) != 1:
        raise NotTakenError(f"it asks for {len(asked)} answers, and here each question asks for one")
    (interaction,) = asked
    response = _response(item, interaction)
    kind = _type(interaction, response)
    said = {str(modal.get("identifier")): markdown_within(modal) for modal in item.findall("modalFeedback")}
    texts = (markdown_within(body, (*INTERACTIONS, *MARKERS)), markdown_within(interaction.find("prompt")))
    if interaction.tag == "hottextInteraction":
        texts = (texts[0], markdown_within(interaction))
    general = [text for about, text in said.items() if about.lower() in ("general", "shown", "all")]
    return Foreign(
        name=name,
        type=kind,
        text="\n\n".join(text for text in texts if text),
        answers=[*ANSWERS[kind](item, interaction, response, said)] if kind in ANSWERS else [],
        feedback=general[0] if general else "",
        points=_points(item),
        for_grader=markdown_within(item.find(".//rubricBlock")),
    )


def _response(item: Element, interaction: Element) -> Element:
    for declared in item.findall("responseDeclaration"):
        if declared.get("identifier") == interaction.get("responseIdentifier"):
            return declared
    raise NotTakenError("its answer is not declared")


def _type(interaction: Element, response: Element) -> str:
    several = response.get("cardinality") == "multiple"
    if interaction.tag in ("choiceInteraction", "hottextInteraction"):
        return "several" if several else "choice"
    if interaction.tag == "textEntryInteraction":
        return "number" if response.get("baseType") in ("float", "integer") else "short"
    known = {"orderInteraction": "ordering", "matchInteraction": "matching", "extendedTextInteraction": "essay"}
    return known.get(interaction.tag, interaction.tag)


def _points(item: Element) -> float:
    for declared in item.findall("outcomeDeclaration"):
        if declared.get("identifier") in ("SCORE", "MAXSCORE") and (most := declared.get("normalMaximum")):
            return number_of(most)
    return 1.0


def _correct(response: Element) -> list[str]:
    return [(value.text or "").strip() for value in response.findall("correctResponse/value")]


def _mapped(response: Element) -> dict[str, float]:
    entries = response.findall("mapping/mapEntry")
    return {str(entry.get("mapKey")): number_of(entry.get("mappedValue") or "0") for entry in entries}


def _said_of(item: Element, said: dict[str, str], answer: str) -> str:
    """Return what is said of an answer: a feedback of its name, or one that a rule shows for it."""
    if answer in said:
        return said[answer]
    for branch in item.findall(".//responseIf") + item.findall(".//responseElseIf"):
        tested = [test.text for test in branch if test.tag != "setOutcomeValue" for test in test.iter("baseValue")]
        if answer in tested:
            shown = [value.text or "" for rule in branch.findall("setOutcomeValue") for value in rule.iter("baseValue")]
            return next((said[name] for name in shown if name in said), "")
    return ""


def _options(item: Element, interaction: Element, response: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    right = {*_correct(response)} or {name for name, worth in _mapped(response).items() if worth > 0}
    for option in (part for part in interaction.iter() if part.tag in ("simpleChoice", "hottext")):
        name = str(option.get("identifier"))
        within = markdown_within(option.find(".//feedbackInline"))
        yield ForeignAnswer(
            text=markdown_within(option, ("feedbackInline",)),
            fraction=float(name in right),
            feedback=within or _said_of(item, said, name),
        )


def _typed(item: Element, _: Element, response: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    accepted = dict.fromkeys([*_correct(response), *(name for name, worth in _mapped(response).items() if worth > 0)])
    for text in accepted:
        yield ForeignAnswer(text=text, fraction=1.0, feedback=_said_of(item, said, text))
    yield from _otherwise(said)


def _numbers(item: Element, _: Element, response: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    for text in _correct(response):
        tolerance = max((_apart(text, bound) for bound in _bounds(item, number_of(text))), default=0.0)
        about = next((said[name] for name in ("said-0", "correct") if name in said), "")
        yield ForeignAnswer(text=text, fraction=1.0, feedback=about, tolerance=tolerance)
    yield from _otherwise(said)


def _bounds(item: Element, right: float) -> Iterator[float]:
    """Yield how far from the right number an answer may be: as the first rule says that names it, or numbers around."""
    for test in item.iter("equal"):
        if test.get("toleranceMode") == "absolute" and number_of(test.findtext("baseValue") or "nan") == right:
            yield from (right + number_of(bound) for bound in (test.get("tolerance") or "0").split()[:1])
            return
    for both in item.iter("and"):
        least, most = (both.findtext(f"{test}/baseValue") for test in ("gte", "lte"))
        if least and most and number_of(least) <= right <= number_of(most):
            yield from (number_of(least), number_of(most))
            return


def _apart(text: str, bound: float) -> float:
    return round(abs(bound - number_of(text)), 9)


def _otherwise(said: dict[str, str]) -> Iterator[ForeignAnswer]:
    for name in ("otherwise", "incorrect"):
        if name in said:
            yield ForeignAnswer(text=ANYTHING, feedback=said[name])
            return


def _steps(_: Element, interaction: Element, response: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    texts = {str(step.get("identifier")): markdown_within(step) for step in interaction.findall("simpleChoice")}
    for name in _correct(response):
        if name not in texts:
            raise NotTakenError(f"its right order names '{name[:40]}', which is no step")
        yield ForeignAnswer(text=texts[name], fraction=1.0, feedback=said.get(name, ""))


def _pairs(_: Element, interaction: Element, response: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise NotTakenError("it does not match two sets")
    stems, answers = (
        {str(part.get("identifier")): markdown_within(part) for part in group.findall("simpleAssociableChoice")}
        for group in sets
    )
    right = dict(pair.split(maxsplit=1) for pair in _correct(response) if " " in pair)
    for name, text in stems.items():
        if right.get(name) not in answers:
            raise NotTakenError(f"nothing is matched with '{text[:40]}'")
        yield ForeignAnswer(stem=text, text=answers[right[name]], feedback=said.get(name, ""))
    yield from (ForeignAnswer(text=escaped(text)) for name, text in answers.items() if name not in right.values())


ANSWERS = {
    "choice": _options,
    "several": _options,
    "short": _typed,
    "number": _numbers,
    "ordering": _steps,
    "matching": _pairs,
}
