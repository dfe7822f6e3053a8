"""Python for browsers as the build packs it: small, the same answers as at home, and each learner's own."""

import gzip
import json
import os
from pathlib import Path

import pytest

from tests.launch.site.conftest import ENGINE, unpacked, version_folder
from wellfounded.launch.site.at_build.sample_scores import scores
from wellfounded.launch.site.engine_build import SCORES, run

OWN = """
import json, os, random, uuid
from datetime import datetime
from wellfounded.launch.site.in_browser import lesson_engine

os.makedirs("/course/release")
lesson_engine.lay_out({})
offset = datetime(2026, 7, 1, 12).astimezone().utcoffset().total_seconds() / 3600
json.dumps({"id": str(uuid.uuid4()), "number": random.random(), "offset": offset})
"""


@pytest.fixture(scope="session")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return what the course's Python starts with, and a picture of its memory, unpacked."""
    folder = tmp_path_factory.mktemp("engine")
    engine = version_folder(site) / "engine"
    (folder / "python").write_bytes(unpacked(engine / "python.zst"))
    (folder / "snapshot").write_bytes(gzip.decompress((engine / "snapshot.gz").read_bytes()))
    return {name: folder / name for name in ("python", "snapshot")}


@pytest.mark.parametrize("picture", [[], ["snapshot"]], ids=["anew", "from a picture"])
def test_every_kind_scores_and_says_the_same_as_at_home(packed: dict[str, Path], picture: list[str]) -> None:
    """Every sample of every kind, in Python for browsers and in this one."""
    there = json.loads(run("run", ENGINE, packed["python"], SCORES, *(packed[name] for name in picture)))
    here = json.loads(scores())
    assert len(here) > 50
    assert there == here


def test_from_one_picture_every_learner_has_other_numbers_and_the_time_of_where_they_are(
    packed: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.py").write_text(OWN)
    learners = []
    for zone in ("Asia/Tokyo", "America/Bogota"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        learners.append(json.loads(run("run", ENGINE, packed["python"], tmp_path / "own.py", packed["snapshot"])))
    one, other = learners
    assert one["id"] != other["id"]
    assert one["number"] != other["number"]
    assert (one["offset"], other["offset"]) == (9, -5)


def test_what_a_page_needs_of_python_before_its_first_question_is_small(site: Path) -> None:
    """From a host that compresses nothing: without what the build leaves out and packs, these were 15 MB."""
    names = ("pyodide.asm.wasm.zst", "python.zst", "lessons.zst", "zstd.wasm.gz")
    assert sum((version_folder(site) / "engine" / name).stat().st_size for name in names) < 4_450_000
