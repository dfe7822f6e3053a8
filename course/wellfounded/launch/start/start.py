"""Starts the course on every system. The first time it installs what the lessons need, into the folder .venv beside it.

start.sh, start.command or start.bat run it; it needs nothing but Python. If a newer kit was unpacked over an older one,
it installs again from the newer files.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
PYTHON = HERE / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = HERE / ".venv" / "installed"  # holds the digests of the files that were installed
MAX_WINDOWS_PATH = 259  # characters
LONGEST_INSTALLED_PATH = 165  # characters below this folder
PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
REMEDY = """Is there internet, and room on the disk? Then start this again.
On Debian and Ubuntu: is the package python3-venv installed?"""


def main(options: list[str]) -> int:
    """Install what is not installed yet, and open the course; return the exit code."""
    if os.name == "nt" and (problem := path_problem(str(HERE))):
        return report_failure(problem)
    try:
        wheel = HERE / json.loads((HERE / "kit.json").read_bytes())["wheel"]
        digests = "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in (LOCK, wheel))
    except (OSError, ValueError, KeyError, TypeError):
        return report_failure(
            f"Files are missing in {HERE}. Unpack the whole zip file that you were given, and start it there."
        )
    try:
        if not (PYTHON.is_file() and INSTALLED.is_file() and INSTALLED.read_text() == digests):
            install(wheel)
            INSTALLED.write_text(digests)
    except (OSError, subprocess.CalledProcessError) as error:
        return report_failure(f"That did not work: {error}\n{REMEDY}")
    return run([PYTHON, "-m", "wellfounded", "learn", *options])


def path_problem(folder: str) -> str:
    """Return a message if the path of a folder is too long to install into it on Windows; else ""."""
    allowed = MAX_WINDOWS_PATH - LONGEST_INSTALLED_PATH
    if len(folder) <= allowed:
        return ""
    problem = f"The path of this folder has {len(folder)} characters; Windows leaves room for {allowed}:\n{folder}\n"
    return f"{problem}Move the folder to a shorter place, such as C:\\well-founded, and start this again."


def install(wheel: Path) -> None:
    """Make a new environment, and install the locked packages, checked by their hashes, and the course."""
    print_line("Installing. This needs the internet once, and takes a minute or two.")
    venv.create(HERE / ".venv", with_pip=True, clear=True)
    subprocess.run([PYTHON, *PIP, "--require-hashes", "-r", LOCK], check=True)  # noqa: S603 (our own)
    subprocess.run([PYTHON, *PIP, "--no-index", wheel], check=True)  # noqa: S603


def run(command: list[str | Path]) -> int:
    """Run the course until it ends; return its exit code. It gets Ctrl-C too, and needs a while to end JupyterLab."""
    course: subprocess.Popen[bytes] | None = None
    asked_to_end = False

    def end(*_: object) -> None:
        nonlocal asked_to_end
        asked_to_end = True
        if course:
            course.terminate()

    # Before the course starts, so that no signal comes too early; it does not inherit functions.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, end)
    course = subprocess.Popen(command, cwd=HERE)  # noqa: S603 (our own)
    if asked_to_end:
        course.terminate()
    return course.wait()


def report_failure(message: str) -> int:
    """Print a message; return the exit code of a failure."""
    print_line(message)
    return 1


def print_line(message: str) -> None:
    """Print a message at once."""
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(1)
