"""What is wrong in a file an author wrote: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from wellfounded.i18n.errors import UserError

REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or mend its spelling",
    "unexpected_keyword_argument": "remove it, or mend its spelling",
    "union_tag_not_found": "add 'kind:' to the question",
    "union_tag_invalid": "use one of the kinds named",
    "literal_error": "use one of the values named",
}


@dataclass(frozen=True)
class Mistake:
    """One mistake, as its author will read it."""

    file: Path
    place: str  # "line 12, questions.0.options.1"
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the mistake as one line."""
        return f"{self.file}: {self.place}: {self.problem}; {self.remedy}."


class MistakesError(UserError):
    """Every mistake found in what authors wrote, shown together."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """Hold the mistakes, and say them one a line."""
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = list(mistakes)


class Places:
    """Finds the line of a field in a YAML file."""

    def __init__(self, file: Path, root: yaml.Node | None) -> None:
        """Remember the composed document."""
        self.file, self.root = file, root

    def mistake(self, where: Sequence[str | int], problem: str, remedy: str) -> Mistake:
        """Return a mistake at a field, named by the way to it from the top."""
        line, path = self._find(where)
        return Mistake(self.file, f"line {line}" + (f", {path}" if path else ""), problem, remedy)

    def explain(self, error: Any) -> Mistake:
        """Return what one of pydantic's errors means to an author."""
        where, kind = error["loc"], error["type"]
        problem = {
            "missing": f"'{where[-1]}' is missing",
            "unexpected_keyword_argument": f"unknown field '{where[-1]}'",
            "extra_forbidden": f"unknown field '{where[-1]}'",
        }.get(kind, error["msg"])
        return self.mistake(where, problem, REMEDIES.get(kind, "mend the value"))

    def doubles(self) -> Iterator[Mistake]:
        """Yield fields written twice: YAML would keep the second without a word."""
        yield from self._doubles(self.root)

    def _doubles(self, node: yaml.Node | None) -> Iterator[Mistake]:
        seen = set()
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value in seen:
                line = key.start_mark.line + 1
                yield Mistake(self.file, f"line {line}", f"'{key.value}' is written twice", "remove one")
            seen.add(key.value)
            yield from self._doubles(value)
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield from self._doubles(item)

    def _find(self, where: Sequence[str | int]) -> tuple[int, str]:
        node, line, path = self.root, 1, []
        for step in where:
            child = _child(node, step)
            if child is not None:
                line, node = child
                path.append(str(step))
        return line, ".".join(path)


def author_text(path: Path) -> str:
    """Return the text of a file that an author wrote, without a byte order mark; MistakesError if it is not UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = "this is not UTF-8, perhaps the text of an older editor"
        raise MistakesError([Mistake(path, f"line {line}", problem, "save the file as UTF-8")]) from error


def not_yaml(file: Path, error: yaml.YAMLError | RecursionError) -> Mistake:
    """Return the mistake of a file that is not YAML at all."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or "cannot be read as YAML"
    return Mistake(file, f"line {line}", problem, "mend the line; quote text that holds ': ' or starts with a sign")


def nearest(word: str, known: Sequence[str]) -> str:
    """Return a remedy that names the known word nearest to an unknown one."""
    close = get_close_matches(word, known, n=1)
    return f"did you mean '{close[0]}'" if close else f"known are: {', '.join(sorted(known)[:12])}"


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and str(step).isdigit() and int(step) < len(node.value):
        item = node.value[int(step)]
        return item.start_mark.line + 1, item
    return None
