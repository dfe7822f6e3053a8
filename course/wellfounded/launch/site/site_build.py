"""Builds the course as a folder of plain web pages that any web host can serve, from `release/` alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup

from wellfounded.authoring.module import read_modules
from wellfounded.content import release
from wellfounded.content.activities import ACTIVITIES, activities_in
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.case import CASES
from wellfounded.content.case_file import rendered
from wellfounded.content.release import KIT
from wellfounded.i18n.errors import UserError
from wellfounded.launch.kit_zip import gradebook_dates
from wellfounded.launch.lesson_handlers import LessonName, number_of
from wellfounded.launch.site.engine_build import DECODER, NEEDED, engine_files, packed
from wellfounded.launch.site.icons import icon_files
from wellfounded.launch.site.in_browser.key_file import NAME as KEYS
from wellfounded.launch.site.lesson_html import PAGE, LessonText, lesson_page, read_lesson
from wellfounded.launch.site.print_zip import NAME as PRINT
from wellfounded.launch.site.print_zip import print_zip
from wellfounded.launch.site.python_zip import PAGE_WORDS, stored_zip
from wellfounded.launch.site.site_version import UNNAMED, VERSION_LIST, WORKER, name_version
from wellfounded.learner.dates import KIT_DATES
from wellfounded.learner.lessons import STATED

STATIC = Path(__file__).with_name("static")  # made by bundle.js
STAYS = ("begin.js", "manifest.json", "mark.svg", WORKER)  # is found at the same address in every version
LESSONS, NAMES = "lessons", "lessons.json"
MADE = (VERSION_LIST, WORKER)  # what a folder holds that was written by this before
BEGIN = Markup('<!DOCTYPE html>\n<meta charset="utf-8">\n<title>Well-Founded</title>\n')
FIRST = BEGIN + Markup('<meta http-equiv="refresh" content="0; url={0}">\n<p><a href="{0}">Well-Founded</a></p>\n')


class SiteError(UserError):
    """Why the site was not built, and what to do."""


def build_site(
    course: Path, folder: Path, engine: Path, say: Callable[[str], None], *, keys: bool = True, binder: str = ""
) -> None:
    """Write the site into `folder`, which is new or was written by this before.

    `engine` is the folder of Pyodide's package. Without `keys` a lesson that is handed in becomes a file for an
    instructor. `binder` is the address at which a Binder service builds the course, if one does.
    """
    _check(course, folder, engine)
    lessons = [read_lesson(path / f"{path.name}.ipynb") for path in release.lessons(course)]
    if folder.exists():
        shutil.rmtree(folder)
    inside = folder / UNNAMED  # what is of one version alone
    inside.mkdir(parents=True)
    _write_static(folder, inside)
    say("Python's engine")
    _write_engine(inside / "engine", engine, course, _lesson_files(course, lessons, keys=keys))
    for lesson in lessons:
        say(lesson.title)
        _write_lesson(course, folder, lesson, binder)
        (inside / lesson.module).mkdir()
        (inside / lesson.module / PRINT).write_bytes(print_zip(course / release.RELEASE / lesson.module, lesson))
    if keys:
        _write_keys(course, inside)
    (inside / NAMES).write_text(json.dumps(_names(lessons)), encoding="utf-8")
    (folder / PAGE).write_text(FIRST.format(f"{lessons[0].module}/{PAGE}"), encoding="utf-8")
    name_version(folder)


def _write_static(folder: Path, inside: Path) -> None:
    """Write scripts, styles and icons: what stays at its address beside the pages, all else inside."""
    for path in sorted({*STATIC.iterdir()} - {PAGE_WORDS, DECODER}):
        shutil.copyfile(path, (folder if path.name in STAYS else inside) / path.name)
    for name, picture in icon_files().items():
        (folder / name).write_bytes(picture)


def _write_engine(folder: Path, engine: Path, course: Path, lessons: dict[str, bytes]) -> None:
    """Write Python for browsers, and what it reads of the lessons."""
    folder.mkdir()
    files = engine_files(engine, _holiday_places(course)) | packed(engine, {LESSONS: stored_zip(lessons)})
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _check(course: Path, folder: Path, engine: Path) -> None:
    if not release.lessons(course):
        raise SiteError(f"{course / release.RELEASE} holds no lessons. Run 'wellfounded build' in the course's folder.")
    missing = [name for name in NEEDED if not (engine / name).is_file()]
    if missing:
        raise SiteError(f"{engine} lacks {', '.join(missing)}. Run 'npm --prefix course ci', which fetches them.")
    if folder.exists() and any(folder.iterdir()) and not all((folder / name).is_file() for name in MADE):
        raise SiteError(f"{folder} holds other files, and was left as it is. Name a new folder: --to FOLDER.")


def _write_lesson(course: Path, folder: Path, lesson: LessonText, binder: str) -> None:
    released, page = course / release.RELEASE / lesson.module, folder / lesson.module
    page.mkdir()
    (page / PAGE).write_text(lesson_page(lesson, UNNAMED, binder), encoding="utf-8")
    shutil.copyfile(released / f"{lesson.module}.ipynb", page / f"{lesson.module}.ipynb")
    for file in release.files(released):
        if file.suffix in release.PICTURES:
            (page / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(released / file, page / file)


def _write_keys(course: Path, inside: Path) -> None:
    """Write the graded cases of each lesson, whole, into a file that is fetched when the lesson is handed in."""
    for module in read_modules(course):
        graded = [rendered(case) for case in module.cases.values() if case.use == "graded"]
        if graded:
            (inside / module.name / KEYS).write_text(json.dumps([asdict(case) for case in graded]), encoding="utf-8")


def _lesson_files(course: Path, lessons: list[LessonText], *, keys: bool) -> dict[str, bytes]:
    """Return by name what Python reads of the released lessons.

    Of a notebook that is which lesson it is; without keys, all of it: it goes into the file for an instructor.
    """
    files: dict[str, bytes] = {} if keys else {KIT: json.dumps(_about_cohort(course, lessons)).encode()}
    for lesson in lessons:
        folder = course / release.RELEASE / lesson.module
        given = [folder / name for name in (CASES, ACTIVITIES)]
        files |= {
            f"{release.RELEASE}/{lesson.module}/{path.name}": path.read_bytes() for path in given if path.is_file()
        }
        notebook = f"{lesson.module}/{lesson.module}.ipynb"
        about = {"metadata": {STATED: lesson.module, "title": lesson.title}, "cells": []}
        whole = (course / release.RELEASE / notebook).read_bytes()
        files[f"{release.RELEASE}/{notebook}"] = json.dumps(about).encode() if keys else whole
    return files


def _about_cohort(course: Path, lessons: list[LessonText]) -> dict[str, Any]:
    """Return what a kit says of itself: its lessons, and the due dates of a class."""
    dates = gradebook_dates(course)
    return {"lessons": [lesson.module for lesson in lessons], **({KIT_DATES: dates} if dates else {})}


def _holiday_places(course: Path) -> frozenset[str]:
    """Return the places whose holidays the lessons' clocks go by."""
    activities = (activity for lesson in release.lessons(course) for activity in activities_in(lesson).values())
    clocks = (clock for activity in activities if isinstance(activity, Deadlines) for clock in activity.clocks)
    return frozenset(clock.holidays for clock in clocks) - {""}


def _names(lessons: list[LessonText]) -> list[dict[str, str]]:
    return [
        asdict(
            LessonName(lesson.module, number_of(lesson.module), lesson.title, f"{lesson.module}/{lesson.module}.ipynb")
        )
        for lesson in lessons
    ]
