"""A made-up language: each message in ⟦ ⟧ and two fifths longer, written from right to left."""

from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from wellfounded.i18n import catalogue

CODE = "ar"  # a code that browsers know; the words are made up
PADDING = " ~"
AS_IT_IS = {"ltr": "rtl", "st nd rd th of the": "st nd rd th of the"}
EMPTY = {"br", "hr", "img", "input", "meta", "circle", "path", "rect"}


def pseudo(message: str) -> str:
    """Return a message in the made-up language: its placeholders and tags stay as they are."""
    return AS_IT_IS.get(message) or f"⟦{message}{PADDING * (1 + len(message) // 5)}⟧"


def write_pseudo(locale: Path) -> None:
    """Add the language to a folder of catalogues."""
    made = Catalog(locale=CODE)
    for each in catalogue.collect_messages():
        if not isinstance(each.id, str):
            made.add(each.id, tuple(pseudo(each.id[min(form, 1)]) for form in range(made.num_plurals)))
        elif each.id:
            made.add(each.id, pseudo(each.id))
    target = locale / CODE / "LC_MESSAGES" / "wellfounded.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, made)


class LeftOut(HTMLParser):
    """Finds, in `words`, what of an HTML text is neither in ⟦ ⟧ nor marked as being in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._depth, self._open = 0, list[bool]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = given["lang"] != CODE if "lang" in given else bool(self._open and self._open[-1])
        if not marked:
            for name in ("aria-label", "alt", "title"):
                self.handle_data(given.get(name) or "")
        if tag not in EMPTY:
            self._open.append(marked or tag in ("style", "head"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        bare = ""
        for each in data:
            self._depth += {"⟦": 1, "⟧": -1}.get(each, 0)
            bare += each if not self._depth and each != "⟧" else ""
        if sum(map(str.isalpha, bare)) > 1 and not (self._open and self._open[-1]):
            self.words.append(data)


def left_out(html: str) -> list[str]:
    """Return the words of an HTML text that are not in the made-up language, nor marked."""
    parser = LeftOut()
    parser.feed(html)
    return parser.words
