"""Reads all modules of a course as authors wrote them, and finds the mistakes between their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wellfounded.authoring.lesson import HAND_IN, LESSON, Lesson, read_lesson
from wellfounded.content.activities import Activity
from wellfounded.content.activities.decision_path import DecisionPath
from wellfounded.content.activities.timeline import Timeline
from wellfounded.content.activity_file import FOLDER as ACTIVITY_FILES
from wellfounded.content.activity_file import read_activity_files
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.mistakes import Mistake, MistakesError, nearest
from wellfounded.content.section_places import HEADING


@dataclass(frozen=True)
class Module:
    """One `source/NN-slug`: its lesson, its cases and its activities, in Markdown."""

    lesson: Lesson
    cases: dict[str, Case]
    activities: dict[str, Activity]

    @property
    def name(self) -> str:
        """Return `NN-slug`."""
        return self.lesson.module

    @property
    def folder(self) -> Path:
        """Return the folder of its source files."""
        return self.lesson.path.parent

    def every_case(self) -> list[Case]:
        """Return the cases, each followed by its variants."""
        return [variant for case in self.cases.values() for variant in case.every_variant]

    @property
    def graded(self) -> bool:
        """Return whether it has graded cases; a module without them is not handed in."""
        return any(case.use == "graded" for case in self.cases.values())


def module_folders(course: Path) -> list[Path]:
    """Return the folders of the modules in `source/`, in the order of the course."""
    folders = sorted(path.parent for path in (course / "source").glob(f"*/{LESSON}"))
    if not folders:
        mistake = Mistake(course / "source", "folder", "no module is here", "run this in the root of the course")
        raise MistakesError([mistake])
    return folders


def read_modules(course: Path) -> list[Module]:
    """Read every module; MistakesError with all mistakes in them and between them."""
    modules, mistakes = [], []
    for folder in module_folders(course):
        module, module_mistakes = _read(folder)
        mistakes += module_mistakes
        if module:
            modules.append(module)
            mistakes += [*_consistency_mistakes(module), *_activity_mistakes(module)]
    mistakes += _repeated_case_ids(modules)
    if mistakes:
        raise MistakesError(mistakes)
    return modules


def _read(folder: Path) -> tuple[Module | None, list[Mistake]]:
    """Return the module; or None, with the mistakes in its lesson, its cases and its activities."""
    mistakes: list[Mistake] = []
    try:
        cases = read_module(folder)
    except MistakesError as error:
        mistakes += error.mistakes
    try:
        activities = read_activity_files(folder)
    except MistakesError as error:
        mistakes += error.mistakes
    try:
        lesson = read_lesson(folder / LESSON)
    except MistakesError as error:
        mistakes += error.mistakes
    return (None, mistakes) if mistakes else (Module(lesson, cases, activities), [])


def _consistency_mistakes(module: Module) -> Iterator[Mistake]:
    """Yield a mistake for each place where a module's lesson and cases do not agree."""
    lesson, path = module.lesson, module.lesson.path
    code = [cell.source for cell in lesson.cells if cell.kind == "code"]
    if module.graded and code[-1:] != [HAND_IN]:
        yield Mistake(path, "last cell", "the lesson cannot be handed in", f"let its last code cell be {HAND_IN}")
    shown = Counter(cell.case for cell in lesson.cells if cell.case)
    for cell in (cell for cell in lesson.cells if cell.case):
        if cell.case not in module.cases:
            yield Mistake(path, f"line {cell.line}", f"no case '{cell.case}'", nearest(cell.case, list(module.cases)))
        elif shown[cell.case] > 1:
            yield Mistake(path, f"line {cell.line}", f"'{cell.case}' is shown twice", "show each case once")
    for name, case in module.cases.items():
        file = module.folder / "cases" / f"{name}.yaml"
        if name not in shown:
            yield Mistake(file, "file", "no lesson shows this case", f'add a cell case("{name}") to {path}')
        for objective in case.objectives:
            if objective not in lesson.objectives:
                remedy = nearest(objective, list(lesson.objectives))
                yield Mistake(file, "objectives", f"unknown objective '{objective}'", remedy)


def _activity_mistakes(module: Module) -> Iterator[Mistake]:
    """Yield a mistake for each place where a module's lesson and activities do not agree."""
    path, shown = module.lesson.path, Counter(cell.activity for cell in module.lesson.cells if cell.activity)
    for cell in (cell for cell in module.lesson.cells if cell.activity):
        place, activity = f"line {cell.line}", module.activities.get(cell.activity)
        if activity is None:
            remedy = nearest(cell.activity, list(module.activities)) if module.activities else "write its file"
            yield Mistake(path, place, f"no activity '{cell.activity}' in {module.folder / ACTIVITY_FILES}", remedy)
        elif activity.kind != cell.shown_by:
            remedy = f'write {activity.kind}("{cell.activity}")'
            yield Mistake(path, place, f"'{cell.activity}' is of the kind '{activity.kind}'", remedy)
        elif shown[cell.activity] > 1:
            yield Mistake(path, place, f"'{cell.activity}' is shown twice", "show each activity once")
    for name, activity in module.activities.items():
        file = module.folder / ACTIVITY_FILES / f"{name}.yaml"
        if name not in shown:
            remedy = f'add a cell {activity.kind}("{name}") to {path}'
            yield Mistake(file, "file", "no lesson shows this activity", remedy)
        if isinstance(activity, Timeline) and activity.case:
            yield from _paper_mistakes(file, activity, module.cases)
        if name in module.cases:
            yield Mistake(file, "file", f"a case is called '{name}', too", "rename one")
        if isinstance(activity, DecisionPath):
            yield from _section_mistakes(activity, file, module.lesson)


def _section_mistakes(path: DecisionPath, file: Path, lesson: Lesson) -> Iterator[Mistake]:
    """Yield a mistake for each section that a path names and the lesson does not have."""
    headings = [heading for cell in lesson.cells if cell.kind == "markdown" for heading in HEADING.findall(cell.source)]
    for place, section in path.sections():
        if section not in headings:
            yield Mistake(file, place, f"no section '{section}' in {lesson.path}", nearest(section, headings))


def _paper_mistakes(file: Path, timeline: Timeline, cases: dict[str, Case]) -> Iterator[Mistake]:
    """Yield a mistake for each paper of a timeline that is none of its case's, or if it would give marks away."""
    if timeline.case not in cases:
        yield Mistake(file, "case", f"no case '{timeline.case}'", nearest(timeline.case, list(cases)))
        return
    case = cases[timeline.case]
    if case.use == "graded":
        yield Mistake(file, "case", f"'{timeline.case}' is graded, and a timeline is public", "lay out another file")
    titles = [document.title for document in case.documents]
    for number, entry in enumerate(timeline.entries):
        if entry.paper not in titles:
            problem = f"'{timeline.case}' has no paper '{entry.paper}'"
            yield Mistake(file, f"entries.{number}.paper", problem, nearest(entry.paper, titles))


def _repeated_case_ids(modules: list[Module]) -> Iterator[Mistake]:
    """Yield a mistake for each case id that two modules use: an id is unique in the course."""
    first: dict[str, Module] = {}
    for module in modules:
        for name in module.cases:
            other = first.setdefault(name, module)
            if other is not module:
                file = module.folder / "cases" / f"{name}.yaml"
                yield Mistake(file, "file", f"the case id '{name}' is used in {other.name} too", "rename one")
