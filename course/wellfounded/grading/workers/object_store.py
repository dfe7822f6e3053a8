"""An object store that both this machine and its workers reach: the objects of one run, under a prefix of its own.

Whatever fsspec reads will do. Keys to the store are fsspec's to find, on each machine; none is ever sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from wellfounded.i18n.errors import UserError

PASSWORD = re.compile("://[^/@]*:[^/@]*@")  # also behind what fsspec chains, as in simplecache::
EXAMPLE = "s3://bucket/folder"
INSTALL = "Install it here and on every worker, for s3:// by: pip install s3fs"
REMEDY = "Look at the address, the network, and what fsspec is told of the store there (environment, configuration)."


class StoreError(UserError):
    """A machine cannot use the store; `problem` says why and what to do, and its subject is the machine."""

    @property
    def problem(self) -> str:
        """Return what follows the name of the machine."""
        return str(self.args[0])

    def __str__(self) -> str:
        """Return what is wrong with this machine."""
        return f"This machine {self.problem}"


def check_address(url: str) -> None:
    """Raise UserError for what is no address of a store, or holds a password."""
    if "://" not in url:
        raise UserError(f"--store {url}: name an address such as {EXAMPLE}.")
    if PASSWORD.search(url):
        raise UserError(
            "--store: leave the password out of the address, which every worker is told; see docs/cohorts.md."
        )


@dataclass(frozen=True)
class RunObjects:
    """The objects of a run, in the store at an address. StoreError where they cannot be reached."""

    url: str
    run: str

    def put(self, name: str, data: bytes) -> None:
        """Write an object, whole."""
        with self._named() as (files, root):
            files.pipe_file(f"{root}/{name}", data)

    def get(self, name: str) -> bytes:
        """Return an object."""
        with self._named() as (files, root):
            return bytes(files.cat_file(f"{root}/{name}"))

    def has(self, name: str) -> bool:
        """Return whether an object is there now."""
        with self._named() as (files, root):
            files.invalidate_cache()
            with suppress(FileNotFoundError):
                return bool(files.info(f"{root}/{name}"))
            return False

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        with self._named() as (files, root), suppress(FileNotFoundError):
            files.rm_file(f"{root}/{name}")

    def remove_all(self) -> None:
        """Remove all objects of the run."""
        with self._named() as (files, root), suppress(FileNotFoundError):
            files.invalidate_cache()
            files.rm(root, recursive=True)

    @contextmanager
    def _named(self) -> Iterator[tuple[Any, str]]:
        """Give the store's file system and the run's prefix; whatever goes wrong with them is a StoreError."""
        try:
            import fsspec

            local = {"auto_mkdir": True} if self.url.startswith(("file://", "local://")) else {}
            files, root = fsspec.core.url_to_fs(self.url, **local)
            yield files, f"{root.rstrip('/')}/{self.run}"
        except ImportError as error:
            raise StoreError(f"lacks a library for the store {self.url} ({error}). {INSTALL}") from error
        except Exception as error:  # each kind of store has errors of its own
            reason = str(error) or type(error).__name__
            raise StoreError(f"cannot use the store {self.url} ({reason}). {REMEDY}") from error
