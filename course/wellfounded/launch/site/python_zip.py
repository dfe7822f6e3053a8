"""The Python of a learner, as text: the course's own packages that a lesson needs, and the few that they need."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import wellfounded
from wellfounded.content.activities.day_count import holidays_of

PACKAGE = Path(wellfounded.__file__).parent
IN_BROWSER = PACKAGE / "launch" / "site" / "in_browser"
# What stands in the place of a module where a page draws the views; see in_browser/.
OTHERS = {
    "notebook/widgets/base.py": "view_base.py",
    "notebook/widgets/shown.py": "shown.py",
    "notebook/widgets/marking.py": "marking.py",
    "content/markdown.py": "markdown.py",
}
PAGE_WORDS = PACKAGE / "launch" / "site" / "static" / "page_words.js"  # what a page says, for Python to translate
# The same for other packages, which are large, or take long to import, for what a page needs of them.
STAND_INS = {"filelock.py": "file_lock.py", "traitlets.py": "traits.py"}
TYPING = '"""All that is newer than some Python was made for, which this one has."""\n\nfrom typing import *\n'
# What a lesson imports of the course: packages, what of them it does not, and what it does of others.
OWN = tuple(f"{name}/" for name in ("assessment", "content", "i18n", "journal", "learner", "notebook", "render"))
LEFT_OUT = ("content/law", "i18n/catalogue.py")
TAKEN = (
    "__init__.py",
    *("launch/__init__.py", "launch/site/__init__.py", "launch/site/in_browser", "launch/site/at_build"),
    *("grading/__init__.py", "grading/marked_lesson.py", "grading/submission.py", "grading/names.py"),
    *("content/law/__init__.py",),
)
NEEDED = ("dacite", "fsrs", "hijridate", "markupsafe", "persiantools")
NEEDED_IN_PART = {
    "python-dateutil": (
        "dateutil/__init__.py",
        "dateutil/_common.py",
        "dateutil/_version.py",
        "dateutil/relativedelta.py",
    ),
    "six": ("six.py",),
}
HOLIDAY_YEARS = range(2010, 2051)
HOLIDAYS = '''"""The public holidays that lessons reckon with, taken by the build from the package of this name."""

from datetime import date

DAYS = {days}


def country_holidays(country, subdiv=None):
    """Return the days of a country, or of a part of one."""
    return frozenset(map(date.fromisoformat, DAYS[f"{{country}}-{{subdiv}}" if subdiv else country]))
'''
EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file in a zip


def python_files(holiday_places: Iterable[str]) -> dict[str, bytes]:
    """Return the files by name. The places are those whose holidays an activity reckons with: CA-ON, for instance."""
    files = {**dict(_own()), **dict(_needed())}
    texts = {name: path.read_bytes() for name, path in files.items()}
    made = {"holidays.py": _holidays(holiday_places), "typing_extensions.py": TYPING}
    return {**texts, **{name: text.encode() for name, text in made.items()}}


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by their names, none of them compressed."""
    return zipped(files, zipfile.ZIP_STORED)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of files by their names: the same files make the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], method, 9)
    return data.getvalue()


def _own() -> Iterator[tuple[str, Path]]:
    """Yield our own modules, by their place in the file."""
    for path in PACKAGE.rglob("*"):
        name = path.relative_to(PACKAGE).as_posix()
        taken = name.startswith(TAKEN) or (name.startswith(OWN) and not name.startswith(LEFT_OUT))
        if path.is_file() and path.suffix in (".py", ".mo", ".css") and taken:
            yield f"wellfounded/{name}", path
    yield f"wellfounded/launch/site/in_browser/{PAGE_WORDS.name}", PAGE_WORDS
    for module, other in OTHERS.items():
        yield f"wellfounded/{module}", IN_BROWSER / other
    for module, other in STAND_INS.items():
        yield module, IN_BROWSER / other


def _needed() -> Iterator[tuple[str, Path]]:
    """Yield the modules of other packages, by their place in the file."""
    for package in (*NEEDED, *NEEDED_IN_PART):
        installed = distribution(package)
        for file in installed.files or ():
            name = file.as_posix()
            if PurePosixPath(name).suffix == ".py" and _is_needed(package, name):
                yield name, Path(str(installed.locate_file(file)))


def _is_needed(package: str, name: str) -> bool:
    if package in NEEDED_IN_PART:
        return name in NEEDED_IN_PART[package]
    return not name.startswith((".", "__pycache__"))


def _holidays(places: Iterable[str]) -> str:
    """Return what stands in for the package `holidays`, which is larger than all else: its days, for a few places."""
    days = {
        place: [day.isoformat() for year in HOLIDAY_YEARS for day in sorted(holidays_of(place, year))]
        for place in sorted(places)
    }
    return HOLIDAYS.format(days=json.dumps(days))
