"""Finds what must not be in a release: keys, feedback, and files that are not for learners."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from wellfounded.content.activities import ACTIVITIES, public_activities
from wellfounded.content.activity_file import read_activity_files, rendered_activity
from wellfounded.content.case import CASES, COMPARISON, TOP, Case, from_public, public_part
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.markdown import SCHEME
from wellfounded.content.release import allowed
from wellfounded.content.section_places import with_places
from wellfounded.notebook.cells import CELLS
from wellfounded.render.case import one_line, static

UNRESOLVED = re.compile(rf'(?:[(<"]|\]:)\s*({SCHEME}[\w-]+)', re.IGNORECASE)  # the target of a link
MIN_LENGTH = 12  # characters; anything shorter may occur in a text by chance


def leaks(source: Path, release: Path, notebook_name: str, nb: Any) -> list[str]:
    """Return, for each leak in a release about to be made, the file, what it holds and what to do."""
    as_written = read_module(source)
    cases = _with_places({name: rendered(case) for name, case in as_written.items()}, source, nb)
    secrets = {text for case in [*as_written.values(), *cases.values()] for text in secret_texts(case)}
    notebook_text = json.dumps(nb, ensure_ascii=False)
    return [
        *_file_problems(release, allowed(Path(notebook_name).stem, nb.cells)),
        *_public_case_problems(release / CASES, cases, secrets),
        *_activity_problems(release / ACTIVITIES, source, secrets),
        *_output_problems(notebook_name, nb, cases),
        *_secret_problems(notebook_name, notebook_text, secrets),
        *_link_problems(notebook_name, notebook_text),
    ]


def _with_places(cases: dict[str, Case], source: Path, nb: Any) -> dict[str, Case]:
    """Return the cases with the places on paths that the sections of the notebook tell of, as the build gives them."""
    activities = read_activity_files(source).values()
    return with_places(cases, activities, [_shown(cell) for cell in nb.cells])


def _shown(cell: Any) -> tuple[str, str]:
    """Return the Markdown of a cell, or the case that it shows."""
    if cell.cell_type == "markdown":
        return cell.source, ""
    return "", cell.metadata.get("nbgrader", {}).get("grade_id", "")


def secret_texts(case: Case) -> set[str]:
    """Return the texts of a graded case that no learner may see before the review."""
    return {text for text in _hidden_texts(case) if len(text) >= MIN_LENGTH} if case.use == "graded" else set()


def _hidden_texts(value: Any, *, public: bool = True) -> Iterator[str]:
    if isinstance(value, str) and not public:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _hidden_texts(item, public=public)
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in ("authorities", "objectives"):  # a lesson cites and names them too
                yield from _hidden_texts(getattr(value, f.name), public=bool(f.metadata.get("public")))


def _file_problems(release: Path, allowed_names: set[str]) -> Iterator[str]:
    for path in sorted(release.rglob("*")):
        if path.is_file() and path.relative_to(release).as_posix() not in allowed_names:
            yield f"{path}: is not for learners; remove it from source/, or name it in the lesson if it is a picture."


def _public_case_problems(path: Path, cases: dict[str, Case], secrets: set[str]) -> Iterator[str]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        released = document.pop("cases")
    except (OSError, ValueError, KeyError) as error:
        yield f"{path}: cannot be read ({error}); run 'wellfounded build'."
        return
    if not document.keys() < {*TOP, COMPARISON}:
        yield f"{path}: holds more than {', '.join(TOP)}; run 'wellfounded build'."
    yield from _secret_problems(path.name, json.dumps(document, ensure_ascii=False), secrets)
    yield from _link_problems(path.name, json.dumps(released, ensure_ascii=False))
    for public in released:
        case = cases.get(public.get("id"))
        if case is None or public != json.loads(json.dumps(public_part(case))):
            yield f"{path}: '{public.get('id')}' is not the public part of its case; run 'wellfounded build'."


def _activity_problems(path: Path, source: Path, secrets: set[str]) -> Iterator[str]:
    written = {name: rendered_activity(activity) for name, activity in read_activity_files(source).items()}
    text = path.read_text(encoding="utf-8") if path.exists() else "{}"
    if json.loads(text) != json.loads(json.dumps(public_activities(written))):
        yield f"{path}: is not what the build writes; run 'wellfounded build'."
    yield from _secret_problems(path.name, text, secrets)
    yield from _link_problems(path.name, text)


def _output_problems(name: str, nb: Any, cases: dict[str, Case]) -> Iterator[str]:
    """Yield a message for each case or panel whose output is not its static text: a key could hide in it.

    What the lesson's own code shows, such as a chart, is searched for keys like all other text.
    """
    for cell in nb.cells:
        case = cases.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        outputs = [{**output.get("data", {}), "is": output.output_type} for output in cell.get("outputs", [])]
        panel = {**CELLS[cell.source](), "is": "display_data"} if cell.source in CELLS else None
        expected = _static_output(case) if case else panel
        if expected and outputs != [expected]:
            yield f"{name}: the output of cell '{cell.id}' is not what the build writes; run 'wellfounded build'."


def _static_output(case: Case) -> dict[str, str]:
    public = from_public(public_part(case))
    return {"text/html": static(public), "text/plain": one_line(public), "is": "display_data"}


def _secret_problems(name: str, text: str, secrets: set[str]) -> Iterator[str]:
    for secret in sorted(secrets):
        if json.dumps(secret, ensure_ascii=False)[1:-1] in text:
            yield f"{name}: holds “{secret[:40]}…” of a graded key; take it out of the lesson."


def _link_problems(name: str, text: str) -> Iterator[str]:
    for target in UNRESOLVED.findall(text):
        yield f"{name}: '{target}' leads nowhere; write [words]({SCHEME}key), and run 'wellfounded build'."
