"""What all activities have: a title, the date of the law, and statements that name their sources."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Citation, Inline, Problems
from wellfounded.i18n.messages import course_text, language_attributes, later, long_date, phrase, phrase_html

Verdict = Literal["yes", "no", "depends"]
VERDICTS = {"yes": later("Yes"), "no": later("No"), "depends": later("It depends")}  # the words beside a sign


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the law says of one situation: in a few words, why, and on which sources."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    verdict: Verdict
    says: Inline
    why: Inline
    sources: list[Citation] = field(default_factory=list)  # at least one, see `mistakes`

    def static(self) -> Markup:
        """Return the statement as HTML that needs no kernel."""
        verdict = phrase_html(VERDICTS[self.verdict])
        says, why = course_text(self.says), course_text(self.why)
        return fill_html("<p>{}: <strong>{}</strong> {}</p>{}", verdict, says, why, sources_line(self.sources))


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """An activity of a lesson. `kind` is the function that shows it; `wording` changes when its text does."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kind: str
    title: str
    law_as_of: str
    facts: Block = UNWRITTEN
    prompt: Inline

    @abstractmethod
    def mistakes(self) -> Problems:
        """Yield (field, problem, remedy) for what types alone cannot forbid."""

    @abstractmethod
    def static_body(self) -> Markup:
        """Return all that the activity can show, as HTML that needs no kernel."""

    def about(self) -> Markup:
        """Return the line under the title: as of when the law is stated."""
        day = long_date(date.fromisoformat(self.law_as_of))
        return fill_html("<p><em>{}</em></p>", phrase("The law is stated as of {date}.", date=day))

    def gone_through(self) -> Markup:
        """Return what of the body is read by who goes through the activity once: all of it, but where ways part."""
        return self.static_body()

    def static(self) -> Markup:
        """Return the activity as HTML that needs no kernel, and that is printed."""
        return self.framed(self.static_body())

    def framed(self, body: Markup) -> Markup:
        """Return a body under the title, the date of the law, the facts and the prompt."""
        head = fill_html("<h3>{}</h3>{}{}", course_text(self.title), self.about(), course_text(self.facts, "div"))
        prompt = fill_html("<p><strong>{}</strong></p>", course_text(self.prompt))
        return fill_html("<section{}>{}{}{}</section>", language_attributes(), head, prompt, body)

    def statements(self) -> Iterator[tuple[str, list[Citation]]]:
        """Yield the place of each statement of law in the file, and its sources."""
        yield from _statements(self, "")


def _statements(item: Any, place: str) -> Iterator[tuple[str, list[Citation]]]:
    for f in fields(item):
        value = getattr(item, f.name)
        if f.name == "sources":
            yield f"{place}sources", value
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if is_dataclass(part):
                yield from _statements(part, f"{place}{f.name}.{number}.")


def sources_line(sources: Iterable[Markup]) -> Markup:
    """Return one line with the sources of a statement, how well each was read, and when."""
    links = Markup("; ").join(course_text(source) for source in sources)
    return fill_html("<p><small>{}</small></p>", phrase_html("Sources: {links}.", links=links)) if links else links


def folded(summary: Markup, body: Markup) -> Markup:
    """Return text that is read once its summary is opened."""
    return fill_html("<details><summary>{}</summary>{}</details>", summary, body)


def folded_answer(answer: Markup) -> Markup:
    """Return an answer that is looked at once one has said what one expects."""
    summary = phrase_html("Look at the answer")
    return fill_html('<details class="wf-answer"><summary>{}</summary>{}</details>', summary, answer)


def unfolded(html: str) -> str:
    """Return HTML with all that is folded open, for paper: no words invite to look at an answer there."""
    answered = re.sub(r'<details class="wf-answer"><summary>.*?</summary>(.*?)</details>', r"\1", html, flags=re.DOTALL)
    return answered.replace("<details>", "<details open>")
