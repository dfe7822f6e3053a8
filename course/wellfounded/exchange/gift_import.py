"""Reads GIFT, the plain text in which Moodle's teachers write questions: `::Name:: Text? {=right ~wrong #feedback}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from wellfounded.exchange.case_writer import file_bytes
from wellfounded.exchange.foreign import ANYTHING, Foreign, ForeignAnswer, NotTakenError, number_of
from wellfounded.exchange.html_to_markdown import LONGEST, escaped, markdown_of
from wellfounded.i18n.errors import UserError

NAME = re.compile(r"::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
ANSWER = re.compile(r"([=~])((?:%-?[0-9.]+%)?)([^=~]*)")
TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL | re.IGNORECASE)
RANGE = re.compile(r"\s*(-?[0-9.eE+-]+?)\s*\.\.\s*(-?[0-9.eE+-]+)\s*")
# A sign with a backslash before it is itself. It is kept as a character that no text holds, until the parts are found.
SIGNS = "~=#{}:\\"
KEPT = {f"\\{sign}": chr(0xE000 + number) for number, sign in enumerate(SIGNS)}
ESCAPE = re.compile(r"\\([~=#{}:\\n])")
PLACES = str.maketrans({kept: sign[1] for sign, kept in KEPT.items()})
LONGEST_NAME, LONGEST_NUMBER = 60, 100
BLANK = "\\_\\_\\_\\_"  # a gap in a sentence, in Markdown


def read_gift(path: Path) -> Iterator[tuple[str, Foreign | NotTakenError]]:
    """Yield (name, question), or why it is not taken; UserError where the file is no text."""
    try:
        text = file_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: this is not UTF-8. Save it as UTF-8, and run the same again.") from error
    lines = (line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if not line.startswith("//"))
    for number, block in enumerate(_blocks(lines), start=1):
        yield _name(block, number), _read(block, number)


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    """Yield the questions, which a blank line parts; a line that names a category is none."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip() and not line.startswith("$CATEGORY:"):
            block.append(line)
        elif block and not line.strip():
            yield "\n".join(block)
            block = []


def _name(block: str, number: int) -> str:
    """Return a question's name; of one without, how its text begins, as Moodle has it."""
    text = _kept(block).lstrip()
    named = NAME.match(text)
    form = FORMAT.match(text)
    words = named[1] if named else text[form.end() if form else 0 :].partition("{")[0]
    return _plain(words)[:LONGEST_NAME] or f"Question {number}"


def _read(block: str, number: int) -> Foreign | NotTakenError:
    try:
        return _question(block, number)
    except ValueError as error:
        return error if isinstance(error, NotTakenError) else NotTakenError(str(error))


def _question(block: str, number: int) -> Foreign:
    if len(block) > LONGEST:
        raise NotTakenError(f"it has {len(block):,} characters, and {LONGEST:,} are the most that is read")
    text = _kept(block).lstrip()
    named = NAME.match(text)
    text = text[named.end() :] if named else text
    before, opened, rest = text.partition("{")
    inside, closed, after = rest.partition("}")
    if not opened:
        raise NotTakenError("it asks nothing: there is no '{'")
    if not closed:
        raise NotTakenError("its answers do not end: there is no '}'")
    inside, _, feedback = inside.partition("####")
    form = FORMAT.match(before)
    markup = form[1] if form else "moodle"
    words = _in_markdown(before[form.end() :] if form else before, markup)
    gap = _in_markdown(after, markup)
    question_type, answers = _answers(inside.strip(), markup)
    return Foreign(
        name=_name(block, number),
        type=question_type,
        text=f"{words} {BLANK} {gap}" if gap else words,
        answers=answers,
        feedback=_in_markdown(feedback, markup),
    )


