"""The Python of a learner as one file: the course's own packages that a lesson needs, and the few that they need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import wellfounded

PACKAGE = Path(wellfounded.__file__).parent
WIDGETS = "wellfounded/notebook/widgets"
# What stands in the place of a module where a page draws the views; see in_browser/.
OTHERS = {"base.py": "view_base.py", "shown.py": "shown.py", "marking.py": "marking.py"}
LEFT_OUT = ("authoring", "grading", "launch", "content/law")  # what no lesson imports
TAKEN = (
    *("launch/__init__.py", "launch/site/__init__.py", "launch/site/in_browser"),
    *("grading/__init__.py", "grading/marked_lesson.py", "grading/submission.py", "grading/names.py"),
    *("content/law/__init__.py",),
)
NEEDED = ("dacite", "filelock", "fsrs", "hijridate", "markupsafe", "persiantools", "traitlets", "typing_extensions")
NEEDED_IN_PART = {
    "python-dateutil": ("dateutil/__init__.py", "dateutil/_common.py", "dateutil/_version.py", "dateutil/relativedelta.py"),
    "six": ("six.py",),
}
EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file in a zip


def python_zip(countries: Iterable[str]) -> bytes:
    """Return the file. `countries` are those whose holidays a lesson reckons with: CA, for instance."""
    files = {**dict(_own()), **dict(_needed(countries))}
    return zipped({name: path.read_bytes() for name, path in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by their names: the same files make the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)
    return data.getvalue()


def _own() -> Iterator[tuple[str, Path]]:
    """Yield our own modules, by their place in the file."""
    for path in PACKAGE.rglob("*"):
        name = path.relative_to(PACKAGE).as_posix()
        left_out = name.startswith(LEFT_OUT) and not name.startswith(TAKEN)
        if path.is_file() and path.suffix in (".py", ".mo", ".css") and not left_out:
            yield f"wellfounded/{name}", path
    yield f"{WIDGETS}/static/page.js", PACKAGE / "launch" / "site" / "static" / "page.js"
    for module, other in OTHERS.items():
        yield f"{WIDGETS}/{module}", PACKAGE / "launch" / "site" / "in_browser" / other


def _needed(countries: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Yield the modules of other packages, by their place in the file."""
    for package in (*NEEDED, *NEEDED_IN_PART, "holidays"):
        installed = distribution(package)
        for file in installed.files or ():
            name = file.as_posix()
            if PurePosixPath(name).suffix == ".py" and _is_needed(package, name, countries):
                yield name, Path(str(installed.locate_file(file)))


def _is_needed(package: str, name: str, countries: Iterable[str]) -> bool:
    if package in NEEDED_IN_PART:
        return name in NEEDED_IN_PART[package]
    if package != "holidays":
        return not name.startswith((".", "__pycache__"))
    return name.startswith("holidays/") and _is_holiday_of(name, countries)


def _is_holiday_of(name: str, countries: Iterable[str]) -> bool:
    """Tell whether a module of `holidays` is one that all countries share, or of one of these."""
    place = PurePosixPath(name).parts[1:]
    if place[0] not in ("countries", "financial", "locale"):
        return True
    return place[0] == "countries" and place[-1] in ("__init__.py", *(f"{country}.py" for country in countries))
