"""Where a test keeps its journal."""

from pathlib import Path

import pytest

from wellfounded.journal.file import JOURNAL


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / JOURNAL
