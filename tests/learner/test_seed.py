"""A lesson's journal gets one seed, before the first graded case that has variants is drawn."""

import json
from pathlib import Path

import pytest

from tests.variants_told import case_with_variants
from wellfounded.content.case import CASES, Case, public_part
from wellfounded.journal.file import JOURNAL, Event, replay
from wellfounded.learner.dates import COURSE_ID
from wellfounded.learner.seed import HUB_USER, READER, keep_seed

MODULE = "01-one"


@pytest.fixture(autouse=True)
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (HUB_USER, READER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(COURSE_ID, "law-2027")


def lesson(folder: Path, *cases: Case) -> Path:
    home = folder / MODULE
    home.mkdir(parents=True)
    (home / CASES).write_text(json.dumps({"module": MODULE, "cases": [public_part(case) for case in cases]}))
    return home


def events(home: Path) -> list[Event]:
    return replay(home / JOURNAL).events


def test_it_is_written_once_and_names_its_lesson_so_that_it_can_be_taken_elsewhere(tmp_path: Path) -> None:
    home = lesson(tmp_path, case_with_variants())
    keep_seed(case_with_variants(), home)
    keep_seed(case_with_variants(), home)
    (seed,) = events(home)
    assert (seed["event"], seed["module"], len(seed["response"])) == ("seed", MODULE, 16)


def test_two_learners_have_different_ones(tmp_path: Path) -> None:
    homes = [lesson(tmp_path / name, case_with_variants()) for name in ("ada", "bo")]
    for home in homes:
        keep_seed(case_with_variants(), home)
    assert events(homes[0])[0]["response"] != events(homes[1])[0]["response"]


def test_on_a_hub_it_follows_from_who_one_is_there_and_in_which_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seed_of(user: str, course: str, place: str) -> str:
        monkeypatch.setenv(HUB_USER, user)
        monkeypatch.setenv(COURSE_ID, course)
        home = lesson(tmp_path / place, case_with_variants())
        keep_seed(case_with_variants(), home)
        return str(events(home)[0]["response"])

    ada = seed_of("ada", "law-2027", "first")
    assert seed_of("ada", "law-2027", "after a lost home") == ada
    assert seed_of("bo", "law-2027", "a neighbour") != ada
    assert seed_of("ada", "law-2028", "another term") != ada


def test_nothing_is_written_for_practice_or_where_there_is_one_variant(tmp_path: Path) -> None:
    practice = case_with_variants("practice")
    home = lesson(tmp_path, practice)
    keep_seed(practice, home)
    keep_seed(case_with_variants().variants[0], home)
    assert not (home / JOURNAL).exists()


def test_what_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    home = lesson(tmp_path, case_with_variants())
    (home / JOURNAL).mkdir()
    keep_seed(case_with_variants(), home)
    assert (home / JOURNAL).is_dir()
