"""Compiles what lessons import, in Python for browsers itself: bytecode is of one version of Python, and of no other.

Every lesson is opened once. What that imports is sent to a page at its start, with all of our own; what of others' our
modules name besides, be it in a function, comes after; and what is left of the standard library where it should be
needed (`in_browser/rest_of_python.py`).
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from types import CodeType

from wellfounded.launch.site.in_browser.rest_of_python import LIBRARY, MORE

EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file in a zip
OURS = "wellfounded/"
BUILD = f"{OURS}launch/site/at_build/"
LEFT_OUT = f"{OURS}launch/site/in_browser/left_out.py"
NOT_PYTHONS = ("js", "pyodide")  # names that only a browser's Python has
STANDARD = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"  # where Pyodide keeps its library

Files = dict[str, bytes]


def compiled(packages: str, opened: set[str]) -> tuple[bytes, bytes, bytes, str]:
    """Return zips of bytecode: the library and packages that a page starts with, and more; then the names of the first.

    `packages` is the folder of packages, `opened` what is imported once every lesson was opened.
    """
    files = _files(Path(packages))
    with zipfile.ZipFile(STANDARD) as archive:
        library = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    first = _those_of(opened, files | library)
    _import_all_named(files)
    named = _those_of(imported(), files | library)
    own = {name for name in files if name.startswith(OURS) and (name in named or not name.endswith(".py"))}
    start, more = first | own, named - first - own
    left_out = {MORE: _modules(more), LIBRARY: _modules(set(library) - start - more)}
    files[LEFT_OUT] = f"NAMES = {left_out}\n".encode()
    return (
        _zipped({name: library[name] for name in start if name not in files}),
        _zipped({name: files[name] for name in start if name in files and not name.startswith(BUILD)}),
        _zipped({name: (files | library)[name] for name in more}, zipfile.ZIP_DEFLATED),
        json.dumps(_modules(first)),
    )


def imported() -> set[str]:
    """Return which modules are imported, but for those that are part of Python's own file."""
    return {name for name, module in sys.modules.items() if getattr(module.__spec__, "origin", "") != "frozen"}


def _files(folder: Path) -> Files:
    """Return what is in a folder, but for bytecode, by path."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _import_all_named(files: Files) -> None:
    """Import all that any of our imported modules names, be it in a function."""
    read: set[str] = set()
    while names := {name for name in _those_of(imported(), files) if name.startswith(OURS)} - read:
        read |= names
        for name in sorted(names):
            for needed in _named(ast.parse(files[name])):
                with suppress(ModuleNotFoundError):  # an author's: it is not among the packages
                    importlib.import_module(needed)


def _named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                modules = [each.name for each in names]
            case ast.ImportFrom(str(module), _, 0):
                modules = [module]
            case _:
                continue
        yield from (each for each in modules if not each.startswith(NOT_PYTHONS))


def _those_of(modules: set[str], files: Files) -> set[str]:
    """Return the names of those files that are one of these modules."""
    return {name for name in files if name.endswith(".py") and _module(name) in modules}


def _modules(names: set[str]) -> list[str]:
    return sorted(map(_module, names))


def _module(name: str) -> str:
    """Return the module of a file: a.b of a/b.py, and of a/b/__init__.py."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _zipped(files: Files, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip of files, and of modules their bytecode."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name in sorted(files):
            is_module = name.endswith(".py")
            content = _bytecode(name, files[name]) if is_module else files[name]
            archive.writestr(zipfile.ZipInfo(f"{name}c" if is_module else name, EPOCH), content, method)
    return data.getvalue()


def _bytecode(name: str, source: bytes) -> bytes:
    """Return what Python runs, to be believed without its source.

    Of others' modules no docstring is needed. Without them ours would start later: a dataclass that has none makes one.
    """
    optimize = 0 if name.startswith(OURS) else 2
    code = _without_lines(compile(source, name, "exec", dont_inherit=True, optimize=optimize))
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))


def _without_lines(code: CodeType) -> CodeType:
    """Leave out which line each step is of, which is a third of it: a traceback names functions then, and no lines."""
    parts = (_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(parts))
