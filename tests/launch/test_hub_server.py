"""A learner's server on a hub, before it starts; tests/hub/ has the whole way on a real one."""

import os
import subprocess
import sys
from pathlib import Path


def test_without_lessons_the_hub_is_told_what_is_missing(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "HOME": str(tmp_path),
        "WELLFOUNDED_COURSE": str(tmp_path / "kit"),
        "WELLFOUNDED_COURSE_ID": "law",
    }
    command = [sys.executable, "-P", "-m", "wellfounded.launch.hub"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{tmp_path / 'law'}: holds no lessons. Is {tmp_path / 'kit'} the kit" in done.stderr
    assert (tmp_path / "law").stat().st_mode & 0o777 == 0o700
