"""A prediction: the learner says, row by row, what each row's answer is, and then sees it with its reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity, folded, folded_answer, sources_line
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Citation, Inline, Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.i18n.messages import course_text, phrase_html

MAX_ANSWER = 60  # characters: an answer stands on a button, once for each row


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer that any row may have."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is predicted: a desk, for instance, or a country; its answer, by id, and why."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    answer: str
    why: Inline
    sources: list[Citation] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Prediction(Activity):
    """Rows that share their answers. `closing` is read once every row was predicted."""

    kind: Literal["predict"]
    answers: list[Answer]
    rows: list[Row]
    closing: Block = UNWRITTEN

    def mistakes(self) -> Problems:
        """Yield what is wrong with answers and rows."""
        known = [answer.id for answer in self.answers]
        yield from repeated_id_mistakes("answers", known)
        yield from repeated_id_mistakes("rows", [row.id for row in self.rows])
        if len(known) < 2:
            yield "answers", "fewer than two answers", "add another: there must be something to predict"
        if len(self.rows) < 2:
            yield "rows", "fewer than two rows", "add another, or ask a question in a case"
        for number, answer in enumerate(self.answers):
            if len(answer.text) > MAX_ANSWER:
                yield f"answers.{number}.text", f"longer than {MAX_ANSWER} characters", "say it shorter: it is a button"
        for number, row in enumerate(self.rows):
            if row.answer not in known:
                yield f"rows.{number}.answer", f"no answer '{row.answer}'", f"known are: {', '.join(known)}"
        if self.rows and len({row.answer for row in self.rows}) == 1:
            yield "rows", "every row has the same answer", "add a row that differs, or ask a question in a case"

    def wording(self, row_id: str) -> str:
        """Return 12 hex digits over what a row asks: facts, prompt, the row's name and the answers."""
        name = next(row.name for row in self.rows if row.id == row_id)
        answers = [(answer.id, answer.text) for answer in self.answers]
        text = json.dumps([self.facts, self.prompt, name, answers], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def static_body(self) -> Markup:
        """Return the answers there are, then each row with its own and the reason, folded so that one can say first."""
        answers = join_html(fill_html("<li>{}</li>", course_text(answer.text)) for answer in self.answers)
        text = {answer.id: answer.text for answer in self.answers}
        rows = join_html(_static_row(row, text[row.answer]) for row in self.rows)
        head = phrase_html("Say first which of these you expect, then look:")
        closing = folded(phrase_html("Once you have looked at all"), course_text(self.closing, "div"))
        return fill_html("<p>{}</p><ul>{}</ul>{}{}", head, answers, rows, closing if self.closing else "")


def _static_row(row: Row, answer: str) -> Markup:
    name, text, why = course_text(row.name), course_text(answer), course_text(row.why)
    answered = fill_html("<p><strong>{}.</strong> {}</p>{}", text, why, sources_line(row.sources))
    return fill_html("<h4>{}</h4>{}", name, folded_answer(answered))
