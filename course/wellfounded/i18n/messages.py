"""What the machinery says to learners, in the language that they chose: gettext's catalogues in `locale/`.

English is the message itself, and what a catalogue lacks is said in English. Values go into {names} within a message.
What authors write, the course, is English; `course` marks it as such where it stands among words of another language,
so that a screen reader speaks both rightly.
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

DOMAIN = "wellfounded"
LOCALE = Path(__file__).with_name("locale")
ENGLISH = "en"
OWN_WORDS = "wf-own-words"  # the class of the frame round what a learner wrote
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PERIOD = 200  # every language's rule of plurals repeats after a hundred, from a hundred on
FRACTION = 100  # what 1.5 is counted like
# A message in JavaScript is one string in double quotation marks, or several joined by +; see messages.js.
STRING = r'("(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)'
CALL = re.compile(rf"\b(?:phrase|later)\(\s*{STRING}|\bphraseMany\(\s*{STRING},\s*{STRING}")

_chosen = ENGLISH


def phrase(message: str, **values: object) -> str:
    """Return a message in the chosen language, with `values` in its placeholders."""
    return _filled(_catalogue(_chosen).gettext(message), values)


def phrase_many(one: str, many: str, n: float, **values: object) -> str:
    """Return the message for `n` things; `n` itself is a value too."""
    whole = int(n) if n == int(n) else FRACTION
    return _filled(_catalogue(_chosen).ngettext(one, many, whole), {"n": f"{n:g}", **values})


def later(message: str) -> str:
    """Return a message as it is: it is in the catalogue, and `phrase` says it once the language is known."""
    return message


def use(language: str) -> None:
    """Speak this language from now on; English, where there is no catalogue of it."""
    global _chosen  # one process speaks with one learner
    _chosen = language if language in languages() else ENGLISH


@contextmanager
def english() -> Iterator[None]:
    """Speak English for a while: what is built, released and recorded is English everywhere."""
    before = _chosen
    use(ENGLISH)
    try:
        yield
    finally:
        use(before)


def chosen() -> str:
    """Return the code of the chosen language."""
    return _chosen


@cache
def languages() -> dict[str, str]:
    """Return each language that can be chosen: its code, and its name in itself."""
    found = sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {ENGLISH: ENGLISH_NAME} | {code: _catalogue(code).gettext(ENGLISH_NAME) for code in found}


# For translators: the name of your language, in your language.
ENGLISH_NAME = later("English")


def attributes() -> str:
    """Return, for an HTML tag, which language its words are in; "" for English, which the page is in."""
    return "" if _chosen == ENGLISH else f' lang="{_chosen}" dir="{_direction()}"'


def course(html: str, tag: str = "span") -> str:
    """Return what authors wrote, marked as English where the words around it are not; `tag` is `span` or `div`."""
    return html if _chosen == ENGLISH or not html else f'<{tag} lang="{ENGLISH}" dir="ltr">{html}</{tag}>'


def typed(html: str, tag: str = "bdi") -> str:
    """Return what a learner typed in a frame of its own: `bdi` within a line, `blockquote` for paragraphs.

    So nobody takes it for what the course says, and a mark in it that turns text round turns nothing beside it. It is
    in whatever language.
    """
    spoken = "" if _chosen == ENGLISH else ' lang=""'
    return f'<{tag} class="{OWN_WORDS}"{spoken} dir="auto">{html}</{tag}>' if html else html


def long_date(day: date, *, weekday: bool = False) -> str:
    """Return a date as 4 March 2025, or as Tuesday 4 March 2025."""
    values = {"day": day.day, "month": phrase(MONTHS[day.month - 1]), "year": day.year}
    if not weekday:
        return phrase("{day} {month} {year}", **values)
    return phrase("{weekday} {day} {month} {year}", weekday=phrase(WEEKDAYS[day.isoweekday() % 7]), **values)


# Named here because Python's names of months change with the computer's language.
MONTHS = (
    *(later("January"), later("February"), later("March"), later("April"), later("May"), later("June")),
    *(later("July"), later("August"), later("September"), later("October"), later("November"), later("December")),
)
WEEKDAYS = (
    *(later("Sunday"), later("Monday"), later("Tuesday"), later("Wednesday")),
    *(later("Thursday"), later("Friday"), later("Saturday")),
)


def javascript(source: str) -> dict[str, Any]:
    """Return what a view with this JavaScript needs to speak the chosen language; nothing for English.

    It is {"lang", "dir", "messages": {message: translation, or the forms of its plural}, "plural": which form for 0 to
    199 things}; messages.js knows it.
    """
    return {} if _chosen == ENGLISH else _javascript(source, _chosen)


@cache
def _javascript(source: str, language: str) -> dict[str, Any]:
    catalogue = _catalogue(language)
    plural = [catalogue.plural(n) for n in range(PERIOD)]  # type: ignore[attr-defined]  # typeshed forgets it
    firsts = [plural.index(form) for form in range(max(plural) + 1)]
    messages: dict[str, Any] = {}
    for found in CALL.finditer(source):
        if found[1]:
            messages[read_string(found[1])] = catalogue.gettext(read_string(found[1]))
        else:
            one, many = read_string(found[2]), read_string(found[3])
            messages[one] = [catalogue.ngettext(one, many, n) for n in firsts]
    return {"lang": language, "dir": _direction(), "messages": messages, "plural": plural}


def read_string(literal: str) -> str:
    """Return the text of a JavaScript string, or of several that are joined by +."""
    return "".join(json.loads(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', literal))


def _direction() -> str:
    # For translators: rtl where your language is written from right to left, else ltr.
    return phrase("ltr")


@cache
def _catalogue(language: str) -> NullTranslations | GNUTranslations:
    return translation(DOMAIN, LOCALE, [language], fallback=True)


def _filled(text: str, values: dict[str, object]) -> str:
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text) if values else text
