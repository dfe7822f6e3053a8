"""The catalogue of all that the machinery says: gathered from Python and JavaScript, translations brought up to date.

Run as `make words`. Babel reads the sources; learners need only what it compiles.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from wellfounded.i18n.messages import CALL, DOMAIN, LOCALE, read_string

PACKAGE = LOCALE.parents[1]
BUILT = "static"  # the folder of the bundle, which says what its modules say
SAID = {"phrase": 1, "later": 1, "phrase_many": 2}  # how many of their arguments are messages
NOTE = "For translators:"
Said = tuple[str | tuple[str, ...], int]  # a message, or both of its numbers, and the line it is said in
TEMPLATE = f"{DOMAIN}.pot"
WIDTH = 120
# Without these, the same words make the same files.
DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def gathered(package: Path = PACKAGE) -> Catalog:
    """Return every message that the sources of the package say, each with the files that say it."""
    found = Catalog(project=DOMAIN, header_comment=f"# What the machinery of {DOMAIN} says to learners.", fuzzy=False)
    for suffix, said in ((".py", said_in_python), (".js", said_in_javascript)):
        for path in sorted(path for path in package.rglob(f"*{suffix}") if path.parent.name != BUILT):
            place = [(path.relative_to(package).as_posix(), 0)]
            text = path.read_text(encoding="utf-8")
            for message, line in said(text):
                found.add(message, locations=place, auto_comments=_note(text, line))
    return found


def said_in_python(text: str) -> Iterator[Said]:
    """Yield each message that a source says. Babel's own reader finds nothing within an f-string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
            args = node.args[: SAID[node.func.id]]
            said = [each.value for each in args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if said:
                yield _message(said), node.lineno


def said_in_javascript(text: str) -> Iterator[Said]:
    """Yield each message that a source says, found as a running lesson finds it. Babel's reader skips templates."""
    for found in CALL.finditer(text):
        said = [read_string(each) for each in found.groups() if each]
        yield _message(said), text.count("\n", 0, found.start()) + 1


def _message(said: list[str]) -> str | tuple[str, ...]:
    return said[0] if len(said) == 1 else tuple(said)


def _note(text: str, line: int) -> list[str]:
    """Return the note for translators that stands above a line."""
    above = text.splitlines()[line - 2].strip().lstrip("#/ ")
    return [above] if above.startswith(NOTE) else []


def translated(locale: Path = LOCALE) -> list[Path]:
    """Return the translations that there are."""
    return sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def files(locale: Path = LOCALE) -> dict[Path, bytes]:
    """Return what `update` writes: the template, and each translation, in words and compiled."""
    template = gathered()
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


def _whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _text(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return DATED.sub(b"", written.getvalue())


if __name__ == "__main__":
    update()
