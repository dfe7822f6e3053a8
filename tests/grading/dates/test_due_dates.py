"""Due dates and extensions stand in nbgrader's own gradebook; whose lateness changes is said, and learners see them."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from tests.places import COURSE
from wellfounded.grading.dates.course_settings import read_settings
from wellfounded.grading.dates.for_learners import publish
from wellfounded.launch.commands import app
from wellfounded.learner.dates import Dates, extension_file, read_dates
from wellfounded.learner.workspace import Workspace

MODULE = "01-refugee-definition"
FULL = "Monday 1 February 2027, 23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC"
DUE = datetime(2027, 2, 1, 22, 59)
Say = Callable[..., str]


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course with a gradebook: Anna in time, Bo two days late, Chen has not handed in."""
    course = tmp_path_factory.mktemp("dates") / "course"
    course.mkdir()
    shutil.copy(COURSE / "nbgrader_config.py", course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "well-founded") as book:
        for module in (MODULE, "02-persecution-thresholds"):
            book.add_assignment(module)
            book.add_notebook(module, module)
            book.add_grade_cell("a-case", module, module, max_score=3, cell_type="code")
        for learner in ("anna", "bo", "chen"):
            book.add_student(learner)
        book.add_submission(MODULE, "anna", timestamp=datetime(2027, 1, 30, 12))
        book.add_submission(MODULE, "bo", timestamp=datetime(2027, 2, 3, 22, 59))
    return course


@pytest.fixture
def course(filled: Path, tmp_path: Path) -> Path:
    root = tmp_path / "course"
    shutil.copytree(filled, root)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    return root


