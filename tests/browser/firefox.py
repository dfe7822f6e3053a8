"""Finds a Firefox for the tests in a second engine, or fetches Debian's."""

from __future__ import annotations

import shutil
import sys

from tests import debian

REMEDY = "No Firefox was found, and none could be fetched. Install one, for instance: sudo apt install firefox-esr"


def system() -> str | None:
    """Return the path of the system's Firefox, if there is one."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def firefox() -> str:
    """Return the path of a Firefox; SystemExit with the remedy where there is none."""
    path = system() or (system() if debian.install("firefox-esr") else None)
    if path is None:
        raise SystemExit(REMEDY)
    return path


if __name__ == "__main__":
    sys.stdout.write(f"Tests in a second engine use {firefox()}\n")
