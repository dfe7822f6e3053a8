"""Finds what must not be in a release: keys, feedback, and files that are not for learners."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES, COMPARISON, TOP, Case, from_public, plain, public_part, static
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.markdown import SCHEME
from wellfounded.content.release import allowed
from wellfounded.notebook.cells import CELLS

UNRESOLVED = re.compile(rf'(?:[(<"]|\]:)\s*({SCHEME}[\w-]+)', re.IGNORECASE)  # where a link says where it leads
SHORTEST = 12  # characters; anything shorter may stand in a text by chance


def leaks(source: Path, release: Path, notebook_name: str, nb: Any) -> list[str]:
    """Return, for each leak in a release about to be made, the file, what it holds and what to do."""
    written = read_module(source)
    cases = {name: rendered(case) for name, case in written.items()}
    secret = {text for each in (written, cases) for case in each.values() for text in secrets(case)}
    return [
        *_files(release, allowed(Path(notebook_name).stem, nb.cells)),
        *_public_cases(release / CASES, cases, secret),
        *_outputs(notebook_name, nb, cases),
        *_secrets(notebook_name, json.dumps(nb, ensure_ascii=False), secret),
        *_unresolved(notebook_name, json.dumps(nb, ensure_ascii=False)),
    ]


def secrets(case: Case) -> set[str]:
    """Return the texts of a graded case that no learner may see before the review."""
    return {text for text in _hidden(case) if len(text) >= SHORTEST} if case.use == "graded" else set()


def _hidden(item: Any, *, public: bool = True) -> Iterator[str]:
    if isinstance(item, str) and not public:
        yield item
    elif isinstance(item, list):
        for each in item:
            yield from _hidden(each, public=public)
    elif is_dataclass(item):
        for f in fields(item):
            if f.name not in ("authorities", "objectives"):  # a lesson cites and names them too
                yield from _hidden(getattr(item, f.name), public=bool(f.metadata.get("public")))


def _files(release: Path, named: set[str]) -> Iterator[str]:
    for path in sorted(release.rglob("*")):
        if path.is_file() and path.relative_to(release).as_posix() not in named:
            yield f"{path}: is not for learners; remove it from source/, or name it in the lesson if it is a picture."


def _public_cases(path: Path, cases: dict[str, Case], secret: set[str]) -> Iterator[str]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        released = document.pop("cases")
    except (OSError, ValueError, KeyError) as error:
        yield f"{path}: cannot be read ({error}); run 'wellfounded build'."
        return
    if not document.keys() < {*TOP, COMPARISON}:
        yield f"{path}: holds more than {', '.join(TOP)}; run 'wellfounded build'."
    yield from _secrets(path.name, json.dumps(document, ensure_ascii=False), secret)
    yield from _unresolved(path.name, json.dumps(released, ensure_ascii=False))
    for each in released:
        case = cases.get(each.get("id"))
        if case is None or each != json.loads(json.dumps(public_part(case))):
            yield f"{path}: '{each.get('id')}' is not the public part of its case; run 'wellfounded build'."


def _outputs(name: str, nb: Any, cases: dict[str, Case]) -> Iterator[str]:
    """Yield each case or panel whose output is not its static text: a key could hide in it.

    What the lesson's own code shows, a chart for instance, is searched for keys like all other text.
    """
    for cell in nb.cells:
        case = cases.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        shown = [{**output.get("data", {}), "is": output.output_type} for output in cell.get("outputs", [])]
        panel = {**CELLS[cell.source](), "is": "display_data"} if cell.source in CELLS else None
        due = _static(case) if case else panel
        if due and shown != [due]:
            yield f"{name}: the output of cell '{cell.id}' is not what the build writes; run 'wellfounded build'."


def _static(case: Case) -> dict[str, str]:
    public = from_public(public_part(case))
    return {"text/html": static(public), "text/plain": plain(public), "is": "display_data"}


def _secrets(name: str, text: str, secret: set[str]) -> Iterator[str]:
    for each in sorted(secret):
        if json.dumps(each, ensure_ascii=False)[1:-1] in text:
            yield f"{name}: holds “{each[:40]}…” of a graded key; take it out of the lesson."


def _unresolved(name: str, text: str) -> Iterator[str]:
    for each in UNRESOLVED.findall(text):
        yield f"{name}: '{each}' leads nowhere; write [words]({SCHEME}key), and run 'wellfounded build'."