def _answers(inside: str, markup: str) -> tuple[str, list[ForeignAnswer]]:
    """Return the type of a question and its answers, by the signs between its braces."""
    if not inside:
        return "essay", []
    if truth := TRUTH.fullmatch(inside):
        return "true-false", _truth(truth, markup)
    if inside.startswith("#"):
        return "number", _numbers(inside[1:].strip(), markup)
    found = [_Found(*match.groups(), markup=markup) for match in ANSWER.finditer(inside)]
    if not found:
        raise NotTakenError("what stands in its braces begins with neither '=' nor '~'")
    if all(answer.sign == "=" and "->" in answer.said for answer in found):
        return "matching", [answer.pair() for answer in found]
    if all(answer.sign == "=" for answer in found):
        return "short", [answer.typed() for answer in found]
    single = any(answer.sign == "=" for answer in found)
    return "choice" if single else "several", [answer.option() for answer in found]


class _Found:
    """One answer as it stands between the braces: its sign, its share, what it says and the feedback on it."""

    def __init__(self, sign: str, weight: str, rest: str, *, markup: str) -> None:
        self.sign, self.markup = sign, markup
        self.said, _, feedback = rest.partition("#")
        self.feedback = _in_markdown(feedback, markup)
        self.fraction = number_of(weight.strip("%")) / 100 if weight else float(sign == "=")

    def option(self) -> ForeignAnswer:
        return ForeignAnswer(text=_in_markdown(self.said, self.markup), fraction=self.fraction, feedback=self.feedback)

    def typed(self) -> ForeignAnswer:
        return ForeignAnswer(text=_plain(self.said), fraction=self.fraction, feedback=self.feedback)

    def pair(self) -> ForeignAnswer:
        stem, _, answer = self.said.partition("->")
        return ForeignAnswer(stem=_in_markdown(stem, self.markup), text=_in_markdown(answer, self.markup))


def _truth(truth: re.Match[str], markup: str) -> list[ForeignAnswer]:
    """Return both options; the feedback that stands first is that on the wrong one."""
    right = "True" if truth[1].upper().startswith("T") else "False"
    on_wrong, _, on_right = (truth[2] or "").partition("#")
    return [
        ForeignAnswer(
            text=text,
            fraction=float(text == right),
            feedback=_in_markdown(on_right if text == right else on_wrong, markup),
        )
        for text in ("True", "False")
    ]


def _numbers(inside: str, markup: str) -> list[ForeignAnswer]:
    """Return numbers, written as 3.14:0.01 or 3.13..3.15, alone or each with a sign."""
    if not inside.startswith(("=", "~")):
        inside = f"={inside}"
    return [_number(_Found(*match.groups(), markup=markup)) for match in ANSWER.finditer(inside)]


def _number(found: _Found) -> ForeignAnswer:
    value, tolerance = _near(found.said.strip())
    return ForeignAnswer(text=value, tolerance=tolerance, fraction=found.fraction, feedback=found.feedback)


def _near(said: str) -> tuple[str, float]:
    """Return a number as text, and how far from it one may be; nothing said is anything typed."""
    if not said:
        return ANYTHING, 0.0
    if len(said) > LONGEST_NUMBER:
        raise NotTakenError(f"'{said[:40]}…' is no number")
    if interval := RANGE.fullmatch(said):
        least, most = number_of(interval[1]), number_of(interval[2])
        return f"{(least + most) / 2:.15g}", abs(most - least) / 2
    value, _, tolerance = said.partition(":")
    return f"{number_of(value):.15g}", number_of(tolerance or "0")


def _kept(text: str) -> str:
    """Return a text whose escaped signs are characters of their own."""
    return ESCAPE.sub(lambda match: "\n" if match[1] == "n" else KEPT[match[0]], text)


def _plain(text: str) -> str:
    return " ".join(text.translate(PLACES).split())


def _in_markdown(text: str, markup: str) -> str:
    text = text.translate(PLACES).strip()
    if markup == "html":
        return markdown_of(text)
    return text if markup == "markdown" else escaped(text)
