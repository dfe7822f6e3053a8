"""The kind `highlight`: passages of a text are marked, those that show what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.passages import marked_passages, misplaced_marks, quoted, without_marks
from wellfounded.content.questions.question import UNWRITTEN, Block, Pick, Problems, Question, Sample, Score, public
from wellfounded.i18n.messages import course_text, phrase, phrase_html, phrase_many_html


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What is true of one passage that the text marks with its id. A wrong one may name its misconception."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    shows: bool = False
    feedback: Block = UNWRITTEN
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class Highlight(Question):
    """At least one passage of the text shows what is asked, at least one does not. A response lists marked ids.

    `text` holds every passage that can be marked, as `[[p3: the words]]`. An author may leave it out and name a
    document; then the text is that document's.
    """

    thinking: ClassVar[int] = 25
    kind: Literal["highlight"] = public()
    text: Block = public("")
    passages: list[Passage] = field(default_factory=list)

    def right(self) -> set[str]:
        """Return the ids of the passages that show what is asked."""
        return {passage.id for passage in self.passages if passage.shows}

    def key(self) -> list[str]:
        """Return the ids of the passages that show what is asked, in their order."""
        return [passage.id for passage in self.passages if passage.shows]

    def marked(self, response: Any) -> set[str] | None:
        """Return the marked ids, or None when the response is not a list of ids of this text."""
        ids = {name for name, _ in marked_passages(self.text)}
        if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
            return None
        return set(response) if set(response) <= ids else None

    def choices(self) -> list[Pick]:
        """Return every passage."""
        words = quoted(self.text)
        return [
            Pick(passage.id, words.get(passage.id, Markup("")), passage.shows, passage.misconception)
            for passage in self.passages
        ]

    def chosen(self, response: Any) -> list[Pick]:
        """Return the marked passages."""
        marked = self.marked(response) or set()
        return [pick for pick in self.choices() if pick.id in marked]

    def mistakes(self) -> Problems:
        """Yield what is wrong with the text's marks, with the list of passages, and a key that cannot be missed."""
        if not self.text.strip():
            yield "text", "there is no text to mark", "write 'text:', or 'documents:' and the id of a paper"
            return
        yield from (("text", *mark) for mark in misplaced_marks(self.text))
        in_text = [name for name, _ in marked_passages(self.text)]
        listed = [passage.id for passage in self.passages]
        for name in dict.fromkeys(in_text):
            if in_text.count(name) > 1:
                yield "text", f"'{name}' marks two passages", "give each its own: p1, p2, p3"
            if name not in listed:
                yield "passages", f"the text marks '{name}', which is not listed", f"list it: '- id: {name}'"
        for number, passage in enumerate(self.passages):
            yield from self._passage_mistakes(f"passages.{number}", passage, in_text, listed[:number])
        if not self.right():
            yield "passages", "no passage shows what is asked", "write 'shows: true' under each that does"
        elif self.right() == set(listed):
            yield "passages", "every passage shows what is asked", "mark others too: marking everything must not pay"

    @staticmethod
    def _passage_mistakes(place: str, passage: Passage, in_text: list[str], before: list[str]) -> Problems:
        if passage.id not in in_text:
            remedy = f"mark its words: [[{passage.id}: the words]]"
            yield f"{place}.id", f"the text marks no passage '{passage.id}'", remedy
        if passage.id in before:
            yield f"{place}.id", f"'{passage.id}' is listed twice", "remove one"
        if not passage.feedback.strip():
            yield place, f"passage '{passage.id}' has no feedback", "say why it shows what is asked, or what it misses"
        if passage.shows and passage.misconception:
            yield f"{place}.misconception", "a right passage names a misconception", "remove one of the two"

    def score(self, response: Any) -> Score:
        """Give points x (right marks / R - wrong marks / min(R, W)), never below zero; R right passages, W wrong.

        With W <= R this is Youden's J, hit rate less false-alarm rate (W. J. Youden, "Index for rating diagnostic
        tests", Cancer 3, 1950), as in `choices`. Where wrong passages outnumber right ones, J would make a wrong
        mark cheaper than a right one earns; here it costs as much. So marking everything, nothing, or at random
        earns nothing on average before the floor.
        """
        marked = self.marked(response)
        if marked is None:
            return Score(0.0, readable=False)
        right, wrong = self.right(), {passage.id for passage in self.passages if not passage.shows}
        parts = {passage.id: (passage.id in marked) == passage.shows for passage in self.passages}
        if not right or not wrong:  # as on a learner's side, which has no key
            return Score(0.0, parts)
        share = Fraction(len(marked & right), len(right)) - Fraction(len(marked & wrong), min(len(right), len(wrong)))
        return Score(self.points * float(max(Fraction(0), share)), parts)

    def parts_right(self, response: Any) -> tuple[int, int]:
        """Return how many right passages are marked, of all that are right or marked."""
        marked = self.marked(response) or set()
        return len(marked & self.right()), len(marked | self.right())

    def marks(self, response: Any) -> dict[str, bool]:
        """Return whether each marked passage is right."""
        marked = self.marked(response) or set()
        return {passage.id: passage.shows for passage in self.passages if passage.id in marked}

    def unfinished(self, response: Any) -> str:
        """Say that nothing is marked, where nothing is."""
        return "" if self.marked(response) else phrase("No passage is marked yet.")

    def static(self) -> Markup:
        """Return the text, without the marks around its passages."""
        return fill_html(
            "<p><strong>{}</strong></p><blockquote>{}</blockquote>",
            self.heading(),
            course_text(without_marks(self.text), "div"),
        )

    def format_response(self, response: Any) -> Markup:
        """Return the words of the marked passages, in the order of the text."""
        marked = self.marked(response) or set()
        items = join_html(
            fill_html("<li>{}</li>", words) for name, words in quoted(self.text).items() if name in marked
        )
        return fill_html("<ul>{}</ul>", items) if items else Markup("")

    def review(self, response: Any) -> Markup:
        """Return the passages marked rightly, marked wrongly, and missed, each with its feedback; then the text."""
        marked = self.marked(response) or set()
        hit = [passage for passage in self.passages if passage.shows and passage.id in marked]
        false = [passage for passage in self.passages if not passage.shows and passage.id in marked]
        missed = [passage for passage in self.passages if passage.shows and passage.id not in marked]
        groups = (
            self._group(phrase_html("You marked these, and they are right:"), "right", hit)
            + self._group(phrase_html("You marked these, and they are not right:"), "wrong", false)
            + self._group(phrase_html("These are right, and you did not mark them:"), "missed", missed)
        )
        text = course_text(without_marks(self.text), "div")
        return fill_html("{}<details><summary>{}</summary>{}</details>", groups, phrase_html("The text again"), text)

    def _group(self, head: Markup, mark: str, passages: list[Passage]) -> Markup:
        words = quoted(self.text)
        rows = join_html(
            fill_html(
                '<li data-verdict="{}">{}<div>{}</div></li>',
                mark,
                words.get(passage.id, ""),
                course_text(passage.feedback, "div"),
            )
            for passage in passages
        )
        return fill_html("<p><strong>{}</strong></p><ul>{}</ul>", head, rows) if rows else Markup("")

    def feedback(self, response: Any) -> Markup:
        """Return the feedback of each marked passage, and how many right ones are not marked yet."""
        marked = self.marked(response)
        if not marked:
            return fill_html("<p>{}</p>", self.unfinished(response))
        words, left = quoted(self.text), len(self.right() - marked)
        rows = join_html(
            _spoken(passage, words.get(passage.id, Markup(""))) for passage in self.passages if passage.id in marked
        )
        if not left:
            return fill_html("{}<p>{}</p>", rows, phrase_html("Every right passage is marked."))
        count = phrase_many_html("{n} right passage is not marked yet.", "{n} right passages are not marked yet.", left)
        return fill_html("{}<p>{}</p>", rows, count)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question, two of its five passages right, two of the same words, and responses to it."""
        text = Markup(
            "<p>[[p1: The officer wrote nothing.]] [[p2: I went <em>home</em>.]] A week later I asked again. "
            "[[p3: The officer wrote nothing.]]</p><p>[[p4: It rained.]] [[p5: My sister came.]]</p>"
        )
        passages = [
            Passage(id=f"p{n}", shows=n in (1, 3), feedback=fill_html("<p>About {}.</p>", n)) for n in range(1, 6)
        ]
        question = cls(id="q1", kind="highlight", prompt=Markup("Where?"), points=4, text=text, passages=passages)
        return [
            Sample("perfect", question, ["p3", "p1"], 4),
            Sample("empty", question, [], 0),
            Sample("wrong", question, ["p2", "p4"], 0),
            Sample("wrong", question, ["p1", "p2", "p3", "p4", "p5"], 0),  # marking everything
            Sample("partial", question, ["p1"], 2),
            Sample("partial", question, ["p1", "p3", "p5"], 2),
            Sample("malformed", question, "p1", 0),
            Sample("malformed", question, ["p1", "p9"], 0),
            Sample("malformed", question, [["p1"]], 0),
        ]


def _spoken(passage: Passage, words: Markup) -> Markup:
    verdict = phrase_html("Right.") if passage.shows else phrase_html("Not this one.")
    return fill_html(
        "<div><p><strong>{}</strong> <em>{}</em></p>{}</div>", verdict, words, course_text(passage.feedback, "div")
    )
