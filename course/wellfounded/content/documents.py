"""The documents of a case file: forms, stamps, records and letters, each with its own way of writing dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.passages import without_marks
from wellfounded.content.questions.question import Block, Inline, public
from wellfounded.i18n.messages import language_attributes, phrase_html

Form = Literal["form", "passport", "record", "report", "letter", "transcript", "country-information"]
# How a paper is drawn, by style alone (render/papers.css). A form that names no other look has its own.
Look = Form | Literal["note", "receipt", "cutting", "message", "notice", "certificate"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One paper of a case file. `dates` says how it writes dates, `language` what it was written in.

    Around its `body` stand what many papers have: at the `head` who made it, the day on which it is `dated`; below,
    what somebody added `by_hand`, who `signed`, and what the `stamp` says.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    title: str = public()
    form: Form = public()
    look: Look | None = public(None)
    dates: Inline = public("")
    language: Inline = public("")
    head: Inline = public("")
    dated: Inline = public("")
    body: Block = public()
    by_hand: Inline = public("")
    signed: Inline = public("")
    stamp: Inline = public("")

    def drawn_as(self) -> Look:
        """Return how the paper is drawn."""
        return self.look or self.form

    def notes(self) -> Markup:
        """Return, as HTML, what a reader must know before comparing it with another paper."""
        parts = [note for note in (self.dates, self.language) if note]
        return fill_html("<p><em>{}</em></p>", Markup(" ").join(parts)) if parts else Markup("")

    def shown(self) -> Markup:
        """Return all that stands on the paper as HTML, without the marks of passages that questions ask about."""
        return join_html([*self._above(), without_marks(self.body), *self._below()])

    def _above(self) -> Iterator[Markup]:
        if self.head:
            yield fill_html('<p class="wf-paper-head">{}</p>', self.head)
        if self.dated:
            yield fill_html('<p class="wf-paper-date">{}</p>', self.dated)

    def _below(self) -> Iterator[Markup]:
        """Yield what is drawn as a hand or a stamp; who hears the paper read, or has no style, is told so in a word."""
        for look, text, words in (
            ("wf-by-hand", self.by_hand, phrase_html("By hand:")),
            ("wf-signed", self.signed, phrase_html("Signed:")),
            ("wf-stamp", self.stamp, phrase_html("Stamp:")),
        ):
            if text:
                yield fill_html(
                    '<p class="{}"><span class="wf-heard"{}>{} </span>{}</p>', look, language_attributes(), words, text
                )
