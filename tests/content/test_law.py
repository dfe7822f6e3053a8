"""The register of sources says of each how it was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wellfounded.content import law
from wellfounded.content.law import DEPTHS, MARKS, Authority, authorities

ENTRY = "key:\n  title: An Act\n  address: https://example.org/act\n  checked_on: 2026-11-30\n  checked: {}\n"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Read a register from a folder of the test's own."""
    monkeypatch.setattr(law, "HERE", tmp_path)
    authorities.cache_clear()
    yield tmp_path / "authorities.yaml"
    authorities.cache_clear()


@pytest.mark.parametrize(
    ("level", "said"), [("text", "write one of official, copy, quoted"), ("quoted", "say in 'read_in' which work")]
)
def test_an_entry_that_says_too_little_is_named(register: Path, level: str, said: str) -> None:
    register.write_text(ENTRY.format(level))
    with pytest.raises(ValueError, match=f"authorities.yaml: key: .*{said}"):
        authorities()


@pytest.mark.parametrize("level", DEPTHS)
def test_the_trust_in_a_source_says_the_level_the_copy_and_the_day(level: str) -> None:
    source = Authority(
        title="T", address="https://a.org/b", checked_on="2026-11-30", checked=level, read_in="a copy of 2018"
    )
    assert source.trust() == f"{DEPTHS[level]} (a copy of 2018), 2026-11-30"


def test_every_level_has_a_mark_of_its_own() -> None:
    assert list(MARKS) == list(DEPTHS)
    assert len(set(MARKS.values())) == len(MARKS)
