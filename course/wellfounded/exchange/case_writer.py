"""Writes imported questions as case files of a module, each shown at the end of its lesson; nothing is overwritten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from wellfounded.authoring.templates import find_module, show_case
from wellfounded.content.case_file import read_case
from wellfounded.content.mistakes import MistakesError
from wellfounded.exchange.foreign import Foreign, NotTakenError
from wellfounded.i18n.errors import UserError

LARGEST = 20_000_000  # bytes of a file of questions: a thousand questions have some two million
MOST_QUESTIONS = 1_000
LONGEST_NAME = 60  # characters of a case's id
UNNAMED = "imported-question"  # where a name has no letter of ours
SCHEMA = "# yaml-language-server: $schema=../../case.schema.json\n"
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")  # no file may be called so on Windows
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Import:
    """What became of a file's questions: lines that say so, what was not taken, and what is missing in what was."""

    written: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def file_bytes(path: Path) -> bytes:
    """Return what a file of questions holds; UserError where it is larger than any such file."""
    if path.stat().st_size > LARGEST:
        raise UserError(f"{path}: it is larger than {LARGEST // 1_000_000} MB. Export fewer questions at a time.")
    return path.read_bytes()


def write_cases(course: Path, module: str, questions: Iterable[tuple[str, Foreign | NotTakenError]]) -> Import:
    """Write each question as a case of the module whose name begins with `module`; none stops another."""
    folder, result = find_module(course, module), Import()
    read = list(islice(questions, MOST_QUESTIONS + 1))
    if len(read) > MOST_QUESTIONS:
        raise UserError(f"There are more than {MOST_QUESTIONS:,} questions. Export fewer at a time.")
    for name, question in read:
        try:
            if isinstance(question, NotTakenError):
                raise question
            path = _write(course, folder, question.fields())
        except NotTakenError as error:
            result.left_out.append(f"'{_shown(name)}': {error}.")
            continue
        show_case(folder, path.stem)
        lost = [f"  {loss}." for loss in question.lost()]
        result.written += [f"Written: {path}, from '{_shown(name)}'.", *lost]
        result.missing += _missing(path)
    return result


def _write(course: Path, folder: Path, fields: dict[str, Any]) -> Path:
    """Write a case file under a name that no case of the course has yet."""
    taken = {path.stem for path in course.glob("source/*/cases/*.yaml")}
    stem = case_id(str(fields["title"]))
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    path = folder / "cases" / f"{next(name for name in names if name not in taken)}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = yaml.dump(_clean(fields), Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=120)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(SCHEMA + text)
    return path


def case_id(name: str) -> str:
    """Return the id of a case from a question's name: small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-")
    return f"question-{stem}" if RESERVED.fullmatch(stem) else stem or UNNAMED


def _missing(path: Path) -> list[str]:
    """Return what is still to be written in a case file, as the build names it."""
    try:
        read_case(path)
    except MistakesError as error:
        return [str(mistake) for mistake in error.mistakes]
    return []


def _clean(value: Any) -> Any:
    """Return a value without the characters that no text has."""
    if isinstance(value, str):
        return CONTROLS.sub("", value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return {key: _clean(part) for key, part in value.items()} if isinstance(value, dict) else value


def _shown(name: str) -> str:
    return CONTROLS.sub("", name)[:80]


class _Blocks(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and repeats rather than refers."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _as_block)
