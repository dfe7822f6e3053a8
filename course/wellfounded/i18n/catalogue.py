"""Collects the messages in Python and JavaScript into a template, and brings the translations up to date.

Run as `make words`. This needs Babel; learners need only the compiled translations.
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
BUNDLE_FOLDER = "static"  # the bundle there holds the messages of its modules again
# How many of a function's arguments are messages.
MESSAGE_ARGUMENTS = {"phrase": 1, "phrase_html": 1, "later": 1, "phrase_many": 2, "phrase_many_html": 2}
NOTE = "For translators:"
Message = str | tuple[str, ...]  # one form, or singular and plural
TEMPLATE = f"{DOMAIN}.pot"
WIDTH = 120
# Left out, so that the same messages always make the same files.
DATE_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def collect_messages(package: Path = PACKAGE) -> Catalog:
    """Return every message in the sources of the package, with the files that use it."""
    template = Catalog(
        project=DOMAIN, header_comment=f"# What the machinery of {DOMAIN} says to learners.", fuzzy=False
    )
    for suffix, find_messages in ((".py", messages_in_python), (".js", messages_in_javascript)):
        for path in sorted(path for path in package.rglob(f"*{suffix}") if path.parent.name != BUNDLE_FOLDER):
            location = (path.relative_to(package).as_posix(), 0)
            text = path.read_text(encoding="utf-8")
            for message, line in find_messages(text):
                template.add(message, locations=[location], auto_comments=_translator_note(text, line))
    return template


def messages_in_python(text: str) -> Iterator[tuple[Message, int]]:
    """Yield each message and its line. Babel's own reader finds no message inside an f-string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MESSAGE_ARGUMENTS:
            arguments = node.args[: MESSAGE_ARGUMENTS[node.func.id]]
            forms = [arg.value for arg in arguments if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if forms:
                yield _message(forms), node.lineno


def messages_in_javascript(text: str) -> Iterator[tuple[Message, int]]:
    """Yield each message and its line, found as in a running lesson. Babel's own reader skips templates."""
    for call in CALL.finditer(text):
        forms = [read_string(literal) for literal in call.groups() if literal]
        yield _message(forms), text.count("\n", 0, call.start()) + 1


def _message(forms: list[str]) -> Message:
    return forms[0] if len(forms) == 1 else tuple(forms)


def _translator_note(text: str, line: int) -> list[str]:
    """Return the note for translators above a line, if there is one."""
    above = text.splitlines()[line - 2].strip().lstrip("#/ ")
    return [above] if above.startswith(NOTE) else []


def translation_files(locale: Path = LOCALE) -> list[Path]:
    """Return the path of each translation."""
    return sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def updated_files(locale: Path = LOCALE) -> dict[Path, bytes]:
    """Return the files that `update` writes: the template, and each translation as text and compiled."""
    template = collect_messages()
    files = {locale / TEMPLATE: _text(template)}
    for path in translation_files(locale):
        catalogue = read_translation(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = NO_DATE
        files[path] = _text(catalogue)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        files[path.with_suffix(".mo")] = compiled.getvalue()
    return files


def read_translation(path: Path) -> Catalog:
    """Read a translation."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def update(locale: Path = LOCALE) -> None:
    """Bring the template and all translations up to date; print how many messages are not translated."""
    for path, data in updated_files(locale).items():
        path.write_bytes(data)
    for path in translation_files(locale):
        count = sum(not _is_translated(message.string) for message in read_translation(path) if message.id)
        sys.stdout.write(f"{path.parents[1].name}: {count} messages are not translated\n")


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _text(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return DATE_HEADERS.sub(b"", buffer.getvalue())


if __name__ == "__main__":
    update()
