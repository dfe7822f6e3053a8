"""Builds modules: the notebook, `cases.json` and the release; or says what has gone stale."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from wellfounded.authoring import glossary_lesson, objectives, review_lesson
from wellfounded.authoring.case_schema import SCHEMA, schema
from wellfounded.authoring.comparison import compared
from wellfounded.authoring.lesson_notebook import notebook
from wellfounded.authoring.module import Module, folders, read_modules
from wellfounded.authoring.nbgrader_release import release
from wellfounded.content.case import CASES, COMPARISON, TOP, Case, public_part
from wellfounded.content.case_file import rendered
from wellfounded.i18n.messages import english

CONTEXT = 2  # lines around each difference that `check` shows
Files = dict[Path, bytes]  # what a build writes, by its path in the course


@english()
def build(course: Path, only: str = "") -> list[str]:
    """Build every module, or those whose name starts with `only`; return the paths that changed."""
    modules = read_modules(course)
    changed = write(course, shared(modules))
    for module in modules:
        if module.name.startswith(only):
            files = built(course, module)
            changed += write(course, files, list(_left_over(course, module.name, files)))
    return changed


@english()
def check(course: Path) -> list[str]:
    """Return a difference for each committed file that a build would change; none when all is fresh."""
    modules = read_modules(course)
    found = _differences(course, shared(modules))
    for module in modules:
        files = built(course, module)
        found += _differences(course, files)
        found += [f"{path}: is left over; run 'wellfounded build'" for path in _left_over(course, module.name, files)]
    return found


def shared(modules: Sequence[Module]) -> Files:
    """Return the files of no one module: the schema, the pages without a source, the table of objectives."""
    pages = {glossary_lesson.PATH: glossary_lesson.glossary(modules), review_lesson.PATH: review_lesson.review_page()}
    texts = {SCHEMA: schema(), objectives.PATH: objectives.table(modules), **pages}
    return {path: text.encode() for path, text in texts.items()}


def watch(course: Path, only: str) -> Iterator[list[str] | Exception]:
    """Build once, then after every save in `source/`; yield what changed, or the mistakes found."""
    from watchfiles import watch as saves

    written = [folder for folder in folders(course) if folder.name.startswith(only)]
    yield _attempt(course, only)
    for changes in saves(*written):
        if any(Path(path).suffix in (".md", ".yaml", ".svg") for _, path in changes):
            yield _attempt(course, only)


def built(course: Path, module: Module) -> Files:
    """Return every file that building a module makes."""
    cases = {name: rendered(case) for name, case in module.cases.items()}
    source = Path("source") / module.name
    files = {
        source / f"{module.name}.ipynb": notebook(module.lesson, cases).encode(),
        source / CASES: cases_json(module, cases).encode(),
    }
    with tempfile.TemporaryDirectory(prefix="wellfounded-") as scratch:
        shutil.copytree(module.folder, Path(scratch) / source)
        for path, data in files.items():
            (Path(scratch) / path).write_bytes(data)
        released = release(course, Path(scratch), module.name)
    return {**files, **{Path("release") / module.name / path: data for path, data in released.items()}}


def cases_json(module: Module, cases: dict[str, Case]) -> str:
    """Return the public copy of a module's cases, in the order in which the lesson shows them, and what it is about."""
    lesson = module.lesson
    shown = [public_part(cases[cell.case]) for cell in lesson.cells if cell.case]
    values = (module.name, lesson.title, lesson.minutes, lesson.objectives, shown)
    document: dict[str, Any] = dict(zip(TOP, values, strict=True))
    if any(cell.compared for cell in lesson.cells):
        document[COMPARISON] = compared()
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(course: Path, files: Files, left_over: Sequence[Path] = ()) -> list[str]:
    """Write what was built, and remove what an earlier build left; return the paths that changed."""
    changed = [path for path, data in files.items() if _on_disk(course / path) != data]
    for path in changed:
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_bytes(files[path])
    for path in left_over:
        (course / path).unlink()
    return [path.as_posix() for path in (*changed, *left_over)]


def _attempt(course: Path, only: str) -> list[str] | Exception:
    try:
        return build(course, only)
    except Exception as error:  # noqa: BLE001 (whatever an author typed, the watch goes on)
        return error


def _left_over(course: Path, name: str, files: Files) -> Iterator[Path]:
    for path in sorted((course / "release" / name).rglob("*")):
        if path.is_file() and path.relative_to(course) not in files:
            yield path.relative_to(course)


def _on_disk(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _differences(course: Path, files: Files) -> list[str]:
    return [_difference(course, path, data) for path, data in files.items() if _on_disk(course / path) != data]


def _difference(course: Path, path: Path, data: bytes) -> str:
    before = (_on_disk(course / path) or b"").decode(errors="replace").splitlines()
    after = data.decode(errors="replace").splitlines()
    lines = unified_diff(before, after, f"{path} (as committed)", f"{path} (as built)", n=CONTEXT, lineterm="")
    return "\n".join(lines) or f"{path}: line ends differ"