@pytest.fixture
def say(course: Path) -> Say:
    def run(*words: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, [*map(str, words), "--course", str(course)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code == code, done.output
        return done.output

    return run


def book(course: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}")


def late(course: Path, learner: str) -> float:
    with book(course) as kept:
        return float(kept.find_submission(MODULE, learner).total_seconds_late)


def test_a_due_date_is_nbgraders_own_and_said_in_full(course: Path, say: Say) -> None:
    said = say("due", "01", "2027-02-01", "23:59")
    assert f"{MODULE} is due on {FULL}." in said
    assert "bo: in time → late by 2 days" in said
    assert "anna" not in said
    assert f"wellfounded grade {MODULE}" in said
    with book(course) as kept:
        assert kept.find_assignment(MODULE).duedate == DUE
    assert (late(course, "anna"), late(course, "bo")) == (0, 2 * 86400)


def test_a_date_that_has_passed_is_said_to_have(say: Say) -> None:
    assert "23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC, which has passed." in say("due", "1", "2020-02-01")


def test_a_later_date_and_none_say_whose_lateness_goes(course: Path, say: Say) -> None:
    say("due", MODULE, "2027-02-01 23:59")
    assert "bo: late by 2 days → late by 1 day" in say("due", MODULE, "2027-02-02 23:59")
    said = say("due", MODULE, "none")
    assert "has no due date: nothing is late" in said
    assert "bo: late by 1 day → in time" in said
    assert late(course, "bo") == 0


def test_an_extension_is_nbgraders_own_counts_calendar_days_and_does_not_add_up(course: Path, say: Say) -> None:
    say("due", "01", "2027-02-01 23:59")
    assert "bo may hand in 01-refugee-definition until Monday 8 February 2027, 23:59 Europe/Berlin" in say(
        "extend", "bo", "01", 7
    )
    said = say("extend", "bo", "01", 2)
    assert "until Wednesday 3 February 2027, 23:59" in said
    with book(course) as kept:
        assert kept.find_submission(MODULE, "bo").extension == timedelta(days=2)
    assert late(course, "bo") == 0
    say("due", "02", "2027-03-27 23:59")
    assert "until Sunday 28 March 2027, 23:59 Europe/Berlin (UTC+02:00)" in say("extend", "bo", "02", 1)
    with book(course) as kept:
        assert kept.find_submission("02-persecution-thresholds", "bo").extension == timedelta(hours=23)
    said = say("extend", "bo", "01", 0)
    assert "bo: in time → late by 2 days" in said
    assert late(course, "bo") == 2 * 86400


def test_who_has_not_handed_in_can_be_given_more_time_and_all_is_listed(course: Path, say: Say) -> None:
    say("due", "01", "2027-02-01 23:59")
    say("extend", "chen", "01", 7)
    assert say("due").splitlines() == [
        f"{MODULE}: {FULL}",
        "  chen until Monday 8 February 2027, 23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC",
        "02-persecution-thresholds: no due date",
    ]
    assert "chen until Tuesday 9 February 2027" in say("due", "01", "2027-02-02 23:59")
    with book(course) as kept:
        chen = kept.find_submission(MODULE, "chen")
        assert (chen.timestamp, chen.duedate) == (None, datetime(2027, 2, 9, 22, 59))


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("due", "01-refugee", "2027-02-01"), "did you mean '01-refugee-definition'"),
        (("due", "09-nothing", "2027-02-01"), "is not in the gradebook"),
        (("due", "01", "soon"), "Write it as 2027-02-01 23:59"),
        (("extend", "chne", "01", "7"), "did you mean 'chen'?"),
        (("extend", "chen", "02", "7"), "First: wellfounded due 02-persecution-thresholds DATE"),
        (("extend", "chen", "01", "400"), "give a whole number from 0"),
        (("extend", "chen", "01", "\x2d1"), "No such option"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_remedy(
    course: Path, say: Say, words: tuple[str, ...], remedy: str
) -> None:
    say("due", "01", "2027-02-01 23:59")
    before = (course / "gradebook.db").read_bytes()
    said = say(*words, code=2 if remedy == "No such option" else 1)
    assert remedy.rstrip("?") in said
    assert (course / "gradebook.db").read_bytes() == before


def test_without_a_course_or_a_gradebook_none_is_made(tmp_path: Path) -> None:
    for expected in ("Run this in the root of the course", "nbgrader generate_assignment MODULE --force"):
        done = CliRunner().invoke(app, ["due", "01", "2027-02-01", "--course", str(tmp_path)])
        assert done.exit_code == 1
        assert expected in done.output
        shutil.copy(COURSE / "nbgrader_config.py", tmp_path)
    assert not (tmp_path / "gradebook.db").exists()


# What learners see on a hub


class Hub:
    """A hub with an exchange and a learner's home."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.exchange, self.data = root / "exchange", root / "data"
        self.exchange.mkdir()
        monkeypatch.setenv("WELLFOUNDED_EXCHANGE", str(self.exchange))
        monkeypatch.setenv("WELLFOUNDED_COURSE_ID", "well-founded")
        monkeypatch.setenv("JUPYTER_DATA_DIR", str(self.data))
        self.folder = self.exchange / "well-founded"

    def dates(self) -> Dates:
        return read_dates(Workspace(self.data, "hub", self.data, self.data))

    def handed_in(self, course: Path, learner: str, secret: str) -> None:
        """Leave a secret with the learner, and with what was collected, as nbgrader does."""
        for folder in (
            self.data / "nbgrader_cache" / "well-founded" / f"{learner}+{MODULE}+2027-01-01 00:00:00 UTC",
            course / "submitted" / learner / MODULE,
        ):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "submission_secret.txt").write_text(secret)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    return Hub(tmp_path, monkeypatch)


def test_learners_on_a_hub_see_the_date_and_the_rule_and_no_name(say: Say, hub: Hub) -> None:
    assert hub.dates() == Dates()
    assert "Learners on the hub see it from now on" in say("due", "01", "2027-02-01 23:59")
    say("extend", "chen", "01", 7)
    dates = hub.dates()
    assert (list(dates.modules), dates.late) == ([MODULE], "none")
    assert dates.modules[MODULE].at.isoformat() == "2027-02-01T22:59:00+00:00"
    assert not dates.modules[MODULE].extended
    assert "chen" not in "".join(path.read_text() for path in hub.folder.rglob("*.json"))
    assert (hub.folder / "dates.json").stat().st_mode & 0o777 == 0o644
    assert (hub.folder / "dates").stat().st_mode & 0o777 == 0o711


def test_an_extension_is_seen_by_its_learner_alone(course: Path, say: Say, hub: Hub) -> None:
    say("due", "01", "2027-02-01 23:59")
    hub.handed_in(course, "chen", "s" * 128)
    say("extend", "chen", "01", 7)
    own = hub.dates().modules[MODULE]
    assert (own.at.isoformat(), own.extended) == ("2027-02-08T22:59:00+00:00", True)
    shutil.rmtree(hub.data)
    assert not hub.dates().modules[MODULE].extended
    hub.handed_in(course, "chen", "s" * 128)
    say("extend", "chen", "01", 0)
    assert not hub.dates().modules[MODULE].extended
    assert list((hub.folder / "dates").iterdir()) == []


def test_who_hands_in_for_the_first_time_after_it_finds_the_extension_at_the_next_grading(
    course: Path, say: Say, hub: Hub
) -> None:
    say("due", "01", "2027-02-01 23:59")
    say("extend", "chen", "01", 7)
    hub.handed_in(course, "chen", "s" * 128)
    assert not hub.dates().modules[MODULE].extended
    publish(read_settings(course))  # as `wellfounded grade` does
    assert hub.dates().modules[MODULE].extended


def test_an_exchange_that_cannot_be_written_is_said_and_the_gradebook_has_the_date(
    course: Path, say: Say, hub: Hub
) -> None:
    hub.folder.write_text("a file stands where the folder would be")
    said = say("due", "01", "2027-02-01 23:59", code=1)
    assert "Learners on the hub do not see the dates as they are" in said
    with book(course) as kept:
        assert kept.find_assignment(MODULE).duedate == DUE


@pytest.mark.parametrize("rule", ["zero", "own", "own, said"])
def test_the_late_rule_is_the_configurations(course: Path, say: Say, hub: Hub, rule: str) -> None:
    with (course / "nbgrader_config.py").open("a") as file:
        if rule == "zero":
            file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
        else:
            file.write("from nbgrader.plugins import LateSubmissionPlugin\n")
            file.write("class Mine(LateSubmissionPlugin): pass\nc.AssignLatePenalties.plugin_class = Mine\n")
    if rule == "own, said":
        (course / "late-rule.txt").write_text("Each day takes\n  a tenth off. ")
    said = say("due", "01", "2027-02-01 23:59")
    dates = hub.dates()
    assert ("into late-rule.txt" in said) == (rule == "own")
    assert dates.late == ("zero" if rule == "zero" else "")
    assert dates.late_words == ("Each day takes a tenth off." if rule == "own, said" else "")


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        "{",
        '{"modules": 5}',
        '{"modules": {"01-x": 5, "02-x": "soon", "03-x": "2027-02-01T00:00:00"}}',
        "\\xff",
    ],
)
def test_dates_that_cannot_be_read_are_none(hub: Hub, spoilt: str) -> None:
    hub.folder.mkdir()
    (hub.folder / "dates.json").write_text(spoilt)
    assert hub.dates().modules == {}


def test_the_name_of_an_extension_tells_nothing_of_the_secret() -> None:
    assert extension_file("s") == extension_file("s\n") != extension_file("t")
    assert json.dumps("sss") not in extension_file("sss")
