"""The samples of every kind as items: a question of the contract, in a case of its own."""

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.questions import kinds
from wellfounded.exchange.conversion import item_of
from wellfounded.exchange.items import Item


def sample_item(kind: str) -> Item:
    """Return what the sample question of a kind becomes."""
    question = kinds()[kind].samples()[0].question
    case = Case(
        id=f"a-{kind}",
        title=f"A {kind}",
        use="graded",
        jurisdiction="any",
        law_as_of="2026-06-25",
        facts=Markup("<p>She left.</p>"),
        questions=[question],
    )
    return item_of(question, "01-sample", case, ["convention-1a2"])
