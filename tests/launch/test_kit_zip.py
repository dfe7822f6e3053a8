"""The kit holds all a learner of a cohort needs, and nothing from source/."""

import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from tests.places import COURSE, SAMPLE
from wellfounded.authoring.course_build import build
from wellfounded.content.release import lessons
from wellfounded.launch.kit_check import kit_leaks
from wellfounded.launch.kit_zip import START_FILES, KitError, kit
from wellfounded.learner.dates import read_dates
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.given_in import from_instructor


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kit(COURSE, tmp_path_factory.mktemp("kit") / "kit.zip")


def names(archive: Path) -> set[str]:
    return {name.removeprefix("well-founded/") for name in zipfile.ZipFile(archive).namelist()}


def test_it_holds_lessons_wheel_lock_and_a_way_to_start_on_each_system(archive: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "release"], cwd=COURSE, capture_output=True, text=True, check=True)
    released = set(listed.stdout.splitlines())
    (wheel,) = {name for name in names(archive) if name.endswith(".whl")}
    starts = {"start.py", "start.sh", "start.command", "start.bat", "READ-ME-FIRST.txt"}
    assert names(archive) == released | starts | {wheel, "requirements.lock", "kit.json"}


def test_no_file_of_source_is_in_it_nor_in_its_wheel(archive: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(archive).extractall(tmp_path)
    (wheel,) = tmp_path.glob("well-founded/*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in inside} >= {"wellfounded"}
    assert [name for name in inside if "source/" in name or name.endswith(("lesson.md", ".ipynb"))] == []
    secret = re.compile(rb"correct: true|\"correct\": true")
    shown = {path for path in tmp_path.glob("well-founded/release/**/*.json") if secret.search(path.read_bytes())}
    for path in shown:  # practice alone is released with its key
        graded = path.read_text().split('"use": "graded"')
        assert all('"correct"' not in case.rsplit('"questions"', 1)[-1] for case in graded[:-1])


def test_scripts_can_be_run_and_the_same_course_makes_the_same_kit(archive: Path, tmp_path: Path) -> None:
    modes = {info.filename.split("/")[1]: info.external_attr >> 16 for info in zipfile.ZipFile(archive).infolist()}
    assert all(modes[name] & 0o111 for name in ("start.sh", "start.command"))
    assert kit(COURSE, tmp_path / "again.zip").read_bytes() == archive.read_bytes()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small course of which a kit can be made: its machinery is one file."""
    course = tmp_path_factory.mktemp("small") / "course"
    shutil.copytree(SAMPLE, course)
    for name in ("nbgrader_config.py", "requirements.lock", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(COURSE / name, course)
    shutil.copy(COURSE / "LICENSE-course-text", course)
    (course / "course" / "wellfounded").mkdir(parents=True)
    (course / "course" / "wellfounded" / "__init__.py").write_text("")
    build(course)
    return course


@pytest.mark.parametrize(
    "left",
    [
        "answers.jsonl",
        ".ipynb_checkpoints/01-sample-checkpoint.ipynb",
        "notes.txt",
        "figures/draft.svg",
        "cases/x.yaml",
    ],
)
def test_what_an_author_left_in_a_released_lesson_stays_behind(small: Path, tmp_path: Path, left: str) -> None:
    path = small / "release" / "01-sample" / left
    path.parent.mkdir(exist_ok=True)
    path.write_text("the author's")
    try:
        made = kit(small, tmp_path / "kit.zip")
    finally:
        path.unlink()
    files = ("01-sample.ipynb", "cases.json", "figures/boxes.svg")
    assert {name for name in names(made) if "01-sample" in name} == {f"release/01-sample/{each}" for each in files}
    assert b"the author's" not in b"".join(map(zipfile.ZipFile(made).read, zipfile.ZipFile(made).namelist()))


def test_a_released_lesson_that_an_author_changed_or_added_makes_no_kit(small: Path, tmp_path: Path) -> None:
    released = small / "release"
    shutil.copytree(released / "01-sample", released / "02-mine")
    notebook = released / "01-sample" / "01-sample.ipynb"
    built = notebook.read_bytes()
    notebook.write_bytes(built.replace(b'case(\\"practise-this', b'print(1); case(\\"practise-this'))
    assert notebook.read_bytes() != built
    try:
        with pytest.raises(KitError) as error:
            kit(small, tmp_path / "kit.zip")
    finally:
        notebook.write_bytes(built)
        shutil.rmtree(released / "02-mine")
    assert "01-sample.ipynb: is not as it was built. Run 'wellfounded build'" in str(error.value)
    assert "02-mine: no lesson in source/ has this name. Move it away" in str(error.value)
    assert not (tmp_path / "kit.zip").exists()


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("answers.jsonl", "wellfounded/answers.jsonl: is not for learners"),
        ("source/01-sample/cases/graded-this.yaml", "wellfounded/source/01-sample/cases/graded-this.yaml: is not"),
        ("key.py", "wellfounded/key.py: holds “Graded feedback on beta.…” of a graded key"),
    ],
)
def test_a_kit_whose_wheel_holds_what_is_not_for_learners_is_not_made(
    small: Path, tmp_path: Path, left: str, words: str
) -> None:
    path = small / "course" / "wellfounded" / left
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Graded feedback on beta.")
    try:
        with pytest.raises(KitError, match=re.escape(words)):
            kit(small, tmp_path / "kit.zip")
    finally:
        path.unlink()
    assert not (tmp_path / "kit.zip").exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("release/01-sample/answers.jsonl", "{}", "release/01-sample/answers.jsonl: is not for learners"),
        ("release/01-sample/.ipynb_checkpoints/x", "{}", "release/01-sample/.ipynb_checkpoints/x: is not for"),
        ("source/01-sample/lesson.md", "", "source/01-sample/lesson.md: is not for learners"),
        ("release/01-sample/cases.json", "Graded feedback on beta.", "cases.json: holds “Graded feedback on beta.…”"),
        (
            "release/01-sample/cases.json",
            "Graded\n  feedback on beta.",
            "cases.json: holds “Graded feedback on beta.…”",
        ),
    ],
)
def test_the_finished_zip_is_opened_and_refused_by_name(
    small: Path, tmp_path: Path, name: str, data: str, words: str
) -> None:
    made = kit(small, tmp_path / "kit.zip")
    assert kit_leaks(made, small) == []
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(tmp_path / "spoilt.zip", "w") as spoilt:
        for each in whole.namelist():
            if not each.endswith(name):
                spoilt.writestr(each, whole.read(each))
        spoilt.writestr(f"well-founded/{name}", data)
    assert any(words in line for line in kit_leaks(tmp_path / "spoilt.zip", small))


def test_when_to_hand_in_and_where_marks_come_is_said_where_learners_look(small: Path, tmp_path: Path) -> None:
    made = kit(small, tmp_path / "kit.zip", due="15 December 2026,\n 18:00 <Berlin>", marks="on the course page")
    zipfile.ZipFile(made).extractall(tmp_path)
    folder = tmp_path / "well-founded"
    page = (folder / "READ-ME-FIRST.txt").read_text()
    assert "When to hand in: 15 December 2026, 18:00 <Berlin>\n" in page
    assert "Your marks: on the course page\n" in page
    told = "<p>When to hand in: 15 December 2026, 18:00 &lt;Berlin&gt;</p><p>Your marks: on the course page</p>"
    assert from_instructor(folder) == told
    (folder / "kit.json").write_text('{"due": ["<script>"], "marks": 5}')
    assert from_instructor(folder) == ""


def test_the_gradebooks_dates_are_in_the_kit_and_in_what_learners_read_first(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    course = tmp_path / "course"
    shutil.copytree(small, course)
    (module,) = (lesson.name for lesson in lessons(course) if lesson.name.startswith("01"))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "well-founded") as book:
        book.add_assignment(module, duedate="2027-02-01 22:59:00 UTC")
        book.add_assignment("02-without-a-date")
    zipfile.ZipFile(kit(course, tmp_path / "kit.zip")).extractall(tmp_path)
    folder = tmp_path / "well-founded"
    line = "Lesson 01: hand in by Monday 1 February 2027, 23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC."
    assert line in (folder / "READ-ME-FIRST.txt").read_text()
    dates = read_dates(Workspace(tmp_path, "cohort", folder, tmp_path))
    assert {name: due.at.isoformat() for name, due in dates.modules.items()} == {module: "2027-02-01T22:59:00+00:00"}
    assert dates.late == "none"


def test_lessons_of_an_older_kit_that_lie_there_are_passed_over(small: Path, tmp_path: Path) -> None:
    older = tmp_path / "well-founded" / "release" / "00-older"
    older.mkdir(parents=True)
    (older / "00-older.ipynb").write_text('{"cells": []}')
    zipfile.ZipFile(kit(small, tmp_path / "kit.zip")).extractall(tmp_path)
    assert [path.name for path in lessons(tmp_path / "well-founded")] == [
        path.name for path in sorted((small / "release").iterdir())
    ]


class Start:
    """`start.py` of a kit, and an environment beside it that only notes what it is asked to run."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ran = folder, folder / "ran"
        python = folder / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\necho "$@" >> {self.ran}\n')
        python.chmod(0o755)

    def run(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        self.ran.write_text("")
        monkeypatch.setattr(signal, "signal", lambda *_: None)  # this process keeps its own
        start = runpy.run_path(str(self.folder / "start.py"))
        monkeypatch.setattr(start["venv"], "create", lambda *_, **__: None)
        assert start["main"](["--no-browser"]) == 0
        return self.ran.read_text().splitlines()


@pytest.mark.skipif(os.name == "nt", reason="the python that notes is a shell script")
def test_it_installs_hashed_wheels_alone_once_and_again_from_a_newer_kit(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipfile.ZipFile(kit(small, tmp_path / "kit.zip")).extractall(tmp_path)
    start = Start(tmp_path / "well-founded")
    install, own, opened = start.run(monkeypatch)
    assert "--only-binary :all: --require-hashes -r" in install
    assert "--only-binary :all: --no-index" in own
    assert opened == "-m wellfounded learn --no-browser"
    assert start.run(monkeypatch) == [opened]

    wheel = next(start.folder.glob("*.whl"))
    newer = wheel.with_name(wheel.name.replace("0.1.0", "0.2.0"))
    newer.write_bytes(wheel.read_bytes() + b"newer")  # unpacked over it: two wheels lie there
    about = json.loads((start.folder / "kit.json").read_text())
    (start.folder / "kit.json").write_text(json.dumps(about | {"wheel": newer.name}))
    assert start.run(monkeypatch)[1].endswith(newer.name)
    assert start.run(monkeypatch) == [opened]


@pytest.mark.skipif(os.name == "nt", reason="the python that notes is a shell script")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_course_ends_in_its_own_time_when_asked(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals
) -> None:
    zipfile.ZipFile(kit(small, tmp_path / "kit.zip")).extractall(tmp_path)
    start = Start(tmp_path / "well-founded")
    start.run(monkeypatch)
    python = start.folder / ".venv" / "bin" / "python"
    python.write_text(
        "#!/bin/sh\ntrap 'sleep 1; echo ended; exit 0' INT TERM\necho open\nwhile :; do sleep 0.1; done\n"
    )
    command = [sys.executable, str(start.folder / "start.py")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    if ending == signal.SIGINT:
        os.killpg(process.pid, ending)  # as a terminal does
    else:
        process.send_signal(ending)
    assert (process.stdout.read(), process.wait(timeout=60)) == ("ended\n", 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_signal_that_comes_while_the_course_is_started_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            os.kill(os.getpid(), signal.SIGTERM)

    start = runpy.run_path(str(START_FILES / "start.py"))
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    try:
        assert start["run"](["sleep", "60"]) == -signal.SIGTERM
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_a_folder_too_deep_for_windows_is_said_before_anything_is_installed(small: Path) -> None:
    start = runpy.run_path(str(START_FILES / "start.py"))
    assert start["path_problem"]("C:\\well-founded") == ""
    assert "Move the folder to a shorter place" in start["path_problem"]("C:\\" + "x" * 100)
    named = re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", (small / "requirements.lock").read_text(), re.MULTILINE)
    depth = max(len(path) for name in named for path in installed(name))
    assert 100 < depth + len("\\") <= start["LONGEST_INSTALLED_PATH"]


def installed(name: str) -> list[str]:
    """Return the paths at which a package's files lie on Windows, from the kit's folder on."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:  # of another system
        return []
    shared = [str(path).rpartition("../")[2] for path in files if "../" in str(path)]
    beside = [f".venv/Lib/site-packages/{path}" for path in files if "../" not in str(path)]
    return beside + [f".venv/{path}" for path in shared]


def test_elsewhere_the_instructor_is_told_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="Run this in the root of the course"):
        kit(tmp_path, tmp_path / "kit.zip")
