"""The catalogue of all that the machinery says: gathered from Python and JavaScript, translations brought up to date.

Run as `make words`. Babel reads the sources; learners need only what it compiles.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from wellfounded.words import DOMAIN, ENGLISH, LOCALE

PACKAGE = LOCALE.parent
KEYWORDS = {"phrase": None, "later": None, "phrase_many": (1, 2), "phraseMany": (1, 2)}
TEMPLATE = f"{DOMAIN}.pot"
WIDTH = 120
# Without these, the same words make the same files.
DATED = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def gathered(package: Path = PACKAGE) -> Catalog:
    """Return every message that the sources of the package say, each with the files that say it."""
    found = Catalog(project=DOMAIN, copyright_holder="", msgid_bugs_address="", charset="utf-8", fuzzy=False)
    for suffix, method in ((".py", "python"), (".js", "javascript")):
        for path in sorted(package.rglob(f"*{suffix}")):
            place = path.relative_to(package).as_posix()
            for _line, message, comments, _context in extract_from_file(method, path, KEYWORDS, ["For translators:"]):
                found.add(message, locations=[(place, 0)], auto_comments=comments)
    return found


def translated(locale: Path = LOCALE) -> list[Path]:
    """Return the translations that there are."""
    return sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def files(locale: Path = LOCALE) -> dict[Path, bytes]:
    """Return what `update` writes: the template, and each translation, in words and compiled."""
    template = gathered(locale.parent)
    wanted = {locale / TEMPLATE: _text(template)}
    for path in translated(locale):
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = NO_DATE
        wanted[path] = _text(catalogue)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        wanted[path.with_suffix(".mo")] = compiled.getvalue()
    return wanted


def read(path: Path) -> Catalog:
    """Return a translation."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def update(locale: Path = LOCALE) -> None:
    """Bring the template and all translations up to date; say what is still to translate."""
    for path, data in files(locale).items():
        path.write_bytes(data)
    for path in translated(locale):
        left = sum(not _whole(message.string) for message in read(path) if message.id)
        sys.stdout.write(f"{path.parents[1].name}: {left} messages are not translated\n")


def _whole(string: str | tuple[str, ...] | list[str]) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _text(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return DATED.sub(b"", written.getvalue())


if __name__ == "__main__":
    update()
