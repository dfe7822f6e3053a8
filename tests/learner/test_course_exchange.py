"""On a hub a lesson goes through nbgrader's real exchange: said to have arrived only when it has, whatever happens."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.commands import nbgrader
from tests.learner.one_lesson import ONE, Heard, answer, handed, laid_out
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner import exchange_process
from wellfounded.learner.course_exchange import feedback_page, fetch_feedback, give_to_course
from wellfounded.learner.exchange_process import ExchangeProblemError
from wellfounded.learner.receipt import match, read_receipt
from wellfounded.learner.receipt_file import kept_receipt
from wellfounded.learner.workspace import HAND_INS, Workspace
from wellfounded.notebook.widgets.hand_in_panel import Panel

COURSE_ID = "law-2027"


class Hub:
    """A real exchange into which one lesson was released, and a learner's copy."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.course, self.exchange = root, root / "course-of-a-grader", root / "exchange"
        self.exchange.mkdir(mode=0o777)
        self.exchange.chmod(0o777)
        config = root / "config" / "nbgrader_config.py"
        config.parent.mkdir()
        config.write_text(
            f"c = get_config()\nc.CourseDirectory.course_id = {COURSE_ID!r}\nc.Exchange.root = {str(self.exchange)!r}\n"
        )
        for name, value in {
            "HOME": root / "home",
            "JUPYTER_CONFIG_PATH": config.parent,
            "JUPYTER_DATA_DIR": root / "data",
            "JUPYTERHUB_USER": "anna",
        }.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.setattr(exchange_process, "_prepared", {})
        (root / "home").mkdir()
        self.copy: Workspace = laid_out(root, "hub")
        self.lesson = self.copy.folder / ONE
        self.release()

    def release(self) -> None:
        outbound = self.exchange / COURSE_ID / "outbound" / ONE
        shutil.copytree(self.copy.course / "release" / ONE, outbound)
        self.inbound = self.exchange / COURSE_ID / "inbound"
        self.inbound.mkdir()
        self.inbound.chmod(0o733)

    @property
    def arrived(self) -> list[Path]:
        """Return what an instructor would collect, and nothing that is not whole."""
        return sorted(path for path in self.inbound.glob(f"*+{ONE}+*") if not path.name.startswith("."))

    @property
    def receipts(self) -> list[Path]:
        return sorted((self.copy.folder / HAND_INS).glob("*")) if (self.copy.folder / HAND_INS).is_dir() else []


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    made = Hub(tmp_path, monkeypatch)
    answer(made.copy)
    return made


def assert_nothing_was_handed_in(hub: Hub) -> None:
    assert handed(hub.lesson / JOURNAL) == []
    assert hub.receipts == []
    assert hub.arrived == []


def handed_in_by(panel: Panel) -> dict[str, Any]:
    """Hand in by the panel, and return its last word."""
    heard = Heard(panel)
    heard.tell("handin", "one")
    assert heard.ended.wait(120)
    return heard[-1]


def test_it_arrives_whole_under_the_hubs_name_and_the_receipt_says_so(hub: Hub) -> None:
    panel = Panel(hub.copy, hub.lesson)
    assert (panel.way, panel.result) == ("exchange", "")
    said = handed_in_by(panel)
    (arrived,) = hub.arrived
    (event,) = handed(hub.lesson / JOURNAL)
    receipt = kept_receipt(hub.copy, ONE, "exchange")
    assert receipt is not None
    assert said == {"id": "one", "event": "handin", "done": True, "at": event["at"]}
    for result in (panel.result, Panel(hub.copy, hub.lesson).result):  # it is there when the lesson is opened again
        assert "Your answer has arrived: your course has it." in result
        assert "Look for marks and feedback" in result
    assert arrived.name.startswith(f"anna+{ONE}+")
    assert (arrived / JOURNAL).read_bytes() == (hub.lesson / JOURNAL).read_bytes()
    assert (receipt.way, receipt.learner, receipt.at) == ("exchange", "anna", event["at"])
    (paper,) = hub.receipts
    assert read_receipt(paper.read_bytes()) == receipt
    assert list(hub.inbound.glob(".*")) == []
    give_to_course(hub.copy, hub.lesson)
    assert hub.arrived == [arrived]  # sent again it would be later, and perhaps late


def test_a_hand_in_that_came_along_from_another_computer_has_not_arrived(hub: Hub) -> None:
    append(hub.lesson / JOURNAL, new_event("handin", module=ONE, number=1))
    assert Panel(hub.copy, hub.lesson).result == ""
    give_to_course(hub.copy, hub.lesson)
    assert len(hub.arrived) == len(handed(hub.lesson / JOURNAL)) == 1


