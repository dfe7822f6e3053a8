"""The documents of a case file: forms, stamps, records and letters, each with its own way of writing dates."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import ClassVar, Literal

from wellfounded.content.questions.passages import unmarked
from wellfounded.content.questions.question import Block, Inline, public
from wellfounded.i18n.messages import course

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

    def notes(self) -> str:
        """Return, as HTML, what a reader must know before comparing it with another paper."""
        parts = [each for each in (self.dates, self.language) if each]
        return f"<p><em>{' '.join(parts)}</em></p>" if parts else ""

    def shown(self) -> str:
        """Return the paper's text as HTML, without the marks of passages that questions ask about."""
        return unmarked(self.body)


def static(documents: list[Document]) -> str:
    """Return the papers one after the other, as HTML that needs no kernel."""
    return "".join(
        f"<section>{course(f'<h4>{escape(each.title)}</h4>{each.notes()}{each.shown()}', 'div')}</section>"
        for each in documents
    )
