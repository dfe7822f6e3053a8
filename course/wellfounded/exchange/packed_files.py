"""Files packed for another platform: the same files make the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file: nothing changes where no text does


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """Return a zip of files by their names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            content = files[name]
            whole = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name, EPOCH), whole, zipfile.ZIP_DEFLATED, 9)
    return data.getvalue()
