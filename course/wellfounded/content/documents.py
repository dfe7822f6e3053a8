"""The documents of a case file: forms, stamps, records and letters, each with its own way of writing dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.passages import without_marks
from wellfounded.content.questions.question import Block, Inline, public

Form = Literal["form", "passport", "record", "report", "letter", "transcript", "country-information"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One paper of a case file. `dates` says how it writes dates, `language` what it was written in."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    title: str = public()
    form: Form = public()
    dates: Inline = public("")
    language: Inline = public("")
    body: Block = public()

    def notes(self) -> Markup:
        """Return, as HTML, what a reader must know before comparing it with another paper."""
        parts = [note for note in (self.dates, self.language) if note]
        return fill_html("<p><em>{}</em></p>", Markup(" ").join(parts)) if parts else Markup("")

    def shown(self) -> Markup:
        """Return the paper's text as HTML, without the marks of passages that questions ask about."""
        return without_marks(self.body)
