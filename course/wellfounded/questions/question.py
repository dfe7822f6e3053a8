"""What every kind of question is: its fields, which of them are public, and its contract."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

# How the text of a field is written. The build renders each to HTML (wellfounded.rendering).
Inline = Annotated[str, "inline"]  # Markdown without paragraphs or lists
Block = Annotated[str, "block"]  # Markdown
Citation = Annotated[str, "citation"]  # a key of law/authorities.yaml


def public(default: Any = MISSING) -> Any:
    """Declare a field that learners may see before they answer: the allow-list of a kind."""
    return field(default=default, metadata={"public": True})


@dataclass(frozen=True)
class Score:
    """What a response earned.

    `points` lies between 0 and the question's points. `parts` maps the id of each part that was
    judged (an option, a card, a mark) to whether the learner dealt with it rightly. `readable` is
    False when the response is not one this kind can give; it then earns nothing.
    """

    points: float
    parts: dict[str, bool] = field(default_factory=dict)
    readable: bool = True


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
    script: ClassVar[str]  # the JavaScript file, in this folder, that draws the kind: see question.js

    id: str = public()
    kind: str = public()
    prompt: Inline = public()
    points: float = public(0)
    wording: str = public("")  # filled in when a case is read; see `digest`
    authorities: list[Citation] = field(default_factory=list)
    hint: Inline = ""

    @classmethod
    def kind_name(cls) -> str:
        """Return the kind as authors write it: the value of the `Literal` type of `kind`."""
        name: str = get_args(get_type_hints(cls)["kind"])[0]
        return name

    def heading(self) -> str:
        """Return the prompt as HTML, with what the question is worth where it is marked."""
        worth = f" ({self.points:g} point{'s' if self.points != 1 else ''})" if self.points else ""
        return f"{self.prompt}{worth}"

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, problem, remedy) for what types alone cannot forbid."""
        yield from ()

    @abstractmethod
    def score(self, response: Any) -> Score:
        """Judge a response; any JSON value is allowed, and none raises."""

    @abstractmethod
    def key(self) -> Any:
        """Return a response that earns all the points."""

    @abstractmethod
    def static(self) -> str:
        """Return the question as HTML that needs no kernel, from public fields alone."""

    @abstractmethod
    def review(self, response: Any) -> str:
        """Return HTML that shows the response, the key and the feedback for both."""

    @abstractmethod
    def feedback(self, response: Any) -> str:
        """Return HTML for a try in practice: feedback on what was chosen, without the key."""

    @classmethod
    @abstractmethod
    def samples(cls) -> list[Sample]:
        """Return responses with the points each must get; at least the five named in `Sample`."""


def projection(item: Any) -> Any:
    """Return the public fields of a question or case, at every depth, as JSON values."""
    if isinstance(item, list):
        return [projection(each) for each in item]
    if not is_dataclass(item):
        return item
    return {f.name: projection(getattr(item, f.name)) for f in fields(item) if f.metadata.get("public")}


def digest(question: Question) -> str:
    """Return the `wording` of a question: 12 hex digits over its public part as written.

    Points are left out: an instructor who weighs a question anew does not change what was asked.
    """
    asked = {k: v for k, v in projection(question).items() if k not in ("points", "wording")}
    text = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
