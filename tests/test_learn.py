"""`wellfounded learn` says what is wrong and what would help; a learner's JupyterLab has a configuration of ours."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import writes
from nbformat.v4 import new_code_cell, new_notebook

from wellfounded.learn import environment, learn

COURSE = Path(__file__).parent.parent


def test_without_a_release_the_learner_is_told_where_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn(tmp_path, tmp_path / "my-course", 1, browser=False) == 1
    assert "Run this in the root of the course." in capsys.readouterr().out


def test_a_port_that_is_taken_is_said_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert learn(COURSE, tmp_path / "my-course", taken.getsockname()[1], browser=False) == 1
    assert "choose another: --port" in capsys.readouterr().out


def test_ours_comes_first_and_the_learners_own_paths_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    first, *rest = environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (Path(first) / "jupyter_server_config.py").is_file()
    assert rest == ["theirs"]


def test_a_file_lying_in_the_folder_is_not_imported_by_the_kernel(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('imported')")
    (tmp_path / "wellfounded.py").write_text("raise SystemExit('imported')")
    probe = new_notebook(cells=[new_code_cell("import wellfounded, yaml; print(yaml.__file__, wellfounded.__file__)")])
    (tmp_path / "probe.ipynb").write_text(writes(probe))
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", "probe.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert str(tmp_path) not in done.stdout
    assert "__init__.py" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot be ignored from outside there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_asked_even_if_it_was_started_in_the_background(ending: signal.Signals, tmp_path: Path) -> None:
    def in_background() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what a shell does for "&"

    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser", "--course", str(COURSE)]
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ["--workspace", str(tmp_path / "my-course"), "--port", str(port)]
    learner = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, preexec_fn=in_background)
    assert learner.stdout is not None
    assert learner.stdout.readline().startswith("Ready: ")
    learner.send_signal(ending)
    assert learner.wait(timeout=30) == 0
    assert learner.stdout.read() == "\nYour answers are saved. Goodbye.\n"
