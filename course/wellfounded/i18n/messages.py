"""Messages to learners in the language that they chose, from gettext's catalogues in `locale/`.

The message itself is the English text, shown as it is if a catalogue has no translation. {names} in it are placeholders
for values. The text of the course is always English; `course` marks it as English within another language, so that a
screen reader pronounces both correctly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

DOMAIN = "wellfounded"
LOCALE = Path(__file__).with_name("locale")
ENGLISH = "en"
OWN_WORDS = "wf-own-words"  # the CSS class of the frame around text that a learner wrote
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLURAL_COUNTS = 200  # from a hundred on, every language's plural forms repeat after each hundred
FRACTION = 100  # fractions such as 1.5 take the plural form of this count
# A message in JavaScript is one string in double quotation marks, or several joined by +; see messages.js.
STRING = r'("(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)'
CALL = re.compile(rf"\b(?:phrase|later)\(\s*{STRING}|\bphraseMany\(\s*{STRING},\s*{STRING}")

_chosen = ENGLISH


def phrase(message: str, **values: object) -> str:
    """Return a message in the chosen language, with `values` in its placeholders."""
    return _fill(_catalogue(_chosen).gettext(message), values)


def phrase_many(one: str, many: str, n: float, **values: object) -> str:
    """Return the singular or plural message for `n` things; `n` is one of the values."""
    count = int(n) if n == int(n) else FRACTION
    return _fill(_catalogue(_chosen).ngettext(one, many, count), {"n": f"{n:g}", **values})


def phrase_html(message: str, **values: object) -> Markup:
    """Return a message as HTML: it may hold tags, and `values` are escaped unless they are HTML themselves."""
    return Markup(phrase(message, **_escaped(values)))  # noqa: S704 (our own words)


def phrase_many_html(one: str, many: str, n: float, **values: object) -> Markup:
    """Return the message for `n` things as HTML, as `phrase_html` does."""
    return Markup(phrase_many(one, many, n, **_escaped(values)))  # noqa: S704 (our own words)


def later(message: str) -> str:
    """Return a message unchanged: this puts it into the catalogue, for `phrase` to translate when it is shown."""
    return message


def use_language(language: str) -> None:
    """Use this language from now on; English if there is no catalogue for it."""
    global _chosen  # one process serves one learner
    is_known = language != ENGLISH and language in languages()  # to name them takes long
    _chosen = language if is_known else ENGLISH


@contextmanager
def english() -> Iterator[None]:
    """Use English within a `with` block: built, released and recorded files are always English."""
    before = _chosen
    use_language(ENGLISH)
    try:
        yield
    finally:
        use_language(before)


def chosen() -> str:
    """Return the code of the chosen language."""
    return _chosen


@cache
def languages() -> dict[str, str]:
    """Return the code of each language that can be chosen, and its name in that language."""
    codes = sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {ENGLISH: ENGLISH_NAME} | {code: _catalogue(code).gettext(ENGLISH_NAME) for code in codes}


# For translators: the name of your language, in your language.
ENGLISH_NAME = later("English")


def language_attributes() -> Markup:
    """Return the `lang` and `dir` attributes of an HTML tag for the chosen language; "" for English, the page's own."""
    return Markup("") if _chosen == ENGLISH else Markup(' lang="{}" dir="{}"').format(_chosen, _direction())


def course_text(text: str, tag: str = "span") -> Markup:
    """Return an author's text, marked as English if another language is chosen; `tag` is `span` or `div`.

    It is escaped, unless it is HTML.
    """
    if _chosen == ENGLISH or not text:
        return text if isinstance(text, Markup) else escape(text)
    return Markup('<{0} lang="{1}" dir="ltr">{2}</{0}>').format(tag, ENGLISH, text)


def learner_text(text: str, tag: str = "bdi") -> Markup:
    """Return a learner's text in a frame of its own: `bdi` within a line, `blockquote` for paragraphs.

    The frame sets it apart from the text of the course, and a character in it that reverses the writing direction does
    not affect the text around it. Its language is unknown. It is escaped, unless it is HTML.
    """
    language = Markup("") if _chosen == ENGLISH else Markup(' lang=""')
    framed = Markup('<{0} class="{1}"{2} dir="auto">{3}</{0}>')
    return framed.format(tag, OWN_WORDS, language, text) if text else Markup("")


def long_date(day: date, *, weekday: bool = False) -> str:
    """Return a date as 4 March 2025, or as Tuesday 4 March 2025."""
    values = {"day": day.day, "month": phrase(MONTHS[day.month - 1]), "year": day.year}
    if not weekday:
        return phrase("{day} {month} {year}", **values)
    return phrase("{weekday} {day} {month} {year}", weekday=phrase(WEEKDAYS[day.isoweekday() % 7]), **values)


# Python's own names of months change with the computer's language.
MONTHS = (
    *(later("January"), later("February"), later("March"), later("April"), later("May"), later("June")),
    *(later("July"), later("August"), later("September"), later("October"), later("November"), later("December")),
)
WEEKDAYS = (
    *(later("Sunday"), later("Monday"), later("Tuesday"), later("Wednesday")),
    *(later("Thursday"), later("Friday"), later("Saturday")),
)


def javascript(source: str) -> dict[str, Any]:
    """Return the translations for a view with this JavaScript, in the chosen language; {} for English.

    They are {"lang", "dir", "messages": {message: translation, or its plural forms}, "plural": the number of the form
    for each count from 0 to 199}; messages.js knows it.
    """
    return {} if _chosen == ENGLISH else _javascript(source, _chosen)


@cache
def _javascript(source: str, language: str) -> dict[str, Any]:
    catalogue = _catalogue(language)
    plural = [catalogue.plural(n) for n in range(PLURAL_COUNTS)]  # type: ignore[attr-defined]  # typeshed forgets it
    counts = [plural.index(form) for form in range(max(plural) + 1)]  # one for each form
    messages: dict[str, Any] = {}
    for call in CALL.finditer(source):
        if call[1]:
            message = read_string(call[1])
            messages[message] = catalogue.gettext(message)
        else:
            one, many = read_string(call[2]), read_string(call[3])
            messages[one] = [catalogue.ngettext(one, many, n) for n in counts]
    return {"lang": language, "dir": _direction(), "messages": messages, "plural": plural}


def read_string(literal: str) -> str:
    """Return the text of a JavaScript string, or of several joined by +."""
    return "".join(json.loads(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', literal))


def _direction() -> str:
    # For translators: rtl where your language is written from right to left, else ltr.
    return phrase("ltr")


@cache
def _catalogue(language: str) -> NullTranslations | GNUTranslations:
    return translation(DOMAIN, LOCALE, [language], fallback=True)


def _escaped(values: dict[str, object]) -> dict[str, object]:
    return {name: value if type(value) is Markup else escape(value) for name, value in values.items()}


def _fill(text: str, values: dict[str, object]) -> str:
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text) if values else text
