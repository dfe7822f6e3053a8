"""Starts the course on every system. The first time it installs what the lessons need, into the folder .venv beside it.

Run by start.sh, start.command or start.bat; it needs nothing but Python. What is installed is what is in this folder:
a newer kit may be unpacked over an older one.
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
INSTALLED = HERE / ".venv" / "installed"  # digests of what was installed from
LONGEST = 259  # characters that Windows allows a path
DEEPEST = 165  # of the longest path that is installed, from this folder on
PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
REMEDY = """Is there internet, and room on the disk? Then start this again.
On Debian and Ubuntu: is the package python3-venv installed?"""


def main(options: list[str]) -> int:
    """Install what is not installed yet, and open the course; return the exit code."""
    if os.name == "nt" and (trouble := too_deep(str(HERE))):
        return say(trouble)
    try:
        wheel = HERE / json.loads((HERE / "kit.json").read_bytes())["wheel"]
        wanted = "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in (LOCK, wheel))
    except (OSError, ValueError, KeyError, TypeError):
        return say(f"Files are missing in {HERE}. Unpack the whole zip file that you were given, and start it there.")
    try:
        if not (PYTHON.is_file() and INSTALLED.is_file() and INSTALLED.read_text() == wanted):
            install(wheel)
            INSTALLED.write_text(wanted)
    except (OSError, subprocess.CalledProcessError) as error:
        return say(f"That did not work: {error}\n{REMEDY}")
    return run([PYTHON, "-m", "wellfounded", "learn", *options])


def too_deep(folder: str) -> str:
    """Return why Windows could not hold what is installed below a folder; "" where it can."""
    allowed = LONGEST - DEEPEST
    if len(folder) <= allowed:
        return ""
    told = f"The path of this folder has {len(folder)} characters; Windows leaves room for {allowed}:\n{folder}\n"
    return f"{told}Move the folder to a shorter place, such as C:\\well-founded, and start this again."


def install(wheel: Path) -> None:
    """Make the environment anew, and install the locked packages and the course into it: nothing that is not hashed."""
    say("Installing. This needs the internet once, and takes a minute or two.")
    venv.create(HERE / ".venv", with_pip=True, clear=True)
    subprocess.run([PYTHON, *PIP, "--require-hashes", "-r", LOCK], check=True)  # noqa: S603 (our own)
    subprocess.run([PYTHON, *PIP, "--no-index", wheel], check=True)  # noqa: S603


def run(command: list[str | Path]) -> int:
    """Run the course until it ends; return its exit code. It gets Ctrl-C too, and needs a while to end JupyterLab."""
    signal.signal(signal.SIGINT, lambda *_: None)  # before the course starts, which does not inherit a function
    course = subprocess.Popen(command, cwd=HERE)  # noqa: S603 (our own)
    signal.signal(signal.SIGTERM, lambda *_: course.terminate())
    return course.wait()


def say(words: str) -> int:
    """Tell the learner at once; return the exit code of a failure."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(1)
