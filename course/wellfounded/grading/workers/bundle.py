"""Files, and what names them, on their way to a machine that lacks the course: each has its own folder for them.

A file at `/srv/course/a` is laid at `srv/course/a` in that folder, and every path in a job or an item leads there.
"""

from __future__ import annotations

import gzip
import io
import os
import pickle
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import cloudpickle

from wellfounded.i18n.errors import UserError

PRIVATE = 0o600  # the mode of what is sent to be read


class BundleError(UserError):
    """An object of a run is not what was put into the store."""


class Entry(NamedTuple):
    """A file, or a folder where `data` is None."""

    name: str
    mode: int
    data: bytes | None


def name_of(path: Path) -> str:
    """Return the name under which a file goes."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (no link is followed)
    return whole.relative_to(whole.anchor).as_posix()


def packed(entries: Iterable[Entry]) -> bytes:
    """Return files as one object."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1, format=tarfile.PAX_FORMAT) as tar:
        for entry in entries:
            about = tarfile.TarInfo(entry.name)
            about.mode, about.size = entry.mode, len(entry.data or b"")
            about.type = tarfile.DIRTYPE if entry.data is None else tarfile.REGTYPE
            tar.addfile(about, io.BytesIO(entry.data or b""))
    return buffer.getvalue()


def unpacked(data: bytes) -> Iterator[Entry]:
    """Yield the files of an object; BundleError for a link, or a name that leads elsewhere."""
    try:
        # Unzipped whole first: so its checksum is looked at before any file is laid.
        with tarfile.open(fileobj=io.BytesIO(gzip.decompress(data)), mode="r:") as tar:
            for about in tar:
                name = PurePosixPath(about.name)
                if name.is_absolute() or ".." in name.parts or not (about.isreg() or about.isdir()):
                    raise BundleError(f"The store holds what this run did not put there: {about.name}.")
                file = tar.extractfile(about)
                yield Entry(about.name, about.mode, file.read() if file else None)
    except (tarfile.TarError, zlib.error, OSError, EOFError) as error:
        raise BundleError(f"What the store holds of this run is damaged ({error}). Run it again.") from error


def gathered(folder: Path) -> Iterator[Entry]:
    """Yield all that is in a folder, folders before what is in them."""
    for path in sorted(folder.rglob("*")):
        yield Entry(
            path.relative_to(folder).as_posix(), path.stat().st_mode, path.read_bytes() if path.is_file() else None
        )


def lay(entries: Iterable[Entry], folder: Path) -> list[Path]:
    """Write files and folders into a folder, in which none of these files is; return the files."""
    files = []
    for entry in entries:
        path = folder / entry.name
        if entry.data is None:
            if not path.is_dir():
                path.mkdir(parents=True)
                path.chmod(entry.mode & 0o2777)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(entry.data)
        path.chmod(entry.mode & 0o777)
        files.append(path)
    return files


def with_names(value: Any) -> bytes:
    """Return a value pickled, its absolute paths by their names in a bundle."""
    buffer = io.BytesIO()
    _Pickler(buffer).dump(value)
    return buffer.getvalue()


def with_paths(data: bytes, folder: Path) -> Any:
    """Return a value that `with_names` pickled; its paths lead into a folder."""
    return _Unpickler(io.BytesIO(data), folder).load()


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]  # as dask does: a report's questions have classes made at run time
    def persistent_id(self, obj: Any) -> str | None:
        return name_of(obj) if isinstance(obj, Path) and obj.is_absolute() else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file)
        self._folder = folder

    def persistent_load(self, pid: str) -> Path:
        return self._folder / pid
