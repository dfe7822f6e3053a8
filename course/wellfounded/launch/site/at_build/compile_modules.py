"""Compiles what lessons import, in Python for browsers itself: bytecode is of one version of Python, and of no other.

That is our modules which the page talks to, and all that any of them names, be it in a function. What is left of the
standard library is fetched where it should be needed (`in_browser/rest_of_python.py`).
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from types import CodeType

import wellfounded
from wellfounded.content.questions import kinds

EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file in a zip
OURS = "wellfounded/"
BUILD = f"{OURS}launch/site/at_build/"
BROWSER = f"{OURS}launch/site/in_browser/"
TALKED_TO = ("lesson_engine", "lesson_print")  # by the worker
UNNAMED = ("encodings.utf_8_sig",)  # an encoding that files are read in: no import names it
NOT_PYTHONS = ("js", "pyodide")  # names that only a browser's Python has
STANDARD = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"  # where Pyodide keeps its library

Files = dict[str, bytes]


def compiled(packages: str) -> tuple[bytes, bytes, str]:
    """Return zips of bytecode, of the library and of the packages, and as JSON which modules are in them.

    `packages` is the folder of packages.
    """
    files = _files(Path(packages))
    _import_all(files)
    imported = _imported()
    with zipfile.ZipFile(STANDARD) as archive:
        library = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    used = {name: data for name, data in library.items() if _module(name) in imported}
    own = {name: data for name, data in files.items() if _module(name) in imported or not name.endswith(".py")}
    own[f"{BROWSER}left_out.py"] = f"NAMES = frozenset({_modules(library, used)})\n".encode()
    sent = {name: data for name, data in own.items() if not name.startswith(BUILD)}
    return _zipped(used), _zipped(sent), json.dumps(_modules(used | sent, ()))


def _imported() -> set[str]:
    """Return which modules are imported, but for those that are part of Python's own file."""
    return {name for name, module in sys.modules.items() if getattr(module.__spec__, "origin", "") != "frozen"}


def _modules(files: Files, less: Iterable[str]) -> list[str]:
    return sorted(_module(name) for name in files if name.endswith(".py") and name not in less)


def _files(folder: Path) -> Files:
    """Return what is in a folder, but for bytecode, by path."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _import_all(files: Files) -> None:
    """Import what the worker talks to, and all that any of our imported modules names, be it in a function."""
    for name in (*(_module(f"{BROWSER}{name}.py") for name in TALKED_TO), *UNNAMED):
        importlib.import_module(name)
    kinds()
    for name in wellfounded.__all__:
        getattr(wellfounded, name)
    read: set[str] = set()
    ours = {_module(name): name for name in files if name.startswith(OURS) and name.endswith(".py")}
    while names := {ours[module] for module in _imported() & set(ours)} - read:
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


def _module(name: str) -> str:
    """Return the module of a file: a.b of a/b.py, and of a/b/__init__.py."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _zipped(files: Files) -> bytes:
    """Return a zip of files, and of modules their bytecode. Nothing in it is compressed: all of it is, together."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in sorted(files):
            is_module = name.endswith(".py")
            content = _bytecode(name, files[name]) if is_module else files[name]
            archive.writestr(zipfile.ZipInfo(f"{name}c" if is_module else name, EPOCH), content)
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