@pytest.mark.full
def test_a_collected_lesson_is_what_the_receipt_names_and_feedback_comes_back(hub: Hub) -> None:
    _, receipt = give_to_course(hub.copy, hub.lesson)
    hub.course.mkdir()
    done = nbgrader(hub.course, "collect", ONE)
    assert done.returncode == 0, done.stderr
    submitted = hub.course / "submitted" / "anna" / ONE
    assert match(receipt, replay(submitted / JOURNAL)).complete
    assert fetch_feedback(hub.copy, ONE) is None
    page = hub.course / "feedback" / "anna" / ONE / f"{ONE}.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Anna's page</p>")
    for name in ("timestamp.txt", "submission_secret.txt"):
        shutil.copy(submitted / name, page.parent)
    done = nbgrader(hub.course, "release_feedback", ONE)
    assert done.returncode == 0, done.stderr
    fetched = fetch_feedback(hub.copy, ONE)
    assert fetched is not None
    assert fetched.read_text() == "<p>Anna's page</p>"
    assert fetched == feedback_page(hub.copy, ONE) == hub.copy.folder / "feedback" / f"{ONE}.html"
    assert fetched.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("trouble", ["not released", "inbound closed"])
def test_what_did_not_arrive_is_not_said_to_have(hub: Hub, trouble: str) -> None:
    if trouble == "not released":
        shutil.rmtree(hub.inbound.parent / "outbound" / ONE)
        words = "does not take this lesson yet"
    else:
        hub.inbound.rename(hub.inbound.with_name("elsewhere"))
        words = "cannot be reached"
    panel = Panel(hub.copy, hub.lesson)
    refused = handed_in_by(panel)["refused"]
    assert refused.startswith("Not handed in: ")
    assert words in refused
    assert not any(word in refused for word in ("nbgrader", "exchange", "/", "Error"))
    assert panel.result == ""
    assert_nothing_was_handed_in(hub)


WITH_TROUBLE = """
import os, signal, sys, resource, shutil
from nbgrader.exchange import default
from wellfounded.grading import exchange
copy = default.ExchangeSubmit.do_copy
def half(self, src, dest, log=None):
    os.makedirs(dest)
    shutil.copy(os.path.join(src, "01-one.ipynb"), dest)
    {trouble}
default.ExchangeSubmit.do_copy = half
exchange.main()
"""


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "it did not arrive"),
        ("raise OSError(28, 'No space left on device')", "no room left"),
        ("open(os.path.join(dest, 'answers.jsonl'), 'w').write('{}'); os.chmod(dest, 0o755)", "it did not arrive"),
    ],
    ids=["killed", "disk full", "other answers"],
)
def test_what_arrived_in_part_is_neither_said_to_have_nor_collected(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, trouble: str, words: str
) -> None:
    script = hub.root / "with_trouble.py"
    script.write_text(WITH_TROUBLE.replace("{trouble}", trouble))

    def process(workspace: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(script)], cwd=workspace, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    with monkeypatch.context() as patched:
        patched.setattr(exchange_process, "_process", process)
        with pytest.raises(ExchangeProblemError, match=words):
            give_to_course(hub.copy, hub.lesson)
    assert_nothing_was_handed_in(hub)
    give_to_course(hub.copy, hub.lesson)
    assert len(hub.arrived) == len(handed(hub.lesson / JOURNAL)) == 1


def test_a_full_disk_at_home_gives_nothing_away(hub: Hub) -> None:
    (hub.copy.folder / HAND_INS).write_text("a file stands where the folder would be")
    with pytest.raises(OSError, match="exists"):
        give_to_course(hub.copy, hub.lesson)
    assert handed(hub.lesson / JOURNAL) == []
    assert hub.arrived == []


def test_the_lesson_itself_may_be_killed_while_it_waits(hub: Hub) -> None:
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from wellfounded.learner import course_exchange
        from wellfounded.learner.workspace import open_workspace
        asked = course_exchange.ask
        def ask(*given):
            asked(*given)
            os.kill(os.getpid(), signal.SIGKILL)
        course_exchange.ask = ask
        copy = open_workspace(Path(sys.argv[1]))
        course_exchange.give_to_course(copy, copy.folder / "01-one")
        """
    )
    done = subprocess.run([sys.executable, "-c", code, str(hub.copy.folder)], check=False, timeout=120, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert handed(hub.lesson / JOURNAL) == []
    assert [path for path in hub.receipts if path.suffix == ".txt"] == []
    give_to_course(hub.copy, hub.lesson)
    assert len([path for path in hub.receipts if path.suffix == ".txt"]) == 1
