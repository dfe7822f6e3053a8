"""What every page that we print bears in its head, by which it is known again under any name."""

from __future__ import annotations

from pathlib import Path

# A browser that obeys this loads nothing, whatever stands in the page, and runs no script.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def is_printed_page(path: Path) -> bool:
    """Return whether a file is one of our prints, which may be written under any name."""
    if path.is_symlink() or path.suffix != ".html" or not path.is_file():
        return False
    with path.open("rb") as file:
        return f'content="{POLICY}"'.encode() in file.read(2000)
