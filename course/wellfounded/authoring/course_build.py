"""Builds modules: the notebook, what it shows, and the release; or reports which built files are stale."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from typing import Any

from wellfounded.authoring import glossary_lesson, objectives, review_lesson, training
from wellfounded.authoring.case_schema import SCHEMA, schema
from wellfounded.authoring.comparison import comparison_data
from wellfounded.authoring.interview_rules import interview_mistakes
from wellfounded.authoring.lesson_notebook import notebook
from wellfounded.authoring.module import Module, module_folders, read_modules
from wellfounded.authoring.nbgrader_release import release_files
from wellfounded.authoring.reading_key import reading_key
from wellfounded.authoring.sittings import sittings
from wellfounded.content.activities import ACTIVITIES, public_activities
from wellfounded.content.activity_file import rendered_activity
from wellfounded.content.case import CASES, COMPARISON, TOP, Case, public_part
from wellfounded.content.case_file import rendered
from wellfounded.content.mistakes import MistakesError
from wellfounded.content.section_places import with_places
from wellfounded.content.sittings import Sitting
from wellfounded.i18n.messages import english

CONTEXT_LINES = 2  # around each difference that `check` shows
Files = dict[Path, bytes]  # the contents of built files, by path from the course


@english()
def build(course: Path, only: str = "") -> list[str]:
    """Build every module, or those whose name starts with `only`; return the paths that changed.

    MistakesError where a file cannot be read, or where an interview gives its points away.
    """
    modules = read_modules(course)
    if mistakes := [*interview_mistakes([module for module in modules if module.name.startswith(only)])]:
        raise MistakesError(mistakes)
    changed = _write(course, _shared_files(modules))
    for module in modules:
        if module.name.startswith(only):
            files = _module_files(course, module)
            changed += _write(course, files, list(_leftovers(course, module.name, files)))
    return changed + _write(course, _training_file(course, modules))


@english()
def check(course: Path) -> list[str]:
    """Return the difference of each committed file that a build would change; [] if all are up to date."""
    modules = read_modules(course)
    differences = _differences(course, _shared_files(modules))
    for module in modules:
        files = _module_files(course, module)
        differences += _differences(course, files)
        leftovers = _leftovers(course, module.name, files)
        differences += [f"{path}: is left over; run 'wellfounded build'" for path in leftovers]
    return differences + _differences(course, _training_file(course, modules))


def _shared_files(modules: Sequence[Module]) -> Files:
    """Return the files that belong to the whole course: the schema, the generated pages, the table of objectives."""
    pages = {
        glossary_lesson.PATH: glossary_lesson.glossary_page(modules),
        review_lesson.PATH: review_lesson.review_page(),
    }
    texts = {SCHEMA: schema(), objectives.PATH: objectives.table(modules), **pages}
    return {path: text.encode() for path, text in texts.items()}


def _training_file(course: Path, modules: Sequence[Module]) -> Files:
    """Return the tables for training officers, of which the hours stand in the lessons that were built before."""
    said = training.read_training(course)
    built = all((course / "source" / module.name / CASES).exists() for module in modules)
    return {training.PATH: training.table(course, modules, said).encode()} if said and built else {}


def watch(course: Path, only: str) -> Iterator[list[str] | Exception]:
    """Build once, then after every save in `source/`; yield the paths that changed, or the error."""
    from watchfiles import watch as watch_files

    folders = [folder for folder in module_folders(course) if folder.name.startswith(only)]
    yield _try_build(course, only)
    for changes in watch_files(*folders):
        if any(Path(path).suffix in (".md", ".yaml", ".svg") for _, path in changes):
            yield _try_build(course, only)


def _module_files(course: Path, module: Module) -> Files:
    """Return every file that the build makes from a module."""
    activities = {name: rendered_activity(activity) for name, activity in module.activities.items()}
    cases = {name: rendered(case) for name, case in module.cases.items()}
    cases = with_places(cases, activities.values(), module.lesson.shown)
    lesson_sittings = sittings(module.lesson, cases, activities)
    source = Path("source") / module.name
    lesson_notebook = notebook(module.lesson, cases, activities, lesson_sittings, reading_key(module))
    files = {
        source / f"{module.name}.ipynb": lesson_notebook.encode(),
        source / CASES: _cases_json(module, cases, lesson_sittings).encode(),
    }
    if activities:
        files[source / ACTIVITIES] = _json(public_activities(activities)).encode()
    with tempfile.TemporaryDirectory(prefix="wellfounded-") as scratch:
        shutil.copytree(module.folder, Path(scratch) / source)
        (Path(scratch) / source / ACTIVITIES).unlink(missing_ok=True)
        for path, data in files.items():
            (Path(scratch) / path).write_bytes(data)
        released = release_files(course, Path(scratch), module.name)
    return {**files, **{Path("release") / module.name / path: data for path, data in released.items()}}


def _cases_json(module: Module, cases: dict[str, Case], lesson_sittings: Sequence[Sitting]) -> str:
    """Return `cases.json`: facts about the lesson, and the public parts of its cases, in the lesson's order."""
    lesson = module.lesson
    cases_shown = [public_part(cases[cell.case]) for cell in lesson.cells if cell.case]
    minutes = sum(sitting.minutes for sitting in lesson_sittings)
    values = (module.name, lesson.title, minutes, [*map(asdict, lesson_sittings)], lesson.objectives, cases_shown)
    document: dict[str, Any] = dict(zip(TOP, values, strict=True))
    if any(cell.compared_countries for cell in lesson.cells):
        document[COMPARISON] = comparison_data()
    return _json(document)


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _write(course: Path, files: Files, leftovers: Sequence[Path] = ()) -> list[str]:
    """Write built files, and remove the leftovers of an earlier build; return the paths that changed."""
    changed = [path for path, data in files.items() if _on_disk(course / path) != data]
    for path in changed:
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_bytes(files[path])
    for path in leftovers:
        (course / path).unlink()
    return [path.as_posix() for path in (*changed, *leftovers)]


def _try_build(course: Path, only: str) -> list[str] | Exception:
    try:
        return build(course, only)
    except Exception as error:  # noqa: BLE001 (a watch goes on after any mistake of an author)
        return error


def _leftovers(course: Path, name: str, files: Files) -> Iterator[Path]:
    for path in [course / "source" / name / ACTIVITIES, *sorted((course / "release" / name).rglob("*"))]:
        if path.is_file() and path.relative_to(course) not in files:
            yield path.relative_to(course)


def _on_disk(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _differences(course: Path, files: Files) -> list[str]:
    return [_difference(course, path, data) for path, data in files.items() if _on_disk(course / path) != data]


def _difference(course: Path, path: Path, data: bytes) -> str:
    before = (_on_disk(course / path) or b"").decode(errors="replace").splitlines()
    after = data.decode(errors="replace").splitlines()
    lines = unified_diff(before, after, f"{path} (as committed)", f"{path} (as built)", n=CONTEXT_LINES, lineterm="")
    return "\n".join(lines) or f"{path}: line ends differ"
