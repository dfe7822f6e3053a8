"""What every kind of question is: its fields, which of them are public, and its contract."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import course_text, phrase_many_html


@dataclass(frozen=True)
class Rendered:
    """Marks a field whose text is written as `source`, and that `case_file.rendered` makes HTML."""

    source: Literal["inline", "block", "citation"]

    def __get_pydantic_core_schema__(self, _source: Any, handler: Any) -> Any:
        """Take any text where a case file is checked."""
        return handler.generate_schema(str)


# HTML, wherever a question is shown or marked. Until a case is rendered such a field holds what its author wrote.
Inline = Annotated[Markup, Rendered("inline")]  # Markdown without paragraphs or lists
Block = Annotated[Markup, Rendered("block")]  # Markdown
Citation = Annotated[Markup, Rendered("citation")]  # a key of law/authorities.yaml
Problems = Iterator[tuple[str, str, str]]  # what is wrong in a case file: the field, the problem, the remedy
UNWRITTEN: Any = ""  # a text that its author left out: the same before it is rendered and after


def public(default: Any = MISSING, *, factory: Any = MISSING) -> Any:
    """Declare a field that learners may see before they answer: the allow-list of a kind."""
    return field(default=default, default_factory=factory, metadata={"public": True})


@dataclass(frozen=True)
class Score:
    """What a response earned.

    `points` lies between 0 and the question's points. `parts` maps the id of each part that was
    judged (an option, a card, a mark) to whether the learner dealt with it rightly. `readable` is
    False when the response is not one this kind can give; it then earns nothing. `other` is what a
    learner typed that its author foresaw neither as right nor as wrong, for the author to read.
    """

    points: float
    parts: dict[str, bool] = field(default_factory=dict)
    readable: bool = True
    other: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whether a response is right: in a word, and how many of its parts are, of how many."""

    word: Literal["right", "partly", "wrong"]
    right: int
    all: int


@dataclass(frozen=True)
class Pick:
    """Something a response says that can be counted over many: an option, a card in a bin, what was typed.

    `part` is the id of the card or the turn it is about, where a question has several. `misconception`
    is the one that its author named for it.
    """

    id: str
    text: Markup
    right: bool
    misconception: str = ""
    part: str = ""


@dataclass(frozen=True)
class Sample:
    """A question, a response to it, and the points the response must get."""

    name: str  # perfect, empty, wrong, partial or malformed
    question: Question
    response: Any
    points: float


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """The fields every kind has. A kind adds its own and implements the abstract methods."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    by_hand: ClassVar[bool] = False  # marked by a person, in a cell of its own; then `score` gives no points
    thinking: ClassVar[int] = 20  # seconds for each part of an answer, beyond reading: an estimate

    id: str = public()
    kind: str = public()
    prompt: Inline = public()
    points: float = public(0)
    wording: str = public("")  # filled in when a case is read; see `digest`
    documents: list[str] = public(factory=list)  # ids of the case's documents that it points into
    authorities: list[Citation] = field(default_factory=list)
    hint: Inline = UNWRITTEN

    @classmethod
    def kind_name(cls) -> str:
        """Return the kind as authors write it: the value of the `Literal` type of `kind`."""
        name: str = get_args(get_type_hints(cls)["kind"])[0]
        return name

    def heading(self) -> Markup:
        """Return the prompt as HTML, with what the question is worth where it is marked."""
        if not self.points:
            return course_text(self.prompt)
        return fill_html(
            "{} {}", course_text(self.prompt), phrase_many_html("({n} point)", "({n} points)", self.points)
        )

    @property
    def scored(self) -> float:
        """Return the most that `score` can give: the points, or none where a person marks."""
        return 0.0 if self.by_hand else self.points

    def mistakes(self) -> Problems:
        """Yield (field, problem, remedy) for what types alone cannot forbid."""
        yield from ()

    def unfinished(self, response: Any) -> str:  # noqa: ARG002 (a kind that knows more says so)
        """Return what a response still lacks, for the learner, from public fields alone; "" if nothing."""
        return ""

    def remarks(self) -> Iterator[str]:
        """Yield what an author should look at, though nothing is wrong."""
        yield from ()

    @abstractmethod
    def score(self, response: Any) -> Score:
        """Judge a response; any JSON value is allowed, and none raises."""

    def readable(self, response: Any) -> bool:
        """Return whether a response is one that this kind can give. What is not counts as none, and is not shown."""
        return self.score(response).readable

    def verdict(self, response: Any) -> Verdict | None:
        """Return whether a response is right; None where it says nothing, or where a person judges it."""
        if self.by_hand or not self.format_response(response):
            return None
        right, parts = self.parts_right(response)
        share = replace(self, points=1.0).score(response).points
        if share == 1:
            return Verdict("right", parts, parts)
        return Verdict("partly" if right or share else "wrong", right, parts)

    def parts_right(self, response: Any) -> tuple[int, int]:
        """Return how many parts of a response are right, of how many."""
        parts = self.score(response).parts
        return sum(parts.values()), len(parts)

    def marks(self, response: Any) -> dict[str, bool]:  # noqa: ARG002 (a kind with parts says which are right)
        """Return whether each part that a try is told of was right, by the part's id: in practice, without the key."""
        return {}

    def choices(self) -> list[Pick]:
        """Return all there is to pick from, in order; none where learners type, write or make an order."""
        return []

    def chosen(self, response: Any) -> list[Pick]:  # noqa: ARG002 (a kind that offers or reads something says what)
        """Return what a response that `score` finds readable picked; nothing of prose."""
        return []

    def seconds(self) -> float:
        """Return how long a learner thinks about an answer once all is read, for the time that a lesson takes."""
        return self.thinking * max(1, self.parts_right(self.key())[1])

    @abstractmethod
    def key(self) -> Any:
        """Return a response that earns all the points."""

    @abstractmethod
    def static(self) -> Markup:
        """Return the question as HTML that needs no kernel, from public fields alone."""

    @abstractmethod
    def format_response(self, response: Any) -> Markup:
        """Return what a response says, for people, as HTML, from public fields alone; "" where it says nothing."""

    @abstractmethod
    def review(self, response: Any) -> Markup:
        """Return HTML that shows the response, the key and the feedback for both."""

    @abstractmethod
    def feedback(self, response: Any) -> Markup:
        """Return HTML for a try in practice: feedback on what was chosen, without the key."""

    @classmethod
    @abstractmethod
    def samples(cls) -> list[Sample]:
        """Return responses with the points each must get; at least the five named in `Sample`."""


def projection(item: Any) -> Any:
    """Return the public fields of a question or case, at every depth, as JSON values."""
    if isinstance(item, list):
        return [projection(part) for part in item]
    if not is_dataclass(item):
        return item
    return {f.name: projection(getattr(item, f.name)) for f in fields(item) if f.metadata.get("public")}


def digest(question: Question) -> str:
    """Return the `wording` of a question: 12 hex digits over its public part as written.

    Points are left out: an instructor who weighs a question anew does not change what was asked. So are
    empty fields: a field that a new release of this program brings changes no question that lacks it.
    """
    content = {k: v for k, v in projection(question).items() if v and k not in ("points", "wording")}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
